/// What all units of a level did from year to year, as a factor of each unit's own middle: 1 in a usual year.
struct CourseOfLevels {
  private struct Key: Hashable {
    var level: Int32
    var period: Int32
  }
  private var factors: [Key: Double] = [:]

  /// - Parameter wanted: by code of the level.
  init(_ observed: ObservedSeries, _ series: ObservedSeries.SeriesKey, _ wanted: [Bool]) {
    var logarithms: [Key: [Double]] = [:]
    var positions: [Int] = []
    var own: [Double] = []
    for run in observed.runsOfSeries[series] ?? [] {
      let level = observed.runs[Int(run)].level
      guard wanted[Int(level)] else { continue }
      observed.years(of: run, into: &positions)
      positions.removeAll { observed.values[$0] <= 0 }
      guard positions.count >= 4 else { continue }
      own.removeAll(keepingCapacity: true)
      for position in positions { own.append(observed.values[position].logarithm) }
      let middle = Spread.median(own.sorted())
      for (position, logarithm) in zip(positions, own) {
        logarithms[Key(level: level, period: observed.periods[position]), default: []].append(logarithm - middle)
      }
    }
    // Few units are no peers.
    for (key, found) in logarithms where found.count >= 5 { factors[key] = Spread.median(found.sorted()).exponential }
  }

  func level(_ level: Int32, _ period: Int32) -> Double { factors[Key(level: level, period: period)] ?? 1 }
}
