/// Draws small line charts, three to a row: name, both lines, the least and the greatest value, first and last year, the newest value.
func draw(_ chart: MultiplesChart, _ phrasing: Phrasing) -> Drawing {
  MultiplesDrawing(chart: chart, phrasing: phrasing).drawing()
}

private struct MultiplesDrawing {
  let chart: MultiplesChart
  let phrasing: Phrasing
  private let columns = 3
  private let width = 206.0
  /// Of the lines and the years below them.
  private let plotHeight = 84.0
  private let line = 14.0
  private let top = 24.0
  private let names: [[String]]

  init(chart: MultiplesChart, phrasing: Phrasing) {
    self.chart = chart
    self.phrasing = phrasing
    let room = width - 16
    names = chart.panels.map { wrapped(typeset($0.name, phrasing), width: room, lines: 4) }
  }

  func drawing() -> Drawing {
    var canvas = Canvas()
    canvas.path("M2 8h24", style: "sr")
    canvas.text(chart.unit, x: 32, y: 12)
    let next = 50 + estimatedWidth(chart.unit)
    canvas.path("M\(position(next)) 8h24", style: "sc")
    canvas.text(chart.region, x: next + 30, y: 12)
    var y = top
    for start in stride(from: 0, to: chart.panels.count, by: columns) {
      let row = start..<min(start + columns, chart.panels.count)
      let heading = Double(row.map { names[$0].count }.max() ?? 1) * line
      for index in row { draw(index, x: Double(index - start) * width, y: y, heading: heading, on: &canvas) }
      y += heading + plotHeight
    }
    return Drawing(width: Int(width) * columns, height: Int(y), canvas)
  }

  private func draw(_ index: Int, x: Double, y: Double, heading: Double, on canvas: inout Canvas) {
    let panel = chart.panels[index]
    for (place, text) in names[index].enumerated() {
      canvas.text(text, x: x + 4, y: y + 12 + Double(place) * line)
    }
    let all = (panel.own + panel.region).compactMap(\.self)
    guard let least = all.min(), let greatest = all.max() else { return }
    func number(_ value: Double) -> String { phrasing.numbers.fixed(value, decimals: panel.decimals) }
    let ends = least < greatest ? [greatest, least] : [least]
    let room = ends.map { estimatedWidth(number($0)) }.max() ?? 0
    let (left, right) = (x + room + 14, x + width - 16)
    let (high, low) = (y + heading + 12, y + heading + 56)
    let spread = greatest > least ? greatest - least : 1
    func place(_ index: Int, _ value: Double) -> (Double, Double) {
      let (first, last) = (chart.years.first ?? 0, chart.years.last ?? 1)
      let share = last > first ? Double(chart.years[index] - first) / Double(last - first) : 0.5
      return (left + share * (right - left), low - (value - least) / spread * (low - high))
    }
    canvas.texts(
      ends.map { (number($0), x + room + 6, low - ($0 - least) / spread * (low - high) + 4) }, anchor: .end, style: "tk")
    canvas.path("M\(position(left)) \(position(low + 6))H\(position(right))", style: "ax")
    for (values, style, role) in [(panel.region, "sc", SeriesRole.country), (panel.own, "sr", .region)] {
      var d = ""
      var alone = ""
      for (index, value) in values.enumerated() {
        guard let value else { continue }
        let point = place(index, value)
        let isJoined = isJoined(index, values, panel)
        d += "\(isJoined ? "L" : "M")\(position(point.0)) \(position(point.1))"
        // A year that no line leads to or from is a mark.
        let leads = index + 1 < values.count && values[index + 1] != nil && self.isJoined(index + 1, values, panel)
        if !isJoined, !leads { alone += marker(role, x: point.0, y: point.1) }
      }
      canvas.path(d, style: style)
      canvas.path(alone, style: role == .region ? "mr" : "mc")
    }
    canvas.text(String(chart.years.first ?? 0), x: left, y: low + 18, style: "tk")
    if let last = panel.own.lastIndex(where: { $0 != nil }), let value = panel.own[last] {
      canvas.text("\(chart.years[last]): \(number(value))", x: right + 10, y: low + 18, anchor: .end, style: "tk")
    }
  }

  /// Whether a line leads to a value from that of the year before.
  private func isJoined(_ index: Int, _ values: [Double?], _ panel: MultiplesChart.Panel) -> Bool {
    index > 0 && values[index - 1] != nil && chart.years[index] == chart.years[index - 1] + 1
      && !panel.breaks.contains(chart.years[index])
  }
}
