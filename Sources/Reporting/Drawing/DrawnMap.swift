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
    let frame = outlineFrame()
    for area in chart.areas {
      if let link = area.link { canvas.raw("<a href=\"{root}\(escaped(link))\"><title>\(escaped(title(area)))</title>") }
      switch area.shape {
      case .tile(let column, let row):
        let x = Double(column) * tile.width + 1
        let y = Double(row) * tile.height + 1
        drawTile(area, x: x, y: y, on: &canvas)
        bottom = max(bottom, y + tile.height)
        width = max(width, x + tile.width)
      case .outline(let rings):
        if let frame { drawOutline(area, rings, frame, on: &canvas) }
      }
      if area.link != nil { canvas.raw("</a>") }
    }
    if let frame {
      bottom = max(bottom, frame.height)
      width = max(width, widest)
    }
    drawLegend(y: bottom + 10, on: &canvas)
    return Drawing(width: Int(width), height: Int(bottom + 52), canvas)
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
    let (w, h) = (tile.width - tile.gap, tile.height - tile.gap)
    let d = "M\(position(x)) \(position(y))h\(position(w))v\(position(h))h-\(position(w))z"
    canvas.shaded(d, quintile: area.quintile, hatch: "\(id)-h")
    let style = (area.quintile ?? 1) >= 4 ? "tl" : "td"
    canvas.text(fitting(area.name, width: (w - 2) * 12 / 11), x: x + w / 2, y: y + 15, style: style)
    canvas.text(label(area), x: x + w / 2, y: y + 30, style: style)
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

  private func drawOutline(_ area: MapChart.Area, _ rings: [[MapChart.Point]], _ frame: Frame, on canvas: inout Canvas) {
    var d = ""
    var largest: (size: Double, x: Double, y: Double)?
    for ring in rings where ring.count > 2 {
      let points = ring.map { (($0.x - frame.left) * frame.scale, ($0.y - frame.top) * frame.scale) }
      d += "M" + points.map { "\(position($0.0)) \(position($0.1))" }.joined(separator: "L") + "z"
      let (size, x, y) = centre(points)
      if size > largest?.size ?? 0 { largest = (size, x, y) }
    }
    canvas.shaded(d, quintile: area.quintile, hatch: "\(id)-h")
    guard var largest, largest.size > 350 else { return }
    (largest.x, largest.y) = inside(rings, frame, near: largest)
    let style = (area.quintile ?? 1) >= 4 ? "tl" : "td"
    canvas.text(area.quintile.map { String($0) } ?? noValue(area), x: largest.x, y: largest.y + 4, style: style)
  }

  /// Room that a digit or two want around their middle.
  private static let labelRoom = 9.0

  /// A point within the area: the centre, or, when that lies in a hole, outside or close to a border, as that of a rural unit around
  /// its town does, the one of a grid that is farthest from all borders.
  private func inside(
    _ rings: [[MapChart.Point]], _ frame: Frame, near centre: (size: Double, x: Double, y: Double)
  ) -> (Double, Double) {
    let borders = rings.filter { $0.count > 2 }.map { ring in
      ring.map { (x: ($0.x - frame.left) * frame.scale, y: ($0.y - frame.top) * frame.scale) }
    }
    var best = (room: room(centre.x, centre.y, borders), x: centre.x, y: centre.y)
    guard best.room < Self.labelRoom else { return (centre.x, centre.y) }
    let points = borders.flatMap(\.self)
    guard let left = points.map(\.x).min(), let right = points.map(\.x).max(), let top = points.map(\.y).min(),
      let bottom = points.map(\.y).max()
    else { return (centre.x, centre.y) }
    let steps = 20
    for row in 1..<steps {
      for column in 1..<steps {
        let x = left + (right - left) * Double(column) / Double(steps)
        let y = top + (bottom - top) * Double(row) / Double(steps)
        let room = room(x, y, borders)
        if room > best.room { best = (room, x, y) }
      }
    }
    return (best.x, best.y)
  }

  /// How far a point is from the nearest border; negative outside.
  private func room(_ x: Double, _ y: Double, _ borders: [[(x: Double, y: Double)]]) -> Double {
    var isInside = false
    var nearest = Double.infinity
    for ring in borders {
      for (place, a) in ring.enumerated() {
        let b = ring[(place + 1) % ring.count]
        if (a.y > y) != (b.y > y), x < (b.x - a.x) * (y - a.y) / (b.y - a.y) + a.x { isInside.toggle() }
        let (dx, dy) = (b.x - a.x, b.y - a.y)
        let square = dx * dx + dy * dy
        let along = square > 0 ? max(0, min(1, ((x - a.x) * dx + (y - a.y) * dy) / square)) : 0
        let (ex, ey) = (a.x + along * dx - x, a.y + along * dy - y)
        nearest = min(nearest, ex * ex + ey * ey)
      }
    }
    return isInside ? nearest.squareRoot() : -nearest.squareRoot()
  }

  /// Area and centre of mass of a ring.
  private func centre(_ points: [(Double, Double)]) -> (size: Double, x: Double, y: Double) {
    var (twice, x, y) = (0.0, 0.0, 0.0)
    for (index, a) in points.enumerated() {
      let b = points[(index + 1) % points.count]
      let cross = a.0 * b.1 - b.0 * a.1
      twice += cross
      x += (a.0 + b.0) * cross
      y += (a.1 + b.1) * cross
    }
    guard twice != 0 else { return (0, 0, 0) }
    return (abs(twice / 2), x / (3 * twice), y / (3 * twice))
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
