package import Findings

/// What the places of the index hang on: a line of `3-tables/index_drivers.csv`.
///
/// A `domain` has its nominal and effective weight; an `indicator` what leaving it out does; a `choice` (normalisation, weights, aggregation,
/// left-out) its Sobol indices on the mean absolute shift of places.
package struct IndexDriverRow: Sendable, Hashable {
  package static let fileName = "index_drivers.csv"

  package var index = ""
  package var level = ""
  package var period = ""
  /// `domain`, `indicator` or `choice`.
  package var kind = ""
  package var element = ""
  /// Of a domain in the index, of an indicator in the whole; 0-1.
  package var weight: Double?
  /// Share of the variance of the index that goes through it: weight times covariance with the index.
  package var effectiveWeight: Double?
  package var correlation: Double?
  /// Mean absolute change of places when it is left out.
  package var shift: Double?
  package var firstOrder: Double?
  package var total: Double?

  package init() {}
}

extension IndexDriverRow: TableRow {
  package static let columns: [TableColumn] = [
    TableColumn("index", .text, Wording("indeks", en: "index")),
    TableColumn("level", .text, Wording("poziom", en: "level")),
    TableColumn("period", .text, Wording("okres", en: "period")),
    TableColumn("kind", .text, Wording("rodzaj", en: "kind")),
    TableColumn("element", .text, Wording("element", en: "element")),
    TableColumn("weight", .number, Wording("waga nominalna", en: "nominal weight")),
    TableColumn("effective_weight", .number, Wording("waga rzeczywista", en: "effective weight")),
    TableColumn("correlation", .number, Wording("korelacja z indeksem", en: "correlation with the index")),
    TableColumn("rank_shift", .number, Wording("średnie przesunięcie miejsc", en: "mean shift of places")),
    TableColumn("first_order", .number, Wording("wskaźnik Sobola, pierwszy rząd", en: "Sobol index, first order")),
    TableColumn("total", .number, Wording("wskaźnik Sobola, całkowity", en: "Sobol index, total")),
  ]

  package init(reading fields: inout TableFields) throws(Refusal) {
    index = fields.text()
    level = fields.text()
    period = fields.text()
    kind = fields.text()
    element = fields.text()
    weight = try fields.number()
    effectiveWeight = try fields.number()
    correlation = try fields.number()
    shift = try fields.number()
    firstOrder = try fields.number()
    total = try fields.number()
  }

  package func write(to line: inout TableLine) {
    line.text(index)
    line.text(level)
    line.text(period)
    line.text(kind)
    line.text(element)
    line.number(weight)
    line.number(effectiveWeight)
    line.number(correlation)
    line.number(shift)
    line.number(firstOrder)
    line.number(total)
  }

  package var key: [String] { [index, level, period, kind, element] }
}
