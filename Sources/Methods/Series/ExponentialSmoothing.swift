import Glibc

/// Exponential smoothing with additive errors: level only, level and trend, level and damped trend.
///
///     y_t = l + phi b + e;  l' = l + phi b + alpha e;  b' = phi b + beta e
///
/// Fitted by least squares over alpha, beta, phi and the start (l0, b0), as the likelihood with additive errors asks.
///
/// Source: R. J. Hyndman et al., Forecasting with Exponential Smoothing (2008), chapters 2, 5, 6; R forecast `ets`.
package struct ExponentialSmoothing: Sendable, Hashable {
  package enum Form: String, Sendable, Hashable, CaseIterable {
    case level = "ANN"
    case trend = "AAN"
    case damped = "AAdN"

    /// Parameters with the start values: what the variance of the residuals loses in degrees of freedom.
    package var parameterCount: Int {
      switch self {
      case .level: 2
      case .trend: 4
      case .damped: 5
      }
    }
  }

  package var form: Form
  package var alpha: Double
  /// 0 without a trend.
  package var beta: Double
  /// 1 unless damped.
  package var phi: Double
  package var level: Double
  package var slope: Double
  package var residuals: [Double]

  /// Runs given parameters over a series.
  package init(
    _ form: Form, _ values: [Double], alpha: Double, beta: Double = 0, phi: Double = 1, level: Double, slope: Double = 0
  ) {
    self.form = form
    self.alpha = alpha
    self.beta = beta
    self.phi = phi
    self.level = level
    self.slope = slope
    residuals = []
    residuals.reserveCapacity(values.count)
    for value in values {
      let expected = self.level + phi * self.slope
      let error = value - expected
      self.level = expected + alpha * error
      self.slope = phi * self.slope + beta * error
      residuals.append(error)
    }
  }

  /// The parameters of least squared error: 0 < alpha < 1, 0 < beta < alpha, 0.8 <= phi <= 0.98.
  /// - Returns: nil for a series with no more values than parameters plus one.
  package init?(fitting form: Form, to values: [Double]) {
    guard values.count > form.parameterCount + 1, let first = values.first else { return nil }
    let spread = max(standardDeviation(values), 1e-9 * abs(first), 1e-12)
    let line = LinearTrend(Array(values.prefix(10)), at: (1...min(10, values.count)).map(Double.init))
    func parameters(_ p: [Double]) -> (alpha: Double, beta: Double, phi: Double)? {
      let alpha = p[0]
      guard alpha >= 1e-4, alpha <= 0.9999 else { return nil }
      if form == .level { return (alpha, 0, 1) }
      let beta = p[2]
      guard beta >= 1e-4 * alpha, beta <= alpha else { return nil }
      if form == .trend { return (alpha, beta, 1) }
      return p[4] >= 0.8 && p[4] <= 0.98 ? (alpha, beta, p[4]) : nil
    }
    func model(_ p: [Double]) -> ExponentialSmoothing? {
      guard let (alpha, beta, phi) = parameters(p) else { return nil }
      return ExponentialSmoothing(
        form, values, alpha: alpha, beta: beta, phi: phi, level: p[1] * spread + first,
        slope: form == .level ? 0 : p[3] * spread)
    }
    func error(_ p: [Double]) -> Double { model(p)?.squaredError ?? .infinity }
    var best: (point: [Double], value: Double)?
    let slope = form == .level ? 0 : (line?.slope ?? 0) / spread
    let start = form == .level ? 0 : ((line?.intercept ?? first) - first) / spread
    for alpha in [0.1, 0.5, 0.9] {
      for share in form == .level ? [0.0] : [0.05, 0.5, 0.95] {
        for phi in form == .damped ? [0.82, 0.9, 0.97] : [1.0] {
          var point = [alpha, start]
          var steps = [0.05, 0.2]
          if form != .level {
            point += [alpha * share, slope]
            steps += [0.02, 0.1]
          }
          if form == .damped {
            point.append(phi)
            steps.append(0.01)
          }
          let found = minimum(of: error, from: point, steps: steps)
          if found.value < (best?.value ?? .infinity) { best = found }
        }
      }
    }
    guard let best, let result = model(best.point) else { return nil }
    self = result
  }

  package var squaredError: Double { residuals.reduce(0) { $0 + $1 * $1 } }

  /// -n/2 ln SSE, as R forecast counts it.
  package var logLikelihood: Double { -Double(residuals.count) / 2 * log(squaredError) }

  /// Akaike's criterion corrected for short series, with the variance among the parameters.
  package var correctedAkaike: Double {
    let n = Double(residuals.count)
    let k = Double(form.parameterCount + 1)
    return -2 * logLikelihood + 2 * k + (n > k + 1 ? 2 * k * (k + 1) / (n - k - 1) : .infinity)
  }

  /// Forecasts with analytic limits: variance s^2 (1 + sum_{j<h} c_j^2), c_j = alpha + beta (phi + ... + phi^j), and s^2 =
  /// SSE / (n - parameters).
  package func forecast(horizon: Int, confidence: Double) -> [Estimate] {
    let degrees = Double(residuals.count - form.parameterCount)
    let variance = degrees > 0 ? squaredError / degrees : .nan
    let z = normalDeviate(confidence: confidence)
    var result: [Estimate] = []
    var sum = 1.0
    var damping = 0.0
    var power = 1.0
    for _ in 0..<max(0, horizon) {
      power *= phi
      damping += power
      let value = level + damping * slope
      let reach = z * (variance * sum).squareRoot()
      result.append(Estimate(value, reach.isFinite ? Interval(value - reach, value + reach) : nil))
      let weight = alpha + beta * damping
      sum += weight * weight
    }
    return result
  }
}
