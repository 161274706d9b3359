import Glibc

/// The exponential transformation of ranks of the English Indices of Deprivation: from the scaled rank R = (N - rank + 1) / N,
/// where rank 1 is the most deprived,
///
///     E = -23 ln(1 - R (1 - exp(-100/23)))
///
/// E lies in (0, 100], and only the worst tenth has more than 50, so that being badly off in one domain is not made good by
/// being well off in another.
///
/// Source: McLennan et al., The English Indices of Deprivation 2019: Technical report, 5.5.
/// - Parameter rank: 1 is the most deprived; ties may have halves.
package func exponentialRank(_ rank: Double, of count: Int, constant: Double = 23) -> Double {
  let scaled = (Double(count) - rank + 1) / Double(count)
  return -constant * log(1 - scaled * (1 - exp(-100 / constant)))
}

/// The same for scores of a domain (more is more deprived); nil where missing.
package func exponentialScores(_ values: [Double?], ties: TieRule = .min, constant: Double = 23) -> [Double?] {
  let count = presentValues(values).count
  let ranks = ascendingRanks(values.map { $0.map { -$0 } }, ties: ties)
  return ranks.map { rank in rank.map { exponentialRank($0, of: count, constant: constant) } }
}

/// The same for ranks as published, 1 being the most deprived: they are taken as they are, of so many units (0: of as many as there
/// are). nil for a rank that cannot be.
package func exponentialScores(ofRanks ranks: [Double?], of units: Int, constant: Double = 23) -> [Double?] {
  let count = units > 0 ? units : presentValues(ranks).count
  return ranks.map { rank in
    guard let rank, rank >= 1, rank <= Double(count) else { return nil }
    return exponentialRank(rank, of: count, constant: constant)
  }
}

/// Whether values are already the ranks of one list: 1, 2, 3 ... in any order, equal places by any of the rules; in a long list also
/// nearly so, since published ranks at times settle ties in ways of their own.
package func areRanks(_ values: [Double?]) -> Bool {
  let present = presentValues(values)
  let count = present.count
  guard count > 1, let least = present.min(), let most = present.max(), least >= 1, most <= Double(count) else { return false }
  if TieRule.allCases.contains(where: { ascendingRanks(present, ties: $0).elementsEqual(present) { $0 == $1 } }) { return true }
  let hasPlaces = present.allSatisfy { $0 * 2 == ($0 * 2).rounded() }
  return count >= 20 && hasPlaces && most > 0.98 * Double(count) && Set(present).count * 10 >= count * 9
}
