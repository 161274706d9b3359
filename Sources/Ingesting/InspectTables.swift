import Bytes
import Findings
import Markup

/// Writes `"delimiter"`, `"quote"` and the one table of a delimited text, every row as published.
func inspectDelimitedText(
  _ input: Input, _ options: InspectionOptions, into stream: inout InspectionStream
) throws(Refusal) -> Understanding {
  let plan = try understandDelimitedText(input, options.reading)
  stream.json.name("delimiter")
  stream.json.string(String(decoding: [plan.dialect.delimiter], as: UTF8.self))
  stream.json.name("delimiter_by")
  stream.json.string(plan.understanding.delimiterBy.rawValue)
  stream.json.name("quote")
  if let quote = plan.dialect.quote { stream.json.string(String(decoding: [quote], as: UTF8.self)) } else { stream.json.null() }
  var reader = DelimitedTextReader(input, plan, options.reading.limits)
  var watch = TornHeaderWatch(
    RowTable(stream, limit: options.limit, skipping: 0, width: plan.width), file: input.name)
  try reader.read(into: &watch)
  let table = watch.receiver
  stream = table.stream
  if let shape = reader.structure, shape.width > 1 { writeStructure(shape, table.header.headerRows, into: &stream.json) }
  var understanding = plan.understanding
  understanding.findings += reader.findings
  return understanding
}

/// Writes `"structure"`: what of the rows is the table, and what stands above and below it.
private func writeStructure(_ shape: RecordShape, _ headerRows: Int?, into json: inout JSONWriter) {
  json.name("structure")
  json.beginObject()
  json.name("columns")
  json.integer(shape.width)
  json.name("preamble_rows")
  json.integer(shape.preamble)
  json.name("header_rows")
  if let headerRows { json.integer(headerRows) } else { json.null() }
  json.name("footer_rows")
  json.integer(shape.footer?.count ?? 0)
  json.name("ragged_rows")
  json.integer(shape.ragged)
  json.endObject()
}

/// Writes `"fields"` and the one table of a DBF file: one row a record; the names stand in the fields.
func inspectDBF(
  _ input: Input, _ options: InspectionOptions, into stream: inout InspectionStream
) throws(Refusal) -> Understanding {
  var dbf = try DBFTable(input, options.reading)
  stream.json.name("fields")
  stream.json.beginArray()
  for field in dbf.understanding.fields {
    stream.json.beginObject()
    stream.json.name("name")
    stream.json.string(field.name)
    stream.json.name("type")
    stream.json.string(field.type)
    stream.json.name("length")
    stream.json.integer(field.length)
    stream.json.name("decimals")
    stream.json.integer(field.decimals)
    stream.json.endObject()
  }
  stream.json.endArray()
  try dbf.openMemo()
  var watch = TextWatch(RowTable(stream, limit: options.limit, skipping: 1), file: input.name)
  try dbf.read(into: &watch)
  stream = watch.receiver.stream
  var understanding = dbf.understanding
  understanding.findings += watch.findings
  return understanding
}

/// Writes rows as arrays of texts.
private struct RowTable: RowReceiver {
  var stream: InspectionStream
  private let limit: Int
  private var toSkip: Int
  private var shown = 0
  private(set) var header: HeaderGuess

  /// - Parameters:
  ///   - skipping: rows at the start that are not shown.
  ///   - width: the fields that most rows have; 0 where nobody asks for the header.
  init(_ stream: InspectionStream, limit: Int?, skipping: Int, width: Int = 0) {
    self.stream = stream
    header = HeaderGuess(width: width)
    self.limit = limit ?? Int.max
    toSkip = skipping
  }

  mutating func open(_ table: TableHeading) throws(Refusal) {
    stream.json.name("tables")
    stream.json.beginArray()
    stream.json.beginObject()
    stream.json.name("name")
    stream.json.string(table.name)
    stream.json.name("rows")
    stream.json.beginArray()
  }

  mutating func receive(_ rows: borrowing Rows) throws(Refusal) {
    let count = rows.cells.count
    var index = 0
    while index < count {
      var next = index + 1
      while next < count, rows.cells[next].column > 1 { next += 1 }
      header.take(rows, index..<next)
      if toSkip > 0 {
        toSkip -= 1
      } else if shown < limit {
        shown += 1
        stream.json.beginArray()
        for cell in rows.cells[index..<next] {
          stream.json.string(utf8: rows.bytes[Int(cell.start)..<Int(cell.end)])
        }
        stream.json.endArray()
        try stream.flowOn()
      }
      index = next
    }
  }

  mutating func close(merged: [String]) throws(Refusal) {
    stream.json.endArray()
    stream.json.endObject()
    stream.json.endArray()
  }
}
