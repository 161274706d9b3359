package import Findings

/// A year from which a series is not fully comparable with the years before, found in the data: a line of
/// `2-observations/breaks.csv`. Breaks that are known of a definition stand in the catalogue of indicators.
package struct SeriesBreakRow: Sendable, Hashable {
  package enum Code: String, Sendable, Hashable, CaseIterable {
    /// Another publisher's figures from here on.
    case sourceChange = "source-change"
    /// Another version of the official form.
    case formChange = "form-change"
    /// The publisher says so of the figures (attribute `M`).
    case methodChanged = "method-changed"
    /// The unit's borders changed and the figures could not be recomputed exactly.
    case territory
  }

  package var measure = ""
  /// Empty where it holds for every unit.
  package var unit = ""
  /// First period of the new state.
  package var period = ""
  package var code = Code.sourceChange
  /// What changed into what: `gus-bdl → ozps`, `MPiPS-03 (2012–2020) → MRiPS-03 (2021)`.
  package var detail = ""

  package init() {}
}

extension SeriesBreakRow: TableRow {
  /// In the folder of the normalise stage.
  package static let fileName = "breaks.csv"

  package static let columns: [TableColumn] = [
    TableColumn("measure", .text, Wording("miara", en: "measure")),
    TableColumn("unit", .text, Wording("kod jednostki", en: "unit code")),
    TableColumn("period", .text, Wording("pierwszy okres po zmianie", en: "first period after the break")),
    TableColumn("code", .text, Wording("rodzaj przerwy", en: "kind of break")),
    TableColumn("detail", .text, Wording("co się zmieniło", en: "what changed")),
  ]

  package init(reading fields: inout TableFields) throws(Refusal) {
    measure = fields.text()
    unit = fields.text()
    period = fields.text()
    code = try fields.choice(Code.self)
    detail = fields.text()
  }

  package func write(to line: inout TableLine) {
    line.text(measure)
    line.text(unit)
    line.text(period)
    line.text(code.rawValue)
    line.text(detail)
  }

  package var key: [String] { [measure, unit, period, code.rawValue] }
}
