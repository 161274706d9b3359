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
