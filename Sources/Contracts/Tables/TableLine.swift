import Bytes

/// Lines of an RFC 4180 table being made: comma, dot, CR LF, UTF-8, an empty field for what is missing. Fields go straight
/// to bytes: tables have millions of them.
package struct TableLine: Sendable {
  private static let comma = UInt8(ascii: ",")
  private static let quote = UInt8(ascii: "\"")

  package private(set) var bytes: [UInt8] = []
  private var isFirst = true

  package init() {}

  package mutating func text(_ text: String) {
    separate()
    let utf8 = text.utf8
    var needsQuotes = false
    var hasQuote = false
    let span = utf8.span
    for place in span.indices {
      let byte = span[place]
      if byte == TableLine.comma || byte == 10 || byte == 13 { needsQuotes = true }
      if byte == TableLine.quote { hasQuote = true }
    }
    // Readers of others strip blanks at the edges and byte order marks.
    if let first = utf8.first, let last = utf8.last, first == 32 || last == 32 || first == 0xEF { needsQuotes = true }
    guard needsQuotes || hasQuote else {
      bytes.append(contentsOf: utf8)
      return
    }
    bytes.append(TableLine.quote)
    if hasQuote {
      for byte in utf8 {
        if byte == TableLine.quote { bytes.append(byte) }
        bytes.append(byte)
      }
    } else {
      bytes.append(contentsOf: utf8)
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
