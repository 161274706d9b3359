/// How TOPSIS brings variables to one scale.
package enum TOPSISNormalisation: String, Sendable, Hashable, CaseIterable {
  /// x / sqrt(sum x^2), the original.
  case vector
  /// (x - min) / (max - min), destimulants turned over.
  case minmax
  /// x / sum x; destimulants (1/x) / sum(1/x).
  case sum
  /// x / max; destimulants 1 - x / max.
  case max
  /// (x - mean) / s with n - 1.
  case standardised
}

/// TOPSIS: nearness to the ideal and distance from the anti-ideal, C = d- / (d+ + d-), from 0 to 1.
///
/// Weights multiply the normalised values of their variable. (R `linearOrdering::topsis` recycles them down the rows, which
/// is wrong whenever they differ.) Nominants are first turned into stimulants by -|x - c|.
///
/// Source: C.-L. Hwang, K. Yoon, Multiple Attribute Decision Making (1981); the normalisations as in pymcdm.
/// - Returns: nil for a unit with a missing value; all nil when a variable cannot be brought to scale.
package func topsis(
  _ columns: [[Double?]], types: [VariableType], weights: [Double], normalisation: TOPSISNormalisation = .vector
) -> [Double?] {
  precondition(columns.count == types.count && columns.count == weights.count, "TOPSIS needs a type and a weight a variable.")
  guard let count = columns.first?.count else { return [] }
  let total = weights.reduce(0, +)
  let isComplete = (0..<count).map { unit in columns.allSatisfy { $0[unit]?.isFinite == true } }
  var toIdeal = [Double](repeating: 0, count: count)
  var toAntiIdeal = toIdeal
  for (index, column) in columns.enumerated() {
    guard let (scaled, isLess) = scale(column, types[index], normalisation) else { return Array(repeating: nil, count: count) }
    let weighted = scaled.map { $0.map { $0 * weights[index] / total } }
    let known = (0..<count).compactMap { isComplete[$0] ? weighted[$0] : nil }
    guard let least = known.min(), let most = known.max() else { return Array(repeating: nil, count: count) }
    for unit in 0..<count {
      guard isComplete[unit], let value = weighted[unit] else { continue }
      let (best, worst) = isLess ? (least, most) : (most, least)
      toIdeal[unit] += (value - best) * (value - best)
      toAntiIdeal[unit] += (value - worst) * (value - worst)
    }
  }
  return (0..<count).map { unit in
    guard isComplete[unit] else { return nil }
    let good = toAntiIdeal[unit].squareRoot()
    let bad = toIdeal[unit].squareRoot()
    return good + bad > 0 ? good / (good + bad) : nil
  }
}

/// - Returns: the scaled values and whether less of them is better; nil when there is no such scale.
private func scale(
  _ column: [Double?], _ type: VariableType, _ normalisation: TOPSISNormalisation
) -> (values: [Double?], isLess: Bool)? {
  var column = column
  var isLess = type == .destimulant
  if case .nominant = type {
    column = directed(column, type)
    isLess = false
  }
  let present = presentValues(column)
  guard let least = present.min(), let most = present.max() else { return nil }
  switch normalisation {
  case .vector:
    let size = present.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return size > 0 ? (column.map { $0.map { $0 / size } }, isLess) : nil
  case .minmax:
    guard most > least else { return nil }
    return (column.map { $0.map { isLess ? (most - $0) / (most - least) : ($0 - least) / (most - least) } }, false)
  case .sum:
    guard present.allSatisfy({ $0 > 0 }) else { return nil }
    let moved = isLess ? column.map { $0.map { 1 / $0 } } : column
    let size = presentValues(moved).reduce(0, +)
    return (moved.map { $0.map { $0 / size } }, false)
  case .max:
    guard most > 0 else { return nil }
    return (column.map { $0.map { isLess ? 1 - $0 / most : $0 / most } }, false)
  case .standardised:
    let scaled = standardised(column)
    return presentValues(scaled).isEmpty ? nil : (scaled, isLess)
  }
}
