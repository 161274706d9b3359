// Reference values: by hand from the definition (weights renormalised over what is present, at every node).
import Methods
import Testing

@Suite struct DomainTreeTests {
  private let tree = DomainTree(
    [
      .domain([.variable(0, weight: 1), .variable(1, weight: 1)], weight: 3),
      .domain([.variable(2, weight: 1), .variable(3, weight: 1), .variable(4, weight: 2)], weight: 1),
    ], threshold: 0.5)

  @Test func everythingPresent() {
    let score = tree.score([0.2, 0.4, 0, 1, 0.5])
    #expect(isNear(score.parts[0].value, 0.3))
    #expect(isNear(score.parts[1].value, 0.5))
    #expect(isNear(score.whole.value, 0.35))
    #expect(score.whole.coverage == 1)
  }

  @Test func coverageIsTheShareOfEffectiveWeight() {
    let score = tree.score([nil, 0.4, nil, 1, 0.5])
    #expect(isNear(score.parts[0].value, 0.4))
    #expect(isNear(score.parts[1].value, 2.0 / 3))
    #expect(isNear(score.whole.coverage, 0.75 * 0.5 + 0.25 * 0.75))
    #expect(isNear(score.whole.value, (3 * 0.4 + 2.0 / 3) / 4))
  }

  @Test func domainBelowTheThresholdDropsOut() {
    let score = tree.score([0.2, 0.4, 0, nil, nil])
    #expect(score.parts[1].value == nil)
    #expect(isNear(score.parts[1].coverage, 0.25))
    #expect(isNear(score.whole.value, 0.3))
  }

  @Test func tooFewDomainsGiveNoScore() {
    let score = tree.score([nil, nil, 0, 1, 0.5])
    #expect(score.whole.value == nil)
    #expect(isNear(score.whole.coverage, 0.25))
  }
}
