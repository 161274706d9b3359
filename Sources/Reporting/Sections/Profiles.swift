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
  let whole = map?.whole()
  let listed = list(of: units, map, say)
  let hasMap = whole != nil || listed.contains { if case .folded(_, let inner) = $0 { inner.count > 1 } else { false } }
  let ways =
    !hasMap
    ? say("Prowadzą do niej nazwy na liście.", "The names of the list lead there.")
    : say("Prowadzą do niej jednostki na mapie i nazwy na liście.", "The units on the map and the names of the list lead there.")
  let hasCountry = composition.readings.values.contains { $0.country?.value != nil }
  let against = hasCountry ? say("regionu i kraju", "region and country") : say("regionu", "the region")
  let about = say(
    "Każda jednostka ma własną stronę: wskaźniki na tle \(against), zmiany w czasie, najważniejsze problemy, zasoby i jednostki podobne.",
    "Every unit has a page of its own: its indicators against \(against), changes over time, main problems, resources and similar units."
  )
  var blocks: [Block] = [.paragraph("\(about) \(ways)")]
  if let whole { blocks.append(.figure(whole)) }
  blocks += listed
  return Chapter(id: "profiles", title: say(Section.profiles.title), blocks: blocks)
}

/// The names of all units that have a profile: powiats with their gminas, under their voivodeships where they are many. Gminas of an
/// edition without powiats stand in the lines of these all the same.
private func list(of units: Units, _ map: UnitMap?, _ say: Phrasing) -> [Block] {
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
  guard units.areFolded else { return [.list(units.main.map(line))] }
  if areLines, units.groups.contains(where: { !$0.units.isEmpty }) { return [.list(units.groups.map(line))] }
  return units.groups.map { group in
    let figure = map?.part(group).map { Block.figure($0) }
    let names = Block.list(areLines ? group.groups.map(line) : group.units.map(line))
    return .folded(summary: group.summary(group.all.count, units, say), [figure, names].compactMap(\.self))
  }
}

/// The main units by fifth of the composite index.
private func indexMap(_ composition: Composition) -> UnitMap? {
  let material = composition.material
  let say = composition.say
  guard let index = ExclusionIndex(composition) else { return nil }
  return UnitMap(
    id: "p-indeks", caption: "\(index.caption) – \(say("mapa profili", "map of the profiles"))", decimals: 3, table: "t-indeks",
    material: material
  ) { unit, shape in
    let row = index.row(of: unit.unit)
    return MapChart.Area(
      name: material.units.distinct(unit.shortName(say), of: unit, say), shape: shape,
      quintile: row?.score == nil ? nil : row?.quintile, value: row?.score, link: UnitProfile.path(of: unit))
  }
}
