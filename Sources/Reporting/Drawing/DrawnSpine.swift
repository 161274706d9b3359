/// Draws a spine chart: name, under it the bar from the worst to the best unit, the region's line, the country's triangle, the unit's
/// mark on its interval, its value and place.
func draw(_ chart: SpineChart, _ phrasing: Phrasing) -> Drawing {
  SpineDrawing(chart: chart, phrasing: phrasing).drawing()
}

private struct SpineDrawing {
  let chart: SpineChart
  let phrasing: Phrasing
  private let width = Drawing.phoneWidth
  private let left = 10.0
  private let right = 228.0
  /// The lines of each row's name.
  private let names: [[String]]

  init(chart: SpineChart, phrasing: Phrasing) {
    self.chart = chart
    self.phrasing = phrasing
    let room = width - 4
    names = chart.rows.map { wrapped(typeset($0.name, phrasing), width: room, lines: 3) }
  }

  private func x(_ position: Double) -> Double { (left + right) / 2 + min(1, max(-1, position)) * (right - left) / 2 }

  func drawing() -> Drawing {
    var canvas = Canvas()
    let top = drawLegend(on: &canvas)
    var starts: [Double] = []
    var middles: [Double] = []
    var bottom = top
    for lines in names {
      starts.append(bottom)
      middles.append(bottom + Double(lines.count) * 14 + 10)
      bottom += Double(lines.count) * 14 + 22
    }
    var extents = ""
    var quartiles = ""
    var labels: [(text: String, x: Double, y: Double)] = []
    var values: [(text: String, x: Double, y: Double)] = []
    var ranks: [(text: String, x: Double, y: Double)] = []
    var intervals = ""
    var countries = ""
    for (index, row) in chart.rows.enumerated() {
      let y = middles[index]
      extents += bar(row.extent, y: y)
      if let middle = row.quartiles { quartiles += bar(middle, y: y) }
      for (place, line) in names[index].enumerated() { labels.append((line, 2, starts[index] + 12 + Double(place) * 14)) }
      values.append((row.value, width - 2, row.rank.isEmpty ? y + 4 : y))
      if !row.rank.isEmpty { ranks.append((row.rank, width - 2, y + 12)) }
      if row.position != nil, let interval = row.interval { intervals += whisker(interval, y: y) }
      if let country = row.country { countries += "M\(position(x(country))) \(position(y + 5))l5 7h-10z" }
    }
    canvas.path(extents, style: "sx")
    canvas.path(quartiles, style: "sq")
    // Beside the bars alone, for between them it would strike the names through.
    canvas.path(middles.map { "M\(position(x(0))) \(position($0 - 9))v18" }.joined(), style: "sm")
    if !countries.isEmpty { canvas.path(countries, style: "sp") }
    if !intervals.isEmpty { canvas.path(intervals, style: "si") }
    for (index, row) in chart.rows.enumerated() {
      guard let place = row.position else { continue }
      mark(row.standing, x: x(place), y: middles[index], on: &canvas)
    }
    canvas.texts(labels, anchor: .start)
    canvas.texts(values, anchor: .end)
    canvas.texts(ranks, anchor: .end, style: "tk")
    return Drawing(width: Int(width), height: Int(bottom + 8), canvas)
  }

  private func bar(_ range: ClosedRange<Double>, y: Double) -> String {
    let (from, to) = (x(range.lowerBound), x(range.upperBound))
    return "M\(position(from)) \(position(y - 6))H\(position(max(to, from + 1)))v12H\(position(from))z"
  }

  private func whisker(_ range: ClosedRange<Double>, y: Double) -> String {
    let (from, to) = (position(x(range.lowerBound)), position(x(range.upperBound)))
    let top = position(y - 4)
    return "M\(from) \(position(y))H\(to)M\(from) \(top)v8M\(to) \(top)v8"
  }

  /// Worse is a square, better a diamond, similar a ring, unrated a bar: told apart without colour.
  private func mark(_ standing: SpineChart.Standing, x: Double, y: Double, on canvas: inout Canvas) {
    let (px, py) = (position(x), position(y))
    switch standing {
    case .worse: canvas.path("M\(position(x - 5)) \(position(y - 5))h10v10h-10z", style: "sw")
    case .better: canvas.path("M\(px) \(position(y - 7))l7 7l-7 7l-7 -7z", style: "sb")
    case .similar:
      canvas.path("M\(position(x - 5)) \(py)l2 -4l3 -1l3 1l2 4l-2 4l-3 1l-3 -1z", style: "ss")
    case .unrated: canvas.path("M\(position(x - 2)) \(position(y - 7))h4v14h-4z", style: "su")
    }
  }

  /// - Returns: where the rows begin.
  private func drawLegend(on canvas: inout Canvas) -> Double {
    let entries: [(SpineChart.Standing, String)] = [
      (.worse, phrasing("mniej korzystnie", "worse")), (.similar, phrasing("bez wyraźnej różnicy", "no clear difference")),
      (.better, phrasing("korzystniej", "better")), (.unrated, phrasing("bez oceny", "not rated")),
    ]
    var at = 8.0
    var y = 10.0
    for (standing, words) in entries {
      let room = estimatedWidth(words) + 12
      if at > 8, at + room > width {
        at = 8
        y += 18
      }
      mark(standing, x: at, y: y, on: &canvas)
      canvas.text(words, x: at + 12, y: y + 4)
      at += room + 22
    }
    y += 8
    let hasUnrated = chart.rows.contains { $0.standing == .unrated && $0.position != nil }
    let hasCountry = chart.rows.contains { $0.country != nil }
    let hasIntervals = chart.rows.contains { $0.interval != nil && $0.position != nil }
    let hasRanks = chart.rows.contains { !$0.rank.isEmpty }
    let words =
      phrasing(
        "Kreska: \(chart.middle). Jasny pas: wszystkie jednostki, ciemny: środkowa połowa.",
        "Line: \(chart.middle). Light bar: all units, dark: the middle half.")
      + (hasCountry ? phrasing(" Trójkąt: \(chart.country).", " Triangle: \(chart.country).") : "")
      + (hasIntervals ? phrasing(" Wąsy: przedział ufności 95%.", " Whiskers: 95% confidence interval.") : "")
      + (hasRanks ? phrasing(" Pod wartością: miejsce.", " Below the value: rank.") : "")
      + (hasUnrated ? phrasing(" Bez oceny: w prawo więcej.", " Not rated: more to the right.") : "")
    for line in wrapped(typeset(words, phrasing), width: width - 4, lines: 7) {
      y += 14
      canvas.text(line, x: 2, y: y, style: "tk")
    }
    y += 16
    canvas.text(phrasing("najgorsza", "worst"), x: left, y: y, style: "tk")
    canvas.text(phrasing("najlepsza", "best"), x: right, y: y, anchor: .end, style: "tk")
    return y + 4
  }
}
