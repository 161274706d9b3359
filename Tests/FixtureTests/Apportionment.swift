/// Splits a total into whole parts in proportion to weights, so that the parts add up to the total exactly (largest
/// remainders, ties by order).
///
/// - Parameter caps: no part is larger than its cap. The caps must leave room for the total.
func apportioned(_ total: Int, by weights: [Double], atMost caps: [Int]? = nil) -> [Int] {
  var parts = [Int](repeating: 0, count: weights.count)
  let sum = weights.reduce(0, +)
  guard total > 0, sum > 0 else { return parts }
  var remainders: [Double] = []
  for (index, weight) in weights.enumerated() {
    let quota = Double(total) * weight / sum
    let whole = Int(quota.rounded(.down))
    parts[index] = min(whole, caps?[index] ?? whole)
    remainders.append(weight > 0 ? quota - Double(whole) : -1)
  }
  var left = total - parts.reduce(0, +)
  let order = weights.indices.sorted { (-remainders[$0], $0) < (-remainders[$1], $1) }
  while left > 0 {
    var moved = 0
    for index in order where left > 0 && weights[index] > 0 && parts[index] < (caps?[index] ?? Int.max) {
      parts[index] += 1
      left -= 1
      moved += 1
    }
    precondition(moved > 0, "the caps leave no room for the total")
  }
  return parts
}

/// Value of a series given for some years, in between on the straight line, outside as at the nearest end.
func interpolated(_ points: [Int: Double], _ year: Int) -> Double {
  let years = points.keys.sorted()
  guard let first = years.first, let last = years.last else { return 0 }
  if year <= first { return points[first] ?? 0 }
  if year >= last { return points[last] ?? 0 }
  let before = years.last { $0 <= year } ?? first
  let after = years.first { $0 >= year } ?? last
  let (low, high) = (points[before] ?? 0, points[after] ?? 0)
  return before == after ? low : low + (high - low) * Double(year - before) / Double(after - before)
}
