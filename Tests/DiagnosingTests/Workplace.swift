import Bytes
import Contracts
import Findings
import Glibc
import Pipelines
import Territory

@testable import Diagnosing

/// A folder with a pipeline, its definitions and a stage of observations, taken away when the test is over.
final class Workplace {
  let root: String
  var indicators: [String]
  /// Entries of the pipeline file beside region, title, years, levels and sources.
  var more = ""
  var region = "28"
  var levels = "[\"voivodeship\", \"subregion\", \"powiat\", \"gmina\"]"
  /// Text of `entities.csv`; none when empty.
  var entities = ""
  /// Tables of the edition before.
  var published = ""
  private var runs = 0

  init(_ indicators: [String]) throws(Refusal) {
    self.indicators = indicators
    // Tests run side by side: a name that is merely not taken yet may be taken twice.
    var template = Array("/tmp/diagnoza-diagnosing-XXXXXX\0".utf8.map { CChar(bitPattern: $0) })
    guard let made = unsafe mkdtemp(&template) else { throw Refusal(.cannotCreate, Wording("mkdtemp", en: "mkdtemp")) }
    let name = unsafe String(cString: made)
    root = name
    try Files.createDirectories(root + "/pipelines/registers")
    try Files.createDirectories(root + "/2-observations")
  }

  deinit {
    do throws(Refusal) {
      try Files.remove(root)
    } catch {
      print("left behind: \(root)")
    }
  }

  private func put(_ text: String, _ path: String) throws(Refusal) {
    try Files.write(Array(text.utf8), to: root + "/" + path)
  }

  func pipeline() throws(Refusal) -> Pipeline {
    try put(([Sample.catalogueHeader] + indicators).joined(separator: "\n") + "\n", "pipelines/indicators.csv")
    try put(Sample.measuresText, "pipelines/measures.csv")
    if !entities.isEmpty { try put(entities, "pipelines/entities.csv") }
    var register = "code;name;level;kind;parent;nuts;valid_from;valid_to;bdl_id\n"
    for unit in Sample.units {
      let kind = unit.kind.map { String($0.rawValue) } ?? ""
      register +=
        "\(unit.code);\(unit.name);\(unit.level.rawValue);\(kind);\(unit.parent);\(unit.nuts);\(unit.validFrom);;\n"
    }
    try put(register, "pipelines/registers/units.csv")
    try put(
      """
      {"region": "\(region)", "title": {"pl": "Próba", "en": "Trial"}, "years": [2015, 2020, 2023], "levels": \(levels),
       "register": {"date": "2024-01-01"},
       "sources": [{"id": "gus", "files": ["*.csv"], "profile": "bdl"}]\(more.isEmpty ? "" : ", ")\(more)}
      """, "pipelines/trial.json")
    return try Pipeline.load(root + "/pipelines/trial.json")
  }

  /// Writes the stage before: `observations.arrow`, sorted as its contract asks.
  func observe(_ seen: [Sample.Seen]) throws(Refusal) {
    let sorted = seen.sorted { ($0.unit, $0.measure, $0.breakdown, $0.period) < ($1.unit, $1.measure, $1.breakdown, $1.period) }
    var writer = try ObservationsWriter(creating: root + "/2-observations/observations.arrow")
    for (row, one) in sorted.enumerated() {
      let unit = writer.texts.unit.code(of: one.unit)
      let level = writer.texts.level.code(of: Sample.register[one.unit]?.level.rawValue ?? "")
      let name = writer.texts.unitName.code(of: Sample.register[one.unit]?.name ?? "")
      let period = writer.texts.period.code(of: one.period)
      let measure = writer.texts.measure.code(of: one.measure)
      let breakdown = writer.texts.breakdown.code(of: one.breakdown)
      let person = writer.texts.unitOfMeasure.code(of: "osoba")
      let source = writer.texts.source.code(of: one.source)
      let file = writer.texts.file.code(of: "dane.csv")
      let sheet = writer.texts.sheet.code(of: "")
      let updated = writer.texts.updated.code(of: "")
      let text = Array((one.value.map { "\($0)" } ?? "-").utf8)
      try writer.append(
        unit: unit, level: level, unitName: name, period: period, measure: measure, breakdown: breakdown, value: one.value,
        status: one.status, decimals: 0, unitOfMeasure: person, source: source, file: file, sheet: sheet,
        row: Int32(row + 2), column: 6, text: text.span, updated: updated)
    }
    try writer.finish()
  }

  private func newDirectory() throws(Refusal) -> String {
    runs += 1
    let directory = root + "/3-tables-\(runs)"
    try Files.createDirectories(directory)
    return directory
  }

  /// Runs the stage into a new folder.
  func run() throws(Refusal) -> (directory: String, outcome: StageOutcome) {
    let directory = try newDirectory()
    let context = StageContext(
      pipeline: try pipeline(), directory: directory, upstream: root + "/2-observations", published: published)
    return (directory, try diagnose(context))
  }

  /// The tables made from observations in the order given, without a file between.
  func tables(_ seen: [Sample.Seen]) throws(Refusal) -> (files: [String: [UInt8]], findings: [Finding]) {
    let directory = try newDirectory()
    let definitions = try DiagnosisDefinitions(try pipeline())
    let (batch, texts) = Sample.batch(seen)
    var builder = CubeBuilder(
      units: definitions.scope.units, years: definitions.cubeYears, measures: definitions.catalogue.measures, texts: texts)
    try builder.add(batch)
    var diagnosis = Diagnosis(definitions, FigureResolver(builder.finish().cube), try BreakMarks(root + "/no-breaks.csv"))
    try diagnosis.write(to: directory, threads: 2) { _, _ in }
    return (try files(directory), diagnosis.findings)
  }

  func files(_ directory: String) throws(Refusal) -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for name in try Files.list(directory) { files[name] = try Files.read(Paths.join(directory, name)) }
    return files
  }
}
