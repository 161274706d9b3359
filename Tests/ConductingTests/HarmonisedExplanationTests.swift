import Contracts
import Findings
import Testing

@testable import Conducting

/// Which step of the harmonisation is told of a figure.
@Suite struct HarmonisedExplanationTests {
  private static func row(_ policy: HarmonisationRow.Policy, measure: String = "", shares: [Double] = []) -> HarmonisationRow {
    var row = HarmonisationRow()
    row.unit = "2817083"
    row.measure = measure
    row.policy = policy
    row.date = "2019-01-01"
    row.from = ["2817082"]
    row.shares = shares
    row.firstPeriod = "2005"
    row.lastPeriod = "2018"
    return row
  }

  @Test(arguments: [
    ("2817083", "2015", "births", "", true), ("2817083", "2019", "births", "", false), ("2817082", "2015", "births", "", false),
    ("2817083", "2018-H1", "births", "births", true), ("2817083", "2015", "deaths", "births", false),
  ])
  func whatConcernsAFigure(unit: String, period: String, measure: String, of wanted: String, isTold: Bool) {
    #expect(Self.row(.recoded, measure: wanted).concerns(unit: unit, measure: measure, period: period) == isTold)
  }

  @Test func whatIsSaid() {
    #expect(Self.row(.recoded, shares: [1]).wording.polish.hasSuffix(" 2817082"))
    #expect(Self.row(.estimated, shares: [0.25]).wording.english.contains("2817082 × 0.25"))
    #expect(Self.row(.broken).wording.english.contains("2019-01-01"))
  }
}
