/// Draws a line chart: legend, grid, band, lines, marks, first and last values.
func draw(_ chart: LineChart, _ phrasing: Phrasing) -> Drawing {
  LinesDrawing(chart: chart, phrasing: phrasing).drawing()
}

private struct LinesDrawing {
  let chart: LineChart
  let phrasing: Phrasing
  private let width = Drawing.phoneWidth
  private let plotHeight = 210.0
  private let top: Double
  private let left: Double
  private let right: Double
  private let vertical: Scale
  /// The axis does not begin at zero, which the chart says.
  private let isCut: Bool

  init(chart: LineChart, phrasing: Phrasing) {
    self.chart = chart
    self.phrasing = phrasing
    let all = chart.series.flatMap { $0.values.compactMap(\.self) }
    let inFan = chart.fan.map { fan in fan.outer.flatMap { [$0.lowerBound, $0.upperBound] } } ?? []
    let inBand = (chart.band.map { $0.low + $0.high } ?? []).compactMap(\.self) + inFan
    // The legend's height depends on whether the axis begins at zero, which the scale knows.
    let extent = Scale(all + inBand, includingZero: true, start: 0, end: 1)
    isCut = extent.low > 0 || extent.high < 0
    let legendRows =
      chart.series.count + (chart.band == nil ? 0 : 1) + (chart.fan == nil ? 0 : 1) + (chart.breaks.isEmpty ? 0 : 1)
      + (isCut ? 1 : 0)
    top = Double(legendRows) * 16 + 16
    vertical = Scale(all + inBand, includingZero: true, start: top + plotHeight, end: top)
    let numbers = phrasing.numbers
    let scale = vertical
    left = ((scale.ticks.map { estimatedWidth(numbers.fixed($0, decimals: scale.decimals)) }.max() ?? 20) + 10).rounded()
    let ends = all.map { estimatedWidth(numbers.fixed($0, decimals: chart.decimals)) }.max() ?? 20
    right = (width - ends - 12).rounded()
  }

  func drawing() -> Drawing {
    var canvas = Canvas()
    drawLegend(on: &canvas)
    drawGrid(on: &canvas)
    if let band = chart.band { draw(band, on: &canvas) }
    if let fan = chart.fan { draw(fan, on: &canvas) }
    for series in chart.series { draw(series, on: &canvas) }
    drawLastValues(on: &canvas)
    return Drawing(width: Int(width), height: Int(top + plotHeight + 26), canvas)
  }

  private func x(_ index: Int) -> Double { x(year: chart.years[index]) }

  private func x(year: Int) -> Double {
    guard let first = chart.years.first, let last = chart.fan?.years.last ?? chart.years.last, first < last else {
      return (left + right) / 2
    }
    let inset = 8.0
    let share = Double(year - first) / Double(last - first)
    return left + inset + share * (right - left - 2 * inset)
  }

  /// The limits as two bands from the last value on, the middle as a dotted line.
  private func draw(_ fan: LineChart.Fan, on canvas: inout Canvas) {
    guard let last = chart.series.first?.values.lastIndex(where: { $0 != nil }), let value = chart.series.first?.values[last],
      !fan.years.isEmpty
    else { return }
    let start = "\(position(x(last))) \(position(vertical(value)))"
    for (limits, style) in [(fan.outer, "fo"), (fan.inner, "fi")] {
      let upper = zip(fan.years, limits).map { "\(position(x(year: $0))) \(position(vertical($1.upperBound)))" }
      let lower = zip(fan.years, limits).map { "\(position(x(year: $0))) \(position(vertical($1.lowerBound)))" }
      canvas.path("M\(start)L\(upper.joined(separator: "L"))L\(lower.reversed().joined(separator: "L"))z", style: style)
    }
    let middle = zip(fan.years, fan.middle).map { "\(position(x(year: $0))) \(position(vertical($1)))" }
    canvas.path("M\(start)L\(middle.joined(separator: "L"))", style: "fm")
    if let end = fan.years.last {
      canvas.text(String(end), x: x(year: end), y: top + plotHeight + 18, anchor: .middle, style: "tk")
    }
  }

  /// Runs of neighbouring years that all have a value and between which the series does not break.
  private func runs(_ values: [Double?]) -> [[(index: Int, value: Double)]] {
    var runs: [[(index: Int, value: Double)]] = []
    for (index, value) in values.enumerated() where index < chart.years.count {
      guard let value else { continue }
      if let last = runs.last?.last, last.index == index - 1, chart.years[index] == chart.years[index - 1] + 1,
        !chart.breaks.contains(chart.years[index])
      {
        runs[runs.count - 1].append((index, value))
      } else {
        runs.append([(index, value)])
      }
    }
    return runs
  }

  private func drawLegend(on canvas: inout Canvas) {
    var y = 12.0
    for series in chart.series {
      canvas.path("M2 \(position(y - 4))h24", style: "s\(series.role.style)")
      canvas.path(marker(series.role, x: 14, y: y - 4), style: "m\(series.role.style)")
      canvas.text(series.name, x: 32, y: y)
      y += 16
    }
    if let band = chart.band {
      canvas.rectangle(x: 2, y: y - 10, width: 24, height: 11, style: "bd")
      canvas.path("M2 \(position(y - 10))h24M2 \(position(y + 1))h24", style: "be")
      canvas.text(band.name, x: 32, y: y)
      y += 16
    }
    if let fan = chart.fan {
      canvas.rectangle(x: 2, y: y - 10, width: 24, height: 11, style: "fo")
      canvas.rectangle(x: 2, y: y - 7, width: 24, height: 5, style: "fi")
      canvas.text(legend(of: fan), x: 32, y: y)
      y += 16
    }
    if !chart.breaks.isEmpty {
      canvas.path("M14 \(position(y - 11))v13", style: "br")
      canvas.text(phrasing("przerwa w\u{A0}porównywalności", "break in comparability"), x: 32, y: y)
      y += 16
    }
    if isCut {
      canvas.text(
        phrasing("oś pionowa nie zaczyna się od zera", "the vertical axis does not begin at zero"), x: 2, y: y, style: "tk")
    }
  }

  private func legend(of fan: LineChart.Fan) -> String {
    switch (fan.spansBreak, fan.isUnreliable) {
    case (false, false): phrasing("prognoza, granice 80% i\u{A0}95%", "forecast, 80% and 95% limits")
    case (true, false): phrasing("prognoza przez przerwę, granice 80% i\u{A0}95%", "forecast over a break, 80% and 95% limits")
    case (false, true): phrasing("prognoza, granice 80% i\u{A0}95% niewiarygodne", "forecast, 80% and 95% limits unreliable")
    case (true, true): phrasing("prognoza przez przerwę, granice niewiarygodne", "forecast over a break, limits unreliable")
    }
  }

  private func drawGrid(on canvas: inout Canvas) {
    let numbers = phrasing.numbers
    var grid = ""
    for tick in vertical.ticks { grid += "M\(position(left)) \(position(vertical(tick)))H\(position(right))" }
    canvas.path(grid, style: "gr")
    canvas.texts(
      vertical.ticks.map { (numbers.fixed($0, decimals: vertical.decimals), left - 5, vertical($0) + 4) }, anchor: .end,
      style: "tk")
    let bottom = top + plotHeight
    var marks = "M\(position(left)) \(position(bottom))H\(position(right))"
    for index in chart.years.indices { marks += "M\(position(x(index))) \(position(bottom))v4" }
    canvas.path(marks, style: "ax")
    canvas.texts(
      labelledYears().map { (String(chart.years[$0]), x($0), bottom + 18) }, anchor: .middle, style: "tk")
    for year in chart.breaks {
      guard let index = chart.years.firstIndex(where: { $0 >= year }), index > 0 else { continue }
      // Between the last year of the old and the first of the new series.
      let between = (x(index - 1) + x(index)) / 2
      canvas.path("M\(position(between)) \(position(top))V\(position(bottom))", style: "br")
    }
  }

  /// The last year, the first, then the others from the left, as far as their labels keep apart.
  private func labelledYears() -> [Int] {
    let indices = Array(chart.years.indices)
    guard let first = indices.first, let last = indices.last else { return [] }
    var chosen: [Int] = []
    for index in [last, first] + indices.dropFirst().dropLast()
    where chosen.allSatisfy({ abs(x($0) - x(index)) >= 32 }) {
      chosen.append(index)
    }
    return chosen.sorted()
  }

  private func draw(_ band: LineChart.Band, on canvas: inout Canvas) {
    var area = ""
    var edges = ""
    let both = zip(band.low, band.high).map { $0 == nil || $1 == nil ? nil : $0 }
    for run in runs(both) {
      let highs = run.map { (x($0.index), vertical(band.high[$0.index] ?? $0.value)) }
      let lows = run.map { (x($0.index), vertical($0.value)) }
      if run.count == 1 {
        // A year by itself: an upright bar from the least to the greatest.
        let (px, high, low) = (highs[0].0, highs[0].1, lows[0].1)
        area += "M\(position(px - 4)) \(position(high))h8V\(position(low))h-8z"
        edges += "M\(position(px - 4)) \(position(high))h8M\(position(px - 4)) \(position(low))h8"
        continue
      }
      let upper = highs.map { "\(position($0.0)) \(position($0.1))" }.joined(separator: "L")
      let lower = lows.map { "\(position($0.0)) \(position($0.1))" }
      area += "M\(upper)L\(lower.reversed().joined(separator: "L"))z"
      edges += "M\(upper)M\(lower.joined(separator: "L"))"
    }
    canvas.path(area, style: "bd")
    canvas.path(edges, style: "be")
  }

  private func draw(_ series: LineChart.Series, on canvas: inout Canvas) {
    var line = ""
    var marks = ""
    for run in runs(series.values) {
      let points = run.map { "\(position(x($0.index))) \(position(vertical($0.value)))" }
      if points.count > 1 { line += "M" + points.joined(separator: "L") }
      for point in run { marks += marker(series.role, x: x(point.index), y: vertical(point.value)) }
    }
    canvas.path(line, style: "s\(series.role.style)")
    canvas.path(marks, style: "m\(series.role.style)")
  }

  /// The newest value of each series at its end, moved apart where they would cover one another.
  private func drawLastValues(on canvas: inout Canvas) {
    var labels: [(text: String, y: Double, x: Double, role: SeriesRole)] = []
    for series in chart.series {
      guard let index = series.values.lastIndex(where: { $0 != nil }), let value = series.values[index] else { continue }
      // Off the line of the forecast, which would strike the number through: below one that rises, above any other.
      let isForecast = chart.fan != nil && series.role == chart.series.first?.role
      let isRising = (chart.fan?.middle.last ?? value) > value
      let rise = isForecast ? (isRising ? 18.0 : -8) : 4
      labels.append(
        (phrasing.numbers.fixed(value, decimals: chart.decimals), vertical(value) + rise, x(index) + 8, series.role))
    }
    labels.sort { $0.y < $1.y }
    for index in labels.indices.dropFirst() where labels[index].y - labels[index - 1].y < 13 {
      let middle = (labels[index].y + labels[index - 1].y) / 2
      labels[index - 1].y = min(labels[index - 1].y, middle - 6.5)
      labels[index].y = labels[index - 1].y + 13
    }
    for label in labels { canvas.text(label.text, x: label.x, y: label.y, style: "v\(label.role.style)") }
  }
}
