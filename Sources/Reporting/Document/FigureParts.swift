// Charts with a row a unit, cut where a page of paper ends: a picture higher than the page is cut off by word processors, and
// made too small to read by browsers that print it.
extension Figure {
  /// Rows of units that fit a page with the caption above them and the remark below.
  static let rowsOfPage = 40
  /// Pages of one chart that somebody would still leaf through: the powiats of the country fit, its gminas do not.
  static let mostParts = 10

  /// The figure in as many as its rows need, of about equal length; the first keeps the id. Figures of few rows are one, and of rows
  /// beyond all leafing through there is none: the table, which is grouped, says more.
  func parts(_ say: Phrasing) -> [Figure] {
    let charts = chart.parts(of: Figure.rowsOfPage)
    guard charts.count <= Figure.mostParts else { return [] }
    guard charts.count > 1 else { return [self] }
    return charts.enumerated().map { place, part in
      var figure = self
      figure.chart = part
      figure.id = place == 0 ? id : "\(id)-\(place + 1)"
      figure.caption += say(" (część \(place + 1) z \(charts.count))", " (part \(place + 1) of \(charts.count))")
      let rows = part.rowTexts(say).joined(separator: "; ")
      figure.alternative =
        place == 0
        ? alternative + " " + say("W tej części: \(rows).", "In this part: \(rows).")
        : say("Dalszy ciąg wykresu: \(rows).", "The chart continued: \(rows).")
      return figure
    }
  }
}

extension Chart {
  /// The chart in pieces of at most so many rows, on one scale; itself where it has no rows of units or few.
  fileprivate func parts(of most: Int) -> [Chart] {
    switch self {
    case .dots(let chart):
      Chart.ranges(chart.items.count, most).map { range in
        var part = chart
        part.items = Array(chart.items[range])
        part.scaleItems = chart.items
        return .dots(part)
      }
    case .tiles(let chart):
      Chart.ranges(chart.rows.count, most).map { .tiles(TileChart(columns: chart.columns, rows: Array(chart.rows[$0]))) }
    case .lines, .map, .spine, .multiples, .matrix, .pyramid: [self]
    }
  }

  /// Equal stretches, none longer than `most`.
  private static func ranges(_ count: Int, _ most: Int) -> [Range<Int>] {
    let parts = max(1, (count + most - 1) / most)
    return (0..<parts).map { (count * $0 / parts)..<(count * ($0 + 1) / parts) }
  }

  /// What each row shows, in words.
  fileprivate func rowTexts(_ say: Phrasing) -> [String] {
    switch self {
    case .dots(let chart):
      chart.items.map { item in
        "\(item.name) \(item.value.map { say.numbers.fixed($0, decimals: chart.decimals) } ?? say("b.d.", "n/a"))"
      }
    case .tiles(let chart):
      chart.rows.map { row in "\(row.name) \(row.classes.map { $0.map(String.init) ?? "–" }.joined(separator: " "))" }
    case .lines, .map, .spine, .multiples, .matrix, .pyramid: []
    }
  }
}
