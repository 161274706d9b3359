/// Draws units by need and resource in four quarters; units of the quarter looked for are named squares, the rest dots.
func draw(_ chart: MatrixChart, _ phrasing: Phrasing) -> Drawing {
  var canvas = Canvas()
  let (left, right) = (30.0, 510.0)
  let above = wrapped(typeset(chart.vertical, phrasing), width: right - 4, lines: 3)
  let below = wrapped(typeset(chart.horizontal, phrasing), width: right - 4, lines: 3)
  let top = Double(above.count) * 14 + 16
  let bottom = top + 360
  let horizontal = Scale(chart.points.map(\.x) + [-2, 2, chart.cross.x], includingZero: false, start: left, end: right)
  let vertical = Scale(chart.points.map(\.y) + [-2, 2, chart.cross.y], includingZero: false, start: bottom, end: top)
  let middle = (x: horizontal(chart.cross.x), y: vertical(chart.cross.y))
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
    vertical.ticks.map { (phrasing.numbers.fixed($0, decimals: vertical.decimals), left - 4, vertical($0) + 4) }, anchor: .end,
    style: "tk")
  for (place, line) in above.enumerated() { canvas.text(line, x: 2, y: 14 + Double(place) * 14) }
  for (place, line) in below.enumerated() { canvas.text(line, x: right, y: bottom + 32 + Double(place) * 14, anchor: .end) }
  let corners = [
    (phrasing("mała potrzeba, dużo zasobów", "low need, high resource"), left + 6, top + 14, Canvas.Anchor.start),
    (phrasing("duża potrzeba, dużo zasobów", "high need, high resource"), right - 6, top + 14, .end),
    (phrasing("mała potrzeba, mało zasobów", "low need, low resource"), left + 6, bottom - 6, .start),
    (phrasing("duża potrzeba, mało zasobów", "high need, low resource"), right - 6, bottom - 6, .end),
  ]
  for (text, x, y, anchor) in corners { canvas.text(text, x: x, y: y, anchor: anchor, style: "tk") }
  var room = LabelRoom(left: left, right: right, cross: middle)
  for (text, x, y, anchor) in corners { room.take(anchor == .start ? x : x - estimatedWidth(text), y, estimatedWidth(text)) }
  var dots = ""
  var marked = ""
  for point in chart.points {
    let (x, y) = (horizontal(point.x), vertical(point.y))
    room.take(x - 5, y + 4, 10)
    if point.isMarked {
      marked += "M\(position(x - 5)) \(position(y - 5))h10v10h-10z"
    } else {
      dots += "M\(position(x)) \(position(y))h0"
    }
  }
  var names: [(text: String, x: Double, y: Double)] = []
  var small: [(text: String, x: Double, y: Double)] = []
  // The marked units are what the chart is about: theirs come first and stand in any case. Of the others those that find room.
  for point in chart.points where point.isMarked {
    names.append(
      room.place(point.name, x: horizontal(point.x), y: vertical(point.y), isSought: true) ?? (
        point.name, horizontal(point.x) + 8, vertical(point.y) + 4
      ))
  }
  for point in chart.points where !point.isMarked {
    if let place = room.place(point.name, x: horizontal(point.x), y: vertical(point.y)) { small.append(place) }
  }
  canvas.path(dots, style: "mr")
  canvas.path(marked, style: "sw")
  canvas.texts(small, anchor: .start, style: "tk")
  canvas.texts(names, anchor: .start)
  return Drawing(width: 520, height: Int(bottom + 26) + below.count * 14, canvas)
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
