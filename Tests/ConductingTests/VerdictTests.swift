import Bytes
import Contracts
import Findings
import Pipelines
import Synchronization
import Testing

@testable import Conducting

/// One broken source does not stop the rest when its own threshold says so.
@Suite struct VerdictTests {
  private static func verdict(_ more: String) throws -> Verdict {
    let trial = try Trial()
    let sources =
      #"{"id": "a", "files": ["../fixtures/a.csv"], "profile": "table"\#(more)}, {"id": "b", "files": ["../fixtures/b.csv"], "profile": "table"}"#
    try trial.write(
      "pipelines/demo.json",
      Trial.pipelineText().replacing(#"{"id": "gus", "files": ["../fixtures/*.csv"], "profile": "table"}"#, with: sources))
    let pipeline = try Pipeline.load(trial.path("pipelines/demo.json"))
    let inputs = ["a", "b"].map { id in
      StageIngredients.Input(source: id, record: InputRecord(path: "fixtures/\(id).csv", size: 1, sha256: ""))
    }
    return Verdict(pipeline: pipeline, inputs: inputs)
  }

  private static func refused(_ file: String) -> Finding {
    Finding(.error, Verdict.refusedFile, at: Place(file: file), Wording("zły", en: "bad"))
  }

  private static func message(_ verdict: Verdict) -> String? {
    do throws(Refusal) {
      try verdict.check(kept: "refused")
      return nil
    } catch {
      return error.what.english
    }
  }

  @Test func aSourceWithItsOwnToleranceIsJudgedByItself() throws {
    var verdict = try Self.verdict(#", "tolerance": {"refused_files": 1, "rejected_cells": 5}"#)
    verdict.add(
      .ingest, findings: FindingList([Self.refused("fixtures/a.csv!/x")]),
      balances: [Balance(source: "a", read: 5, used: 0, rejected: 5)])
    #expect(Self.message(verdict) == nil)
    #expect(verdict.hasErrors)
    verdict.add(.ingest, findings: FindingList(), balances: [Balance(source: "a", read: 1, used: 0, rejected: 1)])
    #expect(Self.message(verdict)?.contains("source “a”: rejected cells: 6, tolerated: 5") == true)
  }

  @Test func itsToleranceIsNotThatOfTheOthers() throws {
    var verdict = try Self.verdict(#", "tolerance": {"refused_files": 1}"#)
    verdict.add(.ingest, findings: FindingList([Self.refused("fixtures/b.csv")]), balances: [])
    #expect(Self.message(verdict)?.contains("refused files: 1, tolerated: 0") == true)
  }

  @Test func brokenChecksCountForTheirSource() throws {
    let broken = Finding(.error, "form-sum", at: Place(file: "fixtures/a.csv", row: 3), Wording("suma", en: "sum"))
    var tolerant = try Self.verdict(#", "tolerance": {"failed_checks": 1}"#)
    tolerant.add(.normalise, findings: FindingList([broken]), balances: [])
    #expect(Self.message(tolerant) == nil)
    var strict = try Self.verdict("")
    strict.add(.normalise, findings: FindingList([broken]), balances: [])
    #expect(Self.message(strict)?.contains("broken checks: 1") == true)
  }

  /// An edition that fails its own audit is not published, whatever the pipeline tolerates: 65, and what is wrong is kept.
  @Test func anEditionThatFailsItsAuditIsNotPublished() throws {
    let trial = try Trial()
    try trial.write(
      "pipelines/demo.json",
      Trial.pipelineText(more: #", "tolerance": {"rejected_cells": 99, "refused_files": 99, "failed_checks": 99}"#))
    #expect(try trial.run().count == 4)
    let before = try Files.readLink(trial.path(trial.current))
    try trial.write("fixtures/a.csv", "a\n7\n")
    let unsafe = Finding(.error, "disclosure-audit-failed", unit: "2801011", measure: "x", Wording("granice", en: "bounds"))
    trial.outcome.withLock { $0[.diagnose] = StageOutcome(findings: [unsafe]) }
    let refusal = try #require(try trial.refusal())
    #expect(refusal.kind == .data && refusal.kind.rawValue == 65)
    #expect(try Files.readLink(trial.path(trial.current)) == before)
    #expect(try Files.list(trial.path("output/demo/editions")).filter { !$0.hasPrefix(".") }.count == 1)
    #expect(try trial.read("output/demo/.refused/findings.csv").contains("disclosure-audit-failed"))
  }

  @Test func anOptionalSourceMayBeMissing() throws {
    let trial = try Trial()
    let text = Trial.pipelineText().replacing(#""profile": "table"}"#, with: #""profile": "table", "optional": true}"#)
    try trial.write("pipelines/demo.json", text.replacing("../fixtures/*.csv", with: "../fixtures/*.none"))
    #expect(try trial.run().count == 4)
    try trial.write(
      "pipelines/demo.json", text.replacing("../fixtures/*.csv", with: "../fixtures/*.none").replacing("true", with: "false"))
    #expect(try trial.refusal()?.kind == .missingInput)
  }

  /// A file under another's name, and a download that lacks pages, give wrong numbers as surely as a broken one.
  @Test(arguments: ["identical-file-other-name", "incomplete-pages"])
  func filesThatDoNotHoldWhatTheyPromiseCountAsRefused(code: String) throws {
    var verdict = try Self.verdict("")
    let place = Place(file: "fixtures/a.csv")
    verdict.add(.ingest, findings: FindingList([Finding(.error, code, at: place, Wording("zły", en: "bad"))]), balances: [])
    #expect(Self.message(verdict)?.contains("refused files: 1, tolerated: 0") == true)
  }
}
