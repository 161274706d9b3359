import Foundation
import Testing

/// What the report prints is what its tables say: every number on every page of an edition made from the repository's fixtures.
@Suite(.serialized) struct PrintedNumbersTests {
  /// The edition of Warsaw, made once, or one that is there already: `WALK_EDITION=<folder> WALK_REGION=2800000`.
  static let edition = Result { try make() }
  /// What the tests of this suite hold the pages against.
  static let evidence = Result { try gather() }

  private static func gather() throws -> PrintedNumbers.Evidence {
    let made = try edition.get()
    return try PrintedNumbers.Evidence(edition: made.folder, region: made.region)
  }

  private struct NoEdition: Error {
    let code: Int32
  }

  /// Where the edition is made; it goes when the tests end.
  private static let output = FileManager.default.temporaryDirectory.appendingPathComponent("walk-\(UUID().uuidString)").path

  private static func make() throws -> (folder: String, region: String) {
    let environment = ProcessInfo.processInfo.environment
    if let folder = environment["WALK_EDITION"], let region = environment["WALK_REGION"] { return (folder, region) }
    atexit { try? FileManager.default.removeItem(atPath: PrintedNumbersTests.output) }
    let pipeline = OperationsTests.root.appendingPathComponent("pipelines/warszawa.json").path
    let made = try OperationsTests.diagnoza("run", pipeline, "-q", "-o", output)
    guard made.code == 0 else { throw NoEdition(code: made.code) }
    return ("\(output)/warszawa/current", "1465000")
  }

  @Test("Every number equals the tables, rounded as stated, and its proof says it; no figure is without an id")
  func walk() throws {
    let walk = try PrintedNumbers(try Self.evidence.get())
    #expect(walk.faultCount == 0, "\(walk.faults.joined(separator: "\n"))")
    #expect(walk.proven > 10_000, "\(walk.proven)")
    for kind in [
      "indicator ", "indicator value", "indicator interval", "indicator rank", "indicator class", "indicator change_previous",
      "adequacy lacking", "adequacy residents_per_worker", "adequacy_pairs gap", "peer_values median",
      "forecasts value", "forecasts limits_95", "trends slope_range", "index_methods disagreement", "index_drivers correlation",
    ] {
      #expect((walk.compared[kind] ?? 0) > 0, "\(kind) in \(walk.compared)")
    }
  }

  @Test(
    "The walk finds a digit that was changed, a number without an id, and a link to another number's proof",
    arguments: ["digit", "bare", "proof"])
  func noticed(_ change: String) throws {
    let walk = try PrintedNumbers(try Self.evidence.get(), only: "index.html") { page in
      var text = String(decoding: page, as: UTF8.self)
      guard let first = text.range(of: "<td data-p=\"value\"><a class=\"n\" href=\"lineage/") else { return page }
      switch change {
      case "digit":
        if let sign = text.range(of: "\">", range: first.upperBound..<text.endIndex) { text.insert("7", at: sign.upperBound) }
      case "bare": text.insert(contentsOf: "<td>12,5</td>", at: first.lowerBound)
      default: text.replaceSubrange(first, with: "<td data-p=\"value\"><a class=\"n\" href=\"lineage/A")
      }
      return Array(text.utf8)
    }
    #expect(walk.faultCount > 0)
  }

  @Test(
    "Numbers of a text",
    arguments: [
      ("1\u{A0}357\u{A0}910 osób", ["1357910"]), ("\u{2212}0,6%", ["-0.6"]), ("16,1\u{2013}17,2", ["16.1", "17.2"]),
      ("14\u{A0}(10\u{2013}18) z 21", ["14", "10", "18", "21"]), ("od \u{2212}10,30 do +8,93", ["-10.30", "8.93"]), ("x", []),
    ])
  func numbers(_ text: String, _ expected: [String]) {
    #expect(PrintedNumbers.numbers(text) == expected)
  }

  @Test(
    "Rounding on the digits",
    arguments: [("12.25", 1, "12.3"), ("-0.04", 1, "0.0"), ("99.96", 1, "100.0"), ("7", 2, "7.00"), ("4321.125", 2, "4321.13")])
  func rounding(_ text: String, _ decimals: Int, _ expected: String) {
    #expect(PublishedFigures.rounded(text, decimals: decimals) == expected)
  }
}
