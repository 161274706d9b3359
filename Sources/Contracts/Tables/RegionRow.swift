package import Findings

/// One region of a merged edition: a line of `regions.csv`.
package struct RegionRow: Sendable, Hashable {
  package enum Status: String, Sendable, Hashable, CaseIterable {
    case merged, missing
  }

  /// TERYT prefix: `28`.
  package var region = ""
  package var status = Status.missing
  /// Name of the region's pipeline; empty when it is missing.
  package var pipeline = ""
  package var edition = ""
  /// SHA-256 of the edition's `run.json`.
  package var sha256 = ""
  /// Rows that the region has in `indicators.csv`.
  package var rows = 0

  package init() {}
}

extension RegionRow: TableRow {
  package static let columns: [TableColumn] = [
    TableColumn("region", .text, Wording("region", en: "region")),
    TableColumn("status", .text, Wording("stan", en: "status")),
    TableColumn("pipeline", .text, Wording("potok", en: "pipeline")),
    TableColumn("edition", .text, Wording("wydanie", en: "edition")),
    TableColumn("sha256", .text, Wording("SHA-256 zapisu wydania", en: "SHA-256 of the edition's record")),
    TableColumn("rows", .integer, Wording("wiersze", en: "rows")),
  ]

  package init(reading fields: inout TableFields) throws(Refusal) {
    region = fields.text()
    status = try fields.choice(Status.self)
    pipeline = fields.text()
    edition = fields.text()
    sha256 = fields.text()
    rows = try fields.requiredInteger()
  }

  package func write(to line: inout TableLine) {
    line.text(region)
    line.text(status.rawValue)
    line.text(pipeline)
    line.text(edition)
    line.text(sha256)
    line.integer(rows)
  }

  package var key: [String] { [region] }
}
