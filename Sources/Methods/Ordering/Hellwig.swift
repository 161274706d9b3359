/// What the weights of a distance method multiply.
package enum DistanceWeighting: String, Sendable, Hashable, CaseIterable {
  /// The squared difference: sqrt(sum w (a - b)^2).
  case difference
  /// The normalised value, so that the weight itself is squared: sqrt(sum (w a - w b)^2).
  case value
}

/// Hellwig's measure of development: nearness to the pattern that is best in every variable.
///
///     z standardised; pattern z0 = max of stimulants, min of destimulants, the nominal value of nominants
///     d_i = sqrt(sum_j w_j (z_ij - z_0j)^2);  s_i = 1 - d_i / (mean(d) + 2 s(d))
///
/// s_i is at most 1, and may fall below 0 for a unit far behind all others.
///
/// Source: Z. Hellwig, Przegląd Statystyczny 15 (1968), 307-326.
/// - Parameters:
///   - divisor: n - 1 (R) or n (textbooks), in the standardisation and in s(d) alike.
///   - weights: only their proportions matter.
/// - Returns: nil for a unit with a missing value; all nil when a variable does not vary or no distance does.
package func hellwig(
  _ columns: [[Double?]], types: [VariableType], weights: [Double], divisor: VarianceDivisor = .sample,
  weighting: DistanceWeighting = .difference
) -> [Double?] {
  precondition(columns.count == types.count && columns.count == weights.count, "Hellwig needs a type and a weight a variable.")
  guard let count = columns.first?.count else { return [] }
  let total = weights.reduce(0, +) / Double(weights.count)
  var squares = [Double?](repeating: 0, count: count)
  for (index, column) in columns.enumerated() {
    let present = presentValues(column)
    let centre = mean(present)
    let spread = standardDeviation(present, divisor)
    guard spread > 0, let least = present.min(), let most = present.max() else { return Array(repeating: nil, count: count) }
    let pattern: Double =
      switch types[index] {
      case .stimulant: (most - centre) / spread
      case .destimulant: (least - centre) / spread
      case .nominant(let best): (best - centre) / spread
      }
    let relative = weights[index] / total
    let factor = weighting == .difference ? relative : relative * relative
    for unit in 0..<count {
      guard let sum = squares[unit] else { continue }
      guard let value = column[unit], value.isFinite else {
        squares[unit] = nil
        continue
      }
      let difference = (value - centre) / spread - pattern
      squares[unit] = sum + factor * difference * difference
    }
  }
  let distances = squares.map { $0?.squareRoot() }
  let known = distances.compactMap { $0 }
  let limit = mean(known) + 2 * standardDeviation(known, divisor)
  guard limit > 0, limit.isFinite else { return Array(repeating: nil, count: count) }
  return distances.map { distance in distance.map { 1 - $0 / limit } }
}
