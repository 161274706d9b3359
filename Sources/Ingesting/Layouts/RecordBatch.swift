/// The rows of a batch one after the other, for tables that have all their fields in every row: delimited text and DBF.
///
/// A layout with millions of rows walks them so: `while batch.advance() { batch.range(3) ... }`. A field is found by
/// its number and not looked for, as `RowView` has to.
struct RecordBatch {
  let bytes: [UInt8]
  private let cells: [Rows.Cell]
  private let repeats: [UInt16]
  private var start = 0
  private var end = 0
  /// Number of the row in the batch, from 0.
  private var index = -1

  init(_ rows: borrowing Rows) {
    bytes = rows.bytes
    cells = rows.cells
    repeats = rows.repeats
  }

  /// Moves to the next row; false when there is none.
  @inline(__always)
  mutating func advance() -> Bool {
    let width = end - start
    start = end
    guard start < cells.count else { return false }
    index += 1
    let row = cells[start].row
    // Most rows are as long as the one before.
    end = start + width
    if width > 0, end <= cells.count, cells[end - 1].row == row, end == cells.count || cells[end].row != row { return true }
    end = start + 1
    while end < cells.count, cells[end].row == row { end += 1 }
    return true
  }

  /// Leaves out the row that is next.
  mutating func skipRow() { _ = advance() }

  /// Row as published, 1-based.
  var row: Int32 { cells[start].row }

  /// Fields of the row.
  var count: Int { end - start }

  /// How many of the first fields are those of the row before in the same batch, as far as that is known.
  var repeated: Int { index < repeats.count ? Int(repeats[index]) : 0 }

  /// Where the text of a column, from 1, stands; empty when the row has no such field.
  @inline(__always)
  func range(_ column: Int) -> Range<Int> {
    let place = start + column - 1
    guard column > 0, place < end else { return 0..<0 }
    let cell = cells[place]
    return Int(cell.start)..<Int(cell.end)
  }

  /// Whether the row has a width; the trailing separator gives one more, empty field.
  @inline(__always)
  func fits(width: Int) -> Bool {
    count == width || (count == width + 1 && range(width + 1).isEmpty)
  }

  /// Fields that hold something.
  @inline(__always)
  func filledCount() -> Int {
    var filled = 0
    for place in start..<end where cells[place].end > cells[place].start { filled += 1 }
    return filled
  }
}
