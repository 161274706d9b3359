import Glibc

/// Empirical Bayes smoothing of rates: small populations are drawn towards the mean, large ones hardly.
///
///     b = sum x / sum n;  s^2 = sum n (p - b)^2 / sum n;  a = max(0, s^2 - b / mean n)
///     theta = b + a (p - b) / (a + b / n)
///
/// Source: R. J. Marshall, Applied Statistics 40 (1991), 283-294.
package struct EmpiricalBayes: Sendable, Hashable {
  package var mean: Double
  /// Variance between units; 0 when they vary no more than chance, and then every rate becomes the mean.
  package var variance: Double

  /// - Returns: nil without a population.
  package init?(events: [Double], populations: [Double]) {
    let whole = populations.reduce(0, +)
    guard whole > 0, events.count == populations.count, populations.allSatisfy({ $0 > 0 }) else { return nil }
    mean = events.reduce(0, +) / whole
    let centre = mean
    let spread = zip(events, populations).reduce(0) { $0 + $1.1 * ($1.0 / $1.1 - centre) * ($1.0 / $1.1 - centre) } / whole
    variance = max(0, spread - mean / (whole / Double(populations.count)))
  }

  package func smoothed(events: Double, population: Double) -> Double {
    let error = mean / population
    guard variance + error > 0 else { return mean }
    return mean + variance * (events / population - mean) / (variance + error)
  }
}

/// Global smoothing: every unit towards the mean of all.
package func globallySmoothed(events: [Double], populations: [Double]) -> [Double]? {
  guard let model = EmpiricalBayes(events: events, populations: populations) else { return nil }
  return zip(events, populations).map { model.smoothed(events: $0, population: $1) }
}

/// Local smoothing: every unit towards the mean of itself and its neighbours. (spdep's `EBlocal(geoda = FALSE)` takes each
/// neighbour's own local mean in the variance; this is Marshall's form.)
/// - Parameter neighbours: positions of the neighbours of each unit, itself not among them.
package func locallySmoothed(events: [Double], populations: [Double], neighbours: [[Int]]) -> [Double?] {
  events.indices.map { unit in
    let places = [unit] + neighbours[unit]
    return EmpiricalBayes(events: places.map { events[$0] }, populations: places.map { populations[$0] })?
      .smoothed(events: events[unit], population: populations[unit])
  }
}

/// Smoothing of shares by logits, towards the share of the higher unit: shrinkage as in the English indices of deprivation.
///
///     z = ln((x + 1/2) / (n - x + 1/2)),  s^2 = (n + 1)(n + 2) / (n (x + 1)(n - x + 1))
///     w = (1/s^2) / (1/s^2 + 1/t^2),  z* = w z + (1 - w) Z
///
/// with Z the logit of the whole and t^2 the variance (n - 1) of z among its parts.
///
/// Source: The English Indices of Deprivation 2004, annex on shrinkage; SIMD 2004.
/// - Returns: shares; a whole of one part keeps its share.
package func shrunkShares(_ counts: [Double], of wholes: [Double]) -> [Double]? {
  guard counts.count == wholes.count, zip(counts, wholes).allSatisfy({ $1 > 0 && $0 >= 0 && $0 <= $1 }) else { return nil }
  func logit(_ count: Double, _ whole: Double) -> Double { log((count + 0.5) / (whole - count + 0.5)) }
  let logits = zip(counts, wholes).map(logit)
  let centre = logit(counts.reduce(0, +), wholes.reduce(0, +))
  let between = logits.count > 1 ? variance(logits) : .infinity
  return logits.indices.map { index in
    let n = wholes[index]
    let x = counts[index]
    let own = (n + 1) * (n + 2) / (n * (x + 1) * (n - x + 1))
    let weight = between == .infinity ? 1 : between / (between + own)
    let moved = weight * logits[index] + (1 - weight) * centre
    return 1 / (1 + exp(-moved))
  }
}
