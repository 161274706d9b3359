/// Mean of z scores, weights renormalised over what is present: Perkal's natural index, and the sum of standardised values
/// before it is scaled.
///
/// Source: J. Perkal, O wskaźnikach antropologicznych, Przegląd Antropologiczny 19 (1953), 209-219.
/// - Parameter columns: directed values (more is better).
/// - Returns: nil for a unit of which less than `threshold` of the weight is present.
package func perkalIndex(
  _ columns: [[Double?]], weights: [Double], divisor: VarianceDivisor = .sample, threshold: Double = 1
) -> [Double?] {
  guard let count = columns.first?.count else { return [] }
  let scores = columns.map { standardised($0, divisor: divisor) }
  return (0..<count).map { unit in
    weightedMean(scores.map { $0[unit] }, weights: weights, threshold: threshold).value
  }
}

/// Standardised sums: the weighted mean of z scores brought to 0...1 over the units, (s - min) / (max - min).
///
/// Source: J. Czekanowski's standardised sums as used by Polish regional studies, p_i = (s_i - s_min) / max(s_i - s_min).
/// - Returns: as `perkalIndex`; all nil when the sums do not vary.
package func standardisedSums(
  _ columns: [[Double?]], weights: [Double], divisor: VarianceDivisor = .sample, threshold: Double = 1
) -> [Double?] {
  RangeNormalisation.minMax(lower: 0, upper: 1)(perkalIndex(columns, weights: weights, divisor: divisor, threshold: threshold))
}
