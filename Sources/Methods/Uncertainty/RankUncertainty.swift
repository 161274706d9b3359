import Glibc

/// How sure the places of an index are: it is computed again many times with another normalisation, other weights, another
/// aggregation and without one of its variables, all drawn at random, and the places are gathered.
///
/// Source: OECD/JRC Handbook (2008), step 7; A. Saltelli et al., Sensitivity Analysis in Practice (2004); COINr `get_sensitivity`.
package struct RankUncertainty: Sendable {
  /// What may vary. What is not set stays as in the index itself (min-max 1 to 100, arithmetic, given weights, all variables).
  package struct Choices: Sendable, Hashable {
    package var normalisation: Bool
    package var aggregation: Bool
    package var leaveOneOut: Bool
    /// Each weight times a number drawn evenly from 1 - noise to 1 + noise.
    package var noise: Double

    package init(normalisation: Bool = true, aggregation: Bool = true, leaveOneOut: Bool = true, noise: Double = 0.25) {
      self.normalisation = normalisation
      self.aggregation = aggregation
      self.leaveOneOut = leaveOneOut
      self.noise = noise
    }

    /// Names of the factors, in the order of the draws.
    package static let factors = ["normalisation", "weights", "aggregation", "leave-one-out"]
  }

  package struct Place: Sendable, Hashable {
    /// In the index itself.
    package var rank: Int
    package var mean: Double
    package var median: Double
    package var low: Double
    package var high: Double
  }

  private let scaled: [[[Double]]]
  private let isMissing: [[Bool]]
  private let weights: [Double]
  private let choices: Choices
  private let units: Int
  /// For each thing that may be left out, whether it takes a variable with it.
  private let leaves: [[Bool]]

  /// - Parameters:
  ///   - columns: directed values (more is better), one list a variable, nil where missing.
  ///   - domains: positions of variables that are left out together; nil leaves out one variable at a time.
  /// - Returns: nil when a variable does not vary.
  package init?(_ columns: [[Double?]], weights: [Double], choices: Choices = Choices(), domains: [[Int]]? = nil) {
    guard let count = columns.first?.count, columns.count == weights.count else { return nil }
    leaves = (domains ?? columns.indices.map { [$0] }).map { set in columns.indices.map { set.contains($0) } }
    units = count
    self.weights = weights
    self.choices = choices
    isMissing = columns.map { column in column.map { $0?.isFinite != true } }
    // Each normalisation ends on 1 to 100, so that every aggregation is defined.
    let wide = RangeNormalisation.minMax(lower: 1, upper: 100)
    var forms: [[[Double]]] = []
    for form in 0..<3 {
      var list: [[Double]] = []
      for column in columns {
        let base: [Double?] =
          switch form {
          case 0: column
          case 1: RankNormalisation.percentile(column, ties: .average)
          default: standardised(column).map { $0.map { normalProbability($0) } }
          }
        let values = wide(base)
        guard values.contains(where: { $0 != nil }) else { return nil }
        list.append(values.map { $0 ?? 0 })
      }
      forms.append(list)
    }
    scaled = forms
  }

  /// Number of random numbers that one computation takes.
  package var dimensions: Int { 3 + weights.count }

  /// Scores for draws in 0..<1: normalisation, aggregation, variable left out, then one a weight.
  package func scores(_ draws: [Double]) -> [Double?] {
    let form = choices.normalisation ? min(2, Int(draws[0] * 3)) : 0
    let isGeometric = choices.aggregation && draws[1] >= 0.5
    // One chance among m + 1 is that all stay.
    let left = choices.leaveOneOut && leaves.count > 2 ? Int(draws[2] * Double(leaves.count + 1)) - 1 : -1
    var sums = [Double](repeating: 0, count: units)
    var totals = sums
    for (index, column) in scaled[form].enumerated() where left < 0 || !leaves[left][index] {
      let weight = weights[index] * (1 + choices.noise * (2 * draws[3 + index] - 1))
      guard weight > 0 else { continue }
      let missing = isMissing[index]
      for unit in 0..<units where !missing[unit] {
        sums[unit] += weight * (isGeometric ? log(column[unit]) : column[unit])
        totals[unit] += weight
      }
    }
    return (0..<units).map { totals[$0] > 0 ? sums[$0] / totals[$0] : nil }
  }

  /// The draws that give the index itself.
  private var central: [Double] { [0, 0, 0] + weights.map { _ in 0.5 } }

  /// Places over so many computations.
  /// - Parameters:
  ///   - share: share of the places between low and high: 0.9 leaves 5 % on each side.
  /// - Returns: nil for a unit without any value.
  package func places(replications: Int, seed: UInt64, share: Double = 0.9) -> [Place?] {
    var random = SeededRandom(seed: seed)
    var gathered = [[Int32]](repeating: [], count: units)
    for unit in gathered.indices { gathered[unit].reserveCapacity(replications) }
    for _ in 0..<replications {
      let draws = (0..<dimensions).map { _ in random.uniform() }
      for (unit, rank) in ranks(scores(draws), better: .more).enumerated() {
        if let rank { gathered[unit].append(Int32(rank)) }
      }
    }
    let own = ranks(scores(central), better: .more)
    return (0..<units).map { unit in
      guard let rank = own[unit], !gathered[unit].isEmpty else { return nil }
      let sorted = gathered[unit].sorted().map { Double($0) }
      let tail = (1 - share) / 2
      return Place(
        rank: rank, mean: mean(sorted), median: median(sorted), low: quantile(sorted, tail, type: 1) ?? .nan,
        high: quantile(sorted, 1 - tail, type: 1) ?? .nan)
    }
  }

  /// Variance of the place of each unit over so many computations; nil for a unit without any value.
  package func variances(replications: Int, seed: UInt64) -> [Double?] {
    var random = SeededRandom(seed: seed)
    var sums = [Double](repeating: 0, count: units)
    var squares = sums
    var counts = sums
    for _ in 0..<replications {
      let draws = (0..<dimensions).map { _ in random.uniform() }
      for (unit, rank) in ranks(scores(draws), better: .more).enumerated() {
        guard let rank else { continue }
        sums[unit] += Double(rank)
        squares[unit] += Double(rank * rank)
        counts[unit] += 1
      }
    }
    return (0..<units).map { unit in
      guard counts[unit] > 0 else { return nil }
      // Sums of whole numbers are exact; what is left below 0 could only be rounding of the division.
      return max(0, squares[unit] / counts[unit] - (sums[unit] / counts[unit]) * (sums[unit] / counts[unit]))
    }
  }

  /// Mean shift of the places from those of the index itself: what the sensitivity indices explain.
  package func shift(_ draws: [Double]) -> Double {
    shift(ranks(scores(draws), better: .more), from: ranks(scores(central), better: .more))
  }

  private func shift(_ other: [Int?], from own: [Int?]) -> Double {
    var sum = 0.0
    var count = 0.0
    for (a, b) in zip(own, other) {
      guard let a, let b else { continue }
      sum += Double(abs(a - b))
      count += 1
    }
    return count > 0 ? sum / count : 0
  }

  /// Sobol indices of the four factors on the mean shift; all weights together are one factor.
  package func sensitivity(samples: Int, seed: UInt64) -> SobolIndices? {
    let groups = [[0], Array(3..<dimensions), [1], [2]]
    let own = ranks(scores(central), better: .more)
    return SobolIndices(groups: groups, dimensions: dimensions, samples: samples, seed: seed) { draws in
      shift(ranks(scores(draws), better: .more), from: own)
    }
  }
}
