/// Draws small line charts, five to a row: name, both lines, first and last year, the newest value.
func draw(_ chart: MultiplesChart, _ phrasing: Phrasing) -> Drawing {
  MultiplesDrawing(chart: chart, phrasing: phrasing).drawing()
}

private struct MultiplesDrawing {
  let chart: MultiplesChart
  let phrasing: Phrasing
  private let columns = 4
  private let panel = (width: 155.0, height: 92.0)
  private let top = 24.0

  func drawing() -> Drawing {
    var canvas = Canvas()
    canvas.path("M2 8h24", style: "sr")
    canvas.text(chart.unit, x: 32, y: 12)
    let next = 50 + estimatedWidth(chart.unit)
    canvas.path("M\(position(next)) 8h24", style: "sc")
    canvas.text(chart.region, x: next + 30, y: 12)
    for (index, panel) in chart.panels.enumerated() {
      draw(
        panel, x: Double(index % columns) * self.panel.width, y: top + Double(index / columns) * self.panel.height, on: &canvas)
    }
    let rows = (chart.panels.count + columns - 1) / columns
    return Drawing(width: 620, height: Int(top + Double(rows) * panel.height), canvas)
  }

  private func draw(_ panel: MultiplesChart.Panel, x: Double, y: Double, on canvas: inout Canvas) {
    let all = (panel.own + panel.region).compactMap(\.self)
    guard let least = all.min(), let greatest = all.max() else { return }
    let (left, right, high, low) = (x + 4, x + self.panel.width - 14, y + 22.0, y + 72.0)
    let spread = greatest > least ? greatest - least : 1
    func place(_ index: Int, _ value: Double) -> (Double, Double) {
      let (first, last) = (chart.years.first ?? 0, chart.years.last ?? 1)
      let share = last > first ? Double(chart.years[index] - first) / Double(last - first) : 0.5
      return (left + share * (right - left), low - (value - least) / spread * (low - high))
    }
    canvas.text(shortened(panel.name, to: 22), x: left, y: y + 12)
    canvas.path("M\(position(left)) \(position(low + 4))H\(position(right))", style: "ax")
    for (values, line) in [(panel.region, "sc"), (panel.own, "sr")] {
      var d = ""
      var before = -2
      for (index, value) in values.enumerated() {
        guard let value else { continue }
        let point = place(index, value)
        let joined =
          before == index - 1 && chart.years[index] == chart.years[index - 1] + 1 && !panel.breaks.contains(chart.years[index])
        d += "\(joined ? "L" : "M")\(position(point.0)) \(position(point.1))"
        // A year by itself shows as a short stroke.
        if !joined { d += "h1" }
        before = index
      }
      canvas.path(d, style: line)
    }
    canvas.text(String(chart.years.first ?? 0), x: left, y: low + 16, style: "tk")
    if let last = panel.own.lastIndex(where: { $0 != nil }), let value = panel.own[last] {
      let text = "\(chart.years[last]): \(phrasing.numbers.fixed(value, decimals: panel.decimals))"
      canvas.text(text, x: right + 8, y: low + 16, anchor: .end, style: "tk")
    }
  }
}
