import Testing

@testable import Normalising

/// The middle found without sorting is the middle of the sorted numbers, to the last bit.
struct SpreadTests {
  /// Numbers that look random, some of them alike.
  private static func numbers(_ count: Int, among different: UInt64) -> [Double] {
    var state: UInt64 = 88_172_645_463_325_252 &+ UInt64(count)
    return (0..<count).map { _ in
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Double(state % different) / 7 - 100
    }
  }

  @Test(arguments: Array(0...40) + [99, 100, 1000, 2477], [3, 50, 1_000_000_007] as [UInt64])
  func medianIsThatOfTheSorted(count: Int, different: UInt64) {
    for numbers in [Self.numbers(count, among: different), Self.numbers(count, among: different).sorted()] {
      var work = numbers
      let median = Spread.median(of: &work)
      let sorted = numbers.sorted()
      let middle = count / 2
      let expected = count == 0 ? 0 : count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
      #expect(median == expected)
      #expect(work.sorted() == sorted)
    }
  }
}
