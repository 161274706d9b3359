// The attacker of these tests reads indicators.csv alone and subtracts.
import Bytes
import Contracts
import Disclosure
import Findings
import Testing

@testable import Diagnosing

@Suite struct EditionDisclosureTests {
  private static let gminas = ["2801011", "2801022", "2801033", "2802012", "2802022"]

  /// Unemployed by gmina of 2023, women among them in the second list; 400 residents each.
  private static func observations(_ unemployed: [Double], women: [Double]) -> [Sample.Seen] {
    var seen: [Sample.Seen] = []
    for (index, gmina) in gminas.enumerated() {
      for year in ["2020", "2023"] {
        seen.append(.init(gmina, year, "population", 400))
        let many = year == "2023" ? unemployed[index] : 50
        let part = year == "2023" ? women[index] : 20
        seen.append(.init(gmina, year, "unemployed", part, "sex=K"))
        seen.append(.init(gmina, year, "unemployed", many - part, "sex=M"))
      }
    }
    return seen
  }

  private static let catalogue = [
    Sample.indicator("C02", "unemployed", "population", multiplier: "100", interval: "wilson"),
    Sample.indicator("C05", "unemployed[sex=K]", "unemployed", multiplier: "100", interval: "wilson"),
  ]

  private func tables(
    _ unemployed: [Double], women: [Double]
  ) throws -> (rows: [IndicatorRow], withheld: [DisclosureRow], outcome: StageOutcome, directory: String, place: Workplace) {
    let place = try Workplace(Self.catalogue)
    try place.observe(Self.observations(unemployed, women: women))
    let (directory, outcome) = try place.run()
    return (
      try IndicatorRow.read(directory + "/indicators.csv"), try DisclosureRow.read(directory + "/" + DisclosureRow.fileName),
      outcome, directory, place
    )
  }

  @Test func smallCountsAndWhatGivesThemAwayAreWithheld() throws {
    let (rows, withheld, outcome, _, _) = try tables([50, 60, 70, 80, 90], women: [2, 20, 30, 40, 50])
    let women = rows.filter { $0.indicator == "C05" && $0.period == "2023" }
    let small = try #require(women.first { $0.unit == "2801011" })
    #expect(small.value == nil && small.numerator == nil && small.lower == nil && small.upper == nil && small.rank == nil)
    #expect(small.reason == "withheld" && small.status == .secret && small.changePrevious == nil)
    #expect(small.denominator == 50)
    // The powiat of the small one has another gmina withheld, or is so itself: else a subtraction would do.
    let same = women.filter { ["2801000", "2801022", "2801033"].contains($0.unit) }
    #expect(same.contains { $0.reason == "withheld" })
    #expect(women.filter { $0.reason == "withheld" }.allSatisfy { $0.reason == small.reason && $0.status == small.status })
    #expect(outcome.findings.allSatisfy { $0.severity != .error })
    let bound = try #require(withheld.first { $0.unit == "2801011" && $0.subject == "unemployed[sex=K]" })
    #expect(bound.lower == 0 && (bound.upper ?? .infinity) >= 3 && bound.indicators == ["C05"])
    #expect(Set(withheld.map(\.unit)) == Set(women.filter { $0.reason == "withheld" }.map(\.unit)))
  }

  @Test func whatIsShownIsRankedAndComparedByItself() throws {
    let (rows, _, _, _, _) = try tables([50, 60, 70, 80, 90], women: [2, 20, 30, 40, 50])
    let women = rows.filter { $0.indicator == "C05" && $0.period == "2023" && $0.level == "gmina" }
    let shown = women.filter { $0.value != nil }
    // Nothing of a withheld unit can be seen in the places of the others.
    #expect(shown.allSatisfy { $0.rank == nil || $0.unitsRanked == shown.count })
    for row in women where rows.contains(where: { $0.unit == "2801000" && $0.id == "C05/2801000/2023" && $0.value == nil }) {
      #expect(row.powiatValue == nil || !row.unit.hasPrefix("2801"))
    }
  }

  @Test func whatIsLeftOfAWholeIsACountToo() throws {
    // All but one of fifty are women: the one man could be read off.
    let (rows, withheld, _, _, _) = try tables([50, 60, 70, 80, 90], women: [49, 20, 30, 40, 50])
    let row = try #require(rows.first { $0.id == "C05/2801011/2023" })
    #expect(row.value == nil && row.reason == "withheld")
    #expect(withheld.contains { $0.unit == "2801011" })
  }

  @Test func nothingSmallNothingWithheld() throws {
    let (rows, withheld, _, _, _) = try tables([50, 60, 70, 80, 90], women: [10, 20, 30, 40, 50])
    #expect(withheld.isEmpty && rows.allSatisfy { $0.reason != "withheld" })
    #expect(rows.contains { $0.id == "C05/2801011/2023" && $0.numerator == 10 })
  }

  @Test func zerosAreShown() throws {
    let (rows, withheld, _, _, _) = try tables([50, 60, 70, 80, 90], women: [0, 20, 30, 40, 50])
    #expect(withheld.isEmpty && rows.contains { $0.id == "C05/2801011/2023" && $0.numerator == 0 })
  }

  @Test func zerosAreWithheldWhereThePipelineSaysSo() throws {
    let place = try Workplace(Self.catalogue)
    place.more = #""disclosure": {"zeros": "withheld"}"#
    try place.observe(Self.observations([50, 60, 70, 80, 90], women: [0, 20, 30, 40, 50]))
    let (directory, outcome) = try place.run()
    let rows = try IndicatorRow.read(directory + "/indicators.csv")
    #expect(rows.first { $0.id == "C05/2801011/2023" }?.reason == "withheld")
    #expect(outcome.findings.allSatisfy { $0.severity != .error })
    place.more = #""disclosure": {"zeros": "hidden"}"#
    #expect(throws: Refusal.self) { try place.run() }
  }

  @Test(arguments: [("", true), (#""disclosure": {"groups": "shown"}"#, false)])
  func whatEverybodyHasIsWithheldForSensitiveTraits(more: String, isWithheld: Bool) throws {
    // All 50 of one gmina are women; the indicator asks for five, as those of violence and addiction do.
    let place = try Workplace(Self.catalogue.map { $0.replacing(";3;GUS", with: ";5;GUS") })
    place.more = more
    try place.observe(Self.observations([50, 60, 70, 80, 90], women: [50, 20, 30, 40, 50]))
    let rows = try IndicatorRow.read(try place.run().directory + "/indicators.csv")
    #expect((rows.first { $0.id == "C05/2801011/2023" }?.reason == "withheld") == isWithheld)
  }

  @Test func everythingMadeOfAWithheldCountIsWithoutIt() throws {
    let catalogue = [
      Sample.indicator("C02", "unemployed", "population", multiplier: "100", interval: "wilson"),
      Sample.indicator("C05", "unemployed[sex=K]", "unemployed", multiplier: "100", direction: "-", interval: "wilson"),
    ]
    let place = try Workplace(catalogue)
    place.more = """
      "index": {"id": "risk", "title": {"pl": "Ryzyko", "en": "Risk"}, "levels": ["gmina"], "domains": [
        {"id": "women", "title": {"pl": "Kobiety", "en": "Women"}, "indicators": ["C05"]},
        {"id": "rest", "title": {"pl": "Reszta", "en": "Rest"}, "indicators": ["C02"]}]}
      """
    try place.observe(Self.observations([50, 60, 70, 80, 90], women: [2, 20, 30, 40, 50]))
    let directory = try place.run().directory
    let domain = try IndexDomainRow.read(directory + "/index_domains.csv").first {
      $0.unit == "2801011" && $0.period == "2023" && $0.domain == "women"
    }
    #expect(domain?.score == nil && domain?.indicatorsMissing == ["C05"])
    let trend = try TrendRow.read(directory + "/trends.csv").first { $0.indicator == "C05" && $0.unit == "2801011" }
    #expect(trend?.lastPeriod == "2020")
  }

  /// Every way of seeing a withheld count by one subtraction, over random tables.
  @Test func noSubtractionFindsASmallCount() throws {
    var random = Dice(state: 7)
    for _ in 0..<12 {
      let women = (0..<5).map { _ in Double(random.below(6)) }
      let unemployed = women.map { $0 + Double(random.below(9)) }
      let (rows, _, outcome, _, _) = try tables(unemployed, women: women)
      #expect(outcome.findings.allSatisfy { $0.severity != .error })
      var shown: [String: Double] = [:]
      for row in rows where row.period == "2023" {
        if row.indicator == "C05" { shown["K" + row.unit] = row.numerator }
        if let total = row.indicator == "C05" ? row.denominator : row.numerator { shown["T" + row.unit] = total }
      }
      for kind in ["K", "T"] {
        for (powiat, members) in [("2801000", Array(Self.gminas.prefix(3))), ("2802000", Array(Self.gminas.suffix(2)))] {
          for gmina in members {
            let others = members.filter { $0 != gmina }.map { shown[kind + $0] }
            var known = shown[kind + gmina]
            if known == nil, let total = shown[kind + powiat], others.allSatisfy({ $0 != nil }) {
              known = others.reduce(total) { $0 - ($1 ?? 0) }
            }
            if let known { #expect(known == 0 || known >= 3, "\(kind)\(gmina) \(unemployed) \(women)") }
          }
        }
      }
      for unit in Self.gminas {
        if let part = shown["K" + unit], let whole = shown["T" + unit] { #expect(whole == part || whole - part >= 3) }
      }
    }
  }

  private struct Dice {
    var state: UInt64
    mutating func below(_ n: UInt64) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) % n
    }
  }
}
