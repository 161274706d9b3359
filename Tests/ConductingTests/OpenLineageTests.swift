import Bytes
import Findings
import Markup
import Testing

@testable import Conducting

@Suite struct OpenLineageTests {
  private static func events(_ trial: Trial) throws -> [JSONObjectReader] {
    try trial.read("lineage.jsonl").split(separator: "\n").map { line in
      try JSONObjectReader(reading: Array(line.utf8), from: JSONOrigin(file: "lineage", kind: .data), dialect: .json)
    }
  }

  @Test func aRunIsOneStartAndOneEndWithTheSameId() throws {
    let trial = try Trial()
    try trial.run()
    let lineage = OpenLineage(
      path: trial.path("lineage.jsonl"), pipeline: "demo", clock: RunClock { 1_700_000_000_123 }, process: 7)
    try lineage.start()
    try lineage.end(.complete, edition: trial.path(trial.current))
    var events = try Self.events(trial)
    #expect(events.count == 2)
    var runs: [String] = []
    for place in events.indices {
      #expect(try events[place].requiredString("eventTime") == "2023-11-14T22:13:20.123Z")
      #expect(try events[place].requiredString("schemaURL").hasPrefix("https://openlineage.io/spec/2-0-2/"))
      var run = try events[place].requiredObject("run")
      runs.append(try run.requiredString("runId"))
      var job = try events[place].requiredObject("job")
      #expect(try job.requiredString("name") == "demo")
    }
    #expect(Set(runs).count == 1)
    #expect(runs[0].wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}/) != nil)
    #expect(try events[0].requiredString("eventType") == "START")
    #expect(try events[1].requiredString("eventType") == "COMPLETE")
    #expect(try events[1].requiredObjects("inputs").count == 2)
    #expect(try events[1].requiredObjects("outputs").count >= 4)
  }

  @Test func aFailedRunIsNeverComplete() throws {
    let trial = try Trial()
    let lineage = OpenLineage(path: trial.path("lineage.jsonl"), pipeline: "demo", clock: RunClock { 0 }, process: 7)
    try lineage.start()
    try lineage.end(.fail(Refusal(.data, Wording("źle", en: "wrong"))), edition: nil)
    let text = try trial.read("lineage.jsonl")
    #expect(text.contains(#""eventType":"FAIL""#) && text.contains(#""message":"wrong""#) && !text.contains("COMPLETE"))
  }

  @Test func theIdHoldsTheTime() {
    let id = OpenLineage.uuid(milliseconds: 0x0123_4567_89AB, seed: "x")
    #expect(id.hasPrefix("01234567-89ab-7"))
    #expect(id != OpenLineage.uuid(milliseconds: 0x0123_4567_89AB, seed: "y"))
  }
}
