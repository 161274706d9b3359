import Bytes
import Conducting
import Contracts
import Findings
import Pipelines
import Synchronization
import Testing

/// What runs again after which change, and what is left after which end.
@Suite struct ConductorTests {
  @Test func theFirstRunPublishesAnEdition() throws {
    let trial = try Trial()
    #expect(try trial.run() == [.ingest, .normalise, .diagnose, .report])
    let edition = try #require(try trial.edition)
    #expect(edition.hasPrefix("editions/2023-"))
    #expect(try trial.names() == [".glance", ".hashes", ".inputs", ".lock", ".log.jsonl", "current", "editions", "log.jsonl"])
    #expect(
      try trial.names(trial.current).filter { !$0.hasPrefix(".") }
        == [
          "1-cells", "2-observations", "3-tables", "4-report", "findings.csv", "findings.xml", "prov.json", "rejects", "run.json",
        ])
    #expect(try trial.read(trial.current + "/4-report/report.txt") == "report\ndiagnose\nnormalise\ningest\na\n1\nb\n2\n")
  }

  @Test func theSecondRunDoesNothing() throws {
    let trial = try Trial()
    try trial.run()
    let log = try trial.read("output/demo/log.jsonl")
    let hashes = try trial.read("output/demo/.hashes")
    #expect(try trial.run() == [])
    #expect(try trial.read("output/demo/log.jsonl") == log)
    #expect(try trial.read("output/demo/.hashes") == hashes)
  }

  @Test func oneChangedByteRunsTheRightStages() throws {
    let trial = try Trial()
    try trial.run()
    let first = try trial.edition
    try trial.write("fixtures/a.csv", "a\n3\n")
    #expect(try trial.run() == [.ingest, .normalise, .diagnose, .report])
    #expect(try trial.edition != first)
    try trial.write("pipelines/indicators.csv", Trial.catalogueText(multiplier: "1000"))
    #expect(try trial.run() == [.diagnose, .report])
    try trial.write("pipelines/demo.json", Trial.pipelineText(title: "Inny tytuł"))
    #expect(try trial.run() == [.report])
    try trial.write("pipelines/demo.json", Trial.pipelineText(title: "Inny tytuł", years: "2021, 2022, 2023"))
    #expect(try trial.run() == [.normalise, .diagnose, .report])
    #expect(try trial.names("output/demo/editions").count == 5)
  }

  @Test func whatSaysTheSameRunsNothing() throws {
    let trial = try Trial()
    try trial.run()
    let first = try trial.edition
    try trial.write("pipelines/demo.json", "// a comment\n" + Trial.pipelineText())
    try trial.write(
      "pipelines/profiles/table.json", #"{ /* x */ "layout": "register", "id": "table", "title": {"pl":"T","en":"T"}, }"#)
    try trial.write("fixtures/a.csv", "a\n1\n")
    #expect(try trial.run() == [])
    #expect(try trial.edition == first)
  }

  @Test func goingBackUsesTheOldEditionAgain() throws {
    let trial = try Trial()
    try trial.run()
    let first = try trial.edition
    try trial.write("fixtures/a.csv", "a\n3\n")
    try trial.run()
    try trial.write("fixtures/a.csv", "a\n1\n")
    #expect(try trial.run() == [])
    #expect(try trial.edition == first)
  }

  @Test func whatReadsTheSameStopsTheWayDown() throws {
    let (trial, fresh) = (try Trial(), try Trial())
    for each in [trial, fresh] { each.reading.withLock { $0 = { $0.filter { $0 != " " } } } }
    trial.outcome.withLock {
      $0[.normalise] = StageOutcome(
        findings: [Finding(.warning, "jump", at: Place(file: "fixtures/b.csv", row: 2), Wording("skok", en: "a jump"))],
        balances: [Balance(source: "gus", read: 3, used: 2, skipped: ["heading": 1])],
        settings: [SettingRecord(name: "found", value: "x", by: "detected")])
    }
    fresh.outcome.withLock { $0 = trial.outcome.withLock { $0 } }
    try trial.run()
    let first = try trial.edition
    try trial.write("fixtures/a.csv", "a\n 1\n")
    // The report names the files by their hashes: it is made again, the numbers are not.
    #expect(try trial.run() == [.ingest, .report])
    #expect(try trial.edition != first)
    #expect(try trial.run() == [])
    // The same edition as that of a run that had nothing to take over.
    try fresh.write("fixtures/a.csv", "a\n 1\n")
    #expect(try fresh.run().count == 4)
    #expect(try fresh.edition == trial.edition)
    for file in ["run.json", "findings.csv", "2-observations/stage.json", "2-observations/findings.csv", "3-tables/diagnose.txt"]
    {
      #expect(try trial.read("\(trial.current)/\(file)") == fresh.read("\(fresh.current)/\(file)"), "\(file)")
    }
    // A definition that only the second stage reads, and that changes nothing of what it makes.
    try trial.write("pipelines/forms/more.csv", "form;version\n")
    #expect(try trial.run() == [.normalise])
    // What is damaged is not taken over.
    try trial.write("fixtures/a.csv", "a\n  1\n")
    let file = try Files.absolute(trial.path("output/demo/\(try #require(try trial.edition))/2-observations/normalise.txt"))
    try Files.remove(file)
    try Files.write([0x21], to: file)
    #expect(try trial.run() == [.ingest, .normalise, .report])
  }

  @Test func aToleranceOrACommentIsNoPartOfAKey() throws {
    let trial = try Trial()
    try trial.run()
    try trial.write("pipelines/demo.json", Trial.pipelineText(more: #", "tolerance": {"rejected_cells": 3}"#))
    #expect(try trial.run() == [])
  }

  @Test func anotherFolderMakesTheSameEdition() throws {
    let (one, other) = (try Trial(), try Trial())
    try one.run()
    try other.run()
    #expect(try one.edition == other.edition)
    #expect(try one.read(one.current + "/run.json") == other.read(other.current + "/run.json"))
    #expect(try one.read(one.current + "/run.json").contains("/tmp") == false)
  }

  @Test(arguments: ["1-cells/ingest.txt", "2-observations/stage.json", "3-tables/.seal", "4-report/findings.csv"])
  func aDamagedOrDeletedFileIsMadeAgain(_ file: String) throws {
    let trial = try Trial()
    try trial.run()
    let edition = try #require(try trial.edition)
    let before = try trial.read(trial.current + "/" + file)
    let stage = try #require(Stage.allCases.first { file.hasPrefix($0.directory) })
    let path = trial.path("output/demo/\(edition)/\(file)")
    var bytes = try Files.read(path)
    bytes[bytes.count / 2] ^= 1
    try Files.remove(path)
    try Files.write(bytes, to: path)
    #expect(try trial.run() == [stage])
    #expect(try trial.read(trial.current + "/" + file) == before)
    try Files.remove(trial.path("output/demo/\(edition)/\(file)"))
    #expect(try trial.run() == [stage])
    #expect(try trial.read(trial.current + "/" + file) == before)
    #expect(try trial.edition == edition)
    #expect(try trial.names("output/demo/editions").count == 1)
  }

  @Test(arguments: ["run.json", "findings.csv", ".seal"])
  func aDamagedSummaryIsMadeAgainWithoutRunningAStage(_ file: String) throws {
    let trial = try Trial()
    try trial.run()
    let edition = try #require(try trial.edition)
    let before = try trial.read(trial.current + "/" + file)
    let path = trial.path("output/demo/\(edition)/\(file)")
    try Files.remove(path)
    try Files.write([0x21], to: path)
    #expect(try trial.run() == [])
    #expect(try trial.read(trial.current + "/" + file) == before)
  }

  @Test func aLostLinkIsPutBack() throws {
    let trial = try Trial()
    try trial.run()
    let edition = try trial.edition
    try Files.remove(trial.path(trial.current))
    #expect(try trial.run() == [])
    #expect(try trial.edition == edition)
  }

  @Test func aDamagedMemoryOfHashesChangesNothing() throws {
    let trial = try Trial()
    try trial.run()
    try trial.write("output/demo/.hashes", "diagnoza-hashes/1 0000\n1 1 4 1 abc\n")
    #expect(try trial.run() == [])
  }

  @Test func forcedStagesRunAndMakeTheSameEdition() throws {
    let trial = try Trial()
    try trial.run()
    let edition = try trial.edition
    #expect(try trial.run(.diagnose ... .report, forced: true) == [.diagnose, .report])
    #expect(try trial.edition == edition)
  }

  // MARK: single stages

  @Test func stagesOneByOneMakeTheSameEdition() throws {
    let (whole, single) = (try Trial(), try Trial())
    try whole.run()
    for stage in Stage.allCases {
      #expect(try single.run(stage...stage) == [stage])
      #expect(try single.run(stage...stage) == [])
      #expect(try single.exists("output/demo/current") == (stage == .report))
    }
    #expect(try single.edition == whole.edition)
    #expect(try single.names() == [".glance", ".hashes", ".inputs", ".lock", ".log.jsonl", "current", "editions", "log.jsonl"])
  }

  @Test func aStageWithoutWhatItReadsSaysWhatToRun() throws {
    let trial = try Trial()
    let refusal = try #require(try trial.refusal(.normalise ... .normalise))
    #expect(refusal.kind == .unavailable)
    #expect(refusal.what.english.contains("1-cells"))
    #expect(refusal.mend.english.contains("diagnoza-ingest pipelines/demo.json"))
    try trial.run()
    try trial.write("fixtures/a.csv", "a\n3\n")
    let stale = try #require(try trial.refusal(.report ... .report))
    #expect(stale.kind == .unavailable)
    #expect(stale.mend.english.contains("fixtures/a.csv changed"))
  }

  @Test func aDeletedStageIsMadeAgainByItsPrograms() throws {
    let trial = try Trial()
    try trial.run()
    let edition = try trial.edition
    try Files.remove(trial.path("output/demo/current/3-tables"))
    #expect(try trial.run(.diagnose ... .diagnose) == [.diagnose])
    #expect(try trial.run(.report ... .report) == [])
    #expect(try trial.edition == edition)
    #expect(try trial.exists("output/demo/current/3-tables/diagnose.txt"))
    #expect(try trial.run() == [])
  }

  @Test func anEditedCatalogueMakesANewEditionWithTwoStages() throws {
    let trial = try Trial()
    try trial.run()
    let edition = try trial.edition
    try trial.write("pipelines/indicators.csv", Trial.catalogueText(multiplier: "1"))
    #expect(try trial.run(.diagnose ... .diagnose) == [.diagnose])
    #expect(try trial.edition == edition)
    #expect(try trial.run(.report ... .report) == [.report])
    #expect(try trial.edition != edition)
  }

  // MARK: ends that are not good

  @Test(arguments: Stage.allCases)
  func aStageThatFailsLeavesThePublishedEditionAndItsForerunners(_ stage: Stage) throws {
    let trial = try Trial()
    try trial.run()
    let edition = try #require(try trial.edition)
    try trial.write("fixtures/a.csv", "a\n3\n")
    trial.fault.withLock { $0 = (stage, Refusal(.internalInvariant, Wording("błąd", en: "a fault"))) }
    let refusal = try #require(try trial.refusal())
    #expect(refusal.what.english == "a fault")
    #expect(try trial.edition == edition)
    #expect(try trial.read(trial.current + "/4-report/report.txt").hasSuffix("a\n1\nb\n2\n"))
    #expect(try trial.names("output/demo/editions").count == 1)
    #expect(try trial.exists("output/demo/.work") == false)
    trial.fault.withLock { $0 = nil }
    #expect(try trial.run() == Stage.allCases.filter { $0 >= stage })
    #expect(try trial.names() == [".glance", ".hashes", ".inputs", ".lock", ".log.jsonl", "current", "editions", "log.jsonl"])
  }

  @Test func aFullDiskGivesBackWhatWasUnfinished() throws {
    let trial = try Trial()
    trial.fault.withLock { $0 = (.diagnose, Refusal(.inputOutput, Wording("brak miejsca", en: "no space"))) }
    #expect(try trial.refusal()?.kind == .inputOutput)
    #expect(try trial.names() == [".lock", ".log.jsonl"])
  }

  @Test func whatAKilledRunHadFinishedIsUsedAgain() throws {
    let trial = try Trial()
    try trial.run(.ingest ... .normalise)
    // As SIGKILL leaves it: finished stages and half of one in the working folder, other litter beside it.
    try Files.rename(trial.path("output/demo/.pending"), trial.path("output/demo/.work"))
    try trial.write("output/demo/.work/3-tables/half.txt", "half")
    try trial.write("output/demo/.refusing/findings.csv", "half")
    try trial.write("output/demo/.hashes.new", "half")
    #expect(try trial.run() == [.diagnose, .report])
    #expect(try trial.names() == [".glance", ".hashes", ".inputs", ".lock", ".log.jsonl", "current", "editions", "log.jsonl"])
  }

  @Test func errorsAboveTheToleranceAreKeptForCorrection() throws {
    let trial = try Trial()
    try trial.run()
    let edition = try trial.edition
    try trial.write("fixtures/a.csv", "a\nx\n")
    trial.outcome.withLock {
      $0[.normalise] = StageOutcome(
        findings: [Finding(.error, "unreadable-number", at: Place(file: "fixtures/a.csv", row: 2), Wording("„x”", en: "“x”"))],
        balances: [Balance(source: "gus", read: 2, used: 1, rejected: 1)])
    }
    let refusal = try #require(try trial.refusal())
    #expect(refusal.kind == .data)
    #expect(refusal.findings.count == 1)
    #expect(trial.ran.withLock { $0 } == [.ingest, .normalise])
    #expect(try trial.edition == edition)
    #expect(try trial.read("output/demo/.refused/findings.csv").contains("unreadable-number"))
    // The same again without running anything, until the tolerance is raised.
    #expect(try trial.refusal()?.kind == .data)
    #expect(trial.ran.withLock { $0 } == [])
    try trial.write("pipelines/demo.json", Trial.pipelineText(more: #", "tolerance": {"rejected_cells": 1}"#))
    #expect(try trial.run() == [.diagnose, .report])
    #expect(try trial.exists("output/demo/.refused") == false)
    let tolerated = try trial.edition
    #expect(tolerated != edition)
    // What was tolerated is so no more: as in a run that makes everything, and what is published stays.
    try trial.write("pipelines/demo.json", Trial.pipelineText())
    for _ in 0..<2 { #expect(try trial.refusal()?.kind == .data) }
    #expect(trial.ran.withLock { $0 } == [])
    #expect(try trial.edition == tolerated)
  }

  /// Stages that stand finished do not make good what they found.
  @Test func whatWasRefusedOnceIsRefusedAgain() throws {
    let trial = try Trial()
    trial.outcome.withLock {
      $0[.ingest] = StageOutcome(findings: [Finding(.error, "refused-file", at: Place(file: "a.csv"), Wording("x", en: "x"))])
    }
    for stages in [Stage.ingest ... .ingest, .ingest ... .normalise, .ingest ... .normalise] {
      #expect(try trial.refusal(stages)?.kind == .data, "\(stages)")
    }
  }

  /// The report of forced numbers names the one result that was read although it is stale, not those before it, which may be current.
  @Test func theReportIsToldWhichResultIsStale() throws {
    let trial = try Trial()
    try trial.run()
    let remarks = Mutex<[Stage: [String]]>([:])
    func perform(_ stages: ClosedRange<Stage>) throws {
      let works = StageWorks { (stage, context) throws(Refusal) -> StageOutcome in
        remarks.withLock { $0[stage] = context.remarks.map(\.place.file) }
        return try trial.works.perform(stage, context)
      }
      let conductor = Conductor(
        try Pipeline.load(trial.path("pipelines/demo.json")), works: works, voice: RunVoice(clock: RunClock { 0 }))
      _ = try conductor.run(RunOrder(stages: stages, isForced: true, jobs: 1, command: "test"))
    }
    try trial.write("pipelines/indicators.csv", Trial.catalogueText(multiplier: "3"))
    try perform(.report ... .report)
    #expect(remarks.withLock { $0 } == [.report: ["3-tables"]])
  }

  /// The order of the catalogue is that of tables and pages.
  @Test func anotherOrderOfTheCatalogueIsMadeAnew() throws {
    let trial = try Trial()
    let lines = Trial.catalogueText().split(separator: "\n").map(String.init)
    let second = lines[1].replacing("A01", with: "A02")
    try trial.write("pipelines/indicators.csv", ([lines[0], lines[1], second].joined(separator: "\n")) + "\n")
    try trial.run()
    try trial.write("pipelines/indicators.csv", ([lines[0], second, lines[1]].joined(separator: "\n")) + "\n")
    let reasons = try trial.conductor().plan()[.diagnose]?.reasons.map(\.code)
    #expect(reasons == ["setting-changed"])
    #expect(try trial.run().contains(.diagnose))
  }

  /// A folder that is called like a file is no file, and is not passed over.
  @Test func aFolderInPlaceOfAFileIsTold() throws {
    let trial = try Trial()
    try trial.write("fixtures/c.csv/x", "")
    let refusal = try #require(try trial.refusal())
    #expect(refusal.place.file.hasSuffix("c.csv"), "\(refusal)")
  }

  @Test func aRefusedFileCountsAgainstTheTolerance() throws {
    let trial = try Trial()
    trial.outcome.withLock {
      $0[.ingest] = StageOutcome(
        findings: [Finding(.error, "refused-file", at: Place(file: "fixtures/a.csv"), Wording("zły", en: "bad"))])
    }
    let refusal = try #require(try trial.refusal())
    #expect(refusal.kind == .data)
    #expect(refusal.place.file == "fixtures/a.csv")
    #expect(try trial.exists("output/demo/current") == false)
  }

  @Test func aFileThatChangesWhileItIsReadIsRefused() throws {
    let trial = try Trial()
    let path = trial.path("fixtures/a.csv")
    // The stage reads another content than the plan hashed.
    let works = StageWorks { (stage, context) throws(Refusal) -> StageOutcome in
      try Files.write(Array("changed".utf8), to: path)
      let bytes = try Files.read(path)
      return StageOutcome(
        inputs: [InputRecord(path: "fixtures/a.csv", size: bytes.count, sha256: SHA256.hex(of: bytes))])
    }
    let changing = Conductor(
      try Pipeline.load(trial.path("pipelines/demo.json")), works: works, voice: RunVoice(clock: RunClock { 0 }))
    #expect(throws: Refusal.self) { try changing.run(RunOrder()) }
    #expect(try trial.exists("output/demo/current") == false)
    #expect(try trial.exists("output/demo/.pending") == false)
  }

  @Test(arguments: ["fixtures/a.csv", "pipelines/indicators.csv"])
  func aFileThatVanishesOrChangesAfterItsReadingIsRefusedToo(_ file: String) throws {
    let trial = try Trial()
    let path = trial.path(file)
    let before = try Files.read(path)
    trial.after.withLock {
      $0 = { stage in
        guard stage == (file.hasPrefix("fixtures") ? .ingest : .diagnose) else { return }
        do {
          if stage == .ingest {
            try Files.remove(path)
          } else {
            try Files.write(Array(Trial.catalogueText(multiplier: "7").utf8), to: path)
          }
        } catch {
          Issue.record(error)
        }
      }
    }
    let refusal = try #require(try trial.refusal())
    #expect(refusal.kind == .data)
    #expect(refusal.what.english.contains(file.hasPrefix("fixtures") ? file : "indicator.A01"))
    #expect(try trial.exists("output/demo/current") == false)
    #expect(try trial.exists("output/demo/.refused") == false)
    // Nothing wrong was kept: with the file back the right edition comes out.
    trial.after.withLock { $0 = { _ in } }
    try Files.write(before, to: path)
    try trial.run()
    let other = try Trial()
    try other.run()
    #expect(try trial.edition == other.edition)
    #expect(try trial.read(trial.current + "/4-report/report.txt") == other.read(other.current + "/4-report/report.txt"))
  }

  @Test func anUnevenBalanceIsABug() throws {
    let trial = try Trial()
    trial.outcome.withLock {
      $0[.normalise] = StageOutcome(balances: [Balance(source: "gus", read: 2, used: 1)])
    }
    #expect(try trial.refusal()?.kind == .internalInvariant)
    #expect(try trial.exists("output/demo/current") == false)
  }

  @Test func twoRunsAtOnceAreTold() throws {
    let trial = try Trial()
    let pipeline = trial.path("pipelines/demo.json")
    trial.after.withLock {
      $0 = { stage in
        guard stage == .normalise else { return }
        do {
          // Another run in the midst of this one.
          let other = try Conductor(
            Pipeline.load(pipeline), works: .real, voice: RunVoice(clock: RunClock { 0 })
          ).run(RunOrder(command: "other"))
          Issue.record("the second run was let in: \(other)")
        } catch let refusal as Refusal {
          #expect(refusal.kind == .tryLater)
          #expect(refusal.what.english.contains("test"))
        } catch {
          Issue.record(error)
        }
      }
    }
    #expect(try trial.run().count == 4)
  }

  @Test func aRunThatMayWaitIsLetInWhenTheOtherHasEnded() throws {
    let trial = try Trial()
    try Files.createDirectories(trial.path("output/demo"))
    let lock = trial.path("output/demo/.lock")
    guard case .held(let held) = try FileLock.attempt(lock, note: "the night run") else {
      Issue.record("nobody else has the lock")
      return
    }
    do {
      _ = try trial.conductor().run(RunOrder(patience: 300, command: "test"))
      Issue.record("it was let in")
    } catch let refusal as Refusal {
      #expect(refusal.kind == .tryLater)
      #expect(refusal.what.english.contains("the night run"))
    }
    _ = consume held
    #expect(try trial.run().count == 4)
  }

  /// What a stage reads is stale while another run is making it anew: whoever wants the stage waits for the lock, and is not told 69.
  @Test func aStageWhoseUpstreamIsBeingMadeWaitsForTheLock() throws {
    let trial = try Trial()
    #expect(try trial.run().count == 4)
    try trial.write("fixtures/a.csv", "a\n2\n")
    let order = RunOrder(stages: .report ... .report, patience: 200, command: "test")
    let alone = #expect(throws: Refusal.self) { try trial.conductor().run(order) }
    #expect(alone?.kind == .unavailable)
    guard case .held(let held) = try FileLock.attempt(trial.path("output/demo/.lock"), note: "the night run") else {
      Issue.record("nobody else has the lock")
      return
    }
    let beside = #expect(throws: Refusal.self) { try trial.conductor().run(order) }
    #expect(beside?.kind == .tryLater && beside?.what.english.contains("the night run") == true)
    _ = consume held
  }

  @Test func missingSourcesAreNamed() throws {
    let trial = try Trial()
    try Files.remove(trial.path("fixtures/a.csv"))
    try Files.remove(trial.path("fixtures/b.csv"))
    let refusal = try #require(try trial.refusal())
    #expect(refusal.kind == .missingInput)
    #expect(refusal.what.english.contains("../fixtures/*.csv") || refusal.place.file.contains("fixtures"))
    #expect(try trial.exists("output") == false)
  }

  @Test func aFileThatAPatternNoLongerMatchesIsTold() throws {
    let trial = try Trial()
    try trial.run()
    #expect(try trial.conductor().goneInputs() == [])
    try Files.remove(trial.path("fixtures/b.csv"))
    #expect(try trial.conductor().goneInputs().map(\.place.file) == ["fixtures/b.csv"])
    try trial.run()
    let told = try trial.read("output/demo/.log.jsonl").split(separator: "\n").filter { $0.contains("\"input-gone\"") }
    #expect(told.count == 1 && told[0].contains("fixtures/b.csv") && told[0].contains("\"warning\""))
    // The edition itself is that of the files that are there, whatever was there before.
    let fresh = try Trial()
    try Files.remove(fresh.path("fixtures/b.csv"))
    try fresh.run()
    #expect(try fresh.edition == trial.edition)
    #expect(try trial.conductor().goneInputs() == [])
    // Under another name it is there, and one that the pipeline no longer names is not missed.
    try Files.rename(trial.path("fixtures/a.csv"), trial.path("fixtures/z.csv"))
    #expect(try trial.conductor().goneInputs() == [])
    try trial.write("fixtures/y.csv", "y\n")
    try trial.run()
    try trial.write(
      "pipelines/demo.json", Trial.pipelineText().replacing("*.csv", with: "z.csv"))
    #expect(try trial.conductor().goneInputs() == [])
  }

  @Test func aDefinitionThatIsGoneIsTold() throws {
    let trial = try Trial()
    try trial.write("pipelines/entities.csv", "measure;contributors;note\npopulation;population;\n")
    try trial.run()
    #expect(try trial.conductor().goneInputs() == [])
    try Files.remove(trial.path("pipelines/entities.csv"))
    #expect(try trial.conductor().goneInputs().map(\.place.file) == ["entities.csv"])
  }

  @Test func theJournalHoldsOneObjectALineWithItsTime() throws {
    let trial = try Trial()
    try trial.run()
    let lines = try trial.read("output/demo/.log.jsonl").split(separator: "\n")
    // Beginning, publication, and of each stage beginning and end.
    #expect(lines.count == 10)
    #expect(lines.allSatisfy { $0.hasPrefix(#"{"time":"2023-11-14T22:13:20.123Z","level":"info","code":""#) })
  }

  @Test func theLogTellsEveryEditionOnceAndWithoutAClock() throws {
    let trial = try Trial()
    func editions() throws -> [String] {
      try trial.read("output/demo/log.jsonl").split(separator: "\n").map { line in
        let text = String(line)
        #expect(text.contains(#""code":"published""#) && !text.contains("time") && !text.contains("process"))
        let mark = #""edition":""#
        return String((text.split(separator: mark).last ?? "").prefix { $0 != "\"" })
      }
    }
    try trial.run()
    let first = Paths.name(of: try #require(try trial.edition))
    #expect(try editions() == [first])
    #expect(try trial.run() == [])
    try trial.run(forced: true)
    #expect(try editions() == [first])
    try trial.write("fixtures/a.csv", "a\n3\n")
    try trial.run()
    let second = Paths.name(of: try #require(try trial.edition))
    #expect(try editions() == [first, second])
    // A failed run leaves no line in it, only in the journal.
    try trial.write("fixtures/a.csv", "a\n4\n")
    trial.fault.withLock { $0 = (.diagnose, Refusal(.internalInvariant, Wording("błąd", en: "a fault"))) }
    _ = try trial.refusal()
    #expect(try editions() == [first, second])
    #expect(try trial.read("output/demo/.log.jsonl").contains(#""code":"run-failed""#))
  }

  @Test(arguments: [0, 30, 60, 120])
  func aDamagedLogIsPutInOrder(_ cut: Int) throws {
    let trial = try Trial()
    try trial.run()
    try trial.write("fixtures/a.csv", "a\n3\n")
    try trial.run()
    let log = try trial.read("output/demo/log.jsonl")
    let lines = log.split(separator: "\n")
    // The last line cut short, as a disk may leave it; then one with a wrong letter in the number of the edition.
    try trial.write("output/demo/log.jsonl", "\(lines[0])\n" + lines[1].prefix(cut))
    #expect(try trial.run() == [])
    #expect(try trial.read("output/demo/log.jsonl") == log)
    try trial.write("output/demo/log.jsonl", "\(lines[0])\n" + lines[1].replacing("\"edition\":", with: "\"editiom\":") + "\n")
    #expect(try trial.run() == [])
    #expect(try trial.read("output/demo/log.jsonl") == log)
    #expect(try trial.run() == [])
  }

  @Test func aLineThatAKilledRunDidNotWriteIsAdded() throws {
    let trial = try Trial()
    try trial.run()
    let log = try trial.read("output/demo/log.jsonl")
    try Files.remove(trial.path("output/demo/log.jsonl"))
    try trial.write("output/demo/.log.jsonl.new", "half")
    #expect(try trial.run() == [])
    #expect(try trial.read("output/demo/log.jsonl") == log)
    #expect(try trial.exists("output/demo/.log.jsonl.new") == false)
  }
}
