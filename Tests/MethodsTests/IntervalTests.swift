import Methods
import Testing

@Suite struct IntervalTests {
  @Test func limitsAreInOrder() {
    #expect(Interval(3, 1) == Interval(1, 3))
    #expect(Interval(1, 2).scaled(by: 100) == Interval(100, 200))
    #expect(Interval(1, 2).scaled(by: -1) == Interval(-2, -1))
  }
}
