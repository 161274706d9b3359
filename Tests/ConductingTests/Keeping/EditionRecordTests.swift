import Testing

@testable import Conducting
@testable import Findings
@testable import Pipelines

/// What `run.json` says of an edition that goes without something.
struct EditionRecordTests {
  private static func json(_ findings: [Finding]) throws -> String {
    let trial = try Trial()
    let pipeline = try Pipeline.load(trial.path("pipelines/demo.json"))
    let record = EditionRecord(pipeline: pipeline, id: "2023-x", records: [], findings: findings)
    // The folder goes with the trial.
    return withExtendedLifetime(trial) { String(decoding: record.json, as: UTF8.self) }
  }

  @Test(arguments: ["missing-year", "missing-statement", "missing-source"]) func whatIsMissingIsListed(code: String) throws {
    let text = try Self.json([Finding(.warning, code, Wording("Brak 2019.", en: "2019 is gone."))])
    #expect(text.contains(#""complete": false"#) && text.contains(code) && text.contains("Brak 2019."))
  }

  @Test func whatIsThereIsComplete() throws {
    let text = try Self.json([Finding(.warning, "jump", Wording("Skok.", en: "A jump."))])
    #expect(text.contains(#""complete": true"#) && !text.contains("jump"))
  }
}
