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
    try append { row.write(to: &$0) }
  }

  /// A row whose fields are given one by one, in the order of the columns.
  mutating func append(_ write: (inout TableLine) -> Void) throws(Refusal) {
    write(&line)
    line.end()
    if line.bytes.count >= 1 << 16 { try flush() }
  }

  /// Rows that are text already, as `lines` gives them.
  package mutating func append(lines: [UInt8]) throws(Refusal) {
    try flush()
    try writer.write(lines)
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
    return line.bytes + lines(of: rows)
  }

  /// The rows alone, as they stand below the headings.
  package static func lines(of rows: [Self]) -> [UInt8] {
    var line = TableLine()
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
    try forEachPlaced(in: path, shownAs: shownAs ?? path, mayLack: addedColumns) { (row, _) throws(Refusal) in try body(row) }
  }

  /// All rows of a table.
  package static func read(_ path: String, shownAs: String? = nil) throws(Refusal) -> [Self] {
    try readPlaced(path, shownAs: shownAs ?? path, mayLack: addedColumns).rows
  }

  /// All rows of a table with the places in the file where they stand. Whoever copies them needs every column to be there.
  package static func readPlaced(_ path: String, shownAs: String) throws(Refusal) -> PlacedRows<Self> {
    try readPlaced(path, shownAs: shownAs, mayLack: 0)
  }

  private static func readPlaced(_ path: String, shownAs: String, mayLack lacking: Int) throws(Refusal) -> PlacedRows<Self> {
    var rows: [Self] = []
    var records: [Range<Int>] = []
    let size = try Files.status(path)?.size ?? 0
    try forEachPlaced(in: path, shownAs: shownAs, mayLack: lacking) { row, record in
      if rows.count == 500 {
        // As many as the file holds of this length, and a few more.
        let likely = size / max(1, record.upperBound / 500)
        rows.reserveCapacity(likely + likely / 32)
        records.reserveCapacity(likely + likely / 32)
      }
      rows.append(row)
      records.append(record)
    }
    return PlacedRows(rows: rows, file: path, shownAs: shownAs, records: records)
  }

  /// Each row, and which bytes of the file it was read from, without the end of the line.
  private static func forEachPlaced(
    in path: String, shownAs: String, mayLack lacking: Int, _ body: (Self, Range<Int>) throws(Refusal) -> Void
  ) throws(Refusal) {
    var records = try TableRecords(try FileStream(path: path, shownAs: shownAs, hashing: false), shownAs: shownAs)
    let present = try columnCount(try records.next()?.fields ?? [], shownAs, mayLack: lacking)
    let columns = columns
    var record = RecordBytes()
    var reader = TableFields(columns: columns, in: shownAs)
    while let line = try records.next(into: &record) {
      guard record.count == present else {
        throw Refusal(
          .data,
          Wording(
            "wiersz ma \(record.count) pól zamiast \(present)",
            en: "the row has \(record.count) fields instead of \(present)"),
          at: Place(file: shownAs, row: line), mend: writeAgain)
      }
      while record.count < columns.count { record.note(0..<0) }
      reader.take(&record, line: line)
      try body(try Self(reading: &reader), records.lastRecord)
    }
  }

  /// How many of the columns the file has: all, or all but some of the last.
  private static func columnCount(
    _ header: [String], _ shownAs: String, mayLack lacking: Int
  ) throws(Refusal) -> Int {
    let wanted = columns.map(\.name)
    if header.count >= wanted.count - lacking, header.elementsEqual(wanted.prefix(header.count)) { return header.count }
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

/// The rows of a table and where each stands in its file: for whoever copies some of them as they are.
package struct PlacedRows<Row: TableRow>: Sendable {
  package let rows: [Row]
  package let file: String
  package let shownAs: String
  /// Bytes of the file, without the end of the line; as many as rows.
  package let records: [Range<Int>]
}
