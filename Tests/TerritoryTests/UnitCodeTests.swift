import Testing

@testable import Territory

/// Codes of FORMATS 1.7 over a small excerpt of the register.
struct UnitCodeTests {
  static let register = Register(units, on: "2024-01-01")

  private static let units = [
    Unit(code: "0000000", name: "Polska", level: .country, bankID: "000000000000"),
    Unit(code: "2800000", name: "warmińsko-mazurskie", level: .voivodeship, parent: "0000000"),
    Unit(code: "0200000", name: "dolnośląskie", level: .voivodeship, parent: "0000000"),
    Unit(code: "0201000", name: "bolesławiecki", level: .powiat, parent: "0200000"),
    Unit(code: "0201011", name: "Bolesławiec", level: .gmina, kind: .urban, parent: "0201000"),
    Unit(code: "PL621", name: "elbląski", level: .subregion, parent: "2800000", bankID: "042815400000"),
    Unit(code: "2801000", name: "bartoszycki", level: .powiat, parent: "2800000", nuts: "PL621"),
    Unit(code: "2801011", name: "Bartoszyce", level: .gmina, kind: .urban, parent: "2801000"),
    Unit(code: "2801063", name: "Sępopol", level: .gmina, kind: .urbanRural, parent: "2801000"),
    Unit(code: "2801064", name: "Sępopol - miasto", level: .gmina, kind: .townPart, parent: "2801000"),
    Unit(code: "2817000", name: "szczycieński", level: .powiat, parent: "2800000"),
    Unit(code: "2817082", name: "Wielbark", level: .gmina, kind: .rural, parent: "2817000", validTo: "2019-01-01"),
    Unit(code: "2817083", name: "Wielbark", level: .gmina, kind: .urbanRural, parent: "2817000", validFrom: "2019-01-01"),
    Unit(code: "1465000", name: "Warszawa", level: .powiat, parent: "1400000"),
    Unit(code: "1465011", name: "Warszawa", level: .gmina, kind: .urban, parent: "1465000"),
    Unit(code: "1465038", name: "Białołęka", level: .district, kind: .district, parent: "1465000"),
    Unit(code: "1061029", name: "Łódź-Bałuty", level: .gmina, kind: .delegation, parent: "1061000"),
    Unit(code: "3203042", name: "Ostrowice", level: .gmina, kind: .rural, parent: "3203000", validTo: "2019-01-01"),
  ]

  static func code(_ text: String, column: [String]? = nil) -> String {
    switch UnitCodeReader(register, column: column ?? [text]).meaning(of: text) {
    case .unit(let unit, let recoded): recoded ? unit.code + " recoded" : unit.code
    case .part(let code): "part \(code)"
    case .otherLevel: "other level"
    case .unknown(let suggestion): "unknown \(suggestion ?? "-")"
    case .dissolved(let unit, let changes): "dissolved \(unit.code) \(changes.count)"
    case .ambiguous: "ambiguous"
    }
  }

  /// A workbook saved again: `0` is Poland, and 200000 (a whole code of podlaskie by itself) is dolnośląskie, as the column shows.
  @Test(arguments: [["0"], []]) func aColumnThatLostItsZerosIsRestoredWhole(poland: [String]) {
    let register = Register(
      Self.units + [
        Unit(code: "2000000", name: "podlaskie", level: .voivodeship, parent: "0000000"),
        Unit(code: "2010000", name: "siemiatycki", level: .powiat, parent: "2000000"),
      ], on: "2024-01-01")
    let reader = UnitCodeReader(register, column: poland + ["200000", "201000", "201011", "2000000", "2801000", "2801011"])
    func code(_ text: String) -> String {
      if case .unit(let unit, recoded: false) = reader.meaning(of: text) { unit.code } else { "none" }
    }
    #expect(["0", "200000", "201000", "201011"].map(code) == ["0000000", "0200000", "0201000", "0201011"])
    #expect(["2000000", "2801000"].map(code) == ["2000000", "2801000"])
    // Two codes with two readings each show nothing.
    let doubtful = UnitCodeReader(register, column: ["200000", "201000", "2801011"])
    #expect(doubtful.meaning(of: "200000") == .ambiguous)
  }

  @Test(
    "Every published shape leads to one key",
    arguments: [
      ("042815400000", "PL621"), ("042815401000", "2801000"), ("042815401011", "2801011"), ("042800000000", "2800000"),
      ("042815000000", "other level"), ("040000000000", "other level"), ("000000000000", "0000000"),
      ("2801011", "2801011"), ("2800000", "2800000"), ("0000000", "0000000"), ("2801", "2801000"), ("28", "2800000"),
      ("280101", "2801011"), ("28 01 01 1", "2801011"), ("6281500000", "other level"), ("6281501011", "2801011"),
      ("2801064", "part 2801064"), ("2817082", "2817083 recoded"), ("281708", "2817083"),
      ("3203042", "unknown -"), ("9901011", "unknown -"), ("2801012", "unknown 2801011"), ("28010x1", "unknown -"),
      ("146503", "1465038"), ("146501", "1465011"), ("106102", "part 1061029"), ("", "unknown -"), ("280,E+06", "unknown -"),
    ])
  func shapes(published: String, expected: String) {
    #expect(Self.code(published) == expected)
  }

  @Test("Lost zeros come back only when the whole column agrees")
  func lostZeros() {
    #expect(Self.code("201011", column: ["201011", "2801011"]) == "0201011")
    #expect(Self.code("201000", column: ["201000", "2801000"]) == "0201000")
    #expect(Self.code("11212001000", column: ["11212001000", "042815401000"]) == "unknown 0201000")
    #expect(Self.code("20101", column: ["20101", "280101"]) == "0201011")
    // One shape more and nobody can know.
    #expect(Self.code("201011", column: ["201011", "2801011", "2801"]) == "unknown -")
  }

  @Test("Parts, whole gminas and levels: only what covers the place once is summed")
  func children() {
    #expect(Self.register.summableChildren(of: "2801000", at: .gmina) == ["2801011", "2801063"])
    #expect(Self.register.summableChildren(of: "PL621", at: .powiat) == ["2801000"])
    #expect(Self.register.summableChildren(of: "2817000", at: .gmina) == ["2817083"])
  }
}
