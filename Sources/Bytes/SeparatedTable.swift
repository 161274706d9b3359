package import Findings

/// A small table of separated values held whole: definition files, result tables. UTF-8 with or without a byte order
/// mark; `;`, `,` or tab, whichever the header line has most of; quotes as in RFC 4180.
///
/// Published material does not come this way: it is streamed, and may be in any encoding.
package struct SeparatedTable: Sendable {
  /// The file, as people know it.
  package let name: String
  package let header: [String]
  /// As many fields in each as in the header. Blank lines are left out.
  package let rows: [[String]]
  /// The line of the file, from 1, on which each row begins.
  package let rowNumbers: [Int]

  /// - Throws: `.data` with file and line: not UTF-8, no header, a header name twice, a row of another length, a quote
  ///   without its end.
  package init(_ bytes: [UInt8], name: String) throws(Refusal) {
    let start = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0
    var records = SmallRecords(bytes: bytes, at: start, delimiter: SmallRecords.delimiter(bytes, from: start), name: name)
    guard let (header, line) = try records.next() else {
      throw Refusal(
        .data, Wording("tabela jest pusta", en: "the table is empty"), at: Place(file: name),
        mend: Wording("pierwszy wiersz musi zawierać nazwy kolumn", en: "the first line must hold the names of the columns"))
    }
    var seen: Set<String> = []
    for (index, column) in header.enumerated() where !seen.insert(column).inserted {
      throw Refusal(
        .data, Wording("kolumna „\(column)” występuje dwa razy", en: "the column '\(column)' stands twice"),
        at: Place(file: name, row: line, column: index + 1),
        mend: Wording("zmień nazwę jednej z nich", en: "rename one of them"))
    }
    var rows: [[String]] = []
    var rowNumbers: [Int] = []
    while let (row, line) = try records.next() {
      guard row.count == header.count else {
        throw Refusal(
          .data,
          Wording(
            "wiersz ma \(row.count) pól, a nagłówek \(header.count)",
            en: "the row has \(row.count) fields, the header \(header.count)"), at: Place(file: name, row: line),
          mend: Wording(
            "uzupełnij brakujące separatory; tekst z separatorem ujmij w cudzysłów",
            en: "add the missing separators; put text that holds a separator into quotes"))
      }
      rows.append(row)
      rowNumbers.append(line)
    }
    self.name = name
    self.header = header
    self.rows = rows
    self.rowNumbers = rowNumbers
  }

  package init(path: String, shownAs shown: String? = nil) throws(Refusal) {
    try self.init(try Files.read(path, shownAs: shown), name: shown ?? path)
  }

  /// The position of a column, from 0.
  /// - Throws: `.data`, with the nearest name that is there.
  package func column(_ column: String) throws(Refusal) -> Int {
    if let index = header.firstIndex(of: column) { return index }
    let suggestion = nearest(to: column, among: header)
    throw Refusal(
      .data, Wording("brak kolumny „\(column)”", en: "there is no column '\(column)'"), at: Place(file: name, row: 1),
      mend: suggestion.map { Wording("czy chodzi o „\($0)”?", en: "did you mean '\($0)'?") }
        ?? Wording(
          "są kolumny: \(header.joined(separator: ", "))", en: "the columns are: \(header.joined(separator: ", "))"))
  }

  /// A field by row (from 0) and column name.
  package subscript(row: Int, column: String) -> String {
    get throws(Refusal) { rows[row][try self.column(column)] }
  }

  /// All fields of a column.
  package subscript(column: String) -> [String] {
    get throws(Refusal) {
      let index = try self.column(column)
      return rows.map { $0[index] }
    }
  }

  /// The same with each field of its rows changed.
  package func mapped(_ change: (String) -> String) -> SeparatedTable {
    SeparatedTable(name: name, header: header, rows: rows.map { $0.map(change) }, rowNumbers: rowNumbers)
  }

  private init(name: String, header: [String], rows: [[String]], rowNumbers: [Int]) {
    self.name = name
    self.header = header
    self.rows = rows
    self.rowNumbers = rowNumbers
  }

  /// Where a row stands, for findings and refusals.
  package func place(_ row: Int, column: String? = nil) -> Place {
    Place(
      file: name, row: rowNumbers[row], column: column.flatMap { header.firstIndex(of: $0) }.map { $0 + 1 } ?? 0)
  }
}

/// Records of a small table one after the other.
private struct SmallRecords {
  let bytes: [UInt8]
  var at: Int
  let delimiter: UInt8
  let name: String
  var line = 1

  /// Whichever of `;` `,` tab stands most often outside quotes in the first line; `;` when none does.
  static func delimiter(_ bytes: [UInt8], from start: Int) -> UInt8 {
    var counts: [(delimiter: UInt8, count: Int)] = [
      (UInt8(ascii: ";"), 0), (UInt8(ascii: ","), 0), (UInt8(ascii: "\t"), 0),
    ]
    var isQuoted = false
    for byte in bytes[start...] {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
      for i in counts.indices where counts[i].delimiter == byte { counts[i].count += 1 }
    }
    return counts.reduce(counts[0]) { $1.count > $0.count ? $1 : $0 }.delimiter
  }

  /// - Returns: the fields of the next record that is not a blank line, and the line on which it begins.
  mutating func next() throws(Refusal) -> (fields: [String], line: Int)? {
    while at < bytes.count {
      let start = line
      let fields = try record()
      if fields.count > 1 || fields.first?.isEmpty == false { return (fields, start) }
    }
    return nil
  }

  private mutating func record() throws(Refusal) -> [String] {
    let begun = line
    var fields: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      if isQuoted {
        if byte == UInt8(ascii: "\"") {
          if at < bytes.count, bytes[at] == byte {
            field.append(byte)
            at += 1
          } else {
            isQuoted = false
          }
        } else {
          if byte == UInt8(ascii: "\n") { line += 1 }
          field.append(byte)
        }
      } else if byte == UInt8(ascii: "\""), field.isEmpty {
        isQuoted = true
      } else if byte == delimiter {
        fields.append(try text(field, begun, fields.count + 1))
        field.removeAll(keepingCapacity: true)
      } else if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        if byte == UInt8(ascii: "\r"), at < bytes.count, bytes[at] == UInt8(ascii: "\n") { at += 1 }
        line += 1
        break
      } else {
        field.append(byte)
      }
    }
    guard !isQuoted else {
      throw Refusal(
        .data, Wording("cudzysłów bez zamknięcia", en: "a quote without its end"),
        at: Place(file: name, row: begun, column: fields.count + 1),
        mend: Wording("zamknij cudzysłów w tym wierszu", en: "close the quote in this row"))
    }
    fields.append(try text(field, begun, fields.count + 1))
    return fields
  }

  private func text(_ field: [UInt8], _ line: Int, _ column: Int) throws(Refusal) -> String {
    guard let text = String(validating: field, as: UTF8.self) else {
      throw Refusal(
        .data, Wording("tekst nie jest w UTF-8", en: "the text is not UTF-8"),
        at: Place(file: name, row: line, column: column),
        mend: Wording("zapisz plik w kodowaniu UTF-8", en: "save the file as UTF-8"))
    }
    return text
  }
}
