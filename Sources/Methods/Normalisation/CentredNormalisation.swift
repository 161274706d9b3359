/// The normalisation formulas of clusterSim: (x - a) / b with a the mean, the median, the least value, the middle of the range
/// or 0, and b a measure of spread or size.
///
/// Source: M. Walesiak, A. Dudek, clusterSim `data.Normalization`; M. Walesiak, Przegląd Statystyczny 61 (2014), 363-372.
package enum CentredNormalisation: String, Sendable, Hashable, CaseIterable {
  case n0, n1, n2, n3, n3a, n4, n5, n5a, n6, n6a, n7, n8, n9, n9a, n10, n11, n12, n12a, n13

  /// - Parameter madConstant: what the median absolute deviation is multiplied by (n2, n6a): 1.4826 in R.
  /// - Returns: nil where missing, and for all when b is 0.
  package func callAsFunction(_ values: [Double?], madConstant: Double = 1.4826) -> [Double?] {
    let present = presentValues(values)
    guard let least = present.min(), let most = present.max() else { return values.map { _ in nil } }
    let centre = centre(present, least, most)
    let size = size(present, least, most, centre, madConstant)
    guard size != 0, size.isFinite else { return values.map { _ in nil } }
    return values.map { value in
      guard let value, value.isFinite else { return nil }
      return (value - centre) / size
    }
  }

  private func centre(_ values: [Double], _ least: Double, _ most: Double) -> Double {
    switch self {
    case .n1, .n3, .n5, .n12: mean(values)
    case .n2, .n3a, .n5a, .n12a: median(values)
    case .n4: least
    case .n13: (least + most) / 2
    case .n0, .n6, .n6a, .n7, .n8, .n9, .n9a, .n10, .n11: 0
    }
  }

  private func size(_ values: [Double], _ least: Double, _ most: Double, _ centre: Double, _ madConstant: Double) -> Double {
    switch self {
    case .n0: 1
    case .n1, .n6: standardDeviation(values)
    case .n2, .n6a: medianAbsoluteDeviation(values, constant: madConstant)
    case .n3, .n3a, .n4, .n7: most - least
    case .n5, .n5a: values.map { abs($0 - centre) }.max() ?? 0
    case .n8: most
    case .n9: mean(values)
    case .n9a: median(values)
    case .n10: values.reduce(0, +)
    case .n11: values.reduce(0) { $0 + $1 * $1 }.squareRoot()
    case .n12, .n12a: values.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }.squareRoot()
    case .n13: (most - least) / 2
    }
  }
}
