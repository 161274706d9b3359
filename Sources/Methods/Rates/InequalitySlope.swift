import Glibc

/// Slope and relative index of inequality over ordered groups.
///
/// Regression of the value, weighted by population, on the share of the population that stands below the middle of the group
/// (0 to 1): SII is the slope; RII the fitted value at the upper end over that at the lower.
///
/// Limits in closed form from the standard errors of the values, taken as independent and normal: the slope is linear in
/// them. (PHEindicatormethods draws 100 000 samples without a seed.)
///
/// Source: J. P. Mackenbach, A. E. Kunst, Social Science & Medicine 44 (1997), 757-771; PHEindicatormethods `phe_sii`.
package struct InequalitySlope: Sendable, Hashable {
  package var slope: Estimate
  /// nil when the fitted line does not stay above 0. Its limits by the delta method on its logarithm.
  package var relative: Estimate?

  /// - Parameters:
  ///   - errors: standard errors of the values; empty for no limits.
  /// - Returns: nil for fewer than three groups, or no population.
  package init?(
    values: [Double], populations: [Double], errors: [Double] = [], confidence: Double = standardConfidence
  ) {
    let whole = populations.reduce(0, +)
    guard values.count >= 3, values.count == populations.count, whole > 0, populations.allSatisfy({ $0 > 0 }) else { return nil }
    var below = 0.0
    let places = populations.map { population in
      defer { below += population }
      return (below + population / 2) / whole
    }
    // Weighted least squares: the coefficients are weighted sums of the values.
    let centre = zip(populations, places).reduce(0) { $0 + $1.0 * $1.1 } / whole
    let spread = zip(populations, places).reduce(0) { $0 + $1.0 * ($1.1 - centre) * ($1.1 - centre) }
    guard spread > 0 else { return nil }
    let slopes = zip(populations, places).map { $0 * ($1 - centre) / spread }
    let means = populations.map { $0 / whole }
    func sum(_ coefficients: [Double]) -> Double { zip(coefficients, values).reduce(0) { $0 + $1.0 * $1.1 } }
    let starts = zip(means, slopes).map { $0 - $1 * centre }
    let ends = zip(means, slopes).map { $0 + $1 * (1 - centre) }
    let z = normalDeviate(confidence: confidence)
    func covariance(_ a: [Double], _ b: [Double]) -> Double {
      var sum = 0.0
      for index in errors.indices { sum += a[index] * b[index] * errors[index] * errors[index] }
      return sum
    }
    let hasErrors = errors.count == values.count
    let value = sum(slopes)
    let half = z * covariance(slopes, slopes).squareRoot()
    slope = Estimate(value, hasErrors ? Interval(value - half, value + half) : nil)
    let low = sum(starts)
    let high = sum(ends)
    guard low > 0, high > 0 else {
      relative = nil
      return
    }
    let ratio = high / low
    let variance =
      covariance(ends, ends) / (high * high) + covariance(starts, starts) / (low * low) - 2 * covariance(starts, ends)
      / (low * high)
    let reach = exp(z * max(0, variance).squareRoot())
    relative = Estimate(ratio, hasErrors ? Interval(ratio / reach, ratio * reach) : nil)
  }
}
