/// The quantile group of each value as PHEindicatormethods `phe_quantile` makes it:
///
///     q = floor((k + 1) - ceil((n + 1 - rank) / (n / k))), 0 becoming 1
///
/// with ranks from the least value ("min" for ties). Inverted, the highest values are in group 1.
///
/// - Returns: nil where missing, and for all when there are fewer values than groups.
package func quantileGroups(_ values: [Double?], groups: Int, inverted: Bool = true) -> [Int?] {
  let count = presentValues(values).count
  guard groups > 0, count >= groups else { return values.map { _ in nil } }
  let ranks = ascendingRanks(inverted ? values.map { $0.map { -$0 } } : values)
  return ranks.map { rank in
    guard let rank else { return nil }
    // (n + 1 - rank) / (n / k) in whole numbers, so that no rounding moves a unit across a border.
    let from = (count + 1 - Int(rank)) * groups
    let steps = (from + count - 1) / count
    return max(1, groups + 1 - steps)
  }
}
