import Contracts
import Findings
import Markup

/// `csv-metadata.json`: what the tables hold, after the W3C recommendation CSV on the Web, titles in Polish and English.
enum WebTables {
  static let file = "csv-metadata.json"

  static func bytes(_ tables: [PublishedTable], title: Wording) -> [UInt8] {
    let entries = tables.flatMap { table in
      [entry(table, path: table.path, isPolish: false), entry(table, path: table.polishPath, isPolish: true)]
    }
    return JSONWriter.bytes(
      of: .object([
        ("@context", .string("http://www.w3.org/ns/csvw")), ("dc:title", texts(title)), ("tables", .array(entries)),
      ]), .pretty)
  }

  private static func texts(_ wording: Wording) -> JSONValue {
    .object([("pl", .string(harmless(wording.polish))), ("en", .string(harmless(wording.english)))])
  }

  private static func entry(_ table: PublishedTable, path: String, isPolish: Bool) -> JSONValue {
    let columns = table.columns.map { column -> JSONValue in
      .object([
        ("name", .string(column.name)), ("titles", .string(column.name)), ("dc:title", texts(column.title)),
        ("datatype", datatype(column.kind, isPolish: isPolish)), ("null", .string("")),
      ])
    }
    var schema: [(String, JSONValue)] = [("columns", .array(columns))]
    if !table.key.isEmpty { schema.append(("primaryKey", .array(table.key.map { .string($0) }))) }
    return .object([
      ("url", .string(path)), ("dc:title", texts(table.title)),
      (
        "dialect",
        .object([
          ("delimiter", .string(isPolish ? ";" : ",")), ("encoding", .string("utf-8")), ("header", .boolean(true)),
        ])
      ), ("tableSchema", .object(schema)),
    ])
  }

  private static func datatype(_ kind: TableColumn.Kind, isPolish: Bool) -> JSONValue {
    switch kind {
    case .text: .string("string")
    case .integer: .string("integer")
    // Never with an exponent, which decimal does not know.
    case .number:
      isPolish
        ? .object([("base", .string("decimal")), ("format", .object([("decimalChar", .string(","))]))]) : .string("decimal")
    }
  }
}
