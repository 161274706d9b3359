/// The places that a unit may take, given the intervals of all units: from 1 + the number of units that are surely
/// better to n - the number that are surely worse. One unit is surely better than another when their intervals do not
/// meet. That is cautious: intervals that overlap a little may still differ, so the range is rather too wide.
///
/// A value without an interval is given as an interval of no width; with none at all the range is the place itself, or
/// the span of the places that equal values share.
/// - Parameter intervals: nil for a unit without a value, which then has no range and does not count.
package func rankRanges(_ intervals: [Interval?], better: Preference) -> [ClosedRange<Int>?] {
  let present = intervals.compactMap { $0 }.filter { !$0.lower.isNaN && !$0.upper.isNaN }
  let lowers = present.map(\.lower).sorted()
  let uppers = present.map(\.upper).sorted()
  return intervals.map { interval in
    guard let interval, !interval.lower.isNaN, !interval.upper.isNaN else { return nil }
    let entirelyBelow = partition(uppers) { $0 < interval.lower }
    let entirelyAbove = lowers.count - partition(lowers) { $0 <= interval.upper }
    let surelyBetter = better == .more ? entirelyAbove : entirelyBelow
    let surelyWorse = better == .more ? entirelyBelow : entirelyAbove
    return (1 + surelyBetter)...(present.count - surelyWorse)
  }
}

/// How many elements at the front of a sorted list fulfil the condition.
private func partition(_ sorted: [Double], _ isBefore: (Double) -> Bool) -> Int {
  var low = 0
  var high = sorted.count
  while low < high {
    let middle = (low + high) / 2
    if isBefore(sorted[middle]) { low = middle + 1 } else { high = middle }
  }
  return low
}
