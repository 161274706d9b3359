// Reference values: p of Mann and Kendall for five rising values by counting orders, 2/120; Theil-Sen by hand.
import Contracts
import Findings
import Territory
import Testing

@testable import Diagnosing

@Suite struct TrendTableTests {
  private func row(_ values: [Double?], breaks: String = "", direction: String = "-", found: [SeriesBreakRow] = []) throws
    -> TrendRow
  {
    let years = Array(2015..<2015 + values.count)
    let entry = try Sample.catalogue([Sample.indicator("C", "rate", direction: direction, breaks: breaks)]).entries[0]
    let units = RegionUnits(Sample.register, region: "28")
    let scope = IndicatorRows.Scope(units: units, years: years, baseYear: 2015, levels: [.gmina], region: "28")
    var grid = IndicatorGrid(units: units.count, years: YearList(years))
    let unit = try #require(units.position(of: "2801011"))
    for (position, value) in values.enumerated() {
      grid[unit, position] = IndicatorValue(
        value: value, numerator: nil, denominator: nil, reason: value == nil ? .noData : nil, status: .ok, interval: nil)
    }
    return try #require(TrendTable(scope: scope, breaks: BreakMarks(found)).rows(entry, grid).first { $0.unit == "2801011" })
  }

  static func mark(
    _ measure: String, _ unit: String, _ period: String, _ code: SeriesBreakRow.Code = .territory
  ) -> SeriesBreakRow {
    var row = SeriesBreakRow()
    row.measure = measure
    row.unit = unit
    row.period = period
    row.code = code
    return row
  }

  @Test func fiveRisingValuesAreATrend() throws {
    let found = try row([1, 2, 3, 4, 5.5])
    #expect(found.verdict == .rising && found.meaning == "worse" && found.tau == 1)
    #expect(abs((found.probability ?? 0) - 2.0 / 120) < 1e-15)
    #expect(found.slope == 1 && (found.slopeLower ?? 9) <= 1 && (found.slopeUpper ?? 0) >= 1)
    #expect(found.count == 5 && found.firstPeriod == "2015" && found.lastPeriod == "2019")
    #expect(try row([5, 4, 3, 2, 1]).meaning == "better")
    #expect(try row([1, 2, 3, 4, 5], direction: "+").meaning == "better")
    #expect(try row([1, 2, 3, 4, 5], direction: "n").meaning == "")
  }

  @Test func noTrendIsSaidWithoutATest() throws {
    #expect(try row([1, 2, 3, 4, nil]).reason == .tooFew)
    #expect(try row([2, 2, 2, 2, 2, 2]).reason == .constant)
    #expect(try row([1, 5, 2, 4, 3, 3]).verdict == .none)
    for found in [try row([1, 2, 3, 4, nil]), try row([2, 2, 2, 2, 2, 2])] {
      #expect(found.verdict == .notTested && found.probability == nil && found.slope == nil)
    }
  }

  @Test func aBreakStartsTheSeriesAnew() throws {
    let short = try row([1, 2, 3, 4, 5, 6, 7, 8], breaks: "2019:form-change")
    #expect(short.reason == .brokenSeries && short.count == 4 && short.breakPeriod == "2019" && short.breakCode == "form-change")
    let long = try row([9, 9, 9, 9, 1, 2, 3, 4, 5], breaks: "2019:form-change")
    #expect(long.verdict == .rising && long.firstPeriod == "2019")
    // A break before or after all values breaks nothing.
    #expect(try row([1, 2, 3, 4, 5], breaks: "2012:census 2030:census").breakPeriod == "")
  }

  @Test func aBreakFoundInTheDataStartsItAnewToo() throws {
    let values: [Double?] = [1, 2, 3, 4, 5, 6, 7, 8]
    let own = try row(values, breaks: "2016:census", found: [Self.mark("rate", "2801011", "2019")])
    #expect(own.reason == .brokenSeries && own.breakPeriod == "2019" && own.breakCode == "territory")
    // Another unit's borders, another measure's source.
    let others = [Self.mark("rate", "2801022", "2019"), Self.mark("other", "", "2019")]
    #expect(try row(values, found: others).breakPeriod == "")
    // A new version of the form alone asks for the same, unless the definition says otherwise.
    let version = [Self.mark("rate", "", "2019", .formChange)]
    #expect(try row(values, found: version).breakPeriod == "")
    #expect(try row(values, breaks: "2019:form-change", found: version).breakPeriod == "2019")
  }
}
