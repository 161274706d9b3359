import Testing

@testable import Territory

/// Recodes, merges and splits carried from one day's register to another's.
struct CrosswalkTests {
  static let units = [
    Unit(code: "0614052", name: "Końskowola", level: .gmina, kind: .rural, validTo: "2025-01-01"),
    Unit(code: "0614053", name: "Końskowola", level: .gmina, kind: .urbanRural, validFrom: "2025-01-01"),
    Unit(code: "2817082", name: "Wielbark", level: .gmina, kind: .rural, validTo: "2019-01-01"),
    Unit(code: "2817083", name: "Wielbark", level: .gmina, kind: .urbanRural, validFrom: "2019-01-01"),
    Unit(code: "2817084", name: "Wielbark", level: .gmina, kind: .townPart, validFrom: "2019-01-01"),
  ]
  static let walk = Crosswalk(
    units,
    [
      UnitChange(.merge, "A", to: "B", on: "2015-01-01", shareBack: 0.25),
      UnitChange(.split, "C", to: "D", on: "2019-01-01", share: 0.75, shareBack: 0.25),
      UnitChange(.split, "C", to: "E", on: "2019-01-01", share: 0.25, shareBack: 0.125),
    ])
  static let broken = Crosswalk([], [UnitChange(.split, "F", to: "D", on: "2021-01-01", share: nil)])

  @Test func aRecodeIsExact() {
    let carried = Self.walk.carried(["2817082": 6500], from: "2017-12-31", to: "2024-01-01")
    #expect(carried.values == ["2817083": 6500])
    #expect(carried.policies == ["2817083": .recoded])
    #expect(carried.broken == [])
  }

  @Test func aMergeAddsUpAndASplitIsShared() {
    let merged = Self.walk.carried(["A": 10, "B": 30], from: "2014-12-31", to: "2015-12-31")
    #expect(merged.values == ["B": 40])
    #expect(merged.policies == ["B": .merged])
    let split = Self.walk.carried(["C": 8, "D": 1, "E": 2], from: "2018-12-31", to: "2019-12-31")
    #expect(split.values == ["D": 7, "E": 4])
    #expect(split.policies == ["D": .estimated, "E": .estimated])
  }

  @Test func anUnknownShareBreaksTheSeries() {
    let carried = Self.broken.carried(["F": 8, "D": 1], from: "2020-12-31", to: "2021-12-31")
    #expect(carried.values == ["D": 1])
    #expect(carried.broken == ["F"])
  }

  @Test("Totals are kept, and forward after back changes nothing", arguments: 0..<40)
  func properties(seed: Int) {
    var state = UInt64(seed) &* 6_364_136_223_846_793_005 &+ 1
    func random() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 40)
    }
    let early = [
      "A": random(), "B": random(), "C": random(), "D": random(), "E": random(), "2817082": random(), "0614052": random(),
    ]
    let forward = Self.walk.carried(early, from: "2014-01-01", to: "2025-06-30")
    #expect(abs(Self.total(forward.values) - Self.total(early)) < 1e-6 * Self.total(early))
    let back = Self.walk.carried(forward.values, from: "2025-06-30", to: "2014-01-01")
    #expect(abs(Self.total(back.values) - Self.total(early)) < 1e-6 * Self.total(early))
    let again = Self.walk.carried(back.values, from: "2014-01-01", to: "2025-06-30")
    for (code, value) in forward.values where code != "D" && code != "E" {
      #expect(abs((again.values[code] ?? .nan) - value) < 1e-6 * max(1, value))
    }
    // Pure recodes come back to the very figure.
    #expect(back.values["2817082"] == early["2817082"])
    #expect(back.values["0614052"] == early["0614052"])
  }

  private static func total(_ values: [String: Double]) -> Double { values.values.sorted().reduce(0, +) }
}
