// Reference values: scipy 1.17.1 (t, F, beta and chi-squared distributions; Clopper-Pearson limits and binomial tails of the rate
// ratio; brentq on its Poisson limits for the funnel), statsmodels 0.15.0 (confint_proportions_2indep "newcomb"; Wilson
// limits turned round; WLS for the slope index), esda 2.9.0 (Empirical_Bayes); Cochran-Armitage as R 4 prints it for the
// smokers of `prop.trend.test` (statsmodels gives the same after n/(n-1)).
import Methods
import Testing

@Suite struct RateTests {
  @Test func distributions() {
    #expect(isNear(studentDeviate(confidence: 0.95, degrees: 7), 2.364624251592784, relative: 1e-11))
    #expect(isNear(studentDeviate(confidence: 0.99, degrees: 2), 9.924843200918287, relative: 1e-11))
    #expect(isNear(twoSidedStudent(2.3, degrees: 11), 0.04203192666870379, relative: 1e-11))
    #expect(isNear(fisherTail(3.3, 2, 9), 0.08414544274526008, relative: 1e-11))
    #expect(isNear(incompleteBeta(2.5, 7, 0.2), 0.36749651990402316, relative: 1e-11))
    #expect(isNear(incompleteBeta(300, 200, 0.63), 0.9155001300327799, relative: 1e-11))
    #expect(isNear(chiSquaredTail(5.5, degrees: 1), 0.019016473672300558, relative: 1e-11))
  }

  @Test func newcombe() throws {
    let change = try #require(ShareChange(from: (48, 80), to: (56, 70)))
    #expect(isNear(change.difference.interval?.lower, 0.05243147240236498, relative: 1e-11))
    #expect(isNear(change.difference.interval?.upper, 0.33387265403690614, relative: 1e-11))
    let none = try #require(ShareChange(from: (0, 29), to: (5, 56)))
    #expect(isNear(none.difference.interval?.lower, -0.038137147903536936, relative: 1e-10))
    #expect(isNear(none.difference.interval?.upper, 0.19256001385511165, relative: 1e-11))
    #expect(ShareChange(from: (3, 2), to: (1, 2)) == nil)
  }

  @Test func exactRateRatio() throws {
    let change = try #require(RateChange(from: (10, 1200), to: (20, 1500)))
    #expect(isNear(change.ratio.value, 1.6))
    #expect(isNear(change.ratio.interval?.lower, 0.7148071123077527, relative: 1e-10))
    #expect(isNear(change.ratio.interval?.upper, 3.8276419522704814, relative: 1e-10))
    // R 4.2.2 poisson.test(c(20, 10), c(1500, 1200))
    #expect(isNear(change.probability, 0.27133327298256138, relative: 1e-10))
    let doubled = try #require(RateChange(from: (10, 1200), to: (20, 1500), tails: .doubled))
    #expect(isNear(doubled.probability, 0.2975223563031042, relative: 1e-10))
    // Events that are no whole numbers have no likelihood of their own.
    let parts = RateChange(from: (10.5, 1200), to: (20, 1500))?.probability
    #expect(parts == RateChange(from: (10.5, 1200), to: (20, 1500), tails: .doubled)?.probability)
    #expect(RateChange(from: (0, 5), to: (0, 5)) == nil)
  }

  private let strata = [
    Stratum(events: 12, population: 5000, standard: 3000), Stratum(events: 35, population: 4200, standard: 2500),
    Stratum(events: 60, population: 3100, standard: 2000), Stratum(events: 81, population: 1500, standard: 900),
  ]

  @Test func directlyStandardised() throws {
    let rate = try #require(directlyStandardisedRate(strata))
    #expect(isNear(rate.value, 0.01373131080389145))
    #expect(isNear(rate.interval?.lower, 0.011837272982109657, relative: 1e-11))
    #expect(isNear(rate.interval?.upper, 0.015842015265689003, relative: 1e-11))
    // The size of the standard does not matter, only its shape.
    let scaled = strata.map { Stratum(events: $0.events, population: $0.population, standard: $0.standard / 8400) }
    #expect(isNear(directlyStandardisedRate(scaled)?.interval?.upper, 0.015842015265689003, relative: 1e-11))
    #expect(directlyStandardisedRate([Stratum(events: 9, population: 10, standard: 1)])?.interval == nil)
    // With one event a person the dependent variance is the independent one.
    let single = directlyStandardisedRate(strata, variance: nonIndependentVariance([(1, strata)]))
    #expect(isNear(single?.interval?.lower, 0.011837272982109657, relative: 1e-11))
    #expect(europeanStandardPopulation.reduce(0) { $0 + $1.size } == 100_000)
  }

  @Test func indirectlyStandardised() throws {
    let reference = [Stratum(events: 0, population: 1000, standard: 0.01), Stratum(events: 0, population: 500, standard: 0.04)]
    let result = try #require(indirectlyStandardisedRatio(observed: 45, strata: reference))
    #expect(isNear(result.expected, 30))
    #expect(isNear(result.ratio.value, 1.5))
    let limits = try #require(byarInterval(45))
    #expect(isNear(result.ratio.interval?.lower, limits.lower / 30))
  }

  @Test func funnels() throws {
    let shares = try #require(proportionFunnel(average: 0.2, size: 150, confidence: 0.95))
    #expect(isNear(shares.lower, 0.1359878443152625, relative: 1e-10))
    #expect(isNear(shares.upper, 0.2640121556847375, relative: 1e-10))
    let ratio = try #require(ratioFunnel(expected: 12.5, confidence: 0.95))
    #expect(isNear(ratio.lower, 0.4476119930337235, relative: 1e-9))
    #expect(isNear(ratio.upper, 1.629033649928976, relative: 1e-9))
    #expect(ratioFunnel(expected: 2, confidence: 0.95)?.lower == 0)
    let outer = try #require(proportionFunnel(average: 0.2, size: 150, confidence: 0.998))
    let places = [0.05, 0.13, 0.2, 0.27, 0.33].map { FunnelPlace($0, inner: shares, outer: outer).rawValue }
    #expect(places == ["Low (0.001)", "Low (0.025)", "Not significant", "High (0.025)", "High (0.001)"])
    // The funnel narrows around the average, and never leaves 0...1.
    var last = 2.0
    for size in [1.0, 10, 100, 1000, 10000] {
      let limits = try #require(proportionFunnel(average: 0.656, size: size, confidence: 0.998))
      #expect(limits.lower >= 0 && limits.upper <= 1 && limits.lower < 0.656 && limits.upper > 0.656)
      #expect(limits.upper - limits.lower < last)
      last = limits.upper - limits.lower
    }
  }

  @Test func slopeIndex() throws {
    let result = try #require(
      InequalitySlope(
        values: [78.1, 79.4, 80.2, 81.9, 83], populations: [1200, 1100, 1300, 900, 1000], errors: [0.3, 0.25, 0.28, 0.33, 0.4]))
    #expect(isNear(result.slope.value, 6.04016563146988, relative: 1e-11))
    #expect(isNear(result.relative?.value, 1.0780897619809129, relative: 1e-11))
    let limits = try #require(result.slope.interval)
    #expect(limits.lower < 6.04 && limits.upper > 6.04)
    // Errors of nothing leave no width.
    let exact = InequalitySlope(values: [1, 2, 3], populations: [1, 1, 1], errors: [0, 0, 0])
    #expect(exact?.slope.interval?.lower == exact?.slope.value)
  }

  @Test func quantiles() {
    let values: [Double?] = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1, nil]
    #expect(quantileGroups(values, groups: 5) == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, nil])
    #expect(quantileGroups(values, groups: 5, inverted: false) == [5, 5, 4, 4, 3, 3, 2, 2, 1, 1, nil])
    #expect(quantileGroups([1, 2], groups: 3) == [nil, nil])
  }

  @Test func trend() throws {
    let result = try #require(proportionTrend([83, 90, 129, 70], of: [86, 93, 136, 82], scores: [1, 2, 3, 4]))
    #expect(isNear(result.statistic, 8.204204596821839 * 397 / 396, relative: 1e-11))
    #expect(isNear(result.probability, 0.004132, relative: 1e-3))
    // Complement: the same test, the slope turned over.
    let rest = try #require(proportionTrend([3, 3, 7, 12], of: [86, 93, 136, 82], scores: [1, 2, 3, 4]))
    #expect(isNear(rest.statistic, result.statistic, relative: 1e-11))
    #expect(isNear(rest.slope, -result.slope, relative: 1e-11))
  }

  @Test func smoothing() throws {
    let events = [3.0, 10, 25, 7, 40]
    let populations = [1000.0, 2000, 9000, 1500, 8000]
    let smoothed = try #require(globallySmoothed(events: events, populations: populations))
    #expect(
      areNear(
        smoothed,
        [0.0038975532980397762, 0.004069468847141505, 0.003531015678254942, 0.004014456491520711, 0.004301653311694898],
        relative: 1e-10))
    // With everybody as neighbour the local form is the global one.
    let everybody = events.indices.map { unit in events.indices.filter { $0 != unit } }
    #expect(areNear(locallySmoothed(events: events, populations: populations, neighbours: everybody), smoothed, relative: 1e-10))
    // No more spread than chance: all become the mean.
    #expect(globallySmoothed(events: [10, 20], populations: [100, 200]) == [0.1, 0.1])
    let shrunk = try #require(shrunkShares([0, 5, 300], of: [10, 100, 1000]))
    #expect(shrunk[0] > 0.05 && abs(shrunk[2] - 0.3) < 0.02 && shrunk.allSatisfy { $0 > 0 && $0 < 1 })
  }
}
