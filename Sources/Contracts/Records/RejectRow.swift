package import Findings

/// A cell that could not be used: its raw text, where it stands, and why. A line of `rejects/<source>.csv`, which a
/// person can correct and ingest again.
package struct RejectRow: Sendable, Hashable {
  package var place: Place
  /// As published, however wrong.
  package var unitCode: String
  package var period: String
  package var series: String
  /// As published: `tys. zł`. Without it a corrected number would lose its factor.
  package var unitOfMeasure: String
  /// Attribute beside the value.
  package var attribute: String
  package var text: String
  /// Stable, for machines: the code of the finding.
  package var code: String
  package var message: Wording

  package init(
    place: Place, unitCode: String, period: String, series: String, unitOfMeasure: String = "", attribute: String = "",
    text: String, code: String, message: Wording
  ) {
    self.place = place
    self.unitCode = unitCode
    self.period = period
    self.series = series
    self.unitOfMeasure = unitOfMeasure
    self.attribute = attribute
    self.text = text
    self.code = code
    self.message = message
  }
}
