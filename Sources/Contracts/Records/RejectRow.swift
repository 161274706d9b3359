package import Findings

/// A cell that could not be used: its raw text, where it stands, and why. A line of `rejects/<source>.csv`, which a
/// person can correct and ingest again.
package struct RejectRow: Sendable, Hashable {
  package var place: Place
  /// As published, however wrong.
  package var unitCode: String
  package var period: String
  package var series: String
  package var text: String
  /// Stable, for machines: the code of the finding.
  package var code: String
  package var message: Wording

  package init(
    place: Place, unitCode: String, period: String, series: String, text: String, code: String, message: Wording
  ) {
    self.place = place
    self.unitCode = unitCode
    self.period = period
    self.series = series
    self.text = text
    self.code = code
    self.message = message
  }
}
