import Findings

/// The cells of a sheet on their way to a receiver: put in order, of two at one place the later kept, handed out in
/// batches of whole rows.
struct SheetBatch {
  /// A batch is handed out when it has so many cells or bytes.
  var cellCount = 1 << 15
  var byteCount = 1 << 20

  var rows = Rows()
  private var isSorted = true
  private var last = (row: 0, column: 0)
  private(set) var handedOut = 0

  init() {}

  /// The text of the cell that is added next is what has been appended to `rows.bytes` since `begin`.
  mutating func add(row: Int, column: Int, kind: CellKind, from begin: Int) {
    guard rows.bytes.count > begin else { return }
    if row < last.row || (row == last.row && column <= last.column) { isSorted = false }
    last = (row, column)
    rows.cells.append(
      Rows.Cell(
        row: Int32(row), column: Int32(column), kind: kind, start: Int32(begin), end: Int32(rows.bytes.count)))
  }

  /// Whether it is time to hand out; to be asked between rows.
  var isFull: Bool { rows.cells.count >= cellCount || rows.bytes.count >= byteCount }

  /// - Returns: false, with nothing handed out, when a row stands before one that was handed out already.
  mutating func flush(_ receiver: inout some RowReceiver) throws(Refusal) -> Bool {
    if !isSorted { sort() }
    guard let first = rows.cells.first, let end = rows.cells.last else { return true }
    guard first.row > Int32(handedOut) else { return false }
    rows.rowCount = Int(end.row) - handedOut
    try receiver.receive(rows)
    rows.removeAll()
    handedOut = Int(end.row)
    last = (handedOut, Int.max)
    return true
  }

  private mutating func sort() {
    let cells = rows.cells.enumerated().sorted {
      ($0.element.row, $0.element.column, $0.offset) < ($1.element.row, $1.element.column, $1.offset)
    }
    rows.cells.removeAll(keepingCapacity: true)
    for (_, cell) in cells {
      if let last = rows.cells.last, last.row == cell.row, last.column == cell.column { rows.cells.removeLast() }
      rows.cells.append(cell)
    }
    isSorted = true
  }
}
