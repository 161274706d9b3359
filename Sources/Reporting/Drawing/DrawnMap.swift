/// Draws units as tiles or outlines, shaded by class with the number of the class or the value in them.
func draw(_ chart: MapChart, id: String, _ phrasing: Phrasing) -> Drawing {
  MapDrawing(chart: chart, id: id, phrasing: phrasing).drawing()
}

private struct MapDrawing {
  let chart: MapChart
  let id: String
  let phrasing: Phrasing
  /// As wide as the longest name needs, within limits.
  private let tile: (width: Double, height: Double, gap: Double)
  private let widest = 560.0

  init(chart: MapChart, id: String, phrasing: Phrasing) {
    self.chart = chart
    self.id = id
    self.phrasing = phrasing
    let longest = chart.areas.map { MapDrawing.width($0.name) }.max() ?? 0
    tile = (width: min(110, max(74, (longest + 8).rounded())), height: 40, gap: 3)
  }

  /// Of a name in a tile, whose letters have 11 units.
  private static func width(_ name: String) -> Double { estimatedWidth(name) * 11 / 12 }

  private var numbers: NumberStyle { phrasing.numbers }

  func drawing() -> Drawing {
    var canvas = Canvas()
    canvas.hatching(id: "\(id)-h")
    var bottom = 0.0
    var width = 350.0
    if let frame = outlineFrame() {
      bottom = drawOutlines(frame, on: &canvas)
      width = widest
    }
    for area in chart.areas {
      guard case .tile(let column, let row) = area.shape else { continue }
      let x = Double(column) * tile.width + 1
      let y = Double(row) * tile.height + 1
      drawTile(area, x: x, y: y, on: &canvas)
      bottom = max(bottom, y + tile.height)
      width = max(width, x + tile.width)
    }
    drawLegend(y: bottom + 10, on: &canvas)
    return Drawing(width: Int(width), height: Int(bottom + 52), canvas)
  }

  /// A unit leads to its profile where it has one, and says its name and value to who points at it.
  private func open(_ area: MapChart.Area, on canvas: inout Canvas) {
    canvas.raw(area.link.map { "<a href=\"{root}\(escaped($0))\">" } ?? "<g>")
    canvas.raw("<title>\(escaped(title(area)))</title>")
  }

  private func close(_ area: MapChart.Area, on canvas: inout Canvas) {
    canvas.raw(area.link == nil ? "</g>" : "</a>")
  }

  private func title(_ area: MapChart.Area) -> String {
    guard let value = area.value else {
      return "\(area.name): \(area.isWithheld ? withheld : phrasing("brak danych", "no data"))"
    }
    let number = numbers.fixed(value, decimals: chart.decimals)
    guard let quintile = area.quintile else { return "\(area.name): \(number)" }
    return "\(area.name): \(number), \(phrasing("klasa", "class")) \(quintile)"
  }

  private func drawTile(_ area: MapChart.Area, x: Double, y: Double, on canvas: inout Canvas) {
    open(area, on: &canvas)
    let (w, h) = (tile.width - tile.gap, tile.height - tile.gap)
    let d = "M\(position(x)) \(position(y))h\(position(w))v\(position(h))h-\(position(w))z"
    canvas.shaded(d, quintile: area.quintile, hatch: "\(id)-h")
    let style = (area.quintile ?? 1) >= 4 ? "tl" : "td"
    canvas.text(fitting(area.name, width: (w - 2) * 12 / 11), x: x + w / 2, y: y + 15, style: style)
    canvas.text(label(area), x: x + w / 2, y: y + 30, style: style)
    close(area, on: &canvas)
  }

  private func label(_ area: MapChart.Area) -> String {
    guard let value = area.value else { return noValue(area) }
    let number = numbers.fixed(value, decimals: chart.decimals)
    return area.quintile.map { "\(number) [\($0)]" } ?? number
  }

  private var withheld: String { phrasing("# – ukryto, ochrona danych", "# – withheld, protected") }

  private func noValue(_ area: MapChart.Area) -> String { area.isWithheld ? Sign.withheld : phrasing("b.d.", "n/a") }

  // MARK: Outlines

  private struct Frame {
    var left: Double
    var top: Double
    var scale: Double
    var height: Double
  }

  private func outlineFrame() -> Frame? {
    var points: [MapChart.Point] = []
    for area in chart.areas { if case .outline(let rings) = area.shape { points += rings.flatMap(\.self) } }
    guard let left = points.map(\.x).min(), let right = points.map(\.x).max(), let top = points.map(\.y).min(),
      let bottom = points.map(\.y).max(), right > left, bottom > top
    else { return nil }
    let scale = widest / (right - left)
    return Frame(left: left, top: top, scale: scale, height: (bottom - top) * scale)
  }

  /// Units by their borders, those that have none as tiles below: a unit left out would not be missed by who looks at the map.
  /// - Returns: where what is drawn ends.
  private func drawOutlines(_ frame: Frame, on canvas: inout Canvas) -> Double {
    var drawn: [MapChart.Area] = []
    var units: [MapLabels.Unit] = []
    var without: [MapChart.Area] = []
    for area in chart.areas {
      guard case .outline(let rings) = area.shape else { continue }
      let borders = rings.filter { $0.count > 2 }.map { ring in
        ring.map { (x: ($0.x - frame.left) * frame.scale, y: ($0.y - frame.top) * frame.scale) }
      }
      guard !borders.isEmpty else {
        without.append(area)
        continue
      }
      let parts = borders.map { ring in
        "M" + ring.map { "\(position($0.x)) \(position($0.y))" }.joined(separator: "L") + "z"
      }
      open(area, on: &canvas)
      canvas.shaded(parts.joined(), quintile: area.quintile, hatch: "\(id)-h")
      close(area, on: &canvas)
      drawn.append(area)
      units.append(MapLabels.Unit(name: area.name, number: area.quintile.map { String($0) } ?? noValue(area), rings: borders))
    }
    let labels = MapLabels(units, width: widest, height: frame.height).labels()
    // Labels lie over the shapes and must not take the clicks that are meant for them.
    canvas.raw("<g pointer-events=\"none\">")
    for label in labels { if let anchor = label.anchor { drawLine(from: anchor, to: label.box, on: &canvas) } }
    for (area, label) in zip(drawn, labels) { draw(label, of: area, on: &canvas) }
    canvas.raw("</g>")
    guard !without.isEmpty else { return frame.height }
    canvas.text(phrasing("Bez granic w pliku potoku:", "Without a boundary in the pipeline:"), x: 2, y: frame.height + 18)
    let columns = max(1, Int(widest / tile.width))
    for (place, area) in without.enumerated() {
      let (x, y) = (Double(place % columns) * tile.width + 1, frame.height + 25 + Double(place / columns) * tile.height)
      drawTile(area, x: x, y: y, on: &canvas)
    }
    return frame.height + 25 + Double((without.count - 1) / columns + 1) * tile.height
  }

  private func draw(_ label: MapLabels.Label, of area: MapChart.Area, on canvas: inout Canvas) {
    let box = label.box
    let top = box.y - box.height / 2
    if label.isFlag {
      let d =
        "M\(position(box.x - box.width / 2)) \(position(top))h\(position(box.width))v\(position(box.height))"
        + "h-\(position(box.width))z"
      canvas.shaded(d, quintile: area.quintile, hatch: "\(id)-h")
    }
    let style = (area.quintile ?? 1) >= 4 ? "tl" : "td"
    for (place, line) in label.lines.enumerated() {
      canvas.text(line, x: box.x, y: top + 11 + Double(place) * MapLabels.line, style: style)
    }
  }

  /// Dark with a light edge, so that it shows on every shade.
  private func drawLine(from anchor: MapLabels.Point, to box: MapLabels.Box, on canvas: inout Canvas) {
    let isFlat = abs(box.x - anchor.x) > abs(box.y - anchor.y)
    let (dx, dy) = isFlat ? (0.0, 1.0) : (1.0, 0.0)
    canvas.path(
      "M\(position(anchor.x - dx)) \(position(anchor.y - dy))L\(position(box.x - dx)) \(position(box.y - dy))"
        + "L\(position(box.x + dx)) \(position(box.y + dy))L\(position(anchor.x + dx)) \(position(anchor.y + dy))z",
      style: "su")
  }

  private func drawLegend(y: Double, on canvas: inout Canvas) {
    for quintile in 1...5 {
      let x = 2 + Double(quintile - 1) * 30
      canvas.shaded("M\(position(x)) \(position(y))h27v15h-27z", quintile: quintile, hatch: "")
      canvas.text(String(quintile), x: x + 13, y: y + 12, style: quintile >= 4 ? "tl" : "td")
    }
    canvas.text(chart.legend, x: 158, y: y + 12)
    canvas.shaded("M2 \(position(y + 20))h27v15h-27z", quintile: nil, hatch: "\(id)-h")
    let words = phrasing("brak danych", "no data")
    canvas.text(chart.areas.contains(where: \.isWithheld) ? "\(words); \(withheld)" : words, x: 38, y: y + 32)
  }
}
