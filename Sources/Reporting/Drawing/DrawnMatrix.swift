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
  var dots = ""
  var marked = ""
  var names: [(text: String, x: Double, y: Double)] = []
  for point in chart.points {
    let (x, y) = (horizontal(point.x), vertical(point.y))
    if point.isMarked {
      marked += "M\(position(x - 5)) \(position(y - 5))h10v10h-10z"
      names.append((point.name, x + 8, y + 4))
    } else {
      dots += "M\(position(x)) \(position(y))h0"
    }
  }
  canvas.path(dots, style: "mr")
  canvas.path(marked, style: "sw")
  canvas.texts(names, anchor: .start)
  return Drawing(width: 520, height: Int(bottom + 40), canvas)
}
