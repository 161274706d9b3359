import Glibc

/// What a sum of squares is divided by: n - 1 for a sample (R, most software), n for a whole population (Polish textbooks
/// of linear ordering). The two give other numbers and at times other places, so it is always said which.
package enum VarianceDivisor: String, Sendable, Hashable, CaseIterable {
  case sample = "n-1"
  case population = "n"

  /// The divisor itself for a count of values.
  package func divisor(_ count: Int) -> Double { Double(self == .sample ? count - 1 : count) }
}

/// The values that are there: neither nil nor infinite nor nan.
package func presentValues(_ values: [Double?]) -> [Double] {
  values.compactMap { value in value.flatMap { $0.isFinite ? $0 : nil } }
}

/// Arithmetic mean, corrected once by the mean of the residuals; nan for no values.
package func mean(_ values: [Double]) -> Double {
  guard !values.isEmpty else { return .nan }
  let count = Double(values.count)
  let first = values.reduce(0, +) / count
  guard first.isFinite else { return first }
  return first + values.reduce(0) { $0 + ($1 - first) } / count
}

/// Sum of the squares of the deviations from the mean.
package func sumOfSquares(_ values: [Double]) -> Double {
  let centre = mean(values)
  return values.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
}

/// nan for too few values.
package func variance(_ values: [Double], _ divisor: VarianceDivisor = .sample) -> Double {
  let by = divisor.divisor(values.count)
  return by > 0 ? sumOfSquares(values) / by : .nan
}

package func standardDeviation(_ values: [Double], _ divisor: VarianceDivisor = .sample) -> Double {
  variance(values, divisor).squareRoot()
}

/// The middle value, or the mean of the two middle ones; nan for no values.
package func median(_ values: [Double]) -> Double {
  guard !values.isEmpty else { return .nan }
  let sorted = values.sorted()
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/// Median absolute deviation from the median, times a constant: 1.4826 makes it estimate the standard deviation of a
/// normal distribution (R `mad`), 1 leaves it as it is.
package func medianAbsoluteDeviation(_ values: [Double], constant: Double = 1.4826) -> Double {
  let centre = median(values)
  return constant * median(values.map { abs($0 - centre) })
}

/// Skewness G1 with the correction for a sample: g1 sqrt(n (n - 1)) / (n - 2).
///
/// Source: D. N. Joanes, C. A. Gill, The Statistician 47 (1998), 183-189; `type = 2` of e1071, as COINr takes it.
/// - Returns: nil for fewer than three values or values that do not vary.
package func sampleSkewness(_ values: [Double]) -> Double? {
  let n = Double(values.count)
  guard n >= 3 else { return nil }
  let centre = mean(values)
  let second = values.reduce(0) { $0 + pow($1 - centre, 2) } / n
  let third = values.reduce(0) { $0 + pow($1 - centre, 3) } / n
  guard second > 0 else { return nil }
  return third / pow(second, 1.5) * (n * (n - 1)).squareRoot() / (n - 2)
}

/// Excess kurtosis G2 with the correction for a sample: ((n + 1) g2 + 6) (n - 1) / ((n - 2) (n - 3)).
///
/// Source: as `sampleSkewness`.
/// - Returns: nil for fewer than four values or values that do not vary.
package func sampleKurtosis(_ values: [Double]) -> Double? {
  let n = Double(values.count)
  guard n >= 4 else { return nil }
  let centre = mean(values)
  let second = values.reduce(0) { $0 + pow($1 - centre, 2) } / n
  let fourth = values.reduce(0) { $0 + pow($1 - centre, 4) } / n
  guard second > 0 else { return nil }
  let excess = fourth / (second * second) - 3
  return ((n + 1) * excess + 6) * (n - 1) / ((n - 2) * (n - 3))
}

/// Pearson's correlation; nil when one of the two does not vary.
package func correlation(_ a: [Double], _ b: [Double]) -> Double? {
  precondition(a.count == b.count, "A correlation needs pairs.")
  let meanA = mean(a)
  let meanB = mean(b)
  var sum = 0.0
  var squaresA = 0.0
  var squaresB = 0.0
  for (x, y) in zip(a, b) {
    sum += (x - meanA) * (y - meanB)
    squaresA += (x - meanA) * (x - meanA)
    squaresB += (y - meanB) * (y - meanB)
  }
  guard squaresA > 0, squaresB > 0 else { return nil }
  return max(-1, min(1, sum / (squaresA.squareRoot() * squaresB.squareRoot())))
}
