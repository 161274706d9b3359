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
    let bytes = Array(text.utf8)
    append(bytes, quotingAt: PublishedLines.comma, to: \.standard)
    append(bytes, quotingAt: PublishedLines.semicolon, to: \.polish)
  }

  package mutating func integer(_ value: Int?) {
    separate()
    guard let value else { return }
    let text = Array(String(value).utf8)
    standard += text
    polish += text
  }

  /// Shortest text that reads back the same; empty for a missing number.
  package mutating func number(_ value: Double?) {
    separate()
    guard let value, value.isFinite else { return }
    var text: [UInt8]
    if let whole = Int(exactly: value), whole.magnitude < 1 << 53 {
      text = Array(String(whole).utf8)
    } else {
      // The standard library's text is the shortest too; only its exponents are not wanted.
      text = Array(value.description.utf8)
      if text.contains(UInt8(ascii: "e")) { text = Array(NumberPrinting.shortest(value).utf8) }
    }
    standard += text
    if let point = text.firstIndex(of: UInt8(ascii: ".")) { text[point] = PublishedLines.comma }
    polish += text
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

  private mutating func append(
    _ bytes: [UInt8], quotingAt delimiter: UInt8, to flavour: WritableKeyPath<PublishedLines, [UInt8]>
  ) {
    guard let first = bytes.first, let last = bytes.last else { return }
    var needsQuotes = first == 32 || last == 32 || first == 0xEF
    for byte in bytes where byte == PublishedLines.quote || byte == delimiter || byte == 10 || byte == 13 {
      needsQuotes = true
    }
    if needsQuotes { self[keyPath: flavour].append(PublishedLines.quote) }
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 9, 13:
      self[keyPath: flavour].append(UInt8(ascii: "'"))
    default: break
    }
    if needsQuotes {
      for byte in bytes {
        if byte == PublishedLines.quote { self[keyPath: flavour].append(byte) }
        self[keyPath: flavour].append(byte)
      }
      self[keyPath: flavour].append(PublishedLines.quote)
    } else {
      self[keyPath: flavour] += bytes
    }
  }
}
