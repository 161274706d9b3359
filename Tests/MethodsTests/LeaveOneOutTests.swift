// Reference values: by hand from the definition.
import Methods
import Testing

@Suite struct LeaveOneOutTests {
  @Test func spanOfThePlaces() {
    // Means: 0.5, 0.45, 0.6. Without the first domain: 0.9, 0.2, 0.7; without the second: 0.1, 0.7, 0.5.
    let ranges = leaveOneOutRankRanges(
      [[0.1, 0.7, 0.5], [0.9, 0.2, 0.7]], weights: [1, 1], threshold: 0.5, better: .less)
    #expect(ranges == [1...3, 1...3, 2...3])
  }

  @Test func oneDomainLeavesThePlace() {
    #expect(leaveOneOutRankRanges([[0.3, 0.1]], weights: [1], threshold: 0.5, better: .less) == [2...2, 1...1])
  }

  @Test func unitWithoutScoreHasNoRange() {
    let ranges = leaveOneOutRankRanges(
      [[0.1, nil], [0.9, nil]], weights: [1, 1], threshold: 0.5, better: .less)
    #expect(ranges == [1...1, nil])
    #expect(leaveOneOutRankRanges([], weights: [], threshold: 0.5, better: .less) == [])
  }
}
