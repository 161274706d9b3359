package import Findings

/// A published number beside the values themselves - a rank, a comparison, a forecast, a score of a domain - that is another than
/// in an earlier edition: a line of `derived-changes.csv`.
package struct DerivedChangeRow: Sendable, Hashable {
  /// `C01/2801000/2023` for a column of the indicators, `forecasts/C01.2800000/2030` for one of a derived table: the name by which
  /// the row is explained.
  package var id = ""
  package var column = ""
  /// As published; empty where there was none, or where the newer edition withholds it.
  package var old = ""
  package var new = ""
  /// `new - old` of two numbers.
  package var difference: Double?
  /// The factor at which it became what it is now.
  package var cause = ChangeCause.source

  package init() {}
}

extension DerivedChangeRow: TableRow {
  /// Beside the report.
  package static let fileName = "derived-changes.csv"

  package static let columns: [TableColumn] = [
    TableColumn("id", .text, Wording("identyfikator", en: "id")),
    TableColumn("column", .text, Wording("kolumna", en: "column")),
    TableColumn("old", .text, Wording("poprzednio", en: "before")),
    TableColumn("new", .text, Wording("teraz", en: "now")),
    TableColumn("difference", .number, Wording("różnica", en: "difference")),
    TableColumn("cause", .text, Wording("przyczyna", en: "cause")),
  ]

  package init(reading fields: inout TableFields) throws(Refusal) {
    id = fields.text()
    column = fields.text()
    old = fields.text()
    new = fields.text()
    difference = try fields.number()
    cause = try fields.choice(ChangeCause.self)
  }

  package func write(to line: inout TableLine) {
    line.text(id)
    line.text(column)
    line.text(old)
    line.text(new)
    line.number(difference)
    line.text(cause.rawValue)
  }

  package var key: [String] { [id, column] }
}
