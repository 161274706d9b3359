import Glibc

/// The change between two shares: difference with Newcombe's hybrid score limits, and the pooled z test.
///
/// Source: R. G. Newcombe, Statistics in Medicine 17 (1998), 873-890, method 10.
package struct ShareChange: Sendable, Hashable {
  /// Second minus first.
  package var difference: Estimate
  package var z: Double
  package var probability: Double

  /// - Returns: nil when a count is no part of its whole.
  package init?(
    from first: (count: Double, whole: Double), to second: (count: Double, whole: Double), confidence: Double = standardConfidence
  ) {
    guard let a = wilsonInterval(second.count, of: second.whole, confidence: confidence),
      let b = wilsonInterval(first.count, of: first.whole, confidence: confidence)
    else { return nil }
    let p = second.count / second.whole
    let q = first.count / first.whole
    let value = p - q
    let down = ((p - a.lower) * (p - a.lower) + (b.upper - q) * (b.upper - q)).squareRoot()
    let up = ((a.upper - p) * (a.upper - p) + (q - b.lower) * (q - b.lower)).squareRoot()
    difference = Estimate(value, Interval(value - down, value + up))
    let pooled = (first.count + second.count) / (first.whole + second.whole)
    let error = (pooled * (1 - pooled) * (1 / first.whole + 1 / second.whole)).squareRoot()
    z = error > 0 ? value / error : 0
    probability = twoSidedNormal(z)
  }
}

/// The change between two rates of events: their ratio with exact conditional limits, and the exact test.
///
/// Given the sum of the events the second count is binomial with share n2 r / (n1 + n2 r); the limits are those of Clopper
/// and Pearson. The test doubles the smaller tail.
///
/// Source: J. Przyborowski, H. Wilenski, Biometrika 31 (1940), 313-323; R `poisson.test`.
package struct RateChange: Sendable, Hashable {
  /// Second over first.
  package var ratio: Estimate
  package var probability: Double

  /// - Returns: nil without events at all, or without populations.
  package init?(
    from first: (events: Double, population: Double), to second: (events: Double, population: Double),
    confidence: Double = standardConfidence
  ) {
    let all = first.events + second.events
    guard first.population > 0, second.population > 0, first.events >= 0, second.events >= 0, all > 0, all.isFinite else {
      return nil
    }
    let factor = first.population / second.population
    let tail = (1 - confidence) / 2
    let low = second.events == 0 ? 0 : betaQuantile(tail, second.events, first.events + 1)
    let high = first.events == 0 ? 1 : betaQuantile(1 - tail, second.events + 1, first.events)
    let value = first.events == 0 ? Double.infinity : second.events / first.events * factor
    ratio = Estimate(value, Interval(low / (1 - low) * factor, high / (1 - high) * factor))
    let share = second.population / (first.population + second.population)
    // P(X <= x) and P(X >= x) of the binomial through the incomplete beta function.
    let atMost = first.events == 0 ? 1 : incompleteBeta(first.events, second.events + 1, 1 - share)
    let atLeast = second.events == 0 ? 1 : incompleteBeta(second.events, first.events + 1, share)
    probability = min(1, 2 * min(atMost, atLeast))
  }
}

/// The value below which the given share of a beta distribution lies, by bisection.
package func betaQuantile(_ probability: Double, _ a: Double, _ b: Double) -> Double {
  guard probability > 0 else { return 0 }
  guard probability < 1 else { return 1 }
  var low = 0.0
  var high = 1.0
  for _ in 0..<1100 {
    let middle = (low + high) / 2
    if middle == low || middle == high { break }
    if incompleteBeta(a, b, middle) < probability { low = middle } else { high = middle }
  }
  return (low + high) / 2
}
