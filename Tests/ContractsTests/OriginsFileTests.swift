import Bytes
import Findings
import Testing

@testable import Contracts

@Suite struct OriginsFileTests {
  @Test func readsBackWhatWasWritten() throws {
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
    var found: [String] = []
    try reader.forEachBatch { batch in
      for row in 0..<batch.count {
        let number = [
          reader.indicators[Int(batch.indicator[row])], reader.units[Int(batch.unit[row])],
          reader.periods[Int(batch.period[row])],
        ]
        found.append(number.joined(separator: "/") + " \(batch.role[row]) \(batch.observation[row])")
      }
    }
    #expect(found == rows.map { "\($0.0)/\($0.1)/\($0.2) \($0.3) \($0.4)" })
  }
}
