/// Interval of a number of events: Byar's approximation from 10 events on, exact Poisson limits below.
///
///     Byar:  x (1 - 1/(9x) - z/(3 sqrt x))^3,   (x+1) (1 - 1/(9(x+1)) + z/(3 sqrt(x+1)))^3
///     exact: chi2(a/2; 2x) / 2,                 chi2(1 - a/2; 2x + 2) / 2
///
/// Source: N. E. Breslow, N. E. Day, Statistical Methods in Cancer Research II (1987), 69-70; the threshold of 10 is that
/// of PHEindicatormethods `phe_rate`.
/// - Returns: limits in events; divide by the population for a rate. nil for a negative or infinite number.
package func byarInterval(_ events: Double, confidence: Double = standardConfidence) -> Interval? {
  guard events >= 0, events.isFinite else { return nil }
  guard events >= 10 else { return exactPoissonInterval(events, confidence: confidence) }
  let z = normalDeviate(confidence: confidence)
  return Interval(byarLimit(events, -z), byarLimit(events + 1, z))
}

/// Byar's approximation at every number of events; a lower limit that it puts below 0, or that no events leave undefined, is 0.
/// (PHEindicatormethods `byars_lower` says NA there.)
///
/// Source: as `byarInterval`; PHEindicatormethods `byars_lower`, `byars_upper`.
package func byarApproximation(_ events: Double, confidence: Double = standardConfidence) -> Interval? {
  guard events >= 0, events.isFinite else { return nil }
  let z = normalDeviate(confidence: confidence)
  return Interval(events > 0 ? max(0, byarLimit(events, -z)) : 0, byarLimit(events + 1, z))
}

private func byarLimit(_ events: Double, _ z: Double) -> Double {
  let root = 1 - 1 / (9 * events) + z / (3 * events.squareRoot())
  return events * root * root * root
}

/// Exact (Garwood) limits of a Poisson mean, at any number of events.
///
/// Source: F. Garwood, Biometrika 28 (1936), 437-442.
/// - Returns: nil for a negative or infinite number.
package func exactPoissonInterval(_ events: Double, confidence: Double = standardConfidence) -> Interval? {
  guard events >= 0, events.isFinite else { return nil }
  let tail = (1 - confidence) / 2
  let lower = events == 0 ? 0 : gammaQuantile(below: tail, above: 1 - tail, shape: events)
  return Interval(lower, gammaQuantile(below: 1 - tail, above: tail, shape: events + 1))
}
