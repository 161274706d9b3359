/// How much a finding weighs: `note` is for the record, `warning` for a person to look at, `error` counts against the
/// pipeline's tolerance and above it stops the publication (exit 65).
package enum Severity: String, Sendable, Hashable, CaseIterable {
  case note, warning, error
}

/// A fact about the data, returned beside the result and written to `findings.csv`; never thrown.
package struct Finding: Sendable, Hashable {
  package var severity: Severity
  /// Stable, for machines: kebab-case English such as `unknown-unit`, `unreadable-number`.
  package var code: String
  package var place: Place
  /// TERYT of the unit concerned, or empty.
  package var unit: String
  /// Measure or indicator concerned, or empty.
  package var measure: String
  /// What is wrong and how to mend it, in one or two sentences.
  package var message: Wording

  package init(
    _ severity: Severity, _ code: String, at place: Place = Place(), unit: String = "", measure: String = "",
    _ message: Wording
  ) {
    self.severity = severity
    self.code = code
    self.place = place
    self.unit = unit
    self.measure = measure
    self.message = message
  }
}
