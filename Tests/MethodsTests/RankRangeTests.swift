// Reference values: counted by hand from the definition, and by the quadratic count over all pairs below.
import Methods
import Testing

@Suite struct RankRangeTests {
  @Test func countsThoseThatAreSurelyBetterAndWorse() {
    let intervals: [Interval?] = [Interval(1, 2), Interval(1.5, 3), nil, Interval(4, 5), Interval(2.5, 4)]
    #expect(rankRanges(intervals, better: .less) == [1...2, 1...3, nil, 3...4, 2...4])
    #expect(rankRanges(intervals, better: .more) == [3...4, 2...4, nil, 1...2, 1...3])
  }

  @Test func withoutWidthItIsThePlace() {
    let values: [Interval?] = [3, 1, 2, 2].map { Interval($0, $0) }
    #expect(rankRanges(values, better: .less) == [4...4, 1...1, 2...3, 2...3])
  }

  @Test func agreesWithTheCountOverAllPairs() {
    var state: UInt64 = 20_261_121
    func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double((state >> 33) % 40)
    }
    let intervals: [Interval?] = (0..<120).map { $0 % 11 == 3 ? nil : Interval(next(), next()) }
    let count = intervals.filter { $0 != nil }.count
    let expected = intervals.map { one -> ClosedRange<Int>? in
      guard let one else { return nil }
      let better = intervals.filter { $0.map { $0.lower > one.upper } ?? false }.count
      let worse = intervals.filter { $0.map { $0.upper < one.lower } ?? false }.count
      return (1 + better)...(count - worse)
    }
    #expect(rankRanges(intervals, better: .more) == expected)
  }

  @Test func holdsThePlaceItself() {
    let values: [Double] = [8, 3, 3, 5, 1]
    let intervals: [Interval?] = values.map { Interval($0 - 1.5, $0 + 1) }
    for (range, place) in zip(rankRanges(intervals, better: .less), ranks(values, better: .less)) {
      #expect(range?.contains(place ?? 0) ?? false)
    }
  }

  @Test func nothingGivesNothing() {
    #expect(rankRanges([], better: .more) == [])
    #expect(rankRanges([nil, Interval(.nan, 1)], better: .more) == [nil, nil])
  }
}
