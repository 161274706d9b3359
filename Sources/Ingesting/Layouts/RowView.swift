/// One row of a published table, with its cells found by column.
///
/// A layout walks a batch row by row: `var view = RowView(rows); while view.advance() { view.range(3) ... }`.
struct RowView {
  private let rows: Rows
  private var start = 0
  private var end = 0

  init(_ rows: borrowing Rows) {
    self.rows = copy rows
  }

  /// Moves to the next row that has cells.
  mutating func advance() -> Bool {
    start = end
    guard start < rows.cells.count else { return false }
    let row = rows.cells[start].row
    while end < rows.cells.count, rows.cells[end].row == row { end += 1 }
    return true
  }

  /// Row as published, 1-based.
  var row: Int32 { rows.cells[start].row }

  /// Cells present in this row.
  var count: Int { end - start }

  /// Column of the last cell.
  var lastColumn: Int { Int(rows.cells[end - 1].column) }

  private func place(_ column: Int) -> Int? {
    // Delimited text has every column, so the first guess is right; sheets leave empty cells out.
    var index = min(start + column - 1, end - 1)
    while index >= start {
      let found = Int(rows.cells[index].column)
      if found == column { return index }
      if found < column { return nil }
      index -= 1
    }
    return nil
  }

  /// Where the text of a column stands in the batch's bytes; empty when the cell is empty or not there.
  func range(_ column: Int) -> Range<Int> {
    guard column > 0, let index = place(column) else { return 0..<0 }
    return Int(rows.cells[index].start)..<Int(rows.cells[index].end)
  }

  func kind(_ column: Int) -> CellKind? { place(column).map { rows.cells[$0].kind } }

  func text(_ column: Int) -> String { String(decoding: rows.bytes[range(column)], as: UTF8.self) }

  func isEmpty(_ column: Int) -> Bool { range(column).isEmpty }

  /// All texts of the row, by column, for headers and other rows that a person would read.
  func texts() -> [String] {
    var texts = Array(repeating: "", count: lastColumn)
    for cell in rows.cells[start..<end] { texts[Int(cell.column) - 1] = rows.string(cell) }
    return texts
  }

  /// Cells that hold something.
  func filledCount() -> Int { rows.cells[start..<end].reduce(0) { $0 + ($1.end > $1.start ? 1 : 0) } }
}
