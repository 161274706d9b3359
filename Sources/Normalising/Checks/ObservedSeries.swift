import Bytes
import Contracts
import Territory

/// The observations that count, as runs: one a unit, measure and breakdown, its periods ascending. What checks look up.
final class ObservedSeries {
  struct Run {
    var unit: Int32
    /// Into `rows`.
    var rows: Range<Int>
  }

  let candidates: Candidates
  /// Candidates that count, in the order of their keys.
  let rows: [Int]
  private(set) var runs: [Run] = []
  /// Runs of each measure and breakdown, units ascending.
  private(set) var runsOfSeries: [SeriesKey: [Int32]] = [:]
  private var runOfUnit: [UnitSeriesKey: Int32] = [:]
  let periods: [CanonicalPeriod?]
  private let periodCodes: [CanonicalPeriod: Int32]

  struct SeriesKey: Hashable {
    var measure: Int32
    var breakdown: Int32
  }

  private struct UnitSeriesKey: Hashable {
    var unit: Int32
    var series: SeriesKey
  }

  init(_ candidates: Candidates, rows: [Int]) {
    self.candidates = candidates
    self.rows = rows
    periods = candidates.texts.period.strings.map(CanonicalPeriod.init)
    var codes: [CanonicalPeriod: Int32] = [:]
    for (code, period) in periods.enumerated() { if let period { codes[period] = Int32(code) } }
    periodCodes = codes
    var first = 0
    while first < rows.count {
      let row = rows[first]
      let series = SeriesKey(measure: candidates.measure[row], breakdown: candidates.breakdown[row])
      let unit = candidates.unit[row]
      var end = first + 1
      while end < rows.count, candidates.unit[rows[end]] == unit, candidates.measure[rows[end]] == series.measure,
        candidates.breakdown[rows[end]] == series.breakdown
      {
        end += 1
      }
      runOfUnit[UnitSeriesKey(unit: unit, series: series)] = Int32(runs.count)
      runsOfSeries[series, default: []].append(Int32(runs.count))
      runs.append(Run(unit: unit, rows: first..<end))
      first = end
    }
  }

  func run(unit: Int32, _ series: SeriesKey) -> Int32? {
    runOfUnit[UnitSeriesKey(unit: unit, series: series)]
  }

  /// The row of a run for a period, or nil.
  func row(_ run: Int32, period: Int32) -> Int? {
    for position in runs[Int(run)].rows where candidates.period[rows[position]] == period { return rows[position] }
    return nil
  }

  /// Rows of a run that have a number for a year, and their numbers.
  func years(of run: Int32, into rows: inout [Int], _ values: inout [Double]) {
    rows.removeAll(keepingCapacity: true)
    values.removeAll(keepingCapacity: true)
    for position in runs[Int(run)].rows {
      let row = self.rows[position]
      guard let value = candidates.value[row], periods[Int(candidates.period[row])]?.kind == .year else { continue }
      rows.append(row)
      values.append(value)
    }
  }

  func hasZero(_ run: Int32) -> Bool {
    for position in runs[Int(run)].rows where candidates.value[rows[position]] == 0 { return true }
    return false
  }

  /// Code of the same part of another year, -1 when no observation has it.
  func period(_ code: Int32, shifted years: Int) -> Int32 {
    if years == 0 { return code }
    guard let period = periods[Int(code)] else { return -1 }
    return periodCodes[period.shifted(years: years)] ?? -1
  }

  /// Series sorted by measure and breakdown, so that findings come in one order.
  var sortedSeries: [SeriesKey] {
    runsOfSeries.keys.sorted { a, b in
      let (x, y) = (candidates.texts.measure[a.measure], candidates.texts.measure[b.measure])
      return x != y ? x < y : candidates.texts.breakdown[a.breakdown] < candidates.texts.breakdown[b.breakdown]
    }
  }
}
