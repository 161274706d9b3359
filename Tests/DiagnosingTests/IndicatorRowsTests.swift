import Contracts
import Findings
import Territory
import Pipelines
import Testing

@testable import Diagnosing

@Suite struct IndicatorRowsTests {
  typealias Seen = Sample.Seen

  /// Rows of one indicator by `unit/period`.
  private func rows(
    _ row: String, _ seen: [Seen], years: [Int] = [2015, 2020, 2023], base: Int = 2015, region: String = "28",
    levels: String = "voivodeship powiat gmina district"
  ) throws(Refusal) -> (rows: [String: IndicatorRow], order: [String], findings: [Finding]) {
    let catalogue = try Sample.catalogue([row])
    let entry = catalogue.entries[0]
    let resolver = FigureResolver(try Sample.cube(seen, region: region).cube)
    let calculator = IndicatorCalculator(entry, resolver)
    let scope = IndicatorRows.Scope(
      units: resolver.cube.units, years: years, baseYear: base,
      levels: Set(levels.split(separator: " ").compactMap { .init(rawValue: String($0)) }),
      region: region)
    let gridYears = YearList(years + years.map { $0 - 1 } + [base])
    var grid = IndicatorGrid(units: scope.units.count, years: gridYears)
    for unit in 0..<scope.units.count {
      for year in 0..<gridYears.count { grid[unit, year] = calculator.value(unit: unit, year: gridYears[year]) }
    }
    var found: [String: IndicatorRow] = [:]
    var order: [String] = []
    var findings = IndicatorFindings(entry, file: "indicators.csv")
    try IndicatorRows(scope, entry, grid).forEach { (unit, _, row) throws(Refusal) in
      found["\(row.unit)/\(row.period)"] = row
      order.append(row.id)
      findings.take(row, isInRegion: scope.units.isInRegion[unit])
    }
    return (found, order, findings.finish())
  }

  private let gminas = ["2801011", "2801022", "2801033", "2802012", "2802022"]

  private func published(_ values: [Double?], _ year: Int = 2023) -> [Seen] {
    zip(gminas, values).map { Seen($0, String(year), "rate", $1) }
  }

  @Test func everyUnitOfTheRegionHasARowAndOthersOnlyWithAValue() throws {
    let seen = published([1, 2, 3, 4, nil]) + [Seen("0000000", "2023", "rate", 7), Seen("0200000", "2023", "rate", 9)]
    let found = try rows(Sample.indicator("C", "rate"), seen, years: [2023])
    #expect(
      found.order == [
        "C/0000000/2023", "C/0200000/2023", "C/2800000/2023", "C/2801000/2023", "C/2801011/2023", "C/2801022/2023",
        "C/2801033/2023", "C/2802000/2023", "C/2802012/2023", "C/2802022/2023",
      ])
    let missing = try #require(found.rows["2802022/2023"])
    #expect(missing.value == nil && missing.reason == "not-available" && missing.status == .notAvailable)
    #expect(missing.rank == nil && missing.unitName == "Nowa" && missing.level == "gmina")
    #expect(found.rows["2801000/2023"]?.reason == "not-additive")
  }

  @Test(
    arguments: [
      (8.8, 9.1, -0.3), (0.1, 0.3, -0.2), (12, 7.25, 4.75), (1.1, 1.1, 0), (100.0 / 3, 50, 100.0 / 3 - 50),
      (1e15, 0.1, 1e15 - 0.1),
    ] as [(Double, Double, Double)])
  func differencesOfDecimalsAreDecimals(now: Double, then: Double, difference: Double) {
    #expect(exactDifference(now, then) == difference)
  }

  @Test func reliabilityAndLocationQuotient() throws {
    var seen: [Seen] = []
    for (gmina, count) in zip(gminas, [11.0, 12, 40, 60, 5]) {
      seen.append(Seen(gmina, "2023", "unemployed", count))
      seen.append(Seen(gmina, "2023", "population", gmina == "2802022" ? 20 : 100))
    }
    let found = try rows(
      Sample.indicator("C", "unemployed", "population", multiplier: "100", interval: "wilson"), seen, years: [2023]
    ).rows
    #expect(gminas.map { found["\($0)/2023"]?.reliability } == [.uncertain, .reliable, .reliable, .reliable, .smallBase])
    // The voivodeship has 128 of 420.
    #expect(abs((found["2801033/2023"]?.locationQuotient ?? 0) - 0.4 / (128.0 / 420)) < 1e-15)
    #expect(found["2800000/2023"]?.locationQuotient == nil)
  }

  @Test func levelsOfCatalogueAndPipelineAreKept() throws {
    let seen = published([1, 2, 3, 4, 5])
    let found = try rows(Sample.indicator("C", "rate", levels: "powiat gmina"), seen, years: [2023], levels: "gmina")
    #expect(found.order.count == 5)
  }

  @Test func ranksByDirectionOnUnroundedValues() throws {
    let seen = published([5, 2, 2, 2.0000001, 9])
    let less = try rows(Sample.indicator("C", "rate", direction: "-"), seen, years: [2023]).rows
    #expect(gminas.map { less["\($0)/2023"]?.rank } == [4, 1, 1, 3, 5])
    #expect(gminas.map { less["\($0)/2023"]?.rankLow } == [4, 1, 1, 3, 5])
    #expect(gminas.map { less["\($0)/2023"]?.rankHigh } == [4, 2, 2, 3, 5])
    #expect(gminas.map { less["\($0)/2023"]?.quintile } == [4, 1, 1, 3, 5])
    #expect(less["2801011/2023"]?.unitsRanked == 5)
    let more = try rows(Sample.indicator("C", "rate", direction: "+"), seen, years: [2023]).rows
    #expect(gminas.map { more["\($0)/2023"]?.rank } == [2, 4, 4, 3, 1])
    let neither = try rows(Sample.indicator("C", "rate", direction: "n"), seen, years: [2023]).rows
    #expect(gminas.allSatisfy { neither["\($0)/2023"]?.rank == nil && neither["\($0)/2023"]?.unitsRanked == nil })
  }

  @Test func missingHasNoPlaceAndLoneUnitNone() throws {
    let found = try rows(
      Sample.indicator("C", "rate"), published([5, nil, 2, nil, nil]) + [Seen("2801000", "2023", "rate", 1)], years: [2023]
    ).rows
    #expect(gminas.map { found["\($0)/2023"]?.rank } == [2, nil, 1, nil, nil])
    #expect(found["2801011/2023"]?.unitsRanked == 2 && found["2801011/2023"]?.quintile == nil)
    #expect(found["2801000/2023"]?.rank == nil)
  }

  @Test func rangeOfPlacesComesFromIntervals() throws {
    let seen = zip(gminas, [10.0, 12, 60, 61, 99]).flatMap {
      [Seen($0, "2023", "unemployed", $1), Seen($0, "2023", "population", 100)]
    }
    let found = try rows(
      Sample.indicator("C", "unemployed", "population", multiplier: "100", interval: "wilson"), seen, years: [2023]
    ).rows
    #expect(gminas.map { found["\($0)/2023"]?.rankLow } == [1, 1, 3, 3, 5])
    #expect(gminas.map { found["\($0)/2023"]?.rankHigh } == [2, 2, 4, 4, 5])
    #expect(found["2801011/2023"]?.interval == "wilson")
  }

  @Test func comparesWithTheUnitsAbove() throws {
    let seen =
      published([1, 2, 3, 4, 5]) + [
        Seen("0000000", "2023", "rate", 7), Seen("2800000", "2023", "rate", 8), Seen("2801000", "2023", "rate", 9),
      ]
    let found = try rows(Sample.indicator("C", "rate"), seen, years: [2023]).rows
    let gmina = try #require(found["2801011/2023"])
    #expect(gmina.powiatValue == 9 && gmina.voivodeshipValue == 8 && gmina.countryValue == 7)
    let other = try #require(found["2802012/2023"])
    #expect(other.powiatValue == nil && other.voivodeshipValue == 8)
    let powiat = try #require(found["2801000/2023"])
    #expect(powiat.powiatValue == nil && powiat.voivodeshipValue == 8 && powiat.countryValue == 7)
    #expect(found["0000000/2023"]?.countryValue == nil)
  }

  @Test func districtsCompareWithWarsawAndTheVoivodeship() throws {
    let seen = [
      Seen("1465028", "2023", "unemployed", 10), Seen("1465038", "2023", "unemployed", 30),
      Seen("1465028", "2023", "population", 100), Seen("1465038", "2023", "population", 100),
      Seen("1400000", "2023", "unemployed", 5), Seen("1400000", "2023", "population", 10),
    ]
    let found = try rows(
      Sample.indicator("C", "unemployed", "population", multiplier: "100", levels: "district"), seen, years: [2023],
      region: "1465", levels: "district"
    ).rows
    let bemowo = try #require(found["1465028/2023"])
    #expect(bemowo.value == 10 && bemowo.powiatValue == 20 && bemowo.voivodeshipValue == 50 && bemowo.rank == 1)
    #expect(found["1465000/2023"]?.value == 20)
    #expect(found["1400000/2023"]?.value == 50)
  }

  @Test func changeAgainstTheYearBeforeElseTheYearBeforeInTheList() throws {
    let seen =
      published([1, 2, 3, 4, 5], 2015) + published([2, 2, 3, 4, 5], 2020) + published([7, 2, 3, 4, nil], 2022)
      + published([10, 2, 3, 4, 5], 2023)
    let found = try rows(Sample.indicator("C", "rate"), seen).rows
    let first = try #require(found["2801011/2015"])
    #expect(first.changePrevious == nil && first.previousPeriod.isEmpty && first.changeBase == nil && first.basePeriod.isEmpty)
    let second = try #require(found["2801011/2020"])
    #expect(
      second.changePrevious == 1 && second.previousPeriod == "2015" && second.changeBase == 1 && second.basePeriod == "2015")
    let third = try #require(found["2801011/2023"])
    #expect(third.changePrevious == 3 && third.previousPeriod == "2022" && third.changeBase == 9)
    // All units of a level are compared with the same year: without a value for it there is no change.
    let fourth = try #require(found["2802022/2023"])
    #expect(fourth.changePrevious == nil && fourth.previousPeriod.isEmpty && fourth.changeBase == 0)
  }

  // MARK: findings

  @Test func crossedBreaksAreMarked() throws {
    let seen = published([1, 2, 3, 4, 5], 2015) + published([2, 2, 3, 4, 5], 2020) + published([7, 2, 3, 4, 5], 2023)
    let found = try rows(Sample.indicator("C", "rate", breaks: "2020:census-2021 2010:older"), seen).findings
    let crossings = found.filter { $0.code == "break-crossed" }
    #expect(crossings.count == 1)
    #expect(crossings.first?.message.polish.contains("census-2021") ?? false)
    #expect(crossings.first?.message.polish.contains("2015–2020, 2015–2023") ?? false)
    #expect(!(crossings.first?.message.polish.contains("2020–2023") ?? true))
  }

  @Test func sharesAboveTheWholeAreShown() throws {
    let seen = [
      Seen("2801000", "2023", "unemployed", 120), Seen("2801000", "2023", "population", 100),
      Seen("2802000", "2023", "unemployed", 12), Seen("2802000", "2023", "population", 100),
    ]
    let found = try rows(
      Sample.indicator("C", "unemployed", "population", multiplier: "100", interval: "wilson", breaks: ""), seen, years: [2023])
    let row = try #require(found.rows["2801000/2023"])
    #expect(row.value == 120 && row.lower == nil && row.interval == "none")
    #expect(found.findings.filter { $0.code == "share-above-whole" }.map(\.unit) == ["2801000"])
  }

  @Test func indicatorWithoutDataSaysWhy() throws {
    let found = try rows(Sample.indicator("C", "births"), [Seen("0000000", "2023", "births", 3)], years: [2023]).findings
    #expect(found.map(\.code) == ["indicator-without-data"])
    #expect(found.first?.message.polish.contains("nie jest publikowana na tym poziomie") ?? false)
  }
}
