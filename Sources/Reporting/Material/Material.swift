package import Contracts
package import Findings

/// Everything that the report is made from, read once: what the sections may use and nothing else.
package struct Material: Sendable {
  package var phrasing: Phrasing
  package var title: String
  package var publisher: String
  package var contact: String
  /// TERYT prefix: `28`, `1465`.
  package var region: String
  /// Ascending, not necessarily a range.
  package var years: [Int]
  package var baseYear: Int
  /// ISO date of the register of units.
  package var registerDate: String
  package var isSample: Bool
  /// In the order of the catalogue.
  package var indicators: [Indicator] {
    didSet { placesOfIndicators = Material.places(of: indicators) }
  }
  private var placesOfIndicators: [String: Int] = [:]
  package var units: Units
  package var figures: Figures
  package var index: CompositeIndex?
  /// `ingest`, `normalise`, `diagnose`, as far as they left a record.
  package var stages: [StageMaterial]
  /// Files read by the first stage.
  package var inputs: [InputRecord] {
    didSet { inputsByPath = Dictionary(inputs.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first }) }
  }
  private var inputsByPath: [String: InputRecord] = [:]
  package var sources: [SourceMaterial]
  /// The name of the report's own stage: what was found while it was gathered stands beside the findings of the stages before.
  static let ownStage = "report"
  /// What the report itself found, for whoever publishes it.
  var ownFindings: [Finding] { stages.filter { $0.stage == Material.ownStage }.flatMap(\.findings) }
  /// What has to be said of the whole edition on its first page.
  package var remarks: [Wording] = []
  package var tiles = TileLayout()
  package var declension = Declension()
  package var targets: [Target] = []
  package var judgements = Judgements()
  /// What each measure counts, in words, by its name.
  package var measureLabels: [String: String] = [:]
  /// Measures whose figures of units may be summed: heads, cases, money.
  package var additiveMeasures: Set<String> = []
  /// Sources whose figures are shown to everybody and thus need no protection, by their ids.
  package var openSources: Set<String> = []
  /// What each rule of `checks.csv` finds, by its id.
  package var ruleLabels: [String: String] = [:]
  /// Texts of the definitions and the pipeline that have no words in the language of the report.
  package var untranslated: Set<String> = []
  /// Boundaries by unit in degrees, as the pipeline gives them.
  package internal(set) var boundaries: [String: [[MapChart.Point]]] = [:]
  /// ISO date set from outside (SOURCE_DATE_EPOCH); empty leaves it to the data.
  package var issueDate = ""
  /// Simplified boundaries by unit, in flat coordinates with y to the south.
  package var outlines: [String: [[MapChart.Point]]] = [:]
  /// How series were brought to the units of the register date.
  package var harmonisation: [HarmonisationRow]
  /// The earlier edition that the pipeline asks to be compared with, and what differs; nil where it asks for none.
  package var changesSince = ""
  package var editionChanges: [ChangeRow]?
  /// Published files that differ between the two.
  package var inputChanges: [InputChangeRow] = []
  /// Residents of the region by sex and age; nil where the observations have no such breakdown.
  package var ages: AgeGroups?
  /// Breaks of series that the data themselves show.
  package var seriesBreaks: [SeriesBreakRow] {
    didSet { breaksByUnit = Dictionary(grouping: seriesBreaks, by: \.unit) }
  }
  private(set) var breaksByUnit: [String: [SeriesBreakRow]] = [:]

  package init(
    language: Language, title: String, region: String, years: [Int], baseYear: Int, units: Units, figures: Figures,
    indicators: [Indicator]
  ) {
    phrasing = Phrasing(language)
    self.title = title
    self.region = region
    self.years = years
    self.baseYear = baseYear
    self.units = units
    self.figures = figures
    self.indicators = Material.distinct(indicators)
    placesOfIndicators = Material.places(of: self.indicators)
    publisher = ""
    contact = ""
    registerDate = ""
    isSample = false
    index = nil
    stages = []
    inputs = []
    sources = []
    harmonisation = []
    seriesBreaks = []
  }

  /// Labels that several indicators have get their ids, so that no two links say the same.
  private static func distinct(_ indicators: [Indicator]) -> [Indicator] {
    let alike = Dictionary(grouping: indicators, by: \.label).filter { $0.value.count > 1 }
    return indicators.map { indicator in
      guard alike[indicator.label] != nil else { return indicator }
      var named = indicator
      named.label += " (\(indicator.id))"
      return named
    }
  }

  package func indicators(in area: String) -> [Indicator] {
    indicators.filter { $0.area == area }
  }

  /// ISO date of the publication: that of the newest download among the inputs, else of the register, else the end of the last
  /// year. Never today's.
  package var issued: String {
    Self.issued(issueDate, inputs: inputs, registerDate: registerDate, lastYear: years.last)
  }

  /// The same of what an edition's records say.
  /// - Parameter told: by SOURCE_DATE_EPOCH; empty where it says nothing.
  package static func issued(
    _ told: String, inputs: [InputRecord], registerDate: String, lastYear: Int?
  ) -> String {
    if !told.isEmpty { return told }
    if let newest = inputs.compactMap({ Dates.downloaded($0.path) }).max() { return newest }
    return registerDate.isEmpty ? "\(lastYear ?? 1970)-12-31" : registerDate
  }

  /// What stands in Polish in a report of another language.
  package var foreignTexts: Set<String> {
    guard phrasing.language != .polish else { return [] }
    // Publishers and licences of sources, and the sources of indicators, are said in one language alone.
    let single = indicators.map(\.source) + sources.flatMap { [$0.publisher, $0.licence] }
    return untranslated.union(single).subtracting([""])
  }

  /// The file that the first stage read, or the archive that it is a member of.
  package func input(of file: String) -> InputRecord? {
    inputsByPath[file] ?? inputsByPath[InputRecord.outermost(file)]
  }

  /// Whether an indicator is an amount by what it is made of: a count by itself, over nothing. Units of different size do not compare
  /// by it, be there parts to sum or not.
  func isAmount(_ indicator: Indicator) -> Bool {
    guard indicator.denominator == "1" else { return false }
    let measures = indicator.measures
    return !measures.isEmpty && measures.isSubset(of: additiveMeasures)
  }

  package func indicator(_ id: String) -> Indicator? {
    placesOfIndicators[id].map { indicators[$0] }
  }

  private static func places(of indicators: [Indicator]) -> [String: Int] {
    Dictionary(indicators.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
  }
}

/// What one stage left: its balances, its findings and what it rejected.
package struct StageMaterial: Sendable {
  package var stage: String
  package var balances: [Balance]
  package var findings: [Finding]
  /// By source.
  package var rejects: [(source: String, rows: [RejectRow])]
  package var settings: [SettingRecord]

  package init(
    stage: String, balances: [Balance] = [], findings: [Finding] = [],
    rejects: [(source: String, rows: [RejectRow])] = [], settings: [SettingRecord] = []
  ) {
    self.stage = stage
    self.balances = balances
    self.findings = findings
    self.rejects = rejects
    self.settings = settings
  }
}

/// A source of the pipeline with the files that were read for it.
package struct SourceMaterial: Sendable {
  package var id: String
  package var title: String
  package var publisher: String
  package var licence: String
  package var files: [InputRecord]

  package init(id: String, title: String, publisher: String = "", licence: String = "", files: [InputRecord] = []) {
    self.id = id
    self.title = title
    self.publisher = publisher
    self.licence = licence
    self.files = files
  }
}

/// The composite index: what it is made of and what came out.
package struct CompositeIndex: Sendable {
  package struct Domain: Sendable {
    package var id: String
    package var title: String
    package var weight: Double
    package var indicators: [String]

    package init(id: String, title: String, weight: Double, indicators: [String]) {
      self.id = id
      self.title = title
      self.weight = weight
      self.indicators = indicators
    }
  }

  package var id: String
  package var title: String
  package var method: String
  /// Least share of the weight that must be present, 0-1.
  package var coverage: Double
  package var domains: [Domain]
  package var rows: [IndexRow]
  package var domainRows: [IndexDomainRow]

  package init(
    id: String, title: String, method: String, coverage: Double, domains: [Domain], rows: [IndexRow] = [],
    domainRows: [IndexDomainRow] = []
  ) {
    self.id = id
    self.title = title
    self.method = method
    self.coverage = coverage
    self.domains = domains
    self.rows = rows
    self.domainRows = domainRows
  }
}
