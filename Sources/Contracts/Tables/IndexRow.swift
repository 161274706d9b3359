package import Findings

/// The composite index of one unit in one period: a line of `3-tables/index.csv`.
package struct IndexRow: Sendable, Hashable {
  package var index = ""
  package var unit = ""
  package var unitName = ""
  package var level = ""
  package var period = ""
  package var score: Double?
  package var rank: Int?
  package var unitsRanked: Int?
  package var rankLow: Int?
  package var rankHigh: Int?
  /// Quintile 1-5, column `class`.
  package var quintile: Int?
  /// Share of the weight of the indicators that are present, 0-1.
  package var coverage: Double?
  /// Indicators without a value, joined by spaces in the file.
  package var missing: [String] = []

  package init() {}
}

extension IndexRow: TableRow {
  package static let columns: [TableColumn] = [
    TableColumn("index", .text, Wording("indeks", en: "index")),
    TableColumn("unit", .text, Wording("kod jednostki", en: "unit code")),
    TableColumn("unit_name", .text, Wording("jednostka", en: "unit")),
    TableColumn("level", .text, Wording("poziom", en: "level")),
    TableColumn("period", .text, Wording("okres", en: "period")),
    TableColumn("score", .number, Wording("wynik", en: "score")),
    TableColumn("rank", .integer, Wording("miejsce", en: "rank")),
    TableColumn("units_ranked", .integer, Wording("liczba porównywanych jednostek", en: "units ranked")),
    TableColumn("rank_low", .integer, Wording("najwyższe możliwe miejsce", en: "best possible rank")),
    TableColumn("rank_high", .integer, Wording("najniższe możliwe miejsce", en: "worst possible rank")),
    TableColumn("class", .integer, Wording("klasa (kwintyl)", en: "class (quintile)")),
    TableColumn("coverage", .number, Wording("pokrycie wag (0-1)", en: "share of the weight present (0-1)")),
    TableColumn("missing", .text, Wording("brakujące wskaźniki", en: "indicators missing")),
  ]

  package init(reading fields: inout TableFields) throws(Refusal) {
    index = fields.text()
    unit = fields.text()
    unitName = fields.text()
    level = fields.text()
    period = fields.text()
    score = try fields.number()
    rank = try fields.integer()
    unitsRanked = try fields.integer()
    rankLow = try fields.integer()
    rankHigh = try fields.integer()
    quintile = try fields.integer()
    coverage = try fields.number()
    missing = fields.list()
  }

  package func write(to line: inout TableLine) {
    line.text(index)
    line.text(unit)
    line.text(unitName)
    line.text(level)
    line.text(period)
    line.number(score)
    line.integer(rank)
    line.integer(unitsRanked)
    line.integer(rankLow)
    line.integer(rankHigh)
    line.integer(quintile)
    line.number(coverage)
    line.list(missing)
  }

  package var key: [String] { [index, unit, period] }
}
