import Glibc

/// What the test of Mann and Kendall says of a series.
package struct MannKendall: Sendable, Hashable {
  /// Pairs that rise minus pairs that fall.
  package var s: Double
  package var variance: Double
  /// With the correction for continuity; 0 when s is.
  package var z: Double
  /// Two-sided. From the exact distribution of S for a short series without ties, else from the normal one.
  package var probability: Double
  /// From the normal distribution, as pymannkendall has it for every length.
  package var normalProbability: Double
  package var tau: Double
  package var isExact: Bool
}

/// Test of Mann and Kendall for a monotone trend, with the correction for ties:
///
///     var S = (n (n-1)(2n+5) - sum t (t-1)(2t+5)) / 18,  z = (S -/+ 1) / sqrt(var S)
///
/// Source: H. B. Mann, Econometrica 13 (1945), 245-259; M. G. Kendall, Rank Correlation Methods (1975); pymannkendall
/// `original_test`. The exact distribution of S by the recurrence over inversions.
/// - Parameter longest: up to so many values without ties the exact distribution is taken; from eight on the normal one is close.
/// - Returns: nil for fewer than three values.
package func mannKendall(_ values: [Double?], exactUpTo longest: Int = 7) -> MannKendall? {
  let present = presentValues(values)
  let n = present.count
  guard n >= 3 else { return nil }
  var s = 0
  for i in 0..<n { for j in (i + 1)..<max(i + 1, n) { s += present[j] > present[i] ? 1 : present[j] < present[i] ? -1 : 0 } }
  var ties = 0.0
  var tiedPairs = 0.0
  for group in Dictionary(grouping: present, by: { $0 }).values where group.count > 1 {
    let t = Double(group.count)
    ties += t * (t - 1) * (2 * t + 5)
    tiedPairs += t * (t - 1) / 2
  }
  let count = Double(n)
  let variance = (count * (count - 1) * (2 * count + 5) - ties) / 18
  let size = Double(s)
  let z = s == 0 || variance <= 0 ? 0 : (size - (s > 0 ? 1 : -1)) / variance.squareRoot()
  let isExact = ties == 0 && n <= longest
  let probability = isExact ? exactTail(abs(s), n) : twoSidedNormal(z)
  return MannKendall(
    s: size, variance: variance, z: z, probability: probability, normalProbability: twoSidedNormal(z),
    tau: size / (count * (count - 1) / 2), isExact: isExact)
}

/// Probability that |S| is at least this in a random order of n different values.
private func exactTail(_ size: Int, _ n: Int) -> Double {
  // counts[k]: orders of the values so far with k inversions.
  var counts: [Double] = [1]
  for length in 2...max(2, n) {
    var next = [Double](repeating: 0, count: length * (length - 1) / 2 + 1)
    for (k, count) in counts.enumerated() { for shift in 0..<length { next[k + shift] += count } }
    counts = next
  }
  let pairs = n * (n - 1) / 2
  let all = counts.reduce(0, +)
  return min(1, counts.enumerated().reduce(0) { abs(pairs - 2 * $1.offset) >= size ? $0 + $1.element : $0 } / all)
}
