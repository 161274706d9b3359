// Expected parts: counted by hand; a page has room for 40 rows.
import Findings
import Foundation
import Testing

@testable import Reporting

/// Charts of many units are cut where a page ends, and nowhere else.
@Suite struct FigurePartsTests {
  private static func dots(_ count: Int) -> Figure {
    let items = (0..<count).map { DotChart.Item(name: "gmina \($0)", value: $0 == 3 ? nil : Double(count - $0)) }
    return Figure(
      id: "d-X", caption: "Wykres", chart: .dots(DotChart(items: items, references: [], decimals: 1)), alternative: "Opis.",
      table: "t-X")
  }

  @Test("Parts hold every unit once, in order, on one axis, and none is higher than a page", arguments: [1, 40, 41, 116, 380])
  func dots(count: Int) {
    let parts = Self.dots(count).parts(Phrasing(.polish))
    #expect(parts.count == [1: 1, 40: 1, 41: 2, 116: 3, 380: 10][count])
    #expect(Set(parts.map(\.id)).count == parts.count && parts[0].id == "d-X")
    var names: [String] = []
    var axes: Set<String> = []
    for part in parts {
      guard case .dots(let chart) = part.chart else {
        Issue.record("no dots")
        continue
      }
      names += chart.items.map(\.name)
      let drawing = part.chart.drawing(id: part.id, phrasing: Phrasing(.polish))
      #expect(Double(drawing.height) <= 860 && drawing.scaleOnPaper == 1)
      axes.insert(drawing.markup.components(separatedBy: "class=\"tk\"").last ?? "")
      for item in chart.items where parts.count > 1 { #expect(part.alternative.contains(item.name)) }
    }
    #expect(names == (0..<count).map { "gmina \($0)" })
    if parts.count > 1 {
      #expect(parts[1].caption == "Wykres (część 2 z \(parts.count))")
      // The numbers of the axis, wherever they stand, are the same.
      let numbers = Set(axes.map { $0.split { $0 == "<" || $0 == ">" }.filter { Double($0) != nil }.joined(separator: " ") })
      #expect(numbers.count == 1, "\(numbers)")
    }
  }

  @Test("Tables of fifths are cut alike, and what is too high is made to fit the page")
  func tiles() {
    let rows = (0..<90).map { TileChart.Row(name: "gmina \($0)", classes: [1, nil, 5]) }
    let figure = Figure(
      id: "f", caption: "Piąte części", chart: .tiles(TileChart(columns: ["A", "B", "C"], rows: rows)), alternative: "Opis.",
      table: "t")
    let parts = figure.parts(Phrasing(.english))
    #expect(parts.map(\.caption) == (1...3).map { "Piąte części (part \($0) of 3)" })
    #expect(parts[2].alternative == "The chart continued: " + (60..<90).map { "gmina \($0) 1 – 5" }.joined(separator: "; ") + ".")
    let whole = figure.chart.drawing(id: "f", phrasing: Phrasing(.english))
    #expect(Double(whole.height) * whole.scaleOnPaper <= 860.001 && whole.height > 1000)
  }
}
