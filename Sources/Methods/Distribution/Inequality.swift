import Glibc

/// A value with its weight: persons, households, or the population of a unit.
package struct WeightedValue: Sendable, Hashable {
  package var value: Double
  package var weight: Double

  package init(_ value: Double, _ weight: Double = 1) {
    self.value = value
    self.weight = weight
  }
}

/// Gini coefficient of weighted values: (2 sum w x cumulated w - sum w^2 x) / (sum w sum wx) - 1.
///
/// Source: Eurostat; laeken `gini` (which gives it times 100).
/// - Returns: from 0; nil when the total is not positive.
package func gini(_ values: [WeightedValue]) -> Double? {
  let sorted = values.sorted { $0.value < $1.value }
  var cumulated = 0.0
  var first = 0.0
  var second = 0.0
  var total = 0.0
  for item in sorted {
    cumulated += item.weight
    first += item.weight * item.value * cumulated
    second += item.weight * item.weight * item.value
    total += item.weight * item.value
  }
  guard total > 0, cumulated > 0 else { return nil }
  return (2 * first - second) / (cumulated * total) - 1
}

/// Theil's T and its parts between and within groups: T = sum (w/W)(x/m) ln(x/m).
///
/// Source: H. Theil, Economics and Information Theory (1967); A. F. Shorrocks, Econometrica 48 (1980), 613-625.
package struct TheilIndex: Sendable, Hashable {
  package var total: Double
  package var between: Double
  package var within: Double

  /// - Parameter groups: group of each value.
  /// - Returns: nil when a value is negative or their mean is not positive. A zero adds nothing.
  package init?(_ values: [WeightedValue], groups: [String]) {
    guard values.count == groups.count, values.allSatisfy({ $0.value >= 0 && $0.weight >= 0 }) else { return nil }
    let weight = values.reduce(0) { $0 + $1.weight }
    let sum = values.reduce(0) { $0 + $1.weight * $1.value }
    guard weight > 0, sum > 0 else { return nil }
    let centre = sum / weight
    func term(_ share: Double, _ value: Double) -> Double { value > 0 ? share * value / centre * log(value / centre) : 0 }
    total = values.reduce(0) { $0 + term($1.weight / weight, $1.value) }
    var between = 0.0
    for group in Set(groups).sorted() {
      let members = values.indices.filter { groups[$0] == group }.map { values[$0] }
      let groupWeight = members.reduce(0) { $0 + $1.weight }
      let groupSum = members.reduce(0) { $0 + $1.weight * $1.value }
      if groupWeight > 0 { between += term(groupWeight / weight, groupSum / groupWeight) }
    }
    self.between = between
    within = total - between
  }
}

/// Quantile of weighted values: the first whose cumulated share of the weight passes the probability, or the mean of two where
/// it is met exactly.
///
/// Source: laeken `weightedQuantile`.
package func weightedQuantile(_ values: [WeightedValue], _ probability: Double) -> Double? {
  let sorted = values.filter { $0.weight > 0 }.sorted { $0.value < $1.value }
  let total = sorted.reduce(0) { $0 + $1.weight }
  guard total > 0 else { return nil }
  var cumulated = 0.0
  for (index, item) in sorted.enumerated() {
    cumulated += item.weight
    let excess = cumulated / total - probability
    if abs(excess) < 1e-12, index + 1 < sorted.count { return (item.value + sorted[index + 1].value) / 2 }
    if excess >= 0 { return item.value }
  }
  return sorted.last?.value
}

/// The Laeken indicators of income poverty and inequality.
///
/// Source: Eurostat; A. Alfons, M. Templ, Journal of Statistical Software 54 (2013), 15, laeken `arpr`, `qsr`, `rmpg`, `gini`.
package struct LaekenIndicators: Sendable, Hashable {
  /// 60 % of the weighted median.
  package var threshold: Double
  /// Share below the threshold, in per cent.
  package var atRiskOfPoverty: Double
  /// Income of all above the fourth over income of all up to the first quintile point (S80/S20).
  package var quintileShareRatio: Double?
  /// Distance of the median of the poor from the threshold, in per cent of it. nil without poor.
  package var medianGap: Double?
  /// Times 100.
  package var gini: Double?

  /// - Parameter threshold: another threshold than that of these records: for a region the national one is used.
  package init?(_ values: [WeightedValue], share: Double = 0.6, threshold given: Double? = nil) {
    guard let middle = weightedQuantile(values, 0.5), let low = weightedQuantile(values, 0.2),
      let high = weightedQuantile(values, 0.8)
    else { return nil }
    threshold = given ?? share * middle
    let line = threshold
    func weight(_ items: [WeightedValue]) -> Double { items.reduce(0) { $0 + $1.weight } }
    func total(_ items: [WeightedValue]) -> Double { items.reduce(0) { $0 + $1.weight * $1.value } }
    let poor = values.filter { $0.value < line }
    atRiskOfPoverty = 100 * weight(poor) / weight(values)
    let ratio = total(values.filter { $0.value > high }) / total(values.filter { $0.value <= low })
    quintileShareRatio = ratio.isFinite ? ratio : nil
    medianGap = weightedQuantile(poor, 0.5).map { 100 * (line - $0) / line }
    gini = Methods.gini(values).map { $0 * 100 }
  }
}
