import Glibc

/// A straight line by least squares.
package struct LinearTrend: Sendable, Hashable {
  package var slope: Double
  package var intercept: Double
  package var slopeError: Double
  /// Of the slope being zero, two-sided by Student's t with n - 2 degrees of freedom.
  package var probability: Double
  package var residualVariance: Double
  package var determination: Double
  private var centre: Double
  private var spread: Double
  private var count: Double

  /// - Returns: nil for fewer than three points or one place only.
  package init?(_ y: [Double], at x: [Double]) {
    guard y.count == x.count, y.count >= 3 else { return nil }
    let centreX = mean(x)
    let centreY = mean(y)
    let squares = x.reduce(0) { $0 + ($1 - centreX) * ($1 - centreX) }
    guard squares > 0 else { return nil }
    let line = zip(x, y).reduce(0) { $0 + ($1.0 - centreX) * ($1.1 - centreY) } / squares
    let residuals = zip(x, y).map { $1 - centreY - line * ($0 - centreX) }
    let degrees = Double(y.count - 2)
    let all = y.reduce(0) { $0 + ($1 - centreY) * ($1 - centreY) }
    let left = residuals.reduce(0) { $0 + $1 * $1 }
    slope = line
    intercept = centreY - line * centreX
    residualVariance = left / degrees
    slopeError = (residualVariance / squares).squareRoot()
    probability = slopeError > 0 ? twoSidedStudent(line / slopeError, degrees: degrees) : line == 0 ? 1 : 0
    determination = all > 0 ? 1 - left / all : 0
    centre = centreX
    spread = squares
    count = Double(y.count)
  }

  package func slopeInterval(confidence: Double) -> Interval {
    let reach = studentDeviate(confidence: confidence, degrees: count - 2) * slopeError
    return Interval(slope - reach, slope + reach)
  }

  /// Prediction of a single new value with its limits:
  /// -/+ t sqrt(s^2 (1 + 1/n + (x - mean x)^2 / sum(x - mean x)^2)).
  package func prediction(at x: Double, confidence: Double) -> Estimate {
    let value = intercept + slope * x
    let error = (residualVariance * (1 + 1 / count + (x - centre) * (x - centre) / spread)).squareRoot()
    let reach = studentDeviate(confidence: confidence, degrees: count - 2) * error
    return Estimate(value, Interval(value - reach, value + reach))
  }
}
