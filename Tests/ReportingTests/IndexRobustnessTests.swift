import Contracts
import Findings
import Testing

@testable import Reporting

@Suite struct IndexRobustnessTests {
  /// Powiat n has place n by the main method and n + 1 by the other.
  private static func rows(_ method: String, low: (Int) -> Int, high: (Int) -> Int) -> [IndexMethodRow] {
    (1...6).map { number in
      var row = IndexMethodRow()
      row.index = "risk"
      row.unit = Sample.powiatCode(number)
      row.unitName = Sample.powiats[number - 1]
      row.level = "powiat"
      row.period = "2017"
      row.method = method
      row.rank = method == "hellwig" ? number + 1 : number
      row.unitsRanked = 6
      row.rankLow = low(number)
      row.rankHigh = high(number)
      row.disagreement = 1
      return row
    }
  }

  private static func text(low: (Int) -> Int, high: (Int) -> Int) throws -> String {
    var material = Sample.material()
    let index = CompositeIndex(
      id: "risk", title: "Zagrożenie", method: "zero-unitarisation", coverage: 0.5, domains: [], rows: [], domainRows: [])
    material.index = index
    material.judgements.methods =
      rows("zero-unitarisation", low: low, high: high) + rows("hellwig", low: low, high: high)
    let composition = Sample.composition(material)
    let chapter = try #require(IndexRobustness(composition: composition, index: index).chapters().first)
    guard case .paragraph(let words)? = chapter.blocks.first else { return "" }
    return plainText(words, Phrasing(.polish)).replacing("\u{A0}", with: " ")
  }

  @Test("A place that lies outside the range of its own replications is warned of, whatever the other methods say")
  func outsideRange() throws {
    let outside = try Self.text(low: { $0 == 2 ? 3 : 1 }, high: { $0 == 6 ? 5 : 6 })
    #expect(outside.contains("leży poza zakresem 90% powtórzeń: powiat ełcki i m. Olsztyn; z niego samego"), "\(outside)")
    #expect(try !Self.text(low: { _ in 1 }, high: { _ in 6 }).contains("poza zakresem"))
  }
}
