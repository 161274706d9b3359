import Bytes
import Conducting
import Findings
import Pipelines
import Synchronization
import Testing

/// An older edition asks for nothing of today: not for the pipeline file, not for the date that the environment gave, not for files of
/// boundaries; and a plan of a run is that of what the run was asked for.
@Suite struct PastEditionTests {
  private static func conductor(_ trial: Trial, issued: String = "") throws -> Conductor {
    var pipeline = try Pipeline.load(trial.path("pipelines/demo.json"))
    pipeline.issued = issued
    return Conductor(pipeline, works: trial.works, voice: RunVoice(clock: RunClock { 1_700_000_000_123 }))
  }

  private static func remake(_ trial: Trial, _ edition: String, _ conductor: Conductor) throws -> [Stage] {
    trial.ran.withLock { $0 = [] }
    _ = try conductor.run(RunOrder(edition: edition, command: "test"))
    return trial.ran.withLock { $0 }
  }

  @Test func theDateOfThePublicationIsKept() throws {
    let trial = try Trial()
    // The glance believes no file that was changed just before it.
    Waiting.milliseconds(60)
    try trial.run()
    let undated = try KeepingTests.id(trial)
    _ = try Self.conductor(trial, issued: "2024-05-06").run(RunOrder(command: "test"))
    let dated = try KeepingTests.id(trial)
    #expect(dated != undated)
    let bytes = try KeepingTests.bytes(trial, dated)
    try Files.remove(trial.path("output/demo/editions/\(dated)"))
    // The environment of today says nothing of it.
    _ = try Self.remake(trial, dated, try Self.conductor(trial))
    #expect(try KeepingTests.bytes(trial, dated) == bytes)
    _ = try Self.remake(trial, undated, try Self.conductor(trial, issued: "2024-05-06"))
    #expect(try trial.exists("output/demo/editions/\(undated)/run.json"))
  }

  @Test func boundariesAreKept() throws {
    let trial = try Trial()
    try trial.write("elsewhere/powiaty.geojson", #"{"type": "FeatureCollection", "features": []}"#)
    try trial.write(
      "pipelines/demo.json", Trial.pipelineText(more: #", "boundaries": [{"file": "../elsewhere/powiaty.geojson"}]"#))
    Waiting.milliseconds(60)
    try trial.run()
    let first = try KeepingTests.id(trial)
    // What is looked at before a plan is made are these files too.
    try trial.write("elsewhere/powiaty.geojson", #"{"type": "FeatureCollection", "features": [ ]}"#)
    #expect(try trial.run() == [.report])
    try Files.remove(trial.path("elsewhere"))
    try Files.remove(trial.path("output/demo/editions/\(first)"))
    // The stages before the report stand in the current edition.
    #expect(try trial.reproduce(first) == [.report])
  }

  @Test(arguments: [nil, "{"] as [String?])
  func thePipelineFileOfTodayIsNotNeeded(content: String?) throws {
    let trial = try Trial()
    try trial.run()
    let edition = try KeepingTests.id(trial)
    let bytes = try KeepingTests.bytes(trial, edition)
    try Files.remove(trial.path("output/demo/editions/\(edition)"))
    let file = trial.path("pipelines/demo.json")
    try Files.remove(file)
    if let content { try trial.write("pipelines/demo.json", content) }
    let pipeline = try #require(try Conductor.standIn(for: file, edition: edition, output: nil))
    let conductor = Conductor(pipeline, works: trial.works, voice: RunVoice(clock: RunClock { 1_700_000_000_123 }))
    #expect(try Self.remake(trial, edition, conductor) == Stage.allCases)
    #expect(try KeepingTests.bytes(trial, edition) == bytes)
    #expect(try Conductor.standIn(for: file, edition: "2023-000000000000", output: nil) == nil)
    #expect(try Conductor.standIn(for: file, edition: "../\(edition)", output: nil) == nil)
  }

  @Test func aPlanIsThatOfTheOrder() throws {
    let trial = try Trial()
    try trial.run()
    let first = try KeepingTests.id(trial)
    let conductor = try trial.conductor()
    let forced = try conductor.plan(for: RunOrder(isForced: true))
    #expect(forced.steps.map(\.isCurrent) == [false, false, false, false])
    #expect(forced.steps.allSatisfy { $0.reasons.map(\.code) == ["forced"] })
    let part = try conductor.plan(for: RunOrder(stages: .ingest ... .normalise))
    #expect(part.steps.map(\.stage) == [.ingest, .normalise])
    try trial.write("fixtures/a.csv", "a\n9\n")
    try trial.run()
    let today = try KeepingTests.id(trial)
    let past = try conductor.plan(for: RunOrder(edition: first))
    #expect(past.edition == first && past.isPublished && past.isCurrent)
    try Files.remove(trial.path("output/demo/editions/\(first)"))
    let gone = try conductor.plan(for: RunOrder(edition: first))
    #expect(gone.edition == first && !gone.isPublished && !gone.isCurrent)
    #expect(try KeepingTests.id(trial) == today)
    #expect(try !trial.exists("output/demo/.replay"))
    // What the run would refuse, its plan refuses: the observations are stale.
    try trial.write("fixtures/a.csv", "a\n8\n")
    #expect(throws: Refusal.self) { _ = try conductor.plan(for: RunOrder(stages: .diagnose ... .report)) }
  }

  @Test func aFileOfSeveralDotsIsItself() throws {
    let trial = try Trial()
    try trial.write("pipelines/demo.test.json", Trial.pipelineText(title: "Druga"))
    try trial.write("pipelines/demo.json", "{")
    let pipeline = try Pipeline.load(trial.path("pipelines/demo.test.json"))
    #expect(pipeline.name == "demo" && pipeline.shownFile == "pipelines/demo.test.json")
    let conductor = Conductor(pipeline, works: trial.works, voice: RunVoice(clock: RunClock { 1_700_000_000_123 }))
    guard case .published(let edition, _, _) = try conductor.run(RunOrder(command: "test")) else {
      Issue.record("nothing was published")
      return
    }
    try Files.remove(trial.path("output/demo/editions/\(edition)"))
    #expect(try Self.remake(trial, edition, conductor) == Stage.allCases)
  }
}
