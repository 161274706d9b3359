/// Draws units by indicators: a tile for each, its shade and its number the quintile; hatched where there is no value.
func draw(_ chart: TileChart, id: String, _ phrasing: Phrasing) -> Drawing {
  TilesDrawing(chart: chart, id: id, phrasing: phrasing).drawing()
}

private struct TilesDrawing {
  let chart: TileChart
  let id: String
  let phrasing: Phrasing
  private let left: Double
  private let tile: (width: Double, height: Double, gap: Double)
  private let top = 22.0

  init(chart: TileChart, id: String, phrasing: Phrasing) {
    self.chart = chart
    self.id = id
    self.phrasing = phrasing
    let names = chart.rows.map { estimatedWidth($0.name) }.max() ?? 40
    left = (min(names, 150) + 10).rounded()
    // Many columns stand closer, or the page of paper would shrink them below reading.
    let room = (Drawing.widestOnPaper - left) / Double(max(1, chart.columns.count))
    tile = (width: min(30, max(20, room.rounded(.down))), height: 18, gap: 3)
  }

  func drawing() -> Drawing {
    var canvas = Canvas()
    canvas.hatching(id: "\(id)-h")
    canvas.texts(
      chart.columns.enumerated().map { ($0.element, x($0.offset) + (tile.width - tile.gap) / 2, top - 7) }, anchor: .middle,
      style: "tk")
    canvas.texts(
      chart.rows.enumerated().map { (fitting($0.element.name, width: left - 8), left - 6, y($0.offset) + 12) }, anchor: .end)
    let legend = y(chart.rows.count) + 10
    var tiles = chart.rows.enumerated().flatMap { row in
      row.element.classes.enumerated().map { (quintile: $0.element, x: x($0.offset), y: y(row.offset)) }
    }
    tiles += (1...5).map { (quintile: $0, x: 2 + Double($0 - 1) * tile.width, y: legend) }
    tiles.append((quintile: nil, x: 2, y: legend + tile.height + 2))
    draw(tiles, on: &canvas)
    canvas.text(phrasing("1 najlepsza, 5 najgorsza piąta część", "1 best, 5 worst fifth"), x: 158, y: legend + 12)
    canvas.text(phrasing("brak danych", "no data"), x: 38, y: legend + tile.height + 14)
    let width = max(left + Double(chart.columns.count) * tile.width + 4, 350)
    return Drawing(width: Int(width), height: Int(legend + 2 * tile.height + 6), canvas)
  }

  private func x(_ column: Int) -> Double { left + Double(column) * tile.width }
  private func y(_ row: Int) -> Double { top + Double(row) * tile.height }

  /// One path a shade, and one text a row for the numbers: a tile by itself would take six times the room.
  private func draw(_ tiles: [(quintile: Int?, x: Double, y: Double)], on canvas: inout Canvas) {
    let shape = "h\(position(tile.width - tile.gap))v\(position(tile.height - tile.gap))h-\(position(tile.width - tile.gap))z"
    func path(_ quintile: Int?) -> String {
      tiles.filter { $0.quintile == quintile }.map { "M\(position($0.x)) \(position($0.y))\(shape)" }.joined()
    }
    for quintile in 1...5 { canvas.path(path(quintile), style: "q q\(quintile)") }
    canvas.shaded(path(nil), quintile: nil, hatch: "\(id)-h")
    var rows: [Double] = []
    for tile in tiles where !rows.contains(tile.y) { rows.append(tile.y) }
    for row in rows {
      for (style, range) in [("td", 1...3), ("tl", 4...5)] {
        let numbers = tiles.filter { tile in tile.y == row && tile.quintile.map(range.contains) == true }
          .map { (character: Character(String($0.quintile ?? 0)), x: $0.x + (tile.width - tile.gap) / 2) }
        canvas.characters(numbers, y: row + 11.5, style: style)
      }
    }
  }
}
