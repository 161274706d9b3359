/// Which point the distances of GDM1 are measured from.
package enum GeneralisedPattern: String, Sendable, Hashable, CaseIterable {
  /// The ideal: the best value of every variable.
  case upper
  /// The anti-ideal: the worst value of every variable.
  case lower
}

/// GDM1, the generalised distance of metric data, from each unit to a pattern: the best value of every variable (or the worst,
/// or values given); 0 is the pattern itself, 1 the farthest.
///
///     d_ip = 1/2 - [sum_j w_j (x_ij - x_pj)(x_pj - x_ij) + sum_j sum_{l != i,p} w_j (x_ij - x_lj)(x_pj - x_lj)]
///                  / (2 sqrt(sum_j sum_l w_j (x_ij - x_lj)^2 * sum_j sum_l w_j (x_pj - x_lj)^2))
///
/// where l runs over the units and the pattern.
///
/// Source: K. Jajuga, M. Walesiak, A. Bąk, On the general distance measure (2003); clusterSim `pattern.GDM1`,
/// `patternCoordinates = "dataBounds"`, or "manual" where coordinates are given.
/// - Parameters:
///   - columns: one list a variable, values as published.
///   - normalisation: of the values together with the pattern.
///   - nominant: how nominants become stimulants.
///   - coordinates: of the pattern, one a variable, on the variable's own scale; nil takes the bound.
/// - Returns: nil for a unit with a missing value (which then is no l either); all nil when a variable cannot be normalised.
package func generalisedDistance(
  _ columns: [[Double?]], types: [VariableType], weights: [Double], normalisation: CentredNormalisation = .n1,
  nominant: NominantTransform = .difference, pattern kind: GeneralisedPattern = .upper, coordinates: [Double?] = []
) -> [Double?] {
  precondition(columns.count == types.count && columns.count == weights.count, "GDM1 needs a type and a weight a variable.")
  guard let count = columns.first?.count else { return [] }
  let complete = (0..<count).filter { unit in columns.allSatisfy { $0[unit]?.isFinite == true } }
  var result = [Double?](repeating: nil, count: count)
  guard !complete.isEmpty else { return result }
  /// Units of `complete`, and the pattern last.
  var data: [[Double]] = []
  for (index, column) in columns.enumerated() {
    var values = complete.compactMap { column[$0] }
    var isLess = types[index] == .destimulant
    if case .nominant = types[index] {
      values = directed(values, types[index], nominant: nominant).compactMap { $0 }
      isLess = false
    }
    guard values.count == complete.count, let least = values.min(), let most = values.max() else { return result }
    let bound = isLess == (kind == .upper) ? least : most
    let given = coordinates.indices.contains(index) ? coordinates[index] : nil
    let scaled = normalisation((values + [given ?? bound]).map { $0 }).compactMap { $0 }
    guard scaled.count == complete.count + 1 else { return result }
    data.append(scaled)
  }
  let pattern = complete.count
  for (place, unit) in complete.enumerated() {
    var top = 0.0
    var own = 0.0
    var others = 0.0
    for (j, column) in data.enumerated() {
      let x = column[place]
      let p = column[pattern]
      top -= weights[j] * (x - p) * (x - p)
      for value in column {
        top += weights[j] * (x - value) * (p - value)
        own += weights[j] * (x - value) * (x - value)
        others += weights[j] * (p - value) * (p - value)
      }
    }
    guard own > 0, others > 0 else { continue }
    result[unit] = max(0, 0.5 - top / (2 * (own * others).squareRoot()))
  }
  return result
}
