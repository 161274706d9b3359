// Reference values: by hand from the definitions (Kukuła's zero unitarisation, means with renormalised weights).
import Contracts
import Findings
import Territory
import Testing

@testable import Diagnosing
@testable import Pipelines

@Suite struct CompositeIndexTests {
  private let gminas = ["2801011", "2801022", "2801033", "2802012", "2802022"]

  private func domain(_ id: String, _ indicators: [String], weight: Double = 1) -> IndexSettings.Domain {
    IndexSettings.Domain(id: id, title: Wording(id, en: id), weight: weight, indicators: indicators)
  }

  private func settings(_ domains: [IndexSettings.Domain], levels: [String] = ["gmina"]) -> IndexSettings {
    IndexSettings(
      id: "risk", title: Wording("ryzyko", en: "risk"), levels: levels, method: "zero-unitarisation", coverage: 0.5,
      domains: domains)
  }

  private func catalogue() throws(Refusal) -> Catalogue {
    try Sample.catalogue([
      Sample.indicator("A", "rate", direction: "-"), Sample.indicator("B", "rate", direction: "+"),
      Sample.indicator("C", "rate", direction: "-", levels: "powiat"), Sample.indicator("D", "rate", direction: "n"),
      Sample.indicator("E", "rate", direction: "-"),
    ])
  }

  /// - Parameter values: by indicator, by year, by gmina.
  private func result(
    _ domains: [IndexSettings.Domain], _ values: [String: [Int: [Double?]]]
  ) throws(Refusal) -> CompositeIndex.Result {
    let units = RegionUnits(Sample.register, region: "28")
    let scope = IndicatorRows.Scope(
      units: units, years: [2020, 2023], baseYear: 2020, levels: [.gmina], region: "28")
    var grids: [String: IndicatorGrid] = [:]
    for (id, years) in values {
      var grid = IndicatorGrid(units: units.count, years: YearList([2020, 2023]))
      for (year, list) in years {
        for (code, value) in zip(gminas, list) {
          guard let unit = units.position(of: code), let position = grid.years.position(of: year) else { continue }
          grid[unit, position] = IndicatorValue(
            value: value, numerator: nil, denominator: nil, reason: value == nil ? .noData : nil, status: .ok, interval: nil)
        }
      }
      grids[id] = grid
    }
    return CompositeIndex(settings(domains), scope, try catalogue(), grids: grids, file: "p.json").result()
  }

  private func scores(_ result: CompositeIndex.Result, _ year: String) -> [Double?] {
    result.rows.filter { $0.period == year }.map(\.score)
  }

  @Test func highScoreIsMuchRiskAndYearsShareOneRange() throws {
    let found = try result(
      [domain("one", ["A"]), domain("two", ["B"])],
      [
        "A": [2020: [0, 2, 4, 6, 8], 2023: [10, 8, 6, 4, 2]],
        "B": [2020: [10, 8, 6, 4, 2], 2023: [0, 2, 4, 6, 8]],
      ])
    #expect(scores(found, "2020") == [0, 0.2, 0.4, 0.6, 0.8])
    #expect(scores(found, "2023") == [1, 0.8, 0.6, 0.4, 0.2])
    let first = try #require(found.rows.first)
    #expect(first.rank == 1 && first.unitsRanked == 5 && first.quintile == 1 && first.rankLow == 1 && first.rankHigh == 1)
    #expect(first.coverage == 1 && first.missing.isEmpty && first.level == "gmina" && first.unitName == "Miasto")
    #expect(found.rows.map(\.period) == Array(repeating: ["2020", "2023"], count: 5).flatMap { $0 })
  }

  @Test func missingIsOpenAndNeverZero() throws {
    let found = try result(
      [domain("one", ["A", "E"]), domain("two", ["B"], weight: 3)],
      [
        "A": [2020: [0, nil, nil, 5, 10], 2023: [0, 5, 10, 5, 10]], "E": [2020: [0, 4, nil, 8, 8], 2023: [0, 4, 8, 8, 8]],
        "B": [2020: [10, 5, 0, nil, 10], 2023: [0, 5, 10, 0, 5]],
      ])
    let rows = found.rows.filter { $0.period == "2020" }
    // Second: domain one from E alone (0.5), domain two 0.5. Third: domain one missing, three quarters of the weight left.
    #expect(rows.map(\.score) == [0, 0.5, 1, nil, 0.25])
    #expect(rows.map(\.coverage) == [1, 0.875, 0.75, 0.25, 1])
    #expect(rows.map(\.missing) == [[], ["A"], ["A", "E"], ["B"], []])
    #expect(rows.map(\.rank) == [1, 3, 4, nil, 2] && rows[0].unitsRanked == 4)
    let parts = found.domains.filter { $0.period == "2020" && $0.domain == "one" }
    #expect(parts.map(\.score) == [0, 0.5, nil, 0.75, 1])
    #expect(parts.allSatisfy { $0.weight == 0.25 })
    #expect(parts[1].indicatorsUsed == ["E"] && parts[1].indicatorsMissing == ["A"])
  }

  @Test func rangeOfPlacesByLeavingOneDomainOut() throws {
    let found = try result(
      [domain("one", ["A"]), domain("two", ["E"])],
      [
        "A": [2020: [0, 2, 4, 6, 10], 2023: [0, 0, 0, 0, 0]], "E": [2020: [10, 5, 4, 3, 0], 2023: [0, 0, 0, 0, 0]],
      ])
    let rows = found.rows.filter { $0.period == "2020" }
    #expect(rows.map(\.rankLow) == [1, 1, 2, 2, 1])
    #expect(rows.map(\.rankHigh) == [5, 4, 3, 4, 5])
  }

  @Test func indicatorOfAnotherLevelIsLeftOutWithANote() throws {
    let values: [Int: [Double?]] = [2020: [0, 2, 4, 6, 8], 2023: [0, 2, 4, 6, 8]]
    let found = try result([domain("one", ["A", "C"]), domain("two", ["C"])], ["A": values, "C": values])
    #expect(found.findings.map(\.code) == ["index-indicator-not-at-level", "index-indicator-not-at-level"])
    #expect(scores(found, "2020") == [0, 0.25, 0.5, 0.75, 1])
    #expect(found.rows.allSatisfy { $0.missing.isEmpty && $0.coverage == 1 })
    #expect(Set(found.domains.map(\.domain)) == ["one"])
  }

  @Test func indicatorWithoutVariationCountsAsMissing() throws {
    let found = try result(
      [domain("one", ["A", "E"])],
      [
        "A": [2020: [0, 2, 4, 6, 8], 2023: [0, 2, 4, 6, 8]], "E": [2020: [3, 3, 3, 3, 3], 2023: [3, 3, 3, 3, 3]],
      ])
    #expect(found.findings.map(\.code) == ["index-indicator-without-variation"])
    #expect(found.rows.allSatisfy { $0.missing == ["E"] && $0.coverage == 0.5 && $0.score != nil })
  }

  @Test func wrongSettingsAreRefused() throws {
    let catalogue = try catalogue()
    func refused(_ settings: IndexSettings, _ word: String) {
      do throws(Refusal) {
        try CompositeIndex.check(settings, catalogue, file: "pipelines/p.json")
        Issue.record("was taken: \(settings)")
      } catch {
        #expect(error.kind == .configuration && error.what.polish.contains(word), "\(error.what.polish)")
      }
    }
    refused(settings([domain("one", ["D"])]), "więcej to lepiej")
    refused(settings([domain("one", ["X"])]), "„X”")
    refused(settings([domain("one", [])]), "pusta")
    refused(settings([domain("one", ["A"], weight: 0)]), "Wagi")
    refused(settings([domain("one", ["A"], weight: .infinity)]), "Wagi")
    refused(settings([domain("one", ["A"]), domain("one", ["B"])]), "dwa razy")
    refused(settings([domain("one", ["A"])], levels: ["gminy"]), "„gminy”")
    try CompositeIndex.check(settings([domain("one", ["A", "B"])]), catalogue, file: "pipelines/p.json")
  }
}
