package import Findings

/// A count that the edition withholds, and what somebody who reads everything that it publishes can still work out: a line of
/// `3-tables/disclosure.csv`.
///
/// Cells withheld for their own sake and cells withheld to protect others are not told apart: to say which is which would give the former
/// away.
package struct DisclosureRow: Sendable, Hashable {
  package static let fileName = "disclosure.csv"

  /// The measure with its breakdown, as in the catalogue: `assistance.reason.violence.persons_in_families`.
  package var subject = ""
  /// 7-digit TERYT, or the NUTS code of a subregion.
  package var unit = ""
  package var unitName = ""
  package var level = ""
  package var period = ""
  /// Bounds of the attacker who knows every published table and that nothing is negative; no upper one when empty.
  package var lower: Double?
  package var upper: Double?
  /// Indicators whose value of this unit and period is withheld with it.
  package var indicators: [String] = []
  /// The edition before, where it has shown the count already; else empty. There are no bounds then: the count is known, and is
  /// not to be shown again.
  package var shownIn = ""

  package init() {}
}

extension DisclosureRow: TableRow {
  package static let columns: [TableColumn] = [
    TableColumn("subject", .text, Wording("co policzono", en: "what is counted")),
    TableColumn("unit", .text, Wording("kod jednostki", en: "unit code")),
    TableColumn("unit_name", .text, Wording("jednostka", en: "unit")),
    TableColumn("level", .text, Wording("poziom", en: "level")),
    TableColumn("period", .text, Wording("okres", en: "period")),
    TableColumn("lower", .number, Wording("dolna granica", en: "lower bound")),
    TableColumn("upper", .number, Wording("górna granica", en: "upper bound")),
    TableColumn("indicators", .text, Wording("wskaźniki", en: "indicators")),
    TableColumn("shown_in", .text, Wording("pokazane już w wydaniu", en: "shown already in edition")),
  ]

  package init(reading fields: inout TableFields) throws(Refusal) {
    subject = fields.text()
    unit = fields.text()
    unitName = fields.text()
    level = fields.text()
    period = fields.text()
    lower = try fields.number()
    upper = try fields.number()
    indicators = fields.list()
    shownIn = fields.text()
  }

  package func write(to line: inout TableLine) {
    line.text(subject)
    line.text(unit)
    line.text(unitName)
    line.text(level)
    line.text(period)
    line.number(lower)
    line.number(upper)
    line.list(indicators)
    line.text(shownIn)
  }

  package var key: [String] { [subject, unit, period] }
}
