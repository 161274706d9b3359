package import Findings

/// What a cell was published as; texts of all kinds stand in the form that `inspect` prints.
package enum CellKind: UInt8, Sendable {
  /// As published.
  case text
  /// Decimal text with a dot.
  case number
  /// The number that is stored, decimal text with a dot; its cell shows a hundred times as much with a percent sign.
  case percentage
  /// `true` or `false`.
  case boolean
  /// `YYYY-MM-DDTHH:MM:SS.mmm`.
  case dateTime
  /// `HH:MM:SS.mmm`.
  case timeOfDay
  /// In days, decimal text with a dot.
  case duration
  /// The text of a spreadsheet's error (`#DIV/0!`).
  case error
  /// A formula whose result the file does not hold, with `=` in front.
  case formula
}

/// A batch of whole rows of one table, as published: bytes and where each cell stands in them, no text made yet.
package struct Rows: Sendable {
  package struct Cell: Sendable {
    /// From 1, as a person sees it: the row of a sheet; in delimited text the line of the file on which the record begins.
    package var row: Int32
    /// From 1.
    package var column: Int32
    package var kind: CellKind
    /// The cell's text is `bytes[start..<end]` of the batch.
    package var start: Int32
    package var end: Int32

    package init(row: Int32, column: Int32, kind: CellKind, start: Int32, end: Int32) {
      self.row = row
      self.column = column
      self.kind = kind
      self.start = start
      self.end = end
    }

    package var isEmpty: Bool { start == end }
  }

  /// UTF-8.
  package var bytes: [UInt8]
  /// In row order, columns ascending. Empty cells are left out in sheets, and present in delimited text and DBF, whose
  /// rows have all their fields.
  package var cells: [Cell]
  /// Rows in the batch; in sheets those without any cell are counted too.
  package var rowCount: Int
  /// How many of a row's first fields are the same, byte for byte, as those of the row before it in the batch: at least as
  /// many. Empty where that is not known.
  package var repeats: [UInt16] = []

  package init(bytes: [UInt8] = [], cells: [Cell] = [], rowCount: Int = 0) {
    self.bytes = bytes
    self.cells = cells
    self.rowCount = rowCount
  }

  package func string(_ cell: Cell) -> String {
    String(decoding: bytes[Int(cell.start)..<Int(cell.end)], as: UTF8.self)
  }

  /// Begins a new batch in the same memory.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    cells.removeAll(keepingCapacity: true)
    rowCount = 0
    repeats.removeAll(keepingCapacity: true)
  }
}

/// A table as its file announces it.
package struct TableHeading: Sendable, Hashable {
  /// The sheet; empty in files that hold one table.
  package var name: String
  /// `visible`, `hidden` or `veryHidden`.
  package var visible: String

  package init(name: String = "", visible: String = "visible") {
    self.name = name
    self.visible = visible
  }
}

/// Takes the tables of a file one after the other, each as batches of rows.
package protocol RowReceiver {
  mutating func open(_ table: TableHeading) throws(Refusal)
  mutating func receive(_ rows: borrowing Rows) throws(Refusal)
  /// - Parameter merged: merged ranges of the sheet, `A1:B2`, sorted as published; empty for other formats.
  mutating func close(merged: [String]) throws(Refusal)
}
