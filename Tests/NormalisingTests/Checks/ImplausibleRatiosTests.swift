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

  /// What one rule says of a row of section 1B: its persons, benefits, amount, families and members, in that order.
  private static func codes(row: Int, _ columns: [String]) throws -> Set<String> {
    let edition = try TinyEdition(region: "28", date: "2024-01-01", shipped: "mpips-03-xml")
    _ = try edition.normalise(
      columns.enumerated().map { index, text in
        TinyEdition.Cell(unit: "2801011", period: "2022", series: "MRiPS-03|2022.1|1B|\(row)|\(index + 1)", text: text)
      })
    return Set(edition.outcome.findings.map(\.code).filter { $0.hasPrefix("unit-slip") })
  }

  /// A gmina without a history whose whole column is in thousands, or the other way round.
  @Test(
    arguments: [
      (20, ["20", "230", "590000", "20", "21"], []), (20, ["20", "230", "590", "20", "21"], ["unit-slip-homes"]),
      (20, ["20", "230", "590000000", "20", "21"], ["unit-slip-benefits"]),
      (14, ["40", "11600", "223000", "38", "44"], []), (14, ["40", "120", "1223", "38", "44"], ["unit-slip-lasting-aid"]),
      (11, ["700", "75000", "440000", "670", "1500"], []),
      (11, ["700", "75", "440000", "670", "1500"], ["unit-slip-benefits-per-person"]),
      (17, ["600", "1400", "390000", "570", "570000"], ["unit-slip-members"]),
      (2, ["170", "1800", "885000", "164", "230"], []), (1, ["1600", "95000", "4300", "1500", "3100"], ["unit-slip-benefits"]),
    ] as [(Int, [String], [String])])
  func columnsInThousands(row: Int, columns: [String], codes: [String]) throws {
    #expect(try Self.codes(row: row, columns) == Set(codes))
  }

  /// Wages lie in a band of their own, said once where all units are out of it.
  @Test(arguments: [("4100", 0), ("4,1", 1), ("4100000", 1)]) func wagesInThousands(text: String, expected: Int) throws {
    let edition = try TinyEdition(region: "28", date: "2024-01-01", numbers: "comma")
    let units = ["2801000", "2802000", "2803000", "2804000", "2805000"]
    _ = try edition.normalise(
      units.map { TinyEdition.Cell(unit: $0, period: "2024", series: "Wynagrodzenie", text: text) })
    let found = edition.outcome.findings.filter { $0.code == "unit-slip-wages" }
    #expect(found.count == expected && found.allSatisfy { $0.message.polish.contains("od 500 do 50000") })
  }

  /// The unemployed of a month are set beside the inhabitants of its year, or of the last year that has been published.
  @Test(arguments: [("2023-12", "2500", 0), ("2023-12", "2,5", 1), ("2025-03", "2,5", 1), ("2026-12", "2,5", 0)])
  func unemployedOfAMonthInThousands(period: String, text: String, expected: Int) throws {
    let edition = try TinyEdition(region: "28", date: "2024-01-01", numbers: "comma")
    _ = try edition.normalise([
      TinyEdition.Cell(unit: "2801000", period: "2023", series: "Ludność", text: "50000"),
      TinyEdition.Cell(unit: "2801000", period: period, series: "Bezrobotni", text: text),
    ])
    #expect(edition.outcome.findings.count { $0.code == "unit-slip-unemployed" && $0.unit == "2801000" } == expected)
  }

  /// Benefits come whole: thousands of them show by their fractions.
  @Test func benefitsInThousands() throws {
    let edition = try TinyEdition(region: "28", date: "2024-01-01", shipped: "mpips-03-xml")
    _ = try edition.normalise([
      TinyEdition.Cell(unit: "2801011", period: "2022", series: "MRiPS-03|2022.1|1B|11|2", text: "75.5")
    ])
    #expect(edition.outcome.findings.contains { $0.code == "fraction-of-a-count" && $0.severity == .warning })
  }
}
