import Glibc

/// Limits of a funnel plot: between which counts of chance alone a unit of a given size would lie around the average.
///
/// Proportion: the inverse of Wilson's interval, the proportions whose interval just reaches the average:
///
///     p -/+ z sqrt(p (1 - p) / n), held inside 0...1
///
/// (PHEindicatormethods caps the upper limit at 100 whatever the multiplier; here a share never passes 1, whatever it is
/// multiplied by.)
///
/// Source: D. J. Spiegelhalter, Statistics in Medicine 24 (2005), 1185-1202; PHEindicatormethods `calculate_funnel_limits`.
/// - Returns: shares; nil for no population or an average that is no share.
package func proportionFunnel(average: Double, size: Double, confidence: Double) -> Interval? {
  guard size > 0, average >= 0, average <= 1 else { return nil }
  let z = normalDeviate(confidence: confidence)
  let half = z * (average * (1 - average) / size).squareRoot()
  return Interval(max(0, average - half), min(1, average + half))
}

/// Limits for a ratio of observed to expected events (or a rate over the average): the ratios whose exact Poisson interval
/// just reaches 1, found by bisection.
///
/// Source: as above, for `statistic = "ratio"` and `"rate"`.
/// - Parameter expected: events expected at the average.
/// - Returns: factors of the average; nil for nothing expected.
package func ratioFunnel(expected: Double, confidence: Double) -> Interval? {
  guard expected > 0, expected.isFinite else { return nil }
  let tail = (1 - confidence) / 2
  // Upper: the count o whose lower exact limit is the expected number; lower: whose upper limit is.
  let upper = bisect(from: expected) { gammaQuantile(tail, shape: $0) < expected }
  // Even no events at all may be within chance.
  let none = gammaQuantile(1 - tail, shape: 1)
  let lower = none >= expected ? 0 : bisect(from: 0) { gammaQuantile(1 - tail, shape: $0 + 1) < expected }
  return Interval(lower / expected, upper / expected)
}

/// The point up to which a condition holds, from a start where it does.
private func bisect(from start: Double, _ holds: (Double) -> Bool) -> Double {
  var low = start
  var high = max(1, start) * 2
  while holds(high), high < 1e12 { high *= 2 }
  for _ in 0..<200 {
    let middle = (low + high) / 2
    if middle == low || middle == high { break }
    if holds(middle) { low = middle } else { high = middle }
  }
  return (low + high) / 2
}

/// Where a value stands to the limits of a funnel, in the words of PHEindicatormethods: the tail that each limit cuts off.
package enum FunnelPlace: String, Sendable, Hashable {
  case low = "Low (0.025)"
  case veryLow = "Low (0.001)"
  case high = "High (0.025)"
  case veryHigh = "High (0.001)"
  case within = "Not significant"

  /// - Parameters:
  ///   - inner: limits of 95 %.
  ///   - outer: limits of 99.8 %.
  package init(_ value: Double, inner: Interval, outer: Interval) {
    if value < outer.lower {
      self = .veryLow
    } else if value < inner.lower {
      self = .low
    } else if value > outer.upper {
      self = .veryHigh
    } else {
      self = value > inner.upper ? .high : .within
    }
  }
}
