import Bytes
import Contracts
import Findings
import Testing

@testable import Conducting

/// Which numbers changed, by how much, whether that is more than chance, and by which cause.
@Suite struct ChangeSeriesTests {
  struct Value {
    var unit: String
    var value: Double?
    /// Half of the interval.
    var half: Double?
    var reason = ""
  }

  /// Tables of one indicator.
  static func numbers(_ values: [Value]) throws -> EditionNumbers {
    let trial = try Trial()
    try Files.createDirectories(trial.path("3-tables"))
    let rows = values.map { value in
      var row = IndicatorRow()
      row.indicator = "A01"
      row.unit = value.unit
      row.period = "2023"
      row.value = value.value
      row.status = value.value == nil ? .notAvailable : .ok
      row.reason = value.reason
      if let number = value.value, let half = value.half {
        row.lower = number - half
        row.upper = number + half
      }
      return row
    }
    try IndicatorRow.write(rows, to: trial.path("3-tables/indicators.csv"))
    return try EditionNumbers(tables: trial.path("3-tables"))
  }

  @Test func eachFactorGetsItsPartAndThePartsSumToTheDifference() throws {
    let series = ChangeSeries(
      old: try Self.numbers([.init(unit: "1", value: 10), .init(unit: "2", value: 5)]),
      steps: [
        (.source, try Self.numbers([.init(unit: "1", value: 13), .init(unit: "2", value: 5)])),
        (.territory, try Self.numbers([.init(unit: "1", value: 13), .init(unit: "2", value: 5)])),
        (.catalogue, try Self.numbers([.init(unit: "1", value: 12), .init(unit: "2", value: 5)])),
      ])
    let changes = series.changes()
    #expect(changes.map(\.id) == ["A01/1/2023"])
    let change = try #require(changes.first)
    #expect(change.old == 10 && change.new == 12 && change.difference == 2)
    #expect(change.source == 3 && change.catalogue == -1 && change.territory == nil && change.setting == nil)
    #expect(change.cause == .source)
    #expect(change.significance == .unknown)
  }

  /// The annex of changes is published too.
  @Test func whatIsWithheldNowIsNotShownAsItWas() throws {
    let series = ChangeSeries(
      old: try Self.numbers([.init(unit: "1", value: 0.5), .init(unit: "2", value: 0.5)]),
      steps: [
        (
          .setting,
          try Self.numbers([.init(unit: "1", value: nil, reason: "withheld"), .init(unit: "2", value: nil, reason: "no-data")])
        )
      ])
    #expect(series.changes().map(\.old) == [nil, 0.5])
    #expect(series.changes().allSatisfy { $0.new == nil && $0.difference == nil && $0.cause == .setting })
    #expect(series.changes().map(\.isWithheldNow) == [true, false])
    #expect(series.changes().map(\.newStatus) == ["not-available withheld", "not-available no-data"])
  }

  /// A unit that comes takes with it rows that say nothing; a number that comes is one, and so is another reason for none.
  @Test func rowsThatSayNothingAreNoChange() throws {
    let series = ChangeSeries(
      old: try Self.numbers([.init(unit: "1", value: nil, reason: "no-data")]),
      steps: [
        (
          .territory,
          try Self.numbers([
            .init(unit: "1", value: nil, reason: "withheld"), .init(unit: "2", value: nil), .init(unit: "3", value: 1),
          ])
        )
      ])
    #expect(series.changes().map(\.unit) == ["1", "3"])
  }

  @Test func whatMakesANumberComeOrGoIsItsCause() throws {
    let series = ChangeSeries(
      old: try Self.numbers([
        .init(unit: "1", value: 10), .init(unit: "2", value: nil), .init(unit: "3", value: nil, reason: "no-data"),
      ]),
      steps: [
        (
          .source,
          try Self.numbers([
            .init(unit: "1", value: 900), .init(unit: "2", value: nil), .init(unit: "3", value: nil, reason: "no-data"),
          ])
        ),
        (
          .setting,
          try Self.numbers([
            .init(unit: "1", value: nil), .init(unit: "2", value: 7), .init(unit: "3", value: nil, reason: "secret"),
          ])
        ),
      ])
    let changes = series.changes()
    #expect(changes.map(\.cause) == [.setting, .setting, .setting])
    #expect(changes.map(\.difference) == [nil, nil, nil])
    #expect(changes[0].source == nil, "a part of a difference that is none")
  }

  /// z = d / sqrt(se1² + se2²), se = half of the interval / 1.96. Reference: R 4.2, (12-10)/sqrt(2*(1/qnorm(.975))^2) = 2.771808.
  @Test func significanceComesFromBothIntervals() throws {
    func change(_ new: Double, half: Double) throws -> ChangeRow {
      let series = ChangeSeries(
        old: try Self.numbers([.init(unit: "1", value: 10, half: half)]),
        steps: [(.source, try Self.numbers([.init(unit: "1", value: new, half: half)]))])
      return try #require(series.changes().first)
    }
    let clear = try change(12, half: 1)
    #expect(abs(try #require(clear.z) - 2.771808) < 1e-5)
    #expect(clear.significance == .significant)
    #expect(try change(11, half: 1).significance == .insignificant)
    #expect(try change(8, half: 1).z.map { $0 < 0 } == true)
  }

  @Test(arguments: [
    ("input-changed", "fixtures/a.csv", ChangeCause.source), ("program-changed", "program.method", .program),
    ("setting-changed", "region", .territory), ("setting-changed", "register.date", .territory),
    ("definition-changed", "registers/units.csv", .territory), ("setting-changed", "indicator.A01", .catalogue),
    ("definition-changed", "measures.csv", .catalogue), ("setting-changed", "years", .setting),
    ("definition-changed", "profiles/bdl.json", .setting), ("definition-changed", "forms/MPiPS-03.csv", .setting),
    ("setting-changed", "index.method", .setting),
  ])
  func everyDifferenceBelongsToOneCause(_ code: String, _ subject: String, _ cause: ChangeCause) {
    let reason = PlanReason(code: code, subject: subject, old: "a", new: "b", wording: Wording("", en: ""))
    #expect(EditionFactors.cause(of: reason) == cause)
  }

  @Test func aRowReadsBack() throws {
    let trial = try Trial()
    var row = ChangeRow()
    row.id = "A01/1/2023"
    row.old = 1.5
    row.cause = .territory
    row.significance = .significant
    row[.program] = -2
    try ChangeRow.write([row], to: trial.path("changes.csv"))
    #expect(try ChangeRow.read(trial.path("changes.csv")) == [row])
    #expect(try Files.read(trial.path("changes.csv")) == ChangeRow.text(of: [row]))
  }
}
