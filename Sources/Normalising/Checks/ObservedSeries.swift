import Bytes
import Contracts
import Territory

/// The observations that count, as runs: one a unit, measure and breakdown, its periods ascending. What checks look up.
///
/// A position is the place of an observation in the order of the keys; numbers and periods lie in that order beside one another.
struct ObservedSeries {
  struct Run {
    var unit: Int32
    var level: Int32
    var positions: Range<Int>
  }

  struct SeriesKey: Hashable {
    var measure: Int32
    var breakdown: Int32
  }

  let candidates: Candidates
  /// Row of the candidates at each position.
  let rows: [Int32]
  /// NaN where there is no number.
  let values: [Double]
  /// Codes.
  let periods: [Int32]
  private(set) var runs: [Run] = []
  /// Runs of each measure and breakdown, units ascending.
  private(set) var runsOfSeries: [SeriesKey: [Int32]] = [:]
  /// By code of the period.
  let calendar: [CanonicalPeriod?]
  /// The year, by code of the period; `notAYear` for other periods.
  let years: [Int]
  private let periodCodes: [CanonicalPeriod: Int32]

  static let notAYear = Int.min

  init(_ candidates: Candidates, rows: [Int32]) {
    self.candidates = candidates
    self.rows = rows
    values = rows.map { candidates.value[Int($0)] }
    periods = rows.map { candidates.period[Int($0)] }
    calendar = candidates.texts.period.strings.map(CanonicalPeriod.init)
    years = calendar.map { period in period.map { $0.kind == .year ? $0.year : Self.notAYear } ?? Self.notAYear }
    var codes: [CanonicalPeriod: Int32] = [:]
    for (code, period) in calendar.enumerated() { if let period { codes[period] = Int32(code) } }
    periodCodes = codes
    findRuns()
  }

  private mutating func findRuns() {
    var first = 0
    while first < rows.count {
      let row = Int(rows[first])
      let series = SeriesKey(measure: candidates.measure[row], breakdown: candidates.breakdown[row])
      let unit = candidates.unit[row]
      var end = first + 1
      while end < rows.count {
        let next = Int(rows[end])
        guard candidates.unit[next] == unit, candidates.measure[next] == series.measure,
          candidates.breakdown[next] == series.breakdown
        else { break }
        end += 1
      }
      runsOfSeries[series, default: []].append(Int32(runs.count))
      runs.append(Run(unit: unit, level: candidates.level(ofUnit: unit), positions: first..<end))
      first = end
    }
  }

  /// The run of every unit in a series, by code of the unit; -1 where the unit has none.
  func runsByUnit(_ series: SeriesKey) -> [Int32] {
    var found = [Int32](repeating: -1, count: candidates.texts.unit.count)
    for run in runsOfSeries[series] ?? [] { found[Int(runs[Int(run)].unit)] = run }
    return found
  }

  /// Where a run has a period: mostly as many places from its beginning as in the run beside it.
  func position(_ run: Int32, period: Int32, near offset: Int) -> Int? {
    let positions = runs[Int(run)].positions
    let guess = positions.lowerBound + offset
    if guess < positions.upperBound, periods[guess] == period { return guess }
    for position in positions where periods[position] == period { return position }
    return nil
  }

  /// Positions of a run that have a number for a year.
  func years(of run: Int32, into found: inout [Int]) {
    found.removeAll(keepingCapacity: true)
    for position in runs[Int(run)].positions where !values[position].isNaN && year(position) != Self.notAYear {
      found.append(position)
    }
  }

  func year(_ position: Int) -> Int { years[Int(periods[position])] }

  func hasZero(_ run: Int32) -> Bool {
    for position in runs[Int(run)].positions where values[position] == 0 { return true }
    return false
  }

  func status(_ position: Int) -> ObservationStatus { candidates.status[Int(rows[position])] }

  /// Code of the same part of another year, -1 when no observation has it.
  func period(_ code: Int32, shifted years: Int) -> Int32 {
    if years == 0 { return code }
    guard let period = calendar[Int(code)] else { return -1 }
    return periodCodes[period.shifted(years: years)] ?? -1
  }

  /// Code of the year that a part of a year belongs to, or of one before it; -1 when no observation has it.
  func yearCode(of code: Int32, before years: Int) -> Int32 {
    guard var period = calendar[Int(code)] else { return -1 }
    (period.kind, period.number) = (.year, 1)
    period.year -= years
    return periodCodes[period] ?? -1
  }

  /// `population[sex=K]`.
  func name(of series: SeriesKey) -> String {
    seriesName(candidates.texts.measure[series.measure], candidates.texts.breakdown[series.breakdown])
  }

  /// Series sorted by measure and breakdown, so that findings come in one order.
  var sortedSeries: [SeriesKey] {
    runsOfSeries.keys.sorted { a, b in
      let (x, y) = (candidates.texts.measure[a.measure], candidates.texts.measure[b.measure])
      return x != y ? x < y : candidates.texts.breakdown[a.breakdown] < candidates.texts.breakdown[b.breakdown]
    }
  }
}
