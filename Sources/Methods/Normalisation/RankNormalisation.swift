/// Which rank equal values take.
package enum TieRule: String, Sendable, Hashable, CaseIterable {
  /// The least of the places that they take together: 1, 2, 2, 4.
  case min
  /// The largest: 1, 3, 3, 4.
  case max
  /// The mean: 1, 2.5, 2.5, 4.
  case average
}

/// Ranks from the least value (1) upward; nil where missing.
package func ascendingRanks(_ values: [Double?], ties: TieRule = .min) -> [Double?] {
  let order = values.indices.filter { values[$0]?.isFinite == true }.sorted { (values[$0] ?? 0) < (values[$1] ?? 0) }
  var result = [Double?](repeating: nil, count: values.count)
  var start = 0
  while start < order.count {
    var end = start
    while end + 1 < order.count, values[order[end + 1]] == values[order[start]] { end += 1 }
    let rank: Double =
      switch ties {
      case .min: Double(start + 1)
      case .max: Double(end + 1)
      case .average: Double(start + end + 2) / 2
      }
    for place in start...end { result[order[place]] = rank }
    start = end + 1
  }
  return result
}

/// Normalisations by rank: the rank itself, Borda points (rank - 1), percentile rank (rank - 1) / (n - 1) with n the number
/// of values present.
///
/// Source: COINr `n_rank`, `n_borda`, `n_prank`.
package enum RankNormalisation: String, Sendable, Hashable, CaseIterable {
  case rank
  case borda
  case percentile

  package func callAsFunction(_ values: [Double?], ties: TieRule = .min) -> [Double?] {
    let ranks = ascendingRanks(values, ties: ties)
    let count = Double(presentValues(values).count)
    return ranks.map { rank in
      guard let rank else { return nil }
      switch self {
      case .rank: return rank
      case .borda: return rank - 1
      case .percentile: return count > 1 ? (rank - 1) / (count - 1) : nil
      }
    }
  }
}
