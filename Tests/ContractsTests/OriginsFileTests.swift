import Bytes
import Findings
import Testing

@testable import Contracts

@Suite struct OriginsFileTests {
  @Test func givesTheObservationsBehindAValue() throws {
    let scratch = try Scratch()
    var writer = try OriginsWriter(creating: scratch.file("origins.arrow"))
    let rows: [(String, String, String, OriginRole, Int32)] = [
      ("C01", "2801000", "2023", .numerator, 7), ("C01", "2801000", "2023", .numerator, 9),
      ("C01", "2801000", "2023", .denominator, 0), ("C01", "2801000", "2022", .numerator, 1),
      ("C02", "2801000", "2023", .numerator, 2), ("C01", "2802000", "2023", .numerator, 3),
    ]
    for (indicator, unit, period, role, observation) in rows {
      try writer.append(
        indicator: writer.indicators.code(of: indicator), unit: writer.units.code(of: unit),
        period: writer.periods.code(of: period), role: role, observation: observation)
    }
    try writer.finish()
    let reader = try OriginsReader(path: scratch.file("origins.arrow"))
    let found = try reader.origins(indicator: "C01", unit: "2801000", period: "2023")
    #expect(found.map(\.role) == [.numerator, .numerator, .denominator])
    #expect(found.map(\.observation) == [7, 9, 0])
    #expect(try reader.origins(indicator: "C03", unit: "2801000", period: "2023").isEmpty)
    var count = 0
    try reader.forEachBatch { count += $0.count }
    #expect(count == 6)
  }
}
