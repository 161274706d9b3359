/// The composite index of one unit in one period: a line of `3-tables/index.csv`.
package struct IndexRow: Sendable, Hashable {
  package var index = ""
  package var unit = ""
  package var unitName = ""
  package var level = ""
  package var period = ""
  package var score: Double?
  package var rank: Int?
  package var unitsRanked: Int?
  package var rankLow: Int?
  package var rankHigh: Int?
  /// Quintile 1-5, column `class`.
  package var quintile: Int?
  /// Share of the weight of the indicators that are present, 0-1.
  package var coverage: Double?
  /// Indicators without a value, joined by spaces in the file.
  package var missing: [String] = []

  package init() {}
}
