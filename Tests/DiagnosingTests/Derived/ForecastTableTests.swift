import Contracts
import Findings
import Territory
import Testing

@testable import Diagnosing

@Suite struct ForecastTableTests {
  private func rows(
    _ values: [Double?], breaks: String = "", interval: String = "none", horizon: Int? = nil, years: [Int]? = nil,
    found: [SeriesBreakRow] = []
  ) throws -> [ForecastRow] {
    let years = years ?? Array(2015..<2015 + values.count)
    let entry = try Sample.catalogue([
      Sample.indicator("C", "rate", multiplier: "100", interval: interval, breaks: breaks)
    ]).entries[0]
    let units = RegionUnits(Sample.register, region: "28")
    let scope = IndicatorRows.Scope(units: units, years: years, baseYear: years[0], levels: [.voivodeship], region: "28")
    var grid = IndicatorGrid(units: units.count, years: YearList(years))
    let unit = try #require(units.position(of: "2800000"))
    for (position, value) in values.enumerated() {
      grid[unit, position] = IndicatorValue(
        value: value, numerator: nil, denominator: nil, reason: value == nil ? .noData : nil, status: .ok, interval: nil)
    }
    return ForecastTable(scope: scope, breaks: BreakMarks(found), horizon: horizon ?? years[years.count - 1] + 2).rows(
      entry, grid)
  }

  @Test func yearsUpToTheHorizonInOrder() throws {
    let found = try rows([10, 11, 12, 13.5, 14, 15, 16.2, 17], horizon: 2026)
    #expect(found.map(\.period) == ["2023", "2024", "2025", "2026"])
    #expect(found.map(\.purpose) == [.assessment, .assessment, .path, .strategy])
    for row in found {
      let limits = [row.lower95, row.lower80, row.value, row.upper80, row.upper95].compactMap { $0 }
      #expect(limits.count == 5 && limits == limits.sorted() && limits[0] > 0)
      #expect((row.mean ?? 0) >= (row.value ?? 0))
      #expect(row.scale == "log" && row.count == 8 && row.reason == .forecast)
    }
    // A steady rise is better forecast with a slope than without.
    #expect(found[0].model != "naive" && (found[0].scaledError ?? 1) < 1)
  }

  @Test func sharesStayBelowTheWhole() throws {
    let found = try rows([90, 92, 94, 95.5, 97, 98, 98.8, 99.4], interval: "wilson", horizon: 2030)
    #expect(found.allSatisfy { $0.scale == "logit" && ($0.upper95 ?? 101) < 100 && ($0.lower95 ?? -1) > 0 })
  }

  @Test(
    arguments: [
      ([10, 11, 12, 13, 14], "", .tooFew), ([10, 11, 12, 13, 14, 15, nil], "", .notCurrent),
      ([10, 11, 12, 13, 14, 15, 16, 17], "2020:form-change", .recentBreak),
      ([10, 11, 12, 13, 14, 15, 16, 17], "2017:form-change", .forecast),
      ([10, 11, 12, 13, 14, 15, 16, 17], "2018:form-change", .tooFew), ([10, 0, 12, 13, 14, 15, 16], "", .outOfScale),
      ([10, nil, 12, 13, 14, 15, 16, 17, 18], "", .forecast), ([10, 1, nil, 13, 14, 15, 16, 17], "", .tooFew),
    ] as [([Double?], String, ForecastRow.Reason)])
  func refusals(values: [Double?], breaks: String, reason: ForecastRow.Reason) throws {
    let found = try rows(values, breaks: breaks)
    #expect(found[0].reason == reason)
    if reason != .forecast { #expect(found.count == 1 && found[0].period.isEmpty && found[0].value == nil) }
  }

  @Test func aBreakFoundInTheDataCountsLikeOneOfTheDefinition() throws {
    let values: [Double?] = [10, 11, 12, 13, 14, 15, 16, 17]
    #expect(try rows(values, found: [TrendTableTests.mark("rate", "2800000", "2020")])[0].reason == .recentBreak)
    #expect(try rows(values, found: [TrendTableTests.mark("rate", "", "2018")])[0].reason == .tooFew)
    #expect(try rows(values, found: [TrendTableTests.mark("rate", "2801000", "2020")])[0].reason == .forecast)
    #expect(try rows(values, found: [TrendTableTests.mark("other", "", "2020")])[0].reason == .forecast)
  }

  @Test func balancesMayPassThroughZero() throws {
    let found = try rows([-3, -2, 1, -1, 2, 1, -2, 0.5])
    #expect(found.allSatisfy { $0.scale == "identity" && $0.lower95 ?? 0 < 0 })
  }

  @Test func yearsApartAreNoSeries() throws {
    #expect(try rows([1, 2, 3, 4, 5, 6, 7], years: [2005, 2010, 2015, 2016, 2017, 2018, 2019])[0].reason == .tooFew)
  }
}
