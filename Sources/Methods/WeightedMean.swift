/// A mean of what is there, and how much that was.
package struct CoveredMean: Sendable, Hashable {
  /// nil when too little is there.
  package var value: Double?
  /// Share of the weight that is there, 0-1.
  package var coverage: Double

  package init(value: Double?, coverage: Double) {
    self.value = value
    self.coverage = coverage
  }
}

/// Weighted arithmetic mean over the values that are present, their weights renormalised: sum(wx) / sum(w).
///
/// - Parameters:
///   - weights: one a value, not negative; only their proportions matter.
///   - threshold: least share of the whole weight that must be present for a value. At 0 one value is enough.
package func weightedMean(_ values: [Double?], weights: [Double], threshold: Double) -> CoveredMean {
  precondition(values.count == weights.count, "A weighted mean needs one weight for each value.")
  var total = 0.0
  var covered = 0.0
  var sum = 0.0
  for (value, weight) in zip(values, weights) {
    precondition(weight >= 0, "A weight must not be negative.")
    total += weight
    guard let value, value.isFinite else { continue }
    covered += weight
    sum += weight * value
  }
  guard total > 0, covered > 0 else { return CoveredMean(value: nil, coverage: 0) }
  let coverage = covered / total
  return CoveredMean(value: coverage >= threshold ? sum / covered : nil, coverage: coverage)
}
