package import Findings

/// Whether one indicator of one unit rises or falls: a line of `3-tables/trends.csv`.
///
/// Test of Mann and Kendall (exact distribution for up to ten values without ties, else with the correction for ties) and slope
/// of Theil and Sen with its 95 % limits, over the values since the last break of the series that the catalogue names. Only years
/// with a published value count; years need not follow one another.
package struct TrendRow: Sendable, Hashable {
  package static let fileName = "trends.csv"

  /// What the test says. Only `rising` and `falling` may be said of a series in words.
  package enum Verdict: String, Sendable, Hashable, CaseIterable {
    case rising, falling
    /// Tested, and no trend at the 5 % level: that is not the same as standing still.
    case none
    /// Not tested; `reason` says why.
    case notTested = "not-tested"
  }

  /// Why there was no test.
  package enum Reason: String, Sendable, Hashable, CaseIterable {
    case tested = ""
    /// Fewer than five values: no order of four is improbable enough at the 5 % level.
    case tooFew = "too-few"
    /// Enough values in all, but fewer than five since the last break of the series.
    case brokenSeries = "broken-series"
    /// Every value is the same.
    case constant
  }

  package var indicator = ""
  /// 7-digit TERYT, or the NUTS code of a subregion.
  package var unit = ""
  package var unitName = ""
  package var level = ""
  /// First and last year with a value that was used.
  package var firstPeriod = ""
  package var lastPeriod = ""
  /// Values used.
  package var count = 0
  /// From -1 to 1.
  package var tau: Double?
  /// Two-sided.
  package var probability: Double?
  /// Unit of the indicator a year.
  package var slope: Double?
  package var slopeLower: Double?
  package var slopeUpper: Double?
  package var verdict = Verdict.notTested
  /// `better` or `worse` for a rise or fall of an indicator with a direction; else empty.
  package var meaning = ""
  package var reason = Reason.tested
  /// The break from which on values were used, and its code in the catalogue; empty when none lies within the years.
  package var breakPeriod = ""
  package var breakCode = ""

  package init() {}
}

extension TrendRow: TableRow {
  package static let columns: [TableColumn] = [
    TableColumn("indicator", .text, Wording("wskaźnik", en: "indicator")),
    TableColumn("unit", .text, Wording("kod jednostki", en: "unit code")),
    TableColumn("unit_name", .text, Wording("jednostka", en: "unit")),
    TableColumn("level", .text, Wording("poziom", en: "level")),
    TableColumn("first_period", .text, Wording("pierwszy okres", en: "first period")),
    TableColumn("last_period", .text, Wording("ostatni okres", en: "last period")),
    TableColumn("n", .integer, Wording("liczba wartości", en: "values")),
    TableColumn("tau", .number, Wording("tau Kendalla", en: "Kendall tau")),
    TableColumn("p", .number, Wording("wartość p", en: "p value")),
    TableColumn("slope", .number, Wording("zmiana na rok (Theil–Sen)", en: "change a year (Theil–Sen)")),
    TableColumn("slope_lower", .number, Wording("dolna granica zmiany na rok", en: "lower limit of the change a year")),
    TableColumn("slope_upper", .number, Wording("górna granica zmiany na rok", en: "upper limit of the change a year")),
    TableColumn("verdict", .text, Wording("wynik testu", en: "verdict")),
    TableColumn("meaning", .text, Wording("znaczenie", en: "meaning")),
    TableColumn("reason", .text, Wording("powód braku testu", en: "reason for no test")),
    TableColumn("break_period", .text, Wording("przerwa w szeregu", en: "break of the series")),
    TableColumn("break_code", .text, Wording("kod przerwy", en: "code of the break")),
  ]

  package init(reading fields: inout TableFields) throws(Refusal) {
    indicator = fields.text()
    unit = fields.text()
    unitName = fields.text()
    level = fields.text()
    firstPeriod = fields.text()
    lastPeriod = fields.text()
    count = try fields.requiredInteger()
    tau = try fields.number()
    probability = try fields.number()
    slope = try fields.number()
    slopeLower = try fields.number()
    slopeUpper = try fields.number()
    verdict = try fields.choice(Verdict.self)
    meaning = fields.text()
    reason = try fields.choice(Reason.self)
    breakPeriod = fields.text()
    breakCode = fields.text()
  }

  package func write(to line: inout TableLine) {
    line.text(indicator)
    line.text(unit)
    line.text(unitName)
    line.text(level)
    line.text(firstPeriod)
    line.text(lastPeriod)
    line.integer(count)
    line.number(tau)
    line.number(probability)
    line.number(slope)
    line.number(slopeLower)
    line.number(slopeUpper)
    line.text(verdict.rawValue)
    line.text(meaning)
    line.text(reason.rawValue)
    line.text(breakPeriod)
    line.text(breakCode)
  }

  package var key: [String] { [indicator, unit] }
}
