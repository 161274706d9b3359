import Methods
import Testing

@Suite struct QuantileClassTests {
  @Test func quintilesOfTwentyOne() {
    let classes = (1...21).map { quantileClass(rank: $0, of: 21) }
    #expect(classes == [1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 5])
  }

  @Test func equalWhereItDivides() {
    #expect((1...10).map { quantileClass(rank: $0, of: 10) } == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5])
    #expect((1...4).map { quantileClass(rank: $0, of: 4, classes: 4) } == [1, 2, 3, 4])
  }

  @Test func noClassWithFewerUnitsThanClasses() {
    #expect(quantileClass(rank: 1, of: 4) == nil)
    #expect(quantileClass(rank: 0, of: 10) == nil)
    #expect(quantileClass(rank: 11, of: 10) == nil)
    #expect(quantileClass(rank: 1, of: 10, classes: 0) == nil)
  }
}
