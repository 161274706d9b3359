import Testing

@testable import Contracts
@testable import Findings
@testable import Normalising

/// A unit that stands in a file twice.
struct DoubledUnitsTests {
  typealias Cell = TinyEdition.Cell

  /// Under both codes of a gmina that changed its kind, each blank where it did not hold.
  @Test func aBlankBesideANumberIsNoSecondOne() throws {
    let edition = try TinyEdition(region: "06", date: "2025-01-01")
    let rows = try edition.normalise([
      Cell(unit: "0614052", period: "2024", text: "5000"), Cell(unit: "0614053", period: "2024", text: ""),
      Cell(unit: "0614052", period: "2025", text: ""), Cell(unit: "0614053", period: "2025", text: "5100"),
    ])
    #expect(rows.map(\.value) == [5000, 5100])
    #expect(!edition.outcome.findings.contains { $0.code == "doubled-unit" || $0.code == "sources-disagree" })
  }

  @Test func twoNumbersAreTold() throws {
    let edition = try TinyEdition(region: "06", date: "2025-01-01")
    _ = try edition.normalise([
      Cell(unit: "0614052", period: "2024", text: "5000"), Cell(unit: "0614053", period: "2024", text: "5001"),
    ])
    #expect(edition.outcome.findings.contains { $0.code == "doubled-unit" && $0.severity == .error })
  }
}
