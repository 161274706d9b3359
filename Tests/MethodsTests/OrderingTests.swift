// Reference values: pymcdm 1.4.0 (TOPSIS; minmax, vector, sum, max normalisation), numpy 2.4.6 from the formulas of
// Hellwig and of GDM1 as written in their papers, scipy 1.17.1 (gmean, hmean, pmean).
import Methods
import Testing

@Suite struct OrderingTests {
  @Test(
    arguments: [
      (
        .minmax,
        [
          0.22435430251320904, 0.32783148014504676, 0.2817290466902531, 0.6199513766436417, 0.46588671024654793,
          0.22847780381333102, 0.2871839838826935, 0.7182709533097468, 0.39348234535498233, 0.27232787741125636,
        ]
      ),
      (
        .vector,
        [
          0.19927284224608793, 0.33028978955921034, 0.16952667895256196, 0.6763911944801889, 0.49247898548148317,
          0.15446416522997053, 0.28035270882501095, 0.8304733210474381, 0.40643147211554986, 0.24358371270102547,
        ]
      ),
      (
        .sum,
        [
          0.10773471238225418, 0.1980670336401355, 0.1355184565616956, 0.6322322843992592, 0.3291200277530683,
          0.10355516835694427, 0.1632355424700379, 0.8644815434383044, 0.25414768165878704, 0.14257903258499124,
        ]
      ),
      (
        .max,
        [
          0.21464365776170152, 0.341880152980835, 0.1950981706333397, 0.6822409989885367, 0.5018739496381377,
          0.17410336773877014, 0.2928284584694858, 0.8049018293666603, 0.41960332858957594, 0.2584811304663582,
        ]
      ),
    ] as [(TOPSISNormalisation, [Double])])
  func topsisAgreesWithPymcdm(normalisation: TOPSISNormalisation, expected: [Double]) {
    let scores = topsis(Districts.columns, types: Districts.types, weights: Districts.weights, normalisation: normalisation)
    #expect(areNear(scores, expected, relative: 1e-11))
  }

  @Test func hellwigWithBothDivisors() {
    let sample = hellwig(Districts.columns, types: Districts.types, weights: Districts.equal)
    #expect(
      areNear(
        sample,
        [
          0.1339329079607875, 0.2515896731712006, 0.040494527963982785, 0.42919676612456803, 0.3380687766082833,
          0.14098772090192846, 0.2146435629038156, 0.3983387341344058, 0.2980156458604437, 0.21245316410864623,
        ], relative: 1e-11))
    let population = hellwig(Districts.columns, types: Districts.types, weights: Districts.equal, divisor: .population)
    #expect(
      areNear(
        population,
        [
          0.12287035941668478, 0.24202999165512196, 0.02823846147641107, 0.421905716110175, 0.3296137199978463,
          0.13001528571203158, 0.20461195705057444, 0.3906535247298173, 0.2890489779587868, 0.20239357959968074,
        ], relative: 1e-11))
  }

  @Test func generalisedDistanceFollowsItsFormula() {
    let equal = generalisedDistance(Districts.columns, types: Districts.types, weights: Districts.equal)
    #expect(
      areNear(
        equal,
        [
          0.6170318180995494, 0.4807603468464479, 0.5720132179798886, 0.2144053127526946, 0.3405622955980804,
          0.5743012302116651, 0.5317266337645715, 0.20187819160420079, 0.40698365741754033, 0.5260817986287517,
        ], relative: 1e-11))
    let weighted = generalisedDistance(Districts.columns, types: Districts.types, weights: Districts.weights)
    #expect(isNear(weighted[7], 0.15717536674041382, relative: 1e-11))
    #expect(isNear(weighted[9], 0.5483858669293019, relative: 1e-11))
  }

  @Test func unitsOfMeasureDoNotMatter() {
    let moved = Districts.columns.map { column in column.map { $0.map { $0 * 1000 } } }
    for (a, b) in zip(
      hellwig(Districts.columns, types: Districts.types, weights: Districts.weights),
      hellwig(moved, types: Districts.types, weights: Districts.weights))
    {
      #expect(isNear(a, b ?? .nan, relative: 1e-10))
    }
    for normalisation in TOPSISNormalisation.allCases {
      let a = topsis(Districts.columns, types: Districts.types, weights: Districts.weights, normalisation: normalisation)
      let b = topsis(moved, types: Districts.types, weights: Districts.weights, normalisation: normalisation)
      #expect(areNear(a, b.compactMap { $0 }, relative: 1e-10))
    }
  }

  @Test func orderOfUnitsDoesNotMatter() {
    let order = [3, 9, 0, 7, 1, 8, 2, 6, 5, 4]
    let moved = Districts.columns.map { column in order.map { column[$0] } }
    let straight = copelandScores(Districts.columns, weights: Districts.weights)
    #expect(areNear(copelandScores(moved, weights: Districts.weights), order.compactMap { straight[$0] }))
    let gaps: [[Double?]] = [[1, nil, 3, 4], [2, 5, nil, 1], [nil, 2, 2, 9]]
    for (score, sum) in [(CopelandScore.wins, 0.0), (.outranking, 6)] {
      let whole = copelandScores(gaps, weights: [1, 2, 3], score: score)
      let turned = copelandScores(gaps.map { $0.reversed() }, weights: [1, 2, 3], score: score)
      #expect(areNear(turned, whole.compactMap { $0 }.reversed()))
      #expect(isNear(whole.compactMap { $0 }.reduce(0, +) + 1, sum + 1))
    }
  }

  @Test func copelandComparesOnlyWhatBothHave() {
    // On what both have the second unit is better than the first; nothing is credited for the gap.
    #expect(copelandScores([[1, 2], [5, nil]], weights: [1, 9], score: .wins) == [-1, 1])
    #expect(copelandScores([[1, 2], [5, nil]], weights: [1, 9]) == [0, 1])
    #expect(copelandScores([[1, nil], [nil, 2]], weights: [1, 1], score: .wins) == [0, 0])
    #expect(copelandScores([[1, nil], [nil, 2]], weights: [1, 1]) == [0.5, 0.5])
    #expect(copelandScores([[nil, 1]], weights: [1]) == [nil, 0.5])
    // 0.1 + 0.2 against 0.3 is a tie.
    #expect(copelandScores([[1, 0], [1, 0], [0, 1]], weights: [0.1, 0.2, 0.3], score: .wins) == [0, 0])
  }

  @Test func missingValueGivesNoScore() {
    var columns = Districts.columns
    columns[2][4] = nil
    #expect(hellwig(columns, types: Districts.types, weights: Districts.equal)[4] == nil)
    #expect(topsis(columns, types: Districts.types, weights: Districts.equal)[4] == nil)
    #expect(generalisedDistance(columns, types: Districts.types, weights: Districts.equal)[4] == nil)
    #expect(sumOfRanks(columns, weights: Districts.equal)[4] == nil)
    #expect(perkalIndex(columns, weights: Districts.equal)[4] == nil)
    #expect(perkalIndex(columns, weights: Districts.equal, threshold: 0.5)[4] != nil)
  }

  @Test func directionTurnsStandardisedSumsOver() {
    let up = standardisedSums(Districts.columns, weights: Districts.equal)
    let down = standardisedSums(Districts.columns.map { $0.map { $0.map { -$0 } } }, weights: Districts.equal)
    for (a, b) in zip(up, down) { #expect(abs((a ?? .nan) + (b ?? .nan) - 1) < 1e-12) }
    #expect(up.compactMap { $0 }.min() == 0 && up.compactMap { $0 }.max() == 1)
  }

  @Test func sumOfRanksCountsFromTheBest() {
    #expect(sumOfRanks([[3, 1, 2], [10, 10, 5]], weights: [1, 1], total: .places) == [2.5, 4.5, 5])
  }

  @Test func meansAgreeWithScipy() {
    let weights = (1...10).map(Double.init)
    #expect(isNear(Aggregation.geometric(Districts.columns[0], weights: weights, threshold: 1).value, 16.245715885013155))
    #expect(isNear(Aggregation.harmonic(Districts.columns[0], weights: weights, threshold: 1).value, 15.448301064667726))
    #expect(isNear(Aggregation.power(3)(Districts.columns[0], weights: weights, threshold: 1).value, 19.49487352338464))
    #expect(isNear(Aggregation.geometric([2, nil, 8], weights: [1, 5, 1], threshold: 0).value, 4))
    #expect(Aggregation.geometric([2, nil, 8], weights: [1, 5, 1], threshold: 0.5).value == nil)
    #expect(Aggregation.harmonic([2, 0], weights: [1, 1], threshold: 0).value == nil)
  }

  @Test func exponentialRanksAsPublished() {
    // The worst of N has 100; the worst 10.2 % stand above 50 (R > 0.898); rank order is kept.
    #expect(isNear(exponentialRank(1, of: 32844), 100, relative: 1e-9))
    let scores = (1...1000).map { exponentialRank(Double($0), of: 1000) }
    #expect(scores.count { $0 > 50 } == 103)
    #expect(zip(scores, scores.dropFirst()).allSatisfy { $0 > $1 })
    #expect(exponentialScores([5, nil, 9])[1] == nil)
    #expect(isNear(exponentialScores([5, nil, 9])[2], 100, relative: 1e-12))
  }
}
