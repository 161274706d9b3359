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
  blocks += list(of: units, say)
  return Chapter(id: "profiles", title: say(Section.profiles.title), blocks: blocks)
}

/// The names of all units that have a profile: powiats with their gminas, under their voivodeships where they are many. Gminas of an
/// edition without powiats stand in the lines of these all the same.
private func list(of units: Units, _ say: Phrasing) -> [Block] {
  func links(_ list: [UnitRow]) -> [Inline] {
    list.enumerated().flatMap { index, unit -> [Inline] in
      let name = units.distinct(unit.shortName(say), of: unit, say)
      return [.text(index == 0 ? ": " : ", "), .link(.file(UnitProfile.path(of: unit)), name)]
    }
  }
  func line(_ unit: UnitRow) -> [Inline] {
    let name = say.sentenceCase(units.distinct(unit.fullName(say), of: unit, say))
    return [.link(.file(UnitProfile.path(of: unit)), name)] + links(units.details(of: unit.unit))
  }
  func line(_ group: UnitGroup) -> [Inline] { [.text(say.sentenceCase(group.unit.fullName(say)))] + links(group.units) }
  // Gminas, whose names alone are short, stand in a line; powiats have one each.
  let areLines = units.mainLevel == "gmina"
  if areLines, units.groups.contains(where: { !$0.units.isEmpty }) { return [.list(units.groups.map(line))] }
  guard !units.groups.isEmpty else { return [.list(units.main.map(line))] }
  return units.groups.map { group in
    .folded(
      summary: group.summary(group.all.count, units, say),
      [.list(areLines ? group.groups.map(line) : group.units.map(line))])
  }
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
