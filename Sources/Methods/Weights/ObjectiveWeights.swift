import Glibc

/// Weights that the data themselves suggest: a variable that tells units apart weighs more.
///
/// Source: H. Deng, C.-H. Yeh, R. J. Willis, Computers & Operations Research 27 (2000), 963-973; D. Diakoulaki et al. (CRITIC),
/// ibid. 22 (1995), 763-770; M. Keshavarz-Ghorabaee et al. (MEREC), Symmetry 13 (2021), 525; the forms of pymcdm.
package enum ObjectiveWeights: String, Sendable, Hashable, CaseIterable {
  /// w ~ 1 - e with e = -sum(p ln p) / ln n and p = x / sum x; positive values only.
  case entropy
  /// w ~ s_j sum_k (1 - r_jk) on min-max data.
  case critic
  /// w ~ s_j (n - 1) of the values as they are.
  case deviation
  /// w ~ Gini coefficient of the values as they are.
  case gini
  /// MEREC: w ~ how much the units' performance changes without the variable; positive values only.
  /// S = ln(1 + mean |ln n|), n = min/x where more is better and x/max where less is.
  case merec

  /// - Parameters:
  ///   - columns: complete values, one list a variable.
  ///   - isLess: whether less is better (matters for CRITIC, which turns such a variable over).
  /// - Returns: weights that sum to 1; nil when they are not defined: a value that is not positive (entropy, MEREC), a mean of
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
    case .merec:
      guard columns.allSatisfy({ $0.allSatisfy { $0 > 0 } }) else { return nil }
      let logs = zip(columns, isLess).map { column, isLess in
        let end = (isLess ? column.max() : column.min()) ?? 1
        return column.map { abs(log(isLess ? $0 / end : end / $0)) }
      }
      let share = 1 / Double(columns.count)
      for without in columns.indices {
        var effect = 0.0
        for unit in 0..<count {
          let all = logs.reduce(0) { $0 + $1[unit] }
          effect += abs(log(1 + share * (all - logs[without][unit])) - log(1 + share * all))
        }
        raw.append(effect)
      }
    case .deviation: raw = columns.map { standardDeviation($0) }
    case .gini:
      for column in columns {
        guard let coefficient = Methods.gini(column.map { WeightedValue($0) }) else { return nil }
        raw.append(coefficient)
      }
    }
    let total = raw.reduce(0, +)
    guard total > 0, total.isFinite, raw.allSatisfy({ $0 >= 0 }) else { return nil }
    return raw.map { $0 / total }
  }
}
