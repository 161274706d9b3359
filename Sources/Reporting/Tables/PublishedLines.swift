import Bytes

/// Lines of a published table in both flavours at once: RFC 4180 (comma, point), and what a Polish Excel opens by itself
/// (byte order mark, semicolon, decimal comma). Each number is turned into text once; tables have a million of them.
///
/// Controls that turn or hide a text are left out of it. A text that a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`, tab or CR) gets an apostrophe in
/// front, in both flavours; numbers never do.
package struct PublishedLines: Sendable {
  package private(set) var standard: [UInt8] = []
  package private(set) var polish: [UInt8] = [0xEF, 0xBB, 0xBF]
  private var isFirst = true
  private static let comma = UInt8(ascii: ",")
  private static let semicolon = UInt8(ascii: ";")
  private static let quote = UInt8(ascii: "\"")

  package init() {}

  /// An empty text is an empty field: missing.
  package mutating func text(_ text: String) {
    separate()
    let clean = harmless(text)
    let utf8 = clean.utf8
    guard let first = utf8.first, let last = utf8.last else { return }
    // Readers of others strip blanks at the edges and byte order marks.
    var quoting = first == 32 || last == 32 || first == 0xEF ? Quoting.both : .none
    for byte in utf8 {
      switch byte {
      case PublishedLines.quote, 10, 13: quoting = .both
      case PublishedLines.comma: quoting.formUnion(.standard)
      case PublishedLines.semicolon: quoting.formUnion(.polish)
      default: break
      }
    }
    let isFormula = TextSafety.isFormula(first)
    PublishedLines.append(utf8, isFormula: isFormula, isQuoted: quoting.contains(.standard), to: &standard)
    PublishedLines.append(utf8, isFormula: isFormula, isQuoted: quoting.contains(.polish), to: &polish)
  }

  /// Fields that are text already.
  mutating func append(_ fields: PublishedFields) {
    separate()
    standard.append(contentsOf: fields.standard)
    polish.append(contentsOf: fields.polish)
  }

  package mutating func integer(_ value: Int?) {
    separate()
    guard let value else { return }
    NumberPrinting.append(scaled: value, decimals: 0, point: 0, to: &standard)
    NumberPrinting.append(scaled: value, decimals: 0, point: 0, to: &polish)
  }

  /// Shortest text that reads back the same; empty for a missing number.
  package mutating func number(_ value: Double?) {
    separate()
    guard let value, value.isFinite else { return }
    let start = standard.count
    NumberPrinting.append(shortest: value, to: &standard)
    for byte in standard[start...] { polish.append(byte == UInt8(ascii: ".") ? PublishedLines.comma : byte) }
  }

  /// The fields of a record of an RFC 4180 table with points, without the end of its line, at the beginning of a line.
  mutating func copy(_ record: Span<UInt8>, _ numbers: NumberColumns) {
    let start = polish.count
    polish.append(contentsOf: record)
    guard PublishedLines.becamePolish(&polish, from: start, numbers) else {
      polish.removeLast(polish.count - start)
      return copyFields(of: record, numbers)
    }
    standard.append(contentsOf: record)
    isFirst = false
  }

  /// Puts semicolons and decimal commas into a record that was copied.
  /// - Returns: false for what has quotes, or gets them, or an apostrophe.
  private static func becamePolish(_ bytes: inout [UInt8], from start: Int, _ numbers: NumberColumns) -> Bool {
    var span = bytes.mutableSpan
    var column = 0
    var isNumber = numbers[0]
    var isFieldStart = true
    for place in start..<span.count {
      let byte = span[place]
      if isFieldStart, !isNumber, TextSafety.isFormula(byte) { return false }
      isFieldStart = false
      // What may be harmful is looked at letter by letter; letters of Polish are below.
      if byte > 0xC5 || byte == 0xC2 { return false }
      // Digits and letters.
      if byte > UInt8(ascii: "@") || (byte > UInt8(ascii: "/") && byte < UInt8(ascii: ":")) { continue }
      switch byte {
      case comma:
        span[place] = semicolon
        column += 1
        isNumber = numbers[column]
        isFieldStart = true
      case UInt8(ascii: "."): if isNumber { span[place] = comma }
      case quote, semicolon: return false
      default: break
      }
    }
    return true
  }

  /// The same one field after another.
  private mutating func copyFields(of record: Span<UInt8>, _ numbers: NumberColumns) {
    var column = 0
    var place = 0
    while true {
      var field: [UInt8] = []
      var isQuoted = false
      while place < record.count {
        let byte = record[place]
        if byte == PublishedLines.comma, !isQuoted { break }
        place += 1
        guard byte == PublishedLines.quote else {
          field.append(byte)
          continue
        }
        // Two of them within quotes are one.
        if isQuoted, place < record.count, record[place] == byte {
          field.append(byte)
          place += 1
        } else {
          isQuoted.toggle()
        }
      }
      if numbers[column] { number(written: field) } else { text(String(decoding: field, as: UTF8.self)) }
      guard place < record.count else { return }
      place += 1
      column += 1
    }
  }

  /// A number that is text already, with a point.
  private mutating func number(written text: [UInt8]) {
    separate()
    standard.append(contentsOf: text)
    polish.append(contentsOf: text.map { $0 == UInt8(ascii: ".") ? PublishedLines.comma : $0 })
  }

  package mutating func end() {
    standard += [13, 10]
    polish += [13, 10]
    isFirst = true
  }

  /// Forgets what was made so far, after it was written.
  package mutating func removeAll() {
    standard.removeAll(keepingCapacity: true)
    polish.removeAll(keepingCapacity: true)
  }

  private mutating func separate() {
    if isFirst {
      isFirst = false
    } else {
      standard.append(PublishedLines.comma)
      polish.append(PublishedLines.semicolon)
    }
  }

  /// Which of the two files need quotes around a text.
  private struct Quoting: OptionSet {
    let rawValue: UInt8
    static let none: Quoting = []
    static let standard = Quoting(rawValue: 1)
    static let polish = Quoting(rawValue: 2)
    static let both: Quoting = [.standard, .polish]
  }

  private static func append(
    _ utf8: String.UTF8View, isFormula: Bool, isQuoted: Bool, to bytes: inout [UInt8]
  ) {
    if isQuoted { bytes.append(quote) }
    if isFormula { bytes.append(UInt8(ascii: "'")) }
    guard isQuoted else {
      bytes.append(contentsOf: utf8)
      return
    }
    for byte in utf8 {
      if byte == quote { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }
}

/// Neighbouring texts of a row in both flavours.
struct PublishedFields: Sendable {
  let standard: [UInt8]
  let polish: [UInt8]

  init(_ texts: [String]) {
    var lines = PublishedLines()
    // What a file begins with is no part of its rows.
    let start = lines.polish.count
    for text in texts { lines.text(text) }
    standard = lines.standard
    polish = Array(lines.polish[start...])
  }
}
