package import Findings

/// What to run: one file of `pipelines/`, resolved. Every relative path has been joined to the file's folder.
package struct Pipeline: Sendable {
  /// Name of the file without `.json`: names the folder under `output/`.
  package var name: String
  /// Folder of the pipeline file. Paths shown to people and kept in results are relative to its parent.
  package var folder: String
  /// Folder with indicators.csv, measures.csv, profiles/, forms/ and registers/.
  package var definitions: String
  /// TERYT prefix of the region: `28`, `1465` for Warsaw, empty for the whole country (written `PL` in the file).
  package var region: String
  package var title: Wording
  /// Language of the report and of the result files.
  package var language: Language
  /// Years of the tables, ascending; any list, not only a range.
  package var years: [Int]
  /// The year that changes are compared with over the long run.
  package var baseYear: Setting<Int>
  /// ISO date of the register whose codes are the keys.
  package var registerDate: Setting<String>
  /// Levels of the tables, from the region down: `voivodeship`, `subregion`, `powiat`, `gmina`, `district`.
  package var levels: [String]
  package var sources: [Source]
  /// nil means every row of the catalogue.
  package var indicators: [String]?
  package var index: IndexSettings?
  /// Last year of the forecasts (`forecast.horizon`): that of the strategy. nil leaves it at two years beyond the tables.
  package var forecastHorizon: Int?
  package var disclosure: DisclosureSettings
  /// Names of the report's sections in order; empty means all.
  package var sections: [String]
  package var tolerance: Tolerance
  /// The inputs hold invented figures, and every page says so.
  package var sampleData: Bool
  /// Who publishes the report, as printed on its first page.
  package var publisher: Wording
  package var contact: String
  /// How many of the editions published last stay on the disk beside the current one; older ones are removed.
  package var keptEditions: Setting<Int>
  /// Id of the edition published before, with which the report is to be compared and whose counts everybody knows; or nil.
  package var changesSince: String?
  /// Source id -> files that stand for what its patterns name, when an edition is made again from the inputs that were kept.
  package var pinnedFiles: [String: [SourceFile]] = [:]

  /// Takes away every threshold: what was published once is made again whatever its errors.
  package mutating func tolerateEverything() {
    tolerance = Tolerance(rejectedCells: .max, refusedFiles: .max, failedChecks: .max)
    for place in sources.indices { sources[place].tolerance = nil }
  }

  /// Two years of monthly editions.
  package static let standardKeptEditions = 24
  /// Files with the boundaries of units, for maps; none draws tiles.
  package var boundaries: [Boundaries] = []
  /// Name of the file with its ending, where it was read from one: `demo.json`, `demo.test.json`, `demo.json5`.
  package var fileName = ""
  /// ISO date of the publication when it was set from outside (SOURCE_DATE_EPOCH); empty leaves it to the data.
  package var issued = ""
}

/// A file with boundaries of units: GeoJSON or TopoJSON.
package struct Boundaries: Sendable, Hashable {
  /// Joined to the pipeline file's folder.
  package var file: String
  /// Name of the property that holds the TERYT code.
  package var code: String
}

/// One source: the files of one publisher in one shape.
package struct Source: Sendable, Hashable {
  package var id: String
  package var title: Wording
  package var publisher: String
  package var licence: String
  /// Patterns relative to the pipeline file's folder (`*`, `?`, `**`, `[..]`).
  package var files: [String]
  /// Name of a file in profiles/ without `.json`.
  package var profile: String
  /// Encoding when the detected one is not to be trusted; nil leaves it to detection.
  package var encoding: String?
  package var delimiter: String?
  /// Sheet to read when the profile does not name one.
  package var sheet: String?
  /// What this source alone may carry; nil when it counts towards the pipeline's tolerance.
  package var tolerance: Tolerance?
  /// A pattern of it may match nothing: the edition says what is missing.
  package var isOptional = false
}

/// How many errors a run may carry and still be published; the standard is none.
package struct Tolerance: Sendable, Hashable {
  /// Cells of all sources together that could not be used because they are wrong.
  package var rejectedCells: Int
  /// Files that were refused as a whole.
  package var refusedFiles: Int
  /// Checks of severity error that failed.
  package var failedChecks: Int

  package init(rejectedCells: Int = 0, refusedFiles: Int = 0, failedChecks: Int = 0) {
    self.rejectedCells = rejectedCells
    self.refusedFiles = refusedFiles
    self.failedChecks = failedChecks
  }
}

/// What disclosure control does beside the thresholds, which the catalogue gives indicator by indicator.
package struct DisclosureSettings: Sendable, Hashable {
  /// Whether a count of 0 is withheld like a small one; by custom it is shown.
  package var withholdsZeros: Bool
  /// Whether a trait that needs five persons is withheld where everybody who is counted has it (100 %).
  package var withholdsGroups: Bool

  /// Ids of sources whose publisher shows every count to everybody (tables of Statistics Poland): such counts are not withheld
  /// and protect no others.
  package var publicSources: [String]

  package init(withholdsZeros: Bool = false, withholdsGroups: Bool = true, publicSources: [String] = []) {
    self.withholdsZeros = withholdsZeros
    self.withholdsGroups = withholdsGroups
    self.publicSources = publicSources
  }
}

/// The composite index of the pipeline: domains of indicators.
package struct IndexSettings: Sendable, Hashable {
  package struct Domain: Sendable, Hashable {
    package var id: String
    package var title: Wording
    /// Relative weight; the weights need not sum to 1.
    package var weight: Double
    /// Ids of the catalogue.
    package var indicators: [String]
  }

  package var id: String
  package var title: Wording
  package var levels: [String]
  package var method: String
  /// Least share of the weight that must be present, within a domain and over domains, for a score (0-1).
  package var coverage: Double
  package var domains: [Domain]
}
