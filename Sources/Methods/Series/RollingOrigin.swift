/// How well a forecast would have done: made again at every earlier point and held against what came.
package struct ForecastAccuracy: Sendable, Hashable {
  package var origins: Int
  package var meanAbsoluteError: Double
  /// Mean absolute error over that of the naive forecast at the same points; from 1 on the naive one does as well. nil when
  /// the naive one is never wrong.
  package var relativeToNaive: Double?
  /// Mean absolute error over the mean absolute step inside the whole series. nil for a series that stands still.
  package var scaledError: Double?
  /// Share of the values that lay inside the limits.
  package var coverage: Double
}

/// Rolling origin evaluation, one step ahead.
///
/// Source: L. J. Tashman, International Journal of Forecasting 16 (2000), 437-450; R. J. Hyndman, A. B. Koehler, ibid. 22 (2006),
/// 679-688 (MASE).
/// - Parameters:
///   - first: least number of values that a forecast is made from.
///   - forecast: one step ahead from the values before; nil when it refuses.
/// - Returns: nil when no forecast could be held against a value.
package func rollingOrigin(
  _ values: [Double], from first: Int, forecast: ([Double]) -> Estimate?
) -> ForecastAccuracy? {
  var errors = 0.0
  var naive = 0.0
  var inside = 0.0
  var count = 0
  for origin in max(1, first)..<max(max(1, first), values.count) {
    guard let estimate = forecast(Array(values[..<origin])) else { continue }
    let actual = values[origin]
    errors += abs(actual - estimate.value)
    naive += abs(actual - values[origin - 1])
    if let interval = estimate.interval, interval.lower <= actual, actual <= interval.upper { inside += 1 }
    count += 1
  }
  guard count > 0 else { return nil }
  let steps = zip(values.dropFirst(), values).map { abs($0 - $1) }
  let step = mean(steps)
  return ForecastAccuracy(
    origins: count, meanAbsoluteError: errors / Double(count), relativeToNaive: naive > 0 ? errors / naive : nil,
    scaledError: step > 0 ? errors / Double(count) / step : nil, coverage: inside / Double(count))
}
