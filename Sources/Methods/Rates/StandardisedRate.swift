import Glibc

/// A value with its limits.
package struct Estimate: Sendable, Hashable {
  package var value: Double
  /// nil where a value is stated without limits.
  package var interval: Interval?

  package init(_ value: Double, _ interval: Interval?) {
    self.value = value
    self.interval = interval
  }

  package func scaled(by factor: Double) -> Estimate { Estimate(value * factor, interval?.scaled(by: factor)) }

  /// One over the value, the limits changing sides.
  package var inverse: Estimate { Estimate(1 / value, interval.map { Interval(1 / $0.upper, 1 / $0.lower) }) }
}

/// One age group (or other stratum) of a population.
package struct Stratum: Sendable, Hashable {
  package var events: Double
  package var population: Double
  /// Size of the group in the standard population, or its rate in the reference population.
  package var standard: Double

  package init(events: Double, population: Double, standard: Double) {
    self.events = events
    self.population = population
    self.standard = standard
  }
}

/// Directly standardised rate with Dobson's limits:
///
///     DSR = sum(w x / n) / sum(w),  var = sum(w^2 x / n^2) / sum(w)^2
///     limits DSR + sqrt(var / X) (Byar(X) - X), X = sum(x)
///
/// Source: A. J. Dobson et al., Statistics in Medicine 10 (1991), 457-462; PHEindicatormethods `calculate_dsr`.
/// - Parameters:
///   - least: number of events below which no limits are given (and PHE gives no rate): 10.
///   - variance: nil for independent events; else that of `nonIndependentVariance`.
/// - Returns: per person; nil when a group has no population or the standard is empty. Without limits below `least`.
package func directlyStandardisedRate(
  _ strata: [Stratum], confidence: Double = standardConfidence, least: Double = 10, variance given: Double? = nil
) -> Estimate? {
  let whole = strata.reduce(0) { $0 + $1.standard }
  guard whole > 0, strata.allSatisfy({ $0.population > 0 && $0.events >= 0 && $0.standard >= 0 }) else { return nil }
  let events = strata.reduce(0) { $0 + $1.events }
  let rate = strata.reduce(0) { $0 + $1.standard * $1.events / $1.population } / whole
  let variance =
    given ?? strata.reduce(0) { $0 + $1.standard * $1.standard * $1.events / ($1.population * $1.population) } / (whole * whole)
  guard events >= least, events > 0, let byar = byarInterval(events, confidence: confidence) else { return Estimate(rate, nil) }
  let factor = (variance / events).squareRoot()
  return Estimate(rate, Interval(rate + factor * (byar.lower - events), rate + factor * (byar.upper - events)))
}

/// Variance of a directly standardised rate when one person may have several events: sum over k of k^2 times the variance
/// from the persons with exactly k events.
///
/// Source: PHEindicatormethods `calculate_dsr(independent_events = FALSE)`.
/// - Parameter persons: for each k the strata whose `events` count persons with k events.
package func nonIndependentVariance(_ persons: [(frequency: Double, strata: [Stratum])]) -> Double {
  persons.reduce(0) { sum, group in
    let whole = group.strata.reduce(0) { $0 + $1.standard }
    guard whole > 0 else { return sum }
    let variance = group.strata.reduce(0) {
      $0 + $1.standard * $1.standard * $1.events / ($1.population * $1.population)
    }
    return sum + group.frequency * group.frequency * variance / (whole * whole)
  }
}

/// Indirectly standardised ratio: observed over expected events, with Byar's limits of the observed (exact below 10).
///
/// Source: Breslow, Day (1987), 69; PHEindicatormethods `calculate_ISRatio`.
/// - Parameter strata: `standard` is the rate of the reference population, events per person.
/// - Returns: the ratio (1 = as expected); nil when nothing is expected.
package func indirectlyStandardisedRatio(
  observed: Double, strata: [Stratum], confidence: Double = standardConfidence
) -> (ratio: Estimate, expected: Double)? {
  let expected = strata.reduce(0) { $0 + $1.standard * $1.population }
  guard expected > 0, let limits = byarInterval(observed, confidence: confidence) else { return nil }
  return (Estimate(observed / expected, limits.scaled(by: 1 / expected)), expected)
}

/// The European Standard Population of 2013 by five-year groups up to 90 and more; 100 000 in all.
///
/// Source: Eurostat, Revision of the European Standard Population (2013).
package let europeanStandardPopulation: [(ages: String, size: Double)] = [
  ("0-4", 5000), ("5-9", 5500), ("10-14", 5500), ("15-19", 5500), ("20-24", 6000), ("25-29", 6000), ("30-34", 6500),
  ("35-39", 7000), ("40-44", 7000), ("45-49", 7000), ("50-54", 7000), ("55-59", 6500), ("60-64", 6000), ("65-69", 5500),
  ("70-74", 5000), ("75-79", 4000), ("80-84", 2500), ("85-89", 1500), ("90+", 1000),
]

/// The group of that standard by its ages, however they are written: "0-4", "00–04", "5 - 9", "90+", "90 i więcej", or by its first
/// year alone.
/// - Returns: nil for ages that are no group of it.
package func europeanStandard(ofAges text: String) -> (ages: String, size: Double)? {
  var numbers: [Int] = []
  var isInside = false
  for character in text {
    if let digit = character.wholeNumberValue {
      if isInside {
        numbers[numbers.count - 1] = min(1000, numbers[numbers.count - 1] * 10 + digit)
      } else {
        numbers.append(digit)
      }
      isInside = true
    } else {
      isInside = false
    }
  }
  guard let first = numbers.first, first % 5 == 0, first <= 90, numbers.count <= 2 else { return nil }
  if numbers.count == 2, first == 90 || numbers[1] != first + 4 { return nil }
  return europeanStandardPopulation[first / 5]
}
