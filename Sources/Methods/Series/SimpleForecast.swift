import Glibc

/// Forecasts without a model to fit, against which every other has to prove itself.
///
/// Source: R. J. Hyndman, G. Athanasopoulos, Forecasting: Principles and Practice (3rd ed.), 5.2 and 5.5; R forecast `naive`,
/// `rwf(drift = TRUE)`, `meanf`.
package enum SimpleForecast: String, Sendable, Hashable, CaseIterable {
  /// The last value; standard error s sqrt(h), s from the mean square of the steps.
  case naive
  /// The last value and h times the mean step; s sqrt(h (1 + h/(n-1))), s with n - 2.
  case drift
  /// The mean of all; t limits with s sqrt(1 + 1/n).
  case mean

  /// - Returns: one estimate a step ahead; nil for too short a series (2, 3, 2 values).
  package func callAsFunction(_ values: [Double], horizon: Int, confidence: Double) -> [Estimate]? {
    let n = values.count
    guard let last = values.last, n >= (self == .drift ? 3 : 2), horizon > 0 else { return nil }
    let steps = zip(values.dropFirst(), values).map { $0 - $1 }
    let z = normalDeviate(confidence: confidence)
    func around(_ value: Double, _ reach: Double) -> Estimate { Estimate(value, Interval(value - reach, value + reach)) }
    switch self {
    case .naive:
      let error = (steps.reduce(0) { $0 + $1 * $1 } / Double(steps.count)).squareRoot()
      return (1...horizon).map { around(last, z * error * Double($0).squareRoot()) }
    case .drift:
      let step = Methods.mean(steps)
      let error = (steps.reduce(0) { $0 + ($1 - step) * ($1 - step) } / Double(steps.count - 1)).squareRoot()
      return (1...horizon).map { ahead in
        let h = Double(ahead)
        return around(last + h * step, z * error * (h * (1 + h / Double(n - 1))).squareRoot())
      }
    case .mean:
      let value = Methods.mean(values)
      let error = standardDeviation(values) * (1 + 1 / Double(n)).squareRoot()
      let reach = studentDeviate(confidence: confidence, degrees: Double(n - 1)) * error
      return (1...horizon).map { _ in around(value, reach) }
    }
  }
}
