import Bytes
import Findings
import Ingesting

/// Everything a reader gives, as strings.
struct CollectedTables: RowReceiver {
  struct Table {
    var heading: TableHeading
    var rows: [[String]] = []
    /// Row numbers as published, one a row.
    var numbers: [Int] = []
    var merged: [String] = []
  }

  var tables: [Table] = []
  var announcedRows = 0

  mutating func open(_ table: TableHeading) throws(Refusal) {
    tables.append(Table(heading: table))
  }

  mutating func receive(_ rows: borrowing Rows) throws(Refusal) {
    announcedRows += rows.rowCount
    let last = tables.count - 1
    for cell in rows.cells {
      if tables[last].numbers.last != Int(cell.row) || cell.column == 1 {
        tables[last].numbers.append(Int(cell.row))
        tables[last].rows.append([])
      }
      let row = tables[last].rows.count - 1
      while tables[last].rows[row].count < Int(cell.column) - 1 { tables[last].rows[row].append("") }
      tables[last].rows[row].append(rows.string(cell))
    }
  }

  mutating func close(merged: [String]) throws(Refusal) {
    tables[tables.count - 1].merged = merged
  }

  var rows: [[String]] { tables.first?.rows ?? [] }
}

/// What a call refused with; nil when it did not.
func refusal(_ body: () throws(Refusal) -> Void) -> Refusal? {
  do {
    try body()
    return nil
  } catch {
    return error
  }
}

/// The folder of real published files, which stands beside the working copy; nil where it is absent.
func sharedData(_ name: String, from source: String = #filePath) throws -> String? {
  var root = source
  for _ in 0..<3 { root = Paths.parent(of: root) }
  let path = Paths.join(Paths.parent(of: root), "shared/data/" + name)
  return try Files.exists(path) ? path : nil
}
