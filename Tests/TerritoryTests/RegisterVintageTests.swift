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

  /// Units below one on another day, each by what its figures are kept under.
  @Test func theUnitsBelowAreThoseOfTheDay() {
    func gmina(_ code: String, _ parent: String, from: String = "", to: String = "") -> Unit {
      Unit(
        code: code, name: code, level: .gmina, kind: UnitKind(rawValue: Int(code.suffix(1)) ?? 0), parent: parent,
        validFrom: from,
        validTo: to)
    }
    let register = Register(
      [
        gmina("3203023", "3203000"), gmina("3203042", "3203000", to: "2019-01-01"),
        gmina("0221091", "0221000", to: "2013-01-01"), gmina("0265011", "0265000", from: "2013-01-01"),
        gmina("0614052", "0614000", to: "2025-01-01"), gmina("0614053", "0614000", from: "2025-01-01"),
        gmina("0614054", "0614000", from: "2025-01-01"),
      ], on: "2025-06-30",
      changes: [
        UnitChange(.split, "3203042", to: "3203023", on: "2019-01-01", share: nil),
        UnitChange(.recode, "0221091", to: "0265011", on: "2013-01-01"),
      ])
    func below(_ powiat: String, _ day: String) -> [String] { register.summableChildren(of: powiat, at: .gmina, on: day) }
    #expect(register.changeDays == ["2013-01-01", "2019-01-01", "2025-01-01"])
    #expect(below("3203000", "2018-12-31") == ["3203023", "3203042"])
    #expect(below("3203000", "2019-12-31") == ["3203023"])
    #expect(below("0221000", "") == ["0265011"])
    #expect(below("0221000", "2013-01-01") == [])
    #expect(below("0265000", "2013-01-01") == ["0265011"])
    #expect(below("0614000", "2024-12-31") == ["0614053"])
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
