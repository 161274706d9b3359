/// What the comparisons in pairs add up to.
package enum CopelandScore: String, Sendable, Hashable, CaseIterable {
  /// The sum of a row of the outranking matrix: o_ij is the share of the weight on which i is better than j, ties half.
  case outranking
  /// Pairs that a unit wins (o_ij above one half) minus pairs that it loses.
  case wins
}

/// Copeland scores, from comparisons of all units in pairs. Not compensatory.
///
/// Only variables that both units have are compared, their weights renormalised; two units without a common variable tie.
/// (COINr's `outrankMatrix` credits the second unit with what is missing, so that its scores depend on the order of the rows.)
///
/// Source: COINr `outrankMatrix`, `a_copeland` (row sums); OECD/JRC Handbook (2008), 6.10 (wins and losses); A. H. Copeland (1951).
/// - Parameter columns: directed values (more is better), one list a variable.
/// - Returns: nil for a unit without any value.
package func copelandScores(
  _ columns: [[Double?]], weights: [Double], score: CopelandScore = .outranking
) -> [Double?] {
  precondition(columns.count == weights.count, "Copeland needs one weight for each variable.")
  guard let count = columns.first?.count else { return [] }
  // nan stands for missing: every comparison with it is false, as it should be.
  let values = (0..<count).map { unit in columns.map { column in column[unit] ?? .nan } }
  var scores = [Double](repeating: 0, count: count)
  for i in 0..<count {
    for j in (i + 1)..<max(i + 1, count) {
      var better = 0.0
      var worse = 0.0
      var equal = 0.0
      for k in weights.indices {
        let (own, other) = (values[i][k], values[j][k])
        if own > other { better += weights[k] } else if own < other { worse += weights[k] }
        if own == other { equal += weights[k] }
      }
      switch score {
      case .outranking:
        let whole = better + worse + equal
        let share = whole > 0 ? (better + equal / 2) / whole : 0.5
        scores[i] += share
        scores[j] += 1 - share
      case .wins:
        // Sums of weights that are equal but for rounding are equal.
        if abs(better - worse) <= 1e-12 * max(better, worse) { continue }
        scores[i] += better > worse ? 1 : -1
        scores[j] -= better > worse ? 1 : -1
      }
    }
  }
  return (0..<count).map { unit in values[unit].contains { !$0.isNaN } ? scores[unit] : nil }
}
