import Disclosure
import Testing

@Suite struct PrimaryRulesTests {
  @Test func zerosAndTheThresholdAreShown() {
    #expect([0, 1, 2, 3, 4].map { FrequencyRule.standard.isSensitive($0) } == [false, true, true, false, false])
    #expect([0, 1, 4, 5].map { FrequencyRule(threshold: 5).isSensitive($0) } == [false, true, true, false])
    #expect(FrequencyRule(threshold: 1).needs([0, 1, 2]).isEmpty)
  }

  @Test(
    "Article 38: fewer than three, or one with more than three quarters",
    arguments: [
      ([], false), ([5], true), ([5, 5], true), ([5, 5, 5], false), ([75, 15, 10], false), ([76, 14, 10], true),
      ([0, 0, 4], true),
    ] as [([Double], Bool)])
  func article38(amounts: [Double], expected: Bool) {
    #expect(Contributions(amounts).isSecretByArticle38 == expected)
  }

  @Test func dominanceAndPercentRule() {
    // Textbook case: 100, 10, 5: the second estimates the first to within 5 %.
    let contributions = Contributions([10, 100, 5])
    #expect(contributions.isSensitive(percent: 10))
    #expect(!contributions.isSensitive(percent: 5))
    #expect(contributions.isDominated(by: 1, share: 0.85))
    #expect(!contributions.isDominated(by: 1, share: 0.9))
    #expect(contributions.isDominated(by: 2, share: 0.95))
    #expect(!Contributions([]).isSensitive(percent: 10))
  }

  @Test func wholeGroupsAreFlagged() {
    let structure = Additivity(
      cellCount: 6, relations: [.init(total: 0, parts: [1, 2]), .init(total: 3, parts: [4, 5]), .init(total: 2, parts: [3])])
    #expect(groupDisclosures(structure, values: [40, 40, 0, 0, 0, 0]) == [GroupDisclosure(part: 1, total: 0)])
  }
}
