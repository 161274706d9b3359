import Contracts
import Findings

extension Section {
  package static let profiles = Section(
    "profiles", Wording("Profile jednostek", en: "Profiles of the units"), compose: profilesChapter)
}

/// The way to the profiles: a map of the main units, and the list of all.
private func profilesChapter(_ composition: Composition) -> Chapter? {
  let material = composition.material
  let units = material.units
  guard !units.main.isEmpty else { return nil }
  let say = composition.say
  let map = indexMap(composition)
  let ways =
    map == nil
    ? say("Prowadzą do niej nazwy na liście.", "The names of the list lead there.")
    : say("Prowadzą do niej jednostki na mapie i nazwy na liście.", "The units on the map and the names of the list lead there.")
  let hasCountry = composition.readings.values.contains { $0.country?.value != nil }
  let against = hasCountry ? say("regionu i kraju", "region and country") : say("regionu", "the region")
  let about = say(
    "Każda jednostka ma własną stronę: wskaźniki na tle \(against), zmiany w czasie, najważniejsze problemy, zasoby i jednostki podobne.",
    "Every unit has a page of its own: its indicators against \(against), changes over time, main problems, resources and similar units."
  )
  var blocks: [Block] = [.paragraph("\(about) \(ways)")]
  if let map { blocks.append(.figure(map)) }
  blocks.append(
    .list(
      units.main.map { unit in
        var words: [Inline] = [
          .link(.file(UnitProfile.path(of: unit)), say.sentenceCase(units.distinct(unit.fullName(say), of: unit, say)))
        ]
        let details = units.details(of: unit.unit)
        for (index, gmina) in details.enumerated() {
          words.append(.text(index == 0 ? ": " : ", "))
          words.append(.link(.file(UnitProfile.path(of: gmina)), units.distinct(gmina.shortName(say), of: gmina, say)))
        }
        return words
      }))
  return Chapter(id: "profiles", title: say(Section.profiles.title), blocks: blocks)
}

/// The main units by fifth of the composite index.
private func indexMap(_ composition: Composition) -> Figure? {
  let material = composition.material
  let say = composition.say
  guard let index = ExclusionIndex(composition) else { return nil }
  let units = material.units.main
  let shapes = material.shapes(of: units)
  let areas = zip(units, shapes).map { unit, shape in
    let row = index.row(of: unit.unit)
    return MapChart.Area(
      name: material.units.distinct(unit.shortName(say), of: unit, say), shape: shape,
      quintile: row?.score == nil ? nil : row?.quintile, value: row?.score,
      link: UnitProfile.path(of: unit))
  }
  // Of fewer than five units there are no fifths.
  guard areas.contains(where: { $0.quintile != nil }) else { return nil }
  return Figure(
    id: "p-indeks", caption: "\(index.caption) – \(say("mapa profili", "map of the profiles"))",
    chart: .map(MapChart(areas: areas, decimals: 3, legend: MapWords.legend(say))),
    alternative: MapWords.alternative(areas, decimals: 3, say), table: "t-indeks", note: MapWords.note(material))
}
