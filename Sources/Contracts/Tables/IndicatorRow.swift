package import Findings

/// One indicator of one unit in one period: a line of `3-tables/indicators.csv`. An empty cell is a missing value.
package struct IndicatorRow: Sendable, Hashable {
  /// `C01/2801000/2023`: indicator, unit, period.
  package var id = ""
  package var indicator = ""
  /// 7-digit TERYT, or the NUTS code of a subregion.
  package var unit = ""
  package var unitName = ""
  package var level = ""
  package var period = ""
  package var value: Double?
  /// 95 % interval of the value.
  package var lower: Double?
  package var upper: Double?
  /// `wilson`, `byar` or `none`.
  package var interval = "none"
  package var numerator: Double?
  package var denominator: Double?
  package var status = ObservationStatus.ok
  /// Code of why there is no value; empty when there is one.
  package var reason = ""
  /// 1 is the best (or the greatest where neither end is good) among the units of the same level and period.
  package var rank: Int?
  package var unitsRanked: Int?
  package var rankLow: Int?
  package var rankHigh: Int?
  /// Quintile 1-5, column `class`.
  package var quintile: Int?
  package var powiatValue: Double?
  package var voivodeshipValue: Double?
  package var countryValue: Double?
  package var changePrevious: Double?
  package var previousPeriod = ""
  package var changeBase: Double?
  package var basePeriod = ""
  /// Observations that the value was computed from.
  package var sourceCount = 0
  /// Ids of the sources, joined by spaces in the file.
  package var sources: [String] = []
  /// How much the value says; pool years before comparing what is uncertain.
  package var reliability = Reliability.notJudged
  /// Value over that of the voivodeship: share of the unit in the region's total against its share in the region's base.
  package var locationQuotient: Double?

  package enum Reliability: String, Sendable, Hashable, CaseIterable {
    case notJudged = ""
    case reliable
    /// Fewer than 12 events: from year to year chance alone moves them by more than 30 %.
    case uncertain
    /// A share of a whole of fewer than 30.
    case smallBase = "small-base"
  }
  /// Breaks of the series between `previousPeriod` and this one: `2020:census-2021`.
  package var breaks: [String] = []
  /// The same between `basePeriod` and this one: a change since the base across one of them is no plain change.
  package var baseBreaks: [String] = []

  package init() {}
}

extension IndicatorRow: TableRow {
  package static let columns: [TableColumn] = [
    TableColumn("id", .text, Wording("identyfikator", en: "id")),
    TableColumn("indicator", .text, Wording("wskaźnik", en: "indicator")),
    TableColumn("unit", .text, Wording("kod jednostki", en: "unit code")),
    TableColumn("unit_name", .text, Wording("jednostka", en: "unit")),
    TableColumn("level", .text, Wording("poziom", en: "level")),
    TableColumn("period", .text, Wording("okres", en: "period")),
    TableColumn("value", .number, Wording("wartość", en: "value")),
    TableColumn("lower", .number, Wording("dolna granica przedziału", en: "lower bound of the interval")),
    TableColumn("upper", .number, Wording("górna granica przedziału", en: "upper bound of the interval")),
    TableColumn("interval", .text, Wording("metoda przedziału", en: "method of the interval")),
    TableColumn("numerator", .number, Wording("licznik", en: "numerator")),
    TableColumn("denominator", .number, Wording("mianownik", en: "denominator")),
    TableColumn("status", .text, Wording("status", en: "status")),
    TableColumn("reason", .text, Wording("powód braku wartości", en: "reason for no value")),
    TableColumn("rank", .integer, Wording("miejsce", en: "rank")),
    TableColumn("units_ranked", .integer, Wording("liczba porównywanych jednostek", en: "units ranked")),
    TableColumn("rank_low", .integer, Wording("najwyższe możliwe miejsce", en: "best possible rank")),
    TableColumn("rank_high", .integer, Wording("najniższe możliwe miejsce", en: "worst possible rank")),
    TableColumn("class", .integer, Wording("klasa (kwintyl)", en: "class (quintile)")),
    TableColumn("powiat_value", .number, Wording("wartość w powiecie", en: "value of the powiat")),
    TableColumn("voivodeship_value", .number, Wording("wartość w województwie", en: "value of the voivodeship")),
    TableColumn("country_value", .number, Wording("wartość w kraju", en: "value of the country")),
    TableColumn("change_previous", .number, Wording("zmiana od poprzedniego okresu", en: "change since the previous period")),
    TableColumn("previous_period", .text, Wording("poprzedni okres", en: "previous period")),
    TableColumn("change_base", .number, Wording("zmiana od okresu bazowego", en: "change since the base period")),
    TableColumn("base_period", .text, Wording("okres bazowy", en: "base period")),
    TableColumn("source_count", .integer, Wording("liczba obserwacji źródłowych", en: "source observations")),
    TableColumn("sources", .text, Wording("źródła", en: "sources")),
    TableColumn("reliability", .text, Wording("wiarygodność", en: "reliability")),
    TableColumn("location_quotient", .number, Wording("wskaźnik lokalizacji", en: "location quotient")),
    TableColumn("breaks", .text, Wording("przerwy w szeregu od poprzedniego okresu", en: "breaks since the previous period")),
    TableColumn("base_breaks", .text, Wording("przerwy w szeregu od okresu bazowego", en: "breaks since the base period")),
  ]

  /// Editions of before the breaks since the base are still compared and explained.
  package static let addedColumns = 1

  package init(reading fields: inout TableFields) throws(Refusal) {
    id = fields.text()
    indicator = fields.text()
    unit = fields.text()
    unitName = fields.text()
    level = fields.text()
    period = fields.text()
    value = try fields.number()
    lower = try fields.number()
    upper = try fields.number()
    interval = fields.text()
    numerator = try fields.number()
    denominator = try fields.number()
    status = try fields.choice(ObservationStatus.self)
    reason = fields.text()
    rank = try fields.integer()
    unitsRanked = try fields.integer()
    rankLow = try fields.integer()
    rankHigh = try fields.integer()
    quintile = try fields.integer()
    powiatValue = try fields.number()
    voivodeshipValue = try fields.number()
    countryValue = try fields.number()
    changePrevious = try fields.number()
    previousPeriod = fields.text()
    changeBase = try fields.number()
    basePeriod = fields.text()
    sourceCount = try fields.requiredInteger()
    sources = fields.list()
    reliability = try fields.choice(Reliability.self)
    locationQuotient = try fields.number()
    breaks = fields.list()
    baseBreaks = fields.list()
  }

  package func write(to line: inout TableLine) {
    line.text(id)
    line.text(indicator)
    line.text(unit)
    line.text(unitName)
    line.text(level)
    line.text(period)
    line.number(value)
    line.number(lower)
    line.number(upper)
    line.text(interval)
    line.number(numerator)
    line.number(denominator)
    line.text(status.rawValue)
    line.text(reason)
    line.integer(rank)
    line.integer(unitsRanked)
    line.integer(rankLow)
    line.integer(rankHigh)
    line.integer(quintile)
    line.number(powiatValue)
    line.number(voivodeshipValue)
    line.number(countryValue)
    line.number(changePrevious)
    line.text(previousPeriod)
    line.number(changeBase)
    line.text(basePeriod)
    line.integer(sourceCount)
    line.list(sources)
    line.text(reliability.rawValue)
    line.number(locationQuotient)
    line.list(breaks)
    line.list(baseBreaks)
  }

  package var key: [String] { [indicator, unit, period] }
}
