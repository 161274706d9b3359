/// A chart drawn: SVG content and its size in user units. Colours, widths and dashes are classes of the style sheet.
package struct Drawing: Sendable {
  package var width: Int
  package var height: Int
  /// SVG content; `{root}` in it stands for what leads to the report's folder.
  package var markup: String
  /// The same as plain marks, for writers that know no SVG.
  package var marks: [DrawnMark]

  init(width: Int, height: Int, _ canvas: Canvas) {
    self.width = width
    self.height = height
    markup = canvas.markup
    marks = canvas.marks
  }
}

/// One mark of a drawing; `style` is a class of the style sheet.
package enum DrawnMark: Sendable {
  /// Commands M L H V h v l z, as in SVG.
  case path(String, style: String)
  case text(String, x: Double, y: Double, anchor: Canvas.Anchor, style: String)
}

extension Chart {
  /// - Parameter id: prefix for ids inside the drawing (patterns).
  package func drawing(id: String, phrasing: Phrasing) -> Drawing {
    switch self {
    case .lines(let chart): draw(chart, phrasing)
    case .dots(let chart): draw(chart, phrasing)
    case .tiles(let chart): draw(chart, id: id, phrasing)
    case .map(let chart): draw(chart, id: id, phrasing)
    case .spine(let chart): draw(chart, phrasing)
    case .multiples(let chart): draw(chart, phrasing)
    case .matrix(let chart): draw(chart, phrasing)
    case .pyramid(let chart): draw(chart, phrasing)
    }
  }
}

/// SVG markup under construction.
package struct Canvas: Sendable {
  private(set) var markup = ""
  private(set) var marks: [DrawnMark] = []

  package enum Anchor: String, Sendable {
    case start, middle, end
  }

  mutating func text(
    _ text: String, x: Double, y: Double, anchor: Anchor = .start, style: String = ""
  ) {
    marks.append(.text(text, x: x, y: y, anchor: anchor, style: style))
    let style = style.isEmpty ? "" : " class=\"\(style)\""
    let anchor = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
    markup += "<text x=\"\(position(x))\" y=\"\(position(y))\"\(anchor)\(style)>\(escaped(text))</text>"
  }

  /// Nothing is written for an empty path.
  mutating func path(_ path: String, style: String) {
    guard !path.isEmpty else { return }
    marks.append(.path(path, style: style))
    markup += "<path class=\"\(style)\" d=\"\(path)\"/>"
  }

  mutating func rectangle(x: Double, y: Double, width: Double, height: Double, style: String) {
    let d = "M\(position(x)) \(position(y))h\(position(width))v\(position(height))h-\(position(width))z"
    marks.append(.path(d, style: style))
    markup += "<rect class=\"\(style)\" x=\"\(position(x))\" y=\"\(position(y))\" "
    markup += "width=\"\(position(width))\" height=\"\(position(height))\"/>"
  }

  /// Texts that share their alignment and style, such as the names left of a chart.
  mutating func texts(_ texts: [(text: String, x: Double, y: Double)], anchor: Anchor, style: String = "") {
    guard !texts.isEmpty else { return }
    markup += "<g text-anchor=\"\(anchor.rawValue)\"\(style.isEmpty ? "" : " class=\"\(style)\"")>"
    for entry in texts {
      marks.append(.text(entry.text, x: entry.x, y: entry.y, anchor: anchor, style: style))
      markup += "<text x=\"\(position(entry.x))\" y=\"\(position(entry.y))\">\(escaped(entry.text))</text>"
    }
    markup += "</g>"
  }

  /// One character at each position of a row.
  mutating func characters(_ characters: [(character: Character, x: Double)], y: Double, style: String) {
    guard !characters.isEmpty else { return }
    for entry in characters {
      marks.append(.text(String(entry.character), x: entry.x, y: y, anchor: .middle, style: style))
    }
    let places = characters.map { position($0.x) }.joined(separator: " ")
    markup += "<text x=\"\(places)\" y=\"\(position(y))\" class=\"\(style)\">"
    markup += escaped(String(characters.map(\.character))) + "</text>"
  }

  /// Markup that has no counterpart among the plain marks.
  mutating func raw(_ text: String) {
    markup += text
  }

  /// The pattern of what has no value, so that it is not taken for the lightest shade.
  mutating func hatching(id: String) {
    raw("<defs><pattern id=\"\(id)\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\">")
    raw("<path class=\"ha\" d=\"M-1 1l2-2M0 5l5-5M4 6l2-2\"/></pattern></defs>")
  }

  /// A closed path in the shade of a class, or hatched for want of a value.
  mutating func shaded(_ path: String, quintile: Int?, hatch: String) {
    guard !path.isEmpty else { return }
    if let quintile { return self.path(path, style: "q q\(quintile)") }
    marks.append(.path(path, style: "q"))
    raw("<path class=\"q\" style=\"fill:url(#\(hatch))\" d=\"\(path)\"/>")
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
