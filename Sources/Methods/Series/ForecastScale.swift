import Glibc

/// The scale on which a series is forecast, so that counts never fall below 0 and shares never leave 0 to 100 %.
package enum ForecastScale: String, Sendable, Hashable, CaseIterable {
  case identity
  /// ln x: positive values. What comes back is the median.
  case log
  /// ln(x / (top - x)): values between 0 and the top.
  case logit

  /// - Returns: nil when a value does not lie on the scale.
  package func there(_ values: [Double], top: Double) -> [Double]? {
    switch self {
    case .identity: return values
    case .log: return values.allSatisfy { $0 > 0 } ? values.map { Glibc.log($0) } : nil
    case .logit: return values.allSatisfy { $0 > 0 && $0 < top } ? values.map { Glibc.log($0 / (top - $0)) } : nil
    }
  }

  package func back(_ value: Double, top: Double) -> Double {
    switch self {
    case .identity: value
    case .log: exp(value)
    case .logit: top / (1 + exp(-value))
    }
  }

  package func back(_ estimate: Estimate, top: Double) -> Estimate {
    Estimate(
      back(estimate.value, top: top),
      estimate.interval.map { Interval(back($0.lower, top: top), back($0.upper, top: top)) })
  }

  /// Expected value where the variable is normal on the scale: of the log-normal exactly, of the logit-normal to the second
  /// order (as R forecast's `biasadj` counts a Box-Cox transform), held within the scale.
  /// - Parameters:
  ///   - median: on the scale.
  ///   - variance: on the scale.
  package func mean(median: Double, variance: Double, top: Double) -> Double {
    switch self {
    case .identity: return median
    case .log: return exp(median + variance / 2)
    case .logit:
      let value = back(median, top: top)
      let share = value / top
      return Swift.min(top, Swift.max(0, value + variance / 2 * value * (1 - share) * (1 - 2 * share)))
    }
  }
}
