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

  /// A name in the column of codes is not what a spreadsheet does to codes.
  @Test(arguments: [("Biskupiec (1)", "czyli nazwa"), ("2,80E+06", "zniszczony przez arkusz"), ("9999999", "nie jest kodem")])
  func anUnknownCodeHasItsCause(code: String, wording: String) throws {
    let edition = try TinyEdition(region: "28", date: "2024-01-01")
    _ = try edition.normalise([Cell(unit: code, period: "2015", text: "5")])
    let found = try #require(edition.outcome.findings.first { $0.code == "unknown-unit" })
    #expect(found.message.polish.contains(wording))
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
