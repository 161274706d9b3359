import Contracts
import Testing

@testable import Findings
@testable import Normalising

/// Thousands for ones that no year shows alone: several years of a unit, all its years, months.
struct SlippedRunsTests {
  private static let units = [
    "2801011", "2801021", "2801032", "2801043", "2801052", "2801063", "2802011", "2802022", "2802033", "2802042",
  ]

  /// What the rule says of wages by unit and period.
  private static func slips(
    _ periods: [String], units: [String] = Self.units, _ text: (_ unit: String, _ period: String) -> String
  ) throws -> [Finding] {
    let edition = try TinyEdition(region: "28", date: "2024-01-01")
    let cells = units.flatMap { unit in
      periods.map { TinyEdition.Cell(unit: unit, period: $0, series: "Wynagrodzenie", text: text(unit, $0)) }
    }
    _ = try edition.normalise(cells)
    return edition.outcome.findings.filter { $0.code == "unit-slip" }
  }

  private static let years = ["2013", "2014", "2015", "2016", "2017", "2018"]

  @Test func severalYearsOfOneUnit() throws {
    let found = try Self.slips(Self.years) { unit, year in unit == "2801043" && year < "2016" ? "4" : "4100" }
    #expect(found.map(\.unit) == ["2801043"])
    let text = try #require(found.first?.message.polish)
    #expect(text.contains("2013–2015") && text.contains("2016–2018") && text.contains("1025 razy"), "\(text)")
  }

  @Test func severalYearsOfAllUnitsAreSaidOnce() throws {
    let found = try Self.slips(Self.years) { _, year in year < "2016" ? "4" : "4100" }
    #expect(found.count == 1)
    #expect(found.first?.message.polish.contains("10 z 10") == true)
  }

  @Test func allYearsOfOneUnit() throws {
    let found = try Self.slips(["2013", "2014"]) { unit, _ in unit == "2801043" ? "4100000" : "4100" }
    #expect(found.map(\.unit) == ["2801043"])
    let text = try #require(found.first?.message.polish)
    #expect(text.contains("1000 razy") && text.contains("2013–2014"), "\(text)")
  }

  /// Of three figures two are the same, and the third is a thousand times away: in either place, of years and of months.
  @Test(arguments: [["2013", "2014", "2015"], ["2024-01", "2024-02", "2024-03"]], [0, 1, 2])
  func oneOfThree(periods: [String], place: Int) throws {
    // Without peers that could tell.
    let found = try Self.slips(periods, units: ["2801043"]) { _, period in period == periods[place] ? "4150000" : "4100" }
    #expect(found.map(\.unit) == ["2801043"], "\(found.map(\.message.polish))")
    #expect(found.first?.message.polish.contains(periods[place]) == true)
  }

  /// Small figures may do that by chance, and a hundred times of three is not enough to be told.
  @Test(arguments: [("2", "2000"), ("4100", "410000")]) func noSlipOfThree(usual: String, other: String) throws {
    let units = ["2801043"]
    #expect(try Self.slips(["2013", "2014", "2015"], units: units) { $1 == "2014" ? other : usual } == [])
  }

  private static let months = (1...9).map { "2024-0\($0)" }

  @Test(arguments: ["41000", "4100000", "4", "0.0"]) func aMonthOfOneUnit(text: String) throws {
    let found = try Self.slips(Self.months) { unit, month in unit == "2801043" && month == "2024-05" ? text : "4100" }
    #expect(found.map(\.unit) == ["2801043"])
    #expect(found.first?.message.polish.contains("2024-05") == true)
  }

  @Test func aMonthOfAllUnitsIsSaidOnce() throws {
    let found = try Self.slips(Self.months) { _, month in month == "2024-07" ? "4100000" : "4100" }
    #expect(found.count == 1)
    #expect(found.first?.message.polish.contains("2024-07") == true)
  }

  /// Two months: only the others tell that the second is wrong.
  @Test func theSecondOfTwoMonths() throws {
    let found = try Self.slips(["2024-01", "2024-02"]) { unit, month in
      unit == "2801043" && month == "2024-02" ? "41000" : "4100"
    }
    #expect(found.map(\.unit) == ["2801043"])
    let all = try Self.slips(["2024-01", "2024-02"]) { _, month in month == "2024-02" ? "41000" : "4100" }
    #expect(all == [])
  }

  /// Twice as much in summer is a season.
  @Test func seasonsAreNoSlips() throws {
    let found = try Self.slips(Self.months) { _, month in month > "2024-04" && month < "2024-08" ? "8200" : "4100" }
    #expect(found == [])
  }
}
