import Bytes

/// Lines of an RFC 4180 table being made: comma, dot, CR LF, UTF-8, an empty field for what is missing. Fields go straight
/// to bytes: tables have millions of them.
///
/// Texts come from files of others and are opened in spreadsheets: what turns or hides a text is left out of it, and one that would
/// run as a formula gets an apostrophe in front, which `TableFields` takes off again.
package struct TableLine: Sendable {
  private static let comma = UInt8(ascii: ",")
  private static let quote = UInt8(ascii: "\"")

  /// What ends a field or a line.
  private static let separators: InlineArray<3, UInt8> = [comma, 10, 13]

  package private(set) var bytes: [UInt8] = []
  private var isFirst = true
  /// Where a text is made before it is known whether it needs quotes.
  private var draft: [UInt8] = []

  package init() {}

  package mutating func text(_ text: String) {
    separate()
    Self.append(text.utf8.span, to: &bytes)
  }

  /// A text that must read back sign for sign: what stands in a published cell. Only a formula gets its apostrophe.
  package mutating func published(_ text: String) {
    separate()
    Self.append(text.utf8.span, keepingEverySign: true, to: &bytes)
  }

  /// A field as it stands in the table, for a text that comes in many lines.
  static func field(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    append(text.utf8.span, to: &bytes)
    return bytes
  }

  /// A field that `field` made.
  mutating func field(_ bytes: [UInt8]) {
    separate()
    self.bytes.append(contentsOf: bytes)
  }

  /// A text that is made while it is written.
  package mutating func made(_ make: (inout [UInt8]) -> Void) {
    separate()
    var text: [UInt8] = []
    swap(&text, &draft)
    text.removeAll(keepingCapacity: true)
    make(&text)
    Self.append(text.span, to: &bytes)
    swap(&text, &draft)
  }

  private static func append(_ text: Span<UInt8>, keepingEverySign: Bool = false, to bytes: inout [UInt8]) {
    guard text.count > 0 else { return }
    var hasQuote = false
    var hasSeparator = false
    // Letters of Polish are below.
    var mayBeHarmful = false
    if text.count < 32 {
      // One look at each byte of a code is less than several searches.
      for place in text.indices {
        let byte = text[place]
        if byte == TableLine.quote { hasQuote = true }
        if byte == TableLine.comma || byte == 10 || byte == 13 { hasSeparator = true }
        if byte < 0x20 || byte > 0xC5 || byte == 0x7F || byte == 0xC2 { mayBeHarmful = true }
      }
    } else {
      mayBeHarmful = true
      hasQuote = next(TableLine.quote, in: text, from: 0) != nil
      hasSeparator = hasQuote
      for place in separators.indices where !hasSeparator { hasSeparator = next(separators[place], in: text, from: 0) != nil }
    }
    if mayBeHarmful, !keepingEverySign, let clean = TextSafety.harmless(text) {
      return append(clean.span, keepingEverySign: true, to: &bytes)
    }
    // Nearly all texts begin with a letter or a digit.
    let first = text[0]
    var isGuarded = first == UInt8(ascii: "'") || TextSafety.isFormula(first)
    if isGuarded { isGuarded = TextSafety.needsGuard(text) }
    // Readers of others strip blanks at the edges and byte order marks.
    let hasEdges = text[0] == 32 || text[text.count - 1] == 32 || text[0] == 0xEF
    guard hasQuote || hasEdges || hasSeparator else {
      if isGuarded { bytes.append(UInt8(ascii: "'")) }
      bytes.append(contentsOf: text)
      return
    }
    bytes.append(TableLine.quote)
    if isGuarded { bytes.append(UInt8(ascii: "'")) }
    if hasQuote {
      for place in text.indices {
        if text[place] == TableLine.quote { bytes.append(text[place]) }
        bytes.append(text[place])
      }
    } else {
      bytes.append(contentsOf: text)
    }
    bytes.append(TableLine.quote)
  }

  /// Texts without spaces in them, joined by spaces.
  package mutating func list(_ texts: [String]) { text(texts.joined(separator: " ")) }

  package mutating func integer(_ value: Int?) {
    separate()
    if let value { NumberPrinting.append(scaled: value, decimals: 0, point: 0, to: &bytes) }
  }

  /// - Precondition: the number is finite.
  package mutating func number(_ value: Double?) {
    separate()
    guard let value else { return }
    NumberPrinting.append(shortest: value, to: &bytes)
  }

  package mutating func end() {
    bytes.append(13)
    bytes.append(10)
    isFirst = true
  }

  /// Forgets the lines made so far, after they were written.
  package mutating func removeAll(keepingCapacity: Bool) {
    bytes.removeAll(keepingCapacity: keepingCapacity)
  }

  private mutating func separate() {
    if isFirst { isFirst = false } else { bytes.append(TableLine.comma) }
  }
}
