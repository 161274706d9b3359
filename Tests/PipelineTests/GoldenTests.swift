import Foundation
import Testing

/// Whole runs of the built programs on small folders, compared with what was looked at by a person and found right.
/// `UPDATE_GOLDEN=1 swift test --filter GoldenTests` writes what now comes out into `expected/` and then fails.
@Suite(.serialized) struct GoldenTests {
  static let updates = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"

  @Test(arguments: GoldenCase.all)
  func comesOutAsExpected(_ golden: GoldenCase) throws {
    let outcome = try golden.run()
    let expected = golden.folder.appendingPathComponent("expected")
    if Self.updates {
      try update(expected, outcome)
      Issue.record("\(golden.name): written anew; look at the difference and run again without UPDATE_GOLDEN")
      return
    }
    #expect(outcome.exits.map { String($0) } == (try golden.lines("exit")))
    #expect(outcome.output == text(expected, "stdout"))
    #expect(outcome.errors == text(expected, "stderr"))
    #expect(outcome.files.keys.sorted().map { $0 + "\n" }.joined() == text(expected, "tree"))
    let folder = expected.appendingPathComponent("files")
    for path in try GoldenCase.files(in: folder) {
      let wanted = try Data(contentsOf: folder.appendingPathComponent(path))
      #expect(outcome.files[path] == wanted, "\(golden.name): \(path)")
    }
  }

  /// The same bytes and the same id whatever the time zone, the language, the folder and the number of threads.
  @Test(arguments: GoldenCase.all)
  func nothingOfTheMachineShows(_ golden: GoldenCase) throws {
    let one = try golden.run()
    let other = try golden.run(
      GoldenCase.Circumstances(
        timeZone: "Asia/Kathmandu", language: "tr_TR.UTF-8", workingDirectory: "/tmp", isDeep: true, jobs: 2))
    #expect(one == other)
  }

  /// A run and the four programs one after the other make the same edition.
  @Test func stagesOneByOneMakeTheEditionOfARun() throws {
    let cases = Dictionary(GoldenCase.all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let run = try #require(cases["run"]).run()
    let stages = try #require(cases["single-stages"]).run()
    #expect(run.editions.count == 1)
    #expect(run.editions == stages.editions)
    #expect(run.files == stages.files)
  }

  private func text(_ folder: URL, _ name: String) -> String {
    guard let data = FileManager.default.contents(atPath: folder.appendingPathComponent(name).path) else { return "" }
    return String(decoding: data, as: UTF8.self)
  }

  /// Files whose bytes are compared: the figures and what is said about the data. The report is the Reporting tests' affair.
  private func isCompared(_ path: String) -> Bool {
    path.hasSuffix("/3-tables/indicators.csv") || path.hasSuffix("/findings.csv")
      || path.contains("/rejects/") || path.hasSuffix("/4-report/changes.csv")
  }

  private func update(_ expected: URL, _ outcome: GoldenCase.Outcome) throws {
    if FileManager.default.fileExists(atPath: expected.path) { try FileManager.default.removeItem(at: expected) }
    let folder = expected.appendingPathComponent("files")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    func write(_ text: String, _ name: String) throws {
      if !text.isEmpty { try Data(text.utf8).write(to: expected.appendingPathComponent(name)) }
    }
    try write(outcome.output, "stdout")
    try write(outcome.errors, "stderr")
    try write(outcome.files.keys.sorted().map { $0 + "\n" }.joined(), "tree")
    for (path, data) in outcome.files where isCompared(path) {
      let place = folder.appendingPathComponent(path)
      try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try data.write(to: place)
    }
  }
}
