package import Findings

/// The composite index of one unit by one method: a line of `3-tables/index_methods.csv`, for the last year of the index.
///
/// Methods: `zero-unitarisation` (means of ranges), `hellwig` (distance from the best pattern), `topsis`. High scores are much of what the
/// index is called by, place 1 is the best situation, whichever the method. Intervals of places hold 90 % of seeded replications over
/// normalisation, noise in the weights, aggregation and leaving out an indicator.
package struct IndexMethodRow: Sendable, Hashable {
  package static let fileName = "index_methods.csv"

  package var index = ""
  /// 7-digit TERYT, or the NUTS code of a subregion.
  package var unit = ""
  package var unitName = ""
  package var level = ""
  package var period = ""
  package var method = ""
  package var score: Double?
  package var rank: Int?
  package var unitsRanked: Int?
  /// 5th, 50th and 95th percentile of the places over replications; the same for every method.
  package var rankLow: Int?
  package var rankMedian: Double?
  package var rankHigh: Int?
  /// Places between the best and the worst of the methods.
  package var disagreement: Int?
  /// What moves the place of the unit most: `normalisation`, `weights`, `aggregation` or `left-out`.
  package var driver = ""
  /// Share of the variance of the place that it explains, 0-1.
  package var driverShare: Double?

  package init() {}
}

extension IndexMethodRow: TableRow {
  package static let columns: [TableColumn] = [
    TableColumn("index", .text, Wording("indeks", en: "index")),
    TableColumn("unit", .text, Wording("kod jednostki", en: "unit code")),
    TableColumn("unit_name", .text, Wording("jednostka", en: "unit")),
    TableColumn("level", .text, Wording("poziom", en: "level")),
    TableColumn("period", .text, Wording("okres", en: "period")),
    TableColumn("method", .text, Wording("metoda", en: "method")),
    TableColumn("score", .number, Wording("wynik", en: "score")),
    TableColumn("rank", .integer, Wording("miejsce", en: "rank")),
    TableColumn("units_ranked", .integer, Wording("liczba porównywanych jednostek", en: "units ranked")),
    TableColumn("rank_low", .integer, Wording("miejsce, 5 %", en: "rank, 5%")),
    TableColumn("rank_median", .number, Wording("miejsce, mediana", en: "rank, median")),
    TableColumn("rank_high", .integer, Wording("miejsce, 95 %", en: "rank, 95%")),
    TableColumn("disagreement", .integer, Wording("rozbieżność metod (miejsca)", en: "disagreement of the methods (places)")),
    TableColumn("driver", .text, Wording("co decyduje o rozrzucie", en: "what drives the spread")),
    TableColumn("driver_share", .number, Wording("udział w rozrzucie (0-1)", en: "share of the spread (0-1)")),
  ]

  package init(reading fields: inout TableFields) throws(Refusal) {
    index = fields.text()
    unit = fields.text()
    unitName = fields.text()
    level = fields.text()
    period = fields.text()
    method = fields.text()
    score = try fields.number()
    rank = try fields.integer()
    unitsRanked = try fields.integer()
    rankLow = try fields.integer()
    rankMedian = try fields.number()
    rankHigh = try fields.integer()
    disagreement = try fields.integer()
    driver = fields.text()
    driverShare = try fields.number()
  }

  package func write(to line: inout TableLine) {
    line.text(index)
    line.text(unit)
    line.text(unitName)
    line.text(level)
    line.text(period)
    line.text(method)
    line.number(score)
    line.integer(rank)
    line.integer(unitsRanked)
    line.integer(rankLow)
    line.number(rankMedian)
    line.integer(rankHigh)
    line.integer(disagreement)
    line.text(driver)
    line.number(driverShare)
  }

  package var key: [String] { [index, unit, period, method] }
}
