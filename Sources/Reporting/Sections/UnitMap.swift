import Contracts

/// A map of the main units, each leading to its profile. Where they are drawn as tiles that no page could hold, there is a map for each
/// group that they stand in.
struct UnitMap {
  let id: String
  let caption: String
  let decimals: Int
  /// With the same numbers.
  let table: String
  let material: Material
  let area: (UnitRow, MapChart.Shape) -> MapChart.Area

  /// Tiles in order of their names, seven a row, that a page of paper holds with letters of seven points.
  private static let mostTiles = 140

  private var say: Phrasing { material.phrasing }
  private var units: Units { material.units }

  /// Tiles without places of their own, of which there are too many.
  private var isEndless: Bool {
    units.main.count > UnitMap.mostTiles && !material.hasOutlines && !material.tiles.isComplete(for: units.main)
  }

  /// All units; nil where they are drawn by group, or where none is in a class.
  func whole() -> Figure? {
    isEndless ? nil : figure(id, caption, units.main, material.shapes(of: units.main))
  }

  /// Those of one group; nil where all are drawn together, or where one picture would not hold even these.
  func part(_ group: UnitGroup) -> Figure? {
    let members = group.all
    guard isEndless, members.count <= UnitMap.mostTiles else { return nil }
    return figure("\(id)-\(group.unit.unit)", "\(caption): \(group.unit.fullName(say))", members, TileLayout().shapes(members))
  }

  /// The map, or those of the groups to be unfolded.
  func blocks() -> [Block] {
    if let figure = whole() { return [.figure(figure)] }
    let parts = units.groups.compactMap(part)
    guard !parts.isEmpty else { return [] }
    let level = Plural.ofLevel(units.groups[0].unit.level)
    let summary = say(
      "Mapy według \(level.many): \(say.counted(parts.count, .chart))",
      "Maps by \(level.englishOne): \(say.counted(parts.count, .chart))")
    return [.folded(summary: summary, parts.map { .figure($0) })]
  }

  private func figure(_ id: String, _ caption: String, _ members: [UnitRow], _ shapes: [MapChart.Shape]) -> Figure? {
    let areas = zip(members, shapes).map(area)
    guard areas.contains(where: { $0.quintile != nil }) else { return nil }
    return Figure(
      id: id, caption: caption, chart: .map(MapChart(areas: areas, decimals: decimals, legend: MapWords.legend(say))),
      alternative: MapWords.alternative(areas, decimals: decimals, say), table: table, note: MapWords.note(material))
  }
}
