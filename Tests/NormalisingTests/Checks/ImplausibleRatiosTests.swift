import Contracts
import Testing

@testable import Findings
@testable import Normalising

/// Amounts of benefits in thousands in a statement without a history.
struct ImplausibleRatiosTests {
  /// Periodic benefits: their number and their amount.
  private static func found(_ amount: String, benefits: String = "900") throws -> [Finding] {
    let edition = try TinyEdition(region: "28", date: "2024-01-01", shipped: "mpips-03-xml")
    _ = try edition.normalise(
      zip(["2", "3"], [benefits, amount]).map { column, text in
        TinyEdition.Cell(unit: "2801011", period: "2022", series: "MRiPS-03|2022.1|1B|5|\(column)", text: text)
      })
    return edition.outcome.findings.filter { $0.code == "unit-slip-benefits" }
  }

  @Test(arguments: ["330", "330000000"]) func anAmountThatNoBenefitHas(amount: String) throws {
    let found = try Self.found(amount)
    #expect(found.map(\.unit) == ["2801011"])
    #expect(found.first?.measure == "assistance.periodic.amount")
  }

  @Test func anAmountThatABenefitHas() throws {
    #expect(try Self.found("330000") == [])
    // Services that cost nothing, and one benefit only.
    #expect(try Self.found("0") == [])
    #expect(try Self.found("1", benefits: "2") == [])
  }
}
