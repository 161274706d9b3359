import Bytes

/// Bytes of an HTML page or an XML part under construction. Markup goes in as it is, everything that comes from data goes through `text`.
struct MarkupOutput {
  private(set) var bytes: [UInt8] = []

  mutating func markup(_ markup: String) {
    bytes.append(contentsOf: markup.utf8Span.span)
  }

  mutating func markup(_ number: Int) {
    NumberPrinting.append(scaled: number, decimals: 0, point: 0, to: &bytes)
  }

  mutating func text(_ text: String) {
    appendEscaped(text.utf8Span.span, to: &bytes)
  }

  /// - Parameter text: UTF-8.
  mutating func text(_ text: Span<UInt8>) {
    appendEscaped(text, to: &bytes)
  }

  /// What is markup already.
  mutating func append(_ markup: [UInt8]) {
    bytes.append(contentsOf: markup)
  }

  /// Takes back the last bytes.
  mutating func removeLast(_ count: Int) {
    bytes.removeLast(count)
  }

  /// The shortest text that reads back as the same number, with a point.
  mutating func shortest(_ value: Double) {
    NumberPrinting.append(shortest: value, to: &bytes)
  }

  /// The same of the number rounded to so many significant digits.
  mutating func shortest(_ value: Double, significant: Int) {
    NumberPrinting.append(shortest: value, significant: significant, to: &bytes)
  }

  mutating func number(_ value: Double, decimals: Int, isSigned: Bool = false, _ numbers: NumberStyle) {
    numbers.append(value, decimals: decimals, isSigned: isSigned, to: &bytes)
  }

  mutating func whole(_ value: Int, _ numbers: NumberStyle) {
    numbers.append(whole: value, to: &bytes)
  }

  mutating func range(_ lower: Double, _ upper: Double, decimals: Int, _ numbers: NumberStyle) {
    numbers.append(lower, upper, decimals: decimals, to: &bytes)
  }

  /// An element with nothing but text in it; `attributes` is markup with a leading space, or empty.
  mutating func element(_ name: String, _ attributes: String = "", _ content: String) {
    bytes.append(UInt8(ascii: "<"))
    markup(name)
    markup(attributes)
    bytes.append(UInt8(ascii: ">"))
    text(content)
    markup("</")
    markup(name)
    bytes.append(UInt8(ascii: ">"))
  }

  /// The number's id as an id within a document.
  mutating func anchor(_ id: ValueID) { id.appendAnchor(to: &bytes) }
}
