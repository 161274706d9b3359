import Bytes

/// Lines of a published table in both flavours at once: RFC 4180 (comma, point), and what a Polish Excel opens by itself
/// (byte order mark, semicolon, decimal comma). Each number is turned into text once; tables have a million of them.
///
/// A text that a spreadsheet would run as a formula (it begins with `=`, `+`, `-`, `@`, tab or CR) gets an apostrophe in
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
    let utf8 = text.utf8
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
    let isFormula =
      switch first {
      case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 9, 13: true
      default: false
      }
    PublishedLines.append(utf8, isFormula: isFormula, isQuoted: quoting.contains(.standard), to: &standard)
    PublishedLines.append(utf8, isFormula: isFormula, isQuoted: quoting.contains(.polish), to: &polish)
  }

  package mutating func integer(_ value: Int?) {
    separate()
    guard let value else { return }
    let text = String(value)
    standard.append(contentsOf: text.utf8)
    polish.append(contentsOf: text.utf8)
  }

  /// Shortest text that reads back the same; empty for a missing number.
  package mutating func number(_ value: Double?) {
    separate()
    guard let value, value.isFinite else { return }
    var text: String
    if let whole = Int(exactly: value), whole.magnitude < 1 << 53 {
      text = String(whole)
    } else {
      // The standard library's text is the shortest too; only its exponents are not wanted.
      text = value.description
      if text.utf8.contains(UInt8(ascii: "e")) { text = NumberPrinting.shortest(value) }
    }
    standard.append(contentsOf: text.utf8)
    let point = polish.count
    polish.append(contentsOf: text.utf8)
    for place in point..<polish.count where polish[place] == UInt8(ascii: ".") { polish[place] = PublishedLines.comma }
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
