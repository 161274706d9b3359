/// Draws one row a unit: name, interval, dot, value; upright lines for what the units are compared with.
func draw(_ chart: DotChart, _ phrasing: Phrasing) -> Drawing {
  DotsDrawing(chart: chart, phrasing: phrasing).drawing()
}

private struct DotsDrawing {
  let chart: DotChart
  let phrasing: Phrasing
  private let width = Drawing.phoneWidth
  private let rowHeight = 14.0
  private let top: Double
  private let left: Double
  private let right: Double
  private let bottom: Double
  private let scale: Scale

  init(chart: DotChart, phrasing: Phrasing) {
    self.chart = chart
    self.phrasing = phrasing
    top = Double(chart.references.count) * 16 + 12
    let names = chart.items.map { estimatedWidth($0.name) }.max() ?? 40
    left = (min(names, 130) + 10).rounded()
    let numbers = phrasing.numbers
    let values = chart.items.compactMap(\.value)
    let scaled = chart.scaleItems.isEmpty ? chart.items : chart.scaleItems
    let labels = values.map { estimatedWidth(numbers.fixed($0, decimals: chart.decimals)) }.max() ?? 20
    right = (width - max(labels, chart.items.contains { $0.value == nil } ? 28 : 0) - 8).rounded()
    bottom = top + Double(chart.items.count) * rowHeight
    let bounds = scaled.flatMap { [$0.value, $0.lower, $0.upper].compactMap(\.self) }
    scale = Scale(
      bounds + chart.references.map(\.value), includingZero: true, start: left + 6, end: right - 10, wanted: 4)
  }

  func drawing() -> Drawing {
    var canvas = Canvas()
    var intervals = ""
    var dots = ""
    var labels: [(text: String, x: Double, y: Double)] = []
    for (index, item) in chart.items.enumerated() {
      let y = top + Double(index) * rowHeight + 7
      labels.append((fitting(item.name, width: left - 6), left - 4, y + 4))
      guard let value = item.value else {
        labels.append((phrasing("b.d.", "n/a"), width, y + 4))
        continue
      }
      if let lower = item.lower, let upper = item.upper {
        intervals += "M\(position(scale(lower))) \(position(y))H\(position(scale(upper)))"
      }
      dots += "M\(position(scale(value))) \(position(y))h0"
      labels.append((phrasing.numbers.fixed(value, decimals: chart.decimals), width, y + 4))
    }
    drawGuides(on: &canvas)
    drawAxis(on: &canvas)
    drawReferences(on: &canvas)
    canvas.path(intervals, style: "iv")
    canvas.path(dots, style: "dt")
    canvas.texts(labels, anchor: .end)
    return Drawing(width: Int(width), height: Int(bottom + 24), canvas)
  }

  /// A fine line across every row: the dashes of one wide upright stroke, the shortest way to draw them.
  private func drawGuides(on canvas: inout Canvas) {
    let middle = position((left + right) / 2)
    canvas.raw(
      "<path class=\"gr\" style=\"stroke-width:\(position(right - left));stroke-dasharray:1 \(position(rowHeight - 1))\" ")
    canvas.raw("d=\"M\(middle) \(position(top + 7))V\(position(bottom))\"/>")
  }

  private func drawAxis(on canvas: inout Canvas) {
    var ticks = "M\(position(left)) \(position(bottom))H\(position(right))"
    for tick in scale.ticks { ticks += "M\(position(scale(tick))) \(position(bottom))v4" }
    canvas.path(ticks, style: "ax")
    // As many numbers as stand beside one another.
    let labels = scale.ticks.map { phrasing.numbers.fixed($0, decimals: scale.decimals) }
    let widest = (labels.map(estimatedWidth).max() ?? 0) + 6
    let step = scale.ticks.count > 1 ? scale(scale.ticks[1]) - scale(scale.ticks[0]) : widest
    let every = max(1, Int((widest / max(step, 1)).rounded(.up)))
    let shown = labels.indices.filter { $0 % every == 0 }
    canvas.texts(shown.map { (labels[$0], scale(scale.ticks[$0]), bottom + 17) }, anchor: .middle, style: "tk")
  }

  private func drawReferences(on canvas: inout Canvas) {
    var y = 12.0
    for reference in chart.references {
      let x = scale(reference.value)
      canvas.path("M2 \(position(y - 4))h24", style: "s\(reference.role.style)")
      let value = phrasing.numbers.fixed(reference.value, decimals: chart.decimals)
      canvas.text("\(reference.name): \(value)", x: 32, y: y)
      canvas.path("M\(position(x)) \(position(top - 4))V\(position(bottom))", style: "s\(reference.role.style)")
      y += 16
    }
  }
}
