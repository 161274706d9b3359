/// The name of one published number: `C01/2801000/2023` - indicator or index, unit, period. It stands in the column `id` of
/// `3-tables/indicators.csv`.
package struct NumberID: Sendable, Hashable {
  package var indicator: String
  package var unit: String
  package var period: String

  package init(indicator: String, unit: String, period: String) {
    self.indicator = indicator
    self.unit = unit
    self.period = period
  }

  /// nil for a text that is no such name.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    self.init(indicator: parts[0], unit: parts[1], period: parts[2])
  }

  /// As the pages of the report carry it in ids and addresses, where the slashes are dashes: `C01-2801000-2023`,
  /// `exclusion-risk-2801000-2023`, also with `#` before it; nil for a text that is no such name.
  package init?(anchor text: String) {
    guard let found = text.wholeMatch(of: /#?(.+)-([^-\/]+)-(\d{4}(?:-[^\/]*)?)/), !text.contains("/") else { return nil }
    self.init(indicator: String(found.1), unit: String(found.2), period: String(found.3))
  }

  package var text: String { "\(indicator)/\(unit)/\(period)" }
}
