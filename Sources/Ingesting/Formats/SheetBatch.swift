import Findings

/// The cells of a sheet on their way to a receiver: put in order, of two at one place the later kept, handed out in
/// batches of whole rows.
///
/// What was handed out cannot be taken back: a batch with rows out of order is held until it is much larger, for programs
/// that write rows from the last to the first, or as they come out of a hash table.
struct SheetBatch {
  /// A batch is handed out when it has so many cells or bytes; one with rows out of order, when it has those of the second
  /// pair, about 32 MB in memory.
  var cellCount = 1 << 15
  var byteCount = 1 << 20
  var heldCellCount = 1 << 19
  var heldByteCount = 1 << 23

  var limits = SheetTextLimits()

  var rows = Rows()
  private var isSorted = true
  private var areRowsSorted = true
  /// The first row that has come though one behind it was handed out: then holding helps no more. 0 while there is none.
  private(set) var lateRow = 0
  private var last = (row: 0, column: 0)
  private(set) var handedOut = 0
  private var textHandedOut = 0

  init() {}

  /// The text of the cell that is added next is what has been appended to `rows.bytes` since `begin`.
  mutating func add(row: Int, column: Int, kind: CellKind, from begin: Int) {
    guard rows.bytes.count > begin else { return }
    if row < last.row || (row == last.row && column <= last.column) {
      isSorted = false
      if row < last.row { areRowsSorted = false }
      if row <= handedOut, lateRow == 0 { lateRow = row }
    }
    last = (row, column)
    rows.cells.append(
      Rows.Cell(
        row: Int32(row), column: Int32(column), kind: kind, start: Int32(begin), end: Int32(rows.bytes.count)))
  }

  /// Whether it is time to hand out; to be asked between rows.
  var isFull: Bool {
    if areRowsSorted || lateRow > 0 { return rows.cells.count >= cellCount || rows.bytes.count >= byteCount }
    return rows.cells.count >= heldCellCount || rows.bytes.count >= heldByteCount
  }

  /// What there is too much of; nil while there is not. To be asked at each cell.
  var excess: Wording? { limits.excess(open: rows.bytes.count, handedOut: textHandedOut) }

  /// Why `flush` was in vain: which rows are in the wrong order, and how far they may be.
  var disorder: Wording {
    Wording(
      "wiersze arkusza stoją w złej kolejności: wiersz \(lateRow) za wierszem \(handedOut), a porządkuje się najwyżej "
        + "\(heldCellCount) komórek albo \(heldByteCount) bajtów tekstu naraz",
      en: "the rows of the sheet are out of order: row \(lateRow) behind row \(handedOut), and no more than "
        + "\(heldCellCount) cells or \(heldByteCount) bytes of text at a time are put in order")
  }

  /// - Returns: false, with nothing handed out, when a row stands before one that was handed out already.
  mutating func flush(_ receiver: inout some RowReceiver) throws(Refusal) -> Bool {
    if !isSorted { sort() }
    guard let first = rows.cells.first, let end = rows.cells.last else { return true }
    guard first.row > Int32(handedOut) else { return false }
    rows.rowCount = Int(end.row) - handedOut
    try receiver.receive(rows)
    textHandedOut += rows.bytes.count
    rows.removeAll()
    handedOut = Int(end.row)
    last = (handedOut, Int.max)
    return true
  }

  private mutating func sort() {
    // Texts are appended in the order of the file, and none is empty: where a cell's begins tells which is the later one.
    rows.cells.sort { ($0.row, $0.column, $0.start) < ($1.row, $1.column, $1.start) }
    var kept = 0
    for index in rows.cells.indices {
      let cell = rows.cells[index]
      if kept > 0, rows.cells[kept - 1].row == cell.row, rows.cells[kept - 1].column == cell.column { kept -= 1 }
      rows.cells[kept] = cell
      kept += 1
    }
    rows.cells.removeLast(rows.cells.count - kept)
    isSorted = true
    areRowsSorted = true
  }
}
