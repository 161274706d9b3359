/// Chi-squared test for a trend in proportions over ordered groups (Cochran and Armitage), one degree of freedom.
///
/// Source: P. Armitage, Biometrics 11 (1955), 375-386; R `prop.trend.test`.
/// - Parameter scores: the position of each group, such as the year.
/// - Returns: the statistic, its probability and the slope of the weighted line; nil for fewer than three groups, counts that
///   are no shares, or all shares 0 or 1.
package func proportionTrend(
  _ counts: [Double], of wholes: [Double], scores: [Double]
) -> (statistic: Double, probability: Double, slope: Double)? {
  guard counts.count >= 3, counts.count == wholes.count, counts.count == scores.count,
    zip(counts, wholes).allSatisfy({ $0 >= 0 && $1 > 0 && $0 <= $1 })
  else { return nil }
  let whole = wholes.reduce(0, +)
  let share = counts.reduce(0, +) / whole
  guard share > 0, share < 1 else { return nil }
  let centre = zip(wholes, scores).reduce(0) { $0 + $1.0 * $1.1 } / whole
  var cross = 0.0
  var spread = 0.0
  for index in counts.indices {
    cross += (counts[index] - wholes[index] * share) * (scores[index] - centre)
    spread += wholes[index] * (scores[index] - centre) * (scores[index] - centre)
  }
  guard spread > 0 else { return nil }
  let statistic = cross * cross / (share * (1 - share) * spread)
  return (statistic, chiSquaredTail(statistic, degrees: 1), cross / spread)
}
