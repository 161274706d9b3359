/// What the ranks of a unit add up to.
package enum RankTotal: String, Sendable, Hashable, CaseIterable {
  /// The weighted mean of ranks, the best unit having the highest: R linearOrdering `sum_of_ranks`.
  case mean
  /// The weighted sum of the same ranks; with weights of 1 the plain sum.
  case sum
  /// The weighted sum of places, the best unit having place 1, so that the least sum wins. Source: E. Nowak (1990).
  case places
}

/// Sum of ranks over the variables.
///
/// Source: R linearOrdering `sum_of_ranks`; E. Nowak, Metody taksonomiczne w klasyfikacji obiektów społeczno-gospodarczych, PWE 1990.
/// - Parameter columns: directed values (more is better).
/// - Returns: nil for a unit with a missing value.
package func sumOfRanks(
  _ columns: [[Double?]], weights: [Double], ties: TieRule = .average, total: RankTotal = .mean
) -> [Double?] {
  guard let count = columns.first?.count else { return [] }
  let ranks = columns.map { column in
    ascendingRanks(total == .places ? column.map { $0.map { -$0 } } : column, ties: ties)
  }
  let whole = total == .mean ? weights.reduce(0, +) : 1
  return (0..<count).map { unit in
    var sum = 0.0
    for (index, column) in ranks.enumerated() {
      guard let rank = column[unit] else { return nil }
      sum += rank * weights[index]
    }
    return sum / whole
  }
}
