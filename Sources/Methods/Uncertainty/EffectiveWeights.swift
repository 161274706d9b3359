/// How much of an index each of its parts really carries: share of the variance of the index that goes through the part,
///
///     w_i cov(x_i, y) / var(y),   y = sum w_i x_i / sum w_i
///
/// The shares add up to 1 where nothing is missing. A part may carry much less than its nominal weight, or even pull against the
/// others.
///
/// Source: P. Paruolo, M. Saisana, A. Saltelli, Journal of the Royal Statistical Society A 176 (2013), 609-634, on why weights are not
/// importance; the covariance decomposition is the elementary one.
/// - Parameters:
///   - parts: one list a part, over units.
///   - whole: the index of each unit.
/// - Returns: nil for a part with fewer than three units, or an index that does not vary.
package func effectiveWeights(_ parts: [[Double?]], weights: [Double], whole: [Double?]) -> [Double?] {
  let total = weights.reduce(0, +)
  return zip(parts, weights).map { part, weight in
    var pairs: [(x: Double, y: Double)] = []
    for (one, other) in zip(part, whole) {
      if let one, let other, one.isFinite, other.isFinite { pairs.append((one, other)) }
    }
    guard pairs.count > 2, total > 0 else { return nil }
    let (x, y) = (mean(pairs.map(\.x)), mean(pairs.map(\.y)))
    let covariance = pairs.reduce(0) { $0 + ($1.x - x) * ($1.y - y) }
    let variance = pairs.reduce(0) { $0 + ($1.y - y) * ($1.y - y) }
    return variance > 0 ? weight / total * covariance / variance : nil
  }
}
