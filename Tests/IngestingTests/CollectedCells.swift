import Findings
import Ingesting

/// The cells that a reader gives, one a line: `A1 n 12.5`.
struct CollectedCells: RowReceiver {
  var lines: [String] = []
  var headings: [TableHeading] = []
  var merged: [[String]] = []

  mutating func open(_ table: TableHeading) throws(Refusal) { headings.append(table) }

  mutating func receive(_ rows: borrowing Rows) throws(Refusal) {
    for cell in rows.cells {
      lines.append("\(cell.row),\(cell.column) \(cell.kind) \(rows.string(cell))")
    }
  }

  mutating func close(merged: [String]) throws(Refusal) { self.merged.append(merged) }
}
