/// The values of two variables that both are there.
package func pairs(_ a: [Double?], _ b: [Double?]) -> (a: [Double], b: [Double]) {
  var one: [Double] = []
  var other: [Double] = []
  for (x, y) in zip(a, b) {
    guard let x, let y, x.isFinite, y.isFinite else { continue }
    one.append(x)
    other.append(y)
  }
  return (one, other)
}

/// What is correlated.
package enum CorrelationKind: String, Sendable, Hashable, CaseIterable {
  case pearson
  /// Pearson's of the ranks, equal values sharing the mean rank.
  case spearman

  /// Over the units that have both values (R `cor(use = "pairwise.complete.obs")`).
  package func callAsFunction(_ a: [Double?], _ b: [Double?]) -> Double? {
    let (one, other) = pairs(a, b)
    guard one.count > 1 else { return nil }
    if self == .pearson { return correlation(one, other) }
    func ranked(_ values: [Double]) -> [Double] {
      ascendingRanks(values.map { Optional($0) }, ties: .average).compactMap { $0 }
    }
    return correlation(ranked(one), ranked(other))
  }
}

/// Cronbach's alpha: how far variables measure one thing. k/(k-1) (1 - sum of variances / sum of all covariances), each of the two
/// over the units that have both values.
///
/// Source: L. J. Cronbach, Psychometrika 16 (1951), 297-334; COINr `get_cronbach` ("pairwise.complete.obs").
package func cronbachAlpha(_ columns: [[Double?]]) -> Double? {
  guard columns.count >= 2 else { return nil }
  var whole = 0.0
  var own = 0.0
  for i in columns.indices {
    for j in columns.indices {
      let (a, b) = pairs(columns[i], columns[j])
      guard a.count >= 2 else { return nil }
      let meanA = mean(a)
      let meanB = mean(b)
      let covariance = zip(a, b).reduce(0) { $0 + ($1.0 - meanA) * ($1.1 - meanB) } / Double(a.count - 1)
      whole += covariance
      if i == j { own += covariance }
    }
  }
  guard whole > 0 else { return nil }
  let k = Double(columns.count)
  return k / (k - 1) * (1 - own / whole)
}
