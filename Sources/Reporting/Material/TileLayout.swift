import Bytes
package import Findings
package import Contracts

/// Where the tile of each unit stands in a map of tiles of equal size: `maps/tiles.csv` of the definitions (unit;column;row). Units
/// that it does not name stand in a block in the order given, which the map says.
package struct TileLayout: Sendable {
  package static let file = "maps/tiles.csv"
  private let places: [String: MapChart.Shape]

  package init(_ places: [String: MapChart.Shape] = [:]) {
    self.places = places
  }

  /// - Parameter definitions: folder of the definitions. Without the file there are no known places.
  package static func read(from definitions: String) throws(Refusal) -> TileLayout {
    let path = Paths.join(definitions, file)
    guard try Files.exists(path) else { return TileLayout() }
    let table = try SeparatedTable(path: path, shownAs: file)
    var places: [String: MapChart.Shape] = [:]
    for row in table.rows.indices {
      guard let column = Int(try table[row, "column"]), let line = Int(try table[row, "row"]), column >= 0, line >= 0 else {
        continue
      }
      places[try table[row, "unit"]] = .tile(column: column, row: line)
    }
    return TileLayout(places)
  }

  /// Whether every unit has a place of its own.
  package func isComplete(for units: [UnitRow]) -> Bool { units.allSatisfy { places[$0.unit] != nil } }

  /// The shape of each unit: its place when all have one, else a block eight tiles wide.
  package func shapes(_ units: [UnitRow]) -> [MapChart.Shape] {
    if isComplete(for: units) { return units.compactMap { places[$0.unit] } }
    return units.indices.map { .tile(column: $0 % 7, row: $0 / 7) }
  }
}
