import Testing

@testable import Tabulating

@Suite struct DescendingOrderTests {
  /// The standard library's order, equal numbers in the order in which they were given.
  private func expected(_ values: [Double]) -> [Int32] {
    values.enumerated().sorted { $0.element != $1.element ? $0.element > $1.element : $0.offset < $1.offset }
      .map { Int32($0.offset) }
  }

  @Test func theGreatestComesFirst() {
    var order = DescendingOrder()
    let few: [Double] = [0, -0.0, 3, -1e300, .infinity, 3, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, -.infinity, 1e300, 0]
    for values in [[], [7], [1, 2, 3], [2, 2, 2], few] {
      order.sort(values)
      #expect(order.places == expected(values), "\(values)")
    }
  }

  @Test func agreesWithTheStandardLibrary() {
    var state: UInt64 = 1
    var order = DescendingOrder()
    for round in 0..<40 {
      var values: [Double] = []
      for _ in 0..<(round * 37) {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let number = Double(Int64(bitPattern: state) >> 40)
        // Ratios of near sizes, repeated ones, and both signs.
        values.append(round % 2 == 0 ? number / 1000 : (number / 1e6).rounded())
      }
      order.sort(values)
      #expect(order.places == expected(values))
    }
  }
}
