import Contracts
import Findings
import Methods
import Pipelines
import Territory

/// What a diagnosis is to work out, read and checked before any data: catalogue, units, years, index.
struct DiagnosisDefinitions: Sendable {
  let catalogue: Catalogue
  /// The catalogue as shown to people.
  let catalogueFile: String
  let scope: IndicatorRows.Scope
  let index: IndexSettings?
  /// The pipeline file as shown to people.
  let pipelineFile: String
  /// Years with a row, the years before them and the base year.
  let gridYears: YearList
  /// All years that any expression may reach.
  let cubeYears: YearList
  /// Last year of the forecasts.
  let horizon: Int
  private let isHorizonChosen: Bool
  let disclosure: DisclosureSettings
  /// Directory of the tables of the edition before; empty when there is none.
  let published: String

  /// Years beyond the last one of the tables that are forecast when the pipeline does not say: the columns of the assessment of
  /// resources ask for two.
  private static let standardHorizon = 2

  init(_ pipeline: Pipeline, published: String = "") throws(Refusal) {
    self.published = published
    let table = try pipeline.loadIndicators()
    catalogue = try Catalogue(table, measures: try pipeline.loadMeasures())
    catalogueFile = table.file
    pipelineFile = pipeline.shownFile
    index = pipeline.index
    if let index { try CompositeIndex.check(index, catalogue, file: pipeline.shownFile) }
    scope = IndicatorRows.Scope(
      units: RegionUnits(try pipeline.loadRegister(), region: pipeline.region), years: pipeline.years,
      baseYear: pipeline.baseYear.value, levels: try Self.levels(pipeline), region: pipeline.region)
    let years = pipeline.years + pipeline.years.map { $0 - 1 } + [pipeline.baseYear.value]
    gridYears = YearList(years)
    disclosure = pipeline.disclosure
    isHorizonChosen = pipeline.forecastHorizon != nil
    horizon = pipeline.forecastHorizon ?? (pipeline.years.last ?? 0) + Self.standardHorizon
    let reach = catalogue.yearsBack
    cubeYears = YearList(years.flatMap { year in reach.map { year - $0 } })
    guard scope.units.isInRegion.contains(true) else {
      throw Refusal(
        .configuration,
        Wording(
          "Rejestr jednostek nie ma żadnej jednostki regionu „\(pipeline.region)”.",
          en: "The register of units has no unit of the region “\(pipeline.region)”."),
        at: Place(file: pipeline.shownFile),
        mend: Wording("Popraw „region” albo registers/units.csv.", en: "Correct “region” or registers/units.csv."))
    }
  }

  private static func levels(_ pipeline: Pipeline) throws(Refusal) -> Set<Level> {
    var levels: Set<Level> = []
    for name in pipeline.levels {
      guard let level = Level(rawValue: name) else {
        throw Refusal(
          .configuration, Wording("Nie ma poziomu „\(name)”.", en: "There is no level “\(name)”."),
          at: Place(file: pipeline.shownFile), mend: unknownWord(name, among: Level.allCases.map(\.rawValue)))
      }
      levels.insert(level)
    }
    return levels
  }

  /// What the methods were set to; nobody can change these yet, so all but the index's coverage are the standard.
  var settings: [SettingRecord] {
    var settings = [
      SettingRecord(name: "interval.confidence", value: "\(standardConfidence)", by: "standard"),
      SettingRecord(name: "rank.ties", value: "min", by: "standard"),
      SettingRecord(name: "rank.range", value: "non-overlapping-intervals", by: "standard"),
      SettingRecord(name: "class", value: "quintile-of-rank", by: "standard"),
      SettingRecord(name: "change", value: "difference", by: "standard"),
      SettingRecord(name: "trend", value: "mann-kendall, theil-sen", by: "standard"),
      SettingRecord(name: "trend.significance", value: "\(TrendTable.significance)", by: "standard"),
      SettingRecord(name: "forecast.horizon", value: "\(horizon)", by: isHorizonChosen ? "chosen" : "standard"),
      SettingRecord(
        name: "disclosure.zeros", value: disclosure.withholdsZeros ? "withheld" : "shown",
        by: disclosure.withholdsZeros ? "chosen" : "standard"),
      SettingRecord(
        name: "disclosure.groups", value: disclosure.withholdsGroups ? "withheld" : "shown",
        by: disclosure.withholdsGroups ? "standard" : "chosen"),
      SettingRecord(
        name: "disclosure.public_sources", value: disclosure.publicSources.joined(separator: " "),
        by: disclosure.publicSources.isEmpty ? "standard" : "chosen"),
    ]
    guard let index else { return settings }
    settings += [
      SettingRecord(name: "index.\(index.id).method", value: index.method, by: "standard"),
      SettingRecord(name: "index.\(index.id).range", value: "pooled-over-years", by: "standard"),
      SettingRecord(name: "index.\(index.id).rank-range", value: "leave-one-domain-out", by: "standard"),
      SettingRecord(name: "index.\(index.id).rank-1", value: "lowest-score", by: "standard"),
      SettingRecord(name: "index.\(index.id).methods", value: IndexMethods.names.joined(separator: ", "), by: "standard"),
      SettingRecord(name: "index.\(index.id).replications", value: "\(IndexMethods.replications)", by: "standard"),
      SettingRecord(name: "index.\(index.id).seed", value: "\(IndexMethods.seed)", by: "standard"),
    ]
    return settings
  }
}
