import Bytes
import Conducting
import Findings
import Synchronization
import Testing

/// What the journal has for whoever asks in the morning what happened at night.
@Suite struct JournalOfRunsTests {
  private static func lines(_ trial: Trial, _ code: String) throws -> [String] {
    try trial.read("output/demo/.log.jsonl").split(separator: "\n").map(String.init).filter { $0.contains(#""code":"\#(code)""#) }
  }

  @Test func aRunThatDidNotReachItsFirstStageIsTold() throws {
    let trial = try Trial()
    try trial.run()
    try Files.remove(trial.path("fixtures/a.csv"))
    try Files.remove(trial.path("fixtures/b.csv"))
    #expect(try trial.refusal()?.kind == .missingInput)
    let told = try Self.lines(trial, "run-failed")
    #expect(told.count == 1 && told[0].contains(#""level":"error""#) && told[0].contains(#""exit":66"#))
    #expect(try Self.lines(trial, "stage-failed") == [])
  }

  /// On the trial's day, 14 November 2023, the statements of 2023 are not due; those of 2021 are long since.
  @Test(arguments: [("stat_2023.csv", Refusal.Kind.tryLater), ("stat_2021.csv", .missingInput), ("stat.csv", .missingInput)])
  func whatIsNotDueYetIsWaitedFor(file: String, kind: Refusal.Kind) throws {
    let trial = try Trial()
    try trial.run()
    try trial.write(
      "pipelines/due.csv", "profile;form;part;years_after;day;verification;source\ntable;S;;1;02-09;documented;x\n")
    try trial.write("pipelines/demo.json", Trial.pipelineText().replacing("../fixtures/*.csv", with: "../fixtures/\(file)"))
    #expect(try trial.refusal()?.kind == kind)
    #expect(try Self.lines(trial, "run-failed").first?.contains(#""exit":\#(kind.rawValue)"#) == true)
  }

  /// Which stage it was, since when it was at work and why, and how the run ended.
  @Test func aStageThatFailedIsNamed() throws {
    let trial = try Trial()
    let fault = Refusal(
      .data, Wording("„Kowalski” w komórce", en: "“Kowalski” in a cell"), at: Place(file: "a.csv", row: 3, column: 2))
    trial.fault.withLock { $0 = (.normalise, fault) }
    _ = try trial.refusal()
    let failed = try Self.lines(trial, "stage-failed")
    #expect(failed.count == 1 && failed[0].contains(#""stage":"normalise""#) && failed[0].contains(#""row":3"#))
    #expect(try Self.lines(trial, "refused").count == 1)
    let started = try Self.lines(trial, "stage-started")
    #expect(started.count == 2 && started[0].contains("never-made ingest"))
    #expect(try !trial.read("output/demo/.log.jsonl").contains("Kowalski"))
    #expect(try Self.lines(trial, "run-started").first?.contains(#""command":"test""#) == true)
  }

  @Test func whatAKilledRunLeftIsTold() throws {
    let trial = try Trial()
    try trial.run()
    try trial.run(forced: true)
    #expect(try Self.lines(trial, "run-interrupted").isEmpty)
    // As it stands when the last run was killed in a stage, its last line cut off.
    let journal = try trial.read("output/demo/.log.jsonl")
    let lines = journal.split(separator: "\n")
    let began = try #require(lines.lastIndex { $0.contains("\"run-started\"") })
    let killed = String(lines[began]).replacing(/"process":\d+/, with: "\"process\":4711")
    try trial.write(
      "output/demo/.log.jsonl", (lines[..<began].map(String.init) + [killed, "{\"time\":\"2026"]).joined(separator: "\n"))
    try trial.run(forced: true)
    let told = try Self.lines(trial, "run-interrupted")
    #expect(told.count == 1 && told[0].contains("\"interrupted_process\":4711") && told[0].contains("\"began\":\""))
    try trial.run(forced: true)
    #expect(try Self.lines(trial, "run-interrupted").count == 1)
  }

  /// A signal is an end of its own.
  @Test func aRunThatWasStoppedIsNotInterrupted() throws {
    let trial = try Trial()
    try trial.run()
    let lines = try trial.read("output/demo/.log.jsonl").split(separator: "\n")
    let began = try #require(lines.lastIndex { $0.contains("\"run-started\"") })
    let stopped = String(lines[began]).replacing("run-started", with: "run-stopped")
    try trial.write(
      "output/demo/.log.jsonl", (lines[...began].map(String.init) + [stopped]).joined(separator: "\n") + "\n")
    try trial.write("output/demo/.work/1-cells/half", "x")
    try trial.run(forced: true)
    #expect(try Self.lines(trial, "run-interrupted").isEmpty)
  }

  /// Nobody has a conductor then.
  @Test func aPipelineFileThatCannotBeReadAndANoticeThatFailedAreTold() throws {
    let trial = try Trial()
    let journal = PipelineJournal(
      of: trial.path("pipelines/demo.json"), output: nil, clock: RunClock { 1_700_000_000_123 }, process: 7)
    let refusal = Refusal(.configuration, Wording("źle", en: "wrong"), at: Place(file: "pipelines/demo.json", row: 4))
    try journal.failed(refusal)
    // Without results there is nowhere to write.
    #expect(try !trial.exists("output"))
    try trial.run()
    try journal.failed(refusal)
    try journal.notTold(by: "/usr/bin/tell", because: Refusal(.tryLater, Wording("kod 1", en: "ended with code 1")))
    #expect(try Self.lines(trial, "run-failed").first?.contains(#""row":4"#) == true)
    #expect(try Self.lines(trial, "notice-failed").first?.contains("/usr/bin/tell") == true)
  }
}
