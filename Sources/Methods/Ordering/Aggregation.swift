import Glibc

/// How values become one, and how far a bad one is made good by others.
package enum Aggregation: Sendable, Hashable {
  /// sum(wx) / sum(w): fully compensatory.
  case arithmetic
  /// exp(sum(w ln x) / sum(w)): partly compensatory; positive values only.
  case geometric
  /// sum(w) / sum(w/x): less so; positive values only.
  case harmonic
  /// (sum(w x^p) / sum(w))^(1/p); p = 0 is the geometric mean; positive values only.
  case power(Double)

  /// Whether it is defined for this value.
  package func admits(_ value: Double) -> Bool { self == .arithmetic ? value.isFinite : value > 0 && value.isFinite }

  /// The mean over what is present, weights renormalised.
  ///
  /// Source: OECD/JRC Handbook (2008), step 6; COINr `a_amean`, `a_gmean`, `a_hmean`, `a_genmean` (which loses the result
  /// when any value is missing; this does not).
  /// - Parameter threshold: least share of the weight that must be present.
  /// - Returns: no value when a present one is not admitted.
  package func callAsFunction(_ values: [Double?], weights: [Double], threshold: Double) -> CoveredMean {
    switch self {
    case .arithmetic: return weightedMean(values, weights: weights, threshold: threshold)
    case .geometric: return mean(values, weights, threshold, { log($0) }, { exp($0) })
    case .harmonic: return mean(values, weights, threshold, { 1 / $0 }, { 1 / $0 })
    case .power(let p):
      if p == 0 { return mean(values, weights, threshold, { log($0) }, { exp($0) }) }
      return mean(values, weights, threshold, { pow($0, p) }, { pow($0, 1 / p) })
    }
  }

  private func mean(
    _ values: [Double?], _ weights: [Double], _ threshold: Double, _ there: (Double) -> Double, _ back: (Double) -> Double
  ) -> CoveredMean {
    var isAdmitted = true
    let moved: [Double?] = zip(values, weights).map { value, weight in
      guard let value, value.isFinite else { return nil }
      if value <= 0, weight > 0 { isAdmitted = false }
      return value > 0 ? there(value) : nil
    }
    var result = weightedMean(moved, weights: weights, threshold: threshold)
    result.value = isAdmitted ? result.value.map(back) : nil
    return result
  }
}
