import Findings
@testable import Reporting
import Testing

@Suite struct DrawingTests {
  private let polish = Phrasing(.polish)

  private func lines(_ values: [Double?], years: [Int] = [2005, 2010, 2015, 2016, 2017]) -> Drawing {
    let series = LineChart.Series(name: "Region", role: .region, values: values)
    return Chart.lines(LineChart(years: years, series: [series], decimals: 1)).drawing(id: "f", phrasing: polish)
  }

  /// Path data of the elements with a class.
  private func paths(_ drawing: Drawing, _ style: String) -> [String] {
    drawing.markup.split(separator: "<path ").filter { $0.hasPrefix("class=\"\(style)\" ") }.map { part in
      String(part.split(separator: "d=\"")[1].prefix { $0 != "\"" })
    }
  }

  @Test("Years that the list leaves out, and missing values, break the line; their neighbours keep their marks")
  func gaps() {
    // 2005 and 2010 stand alone, 2015-2017 are joined: the legend's line, then one line of three points.
    let whole = paths(lines([1, 2, 3, 4, 5]), "sr")
    #expect(whole.count == 2)
    #expect(whole[1].filter { $0 == "M" }.count == 1)
    #expect(whole[1].filter { $0 == "L" }.count == 2)
    let marks = paths(lines([1, 2, 3, 4, 5]), "mr")
    #expect(marks[1].filter { $0 == "M" }.count == 5)
    // Without 2016 nothing can be joined.
    #expect(paths(lines([1, 2, 3, nil, 5]), "sr").count == 1)
    #expect(paths(lines([1, 2, 3, nil, 5]), "mr")[1].filter { $0 == "M" }.count == 4)
  }

  @Test("A break of comparability breaks the line too")
  func breaks() {
    let series = LineChart.Series(name: "Region", role: .region, values: [1, 2, 3, 4])
    let chart = LineChart(years: [2018, 2019, 2020, 2021], series: [series], breaks: [2020], decimals: 1)
    let line = paths(Chart.lines(chart).drawing(id: "f", phrasing: polish), "sr")[1]
    #expect(line.filter { $0 == "M" }.count == 2)
    #expect(line.filter { $0 == "L" }.count == 2)
  }

  @Test("An axis that does not begin at zero says so")
  func cutAxis() {
    #expect(lines([90, 91, 92, 93, 94]).markup.contains("nie zaczyna się od zera"))
    #expect(!lines([1, 2, 3, 4, 5]).markup.contains("nie zaczyna się od zera"))
    #expect(!lines([-5, 2, 3, 4, 5]).markup.contains("nie zaczyna się od zera"))
  }

  @Test("The newest value stands off the line of the forecast, whichever way that goes", arguments: [9.0, 1.0])
  func valueBesideForecast(last: Double) throws {
    let series = LineChart.Series(name: "Region", role: .region, values: [4, 4.5, 5])
    var chart = LineChart(years: [2021, 2022, 2023], series: [series], decimals: 1)
    let middle = [1.0, 2, 3].map { 5 + (last - 5) * $0 / 3 }
    let limits = middle.map { $0 - 0.1...$0 + 0.1 }
    chart.fan = LineChart.Fan(years: [2024, 2025, 2026], middle: middle, inner: limits, outer: limits)
    let drawing = Chart.lines(chart).drawing(id: "f", phrasing: polish)
    let labels = drawing.marks.compactMap { mark -> Double? in
      if case .text(let text, _, let y, _, _) = mark, text == "5,0" { y } else { nil }
    }
    let label = try #require(labels.first)
    let mark = try #require(paths(drawing, "mr").last?.split(separator: "M").last)
    let height = try #require(mark.split(separator: " ").last.flatMap { Double($0.prefix { $0 != "h" }) })
    #expect((label > height + 10) == (last > 5))
  }

  @Test("A spine tells which way more is only where something is not rated")
  func unratedSpine() {
    func words(_ standing: SpineChart.Standing) -> String {
      let row = SpineChart.Row(name: "A03", position: 0, quartiles: nil, extent: -1...1, standing: standing, value: "1")
      return Chart.spine(SpineChart(rows: [row], middle: "region")).drawing(id: "f", phrasing: polish).markup
        .replacing("\u{A0}", with: " ")
    }
    #expect(words(.unrated).contains("Bez oceny") && !words(.worse).contains("Bez oceny"))
  }

  @Test("Years stand at their distance in time")
  func timeScale() throws {
    let marks = paths(lines([1, 2, 3, 4, 5]), "mr")[1].split(separator: "M").compactMap { Double($0.prefix { $0 != " " }) }
    let step = (marks[4] - marks[3])
    // Marks stand on whole units: five steps are off by five at most.
    #expect(abs((marks[1] - marks[0]) - 5 * step) <= 5 && step > 15)
  }

  @Test("A unit without a value keeps its row and says so")
  func missingDot() {
    let chart = DotChart(
      items: [
        DotChart.Item(name: "a", value: 5, lower: 4, upper: 6), DotChart.Item(name: "b", value: nil),
      ], references: [DotChart.Reference(name: "Polska", role: .country, value: 4.5)], decimals: 1)
    let drawing = Chart.dots(chart).drawing(id: "f", phrasing: polish)
    #expect(drawing.markup.contains(">b.d.<"))
    #expect(paths(drawing, "dt").first?.filter { $0 == "M" }.count == 1)
    #expect(paths(drawing, "iv").first?.filter { $0 == "M" }.count == 1)
    #expect(drawing.markup.contains("Polska: 4,5"))
  }

  @Test("Tiles have their number beside their shade; without data is a pattern of its own")
  func tiles() {
    let chart = TileChart(columns: ["C01", "C02"], rows: [TileChart.Row(name: "a", classes: [5, nil])])
    let drawing = Chart.tiles(chart).drawing(id: "f", phrasing: polish)
    #expect(drawing.markup.contains("id=\"f-h\""))
    #expect(drawing.markup.contains("fill:url(#f-h)"))
    // One in the chart and one in the legend.
    #expect(paths(drawing, "q q5").first?.filter { $0 == "M" }.count == 2)
    #expect(drawing.markup.contains("class=\"tl\">5<"))
  }

  @Test("Names are broken into lines and not cut; a word that no line holds is")
  func wrapping() {
    let name = "B04 Osoby, którym decyzją przyznano świadczenie, na 10 tys. ludności"
    let lines = wrapped(name, width: 190, lines: 4)
    #expect(lines.count > 1 && lines.joined(separator: " ") == name)
    #expect(lines.allSatisfy { estimatedWidth($0) <= 190 })
    #expect(wrapped(name, width: 100, lines: 2).last?.hasSuffix("…") == true)
    #expect(fitting("Bartoszyce", width: 30).hasSuffix("…") && fitting("Ełk", width: 30) == "Ełk")
  }

  @Test("Small charts show the least and the greatest value, and a year by itself as a mark")
  func multiples() {
    let panel = MultiplesChart.Panel(
      name: "A01 Ludność", own: [7, nil, 9, 12], region: [nil, nil, 8, 8], breaks: [], decimals: 1)
    let chart = MultiplesChart(years: [2010, 2015, 2016, 2017], panels: [panel], unit: "a", region: "b")
    let drawing = Chart.multiples(chart).drawing(id: "f", phrasing: polish)
    #expect(drawing.markup.contains(">7,0<") && drawing.markup.contains(">12,0<") && drawing.markup.contains("2017: 12,0"))
    #expect(paths(drawing, "mr").map { $0.filter { $0 == "M" }.count } == [1])
    #expect(paths(drawing, "mc").isEmpty)
  }

  @Test("Names in a chart of needs and resources do not cover one another")
  func matrix() {
    let points = (0..<6).map { MatrixChart.Point(name: "powiat \($0)", x: 1, y: -1 - Double($0) * 0.02, isMarked: $0 < 3) }
    let chart = MatrixChart(points: points, horizontal: "potrzeba", vertical: "zasób")
    let texts = Chart.matrix(chart).drawing(id: "f", phrasing: polish).marks.compactMap { mark -> (Double, Double, Double)? in
      if case .text(let text, let x, let y, _, _) = mark, text.hasPrefix("powiat") { (x, y, estimatedWidth(text)) } else { nil }
    }
    #expect(texts.count >= 3)
    for (place, a) in texts.enumerated() {
      for b in texts.dropFirst(place + 1) { #expect(abs(a.1 - b.1) >= 11 || a.0 + a.2 <= b.0 || b.0 + b.2 <= a.0) }
    }
  }

  @Test("Points that found no room for their name are counted: those drawn without one, neither more nor fewer")
  func unnamedPoints() throws {
    func chart(_ count: Int) -> MatrixChart {
      let points = (0..<count).map { MatrixChart.Point(name: "powiat \($0)", x: 1, y: Double($0) * 0.01, isMarked: $0 == 0) }
      return MatrixChart(points: points, horizontal: "potrzeba", vertical: "zasób")
    }
    #expect(chart(2).unnamed(polish) == 0)
    let crowded = chart(40)
    let named = Chart.matrix(crowded).drawing(id: "f", phrasing: polish).marks.count { mark in
      if case .text(let text, _, _, _, _) = mark { text.hasPrefix("powiat") } else { false }
    }
    #expect(crowded.unnamed(polish) == 40 - named && named < 40)
    let adequacy = Adequacy(composition: Sample.composition())
    #expect(adequacy.unnamedNote(0, of: 21) == nil)
    #expect(adequacy.unnamedNote(3, of: 21)?.hasPrefix("Bez nazwy na wykresie: 3 z 21 punktów") == true)
  }

  @Test("The lines of the matrix cross where the region lies")
  func matrixCross() throws {
    let points = [MatrixChart.Point(name: "a", x: -1, y: 1, isMarked: false)]
    func cross(_ x: Double, _ y: Double) -> [String] {
      let chart = MatrixChart(points: points, cross: (x, y), horizontal: "potrzeba", vertical: "zasób")
      return paths(Chart.matrix(chart).drawing(id: "f", phrasing: polish), "ax")
    }
    // The plot is 480 wide for -2 to 2.
    #expect(cross(0, 0).first?.hasPrefix("M270 ") == true)
    #expect(cross(1, 0).first?.hasPrefix("M390 ") == true && cross(0, 1) != cross(0, 0))
  }

  @Test("A spine chart is no wider than a phone can show whole, and nothing of it stands beyond its edge")
  func spine() {
    let name = "B04 Osoby, którym decyzją przyznano świadczenie, na 10 tys. ludności"
    let row = SpineChart.Row(
      name: name, position: -0.5, quartiles: -0.2...0.2, extent: -1...1, standing: .worse, value: "10 223,4",
      interval: -0.6 ... -0.4, country: 0.25, rank: "112/116")
    let chart = Chart.spine(SpineChart(rows: [row], middle: "warmińsko-mazurskie", country: "Polska"))
    let drawing = chart.drawing(id: "f", phrasing: polish)
    // The middle of the bar is 119, its half 109: whiskers from 53.6 to 75.4, the country at 146.25.
    #expect(drawing.markup.contains(/class="si" d="M54 [0-9]+H75M54/) && drawing.markup.contains("class=\"sp\" d=\"M146 "))
    #expect(drawing.markup.contains("112/116"))
    #expect(drawing.markup.contains("Trójkąt: Polska.") && drawing.markup.contains("Wąsy"))
    #expect(Double(drawing.width) <= Drawing.phoneWidth)
    for case .text(let text, let x, _, let anchor, _) in drawing.marks {
      let width = estimatedWidth(text)
      #expect((anchor == .end ? x - width : x) >= 0 && (anchor == .end ? x : x + width) <= Double(drawing.width), "\(text)")
    }
  }

  @Test("On paper remarks are set smaller than the text they belong to")
  func printedRemarks() throws {
    let print = try #require(styleSheet(runningHead: "").split(separator: "@media print{").last)
    #expect(print.contains("body{font-size:9.5pt") && print.contains(".r{font-size:8pt}"))
  }

  @Test("On paper no table is wider than the page, and none begins with its heading alone")
  func paper() throws {
    let style = styleSheet(runningHead: "x")
    let print = try #require(style.split(separator: "@media print{").last)
    #expect(print.contains("td.m{white-space:normal;min-width:0"))
    #expect(print.contains("table:has(thead th:nth-child(10)){font-size:"))
    #expect(print.contains("caption,figcaption,thead,thead tr{break-after:avoid}"))
  }

  @Test("In forced colours pictures keep their own, on white paper")
  func forcedColours() {
    #expect(
      styleSheet(runningHead: "x").contains("@media(forced-colors:active){svg{forced-color-adjust:none;background:#fff}}"))
  }

  @Test("Text in charts is escaped")
  func escaping() {
    let chart = DotChart(items: [DotChart.Item(name: "<x>&", value: 1)], references: [], decimals: 0)
    #expect(Chart.dots(chart).drawing(id: "f", phrasing: polish).markup.contains("&lt;x&gt;&amp;"))
  }

  @Test("Charts of nothing are drawn without a trap")
  func nothing() {
    #expect(lines([], years: []).height > 0)
    #expect(lines([nil], years: [2020]).height > 0)
    #expect(Chart.dots(DotChart(items: [], references: [], decimals: 0)).drawing(id: "f", phrasing: polish).height > 0)
    #expect(Chart.tiles(TileChart(columns: [], rows: [])).drawing(id: "f", phrasing: polish).height > 0)
  }
}
