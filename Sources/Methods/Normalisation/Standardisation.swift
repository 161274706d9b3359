/// z scores: mean + deviation * (x - x̄) / s.
///
/// Source: OECD/JRC Handbook (2008), step 5; COINr `n_zscore` (n - 1).
/// - Returns: nil where missing, and for all when the values do not vary.
package func standardised(
  _ values: [Double?], divisor: VarianceDivisor = .sample, mean target: Double = 0, deviation scale: Double = 1
) -> [Double?] {
  let present = presentValues(values)
  let centre = mean(present)
  let spread = standardDeviation(present, divisor)
  guard spread > 0, spread.isFinite else { return values.map { _ in nil } }
  return values.map { value in
    guard let value, value.isFinite else { return nil }
    return (value - centre) / spread * scale + target
  }
}
