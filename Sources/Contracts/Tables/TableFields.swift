import Bytes
package import Findings

/// The fields of one row being read, taken one after another. They stay bytes until they are taken; a text that stands in the row
/// above too is not made anew, since neighbours in a table have most of their texts in common.
package struct TableFields {
  private let columns: [TableColumn]
  private let file: String
  private var row = RecordBytes()
  /// What was made of the row above.
  private var above = RecordBytes()
  private var texts: [String]
  private var lists: [[String]?]
  private var line = 1
  private var next = 0

  /// - Parameter file: how messages name it.
  init(columns: [TableColumn], in file: String) {
    self.columns = columns
    self.file = file
    texts = [String](repeating: "", count: columns.count)
    lists = [[String]?](repeating: nil, count: columns.count)
    for _ in columns { row.endField() }
  }

  /// Goes on to another row.
  /// - Precondition: as many fields as columns.
  mutating func take(_ record: inout RecordBytes, line: Int) {
    precondition(record.count == columns.count, "a row has as many fields as its table has columns")
    swap(&row, &above)
    swap(&row, &record)
    self.line = line
    next = 0
  }

  package mutating func text() -> String {
    let column = next
    next += 1
    let field = row.range(column)
    // The memory follows the row above, so that an equal field there means an equal text here.
    if isSame(field, above.range(column)) { return texts[column] }
    // The apostrophe of a text that a spreadsheet would run is no part of it.
    var content = field
    if !field.isEmpty, row.bytes[field.lowerBound] == UInt8(ascii: "'"), TextSafety.isGuarded(row.bytes.span.extracting(field)) {
      content = field.lowerBound + 1..<field.upperBound
    }
    let text = String(decoding: row.bytes[content], as: UTF8.self)
    texts[column] = text
    lists[column] = nil
    return text
  }

  /// Texts that are joined by spaces.
  package mutating func list() -> [String] {
    let column = next
    let text = text()
    if let known = lists[column] { return known }
    let list = text.isEmpty ? [] : text.split(separator: " ").map(String.init)
    lists[column] = list
    return list
  }

  package mutating func integer() throws(Refusal) -> Int? {
    let field = row.range(next)
    next += 1
    if field.isEmpty { return nil }
    guard let value = TableFields.digits(row.bytes.span.extracting(field)) else {
      throw refusal(Wording("„\(taken)” to nie liczba całkowita", en: "\"\(taken)\" is not a whole number"))
    }
    return value
  }

  package mutating func requiredInteger() throws(Refusal) -> Int {
    guard let value = try integer() else { throw refusal(Wording("brak liczby", en: "a number is missing")) }
    return value
  }

  package mutating func number() throws(Refusal) -> Double? {
    let field = row.range(next)
    next += 1
    if field.isEmpty { return nil }
    if let value = ExactDecimal.plain(row.bytes.span.extracting(field)) { return value }
    // `Double` alone would take nan, inf, hexadecimal and exponents as well.
    let text = taken
    let isPlain = text.utf8.allSatisfy {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-")
    }
    guard isPlain, let value = Double(text), value.isFinite else {
      let shown = TextSafety.unguarded(text)
      throw refusal(Wording("„\(shown)” to nie liczba", en: "\"\(shown)\" is not a number"))
    }
    return value
  }

  /// The field taken last.
  private var taken: String { String(decoding: row.bytes[row.range(next - 1)], as: UTF8.self) }

  private func isSame(_ field: Range<Int>, _ other: Range<Int>) -> Bool {
    guard field.count == other.count else { return false }
    let (own, before) = (row.bytes.span, above.bytes.span)
    for place in 0..<field.count where own[field.lowerBound + place] != before[other.lowerBound + place] { return false }
    return true
  }

  /// Digits, with a minus in front or none; nil for all else.
  private static func digits(_ text: Span<UInt8>) -> Int? {
    let isNegative = text.count > 0 && text[0] == UInt8(ascii: "-")
    var value = 0
    var place = isNegative ? 1 : 0
    guard place < text.count else { return nil }
    while place < text.count {
      let digit = text[place] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      let (tens, isTooLong) = value.multipliedReportingOverflow(by: 10)
      let (sum, isTooLarge) = tens.subtractingReportingOverflow(Int(digit))
      guard !isTooLong, !isTooLarge else { return nil }
      value = sum
      place += 1
    }
    // Kept below zero on the way, where there is room for one number more.
    if isNegative { return value }
    return value == Int.min ? nil : -value
  }

  /// One of the words of an enumeration.
  package mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ type: Choice.Type
  ) throws(Refusal) -> Choice {
    let field = text()
    guard let value = Choice(rawValue: field) else {
      let suggestion = nearest(to: field, among: Choice.allCases.map(\.rawValue))
      throw refusal(
        Wording("nieznane słowo „\(field)”", en: "unknown word \"\(field)\""),
        mend: suggestion.map { Wording("czy chodzi o „\($0)”?", en: "did you mean \"\($0)\"?") })
    }
    return value
  }

  /// The refusal of the field taken last.
  package func refusal(_ what: Wording, mend: Wording? = nil) -> Refusal {
    let place = Place(file: file, row: line, column: next)
    let name = columns[max(0, next - 1)].name
    return Refusal(
      .data, Wording("kolumna \(name): \(what.polish)", en: "column \(name): \(what.english)"), at: place,
      mend: mend ?? Wording("uruchom ponownie etap, który zapisał tę tabelę", en: "run the stage that wrote this table again"))
  }
}
