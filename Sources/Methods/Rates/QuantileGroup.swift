/// How values are divided into quantile groups of equal size where their number does not divide.
package enum QuantileRule: String, Sendable, Hashable, CaseIterable {
  /// floor((k + 1) - ceil((n + 1 - place) / (n / k))), 0 becoming 1. Source: PHEindicatormethods `phe_quantile`.
  case phe
  /// ceil(k place / n). Source: the English and Scottish indices of deprivation.
  case ceiling
}

/// The quantile group of each value, from places counted from the least value ("min" for ties). Inverted, the highest values are
/// in group 1.
///
/// - Returns: nil where missing, and for all when there are fewer values than groups.
package func quantileGroups(
  _ values: [Double?], groups: Int, inverted: Bool = true, rule: QuantileRule = .phe
) -> [Int?] {
  let count = presentValues(values).count
  guard groups > 0, count >= groups else { return values.map { _ in nil } }
  let ranks = ascendingRanks(inverted ? values.map { $0.map { -$0 } } : values)
  return ranks.map { rank in
    guard let rank else { return nil }
    // In whole numbers, so that no rounding moves a unit across a border.
    let place = Int(rank)
    switch rule {
    case .ceiling: return (place * groups + count - 1) / count
    case .phe:
      let from = (count + 1 - place) * groups
      let steps = (from + count - 1) / count
      return max(1, groups + 1 - steps)
    }
  }
}
