import Contracts
import Methods
import Pipelines
import Territory

/// The index of one level in one year by three methods, how sure its places are and what they hang on.
///
/// * Unitarised values go through the domains as in the index itself (`zero-unitarisation`); `hellwig` and `topsis` order the
///   same units by their domain scores, with the weights of the domains. All are turned so that more is more of what the index
///   is called by; place 1 is the lowest score.
/// * Replications draw normalisation (range, rank, normal), aggregation (arithmetic, geometric), weights (each times 0.75 to
///   1.25) and an indicator left out, from a fixed seed.
struct IndexMethods {
  struct Domain {
    var id: String
    var weight: Double
    /// Positions in `ids`.
    var variables: [Int]
  }

  let index: String
  let level: Level
  let year: Int
  let ids: [String]
  let domains: [Domain]
  let tree: DomainTree
  /// By unit and then variable: 0-1, high where the situation is worse.
  let cells: [[Double?]]

  static let replications = 1_000
  /// Replications in which one factor alone varies, and samples of the sensitivity indices.
  static let samples = 160
  static let seed: UInt64 = 20_161_110
  static let names = ["zero-unitarisation", "hellwig", "topsis"]
  /// As in `IndexMethodRow.driver`, in the order of the draws.
  static let factors = ["normalisation", "weights", "aggregation", "left-out"]

  private var weights: [Double] {
    var weights = [Double](repeating: 0, count: ids.count)
    for domain in domains {
      for variable in domain.variables { weights[variable] = domain.weight / Double(domain.variables.count) }
    }
    let total = weights.reduce(0, +)
    return weights.map { $0 / total }
  }

  /// Columns by variable, more is better, only those that vary.
  private func varying() -> (columns: [[Double?]], kept: [Int]) {
    var columns: [[Double?]] = []
    var kept: [Int] = []
    for variable in ids.indices {
      let column = cells.map { $0[variable].map { -$0 } }
      let present = column.compactMap { $0 }
      guard let least = present.min(), let most = present.max(), most > least else { continue }
      columns.append(column)
      kept.append(variable)
    }
    return (columns, kept)
  }

  /// - Parameter units: by position in `cells`: code, name.
  func rows(_ units: [Unit]) -> (methods: [IndexMethodRow], drivers: [IndexDriverRow]) {
    let scores = cells.map { tree.score($0) }
    let parts = domains.indices.map { domain in scores.map { $0.parts[domain].value } }
    let types = domains.map { _ in VariableType.destimulant }
    let weights = domains.map(\.weight)
    let byMethod: [[Double?]] = [
      scores.map(\.whole.value),
      hellwig(parts, types: types, weights: weights).map { $0.map { 1 - $0 } },
      topsis(parts, types: types, weights: weights, normalisation: .minmax).map { $0.map { 1 - $0 } },
    ]
    let places = byMethod.map { ranks($0, better: .less) }
    let ranked = places.map { $0.count { $0 != nil } }
    let (columns, kept) = varying()
    let own = self.weights
    let chosen = kept.map { own[$0] }
    let uncertainty = RankUncertainty(columns, weights: chosen)
    let spread = uncertainty?.places(replications: Self.replications, seed: Self.seed)
    let shares = drivers(columns, chosen)
    var rows: [IndexMethodRow] = []
    for unit in units.indices {
      let found = places.compactMap { $0[unit] }
      for (method, name) in Self.names.enumerated() {
        var row = IndexMethodRow()
        row.index = index
        row.unit = units[unit].code
        row.unitName = units[unit].name
        row.level = level.rawValue
        row.period = String(year)
        row.method = name
        row.score = byMethod[method][unit]
        row.rank = places[method][unit]
        if row.rank != nil { row.unitsRanked = ranked[method] }
        if scores[unit].whole.value != nil, let place = spread?[unit] {
          row.rankLow = Int(place.low)
          row.rankMedian = place.median
          row.rankHigh = Int(place.high)
        }
        if found.count > 1, let best = found.min(), let worst = found.max() { row.disagreement = worst - best }
        if let driver = shares[unit] {
          row.driver = Self.factors[driver.factor]
          row.driverShare = driver.share
        }
        rows.append(row)
      }
    }
    return (rows, table(scores.map(\.whole.value), parts, columns, kept, uncertainty))
  }

  /// For each unit the factor that, varied alone, moves its place most, with its share of the sum of the variances.
  private func drivers(_ columns: [[Double?]], _ weights: [Double]) -> [(factor: Int, share: Double)?] {
    var variances = [[Double]](repeating: [], count: cells.count)
    for factor in Self.factors.indices {
      let choices = RankUncertainty.Choices(
        normalisation: factor == 0, aggregation: factor == 2, leaveOneOut: factor == 3, noise: factor == 1 ? 0.25 : 0)
      let places = RankUncertainty(columns, weights: weights, choices: choices)?
        .variances(replications: Self.samples, seed: Self.seed)
      for unit in cells.indices { variances[unit].append(places?[unit] ?? 0) }
    }
    return variances.map { list in
      let total = list.reduce(0, +)
      guard total > 0, let most = list.indices.max(by: { (list[$0], -$0) < (list[$1], -$1) }) else { return nil }
      return (most, list[most] / total)
    }
  }

  private func table(
    _ whole: [Double?], _ parts: [[Double?]], _ columns: [[Double?]], _ kept: [Int], _ uncertainty: RankUncertainty?
  ) -> [IndexDriverRow] {
    var rows: [IndexDriverRow] = []
    func row(_ kind: String, _ element: String) -> IndexDriverRow {
      var row = IndexDriverRow()
      row.index = index
      row.level = level.rawValue
      row.period = String(year)
      row.kind = kind
      row.element = element
      return row
    }
    let total = domains.reduce(0) { $0 + $1.weight }
    func agreement(_ column: [Double?]) -> Double? {
      var one: [Double] = []
      var other: [Double] = []
      for (x, y) in zip(column, whole) {
        guard let x, let y else { continue }
        one.append(x)
        other.append(y)
      }
      return correlation(one, other)
    }
    let shares = effectiveWeights(parts, weights: domains.map(\.weight), whole: whole)
    for (position, domain) in domains.enumerated() {
      var row = row("domain", domain.id)
      row.weight = domain.weight / total
      row.effectiveWeight = shares[position]
      row.correlation = agreement(parts[position])
      rows.append(row)
    }
    let own = weights
    let places = ranks(whole, better: .less)
    for (variable, id) in ids.enumerated() {
      var row = row("indicator", id)
      row.weight = own[variable]
      row.correlation = agreement(cells.map { $0[variable] })
      let without = cells.map { values -> Double? in
        var values = values
        values[variable] = nil
        return tree.score(values).whole.value
      }
      let other = ranks(without, better: .less)
      let shifts = zip(places, other).compactMap { a, b in a.flatMap { a in b.map { abs(a - $0) } } }
      if !shifts.isEmpty { row.shift = Double(shifts.reduce(0, +)) / Double(shifts.count) }
      rows.append(row)
    }
    if let sobol = uncertainty?.sensitivity(samples: Self.samples, seed: Self.seed) {
      for (position, factor) in Self.factors.enumerated() {
        var row = row("choice", factor)
        row.firstOrder = sobol.first[position]
        row.total = sobol.total[position]
        rows.append(row)
      }
    }
    return rows
  }
}
