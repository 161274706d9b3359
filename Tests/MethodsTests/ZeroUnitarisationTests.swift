// Reference values: scikit-learn minmax_scale for the stimulant; the two branches of the nominant by hand from Kukuła's formula.
import Methods
import Testing

@Suite struct ZeroUnitarisationTests {
  private let rates: [Double?] = [21.6, 8.3, nil, 16.6, 2.0, 11.1]

  @Test func stimulantAgreesWithScikitLearn() {
    let scaled = zeroUnitarisation(rates, as: .stimulant)
    let reference: [Double?] = [1, 0.32142857142857145, nil, 0.7448979591836735, 0, 0.4642857142857143]
    for (value, reference) in zip(scaled, reference) {
      if let reference { #expect(isNear(value, reference)) } else { #expect(value == nil) }
    }
  }

  @Test func destimulantIsTheComplement() {
    let more = zeroUnitarisation(rates, as: .stimulant)
    let less = zeroUnitarisation(rates, as: .destimulant)
    for (one, other) in zip(more, less) {
      #expect((one == nil) == (other == nil))
      if let one, let other { #expect(abs(one + other - 1) < 1e-15) }
    }
  }

  @Test func nominantHasTwoBranches() {
    #expect(zeroUnitarisation([0, 1, 4, 6, 8], as: .nominant(4)) == [0, 0.25, 1, 0.5, 0])
    #expect(zeroUnitarisation([0, 4, 8], as: .nominant(10)) == [0, 0.4, 0.8])
    #expect(zeroUnitarisation([0, 4, 8], as: .nominant(-2)) == [0.8, 0.4, 0])
  }

  @Test func withoutVariationItSaysNothing() {
    #expect(zeroUnitarisation([7, 7, nil], as: .stimulant) == [nil, nil, nil])
    #expect(zeroUnitarisation([nil, .nan], as: .destimulant) == [nil, nil])
    #expect(zeroUnitarisation([7, .infinity], as: .stimulant) == [nil, nil])
    #expect(zeroUnitarisation([-1.7e308, 0, 1.7e308], as: .stimulant) == [nil, nil, nil])
  }

  @Test func doesNotDependOnTheUnitOfMeasure() {
    let shares = zeroUnitarisation([1, 3, 7], as: .stimulant)
    let perMille = zeroUnitarisation([10, 30, 70], as: .stimulant)
    for (one, other) in zip(shares, perMille) { #expect(isNear(one, other ?? .nan)) }
  }
}
