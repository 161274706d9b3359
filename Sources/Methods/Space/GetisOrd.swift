/// Getis and Ord's local statistic as a standard deviate: high where high values gather, low where low ones do.
///
///     (sum w x - W m) / (s sqrt((n S1 - W^2) / (n - 1)))
///
/// G* counts the unit itself among its neighbours and takes the mean and deviation (1/n) of all; G leaves it out of both.
///
/// Source: J. K. Ord, A. Getis, Geographical Analysis 27 (1995), 286-306; spdep `localG`.
/// - Parameter weights: for G* with the unit itself among its neighbours.
/// - Returns: nil for an island, or where the deviate is not defined.
package func getisOrd(_ values: [Double], _ weights: SpatialWeights, includingSelf: Bool) -> [Double?] {
  let total = values.reduce(0, +)
  let squares = values.reduce(0) { $0 + $1 * $1 }
  return values.indices.map { unit in
    let links = weights.links[unit]
    guard !links.isEmpty else { return nil }
    let n = Double(values.count - (includingSelf ? 0 : 1))
    let centre = (includingSelf ? total : total - values[unit]) / n
    let variance = (includingSelf ? squares : squares - values[unit] * values[unit]) / n - centre * centre
    let sum = links.reduce(0) { $0 + $1.weight }
    let sumOfSquares = links.reduce(0) { $0 + $1.weight * $1.weight }
    let spread = variance * (n * sumOfSquares - sum * sum) / (n - 1)
    guard spread > 0 else { return nil }
    return (weights.lag(values, of: unit) - sum * centre) / spread.squareRoot()
  }
}
