import Bytes
import Contracts
import Findings
import Pipelines
import Testing

@testable import Conducting

/// Inputs that are kept, editions that are made again and editions that are let go.
@Suite struct KeepingTests {
  static func id(_ trial: Trial) throws -> String { Paths.name(of: try #require(try trial.edition)) }

  /// Names and bytes of an edition.
  static func bytes(_ trial: Trial, _ id: String) throws -> [String: [UInt8]] {
    let folder = trial.path("output/demo/editions/\(id)")
    var bytes: [String: [UInt8]] = [:]
    for file in try Files.glob("**", in: folder) + Files.glob("*/.seal", in: folder) + [".seal"] {
      bytes[file] = try Files.read(Paths.join(folder, file))
    }
    return bytes
  }

  @Test func anEditionIsMadeAgainToTheByteFromWhatWasKept() throws {
    let trial = try Trial()
    try trial.run()
    let first = try Self.id(trial)
    let before = try Self.bytes(trial, first)
    #expect(before.count > 10)
    // Years later: the files, the catalogue and the settings are others, the edition is gone.
    try trial.write("fixtures/a.csv", "a\n9\n")
    try Files.remove(trial.path("fixtures/b.csv"))
    try trial.write("pipelines/indicators.csv", Trial.catalogueText(multiplier: "5"))
    try trial.write("pipelines/demo.json", Trial.pipelineText(title: "Inny tytuł"))
    try trial.run()
    let second = try Self.id(trial)
    try Files.remove(trial.path("output/demo/editions/\(first)"))
    #expect(try trial.reproduce(first) == Stage.allCases)
    #expect(try Self.bytes(trial, first) == before)
    // What readers see stays what it was.
    #expect(try Self.id(trial) == second)
    #expect(try trial.exists("output/demo/.replay") == false)
    #expect(try trial.reproduce(first) == [])
    #expect(try trial.reproduce(first, forced: true) == Stage.allCases)
    #expect(try Self.bytes(trial, first) == before)
  }

  @Test func aContentIsKeptOnceAndIsACopy() throws {
    let trial = try Trial()
    try trial.run()
    try trial.write("fixtures/c.csv", "a\n1\n")
    try trial.run()
    let hash = SHA256.hex(of: Array("a\n1\n".utf8))
    #expect(try trial.names("output/demo/.inputs").count { $0 == hash } == 1)
    // Written in its place, not replaced: a link would have changed with it.
    try trial.write("fixtures/a.csv", "a\n7\n")
    #expect(try trial.read("output/demo/.inputs/\(hash)") == "a\n1\n")
  }

  @Test func damagedOrForeignInputsAreNotUsed() throws {
    let trial = try Trial()
    try trial.run()
    let first = try Self.id(trial)
    let hash = SHA256.hex(of: Array("a\n1\n".utf8))
    let kept = trial.path("output/demo/.inputs/\(hash)")
    try Files.remove(kept)
    try Files.write(Array("a\n2\n".utf8), to: kept)
    #expect(try trial.reproductionRefusal(first)?.kind == .unavailable)
    #expect(try trial.reproductionRefusal("2023-000000000000")?.kind == .missingInput)
    #expect(try trial.reproductionRefusal("../\(first)")?.kind == .missingInput)
    let manifest = "output/demo/.inputs/\(first).json"
    try trial.write(manifest, trial.read(manifest).replacing("measures.csv", with: "../../x.csv"))
    #expect(try trial.reproductionRefusal(first)?.kind == .data)
    #expect(try trial.exists("output/x.csv") == false)
  }

  @Test func oldEditionsGoWithTheirInputs() throws {
    let trial = try Trial()
    var ids: [String] = []
    for number in 1...5 {
      try trial.write("fixtures/a.csv", "a\n\(number)\n")
      try trial.write("pipelines/demo.json", Trial.pipelineText(more: #", "keep_editions": 2"#))
      try trial.run()
      ids.append(try Self.id(trial))
    }
    // The current one and the two published last before it, whatever their names.
    #expect(Set(try trial.names("output/demo/editions")) == Set(ids[2...]))
    let kept = try trial.names("output/demo/.inputs")
    #expect(Set(kept.filter { $0.hasSuffix(".json") }) == Set(ids[2...].map { $0 + ".json" }))
    #expect(!kept.contains(SHA256.hex(of: Array("a\n1\n".utf8))))
    #expect(kept.contains(SHA256.hex(of: Array("a\n3\n".utf8))))
    #expect(kept.contains(SHA256.hex(of: Array("b\n2\n".utf8))))
  }

  @Test func nothingButTheCurrentEditionStaysWhenThatIsAskedFor() throws {
    let trial = try Trial()
    try trial.run()
    let first = try Self.id(trial)
    for number in 2...3 {
      try trial.write("fixtures/a.csv", "a\n\(number)\n")
      try trial.write("pipelines/demo.json", Trial.pipelineText(more: #", "keep_editions": 0, "sections": ["summary"]"#))
      try trial.run()
      if number == 2 { #expect(try trial.names("output/demo/editions") == [try Self.id(trial)]) }
    }
    #expect(try trial.exists("output/demo/editions/\(first)") == false)
  }

  @Test func fewerEditionsAreKeptFromTheNextRunOn() throws {
    let trial = try Trial()
    for number in 1...4 {
      try trial.write("fixtures/a.csv", "a\n\(number)\n")
      try trial.run()
    }
    let last = try Self.id(trial)
    #expect(try trial.names("output/demo/editions").count == 4)
    try trial.write("pipelines/demo.json", Trial.pipelineText(more: #", "keep_editions": 1"#))
    // Nothing is to be made, and yet there is something to do.
    #expect(try trial.run() == [])
    #expect(try trial.names("output/demo/editions").count == 2)
    #expect(try Self.id(trial) == last)
  }

  /// An edition that is kept cannot be made again without the one that it was compared with, which goes when that goes.
  @Test func whatAKeptEditionWasComparedWithIsKeptToo() throws {
    let trial = try Trial()
    let layout = OutputLayout(folder: trial.path("output/demo"))
    for (id, since) in [("2023-a", ""), ("2023-b", "2023-a"), ("2023-c", "")] {
      var record = StageRecord(stage: "diagnose", key: "k")
      record.settings = [SettingRecord(name: "changes_since", value: since, by: "chosen")]
      let folder = Paths.join(layout.edition(id), "3-tables")
      try Files.createDirectories(folder)
      _ = try StageFolder(folder).finish(record, hashes: ContentHashes())
    }
    func excess(_ count: Int, spared: Set<String> = ["2023-c"]) throws -> [String] {
      try Pruner(layout: layout, hashes: ContentHashes(), count: count, spared: spared).excess().sorted()
    }
    #expect(try excess(1) == [])
    #expect(try excess(0) == ["2023-a", "2023-b"])
    #expect(try excess(0, spared: ["2023-b"]) == ["2023-c"])
  }

  // MARK: stale results

  @Test func forceNeedsNoFileBehindAResultThatStands() throws {
    let trial = try Trial()
    try trial.write("pipelines/demo.json", Trial.pipelineText().replacing("../fixtures/*.csv", with: "../fixtures/a.csv"))
    try trial.run()
    try Files.remove(trial.path("fixtures/a.csv"))
    #expect(try trial.refusal(.report ... .report)?.kind == .missingInput)
    #expect(try trial.run(.report ... .report, forced: true) == [.report])
    #expect(try trial.read(trial.current + "/4-report/report.txt").hasSuffix("a\n1\n"))
    #expect(try trial.read(trial.current + "/findings.csv").contains("stale-upstream"))
    // Nobody knows all that it was made of, and nothing was let go.
    let again = #expect(throws: Refusal.self) { try trial.reproduce(try Self.id(trial)) }
    #expect(again?.kind == .missingInput && again?.what.english.contains("forced over results") == true)
    // Nothing stands of the stage itself that is to read the file.
    #expect(throws: Refusal.self) { try trial.run(forced: true) }
    try trial.write("fixtures/a.csv", "a\n1\n")
    try trial.run()
    #expect(try trial.read(trial.current + "/findings.csv").contains("stale-upstream") == false)
  }

  @Test func forceUsesAStaleResultAndTheEditionSaysSo() throws {
    let trial = try Trial()
    try trial.run()
    let first = try Self.id(trial)
    try trial.write("fixtures/a.csv", "a\n3\n")
    #expect(try trial.refusal(.diagnose ... .report)?.kind == .unavailable)
    #expect(try trial.run(.diagnose ... .report, forced: true) == [.diagnose, .report])
    let forced = try Self.id(trial)
    #expect(forced != first)
    #expect(try trial.read(trial.current + "/4-report/report.txt").hasSuffix("a\n1\nb\n2\n"))
    #expect(try trial.read(trial.current + "/findings.csv").contains("stale-upstream"))
    #expect(try trial.read(trial.current + "/run.json").contains("upstream.stale"))
    // An ordinary run puts it right.
    #expect(try trial.run() == Stage.allCases)
    #expect(try trial.read(trial.current + "/findings.csv").contains("stale-upstream") == false)
  }

  @Test func forceCannotInventWhatIsNotThere() throws {
    let trial = try Trial()
    #expect(throws: Refusal.self) { try trial.run(.diagnose ... .report, forced: true) }
    #expect(try trial.exists("output/demo/current") == false)
  }
}
