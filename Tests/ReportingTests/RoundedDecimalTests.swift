import Testing

@testable import Reporting

@Suite struct RoundedDecimalTests {
  // Expected digits worked out by hand on the decimal text (half away from zero), not on the binary value.
  @Test(
    "Rounds the decimal text, half away from zero",
    arguments: [
      (12.25, 1, "12", "3", false), (1.005, 2, "1", "01", false), (2.675, 2, "2", "68", false), (-0.05, 1, "0", "1", true),
      (-0.04, 1, "0", "0", false), (9.99, 1, "10", "0", false), (0.5, 0, "1", "", false),
      (1e22, 0, "10000000000000000000000", "", false),
      (5e-7, 2, "0", "00", false), (1_357_910, 0, "1357910", "", false), (0, 1, "0", "0", false), (99.95, 1, "100", "0", false),
    ])
  func rounds(_ value: Double, _ decimals: Int, _ whole: String, _ fraction: String, _ isNegative: Bool) throws {
    let rounded = try #require(RoundedDecimal(value, decimals: decimals))
    var digits: [UInt8] = []
    let point = rounded.appendDigits(point: UInt8(ascii: "."), to: &digits)
    #expect(String(decoding: digits.dropLast(point), as: UTF8.self) == whole)
    #expect(String(decoding: digits.suffix(point), as: UTF8.self) == (fraction.isEmpty ? "" : "." + fraction))
    #expect(rounded.magnitude == Int(whole + fraction))
    #expect(rounded.isNegative == isNegative)
  }

  @Test("What is not a number has no digits", arguments: [Double.nan, .infinity, -.infinity])
  func notANumber(_ value: Double) {
    #expect(RoundedDecimal(value, decimals: 1) == nil)
  }
}
