import Testing

@testable import Contracts
@testable import Findings
@testable import Normalising
@testable import Pipelines
@testable import Territory

/// Units and years without a figure that others have.
struct MissingUnitsTests {
  typealias Cell = TinyEdition.Cell

  private static let gminas = ["2801011", "2801021", "2801032", "2801043", "2801052", "2801063"]

  private static func missing(_ counts: [String: Int]) throws -> [Finding] {
    let edition = try TinyEdition(region: "2801", date: "2024-01-01")
    _ = try edition.normalise(
      counts.sorted { $0.key < $1.key }.flatMap { period, count in
        gminas.prefix(count).map { Cell(unit: $0, period: period, text: "5000") }
      })
    return edition.outcome.findings.filter { $0.code == "missing-population" }
  }

  @Test func oneOfMostIsNamed() throws {
    #expect(try Self.missing(["2013": 6, "2014": 5]).map(\.unit) == ["2801063"])
  }

  /// More than half of a year gone, beside years that are whole: said once, with how many and which.
  @Test func mostOfAYearIsToldAtOnce() throws {
    let found = try Self.missing(["2013": 6, "2014": 2, "2015": 6])
    #expect(found.map(\.unit) == [""])
    #expect(found.first?.message.polish.contains("za 2014") == true)
    #expect(found.first?.message.polish.contains("4 z 6") == true)
    #expect(found.first?.message.polish.contains("2801063") == true)
  }

  @Test func whatHasFewUnitsByNatureLacksNone() throws {
    #expect(try Self.missing(["2013": 2, "2014": 2]) == [])
    // A part of a year that strayed among whole years is told of as that.
    #expect(try Self.missing(["2013": 6, "2014-H1": 1]) == [])
  }

  @Test func warsawIsThereInItsDistricts() throws {
    // Its folder has to stand until the register is read.
    let today = try TinyEdition(region: "14", date: "2024-01-01")
    let register = try withExtendedLifetime(today) { try today.pipeline.loadRegister() }
    let gminas = register.units(at: .gmina, in: "14").map(\.code).filter { $0 != "1465011" }
    let districts = register.units(at: .district, in: "14").map(\.code)
    #expect(districts.count == 18)
    func missing(_ codes: [String]) throws -> [String] {
      let edition = try TinyEdition(region: "14", date: "2024-01-01")
      _ = try edition.normalise(codes.map { Cell(unit: $0, period: "2015", text: "5000") })
      return edition.outcome.findings.filter { $0.code == "missing-population" }.map(\.unit)
    }
    #expect(try missing(gminas + districts) == [])
    #expect(try missing(gminas + districts.dropFirst()) == ["1465011"])
  }
}
