// Quarters worked out by hand from the intervals below.
import Contracts
import Methods
import Territory
import Testing

@testable import Diagnosing

@Suite struct AdequacyPairsTests {
  private static let districts = ["1465028", "1465038", "1465048"]

  private func rows(needDirection: String) throws -> [AdequacyPairRow] {
    let third = Unit(code: "1465048", name: "Bielany", level: .district, kind: .district, parent: "1465000")
    let units = RegionUnits(Register(Sample.units + [third], on: "2024-01-01"), region: "1465")
    let scope = IndicatorRows.Scope(units: units, years: [2023], baseYear: 2023, levels: [.district], region: "1465")
    let entries = try Sample.catalogue([
      Sample.indicator("A04", "rate", direction: needDirection), Sample.indicator("F07", "rate", direction: "+"),
    ]).entries
    func grid(city: Double, _ values: [Double], half: Double) -> IndicatorGrid {
      var grid = IndicatorGrid(units: units.count, years: YearList([2023]))
      for (code, value) in zip(["1465000"] + Self.districts, [city] + values) {
        grid[units.position(of: code) ?? 0, 0] = IndicatorValue(
          value: value, numerator: nil, denominator: nil, reason: nil, status: .ok,
          interval: Interval(value - half, value + half))
      }
      return grid
    }
    let need = (entry: entries[0], grid: grid(city: 10, [20, 10, 5], half: 2))
    let resource = (entry: entries[1], grid: grid(city: 3, [1, 3, 6], half: 1))
    return AdequacyPairs(scope: scope).rows(need, resource)
  }

  @Test func districtsAreComparedWithTheirCity() throws {
    let found = try rows(needDirection: "-")
    #expect(found.map(\.unit) == Self.districts)
    #expect(found.map(\.quadrant) == [.highNeedLowResource, .uncertain, .lowNeedHighResource])
  }

  @Test func aNeedGrowsWithItsValueThoughTheValueBeGood() throws {
    let found = try rows(needDirection: "+")
    #expect(found.map(\.quadrant) == [.highNeedLowResource, .uncertain, .lowNeedHighResource])
    #expect((found[0].needScore ?? 0) > 0 && (found[0].gap ?? 0) > 0)
  }
}
