import Bytes
import Findings
import Glibc
import Testing

@testable import Conducting

/// One look is enough to see that nothing was touched, and whatever was touched is seen.
@Suite struct GlanceTests {
  private static func settled() throws -> Trial {
    let trial = try Trial()
    // Files changed just before the look are not believed.
    Waiting.milliseconds(60)
    try trial.run()
    return trial
  }

  private static func isUnchanged(_ trial: Trial) throws -> Bool {
    let conductor = try trial.conductor()
    return try Glance(pipeline: conductor.pipeline, layout: conductor.layout).isUnchanged()
  }

  @Test func nothingTouchedIsSeenAtOnce() throws {
    let trial = try Self.settled()
    #expect(try Self.isUnchanged(trial))
    #expect(try trial.run() == [])
    #expect(try Self.isUnchanged(trial))
  }

  @Test(arguments: [
    "fixtures/a.csv", "pipelines/demo.json", "pipelines/measures.csv", "pipelines/indicators.csv",
    "pipelines/profiles/table.json", "pipelines/registers/units.csv", "output/demo/log.jsonl",
  ])
  func whateverIsTouchedIsSeen(_ file: String) throws {
    let trial = try Self.settled()
    let text = try trial.read(file)
    try trial.write(file, text)
    #expect(try !Self.isUnchanged(trial))
    // The same content: the plan finds everything current, and need not be made in full again.
    Waiting.milliseconds(60)
    #expect(try trial.run() == [])
    #expect(try Self.isUnchanged(trial))
  }

  @Test func whatIsDeletedOfTheKeptInputsIsKeptAgain() throws {
    let trial = try Self.settled()
    let edition = try KeepingTests.id(trial)
    let before = try KeepingTests.bytes(trial, edition)
    let kept = Set(try trial.names("output/demo/.inputs"))
    for lost in ["output/demo/.inputs", "output/demo/.inputs/" + SHA256.hex(of: Array("a\n1\n".utf8))] {
      try Files.remove(trial.path(lost))
      #expect(try trial.run() == [])
      #expect(Set(try trial.names("output/demo/.inputs")) == kept, "\(lost)")
    }
    try Files.remove(trial.path("output/demo/editions/\(edition)"))
    #expect(try trial.reproduce(edition) == Stage.allCases)
    #expect(try KeepingTests.bytes(trial, edition) == before)
  }

  @Test func anotherContentOfTheSameSizeIsSeenWhateverTimeTheFileBears() throws {
    let trial = try Self.settled()
    let file = trial.path("fixtures/a.csv")
    let before = try #require(try Files.status(file))
    try trial.write("fixtures/a.csv", "a\n9\n")
    let second = before.mtimeNanoseconds / 1_000_000_000
    let time = timespec(tv_sec: second, tv_nsec: before.mtimeNanoseconds % 1_000_000_000)
    #expect(unsafe utimensat(AT_FDCWD, file, [time, time], 0) == 0)
    let after = try #require(try Files.status(file))
    #expect(after.mtimeNanoseconds == before.mtimeNanoseconds && after.size == before.size)
    #expect(try !Self.isUnchanged(trial))
    #expect(try trial.run().first == .ingest)
  }

  @Test func newAndLostFilesAreSeen() throws {
    let added = try Self.settled()
    try added.write("fixtures/c.csv", "c\n")
    #expect(try !Self.isUnchanged(added))
    let lost = try Self.settled()
    try Files.remove(lost.path(lost.current + "/4-report/report.txt"))
    #expect(try !Self.isUnchanged(lost))
    #expect(try lost.run() == [.report])
    let unlinked = try Self.settled()
    try Files.remove(unlinked.path(unlinked.current))
    #expect(try !Self.isUnchanged(unlinked))
    let damaged = try Self.settled()
    try damaged.write("output/demo/.glance", "diagnoza-glance/1 0\n")
    #expect(try !Self.isUnchanged(damaged))
    #expect(try damaged.run() == [])
  }

  @Test func whatAKilledRunLeftIsSweptUpAllTheSame() throws {
    let trial = try Self.settled()
    try trial.write("output/demo/.hashes.new", "half")
    #expect(try trial.run() == [])
    #expect(try trial.exists("output/demo/.hashes.new") == false)
  }
}
