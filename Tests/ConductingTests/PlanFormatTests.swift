import Bytes
import Conducting
import Findings
import Markup
import Testing

@Suite struct PlanFormatTests {
  static func text(_ format: PlanFormat, _ trial: Trial, language: Language = .english) throws -> String {
    format.print(
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
    #expect(try reasons(.report).first == "upstream-changed upstream")
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
    let slurm = try Self.text(.slurm, trial)
    #expect(
      slurm.contains("normalise=$(sbatch --parsable --job-name=demo-normalise --dependency=afterok:\"$ingest\" --wrap=\"exec "))
  }

  @Test func graphsNameEveryStage() throws {
    let trial = try Trial()
    for format in [PlanFormat.dot, .mermaid] {
      let text = try Self.text(format, trial)
      for stage in Stage.allCases { #expect(text.contains(stage.directory)) }
    }
  }
}
