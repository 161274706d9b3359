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
  /// The state before the first value.
  package var firstLevel: Double
  package var firstSlope: Double
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
    firstLevel = level
    firstSlope = slope
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

  /// Parameters that are not to be fitted, because another program has fitted them: nil leaves them to the fit.
  package struct Given: Sendable, Hashable {
    package var alpha: Double?
    package var beta: Double?
    package var phi: Double?
    /// The state before the first value.
    package var level: Double?
    package var slope: Double?

    package init(
      alpha: Double? = nil, beta: Double? = nil, phi: Double? = nil, level: Double? = nil, slope: Double? = nil
    ) {
      self.alpha = alpha
      self.beta = beta
      self.phi = phi
      self.level = level
      self.slope = slope
    }
  }

  /// The parameters of least squared error: 0.0001 <= alpha <= 0.9999, 0.0001 <= beta <= alpha, 0.8 <= phi <= 0.98, the bounds of
  /// R forecast. R ends its search a little before the least error: where two fits differ, this one's error is the smaller.
  ///
  /// The residuals are linear in the start (l0, b0), so that for given alpha, beta, phi the best start is solved for and only
  /// these three are searched.
  /// - Returns: nil for a series with no more values than parameters plus one.
  package init?(fitting form: Form, to values: [Double], given: Given = Given()) {
    guard values.count > form.parameterCount + 1 else { return nil }
    func model(_ p: [Double]) -> ExponentialSmoothing {
      let alpha = given.alpha ?? Swift.max(1e-4, Swift.min(0.9999, p[0]))
      let share = form == .level ? 0 : Swift.max(1e-4, Swift.min(alpha, alpha * p[1]))
      let beta = form == .level ? 0 : given.beta ?? share
      let phi = form == .damped ? given.phi ?? Swift.max(0.8, Swift.min(0.98, p[2])) : 1
      let (level, slope) = Self.bestStart(form, values, alpha: alpha, beta: beta, phi: phi)
      return ExponentialSmoothing(
        form, values, alpha: alpha, beta: beta, phi: phi, level: given.level ?? level,
        slope: form == .level ? 0 : given.slope ?? slope)
    }
    func error(_ p: [Double]) -> Double { model(p).squaredError }
    var starts: [(point: [Double], value: Double)] = []
    for alpha in [0.02, 0.2, 0.4, 0.6, 0.8, 0.95] {
      for share in form == .level ? [0] : [0.02, 0.2, 0.5, 0.9] {
        for phi in form == .damped ? [0.82, 0.9, 0.97] : [1] {
          let point = form == .level ? [alpha] : form == .trend ? [alpha, share] : [alpha, share, phi]
          starts.append((point, error(point)))
        }
      }
    }
    starts.sort { $0.value < $1.value }
    let steps = [0.1, 0.1, 0.02]
    var best: (point: [Double], value: Double)?
    for start in starts.prefix(3) {
      let found = minimum(of: error, from: start.point, steps: Array(steps.prefix(start.point.count)))
      if found.value < (best?.value ?? .infinity) { best = found }
    }
    guard let best else { return nil }
    self = model(best.point)
  }

  /// The start of least squared error for given parameters: two normal equations.
  private static func bestStart(
    _ form: Form, _ values: [Double], alpha: Double, beta: Double, phi: Double
  ) -> (level: Double, slope: Double) {
    let origin = values.first ?? 0
    let moved = values.map { $0 - origin }
    let zeros = [Double](repeating: 0, count: values.count)
    func run(_ series: [Double], _ level: Double, _ slope: Double) -> [Double] {
      ExponentialSmoothing(form, series, alpha: alpha, beta: beta, phi: phi, level: level, slope: slope).residuals
    }
    func dot(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
    let base = run(moved, 0, 0)
    let byLevel = run(zeros, 1, 0)
    let levels = dot(byLevel, byLevel)
    guard form != .level else { return (origin - dot(byLevel, base) / levels, 0) }
    let bySlope = run(zeros, 0, 1)
    let slopes = dot(bySlope, bySlope)
    let cross = dot(byLevel, bySlope)
    let determinant = levels * slopes - cross * cross
    guard determinant > 1e-14 * levels * slopes else { return (origin - dot(byLevel, base) / levels, 0) }
    let a = -dot(byLevel, base)
    let b = -dot(bySlope, base)
    return (origin + (a * slopes - b * cross) / determinant, (b * levels - a * cross) / determinant)
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
