// Reference values: Python's repr and decimal module (ROUND_HALF_UP on repr).
import Bytes
import Testing

@Suite struct NumberPrintingTests {
  private static let shortestCases: [(Double, String)] = [
    (12.5, "12.5"), (3, "3"), (0, "0"), (-0.0, "0"), (-0.001, "-0.001"), (0.00098, "0.00098"),
    (999_999_999_999_999.9, "999999999999999.9"),
    (1e15 + 0.5, "1000000000000000.5"),
    (1e22, "10000000000000000000000"),
    (0.1 + 0.2, "0.30000000000000004"), (1e-7, "0.0000001"), (123_456_789, "123456789"),
    (100, "100"),
    (1.5e16, "15000000000000000"), (Double.leastNonzeroMagnitude, "0." + String(repeating: "0", count: 323) + "5"),
  ]

  @Test(arguments: shortestCases)
  func shortest(value: Double, text: String) {
    #expect(NumberPrinting.shortest(value) == text)
    #expect(Double(text) == value)
    var bytes = Array("x".utf8)
    NumberPrinting.append(shortest: value, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == "x" + text)
  }

  @Test(
    "The shortest text to fifteen significant digits has no noise of arithmetic",
    arguments: [
      (14.499999999999998, "14.5"), (0.1 + 0.2, "0.3"), (27.200000000000003, "27.2"), (-6.6000000000000005, "-6.6"), (3, "3"),
      (1.0 / 3, "0.333333333333333"), (0, "0"), (1e-7, "0.0000001"), (12_345_678_901.23, "12345678901.23"),
      (0.9999999999999999, "1"), (1234567890123456, "1234567890123460"),
    ] as [(Double, String)])
  func significant(value: Double, text: String) {
    var bytes: [UInt8] = []
    NumberPrinting.append(shortest: value, significant: 15, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == text)
  }

  private static let fixedCases: [(Double, Int, String)] = [
    (2.675, 2, "2.68"), (0.125, 2, "0.13"), (-0.004, 2, "0.00"), (-2.5, 0, "-3"),
    (9.995, 2, "10.00"), (0.05, 1, "0.1"),
    (0.04, 1, "0.0"), (1234.5, 1, "1234.5"), (7, 3, "7.000"), (99.99, 0, "100"), (0.5, 0, "1"),
    (0.49, 0, "0"),
  ]

  @Test(arguments: fixedCases)
  func fixed(value: Double, decimals: Int, text: String) {
    #expect(NumberPrinting.fixed(value, decimals: decimals) == text)
  }

  @Test func polish() {
    #expect(
      NumberPrinting.fixed(-1234567.891, decimals: 2, comma: true, grouping: "\u{a0}")
        == "-1\u{a0}234\u{a0}567,89")
    #expect(NumberPrinting.shortest(0.5, comma: true) == "0,5")
  }

  @Test func shortestReadsBack() {
    var generator = Seeded(20_260_101)
    for _ in 0..<2000 {
      let value = Double(bitPattern: generator.next())
      guard value.isFinite else { continue }
      #expect(Double(NumberPrinting.shortest(value)) == (value == 0 ? 0 : value))
    }
  }

  @Test("The quick way rounds as the digits do")
  func quickRounding() {
    var state: UInt64 = 7
    for turn in 0..<200_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let decimals = turn % 5
      // Every other number lies in the middle of two roundings, or beside it.
      let tenths = Double(Int(state >> 40)) / (turn % 2 == 0 ? 1000 : 8)
      let value = (turn % 3 == 0 ? tenths.nextUp : tenths) * (turn % 7 == 0 ? -1 : 1)
      // With a grouping the digits themselves are rounded.
      let slow = NumberPrinting.fixed(value, decimals: decimals, grouping: "_").filter { $0 != "_" }
      #expect(NumberPrinting.fixed(value, decimals: decimals) == slow)
    }
  }
}
