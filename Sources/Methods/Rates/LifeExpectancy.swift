/// An age group of a life table.
package struct AgeGroup: Sendable, Hashable {
  /// First year of age.
  package var start: Double
  package var deaths: Double
  package var population: Double

  package init(start: Double, deaths: Double, population: Double) {
    self.start = start
    self.deaths = deaths
    self.population = population
  }
}

/// Expectation of life at the beginning of each age group, from an abridged life table:
///
///     M = deaths / population,  q = n M / (1 + n M (1 - a)),  a = 0.1 for the first group and 1/2 for the others
///
/// with n the years of the group, 2/M for the open last one. The variance is Chiang's with the term of Silcocks for the last group.
///
/// Source: C. L. Chiang, Introduction to Stochastic Processes in Biostatistics (1968), 189-214; P. B. S. Silcocks et al., J.
/// Epidemiology & Community Health 55 (2001), 38-43; PHEindicatormethods `phe_life_expectancy`.
/// - Parameters:
///   - groups: in the order of age, from 0 on, the last one open.
///   - least: total population at or below which the table is not robust (5 000).
/// - Returns: years; a value whose 95 % interval is wider than 20 years has `nan` for its value. nil where there is no table: an
///   empty or negative group, more deaths than persons, no death in the last group, too small a population.
package func lifeExpectancies(
  _ groups: [AgeGroup], confidence: Double = standardConfidence, least: Double = 5000
) -> [Estimate]? {
  let count = groups.count
  let isFit = groups.allSatisfy { $0.deaths >= 0 && $0.population > 0 && $0.deaths <= $0.population }
  let rises = zip(groups, groups.dropFirst()).allSatisfy { $0.start < $1.start }
  guard count >= 2, isFit, rises, groups[0].start == 0, let last = groups.last, last.deaths > 0,
    groups.reduce(0, { $0 + $1.population }) > least
  else { return nil }
  var years: [Double] = []
  var dying: [Double] = []
  for (index, group) in groups.enumerated() {
    let rate = group.deaths / group.population
    let share = group.start == 0 ? 0.1 : 0.5
    let width = index + 1 < count ? groups[index + 1].start - group.start : 2 / rate
    years.append(width)
    let isCertain = index + 1 == count || group.deaths > group.population / width / share
    dying.append(isCertain ? 1 : rate * width / (1 + rate * width * (1 - share)))
  }
  var alive = [100_000.0]
  for index in 0..<(count - 1) { alive.append(alive[index] * (1 - dying[index])) }
  let final = count - 1
  let finalRate = last.deaths / last.population
  var lived = alive[final] / finalRate
  var expected = [Double](repeating: 0, count: count)
  expected[final] = alive[final] > 0 ? lived / alive[final] : 0
  // Chiang's sum from the oldest group down, begun with Silcocks' term.
  var spread = alive[final] * alive[final] / (last.deaths * finalRate * finalRate)
  var spreads = [Double](repeating: spread, count: count)
  for index in stride(from: final - 1, through: 0, by: -1) {
    let share = groups[index].start == 0 ? 0.1 : 0.5
    let lost = alive[index] - alive[index + 1]
    lived += years[index] * (alive[index + 1] + share * lost)
    expected[index] = alive[index] > 0 ? lived / alive[index] : 0
    if lost > 0 {
      let variance = dying[index] * dying[index] * (1 - dying[index]) / groups[index].deaths
      let gap = (1 - share) * years[index] + expected[index + 1]
      spread += variance * alive[index] * alive[index] * gap * gap
    }
    spreads[index] = spread
  }
  let z = normalDeviate(confidence: confidence)
  return groups.indices.map { index in
    let error = spreads[index].squareRoot() / alive[index]
    let value = expected[index]
    let isWide = normalDeviate(confidence: 0.95) * error > 10
    return Estimate(isWide ? .nan : value, Interval(value - z * error, value + z * error))
  }
}
