import Conducting
import Findings
import Pipelines
import Testing

/// The table of what each stage reads: every field of a pipeline is accounted for, and changes the keys that it should.
@Suite struct StageKeyTests {
  static func keys(_ pipeline: Pipeline) throws -> [String] {
    let plan = try Conductor(pipeline, voice: RunVoice(clock: RunClock { 0 })).plan()
    return Stage.allCases.compactMap { plan[$0]?.key }
  }

  /// The first stage whose key a change moves; all later ones move with it. nil when none moves.
  static func first(_ trial: Trial, _ change: (inout Pipeline) -> Void) throws -> Stage? {
    let pipeline = try Pipeline.load(trial.path("pipelines/demo.json"))
    var other = pipeline
    change(&other)
    let (before, after) = (try keys(pipeline), try keys(other))
    let moved = zip(Stage.allCases, zip(before, after)).filter { $0.1.0 != $0.1.1 }.map(\.0)
    #expect(moved == Stage.allCases.filter { $0 >= (moved.first ?? .report) } || moved.isEmpty)
    return moved.first
  }

  /// An index as a pipeline file has it.
  static func index() throws -> IndexSettings {
    let trial = try Trial()
    try trial.write(
      "pipelines/demo.json",
      Trial.pipelineText(
        more: #", "index": {"id": "i", "title": "I", "domains": [{"id": "d", "title": "D", "indicators": ["A01"]}]}"#))
    return try #require(try Pipeline.load(trial.path("pipelines/demo.json")).index)
  }

  @Test func everyFieldOfAPipelineMovesTheStagesThatReadIt() throws {
    let trial = try Trial()
    let index = try Self.index()
    let cases: [(String, Stage?, (inout Pipeline) -> Void)] = [
      ("language", .ingest, { $0.language = .english }),
      ("source.id", .ingest, { $0.sources[0].id = "other" }),
      ("source.encoding", .ingest, { $0.sources[0].encoding = "windows-1250" }),
      ("source.delimiter", .ingest, { $0.sources[0].delimiter = ";" }),
      ("source.sheet", .ingest, { $0.sources[0].sheet = "x" }),
      ("source.files", .ingest, { $0.sources[0].files = ["../fixtures/a.csv"] }),
      ("region", .normalise, { $0.region = "2801" }),
      ("register", .normalise, { $0.registerDate = .chosen("2020-01-01") }),
      ("years", .normalise, { $0.years = [2021, 2022, 2023] }),
      ("baseYear", .diagnose, { $0.baseYear = .chosen(2023) }),
      ("levels", .diagnose, { $0.levels = ["voivodeship"] }),
      ("index", .diagnose, { $0.index = index }),
      ("name", .report, { $0.name = "x" }),
      ("title", .report, { $0.title.polish = "x" }),
      ("title.en", .report, { $0.title.english = "x" }),
      ("source.title", .report, { $0.sources[0].title.polish = "x" }),
      ("source.publisher", .report, { $0.sources[0].publisher = "x" }),
      ("source.licence", .report, { $0.sources[0].licence = "x" }),
      ("sections", .report, { $0.sections = ["summary"] }),
      ("sampleData", .report, { $0.sampleData = true }),
      ("publisher", .report, { $0.publisher.english = "x" }),
      ("contact", .report, { $0.contact = "x" }),
      ("issued", .report, { $0.issued = "2024-01-31" }),
      ("forecastHorizon", .diagnose, { $0.forecastHorizon = 2030 }),
      ("disclosure.zeros", .diagnose, { $0.disclosure.withholdsZeros = true }),
      ("disclosure.groups", .diagnose, { $0.disclosure.withholdsGroups = false }),
      ("disclosure.public_sources", .diagnose, { $0.disclosure.publicSources = ["gus"] }),
      ("changesSince", .diagnose, { $0.changesSince = "2022-0123456789ab" }),
      ("keptEditions", nil, { $0.keptEditions = .chosen(1) }),
      // The same files read elsewhere are the same files.
      (
        "pinnedFiles", nil,
        { pipeline in
          pipeline.pinnedFiles["gus"] = ["a", "b"].map {
            SourceFile(path: trial.path("fixtures/\($0).csv"), shown: "fixtures/\($0).csv")
          }
        }
      ),
      ("tolerance", nil, { $0.tolerance = Tolerance(rejectedCells: 9, refusedFiles: 9) }),
    ]
    for (name, stage, change) in cases { #expect(try Self.first(trial, change) == stage, "\(name)") }
  }

  @Test func everyPartOfAnIndexMovesTheDiagnosis() throws {
    let trial = try Trial()
    let cases: [(String, (inout IndexSettings) -> Void)] = [
      ("id", { $0.id = "j" }), ("title", { $0.title.polish = "x" }), ("levels", { $0.levels = ["powiat"] }),
      ("method", { $0.method = "x" }), ("coverage", { $0.coverage = 0.6 }), ("domain", { $0.domains[0].id = "e" }),
      ("weight", { $0.domains[0].weight = 2 }), ("domain title", { $0.domains[0].title.english = "x" }),
    ]
    let pipeline = try Pipeline.load(trial.path("pipelines/demo.json"))
    for (name, change) in cases {
      var (one, other) = (pipeline, pipeline)
      var index = try Self.index()
      one.index = index
      change(&index)
      other.index = index
      let (before, after) = (try Self.keys(one), try Self.keys(other))
      #expect(before[1] == after[1] && before[2] != after[2], "\(name)")
    }
  }

  /// A field that is added to one of these types must be put into StageKey.swift (or be found to matter to no stage), and
  /// then into this list.
  @Test func noFieldIsForgotten() throws {
    let trial = try Trial()
    let pipeline = try Pipeline.load(trial.path("pipelines/demo.json"))
    func fields(_ value: some Any) -> [String] { Mirror(reflecting: value).children.compactMap(\.label) }
    #expect(
      fields(pipeline) == [
        "name", "folder", "definitions", "region", "title", "language", "years", "baseYear", "registerDate", "levels", "sources",
        "indicators", "index", "forecastHorizon", "disclosure", "sections", "tolerance", "sampleData", "publisher", "contact",
        "keptEditions", "changesSince", "pinnedFiles", "boundaries", "fileName", "issued",
      ])
    #expect(
      fields(pipeline.sources[0]) == [
        "id", "title", "publisher", "licence", "files", "profile", "encoding", "delimiter", "sheet", "tolerance", "isOptional",
      ])
    #expect(fields(try Self.index()) == ["id", "title", "levels", "method", "coverage", "domains"])
    #expect(fields(try Self.index().domains[0]) == ["id", "title", "weight", "indicators"])
    #expect(
      fields(try pipeline.loadIndicators().indicators[0]) == [
        "id", "label", "definition", "numerator", "denominator", "multiplier", "unit", "decimals", "direction", "area", "levels",
        "interval", "threshold", "source", "breaks", "row",
      ])
  }

  @Test func everyFieldOfTheCatalogueMovesTheDiagnosis() throws {
    let trial = try Trial()
    let before = try Self.keys(Pipeline.load(trial.path("pipelines/demo.json")))
    let text = Trial.catalogueText()
    for (from, to) in [
      ("Ludność", "Mieszkańcy"), (";Population;", ";People;"), (";;;population", ";opis;;population"),
      (";;;population", ";;text;population"), (";1;100;", ";100;100;"), ("100;osób", "10;osób"), ("osób", "%"),
      (";0;n;", ";1;n;"),
      (";n;", ";+;"), ("demography", "labour"), ("voivodeship;none", "voivodeship powiat;none"), (";none;", ";wilson;"),
      (";0;GUS", ";3;GUS"), ("GUS;", "MRiPS;"), ("GUS;", "GUS;2020:census"),
    ] {
      let changed = text.replacing(from, with: to)
      #expect(changed != text, "\(from)")
      try trial.write("pipelines/indicators.csv", changed)
      let after = try Self.keys(Pipeline.load(trial.path("pipelines/demo.json")))
      #expect(after[1] == before[1] && after[2] != before[2], "\(from) -> \(to)")
    }
  }

  @Test func definitionFilesMoveTheStagesThatReadThem() throws {
    let trial = try Trial()
    func keys() throws -> [String] { try Self.keys(Pipeline.load(trial.path("pipelines/demo.json"))) }
    var before = try keys()
    func moves(_ file: String, _ from: String, _ to: String) throws -> Stage? {
      try trial.write(file, trial.read(file).replacing(from, with: to))
      let after = try keys()
      defer { before = after }
      return zip(Stage.allCases, zip(before, after)).first { $0.1.0 != $0.1.1 }?.0
    }
    #expect(try moves("pipelines/measures.csv", "Ludność", "Mieszkańcy") == .normalise)
    #expect(try moves("pipelines/registers/units.csv", "1999-01-01", "1999-01-02") == .normalise)
    #expect(try moves("pipelines/profiles/table.json", #""T","en""#, #""U","en""#) == .ingest)
    // Another quoting of the same text says the same.
    #expect(try moves("pipelines/measures.csv", ";osoba;", ";\"osoba\";") == nil)
    try trial.write("pipelines/profiles/unused.json", "{}")
    #expect(try keys() == before)
  }
}
