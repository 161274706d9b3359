import Bytes
import Contracts
import Findings
import Pipelines
import Synchronization
import Testing

@testable import Conducting

/// Two editions that differ in everything at once, split by making the tables again one factor at a time. The stages are
/// made up so that each factor adds a part of its own, a power of ten apart from the others.
@Suite struct EditionComparisonTests {
  /// What another version of the program makes otherwise.
  private static let program = Mutex(0.0)

  private static let works = StageWorks { (stage, context) throws(Refusal) -> StageOutcome in
    var outcome = StageOutcome()
    var sum = 0.0
    switch stage {
    case .ingest:
      for source in context.pipeline.sources {
        for file in try context.pipeline.files(of: source) {
          let bytes = try Files.read(file.path)
          outcome.inputs.append(InputRecord(path: file.shown, size: bytes.count, sha256: SHA256.hex(of: bytes)))
          let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
          sum += lines.last.flatMap { Double($0) } ?? 0
        }
      }
    case .normalise:
      // The day of the register.
      sum = try read(context.upstream, "ingest.txt") + (Double(context.pipeline.registerDate.value.suffix(2)) ?? 0) * 100
    case .diagnose:
      let definitions = try context.pipeline.loadIndicators().indicators
      sum = try read(context.upstream, "normalise.txt") + definitions[0].multiplier * 1000
      sum += Double(context.pipeline.years.count) * 1_000_000 + program.withLock { $0 }
      var row = IndicatorRow()
      row.id = "A01/2800000/2023"
      row.indicator = "A01"
      row.unit = "2800000"
      row.period = "2023"
      row.value = sum
      row.rank = Int(sum) % 7
      try IndicatorRow.write([row], to: Paths.join(context.directory, "indicators.csv"))
    case .report: break
    }
    try Files.write(Array("\(sum)".utf8), to: Paths.join(context.directory, "\(stage.rawValue).txt"))
    return outcome
  }

  private static func read(_ directory: String, _ name: String) throws(Refusal) -> Double {
    Double(String(decoding: try Files.read(Paths.join(directory, name)), as: UTF8.self)) ?? 0
  }

  private static func run(_ trial: Trial) throws -> EditionPlace {
    let conductor = Conductor(
      try Pipeline.load(trial.path("pipelines/demo.json")), works: works, voice: RunVoice(clock: RunClock { 0 }))
    guard case .published(_, let path, _) = try conductor.run(RunOrder(command: "test")) else {
      throw Refusal(.internalInvariant, Wording("nic", en: "nothing"))
    }
    return try EditionPlace.find(path, output: nil)
  }

  private static func pipeline(day: Int, years: String) -> String {
    Trial.pipelineText(years: years, more: #", "register": {"date": "2023-01-0\#(day)"}"#)
  }

  /// As if an older version of the program had made the edition: other keys, other methods.
  private static func age(_ edition: EditionPlace, _ trial: Trial) throws {
    let folder = edition.directory(of: .diagnose)
    var record = try edition.record(of: .diagnose)
    record.key = String(record.key.reversed())
    for place in record.settings.indices where record.settings[place].name == "program.method" {
      record.settings[place].value = "0"
    }
    try Files.remove(Paths.join(folder, StageRecord.fileName))
    try record.write(to: folder)
    let manifest = "output/demo/.inputs/\(edition.id).json"
    let text = try trial.read(manifest)
    let methods = try #require(text.firstRange(of: /"methods": \[[^\]]*\]/))
    try Files.remove(trial.path(manifest))
    try trial.write(manifest, text.replacingCharacters(methods, with: #""methods": [1, 1, 0, 1]"#))
  }

  @Test func whatOnlyTheReportReadsIsTold() throws {
    let trial = try Trial()
    let old = try Self.run(trial)
    try trial.write(
      "pipelines/demo.json", Trial.pipelineText(more: #", "contact": "rops@example.pl""#))
    let new = try Self.run(trial)
    var comparison = EditionComparison(old, new, works: Self.works)
    let difference = try comparison.difference()
    #expect(old.id != new.id && difference.factors.isEmpty && difference.changes.isEmpty)
    #expect(difference.ofReport.map(\.subject) == ["contact"])
    let text = difference.text(.english, limit: 5)
    #expect(text.contains("in the report alone") && text.contains("contact") && !text.contains("from the same"))
  }

  @Test func everyCauseGetsItsPart() throws {
    let trial = try Trial()
    Self.program.withLock { $0 = 0 }
    try trial.write("pipelines/demo.json", Self.pipeline(day: 1, years: "2022, 2023"))
    let old = try Self.run(trial)
    try Self.age(old, trial)
    Self.program.withLock { $0 = 0.5 }
    try trial.write("fixtures/a.csv", "a\n4\n")
    try trial.write("pipelines/demo.json", Self.pipeline(day: 3, years: "2021, 2022, 2023"))
    try trial.write("pipelines/indicators.csv", Trial.catalogueText(multiplier: "107"))
    let new = try Self.run(trial)
    var comparison = EditionComparison(old, new, works: Self.works)
    let difference = try comparison.difference()
    #expect(Set(difference.factors.map(\.cause)) == Set(ChangeCause.allCases))
    let change = try #require(difference.changes.first)
    #expect(difference.changes.count == 1)
    #expect(change.source == 3 && change.territory == 200 && change.catalogue == 7000)
    #expect(change.setting == 1_000_000 && change.program == 0.5)
    #expect(change.difference == 1_007_203.5)
    // The rank stands beside the value and is told apart from it.
    let rank = try #require(difference.derived.first { $0.column == "rank" })
    #expect(rank.id == "A01/2800000/2023")
    #expect(rank.difference == (Double(rank.new) ?? 0) - (Double(rank.old) ?? 0))
    // What was repeated and what was only attributed is said.
    #expect(difference.notes.count == 1)
    #expect(difference.notes[0].english.contains("1.1.0.1 → ") && difference.notes[0].english.contains("one factor at a time"))
    #expect(try !trial.exists("output/demo/.diff"))
    // The program alone.
    Self.program.withLock { $0 = 0 }
  }
}

extension String {
  fileprivate func replacingCharacters(_ range: Range<String.Index>, with text: String) -> String {
    var copy = self
    copy.replaceSubrange(range, with: text)
    return copy
  }
}
