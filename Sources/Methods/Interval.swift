/// A two-sided interval of confidence, `lower <= upper`, in the unit of the value that it belongs to.
package struct Interval: Sendable, Hashable {
  package let lower: Double
  package let upper: Double

  /// Either order of the limits is taken: a negative multiplier turns an interval over.
  package init(_ limit: Double, _ other: Double) {
    lower = min(limit, other)
    upper = max(limit, other)
  }

  /// The interval of `factor` times the value.
  package func scaled(by factor: Double) -> Interval { Interval(lower * factor, upper * factor) }
}

/// The confidence of intervals where nobody asked for another one.
package let standardConfidence = 0.95
