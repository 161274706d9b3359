import Bytes
import Contracts
import Findings
import Markup
import Pipelines
import Reporting

/// What each stage reads of the pipeline and of the definition files. This table is the only place that says it: a setting
/// that a stage heeds and that is missing here would leave stale results standing, one that stands here needlessly makes a
/// stage run again for nothing.
struct StageReading {
  let pipeline: Pipeline
  /// The rows of the catalogue that the pipeline uses.
  let indicators: [IndicatorDefinition]
  /// Files that each profile in use is read from, relative to the folder of definitions.
  let profileFiles: [[String]]

  /// Reads the catalogue, the profiles and the targets, so that a mistake in them is told before any work is done.
  init(_ pipeline: Pipeline) throws(Refusal) {
    self.pipeline = pipeline
    try ReportSections.check(pipeline.sections, in: Place(file: pipeline.shownFile))
    indicators = try pipeline.loadIndicators().indicators
    var files: [[String]] = []
    var namesRows = false
    for id in Set(pipeline.sources.map(\.profile)).sorted(by: precedesByBytes) {
      let profile = try Profile.load(id, for: pipeline)
      files.append(profile.definitionFiles)
      namesRows = namesRows || profile.layout.namesRows
    }
    profileFiles = files
    _ = try Target.read(from: pipeline.definitions)
    comparesLabels = namesRows
    var boundaries: [String] = []
    for entry in pipeline.boundaries {
      boundaries.append("\(entry.code):\(SHA256.hex(of: try Files.read(entry.file, shownAs: Paths.name(of: entry.file))))")
    }
    self.boundaries = boundaries.joined(separator: " ")
  }

  /// Whether labels of rows are compared with those of the forms as files are read.
  private let comparesLabels: Bool

  /// Code property and hash of each file of boundaries.
  private let boundaries: String

  /// The settings that the stage heeds.
  func settings(of stage: Stage) -> [SettingRecord] {
    switch stage {
    case .ingest:
      [language, sources]
        + pipeline.sources.flatMap { source in
          [
            setting("source.\(source.id).profile", source.profile),
            setting("source.\(source.id).encoding", source.encoding),
            setting("source.\(source.id).delimiter", source.delimiter),
            setting("source.\(source.id).sheet", source.sheet),
          ]
        }
    case .normalise:
      [
        setting("region", pipeline.region), setting("register.date", pipeline.registerDate),
        // Which of them a source leaves out is told.
        setting("years", pipeline.years.map { String($0) }.joined(separator: " ")), language, sources,
      ] + pipeline.sources.map { setting("source.\($0.id).profile", $0.profile) }
    case .diagnose:
      [
        setting("region", pipeline.region), setting("register.date", pipeline.registerDate),
        setting("years", pipeline.years.map { String($0) }.joined(separator: " ")),
        setting("year.base", SettingText(pipeline.baseYear)),
        setting("levels", pipeline.levels.joined(separator: " ")), language,
        setting("forecast.horizon", pipeline.forecastHorizon.map { String($0) }),
        setting("disclosure.zeros", pipeline.disclosure.withholdsZeros ? "withheld" : "shown"),
        setting("disclosure.groups", pipeline.disclosure.withholdsGroups ? "withheld" : "shown"),
        setting("disclosure.public_sources", pipeline.disclosure.publicSources.joined(separator: " ")),
        setting(Self.changesSince, pipeline.changesSince),
        // Their order is that of tables and pages.
        setting("indicators", indicators.map(\.id).joined(separator: " ")),
      ] + indexSettings + indicators.map { setting("indicator.\($0.id)", $0.meaning) }
    case .report:
      [
        setting("name", pipeline.name), setting("region", pipeline.region), setting("register.date", pipeline.registerDate),
        language,
        sources, setting("title.pl", pipeline.title.polish), setting("title.en", pipeline.title.english),
        setting("years", pipeline.years.map { String($0) }.joined(separator: " ")),
        setting("year.base", SettingText(pipeline.baseYear)),
        setting("sections", pipeline.sections.joined(separator: " ")),
        setting("sample-data", pipeline.sampleData ? "yes" : "no"),
        setting("publisher.pl", pipeline.publisher.polish), setting("publisher.en", pipeline.publisher.english),
        setting("contact", pipeline.contact), setting(Self.changesSince, pipeline.changesSince),
        setting("issued", pipeline.issued),
        // Cells of other sources are shown in the lineage only as far as the tables show them.
        setting("disclosure.public_sources", pipeline.disclosure.publicSources.joined(separator: " ")),
        setting("boundaries", boundaries),
      ]
        + pipeline.sources.flatMap { source in
          [
            setting("source.\(source.id).title.pl", source.title.polish),
            setting("source.\(source.id).title.en", source.title.english),
            setting("source.\(source.id).publisher", source.publisher),
            setting("source.\(source.id).licence", source.licence),
          ]
        } + indexSettings
    }
  }

  /// Name of the setting that names the edition before.
  static let changesSince = "changes_since"

  /// The definition files that the stage reads, as patterns relative to the folder of definitions. A profile says both how a
  /// file is laid out and what its signs mean.
  func definitions(of stage: Stage) -> [String] {
    switch stage {
    case .ingest: profileFiles.compactMap(\.first) + (comparesLabels ? ["forms/*.csv"] : [])
    case .normalise: profileFiles.flatMap(\.self) + ["forms/*.csv", "registers/*.csv", "measures.csv", "checks.csv"]
    case .diagnose: ["registers/units.csv", "measures.csv", "entities.csv"]
    case .report: ["registers/units.csv", "maps/*.csv", "names.csv", "targets.csv", "measures.csv", "entities.csv", "checks.csv"]
    }
  }

  /// Findings and rejects are written in it by every stage.
  private var language: SettingRecord { setting("language", pipeline.language.rawValue) }

  private var sources: SettingRecord { setting("sources", pipeline.sources.map(\.id).joined(separator: " ")) }

  private var indexSettings: [SettingRecord] {
    guard let index = pipeline.index else { return [] }
    return [
      setting("index.id", index.id), setting("index.title.pl", index.title.polish),
      setting("index.title.en", index.title.english),
      setting("index.levels", index.levels.joined(separator: " ")), setting("index.method", index.method),
      setting("index.coverage", "\(index.coverage)"), setting("index.domains", index.domains.map(\.id).joined(separator: " ")),
    ]
      + index.domains.flatMap { domain in
        [
          setting("index.domain.\(domain.id).title.pl", domain.title.polish),
          setting("index.domain.\(domain.id).title.en", domain.title.english),
          setting("index.domain.\(domain.id).weight", "\(domain.weight)"),
          setting("index.domain.\(domain.id).indicators", domain.indicators.joined(separator: " ")),
        ]
      }
  }

  private func setting(_ name: String, _ value: String) -> SettingRecord {
    SettingRecord(name: name, value: value, by: "chosen")
  }

  private func setting(_ name: String, _ value: String?) -> SettingRecord {
    SettingRecord(name: name, value: value ?? "", by: value == nil ? "standard" : "chosen")
  }

  private func setting(_ name: String, _ value: SettingText) -> SettingRecord {
    SettingRecord(name: name, value: value.text, by: value.by)
  }

  private func setting(_ name: String, _ value: Setting<String>) -> SettingRecord { setting(name, SettingText(value)) }
}

/// A setting of any type as a record keeps it.
private struct SettingText {
  let text: String
  let by: String

  init(_ setting: Setting<some CustomStringConvertible & Sendable>) {
    text = setting.value.description
    by = setting.origin.rawValue
  }
}

/// Hashes of what definition files mean: quotes, line ends and comments may change without anything being computed again.
final class DefinitionMeanings {
  private let pipeline: Pipeline
  /// Path -> hash: several stages read the same register.
  private var known: [String: String] = [:]

  init(pipeline: Pipeline) {
    self.pipeline = pipeline
  }

  /// One setting a file that matches, in the order of paths.
  func settings(matching patterns: [String]) throws(Refusal) -> [SettingRecord] {
    var paths: Set<String> = []
    for pattern in patterns { paths.formUnion(try Files.glob(pattern, in: pipeline.definitions)) }
    var settings: [SettingRecord] = []
    for path in paths.sorted(by: precedesByBytes) {
      settings.append(SettingRecord(name: StageIngredients.definition + path, value: try hash(of: path), by: "chosen"))
    }
    return settings
  }

  private func hash(of path: String) throws(Refusal) -> String {
    if let hash = known[path] { return hash }
    do throws(Refusal) {
      let hash = SHA256.hex(of: try meaning(try Files.read(Paths.join(pipeline.definitions, path), shownAs: path), file: path))
      known[path] = hash
      return hash
    } catch {
      var refusal = error
      // A definition that cannot be read is a mistake of configuration; failures of the machine stay what they are.
      if refusal.kind == .data || refusal.kind == .missingInput { refusal.kind = .configuration }
      throw refusal
    }
  }

  /// The content in one form: JSON with sorted names and without comments, tables as their fields.
  private func meaning(_ bytes: [UInt8], file: String) throws(Refusal) -> [UInt8] {
    if file.hasSuffix(".json") {
      let value = try JSONValue.read(bytes, from: JSONOrigin(file: file, kind: .configuration))
      return JSONWriter.bytes(of: value.sortedByName)
    }
    let table = try SeparatedTable(bytes, name: file)
    var text = SeparatedText(.exchange)
    text.append(table.header)
    for row in table.rows { text.append(row) }
    return text.bytes
  }
}

extension IndicatorDefinition {
  /// All that a row of the catalogue says, but not where in the file it stands.
  var meaning: String {
    let fields = [
      id, label.polish, label.english, definition.polish, definition.english, numerator, denominator, "\(multiplier)", unit,
      "\(decimals)", direction.rawValue, area, levels.joined(separator: " "), interval.rawValue, "\(threshold)", source,
      breaks.map { "\($0.year):\($0.code)" }.joined(separator: " "),
    ]
    return fields.joined(separator: " | ")
  }
}
