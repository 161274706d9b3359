/// Draws units by need and resource in four quarters; units of the quarter looked for are named squares, the rest dots.
func draw(_ chart: MatrixChart, _ phrasing: Phrasing) -> Drawing {
  var canvas = Canvas()
  let (left, right, top, bottom) = (30.0, 510.0, 30.0, 390.0)
  let horizontal = Scale(chart.points.map(\.x) + [-2, 2], includingZero: false, start: left, end: right)
  let vertical = Scale(chart.points.map(\.y) + [-2, 2], includingZero: false, start: bottom, end: top)
  var grid = ""
  for tick in horizontal.ticks { grid += "M\(position(horizontal(tick))) \(position(top))V\(position(bottom))" }
  for tick in vertical.ticks { grid += "M\(position(left)) \(position(vertical(tick)))H\(position(right))" }
  canvas.path(grid, style: "gr")
  canvas.path(
    "M\(position(horizontal(0))) \(position(top))V\(position(bottom))M\(position(left)) \(position(vertical(0)))H\(position(right))",
    style: "ax")
  canvas.texts(
    horizontal.ticks.map { (phrasing.numbers.fixed($0, decimals: horizontal.decimals), horizontal($0), bottom + 15) },
    anchor: .middle, style: "tk")
  canvas.texts(
    vertical.ticks.map { (phrasing.numbers.fixed($0, decimals: vertical.decimals), left - 4, vertical($0) + 4) }, anchor: .end,
    style: "tk")
  canvas.text(shortened(chart.vertical, to: 70), x: 2, y: 14)
  canvas.text(shortened(chart.horizontal, to: 70), x: right, y: bottom + 32, anchor: .end)
  let corners = [
    (phrasing("mała potrzeba, dużo zasobów", "low need, high resource"), left + 6, top + 14, Canvas.Anchor.start),
    (phrasing("duża potrzeba, dużo zasobów", "high need, high resource"), right - 6, top + 14, .end),
    (phrasing("mała potrzeba, mało zasobów", "low need, low resource"), left + 6, bottom - 6, .start),
    (phrasing("duża potrzeba, mało zasobów", "high need, low resource"), right - 6, bottom - 6, .end),
  ]
  for (text, x, y, anchor) in corners { canvas.text(text, x: x, y: y, anchor: anchor, style: "tk") }
  var dots = ""
  var marked = ""
  var names: [(text: String, x: Double, y: Double)] = []
  var before: [(text: String, x: Double, y: Double)] = []
  var small: [(text: String, x: Double, y: Double)] = []
  // Names of the other units too, as far as they do not cover one another: those of the marked ones come first.
  var taken: [(x: Double, y: Double, width: Double)] = []
  func isFree(_ x: Double, _ y: Double, _ width: Double) -> Bool {
    x + width < right && !taken.contains { abs($0.y - y) < 11 && $0.x < x + width && x < $0.x + $0.width }
  }
  for point in chart.points where point.isMarked {
    let (x, y) = (horizontal(point.x), vertical(point.y))
    taken.append((x - 6, y + 4, estimatedWidth(point.name) + 16))
  }
  for point in chart.points {
    let (x, y) = (horizontal(point.x), vertical(point.y))
    if point.isMarked {
      marked += "M\(position(x - 5)) \(position(y - 5))h10v10h-10z"
      names.append((point.name, x + 8, y + 4))
    } else {
      dots += "M\(position(x)) \(position(y))h0"
      let width = estimatedWidth(point.name)
      if isFree(x + 6, y + 4, width) {
        taken.append((x - 4, y + 4, width + 12))
        small.append((point.name, x + 6, y + 4))
      } else if x - width - 8 > left, isFree(x - width - 8, y + 4, width) {
        taken.append((x - width - 8, y + 4, width + 12))
        before.append((point.name, x - 6, y + 4))
      }
    }
  }
  canvas.path(dots, style: "mr")
  canvas.path(marked, style: "sw")
  canvas.texts(small, anchor: .start, style: "tk")
  canvas.texts(before, anchor: .end, style: "tk")
  canvas.texts(names, anchor: .start)
  return Drawing(width: 520, height: Int(bottom + 40), canvas)
}
