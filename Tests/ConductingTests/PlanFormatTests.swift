import Bytes
import Conducting
import Findings
import Markup
import Testing

@Suite struct PlanFormatTests {
  static func text(_ format: PlanFormat, _ trial: Trial, language: Language = .english) throws -> String {
    try format.print(
      [.init(plan: try trial.conductor().plan(), path: "/a b/it's $x.json")], output: "/out", programs: "/usr/bin",
      language: language)
  }

  @Test func textSaysWhatRunsAndWhy() throws {
    let trial = try Trial()
    let before = try Self.text(.text, trial)
    #expect(before.contains("to be published"))
    #expect(before.contains("  1-cells           to run, because there is no result yet\n"))
    try trial.run()
    let after = try Self.text(.text, trial, language: .polish)
    #expect(after.contains("opublikowane"))
    #expect(after.split(separator: "\n").dropFirst().allSatisfy { $0.hasSuffix("aktualny") })
    try trial.write("fixtures/a.csv", "a\n3\n")
    try trial.write("pipelines/indicators.csv", Trial.catalogueText(multiplier: "3"))
    let changed = try Self.text(.text, trial)
    #expect(changed.contains("1-cells           to run, because the file fixtures/a.csv changed ("))
    #expect(changed.contains("3-tables          to run, because the setting indicator.A01 changed ("))
    #expect(changed.contains("and the result of the stage before changed"))
  }

  @Test func reasonsAreTold() throws {
    let trial = try Trial()
    try trial.run()
    func reasons(_ stage: Stage) throws -> [String] {
      try trial.conductor().plan()[stage]?.reasons.map { "\($0.code) \($0.subject)" } ?? []
    }
    try trial.write("fixtures/c.csv", "c\n")
    #expect(try reasons(.ingest) == ["input-added fixtures/c.csv"])
    try Files.remove(trial.path("fixtures/c.csv"))
    try Files.remove(trial.path("fixtures/b.csv"))
    #expect(try reasons(.ingest) == ["input-removed fixtures/b.csv"])
    try trial.write("fixtures/b.csv", "b\n2\n")
    try trial.write("pipelines/measures.csv", trial.read("pipelines/measures.csv").replacing("Ludność", with: "L"))
    #expect(try reasons(.ingest) == [])
    #expect(try reasons(.normalise) == ["definition-changed measures.csv"])
    try Files.remove(trial.path("output/demo/current/4-report/report.txt"))
    #expect(try reasons(.report).contains("upstream-changed upstream"))
  }

  @Test func aDamagedResultIsAReason() throws {
    let trial = try Trial()
    try trial.run()
    try Files.remove(trial.path("output/demo/current/4-report/report.txt"))
    let step = try #require(try trial.conductor().plan()[.report])
    #expect(!step.isCurrent)
    #expect(step.reasons.map(\.code) == ["damaged"])
    #expect(step.reasons[0].wording.english.contains("report.txt"))
  }

  @Test func jsonIsOneDocument() throws {
    let trial = try Trial()
    try trial.run()
    let bytes = Array(try Self.text(.json, trial).utf8)
    var reader = try JSONObjectReader(reading: bytes, from: JSONOrigin(file: "plan", kind: .data), dialect: .json)
    #expect(try reader.requiredString("schema") == "diagnoza.plan/1")
    #expect(try reader.boolean("published") == true)
    #expect(try reader.requiredObjects("stages").count == 4)
  }

  @Test func makeAndSlurmQuoteWhatTheShellWouldTouch() throws {
    let trial = try Trial()
    let make = try Self.text(.make, trial)
    #expect(
      make.contains("demo/normalise: demo/ingest\n\t$(BIN)diagnoza-normalise '/a b/it'\\''s $$x.json' -o '/out'\n"))
    #expect(make.contains("all: demo/report\n"))
    #expect(make.contains("BIN = '/usr/bin'/\n"))
    let slurm = try Self.text(.slurm, trial)
    #expect(
      slurm.contains(
        "--job-name='demo-normalise' --dependency=afterok:\"$ingest\" --wrap='exec \"$BIN\"/diagnoza-normalise '\\''/a b/it'"))
  }

  /// A plan under another name.
  private static func entry(_ trial: Trial, named name: String, path: String = "/p.json") throws -> PlanGraph.Entry {
    var plan = try trial.conductor().plan()
    plan.pipeline = name
    return PlanGraph.Entry(plan: plan, path: path)
  }

  private static func graph(_ entries: [PlanGraph.Entry], programs: String = "/usr/bin", output: String? = nil) -> PlanGraph {
    PlanGraph(entries, output: output, programs: programs)
  }

  @Test func pipelinesOfOneNameHaveRulesOfTheirOwn() throws {
    let trial = try Trial()
    let entries = [
      try Self.entry(trial, named: "k", path: "/s1/k.json"), try Self.entry(trial, named: "k", path: "/s2/k.json"),
      try Self.entry(trial, named: "k-2", path: "/s3/k-2.json"),
    ]
    let make = try Self.graph(entries).make
    #expect(make.contains("all: k/report k-2/report k-2-2/report\n"))
    #expect(make.contains("\nk-2/ingest:\n\t$(BIN)diagnoza-ingest '/s2/k.json'\n"))
    #expect(make.contains("\nk-2-2/ingest:\n\t$(BIN)diagnoza-ingest '/s3/k-2.json'\n"))
  }

  @Test(arguments: [("z#1", "z_1"), ("ł a'b$x", "__a_b_x"), ("", "_"), ("-x", "_x"), ("a%:b", "a__b"), ("R28.b-c", "R28.b-c")])
  func targetsAreNamesThatMakeTakesForNothingElse(_ name: String, _ target: String) throws {
    let trial = try Trial()
    let make = try Self.graph([try Self.entry(trial, named: name)]).make
    #expect(make.contains("\nall: \(target)/report\n"))
    #expect(make.contains("\n\(target)/report: \(target)/diagnose\n"))
  }

  @Test func theFolderOfTheProgramsIsQuotedForMakeAndTheShell() throws {
    let trial = try Trial()
    let entry = try Self.entry(trial, named: "k")
    #expect(try Self.graph([entry], programs: "/b n/it's $x").make.contains("\nBIN = '/b n/it'\\''s $$x'/\n"))
    // GNU make takes half of the backslashes before a number sign away.
    #expect(try Self.graph([entry], programs: ##"/a#b\#c"##).make.contains(##"BIN = '/a\#b\\\#c'/"##))
    // An apostrophe with an accent behind it is one character, and still the end of what is quoted.
    let accented = try Self.entry(trial, named: "k", path: "/it'\u{301};touch x;.json")
    #expect(try Self.graph([accented]).make.contains("ingest '/it'\\''\u{301};touch x;.json'\n"))
  }

  /// A region without a plan is no region left out: its task is there, and fails.
  @Test func aPipelineThatCannotBePlannedHasATaskThatFails() throws {
    let trial = try Trial()
    let entries = [try Self.entry(trial, named: "k")]
    let graph = PlanGraph(entries, unplanned: ["/p/k.json", "/p/zł o.json"], output: "/o", programs: "/usr/bin")
    let make = try graph.make
    #expect(make.contains("\nall: k/report k-2/run z__o/run\n") && make.contains("k-2/run z__o/run\nall:"))
    #expect(make.contains("\nz__o/run:\n\t$(BIN)diagnoza run '/p/zł o.json' -o '/o'\n"))
    let slurm = try graph.slurm
    #expect(
      slurm.contains("--array=1-3%64") && slurm.contains("3) exec \"$BIN\"/diagnoza run --wait 10m '/p/zł o.json' -o '/o' ;;"))
  }

  @Test func aPathWithALineEndIsRefused() throws {
    let trial = try Trial()
    let plain = try Self.entry(trial, named: "k")
    let graphs = [
      Self.graph([try Self.entry(trial, named: "k", path: "/a\nEND\n/k.json")]), Self.graph([plain], output: "/a\r\nb"),
      Self.graph([plain], programs: "/a\nb"),
    ]
    for graph in graphs {
      let make = #expect(throws: Refusal.self) { try graph.make }
      let slurm = #expect(throws: Refusal.self) { try graph.slurm }
      #expect(make?.kind == .usage && slurm?.kind == .usage)
    }
  }

  @Test func aNameIsNoCommandOfTheScript() throws {
    let trial = try Trial()
    let slurm = try Self.graph([try Self.entry(trial, named: "q;touch INJECTED;")]).slurm
    #expect(slurm.contains(" --job-name='q;touch INJECTED;-ingest' "))
    let dot = try PlanFormat.dot.print(
      [try Self.entry(trial, named: #"a"b\"#)], output: nil, programs: "", language: .english)
    #expect(dot.hasPrefix(#"digraph "a\"b\\" {"#))
    let twice = [try Self.entry(trial, named: #"a"b"#), try Self.entry(trial, named: "c")]
    let mermaid = try PlanFormat.mermaid.print(twice, output: nil, programs: "", language: .english)
    #expect(mermaid.contains(##"subgraph p1["a#34;b"]"##))
  }

  @Test func graphsNameEveryStage() throws {
    let trial = try Trial()
    for format in [PlanFormat.dot, .mermaid] {
      let text = try Self.text(format, trial)
      for stage in Stage.allCases { #expect(text.contains(stage.directory)) }
    }
  }
}
