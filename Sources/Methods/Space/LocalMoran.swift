/// Where a unit stands with its neighbours.
package enum SpatialQuadrant: String, Sendable, Hashable {
  case highHigh = "HH"
  case lowLow = "LL"
  case lowHigh = "LH"
  case highLow = "HL"
}

/// A unit's share in Moran's I.
package struct LocalMoran: Sendable, Hashable {
  package var value: Double
  package var quadrant: SpatialQuadrant
  package var neighbours: Int
  /// Pseudo probability by conditional permutation, folded: (the smaller tail + 1) / (permutations + 1).
  package var probability: Double
  /// After Benjamini and Hochberg over all units with neighbours.
  package var adjusted: Double

  /// The quadrant where it may be shown: at least two neighbours and an adjusted probability up to the level. Even so it is
  /// of interest, not proven.
  package func shown(level: Double) -> SpatialQuadrant? { neighbours >= 2 && adjusted <= level ? quadrant : nil }
}

/// Local Moran I_i = z_i sum_j w_ij z_j / m2, m2 = sum z^2 / n (or n - 1), with probabilities by permutation: the unit stays, the
/// others change places.
///
/// Source: L. Anselin, Geographical Analysis 27 (1995), 93-115; esda `Moran_Local`; R. R. Sokal et al. (1998).
/// - Returns: nil for an island.
package func localMoran(
  _ values: [Double], _ weights: SpatialWeights, divisor: VarianceDivisor = .population, permutations: Int = 9999, seed: UInt64
) -> [LocalMoran?] {
  let centre = mean(values)
  let z = values.map { $0 - centre }
  let m2 = z.reduce(0) { $0 + $1 * $1 } / divisor.divisor(z.count)
  guard m2 > 0, m2.isFinite else { return values.map { _ in nil } }
  var random = SeededRandom(seed: seed)
  var result: [LocalMoran?] = []
  for unit in z.indices {
    let links = weights.links[unit]
    guard !links.isEmpty, links.count < z.count else {
      result.append(nil)
      continue
    }
    let lag = weights.lag(z, of: unit)
    var others = z.indices.filter { $0 != unit }.map { z[$0] }
    var larger = 0
    for _ in 0..<permutations {
      random.drawToFront(links.count, of: &others)
      var sum = 0.0
      for (place, link) in links.enumerated() { sum += link.weight * others[place] }
      if z[unit] * sum >= z[unit] * lag { larger += 1 }
    }
    let tail = min(larger, permutations - larger)
    let quadrant: SpatialQuadrant = z[unit] > 0 ? (lag > 0 ? .highHigh : .highLow) : (lag > 0 ? .lowHigh : .lowLow)
    result.append(
      LocalMoran(
        value: z[unit] * lag / m2, quadrant: quadrant, neighbours: links.count,
        probability: Double(tail + 1) / Double(permutations + 1), adjusted: 1))
  }
  let adjusted = falseDiscoveryRates(result.map { $0?.probability })
  return result.indices.map { index in
    var local = result[index]
    if let value = adjusted[index] { local?.adjusted = value }
    return local
  }
}

/// Probabilities adjusted for their number by Benjamini and Hochberg: the least over larger p of p n / rank.
///
/// Source: Y. Benjamini, Y. Hochberg, Journal of the Royal Statistical Society B 57 (1995), 289-300; R `p.adjust("BH")`.
package func falseDiscoveryRates(_ probabilities: [Double?]) -> [Double?] {
  let order = probabilities.indices.filter { probabilities[$0] != nil }.sorted {
    (probabilities[$0] ?? 0) > (probabilities[$1] ?? 0)
  }
  var result = [Double?](repeating: nil, count: probabilities.count)
  var least = 1.0
  for (place, index) in order.enumerated() {
    guard let p = probabilities[index] else { continue }
    least = min(least, p * Double(order.count) / Double(order.count - place))
    result[index] = least
  }
  return result
}
