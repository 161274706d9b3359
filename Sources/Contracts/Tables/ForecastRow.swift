package import Findings

/// What one indicator of one unit will be in one year, or why nothing is said: a line of `3-tables/forecasts.csv`.
///
/// A series that is refused has a single line, with an empty period and the reason. The model is the one with the least error at
/// a rolling origin, and the naive forecast unless another does better than it; limits are made on the log or logit scale, so they
/// never fall below 0 nor, for shares, rise above 100 %.
package struct ForecastRow: Sendable, Hashable {
  package static let fileName = "forecasts.csv"

  /// Why there is no forecast.
  package enum Reason: String, Sendable, Hashable, CaseIterable {
    case forecast = ""
    /// Fewer than six values in years that follow one another, the last of them the latest of the tables.
    case tooFew = "too-few"
    /// A break of the series within the last four values.
    case recentBreak = "recent-break"
    /// No value for the latest year of the tables.
    case notCurrent = "not-current"
    /// Values at or beyond the ends of what can be (0, or 0 and 100 %).
    case outOfScale = "out-of-scale"
  }

  /// What the period is for.
  package enum Purpose: String, Sendable, Hashable, CaseIterable {
    /// The columns year+1 and year+2 of the assessment of social assistance resources (art. 16a).
    case assessment
    /// The last year of the strategy (art. 16b).
    case strategy
    /// A year between.
    case path
  }

  package var indicator = ""
  /// 7-digit TERYT, or the NUTS code of a subregion.
  package var unit = ""
  package var unitName = ""
  package var level = ""
  /// Empty for a refusal.
  package var period = ""
  /// Median: as likely to be above as below.
  package var value: Double?
  /// Expected value, adjusted for the bend of the scale.
  package var mean: Double?
  package var lower80: Double?
  package var upper80: Double?
  package var lower95: Double?
  package var upper95: Double?
  package var purpose = Purpose.path
  /// `naive`, `drift`, `theil-sen`, `ets-ann`, `ets-aadn` ...
  package var model = ""
  /// `log`, `logit` or `identity`.
  package var scale = ""
  /// Mean absolute error at the rolling origin over that of the naive forecast there; below 1 the model does better than naive.
  package var scaledError: Double?
  /// Share of held-back values that lay within the 80 % limits, 0-1.
  package var coverage: Double?
  /// Values used.
  package var count = 0
  package var firstPeriod = ""
  package var lastPeriod = ""
  package var reason = Reason.forecast

  package init() {}
}

extension ForecastRow: TableRow {
  package static let columns: [TableColumn] = [
    TableColumn("indicator", .text, Wording("wskaźnik", en: "indicator")),
    TableColumn("unit", .text, Wording("kod jednostki", en: "unit code")),
    TableColumn("unit_name", .text, Wording("jednostka", en: "unit")),
    TableColumn("level", .text, Wording("poziom", en: "level")),
    TableColumn("period", .text, Wording("okres", en: "period")),
    TableColumn("value", .number, Wording("prognoza (mediana)", en: "forecast (median)")),
    TableColumn("mean", .number, Wording("prognoza (średnia)", en: "forecast (mean)")),
    TableColumn("lower_80", .number, Wording("dolna granica 80 %", en: "lower 80% limit")),
    TableColumn("upper_80", .number, Wording("górna granica 80 %", en: "upper 80% limit")),
    TableColumn("lower_95", .number, Wording("dolna granica 95 %", en: "lower 95% limit")),
    TableColumn("upper_95", .number, Wording("górna granica 95 %", en: "upper 95% limit")),
    TableColumn("purpose", .text, Wording("do czego", en: "purpose")),
    TableColumn("model", .text, Wording("model", en: "model")),
    TableColumn("scale", .text, Wording("skala", en: "scale")),
    TableColumn("mase", .number, Wording("MASE", en: "MASE")),
    TableColumn("coverage_80", .number, Wording("pokrycie granic 80 %", en: "coverage of the 80% limits")),
    TableColumn("n", .integer, Wording("liczba wartości", en: "values")),
    TableColumn("first_period", .text, Wording("pierwszy okres", en: "first period")),
    TableColumn("last_period", .text, Wording("ostatni okres", en: "last period")),
    TableColumn("reason", .text, Wording("powód braku prognozy", en: "reason for no forecast")),
  ]

  package init(reading fields: inout TableFields) throws(Refusal) {
    indicator = fields.text()
    unit = fields.text()
    unitName = fields.text()
    level = fields.text()
    period = fields.text()
    value = try fields.number()
    mean = try fields.number()
    lower80 = try fields.number()
    upper80 = try fields.number()
    lower95 = try fields.number()
    upper95 = try fields.number()
    purpose = try fields.choice(Purpose.self)
    model = fields.text()
    scale = fields.text()
    scaledError = try fields.number()
    coverage = try fields.number()
    count = try fields.requiredInteger()
    firstPeriod = fields.text()
    lastPeriod = fields.text()
    reason = try fields.choice(Reason.self)
  }

  package func write(to line: inout TableLine) {
    line.text(indicator)
    line.text(unit)
    line.text(unitName)
    line.text(level)
    line.text(period)
    line.number(value)
    line.number(mean)
    line.number(lower80)
    line.number(upper80)
    line.number(lower95)
    line.number(upper95)
    line.text(purpose.rawValue)
    line.text(model)
    line.text(scale)
    line.number(scaledError)
    line.number(coverage)
    line.integer(count)
    line.text(firstPeriod)
    line.text(lastPeriod)
    line.text(reason.rawValue)
  }

  package var key: [String] { [indicator, unit, period] }
}
