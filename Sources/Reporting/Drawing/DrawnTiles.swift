/// Draws units by indicators: a tile for each, its shade and its number the quintile; hatched where there is no value.
func draw(_ chart: TileChart, id: String, _ phrasing: Phrasing) -> Drawing {
  let names = chart.rows.map { estimatedWidth(shortened($0.name, to: 24)) }.max() ?? 40
  let left = min(names, 150) + 10
  let (tileWidth, tileHeight) = (30.0, 18.0)
  let width = max(left + Double(chart.columns.count) * tileWidth + 4, 320)
  let top = 22.0
  var canvas = Canvas()
  // Without data is a pattern, so that it is not taken for the lightest shade.
  canvas.raw("<defs><pattern id=\"\(id)-h\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\">")
  canvas.raw("<path class=\"ha\" d=\"M-1 1l2-2M0 5l5-5M4 6l2-2\"/></pattern></defs>")

  func tile(_ quintile: Int?, x: Double, y: Double) {
    guard let quintile else {
      canvas.raw("<rect class=\"q\" fill=\"url(#\(id)-h)\" x=\"\(position(x))\" y=\"\(position(y))\" ")
      canvas.raw("width=\"\(position(tileWidth - 3))\" height=\"\(position(tileHeight - 3))\"/>")
      return
    }
    canvas.rectangle(x: x, y: y, width: tileWidth - 3, height: tileHeight - 3, style: "q q\(quintile)")
    canvas.text(
      String(quintile), x: x + (tileWidth - 3) / 2, y: y + 11.5, anchor: .middle, style: quintile > 3 ? "tl" : "td")
  }

  for (index, column) in chart.columns.enumerated() {
    canvas.text(
      column, x: left + Double(index) * tileWidth + (tileWidth - 3) / 2, y: top - 7, anchor: .middle, style: "tk")
  }
  for (index, row) in chart.rows.enumerated() {
    let y = top + Double(index) * tileHeight
    canvas.text(shortened(row.name, to: 24), x: left - 6, y: y + 12, anchor: .end)
    for (column, quintile) in row.classes.enumerated() {
      tile(quintile, x: left + Double(column) * tileWidth, y: y)
    }
  }
  let legend = top + Double(chart.rows.count) * tileHeight + 10
  for quintile in 1...5 { tile(quintile, x: Double(quintile - 1) * tileWidth + 2, y: legend) }
  canvas.text(phrasing("1 najlepsza, 5 najgorsza piąta część", "1 best, 5 worst fifth"), x: 158, y: legend + 12)
  tile(nil, x: 2, y: legend + tileHeight + 2)
  canvas.text(phrasing("brak danych", "no data"), x: 38, y: legend + tileHeight + 14)
  return Drawing(width: Int(width.rounded(.up)), height: Int(legend + 2 * tileHeight + 6), markup: canvas.markup)
}
