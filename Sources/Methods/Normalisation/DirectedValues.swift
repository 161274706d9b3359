/// How a nominant becomes a stimulant.
package enum NominantTransform: String, Sendable, Hashable, CaseIterable {
  /// min(x, c) / max(x, c): for variables on a ratio scale, positive only.
  case quotient
  /// -|x - c|
  case difference
}

/// The values turned so that more is better: a destimulant times -1, a nominant by its transform.
///
/// Source: COINr `Normalise` (direction); clusterSim `pattern.GDM1` (nominants).
/// - Returns: nil where missing, and where a quotient is asked of a value or pattern that is not positive.
package func directed(_ values: [Double?], _ type: VariableType, nominant: NominantTransform = .difference) -> [Double?] {
  values.map { value in
    guard let value, value.isFinite else { return nil }
    switch type {
    case .stimulant: return value
    case .destimulant: return -value
    case .nominant(let best):
      guard nominant == .quotient else { return -abs(value - best) }
      return value > 0 && best > 0 ? min(value, best) / max(value, best) : nil
    }
  }
}
