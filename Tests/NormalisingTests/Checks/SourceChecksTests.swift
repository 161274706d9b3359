import Testing

@testable import Contracts
@testable import Findings
@testable import Normalising

/// What the headings of files say against their names.
struct SourceChecksTests {
  typealias Cell = TinyEdition.Cell

  private static func codes(_ edition: TinyEdition) -> [String] {
    edition.outcome.findings.filter { $0.code == "wrong-period" }.map(\.code)
  }

  /// The years before the assessed one belong to the assessment.
  @Test(arguments: [("in/2801011_2023.csv", 0), ("in/2801011_2022.csv", 1)])
  func anAssessmentIsNamedAfterItsLastYear(file: String, count: Int) throws {
    let edition = try TinyEdition(region: "28", date: "2024-01-01", shipped: "ozps")
    _ = try edition.normalise(
      ["2021", "2022", "2023"].map { Cell(unit: "2801011", period: $0, series: "ozps|2|1", text: "9000", file: file) })
    #expect(Self.codes(edition).count == count)
  }
}
