import Glibc

/// Weights that the data themselves suggest: a variable that tells units apart weighs more.
///
/// Source: H. Deng, C.-H. Yeh, R. J. Willis, Computers & Operations Research 27 (2000), 963-973; D. Diakoulaki et al. (CRITIC),
/// ibid. 22 (1995), 763-770; the forms of pymcdm.
package enum ObjectiveWeights: String, Sendable, Hashable, CaseIterable {
  /// w ~ 1 - e with e = -sum(p ln p) / ln n and p = x / sum x; positive values only.
  case entropy
  /// w ~ s_j sum_k (1 - r_jk) on min-max data.
  case critic
  /// w ~ s_j (n - 1) of the values as they are.
  case deviation
  /// w ~ Gini coefficient of the values as they are.
  case gini

  /// - Parameters:
  ///   - columns: complete values, one list a variable.
  ///   - isLess: whether less is better (matters for CRITIC, which turns such a variable over).
  /// - Returns: weights that sum to 1; nil when they are not defined: a value that is not positive (entropy), a mean of
  ///   zero (Gini), a variable that does not vary (CRITIC), nothing that varies at all.
  package func callAsFunction(_ columns: [[Double]], isLess: [Bool]) -> [Double]? {
    guard let count = columns.first?.count, count > 1 else { return nil }
    var raw: [Double] = []
    switch self {
    case .entropy:
      for column in columns {
        let total = column.reduce(0, +)
        guard total > 0, column.allSatisfy({ $0 > 0 }) else { return nil }
        let entropy = -column.reduce(0) { $0 + $1 / total * log($1 / total) } / log(Double(count))
        raw.append(max(0, 1 - entropy))
      }
    case .critic:
      var scaled: [[Double]] = []
      for (column, isLess) in zip(columns, isLess) {
        let values = RangeNormalisation.minMax(lower: 0, upper: 1)(isLess ? column.map { -$0 } : column).compactMap { $0 }
        guard values.count == count else { return nil }
        scaled.append(values)
      }
      for column in scaled {
        var conflict = 0.0
        for other in scaled { conflict += 1 - (correlation(column, other) ?? 0) }
        raw.append(standardDeviation(column) * conflict)
      }
    case .deviation: raw = columns.map { standardDeviation($0) }
    case .gini:
      for column in columns {
        let centre = mean(column)
        guard centre != 0 else { return nil }
        var sum = 0.0
        for a in column { for b in column { sum += abs(a - b) } }
        raw.append(sum / (2 * Double(count * count) * centre))
      }
    }
    let total = raw.reduce(0, +)
    guard total > 0, total.isFinite, raw.allSatisfy({ $0 >= 0 }) else { return nil }
    return raw.map { $0 / total }
  }
}
