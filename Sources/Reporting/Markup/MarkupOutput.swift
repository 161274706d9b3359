/// Bytes of an HTML page or an XML part under construction. Markup goes in as it is, everything that comes from data goes through `text`.
struct MarkupOutput {
  private(set) var bytes: [UInt8] = []

  mutating func markup(_ markup: String) {
    bytes += markup.utf8
  }

  mutating func text(_ text: String) {
    appendEscaped(text, to: &bytes)
  }

  /// An element with nothing but text in it; `attributes` is markup with a leading space, or empty.
  mutating func element(_ name: String, _ attributes: String = "", _ content: String) {
    markup("<\(name)\(attributes)>")
    text(content)
    markup("</\(name)>")
  }
}
