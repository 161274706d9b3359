package import Findings

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

extension IndexDomainRow: TableRow {
  package static let columns: [TableColumn] = [
    TableColumn("index", .text, Wording("indeks", en: "index")),
    TableColumn("domain", .text, Wording("dziedzina", en: "domain")),
    TableColumn("unit", .text, Wording("kod jednostki", en: "unit code")),
    TableColumn("period", .text, Wording("okres", en: "period")),
    TableColumn("score", .number, Wording("wynik", en: "score")),
    TableColumn("weight", .number, Wording("waga", en: "weight")),
    TableColumn("indicators_used", .text, Wording("użyte wskaźniki", en: "indicators used")),
    TableColumn("indicators_missing", .text, Wording("brakujące wskaźniki", en: "indicators missing")),
  ]

  package init(reading fields: inout TableFields) throws(Refusal) {
    index = fields.text()
    domain = fields.text()
    unit = fields.text()
    period = fields.text()
    score = try fields.number()
    weight = try fields.number()
    indicatorsUsed = fields.list()
    indicatorsMissing = fields.list()
  }

  package func write(to line: inout TableLine) {
    line.text(index)
    line.text(domain)
    line.text(unit)
    line.text(period)
    line.number(score)
    line.number(weight)
    line.list(indicatorsUsed)
    line.list(indicatorsMissing)
  }

  package var key: [String] { [index, domain, unit, period] }
}
