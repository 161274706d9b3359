/// The places that each unit takes when the index is computed again without each of its domains in turn, together with
/// its place in the full index: how much the ranking hangs on a single choice.
///
/// Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), step 7; `remove_elements` of COINr.
/// - Parameters:
///   - domains: one list of scores a domain, each with one score a unit, nil where missing.
///   - weights: one a domain.
///   - threshold: least share of the weight of the domains (of those that are left) for a score.
/// - Returns: nil for a unit without a place in the full index. With one domain only, the place itself.
package func leaveOneOutRankRanges(
  _ domains: [[Double?]], weights: [Double], threshold: Double, better: Preference
) -> [ClosedRange<Int>?] {
  precondition(domains.count == weights.count, "Leaving a domain out needs one weight for each domain.")
  guard let units = domains.first?.count else { return [] }
  func places(without left: Int?) -> [Int?] {
    let kept = domains.indices.filter { $0 != left }
    let scores = (0..<units).map { unit in
      weightedMean(kept.map { domains[$0][unit] }, weights: kept.map { weights[$0] }, threshold: threshold).value
    }
    return ranks(scores, better: better)
  }
  var result: [ClosedRange<Int>?] = places(without: nil).map { place in place.map { $0...$0 } }
  guard domains.count > 1 else { return result }
  for left in domains.indices {
    for (unit, place) in places(without: left).enumerated() {
      guard let place, let range = result[unit] else { continue }
      result[unit] = min(range.lowerBound, place)...max(range.upperBound, place)
    }
  }
  return result
}
