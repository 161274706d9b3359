/// Draws units by need and resource in four quarters; units of the quarter looked for are named squares, the rest dots.
func draw(_ chart: MatrixChart, _ phrasing: Phrasing) -> Drawing { MatrixDrawing(chart, phrasing).drawing() }

extension MatrixChart {
  /// Points that the drawing has no room to name.
  func unnamed(_ phrasing: Phrasing) -> Int { MatrixDrawing(self, phrasing).labels().unnamed }
}

private struct MatrixDrawing {
  typealias Label = (text: String, x: Double, y: Double)

  private let chart: MatrixChart
  private let phrasing: Phrasing
  private let left = 30.0
  private let right = 510.0
  private let top: Double
  private let bottom: Double
  private let above: [String]
  private let below: [String]
  private let horizontal: Scale
  private let vertical: Scale

  init(_ chart: MatrixChart, _ phrasing: Phrasing) {
    self.chart = chart
    self.phrasing = phrasing
    above = wrapped(typeset(chart.vertical, phrasing), width: right - 4, lines: 3)
    below = wrapped(typeset(chart.horizontal, phrasing), width: right - 4, lines: 3)
    top = Double(above.count) * 14 + 16
    bottom = top + 360
    horizontal = Scale(chart.points.map(\.x) + [-2, 2, chart.cross.x], includingZero: false, start: left, end: right)
    vertical = Scale(chart.points.map(\.y) + [-2, 2, chart.cross.y], includingZero: false, start: bottom, end: top)
  }

  private var middle: (x: Double, y: Double) { (x: horizontal(chart.cross.x), y: vertical(chart.cross.y)) }

  private var corners: [(text: String, x: Double, y: Double, anchor: Canvas.Anchor)] {
    [
      (phrasing("mała potrzeba, dużo zasobów", "low need, high resource"), left + 6, top + 14, .start),
      (phrasing("duża potrzeba, dużo zasobów", "high need, high resource"), right - 6, top + 14, .end),
      (phrasing("mała potrzeba, mało zasobów", "low need, low resource"), left + 6, bottom - 6, .start),
      (phrasing("duża potrzeba, mało zasobów", "high need, low resource"), right - 6, bottom - 6, .end),
    ]
  }

  func drawing() -> Drawing {
    var canvas = Canvas()
    let middle = middle
    var grid = ""
    for tick in horizontal.ticks { grid += "M\(position(horizontal(tick))) \(position(top))V\(position(bottom))" }
    for tick in vertical.ticks { grid += "M\(position(left)) \(position(vertical(tick)))H\(position(right))" }
    canvas.path(grid, style: "gr")
    canvas.path(
      "M\(position(middle.x)) \(position(top))V\(position(bottom))M\(position(left)) \(position(middle.y))H\(position(right))",
      style: "ax")
    canvas.texts(
      horizontal.ticks.map { (phrasing.numbers.fixed($0, decimals: horizontal.decimals), horizontal($0), bottom + 15) },
      anchor: .middle, style: "tk")
    canvas.texts(
      vertical.ticks.map { (phrasing.numbers.fixed($0, decimals: vertical.decimals), left - 4, vertical($0) + 4) },
      anchor: .end, style: "tk")
    for (place, line) in above.enumerated() { canvas.text(line, x: 2, y: 14 + Double(place) * 14) }
    for (place, line) in below.enumerated() { canvas.text(line, x: right, y: bottom + 32 + Double(place) * 14, anchor: .end) }
    for corner in corners { canvas.text(corner.text, x: corner.x, y: corner.y, anchor: corner.anchor, style: "tk") }
    var dots = ""
    var marked = ""
    for point in chart.points {
      let (x, y) = (horizontal(point.x), vertical(point.y))
      if point.isMarked {
        marked += "M\(position(x - 5)) \(position(y - 5))h10v10h-10z"
      } else {
        dots += "M\(position(x)) \(position(y))h0"
      }
    }
    let labels = labels()
    canvas.path(dots, style: "mr")
    canvas.path(marked, style: "sw")
    canvas.texts(labels.small, anchor: .start, style: "tk")
    canvas.texts(labels.names, anchor: .start)
    return Drawing(width: 520, height: Int(bottom + 26) + below.count * 14, canvas)
  }

  /// The names of the marked units, which are what the chart is about: theirs come first and stand in any case. Of the others those that
  /// find room, and how many do not.
  func labels() -> (names: [Label], small: [Label], unnamed: Int) {
    var room = LabelRoom(left: left, right: right, cross: middle)
    for corner in corners {
      let width = estimatedWidth(corner.text)
      room.take(corner.anchor == .start ? corner.x : corner.x - width, corner.y, width)
    }
    for point in chart.points { room.take(horizontal(point.x) - 5, vertical(point.y) + 4, 10) }
    var names: [Label] = []
    for point in chart.points where point.isMarked {
      let (x, y) = (horizontal(point.x), vertical(point.y))
      names.append(room.place(point.name, x: x, y: y, isSought: true) ?? (point.name, x + 8, y + 4))
    }
    var small: [Label] = []
    var unnamed = 0
    for point in chart.points where !point.isMarked {
      if let place = room.place(point.name, x: horizontal(point.x), y: vertical(point.y)) {
        small.append(place)
      } else {
        unnamed += 1
      }
    }
    return (names, small, unnamed)
  }
}

/// Where names may still stand so that they cover neither one another nor a mark.
private struct LabelRoom {
  private let left: Double
  private let right: Double
  /// The lines between the quarters, which strike a name through.
  private let cross: (x: Double, y: Double)
  private var taken: [(x: Double, y: Double, width: Double)] = []

  init(left: Double, right: Double, cross: (x: Double, y: Double)) {
    self.left = left
    self.right = right
    self.cross = cross
  }

  /// - Parameter y: the line that the text stands on.
  mutating func take(_ x: Double, _ y: Double, _ width: Double) {
    taken.append((x, y, width))
  }

  private func isFree(_ x: Double, _ y: Double, _ width: Double) -> Bool {
    x >= left && x + width <= right && !taken.contains { abs($0.y - y) < 12 && $0.x < x + width && x < $0.x + $0.width }
  }

  private func isStruck(_ x: Double, _ y: Double, _ width: Double) -> Bool {
    (x < cross.x && cross.x < x + width) || (y - 10 < cross.y && cross.y < y + 3)
  }

  /// The name beside, before, above or below its mark, whichever is free first and off the lines, else whichever is free; one that is
  /// looked for may stand a few lines off.
  mutating func place(
    _ name: String, x: Double, y: Double, isSought: Bool = false
  ) -> (text: String, x: Double, y: Double)? {
    let width = estimatedWidth(name)
    var places = [
      (x + 8, y + 4), (x - width - 8, y + 4), (x - width / 2, y - 9), (x - width / 2, y + 17), (x + 4, y - 9), (x + 4, y + 17),
    ]
    if isSought {
      for lines in 1...3 {
        let far = Double(lines) * 13
        places += [(x + 8, y + 4 - far), (x + 8, y + 4 + far), (x - width - 8, y + 4 - far), (x - width - 8, y + 4 + far)]
      }
    }
    let offered = places.filter { isFree($0.0, $0.1, width) }
    guard let free = offered.first(where: { !isStruck($0.0, $0.1, width) }) ?? offered.first else { return nil }
    take(free.0, free.1, width)
    return (name, free.0, free.1)
  }
}
