// Reference values: scipy 1.17.1 (zscore, skew and kurtosis with bias=False, median_abs_deviation), numpy 2.4.6 (quantile,
// its nine methods), pymcdm 1.4.0 (weights).
import Methods
import Testing

@Suite struct NormalisationTests {
  private let column = Districts.columns[0]
  private var values: [Double] { Districts.complete[0] }

  @Test func momentsAgreeWithScipy() {
    #expect(isNear(sampleSkewness(values), 1.417917295964249))
    #expect(isNear(sampleKurtosis(values), 2.051923567659866))
    #expect(isNear(medianAbsoluteDeviation(values), 4.74432))
    #expect(sampleKurtosis([1, 2, 3]) == nil)
    #expect(sampleSkewness([2, 2, 2, 2]) == nil)
  }

  @Test func zScoresWithBothDivisors() {
    #expect(isNear(standardised(column)[0], -0.6924871552615639))
    #expect(isNear(standardised(column, divisor: .population)[7], 2.3838082067700928))
    #expect(standardised([4, 4, nil]) == [nil, nil, nil])
  }

  @Test(
    arguments: [
      (1, [9.8, 9.8, 12.1, 13.3, 14.2, 18.7, 30.4, 30.4]), (2, [9.8, 10.4, 12.1, 13.3, 14.75, 20.6, 30.4, 30.4]),
      (3, [9.8, 9.8, 11.0, 12.1, 14.2, 18.7, 30.4, 30.4]), (4, [9.8, 9.8, 11.55, 12.46, 14.2, 18.7, 26.45, 30.4]),
      (5, [9.8, 10.4, 12.1, 13.06, 14.75, 20.6, 30.4, 30.4]),
      (6, [9.8, 9.92, 11.825, 12.856, 14.75, 21.740000000000002, 30.4, 30.4]),
      (7, [9.8, 10.88, 12.4, 13.264000000000001, 14.75, 19.46, 26.84499999999999, 30.4]),
      (8, [9.8, 10.24, 12.008333333333333, 12.992, 14.75, 20.979999999999997, 30.4, 30.4]),
      (9, [9.8, 10.280000000000001, 12.03125, 13.009, 14.75, 20.884999999999998, 30.4, 30.4]),
    ] as [(Int, [Double])])
  func quantilesAgreeWithNumpy(type: Int, expected: [Double]) {
    let probabilities = [0, 0.1, 0.25, 0.33, 0.5, 0.8, 0.95, 1]
    #expect(areNear(probabilities.map { quantile(values, $0, type: type) }, expected))
  }

  @Test func weightsAgreeWithPymcdm() {
    let isLess = [false, false, false, false]
    func weights(_ kind: ObjectiveWeights) -> [Double?] { kind(Districts.complete, isLess: isLess) ?? [] }
    #expect(
      areNear(
        weights(.entropy), [0.2703519243499861, 0.3724489885673937, 0.06210050151991238, 0.29509858556270774], relative: 1e-11))
    #expect(
      areNear(
        weights(.critic), [0.4780074965056431, 0.180681389337917, 0.16035729921926536, 0.18095381493717452], relative: 1e-11))
    #expect(
      areNear(
        weights(.deviation), [0.24085315630181653, 0.04316867723596481, 0.7074465765751378, 0.008531589887080896], relative: 1e-11
      ))
    #expect(
      areNear(
        weights(.gini), [0.2789357236887842, 0.31308966476107547, 0.13291447107737583, 0.27506014047276456], relative: 1e-11))
    #expect(ObjectiveWeights.entropy([[1, 0], [1, 2]], isLess: [false, false]) == nil)
  }

  @Test func rangesAreExactAtTheirEnds() {
    let scaled = RangeNormalisation.minMax(lower: 1, upper: 100)([3, nil, 5, 4])
    #expect(scaled == [1, nil, 100, 50.5])
    #expect(RangeNormalisation.distanceToMaximum([3, 5, 4]) == [0, 1, 0.5])
    #expect(RangeNormalisation.distanceTo(4, capped: true)([3, 5, 4]) == [0, 1, 1])
    #expect(RangeNormalisation.distanceTo(4, capped: false)([3, 5, 4]) == [0, 2, 1])
    #expect(RangeNormalisation.goalposts(0, 10, scale: 2, truncated: true)([-3, 5, 40]) == [0, 1, 2])
    #expect(RangeNormalisation.fractionOfMaximum([1, nil, 4]) == [0.25, nil, 1])
    #expect(RangeNormalisation.minMax(lower: 0, upper: 1)([2, 2, nil]) == [nil, nil, nil])
  }

  @Test func ranksWithTies() {
    let values: [Double?] = [5, nil, 7, 5, 1]
    #expect(ascendingRanks(values, ties: .min) == [2, nil, 4, 2, 1])
    #expect(ascendingRanks(values, ties: .max) == [3, nil, 4, 3, 1])
    #expect(ascendingRanks(values, ties: .average) == [2.5, nil, 4, 2.5, 1])
    #expect(RankNormalisation.borda(values) == [1, nil, 3, 1, 0])
    #expect(RankNormalisation.percentile([5, nil, 7, 1]) == [0.5, nil, 1, 0])
  }

  @Test func centredFormsAreWhatTheySay() {
    let values: [Double?] = [2, 4, 9]
    #expect(CentredNormalisation.n4(values) == [0, 2.0 / 7, 1])
    #expect(CentredNormalisation.n5(values) == [-0.75, -0.25, 1])
    #expect(CentredNormalisation.n5a(values) == [-0.4, 0, 1])
    #expect(CentredNormalisation.n13(values) == [-1, -3.0 / 7, 1])
    #expect(areNear(CentredNormalisation.n10([1, 3, 4]), [0.125, 0.375, 0.5]))
    #expect(isNear(CentredNormalisation.n2(values)[2], 5 / (1.4826 * 2)))
    #expect(isNear(CentredNormalisation.n11(values)[1], 4 / 101.0.squareRoot()))
    #expect(isNear(CentredNormalisation.n12(values)[0], -3 / 26.0.squareRoot()))
    for form in CentredNormalisation.allCases {
      #expect(form([1, nil, 5])[1] == nil)
      // A change of the unit of measure leaves all but n0 as they are.
      let moved = form(values.map { $0.map { $0 * 60 } })
      if form != .n0 { #expect(areNear(moved, form(values).compactMap { $0 }, relative: 1e-12)) }
    }
  }

  @Test func outliersAreMovedOneAtATime() {
    let values: [Double?] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 30, 100]
    #expect(OutlierTest().passes(values.compactMap { $0 }) == false)
    let moved = winsorised(values)
    #expect(moved.values == [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 30, 30])
    #expect(moved.moved == 1)
    let treated = treatedForOutliers(values)
    #expect(treated.step == .winsorised && treated.passes == true)
    // With no point to move the transform takes over; the values are changed (COINr's log_GII returns them as they were).
    let logged = treatedForOutliers(values, atMost: 0)
    #expect(logged.step == .transformed)
    for transform in LogTransform.allCases { #expect(transform(values) != values) }
    for transform in LogTransform.allCases { #expect(ascendingRanks(transform(values)) == ascendingRanks(values)) }
  }
}
