import Bytes
import Findings

/// The dimensions of a table of one's own: its columns beside some that mean something else, with their hierarchies.
struct TableDimensions: Sendable {
  let cells: CellTable
  /// Column of the file of each dimension.
  private let columns: [Int]

  /// - Parameters:
  ///   - reserved: columns that are no dimension.
  ///   - hierarchies: by dimension; a dimension without one has no totals, its codes being those of the file.
  /// - Throws: `.data`: a hierarchy of a dimension that is no column; a table that is too large.
  init(_ table: SeparatedTable, beside reserved: [String], hierarchies: [Hierarchy]) throws(Refusal) {
    let names = table.header.filter { !reserved.contains($0) }
    for hierarchy in hierarchies where !names.contains(hierarchy.dimension) {
      let suggestion = nearest(to: hierarchy.dimension, among: names)
      throw Refusal(
        .data,
        Wording(
          "hierarchia wymiaru „\(hierarchy.dimension)”, którego nie ma wśród kolumn",
          en: "a hierarchy for the dimension '\(hierarchy.dimension)', which is no column"), at: Place(file: table.name, row: 1),
        mend: suggestion.map { Wording("czy chodzi o „\($0)”?", en: "did you mean '\($0)'?") }
          ?? Wording("wymiary: \(names.joined(separator: ", "))", en: "the dimensions are: \(names.joined(separator: ", "))"))
    }
    var columns: [Int] = []
    var dimensions: [Hierarchy] = []
    for name in names {
      let column = try table.column(name)
      columns.append(column)
      if let hierarchy = hierarchies.first(where: { $0.dimension == name }) {
        dimensions.append(hierarchy)
      } else {
        dimensions.append(try Hierarchy(dimension: name, flat: Set(table.rows.map { $0[column] }).sorted(by: precedesByBytes)))
      }
    }
    cells = try CellTable(dimensions: dimensions)
    self.columns = columns
  }

  /// The cell that a row speaks of; nil, with the mistakes, where a code is not in its hierarchy.
  func cell(_ row: Int, of table: SeparatedTable, _ mistakes: inout Mistakes) -> Int? {
    var positions: [Int] = []
    for (dimension, column) in zip(cells.dimensions, columns) {
      let code = table.rows[row][column]
      if let position = dimension.position(of: code) {
        positions.append(position)
      } else {
        let suggestion = nearest(to: code, among: dimension.codes)
        mistakes.add(
          "unknown-code", table.place(row, column: dimension.dimension),
          Wording(
            "kodu „\(code)” nie ma w hierarchii wymiaru „\(dimension.dimension)”",
            en: "the code '\(code)' is not in the hierarchy of the dimension '\(dimension.dimension)'"),
          suggestion.map { Wording("czy chodzi o „\($0)”?", en: "did you mean '\($0)'?") }
            ?? Wording("dopisz go do hierarchii", en: "add it to the hierarchy"))
      }
    }
    return positions.count == columns.count ? cells.cell(positions) : nil
  }
}
