/// Normalisations that place a value between fixed points: the least and the largest value, a reference, a target, two
/// posts. As in COINr, after the values of a destimulant have been turned over (see `directed`).
///
/// Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), step 5; COINr `n_minmax`, `n_dist2max`,
/// `n_dist2ref`, `n_dist2targ`, `n_goalposts`, `n_fracmax`, `n_scaled`.
package enum RangeNormalisation: Sendable, Hashable {
  /// l + (u - l) (x - min) / (max - min)
  case minMax(lower: Double, upper: Double)
  /// 1 - (max - x) / (max - min)
  case distanceToMaximum
  /// 1 - (r - x) / (r - min); `capped` holds what is beyond the reference at 1.
  case distanceTo(Double, capped: Bool)
  /// (x - a) / (b - a) held inside 0...1 when `truncated`, times the scale.
  case goalposts(Double, Double, scale: Double, truncated: Bool)
  /// x / max
  case fractionOfMaximum

  /// - Returns: nil where the value is missing; nil for all when the fixed points coincide, since then nothing is between
  ///   them.
  package func callAsFunction(_ values: [Double?]) -> [Double?] {
    let present = presentValues(values)
    guard let least = present.min(), let most = present.max() else { return values.map { _ in nil } }
    func each(_ transform: (Double) -> Double) -> [Double?] {
      values.map { value in
        guard let value, value.isFinite else { return nil }
        let result = transform(value)
        return result.isFinite ? result : nil
      }
    }
    switch self {
    case .minMax(let lower, let upper):
      guard most > least else { return values.map { _ in nil } }
      return each { ($0 - least) / (most - least) * (upper - lower) + lower }
    case .distanceToMaximum:
      guard most > least else { return values.map { _ in nil } }
      return each { 1 - (most - $0) / (most - least) }
    case .distanceTo(let reference, let isCapped):
      guard reference != least else { return values.map { _ in nil } }
      return each { value in
        let score = 1 - (reference - value) / (reference - least)
        return isCapped ? min(1, score) : score
      }
    case .goalposts(let low, let high, let scale, let isTruncated):
      guard high != low else { return values.map { _ in nil } }
      return each { value in
        let score = (value - low) / (high - low)
        return (isTruncated ? max(0, min(1, score)) : score) * scale
      }
    case .fractionOfMaximum:
      guard most != 0 else { return values.map { _ in nil } }
      return each { $0 / most }
    }
  }
}
