/// A chart drawn: SVG content and its size in user units. Colours, widths and dashes are classes of the style sheet.
package struct Drawing: Sendable {
  package var width: Int
  package var height: Int
  /// SVG content in UTF-8; `{root}` in it stands for what leads to the report's folder.
  package var bytes: [UInt8]
  /// The same as plain marks, for writers that know no SVG.
  package var marks: [DrawnMark]

  init(width: Int, height: Int, _ canvas: Canvas) {
    self.width = width
    self.height = height
    bytes = canvas.output.bytes
    marks = canvas.marks
  }

  /// Width at which the page of paper, whose text is 182 millimetres wide, still sets letters of eleven units in seven points.
  static let widestOnPaper = 800.0

  /// Width of charts that a phone 320 pixels wide shows whole, with letters that still have eleven pixels.
  static let phoneWidth = 300.0

  /// How much smaller it is set by word processors, in pixels of 96 to the inch: no wider than the text, and no higher than a page with
  /// the caption above it, or they would cut it off.
  var scaleOnPaper: Double { min(1, 640 / Double(width), 860 / Double(height)) }

  /// The content as text.
  package var markup: String { String(decoding: bytes, as: UTF8.self) }
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
  fileprivate var output = MarkupOutput()
  private(set) var marks: [DrawnMark] = []

  package enum Anchor: String, Sendable {
    case start, middle, end
  }

  mutating func text(
    _ text: String, x: Double, y: Double, anchor: Anchor = .start, style: String = ""
  ) {
    marks.append(.text(text, x: x, y: y, anchor: anchor, style: style))
    open("text", x, y)
    if anchor != .start { attribute("text-anchor", anchor.rawValue) }
    if !style.isEmpty { attribute("class", style) }
    output.markup(">")
    output.text(text)
    output.markup("</text>")
  }

  /// Nothing is written for an empty path.
  mutating func path(_ path: String, style: String) {
    guard !path.isEmpty else { return }
    marks.append(.path(path, style: style))
    output.markup("<path")
    attribute("class", style)
    attribute("d", path)
    output.markup("/>")
  }

  mutating func rectangle(x: Double, y: Double, width: Double, height: Double, style: String) {
    let d = "M\(position(x)) \(position(y))h\(position(width))v\(position(height))h-\(position(width))z"
    marks.append(.path(d, style: style))
    output.markup("<rect")
    attribute("class", style)
    for (name, value) in [("x", x), ("y", y), ("width", width), ("height", height)] { attribute(name, value) }
    output.markup("/>")
  }

  /// Texts that share their alignment and style, such as the names left of a chart.
  mutating func texts(_ texts: [(text: String, x: Double, y: Double)], anchor: Anchor, style: String = "") {
    guard !texts.isEmpty else { return }
    output.markup("<g")
    attribute("text-anchor", anchor.rawValue)
    if !style.isEmpty { attribute("class", style) }
    output.markup(">")
    for entry in texts {
      marks.append(.text(entry.text, x: entry.x, y: entry.y, anchor: anchor, style: style))
      open("text", entry.x, entry.y)
      output.markup(">")
      output.text(entry.text)
      output.markup("</text>")
    }
    output.markup("</g>")
  }

  /// One character at each position of a row.
  mutating func characters(_ characters: [(character: Character, x: Double)], y: Double, style: String) {
    guard !characters.isEmpty else { return }
    for entry in characters {
      marks.append(.text(String(entry.character), x: entry.x, y: y, anchor: .middle, style: style))
    }
    output.markup("<text")
    attribute("x", characters.map { position($0.x) }.joined(separator: " "))
    attribute("y", y)
    attribute("class", style)
    output.markup(">")
    output.text(String(characters.map(\.character)))
    output.markup("</text>")
  }

  /// Markup that has no counterpart among the plain marks.
  mutating func raw(_ text: String) {
    output.markup(text)
  }

  private mutating func open(_ name: String, _ x: Double, _ y: Double) {
    output.markup("<")
    output.markup(name)
    attribute("x", x)
    attribute("y", y)
  }

  private mutating func attribute(_ name: String, _ value: Double) {
    output.markup(" ")
    output.markup(name)
    output.markup("=\"")
    output.markup(whole(value))
    output.markup("\"")
  }

  private mutating func attribute(_ name: String, _ value: String) {
    output.markup(" ")
    output.markup(name)
    output.markup("=\"")
    output.markup(value)
    output.markup("\"")
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
func position(_ value: Double) -> String { String(whole(value)) }

private func whole(_ value: Double) -> Int {
  value.isFinite && value.magnitude < 1e6 ? Int(value.rounded()) : 0
}

/// Width of a text at the charts' size (12 units): that of Arial and the faces made to its measure, and a little more, since the reader's
/// face may be wider.
func estimatedWidth(_ text: String) -> Double { estimatedWidth(ofUnits: units(text)) }

/// In thousandths of the size of the letters: whole numbers, so that the parts of a text add up exactly.
private func units(_ text: some StringProtocol) -> Double { text.utf16.reduce(0) { $0 + TextWidth.of($1) } }

private func estimatedWidth(ofUnits units: Double) -> Double { units * 12 / 1000 * 1.04 }

/// The text in lines that are no wider than they may be, broken between words; what the last line cannot hold ends with an ellipsis.
func wrapped(_ text: String, width: Double, lines most: Int) -> [String] {
  var lines: [String] = []
  var line = ""
  // Of the line so far: measured word by word, since the names of indicators are wrapped on every profile.
  var length = 0.0
  let space = units(" ")
  for word in text.split(separator: " ") {
    let own = units(word)
    if !line.isEmpty, estimatedWidth(ofUnits: length + space + own) <= width {
      line.append(" ")
      line.append(contentsOf: word)
      length += space + own
    } else {
      if !line.isEmpty { lines.append(line) }
      line = String(word)
      length = own
    }
  }
  if !line.isEmpty { lines.append(line) }
  guard lines.count > most else { return lines.map { fitting($0, width: width) } }
  let rest = lines[(most - 1)...].joined(separator: " ")
  return lines[..<(most - 1)].map { fitting($0, width: width) } + [fitting(rest, width: width)]
}

/// Cut to the width that there is, with an ellipsis.
func fitting(_ text: String, width: Double) -> String {
  guard estimatedWidth(text) > width else { return text }
  var kept = text
  while !kept.isEmpty, estimatedWidth(kept + "…") > width { kept.removeLast() }
  return kept + "…"
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
