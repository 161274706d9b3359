// Sizes: 72 points to the inch of 25,4 mm; A4 between the margins is 182 by 263 mm; a phone 320 pixels wide leaves 280 to a chart.
import Contracts
import Findings
import Testing

@testable import Reporting

/// What comes out of a printer or a phone can be read, and what belongs together stays together.
@Suite struct PaperTests {
  private static let polish = Phrasing(.polish)
  /// Seven points in millimetres.
  private static let sevenPoints = 7 * 25.4 / 72

  /// The number that follows a part of the style sheet: `.pair svg{width:calc(var(--w)*` and then `.225mm`.
  private func number(after rule: String, in style: String) throws -> Double {
    let rest = try #require(style.rest(after: rule))
    let digits = String(rest.prefix { (character: Character) in character.isNumber || character == "." })
    return try #require(Double("0" + digits))
  }

  /// The smallest letters of charts, in units of the drawing.
  private func leastLetters() -> Double {
    let sizes = chartStyle.split(separator: "font-size:").dropFirst().compactMap { rest -> Double? in
      let digits = rest.prefix { $0.isNumber || $0 == "." }
      return rest.dropFirst(digits.count).hasPrefix("px") ? Double(String(digits)) : nil
    }
    return min(12, sizes.min() ?? 12)
  }

  @Test("Letters of charts have seven points on paper, beside one another and over the whole width")
  func letters() throws {
    let parts = styleSheet(runningHead: "").split(separator: "@media print{")
    let print = String(try #require(parts.last))
    let least = leastLetters()
    #expect(least == 11)
    #expect(try number(after: ".pair svg{width:calc(var(--w)*", in: print) * least >= Self.sevenPoints)
    #expect(try number(after: "svg.w{min-width:0;width:calc(var(--w)*", in: print) * least >= Self.sevenPoints)
    #expect(182 / Drawing.widestOnPaper * least >= Self.sevenPoints)
    let tiles = TileChart(
      columns: (0..<30).map { "B\($0)" },
      rows: [TileChart.Row(name: "powiat bardzo długiej nazwy", classes: Array(repeating: 3, count: 30))])
    #expect(Double(Chart.tiles(tiles).drawing(id: "f", phrasing: Self.polish).width) <= Drawing.widestOnPaper)
  }

  @Test("A phone 320 pixels wide shows the lines, the dots and the profile of a unit whole, with letters of eleven pixels")
  func phone() throws {
    #expect(280 / Drawing.phoneWidth * 12 >= 11)
    let pages = Sample.pages()
    let page = try PageElement.tree(of: try #require(pages["index.html"]))
    let profile = try PageElement.tree(of: try #require(pages["units/2801000.html"]))
    var whole = 0
    for figure in page.elements("figure") + profile.elements("figure") {
      let id = try #require(figure.first("figcaption")?.attributes["id"])
      let drawing = try #require(figure.first("svg"))
      let size = try #require(drawing.attributes["viewBox"]?.split(separator: " ").dropFirst(2).first)
      let width = try #require(Double(String(size)))
      #expect(drawing.attributes["style"] == "--w:\(size)")
      let frame = figure.elements("div").first { $0.attributes["class"] == "chart" }
      // What is wider scrolls, by the keyboard too.
      #expect((frame?.attributes["tabindex"] == "0") == (width > Drawing.phoneWidth), "\(id)")
      if id.hasPrefix("l-") || id.hasPrefix("d-") || id == "f-labour" && drawing.text.contains("Kreska") {
        #expect(width <= Drawing.phoneWidth, "\(id)")
        whole += 1
      }
    }
    #expect(whole > 4)
    #expect(chartStyle.contains("svg .tk,svg .tk text{fill:#4a5560}"))
  }

  @Test("The notes of a table stand in the room that its last row holds for them, a line for every 115 letters")
  func notes() throws {
    #expect(HTMLWriter.lines(of: ["a"]) == 1 && HTMLWriter.lines(of: [String(repeating: "a", count: 116), "b"]) == 3)
    let page = try PageElement.tree(of: Sample.page())
    let frames = page.elements("div").filter { $0.attributes["class"] == "tn" }
    #expect(!frames.isEmpty)
    for frame in frames {
      #expect(frame.attributes["style"]?.hasPrefix("--n:") == true)
      #expect(frame.children.map { $0.attributes["class"] } == ["f", "ns"])
      #expect(frame.children.last?.elements("p").isEmpty == false)
    }
    let print = try #require(styleSheet(runningHead: "").split(separator: "@media print{").last)
    #expect(print.contains(".tn tbody tr:last-child>*{padding-bottom:var(--h)}"))
    #expect(print.contains(".ns{display:flow-root;margin-top:calc(-1*var(--h))"))
  }

  @Test("A column of a word processor's table holds its longest number and word; names take what is left")
  func columns() {
    let say = Phrasing(.polish)
    let names = (0..<9).map { "Wskaźnik z długą nazwą, która ma wiele słów \($0)" }
    let table = Table(
      id: "t", caption: "c", stub: "Wskaźnik",
      columns: [
        Table.Column("Rok"), Table.Column("Prognoza"), Table.Column("Granice 80%"), Table.Column("Oczekiwana"),
        Table.Column("Model", .text),
        Table.Column("Ludność"), Table.Column("Na podstawie lat", .text),
      ],
      rows: names.map { name in
        Table.Row(
          name,
          [
            .text("2024"), .number(Quantity(46.7, decimals: 1)), .range(lower: 45, upper: 48.3, decimals: 1), .text("100"),
            .text("bez zmiany (naiwna)"), .number(Quantity(215_760, decimals: 0)),
            .text("2005, 2010, 2015–2023 bez lat, których dane są nieporównywalne"),
          ])
      })
    let widths = WordDocument.widths(table, say)
    #expect(widths.reduce(0, +) <= WordDocument.textWidth && widths.count == 8)
    // Seven points, of which a digit has 0.556 and a bold letter about 0.6; three points of margins on either side.
    let letters = [0, 4, 8, 9, 10, 10, 7, 9]
    for (width, count) in zip(widths, letters) { #expect(Double(width) >= Double(count) * 7 * 20 * 0.58 + 120, "\(widths)") }
    #expect(widths[0] > widths[1])
  }

  @Test("Tiles that no page could hold are drawn group by group, seven to a row; fewer are one map")
  func maps() {
    func map(powiats: Int) -> UnitMap {
      var rows = [Sample.unit("0000000", "Polska", "country")]
      for voivodeship in ["02", "10"] {
        rows.append(Sample.unit(voivodeship + "00000", "w\(voivodeship)", "voivodeship", parent: "0000000"))
        for number in 1...powiats {
          let code = "\(voivodeship)\(number < 10 ? "0" : "")\(number)000"
          rows.append(Sample.unit(code, "p\(code)", "powiat", parent: voivodeship + "00000"))
        }
      }
      let material = Material(
        language: .polish, title: "T", region: "", years: [2017], baseYear: 2017, units: Units(rows, region: "", precedes: <),
        figures: Figures([]), indicators: [])
      return UnitMap(id: "p", caption: "C", decimals: 1, table: "t", material: material) { unit, shape in
        MapChart.Area(name: unit.unitName, shape: shape, quintile: 1, value: 1)
      }
    }
    #expect(map(powiats: 35).whole()?.id == "p")
    let many = map(powiats: 80)
    #expect(many.whole() == nil)
    guard case .folded(let summary, let parts)? = many.blocks().first else {
      Issue.record("no parts")
      return
    }
    #expect(summary.replacing("\u{A0}", with: " ") == "Mapy według województw: 2 wykresy")
    for case .figure(let figure) in parts {
      guard case .map(let chart) = figure.chart else { continue }
      let drawing = figure.chart.drawing(id: figure.id, phrasing: Self.polish)
      // 235 mm are the most that a picture gets on paper.
      #expect(chart.areas.count == 80 && Double(drawing.height) * min(0.25, 182 / Double(drawing.width)) <= 235)
    }
    #expect(parts.count == 2)
  }
}

extension String {
  /// What stands behind the first place of a text; nil where it is not there.
  fileprivate func rest(after text: String) -> Substring? {
    firstRange(of: text).map { self[$0.upperBound...] }
  }
}
