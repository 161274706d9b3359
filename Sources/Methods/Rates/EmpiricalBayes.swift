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

/// Global smoothing of shares of a whole, where an event can befall each only once:
///
///     rho = (n s^2 - n/mean n b (1 - b)) / ((n - 1) s^2 + (mean n - n)/mean n b (1 - b));  theta = rho p + (1 - rho) b
///
/// with b and s^2 as above; rho is held within 0 to 1, and is 0 where the units vary no more than chance.
///
/// Source: M. Martuzzi, P. Elliott, Statistics in Medicine 15 (1996), 1867-1873; spdep `EBest(family = "binomial")`.
/// - Returns: nil when a count is no part of its whole.
package func binomiallySmoothed(_ counts: [Double], of wholes: [Double]) -> [Double]? {
  let total = wholes.reduce(0, +)
  guard counts.count == wholes.count, total > 0, zip(counts, wholes).allSatisfy({ $1 > 0 && $0 >= 0 && $0 <= $1 }) else {
    return nil
  }
  let centre = counts.reduce(0, +) / total
  let size = total / Double(wholes.count)
  let chance = centre * (1 - centre)
  let spread = zip(counts, wholes).reduce(0) { $0 + $1.1 * ($1.0 / $1.1 - centre) * ($1.0 / $1.1 - centre) } / total
  return zip(counts, wholes).map { count, n in
    let below = (n - 1) * spread + (size - n) / size * chance
    let above = n * spread - n / size * chance
    let weight = below > 0 ? max(0, min(1, above / below)) : 0
    return weight * count / n + (1 - weight) * centre
  }
}

/// How the variance within a neighbourhood is counted.
package enum LocalVariance: String, Sendable, Hashable, CaseIterable {
  /// About the mean of the neighbourhood, as Marshall has it; GeoDa, spdep `EBlocal(geoda = TRUE)`.
  case marshall
  /// Each neighbour about the mean of its own neighbourhood: spdep `EBlocal(geoda = FALSE)`, to reproduce its results.
  case spdep
}

/// Local smoothing: every unit towards the mean of itself and its neighbours.
/// - Parameter neighbours: positions of the neighbours of each unit, itself not among them.
package func locallySmoothed(
  events: [Double], populations: [Double], neighbours: [[Int]], variance: LocalVariance = .marshall
) -> [Double?] {
  if variance == .spdep { return locallySmoothedAboutOwnMeans(events, populations, neighbours) }
  return events.indices.map { unit in
    let places = [unit] + neighbours[unit]
    return EmpiricalBayes(events: places.map { events[$0] }, populations: places.map { populations[$0] })?
      .smoothed(events: events[unit], population: populations[unit])
  }
}

private func locallySmoothedAboutOwnMeans(_ events: [Double], _ populations: [Double], _ neighbours: [[Int]]) -> [Double?] {
  let places = events.indices.map { [$0] + neighbours[$0] }
  let wholes = places.map { $0.reduce(0) { $0 + populations[$1] } }
  guard populations.allSatisfy({ $0 > 0 }) else { return events.map { _ in nil } }
  let means = zip(places, wholes).map { list, whole in list.reduce(0) { $0 + events[$1] } / whole }
  let squares = events.indices.map { unit in
    let difference = events[unit] / populations[unit] - means[unit]
    return populations[unit] * difference * difference
  }
  return events.indices.map { unit in
    let spread = places[unit].reduce(0) { $0 + squares[$1] } / wholes[unit]
    let variance = max(0, spread - means[unit] / (wholes[unit] / Double(places[unit].count)))
    let error = means[unit] / populations[unit]
    guard variance + error > 0 else { return means[unit] }
    return means[unit] + (events[unit] / populations[unit] - means[unit]) * variance / (variance + error)
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
