import Testing

@testable import Territory

/// The seven gminas of 1 January 2025: codes of either year lead to one place, whichever day's codes are the keys.
struct RegisterVintageTests {
  static let stems = ["061405", "061406", "061410", "143601", "221206", "260208", "302505"]

  static func register(on date: String) -> Register {
    Register(
      stems.flatMap { stem in
        [
          Unit(code: stem + "2", name: stem, level: .gmina, kind: .rural, validTo: "2025-01-01"),
          Unit(code: stem + "3", name: stem, level: .gmina, kind: .urbanRural, validFrom: "2025-01-01"),
          Unit(code: stem + "4", name: stem, level: .gmina, kind: .townPart, validFrom: "2025-01-01"),
        ]
      } + [Unit(code: "3203042", name: "Ostrowice", level: .gmina, kind: .rural, validTo: "2019-01-01")], on: date,
      changes: [UnitChange(.split, "3203042", to: "3203023", on: "2019-01-01", share: nil)])
  }

  @Test(arguments: stems, [("2024-01-01", "2"), ("2025-01-01", "3"), ("2017-01-01", "2")])
  func bothCodesJoin(stem: String, day: (date: String, kind: String)) {
    let reader = UnitCodeReader(Self.register(on: day.date), column: [stem + "2", stem + "3"])
    for kind in ["2", "3"] {
      guard case .unit(let unit, let recoded) = reader.meaning(of: stem + kind) else {
        Issue.record("\(stem)\(kind) is no unit on \(day.date)")
        continue
      }
      #expect(unit.code == stem + day.kind)
      #expect(recoded == (kind != day.kind))
    }
  }

  @Test func aUnitThatWentAwayNamesItsSuccessors() {
    let register = Self.register(on: "2024-01-01")
    guard case .dissolved(let unit, let changes) = UnitCodeReader(register, column: ["3203042"]).meaning(of: "3203042") else {
      Issue.record("not dissolved")
      return
    }
    #expect(unit.name == "Ostrowice")
    #expect(changes.map(\.successor) == ["3203023"])
  }

  @Test func unitsOfALevelExistFromTheirFirstDay() {
    let register = Self.register(on: "2025-01-01")
    #expect(register.units(at: .gmina, in: "0614").map(\.code) == ["0614053", "0614063", "0614103"])
    let unit = Unit(code: "2002162", name: "Grabówka", level: .gmina, kind: .rural, validFrom: "2025-01-01")
    let young = Register([unit], on: "2025-06-30")
    #expect(young.existed(unit, on: "2024-12-31") == false)
    #expect(young.existed(unit, on: "2025-12-31"))
  }
}
