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

/// Which results count as no more likely than the one seen, on the other side of an exact test.
package enum ExactTails: String, Sendable, Hashable, CaseIterable {
  /// Those of no larger probability. Source: R `binom.test`, `poisson.test`; scipy `binomtest`.
  case likelihood
  /// The smaller tail twice.
  case doubled
}

/// The change between two rates of events: their ratio with exact conditional limits, and the exact test.
///
/// Given the sum of the events the second count is binomial with share n2 r / (n1 + n2 r); the limits are those of Clopper
/// and Pearson.
///
/// Source: J. Przyborowski, H. Wilenski, Biometrika 31 (1940), 313-323; R `poisson.test`.
package struct RateChange: Sendable, Hashable {
  /// Second over first.
  package var ratio: Estimate
  package var probability: Double

  /// - Parameter tails: by likelihood only for whole numbers of events; others have the smaller tail doubled.
  /// - Returns: nil without events at all, or without populations.
  package init?(
    from first: (events: Double, population: Double), to second: (events: Double, population: Double),
    confidence: Double = standardConfidence, tails: ExactTails = .likelihood
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
    let isWhole = all == all.rounded() && second.events == second.events.rounded() && all < 1e15
    probability =
      tails == .likelihood && isWhole
      ? BinomialTails(trials: all, share: share).noLikelier(than: second.events) : min(1, 2 * min(atMost, atLeast))
  }
}

/// Tails of a binomial distribution through the incomplete beta function.
private struct BinomialTails {
  var trials: Double
  var share: Double

  private func logLikelihood(_ k: Double) -> Double {
    logGamma(trials + 1) - logGamma(k + 1) - logGamma(trials - k + 1) + k * log(share) + (trials - k) * log1p(-share)
  }
  /// P(X <= k)
  private func below(_ k: Double) -> Double {
    k < 0 ? 0 : k >= trials ? 1 : incompleteBeta(trials - k, k + 1, 1 - share)
  }
  /// P(X >= k)
  private func above(_ k: Double) -> Double { k <= 0 ? 1 : k > trials ? 0 : incompleteBeta(k, trials - k + 1, share) }

  /// Probability of all results that are no likelier than this one. Equal but for rounding counts as equal (as in R: 1e-7).
  func noLikelier(than k: Double) -> Double {
    let middle = trials * share
    if k == middle { return 1 }
    let most = logLikelihood(k) + log1p(1e-7)
    let isLow = k < middle
    // From the middle outward the likelihood falls: the first result on the other side that is no likelier.
    var near = isLow ? middle.rounded(.up) : middle.rounded(.down)
    var far = isLow ? trials + 1 : -1
    if logLikelihood(near) <= most { far = near }
    while abs(far - near) > 1 {
      let between = ((near + far) / 2).rounded(.down)
      if logLikelihood(between) <= most { far = between } else { near = between }
    }
    return min(1, isLow ? below(k) + above(far) : above(k) + below(far))
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
