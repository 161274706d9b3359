import Glibc

/// The theta method for series without season: simple exponential smoothing with half the slope of the straight line added.
///
///     f_h = l + b/2 (h - 1 + (1 - (1 - alpha)^n) / alpha),  b the slope of y on 0, 1, ...
///
/// Limits: -/+ z s sqrt((h - 1) alpha^2 + 1), s^2 that of the smoothing.
///
/// Source: V. Assimakopoulos, K. Nikolopoulos, International Journal of Forecasting 16 (2000), 521-530; R. J. Hyndman, B. Billah,
/// ibid. 19 (2003), 287-290; R forecast `thetaf`.
/// - Returns: nil for fewer than four values.
///
/// R's `thetaf` rests on the smoothing that R's optimiser finds, which ends before the least error; with alpha and the first level
/// of that fit given the two agree to the last digits.
package func thetaForecast(
  _ values: [Double], horizon: Int, confidence: Double, given: ExponentialSmoothing.Given = .init()
) -> [Estimate]? {
  guard let model = ExponentialSmoothing(fitting: .level, to: values, given: given), horizon > 0,
    let line = LinearTrend(values, at: values.indices.map(Double.init))
  else { return nil }
  let n = Double(values.count)
  let alpha = max(1e-10, model.alpha)
  let z = normalDeviate(confidence: confidence)
  let variance = model.squaredError / (n - Double(model.form.parameterCount))
  return (1...horizon).map { ahead in
    let h = Double(ahead)
    let value = model.level + line.slope / 2 * (h - 1 + (1 - pow(1 - alpha, n)) / alpha)
    let reach = z * (variance * ((h - 1) * alpha * alpha + 1)).squareRoot()
    return Estimate(value, Interval(value - reach, value + reach))
  }
}
