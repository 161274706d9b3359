import Testing

@testable import Contracts
@testable import Findings
@testable import Normalising

/// The same figures of all units in two periods.
struct RepeatedTablesTests {
  typealias Cell = TinyEdition.Cell

  private static let powiats = (1...9).map { "280\($0)000" } + (10...19).map { "28\($0)000" }

  private static func found(_ series: String, _ periods: [String], _ figure: (_ unit: Int, _ period: Int) -> Int) throws
    -> [Finding]
  {
    let edition = try TinyEdition(region: "28", date: "2024-01-01")
    _ = try edition.normalise(
      periods.indices.flatMap { period in
        powiats.indices.map { unit in
          Cell(unit: powiats[unit], period: periods[period], series: series, text: String(figure(unit, period)))
        }
      })
    return edition.outcome.findings.filter { $0.code == "repeated-figures" }
  }

  @Test func aYearThatIsAnother() throws {
    let found = try Self.found("Bezrobotni", ["2013", "2014", "2015"]) { unit, period in 900 + unit * 7 + (period == 1 ? 3 : 0) }
    #expect(found.count == 1 && found[0].severity == .warning && found[0].measure == "unemployment.registered")
    #expect(found[0].message.polish.contains("2013, 2015") && found[0].message.polish.contains("19"))
    #expect(try Self.found("Bezrobotni", ["2014", "2015"]) { unit, _ in 900 + unit * 7 }.count == 1)
  }

  /// Small counts may well be the same, one unit's other figure is enough, and what is the same in all years does not change.
  @Test func whatIsNoRepetition() throws {
    #expect(try Self.found("Bezrobotni", ["2014", "2015"]) { unit, _ in unit % 4 }.isEmpty)
    #expect(try Self.found("Bezrobotni", ["2014", "2015"]) { unit, period in 900 + unit * 7 + (unit == 4 ? period : 0) }.isEmpty)
    #expect(try Self.found("Bezrobotni", ["2013", "2014", "2015"]) { unit, _ in 900 + unit * 7 }.isEmpty)
    #expect(try Self.found("Powierzchnia", ["2014", "2015"]) { unit, _ in 90_000 + unit * 7 }.isEmpty)
  }

  @Test func anAreaBelowNothing() throws {
    let edition = try TinyEdition(region: "28", date: "2024-01-01")
    _ = try edition.normalise([Cell(unit: "2801011", period: "2023", series: "Powierzchnia", text: "-1179")])
    let found = try #require(edition.outcome.findings.first { $0.code == "negative-number" })
    #expect(found.severity == .error && found.unit == "2801011")
  }
}
