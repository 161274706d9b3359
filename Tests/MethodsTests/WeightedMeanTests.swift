// Reference values: numpy.average(weights=).
import Methods
import Testing

@Suite struct WeightedMeanTests {
  @Test func agreesWithNumpy() {
    #expect(isNear(weightedMean([0.3, 0.9, 0.5], weights: [2, 1, 4], threshold: 1).value, 0.5))
  }

  @Test func weightsAreRenormalisedOverWhatIsThere() {
    let mean = weightedMean([0.3, nil, 0.5], weights: [2, 1, 4], threshold: 0.5)
    #expect(isNear(mean.value, 0.43333333333333335))
    #expect(isNear(mean.coverage, 6.0 / 7))
  }

  @Test func tooLittleGivesNoValueButSaysHowMuch() {
    let mean = weightedMean([nil, 0.9, nil], weights: [2, 1, 4], threshold: 0.5)
    #expect(mean.value == nil)
    #expect(isNear(mean.coverage, 1.0 / 7))
  }

  @Test func missingIsNotZero() {
    #expect(weightedMean([1, nil], weights: [1, 1], threshold: 0.5).value == 1)
    #expect(weightedMean([nil, nil], weights: [1, 1], threshold: 0) == CoveredMean(value: nil, coverage: 0))
    #expect(weightedMean([1, 2], weights: [0, 0], threshold: 0) == CoveredMean(value: nil, coverage: 0))
    #expect(weightedMean([1, .nan], weights: [1, 1], threshold: 0.5).value == 1)
  }
}
