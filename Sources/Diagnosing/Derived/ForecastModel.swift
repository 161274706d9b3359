import Methods

/// A model that a forecast may be made by; chosen by its error at a rolling origin.
enum ForecastModel: String, Sendable, CaseIterable {
  case naive, drift
  case theilSen = "theil-sen"
  case smoothing = "ets-ann"
  case damped = "ets-aadn"

  static let all = Array(allCases)
  /// Without those that have to be fitted by a search.
  static let quick: [ForecastModel] = [.naive, .drift, .theilSen]

  /// - Returns: nil for too short a series.
  func forecast(_ values: [Double], _ horizon: Int, _ confidence: Double) -> [Estimate]? {
    switch self {
    case .naive: SimpleForecast.naive(values, horizon: horizon, confidence: confidence)
    case .drift: SimpleForecast.drift(values, horizon: horizon, confidence: confidence)
    case .theilSen: line(values, horizon, confidence)
    case .smoothing: ExponentialSmoothing(fitting: .level, to: values)?.forecast(horizon: horizon, confidence: confidence)
    case .damped: ExponentialSmoothing(fitting: .damped, to: values)?.forecast(horizon: horizon, confidence: confidence)
    }
  }

  /// The line of Theil and Sen, with the limits of a least-squares line of the same residuals.
  private func line(_ values: [Double], _ horizon: Int, _ confidence: Double) -> [Estimate]? {
    let places = values.indices.map(Double.init)
    guard let robust = Methods.theilSen(values, at: places), let straight = LinearTrend(values, at: places) else { return nil }
    return (0..<horizon).map { ahead in
      let place = Double(values.count + ahead)
      let value = robust.intercept + robust.slope * place
      let other = straight.prediction(at: place, confidence: confidence)
      guard let interval = other.interval else { return Estimate(value, nil) }
      let reach = (interval.upper - interval.lower) / 2
      return Estimate(value, Interval(value - reach, value + reach))
    }
  }

  struct Choice {
    var model: ForecastModel
    /// Mean absolute error over that of the naive forecast at the same origins.
    var relativeError: Double?
    var coverage: Double?
  }

  /// The model of least one-step error at a rolling origin, on the scale of the indicator; the naive one unless another does
  /// better.
  static func best(for values: [Double], among models: [ForecastModel], back: (Double) -> Double) -> Choice {
    let first = max(4, values.count / 2)
    var naiveError: Double?
    var best = Choice(model: .naive, relativeError: 1, coverage: nil)
    for model in models {
      var errors = 0.0
      var inside = 0.0
      var isWhole = true
      for origin in first..<values.count {
        guard let estimate = model.forecast(Array(values[..<origin]), 1, 0.8)?.first else {
          isWhole = false
          break
        }
        errors += abs(back(values[origin]) - back(estimate.value))
        if let interval = estimate.interval, interval.lower <= values[origin], values[origin] <= interval.upper { inside += 1 }
      }
      guard isWhole, errors.isFinite else { continue }
      let coverage = inside / Double(values.count - first)
      if model == .naive {
        naiveError = errors
        best = Choice(model: .naive, relativeError: errors > 0 ? 1 : nil, coverage: coverage)
      } else if let naiveError, naiveError > 0, errors / naiveError < best.relativeError ?? 1 {
        best = Choice(model: model, relativeError: errors / naiveError, coverage: coverage)
      }
    }
    return best
  }
}
