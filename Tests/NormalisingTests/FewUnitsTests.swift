import Testing

@testable import Findings
@testable import Normalising

/// Who lacks and who does not, by whichever list is short.
struct FewUnitsTests {
  private static let units = (1...30).map { (code: "\($0)", name: "G\($0)") }

  @Test func theShorterListIsGiven() {
    #expect(
      FewUnits(lacking: Array(Self.units.prefix(3)), of: Array(Self.units.prefix(5))).wording.english
        == "3 of 5 units have no data: G1 (1), G2 (2), G3 (3)")
    #expect(
      FewUnits(lacking: Array(Self.units.prefix(29)), of: Self.units).wording.english
        == "29 of 30 units have no data; only these have them: G30 (30)")
    #expect(FewUnits(lacking: Array(Self.units.prefix(16)), of: Self.units).wording.english == "16 of 30 units have no data")
  }
}
