/// One indicator of one unit in one period: a line of `3-tables/indicators.csv`. An empty cell is a missing value.
package struct IndicatorRow: Sendable, Hashable {
  /// `C01/2801000/2023`: indicator, unit, period.
  package var id = ""
  package var indicator = ""
  /// 7-digit TERYT, or the NUTS code of a subregion.
  package var unit = ""
  package var unitName = ""
  package var level = ""
  package var period = ""
  package var value: Double?
  /// 95 % interval of the value.
  package var lower: Double?
  package var upper: Double?
  /// `wilson`, `byar` or `none`.
  package var interval = "none"
  package var numerator: Double?
  package var denominator: Double?
  package var status = ObservationStatus.ok
  /// Code of why there is no value; empty when there is one.
  package var reason = ""
  /// 1 is the best (or the greatest where neither end is good) among the units of the same level and period.
  package var rank: Int?
  package var unitsRanked: Int?
  package var rankLow: Int?
  package var rankHigh: Int?
  /// Quintile 1-5, column `class`.
  package var quintile: Int?
  package var powiatValue: Double?
  package var voivodeshipValue: Double?
  package var countryValue: Double?
  package var changePrevious: Double?
  package var previousPeriod = ""
  package var changeBase: Double?
  package var basePeriod = ""
  /// Observations that the value was computed from.
  package var sourceCount = 0
  /// Ids of the sources, joined by spaces in the file.
  package var sources: [String] = []

  package init() {}
}
