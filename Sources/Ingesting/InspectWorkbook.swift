package import Findings
import Markup

/// Writes what a workbook is made of: `"date1904"` and `"tables"`, each with its cells as `[row, column, kind, value]`.
///
/// - Parameter limit: rows with cells that are shown of each table; nil for all.
package func inspectXLSX(
  _ input: Input, options: ReadingOptions, limit: Int?, into stream: inout InspectionStream
) throws(Refusal) -> Understanding {
  let workbook = try XLSXWorkbook(input)
  stream.json.name("date1904")
  stream.json.boolean(workbook.isDate1904)
  stream.json.name("tables")
  stream.json.beginArray()
  var tables = WorkbookTables(stream, limit: limit)
  let understanding = try workbook.read(options, into: &tables)
  stream = tables.stream
  stream.json.endArray()
  return understanding
}

/// Writes the tables of any workbook (XLSX, ODS, XLS) as they come, for `inspect`.
package struct WorkbookTables: RowReceiver {
  package var stream: InspectionStream
  private let limit: Int
  private var shownRows = 0
  private var lastRow: Int32 = 0

  /// - Parameter stream: inside the array `"tables"`.
  package init(_ stream: InspectionStream, limit: Int?) {
    self.stream = stream
    self.limit = limit ?? Int.max
  }

  package mutating func open(_ table: TableHeading) throws(Refusal) {
    shownRows = 0
    lastRow = 0
    stream.json.beginObject()
    stream.json.name("name")
    stream.json.string(table.name)
    stream.json.name("visible")
    stream.json.string(table.visible)
    stream.json.name("cells")
    stream.json.beginArray()
  }

  package mutating func receive(_ rows: borrowing Rows) throws(Refusal) {
    for index in rows.cells.indices {
      let cell = rows.cells[index]
      if cell.row != lastRow {
        lastRow = cell.row
        shownRows += 1
      }
      guard shownRows <= limit else { return }
      stream.json.beginArray()
      stream.json.integer(Int(cell.row))
      stream.json.integer(Int(cell.column))
      stream.json.string(Self.name(of: cell.kind))
      let text = rows.bytes[Int(cell.start)..<Int(cell.end)]
      switch cell.kind {
      case .number, .boolean, .duration: stream.json.literal(utf8: text)
      case .text, .dateTime, .timeOfDay, .error: stream.json.string(utf8: text)
      }
      stream.json.endArray()
      try stream.flowOn()
    }
  }

  package mutating func close(merged: [String]) throws(Refusal) {
    stream.json.endArray()
    stream.json.name("merged")
    stream.json.beginArray()
    for range in merged { stream.json.string(range) }
    stream.json.endArray()
    stream.json.endObject()
    try stream.flowOn()
  }

  private static func name(of kind: CellKind) -> String {
    switch kind {
    case .text: "s"
    case .number: "n"
    case .boolean: "b"
    case .dateTime: "d"
    case .timeOfDay: "t"
    case .duration: "dur"
    case .error: "e"
    }
  }
}
