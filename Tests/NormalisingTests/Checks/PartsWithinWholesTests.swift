import Contracts
import Findings
import Testing

/// Parts that are more than their wholes, by the shipped rules; no set of parts is complete here.
struct PartsWithinWholesTests {
  private static func findings(_ cells: [TinyEdition.Cell]) throws -> [Finding] {
    let edition = try TinyEdition(region: "28", date: "2024-01-01")
    _ = try edition.normalise(cells)
    return edition.outcome.findings.filter { ["unit-above-parent", "part-above-year"].contains($0.code) }
  }

  private static func cell(_ unit: String, _ text: String, series: String = "Bezrobotni", period: String = "2015")
    -> TinyEdition.Cell
  {
    TinyEdition.Cell(unit: unit, period: period, series: series, text: text)
  }

  @Test func aUnitHasNoMoreThanTheOneAboveIt() throws {
    let found = try Self.findings([Self.cell("2800000", "900"), Self.cell("2801000", "1000"), Self.cell("2802000", "900")])
    #expect(found.map(\.unit) == ["2801000"] && found.first?.severity == .error)
    #expect(found.first?.message.english.contains("1000, the whole 900") == true)
    // A mean has no parts.
    #expect(
      try Self.findings([
        Self.cell("2800000", "4000", series: "Wynagrodzenie"), Self.cell("2801000", "5000", series: "Wynagrodzenie"),
      ]) == [])
  }
}
