import Glibc

/// A straight line through the medians, with limits of its slope.
package struct TheilSenLine: Sendable, Hashable {
  package var slope: Double
  /// median(y) - slope median(x)
  package var intercept: Double
  package var limits: Interval
}

/// Theil and Sen's line: the median of the slopes of all pairs. The limits are the slopes at the ranks
/// (N -/+ z sqrt(var S)) / 2 of Kendall's statistic, ties included.
///
/// Source: P. K. Sen, JASA 63 (1968), 1379-1389; scipy `stats.theilslopes` (method "separate").
/// - Returns: nil for fewer than two different places.
package func theilSen(_ y: [Double], at x: [Double], confidence: Double = standardConfidence) -> TheilSenLine? {
  guard y.count == x.count else { return nil }
  var slopes: [Double] = []
  for i in y.indices { for j in y.indices where x[j] > x[i] { slopes.append((y[j] - y[i]) / (x[j] - x[i])) } }
  guard !slopes.isEmpty else { return nil }
  slopes.sort()
  let slope = median(slopes)
  func ties(_ values: [Double]) -> Double {
    Dictionary(grouping: values, by: { $0 }).values.reduce(0) { sum, group in
      let t = Double(group.count)
      return sum + t * (t - 1) * (2 * t + 5)
    }
  }
  let n = Double(y.count)
  let variance = max(0, (n * (n - 1) * (2 * n + 5) - ties(x) - ties(y)) / 18)
  let reach = normalDeviate(confidence: confidence) * variance.squareRoot()
  let pairs = Double(slopes.count)
  func at(_ rank: Double) -> Double { slopes[max(0, min(slopes.count - 1, Int(rank.rounded(.toNearestOrEven))))] }
  return TheilSenLine(
    slope: slope, intercept: median(y) - slope * median(x),
    limits: Interval(min(slope, at((pairs - reach) / 2 - 1)), max(slope, at((pairs + reach) / 2))))
}
