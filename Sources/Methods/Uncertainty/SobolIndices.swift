/// How much of the variance of a result each factor explains, alone and with all its interactions.
///
///     S_i = mean(f(B) (f(A_B^i) - f(A))) / V,   ST_i = mean((f(A) - f(A_B^i))^2) / 2V
///
/// A and B are two samples, A_B^i is A with factor i from B; V is the variance over A and B. With few samples S_i may fall a
/// little below 0.
///
/// Source: A. Saltelli et al., Computer Physics Communications 181 (2010), 259-270 (first order), M. J. W. Jansen, ibid. 117
/// (1999), 35-43 (total); SALib `sobol.analyze`.
package struct SobolIndices: Sendable, Hashable {
  package var first: [Double]
  package var total: [Double]
  package var variance: Double

  /// - Parameters:
  ///   - groups: positions of the random numbers of each factor.
  ///   - function: result for random numbers from 0 to below 1.
  /// - Returns: nil when the result does not vary.
  package init?(groups: [[Int]], dimensions: Int, samples: Int, seed: UInt64, function: ([Double]) -> Double) {
    guard samples >= 2 else { return nil }
    var random = SeededRandom(seed: seed)
    var fA: [Double] = []
    var fB: [Double] = []
    var mixed = [[Double]](repeating: [], count: groups.count)
    for _ in 0..<samples {
      let a = (0..<dimensions).map { _ in random.uniform() }
      let b = (0..<dimensions).map { _ in random.uniform() }
      fA.append(function(a))
      fB.append(function(b))
      for (index, group) in groups.enumerated() {
        var point = a
        for place in group { point[place] = b[place] }
        mixed[index].append(function(point))
      }
    }
    self.init(results: fA, other: fB, mixed: mixed)
  }

  /// The indices from results that are there.
  ///
  /// - Parameters:
  ///   - results: of sample A.
  ///   - other: of sample B, as many.
  ///   - mixed: of A with each factor in turn from B, as many each.
  /// - Returns: nil when the result does not vary.
  package init?(results: [Double], other: [Double], mixed: [[Double]]) {
    let all = Methods.variance(results + other, .population)
    guard all > 0 else { return nil }
    variance = all
    // Centring changes nothing in expectation and much in precision; SALib centres on everything that was worked out.
    let centre = mean(results + other + mixed.flatMap { $0 })
    let count = Double(results.count)
    first = mixed.map { f in
      var sum = 0.0
      for k in results.indices { sum += (other[k] - centre) * (f[k] - results[k]) }
      return sum / count / all
    }
    total = mixed.map { f in
      var sum = 0.0
      for k in results.indices { sum += (results[k] - f[k]) * (results[k] - f[k]) }
      return sum / (2 * count) / all
    }
  }
}
