package import Findings
import Markup

/// Writes what a workbook is made of: `"tables"`, each with its cells as `[row, column, kind, value]`, and `"date1904"`.
///
/// `options.limit` counts the rows with cells that are shown of each table.
func inspectWorkbook(
  _ input: Input, _ format: InputFormat, _ options: InspectionOptions, into stream: inout InspectionStream
) throws(Refusal) -> Understanding {
  stream.json.name("tables")
  stream.json.beginArray()
  var tables = WorkbookTables(stream, limit: options.limit, isTextTable: format == .html)
  guard let understanding = try readTables(input, format, options: options.reading, into: &tables) else {
    throw refusalOfFormat(format, file: input.name)
  }
  stream = tables.stream
  stream.json.endArray()
  stream.json.name("date1904")
  stream.json.boolean(understanding.date1904 ?? false)
  return understanding
}

/// Writes the tables of any workbook (XLSX, ODS, XLS) as they come, for `inspect`.
package struct WorkbookTables: RowReceiver {
  package var stream: InspectionStream
  private let limit: Int
  private var shownRows = 0
  private var lastRow: Int32 = 0
  /// Whether the tables are rows of texts too (pages), which are given as those of delimited text beside the cells.
  private let isTextTable: Bool
  private var texts: [(row: Int32, column: Int32, text: String)] = []
  private static let placeLimit = 1 << 22

  /// - Parameter stream: inside the array `"tables"`.
  package init(_ stream: InspectionStream, limit: Int?, isTextTable: Bool = false) {
    self.stream = stream
    self.isTextTable = isTextTable
    self.limit = limit ?? Int.max
  }

  package mutating func open(_ table: TableHeading) throws(Refusal) {
    shownRows = 0
    lastRow = 0
    texts = []
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
      if isTextTable { texts.append((cell.row, cell.column, rows.string(cell))) }
      stream.json.beginArray()
      stream.json.integer(Int(cell.row))
      stream.json.integer(Int(cell.column))
      stream.json.string(Self.name(of: cell.kind))
      let text = rows.bytes[Int(cell.start)..<Int(cell.end)]
      switch cell.kind {
      case .number, .percentage, .boolean, .duration: stream.json.literal(utf8: text)
      case .text, .dateTime, .timeOfDay, .error, .formula: stream.json.string(utf8: text)
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
    if isTextTable { try writeTexts() }
    stream.json.endObject()
    try stream.flowOn()
  }

  /// Writes the rows with all their places, the empty ones too; not where spans make very many of few cells.
  private mutating func writeTexts() throws(Refusal) {
    var places = 0
    for (index, cell) in texts.enumerated() where index + 1 == texts.count || texts[index + 1].row != cell.row {
      places += Int(cell.column)
    }
    guard places <= Self.placeLimit else { return }
    stream.json.name("rows")
    stream.json.beginArray()
    var (row, column): (Int32, Int32) = (0, 0)
    for cell in texts {
      if cell.row != row {
        if row > 0 { stream.json.endArray() }
        try stream.flowOn()
        stream.json.beginArray()
        (row, column) = (cell.row, 0)
      }
      for _ in column + 1..<cell.column { stream.json.string("") }
      stream.json.string(cell.text)
      column = cell.column
    }
    if row > 0 { stream.json.endArray() }
    stream.json.endArray()
  }

  private static func name(of kind: CellKind) -> String {
    switch kind {
    case .text, .formula: "s"
    case .number, .percentage: "n"
    case .boolean: "b"
    case .dateTime: "d"
    case .timeOfDay: "t"
    case .duration: "dur"
    case .error: "e"
    }
  }
}
