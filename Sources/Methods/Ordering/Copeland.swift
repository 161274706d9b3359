/// Copeland scores: how many units a unit outranks minus how many outrank it. Not compensatory.
///
/// One unit outranks another when the weight of the variables on which it is better exceeds that on which it is worse. Only
/// variables that both have are compared; two units without a common variable tie. (COINr's `outrankMatrix` credits the
/// second unit with what is missing, so that its scores depend on the order of the rows.)
///
/// Source: OECD/JRC Handbook (2008), 6.10; A. H. Copeland (1951).
/// - Parameter columns: directed values (more is better), one list a variable.
/// - Returns: nil for a unit without any value.
package func copelandScores(_ columns: [[Double?]], weights: [Double]) -> [Double?] {
  precondition(columns.count == weights.count, "Copeland needs one weight for each variable.")
  guard let count = columns.first?.count else { return [] }
  // nan stands for missing: every comparison with it is false, as it should be.
  let values = (0..<count).map { unit in columns.map { column in column[unit] ?? .nan } }
  var scores = [Double](repeating: 0, count: count)
  for i in 0..<count {
    for j in (i + 1)..<max(i + 1, count) {
      var better = 0.0
      var worse = 0.0
      for k in weights.indices {
        if values[i][k] > values[j][k] { better += weights[k] } else if values[i][k] < values[j][k] { worse += weights[k] }
      }
      // Sums of weights that are equal but for rounding are equal.
      if abs(better - worse) <= 1e-12 * max(better, worse) { continue }
      scores[i] += better > worse ? 1 : -1
      scores[j] -= better > worse ? 1 : -1
    }
  }
  return (0..<count).map { unit in values[unit].contains { !$0.isNaN } ? scores[unit] : nil }
}
