package import Findings

import Bytes

/// Writes a table row by row, in the order given.
package struct TableWriter<Row: TableRow>: ~Copyable {
  private var line = TableLine()
  private var writer: ByteWriter

  package init(creating path: String) throws(Refusal) {
    writer = try ByteWriter(creating: path)
    for column in Row.columns { line.text(column.name) }
    line.end()
  }

  package mutating func append(_ row: Row) throws(Refusal) {
    row.write(to: &line)
    line.end()
    if line.bytes.count >= 1 << 16 { try flush() }
  }

  package consuming func finish() throws(Refusal) {
    try flush()
    try writer.finish()
  }

  private mutating func flush() throws(Refusal) {
    try writer.write(line.bytes)
    line.removeAll(keepingCapacity: true)
  }
}

extension TableRow {
  /// Writes a whole table, sorted by the rows' keys (byte order).
  package static func write(_ rows: some Sequence<Self>, to path: String) throws(Refusal) {
    let sorted = rows.map { (key: $0.key, row: $0) }.sorted { a, b in
      a.key.lexicographicallyPrecedes(b.key, by: precedesByBytes)
    }
    var writer = try TableWriter<Self>(creating: path)
    for (_, row) in sorted { try writer.append(row) }
    try writer.finish()
  }
}

extension TableRow {
  /// A whole table in the order given, as it would stand in a file.
  package static func text(of rows: [Self]) -> [UInt8] {
    var line = TableLine()
    for column in columns { line.text(column.name) }
    line.end()
    for row in rows {
      row.write(to: &line)
      line.end()
    }
    return line.bytes
  }
}

extension TableRow {
  /// Gives the rows of a table one after another.
  /// - Throws: `.data` with file, line and column when the header is not this table's or a field cannot be read.
  package static func forEach(
    in path: String, shownAs: String? = nil, _ body: (Self) throws(Refusal) -> Void
  ) throws(Refusal) {
    let shownAs = shownAs ?? path
    var records = try TableRecords(try FileStream(path: path, shownAs: shownAs, hashing: false), shownAs: shownAs)
    try checkHeader(try records.next()?.fields ?? [], shownAs)
    let columns = columns
    var record = RecordBytes()
    var reader = TableFields(columns: columns, in: shownAs)
    while let line = try records.next(into: &record) {
      guard record.count == columns.count else {
        throw Refusal(
          .data,
          Wording(
            "wiersz ma \(record.count) pól zamiast \(columns.count)",
            en: "the row has \(record.count) fields instead of \(columns.count)"),
          at: Place(file: shownAs, row: line), mend: writeAgain)
      }
      reader.take(&record, line: line)
      try body(try Self(reading: &reader))
    }
  }

  /// All rows of a table.
  package static func read(_ path: String, shownAs: String? = nil) throws(Refusal) -> [Self] {
    var rows: [Self] = []
    try forEach(in: path, shownAs: shownAs) { rows.append($0) }
    return rows
  }

  private static func checkHeader(_ header: [String], _ shownAs: String) throws(Refusal) {
    let wanted = columns.map(\.name)
    guard header != wanted else { return }
    let place = Place(file: shownAs, row: 1)
    guard let missing = wanted.first(where: { !header.contains($0) }) else {
      throw Refusal(
        .data, Wording("kolumny w innej kolejności albo nieznane", en: "columns unknown or in another order"), at: place,
        mend: Wording(
          "kolumny mają być: \(wanted.joined(separator: ","))", en: "the columns are: \(wanted.joined(separator: ","))"))
    }
    let found = nearest(to: missing, among: header)
    throw Refusal(
      .data, Wording("brak kolumny „\(missing)”", en: "there is no column \"\(missing)\""), at: place,
      mend: found.map {
        Wording("zmień nazwę kolumny „\($0)” na „\(missing)”", en: "rename the column \"\($0)\" to \"\(missing)\"")
      } ?? writeAgain)
  }

  private static var writeAgain: Wording {
    Wording("uruchom ponownie etap, który zapisał tę tabelę", en: "run the stage that wrote this table again")
  }
}
