import Contracts
import Findings
import Testing

@testable import Conducting

struct InputChangesTests {
  @Test func theEditionSaysWhichFilesOfTheOneItIsComparedWithAreGone() throws {
    let old = StageRecord(
      stage: "ingest", key: "k",
      inputs: [
        InputRecord(path: "a.csv", size: 1, sha256: "1"), InputRecord(path: "b.csv", size: 1, sha256: "2"),
        InputRecord(path: "c.csv", size: 1, sha256: "3"), InputRecord(path: "d.zip", size: 1, sha256: "4"),
        InputRecord(path: "d.zip!/x", size: 1, sha256: "5"),
      ])
    var new = old
    new.inputs = [
      InputRecord(path: "a.csv", size: 1, sha256: "9"), InputRecord(path: "e.csv", size: 1, sha256: "3"),
      InputRecord(path: "d.zip", size: 1, sha256: "4"),
    ]
    let changes = InputChanges(old: old, new: new)
    #expect(changes.rows.map { "\($0.file) \($0.change.rawValue)" } == ["a.csv revised", "b.csv gone", "e.csv added"])
    #expect(changes.findings(since: "2022-x").map(\.place.file) == ["b.csv"])
  }
}
