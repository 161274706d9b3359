/// One domain of the composite index of one unit: a line of `3-tables/index_domains.csv`.
package struct IndexDomainRow: Sendable, Hashable {
  package var index = ""
  package var domain = ""
  package var unit = ""
  package var period = ""
  package var score: Double?
  package var weight: Double?
  /// Indicators the score was computed from, joined by spaces in the file.
  package var indicatorsUsed: [String] = []
  package var indicatorsMissing: [String] = []

  package init() {}
}
