/// A global statistic of space with its moments.
package struct SpatialStatistic: Sendable, Hashable {
  package var value: Double
  package var expected: Double
  /// If the values stood anywhere (randomisation), and if they were normal.
  package var varianceRandomised: Double
  package var varianceNormal: Double
  package var zRandomised: Double
  package var zNormal: Double
  /// Two-sided, by the normal distribution.
  package var probabilityRandomised: Double
  package var probabilityNormal: Double

  init(_ value: Double, expected: Double, randomised: Double, normal: Double, sign: Double = 1) {
    self.value = value
    self.expected = expected
    varianceRandomised = randomised
    varianceNormal = normal
    zRandomised = sign * (value - expected) / randomised.squareRoot()
    zNormal = sign * (value - expected) / normal.squareRoot()
    probabilityRandomised = twoSidedNormal(zRandomised)
    probabilityNormal = twoSidedNormal(zNormal)
  }
}

/// Moran's I = (n / S0) z'Wz / z'z with its moments. n leaves out the islands, the mean does not.
///
/// Source: A. D. Cliff, J. K. Ord, Spatial Processes (1981); spdep `moran.test` with `adjust.n`.
/// - Returns: nil for fewer than four units with neighbours or values that do not vary.
package func moran(_ values: [Double], _ weights: SpatialWeights) -> SpatialStatistic? {
  guard let basis = SpatialBasis(values, weights) else { return nil }
  let (n, s0, s1, s2, k) = (basis.n, basis.s0, basis.s1, basis.s2, basis.kurtosis)
  var cross = 0.0
  for unit in values.indices { cross += basis.deviations[unit] * weights.lag(basis.deviations, of: unit) }
  let value = n / s0 * cross / basis.squares
  let expected = -1 / (n - 1)
  let normal = (n * n * s1 - n * s2 + 3 * s0 * s0) / ((n * n - 1) * s0 * s0) - expected * expected
  let top = n * ((n * n - 3 * n + 3) * s1 - n * s2 + 3 * s0 * s0) - k * ((n * n - n) * s1 - 2 * n * s2 + 6 * s0 * s0)
  let randomised = top / ((n - 1) * (n - 2) * (n - 3) * s0 * s0) - expected * expected
  return SpatialStatistic(value, expected: expected, randomised: randomised, normal: normal)
}

/// Geary's C = (n - 1) sum w (x_i - x_j)^2 / (2 S0 z'z) with its moments; z is positive where neighbours are alike.
///
/// Source: as `moran`; spdep `geary.test`.
package func geary(_ values: [Double], _ weights: SpatialWeights) -> SpatialStatistic? {
  guard let basis = SpatialBasis(values, weights) else { return nil }
  let (n, s0, s1, s2, k) = (basis.n, basis.s0, basis.s1, basis.s2, basis.kurtosis)
  var sum = 0.0
  for (unit, links) in weights.links.enumerated() {
    for link in links { sum += link.weight * (values[unit] - values[link.unit]) * (values[unit] - values[link.unit]) }
  }
  let value = (n - 1) * sum / (2 * s0 * basis.squares)
  let normal = ((2 * s1 + s2) * (n - 1) - 4 * s0 * s0) / (2 * (n + 1) * s0 * s0)
  let first = (n - 1) * s1 * (n * n - 3 * n + 3 - k * (n - 1))
  let second = 0.25 * (n - 1) * s2 * (n * n + 3 * n - 6 - k * (n * n - n + 2))
  let third = s0 * s0 * (n * n - 3 - k * (n - 1) * (n - 1))
  let randomised = (first - second + third) / (n * (n - 2) * (n - 3) * s0 * s0)
  return SpatialStatistic(value, expected: 1, randomised: randomised, normal: normal, sign: -1)
}

private struct SpatialBasis {
  var n: Double
  var s0: Double
  var s1: Double
  var s2: Double
  var kurtosis: Double
  var deviations: [Double]
  var squares: Double

  init?(_ values: [Double], _ weights: SpatialWeights) {
    let linked = values.count - weights.islands.count
    guard values.count == weights.links.count, linked >= 4 else { return nil }
    let centre = mean(values)
    deviations = values.map { $0 - centre }
    squares = deviations.reduce(0) { $0 + $1 * $1 }
    guard squares > 0 else { return nil }
    kurtosis = Double(values.count) * deviations.reduce(0) { $0 + $1 * $1 * $1 * $1 } / (squares * squares)
    n = Double(linked)
    (s0, s1, s2) = weights.sums
    guard s0 > 0 else { return nil }
  }
}
