import Testing

@testable import Contracts
@testable import Findings
@testable import Normalising

/// Overlapping downloads of one source.
struct DuplicatesTests {
  typealias Cell = TinyEdition.Cell

  private static func run(_ newer: String) throws -> (rows: [ObservationRow], findings: [Finding]) {
    let edition = try TinyEdition(region: "28", date: "2024-01-01")
    let rows = try edition.normalise([
      Cell(unit: "2801011", period: "2023", text: "5000", file: "in/LUDN_2137_CTAB_20240101100000.csv"),
      Cell(unit: "2801011", period: "2023", text: newer, file: "in/LUDN_2137_CTAB_20250101100000.csv"),
    ])
    return (rows, edition.outcome.findings.filter { $0.severity != .note })
  }

  /// Withheld, not yet available, impossible or simply gone: what was published before counts no more.
  @Test(arguments: ["#", ".", "n", "x", ""]) func aFigureThatIsTakenBackCountsNoMoreAndIsTold(sign: String) throws {
    let (rows, findings) = try Self.run(sign)
    #expect(rows.map(\.value) == [nil])
    #expect(rows.allSatisfy { !$0.status.hasNumber })
    let found = try #require(findings.first { $0.code == "figure-withdrawn" })
    #expect(found.severity == .warning && found.unit == "2801011" && found.place.file.contains("20250101"))
    #expect(found.message.polish.contains("„5000”") && found.message.polish.contains("20240101"))
    #expect(!findings.contains { $0.code == "sources-disagree" })
  }

  /// Two downloads of one day.
  @Test func theLaterOfADayCounts() throws {
    let edition = try TinyEdition(region: "28", date: "2024-01-01")
    let rows = try edition.normalise([
      Cell(unit: "2801011", period: "2023", text: "5000", file: "in/LUDN_2137_CTAB_20240101093000.csv"),
      Cell(unit: "2801011", period: "2023", text: "5001", file: "in/LUDN_2137_CTAB_20240101101500.csv"),
    ])
    #expect(rows.map(\.value) == [5001] && rows.map(\.status) == [.revised])
    #expect(edition.outcome.findings.contains { $0.code == "sources-disagree" })
  }

  /// A table without attributes prints 0 where the number is withheld: whichever was downloaded first, the mark counts.
  @Test(arguments: [("20250101", "20240101", "CTAB"), ("20240101", "20250101", "CTAB"), ("20240101", "20240101", "XTAB")])
  func aZeroBesideAMarkThatThereIsNoNumber(long: String, wide: String, shape: String) throws {
    let edition = try TinyEdition(region: "28", date: "2024-01-01")
    let rows = try edition.normalise([
      Cell(unit: "2801011", period: "2023", text: "0.0", attribute: "x", file: "in/LUDN_2137_CREL_\(long)100000.csv"),
      Cell(unit: "2801011", period: "2023", text: "0.0", file: "in/LUDN_2137_\(shape)_\(wide)110000.csv"),
    ])
    #expect(rows.map(\.value) == [nil] && rows.map(\.status) == [.noInformation])
    let told = try #require(edition.outcome.findings.first { $0.code == "zero-without-attribute" })
    #expect(told.severity == .warning && told.place.file.contains(shape) && told.message.polish.contains("CREL_\(long)"))
    #expect(edition.outcome.balances[0].skipped == ["zero-without-attribute": 1] && edition.outcome.balances[0].used == 1)
  }

  /// A long table has an attribute for every number: its zero is one, and so is one beside no mark.
  @Test func aZeroThatIsANumber() throws {
    let edition = try TinyEdition(region: "28", date: "2024-01-01")
    let rows = try edition.normalise([
      Cell(unit: "2801011", period: "2023", text: "0.0", attribute: "x", file: "in/LUDN_2137_CREL_20240101100000.csv"),
      Cell(unit: "2801011", period: "2023", text: "0.0", file: "in/LUDN_2137_CREL_20250101100000.csv"),
      Cell(unit: "2801032", period: "2023", text: "0.0", file: "in/LUDN_2137_CTAB_20250101100000.csv"),
    ])
    #expect(rows.map(\.value) == [0, 0])
    #expect(!edition.outcome.findings.contains { $0.code == "zero-without-attribute" })
  }

  /// Tables of other subgroups share figures, and not each has all of them.
  @Test func anotherTableTakesNothingBack() throws {
    let edition = try TinyEdition(region: "28", date: "2024-01-01")
    let rows = try edition.normalise([
      Cell(unit: "2801011", period: "2023", text: "5000", file: "in/LUDN_2137_CTAB_20240101100000.csv"),
      Cell(unit: "2801011", period: "2023", text: "", file: "in/LUDN_2425_CTAB_20250101100000.csv"),
    ])
    #expect(rows.map(\.value) == [5000])
    #expect(!edition.outcome.findings.contains { $0.code == "figure-withdrawn" })
  }
}
