/// What all units of a level did from year to year, as a factor of each unit's own middle: 1 in a usual year.
struct CourseOfLevels {
  /// By place of level and period.
  private var factors: [Double]
  private let periods: Int

  /// - Parameter wanted: by code of the level.
  init(_ observed: ObservedSeries, _ series: ObservedSeries.SeriesKey, _ wanted: [Bool]) {
    periods = observed.calendar.count
    var logarithms = [[Double]](repeating: [], count: wanted.count * periods)
    var positions: [Int] = []
    var own: [Double] = []
    var sorted: [Double] = []
    for run in observed.runsOfSeries[series] ?? [] {
      let level = observed.runs[Int(run)].level
      guard wanted[Int(level)] else { continue }
      observed.years(of: run, into: &positions)
      own.removeAll(keepingCapacity: true)
      for position in positions where observed.values[position] > 0 { own.append(observed.values[position].logarithm) }
      guard own.count >= 4 else { continue }
      sorted.removeAll(keepingCapacity: true)
      sorted += own
      let middle = Spread.median(of: &sorted)
      var next = 0
      for position in positions where observed.values[position] > 0 {
        logarithms[Int(level) * periods + Int(observed.periods[position])].append(own[next] - middle)
        next += 1
      }
    }
    factors = Array(repeating: 1, count: logarithms.count)
    // Few units are no peers.
    for place in logarithms.indices where logarithms[place].count >= 5 {
      factors[place] = Spread.median(of: &logarithms[place]).exponential
    }
  }

  func level(_ level: Int32, _ period: Int32) -> Double { factors[Int(level) * periods + Int(period)] }
}
