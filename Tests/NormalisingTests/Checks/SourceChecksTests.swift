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

  /// Two assessments of one unit show some years twice: the later one counts, and says so only where it differs.
  @Test(arguments: ["9260", "9275"]) func theLaterAssessmentCounts(text: String) throws {
    let edition = try TinyEdition(region: "28", date: "2024-01-01", shipped: "ozps")
    func cells(_ file: String, _ figures: [(String, String)]) -> [Cell] {
      figures.map { Cell(unit: "2801011", period: $0.0, series: "ozps|2|1", text: $0.1, file: file) }
    }
    let rows = try edition.normalise(
      cells("in/ozps_2022.xlsx", [("2021", "9373"), ("2022", "9260")])
        + cells("in/ozps_2023.xlsx", [("2022", text), ("2023", "9187")]))
    #expect(rows.map(\.period) == ["2021", "2022", "2023"] && rows[1].text == text)
    let isRevised = text != "9260"
    #expect(rows[1].status == (isRevised ? .revised : .ok))
    let found = edition.outcome.findings.filter { $0.severity != .note }.map(\.code)
    #expect(found == (isRevised ? ["sources-disagree"] : []), "\(found)")
    // Two of the same year are one too many.
    let twice = try TinyEdition(region: "28", date: "2024-01-01", shipped: "ozps")
    _ = try twice.normalise(cells("in/a_2023.xlsx", [("2023", "9187")]) + cells("in/b_2023.xlsx", [("2023", "9188")]))
    #expect(twice.outcome.findings.contains { $0.code == "doubled-unit" && $0.severity == .error })
  }

  /// A row of totals with the code of its unit is called by what it is.
  @Test(arguments: [
    ("2800000", "Województwo", 0), ("2800000", "Województwo ogółem", 0), ("2801000", "Razem", 0),
    ("2801000", "Powiat – razem", 0),
    ("2801000", "Województwo", 1), ("2801011", "Razem", 1),
  ])
  func aTotalIsNoOtherName(code: String, name: String, count: Int) throws {
    let edition = try TinyEdition(region: "28", date: "2024-01-01")
    _ = try edition.normalise([Cell(unit: code, name: name, period: "2023", text: "100")])
    #expect(edition.outcome.findings.count { $0.code == "unit-other-name" } == count)
  }
}
