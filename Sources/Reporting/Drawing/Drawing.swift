/// A chart drawn: SVG content and its size in user units. Colours, widths and dashes are classes of the style sheet.
package struct Drawing: Sendable {
  package var width: Int
  package var height: Int
  package var markup: String
}

extension Chart {
  /// - Parameter id: prefix for ids inside the drawing (patterns).
  package func drawing(id: String, phrasing: Phrasing) -> Drawing {
    switch self {
    case .lines(let chart): draw(chart, phrasing)
    case .dots(let chart): draw(chart, phrasing)
    case .tiles(let chart): draw(chart, id: id, phrasing)
    }
  }
}

/// SVG markup under construction.
struct Canvas {
  private(set) var markup = ""

  enum Anchor: String {
    case start, middle, end
  }

  mutating func text(
    _ text: String, x: Double, y: Double, anchor: Anchor = .start, style: String = ""
  ) {
    let style = style.isEmpty ? "" : " class=\"\(style)\""
    let anchor = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
    markup += "<text x=\"\(position(x))\" y=\"\(position(y))\"\(anchor)\(style)>\(escaped(text))</text>"
  }

  /// Nothing is written for an empty path.
  mutating func path(_ path: String, style: String) {
    guard !path.isEmpty else { return }
    markup += "<path class=\"\(style)\" d=\"\(path)\"/>"
  }

  mutating func rectangle(x: Double, y: Double, width: Double, height: Double, style: String) {
    markup += "<rect class=\"\(style)\" x=\"\(position(x))\" y=\"\(position(y))\" "
    markup += "width=\"\(position(width))\" height=\"\(position(height))\"/>"
  }

  /// Texts that share their alignment and style, such as the names left of a chart.
  mutating func texts(_ texts: [(text: String, x: Double, y: Double)], anchor: Anchor, style: String = "") {
    guard !texts.isEmpty else { return }
    markup += "<g text-anchor=\"\(anchor.rawValue)\"\(style.isEmpty ? "" : " class=\"\(style)\"")>"
    for entry in texts { text(entry.text, x: entry.x, y: entry.y) }
    markup += "</g>"
  }

  /// One character at each position of a row.
  mutating func characters(_ characters: [(character: Character, x: Double)], y: Double, style: String) {
    guard !characters.isEmpty else { return }
    let places = characters.map { position($0.x) }.joined(separator: " ")
    markup += "<text x=\"\(places)\" y=\"\(position(y))\" class=\"\(style)\">"
    markup += escaped(String(characters.map(\.character))) + "</text>"
  }

  mutating func raw(_ text: String) {
    markup += text
  }
}

/// A coordinate to the nearest unit, about the size of a pixel: short, for a page has a hundred thousand of them.
func position(_ value: Double) -> String {
  guard value.isFinite, value.magnitude < 1e6 else { return "0" }
  return String(Int(value.rounded()))
}

/// Estimated width of a text at the charts' size (12 units); Latin letters of the common sans-serif faces.
func estimatedWidth(_ text: String) -> Double {
  Double(text.count) * 6.4
}

/// Cut to what fits, with an ellipsis.
func shortened(_ text: String, to limit: Int) -> String {
  text.count <= limit ? text : String(text.prefix(limit - 1)) + "…"
}

/// The mark of a series at a point: each role has its own shape. The region's is a dot and the country's a square, both
/// the caps of a line without length, the shortest way to draw them.
func marker(_ role: SeriesRole, x: Double, y: Double) -> String {
  let (px, py) = (position(x), position(y))
  return switch role {
  case .region: "M\(px) \(py)h0"
  case .country: "M\(px) \(py)h.01"
  case .voivodeship: "M\(px) \(position(y - 4))l4 4l-4 4l-4-4z"
  }
}

extension SeriesRole {
  /// Suffix of the style classes: `sr` line and `mr` mark of the region, and so on.
  var style: String {
    switch self {
    case .region: "r"
    case .country: "c"
    case .voivodeship: "v"
    }
  }
}
