// Reference: the C library's strtod, by way of Double(String).
import Bytes
import Testing

@Suite struct ExactDecimalTests {
  @Test(
    "Reads what tables have as strtod does",
    arguments: [
      "0", "-0", "1", "-1.5", "0.1", "0.3", "12345678901234567", "9007199254740993", "0.30000000000000004", "5.0e0",
      "9999999999999999999", "0.0000000000000000001", "1.7976931348623157", "8.5255719999999999", "100.05000000000001",
      "4503599627370497.5", "4503599627370496.5", "9007199254740991.5", "0.1234567890123456789",
    ])
  func examples(_ text: String) {
    let value = ExactDecimal.plain(Array(text.utf8).span)
    if let value { #expect(value.bitPattern == Double(text)?.bitPattern) } else { #expect(text.contains("e")) }
  }

  @Test("Every quotient is the nearest double")
  func quotients() {
    var state: UInt64 = 20_261_122
    for _ in 0..<200_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let mantissa = (state ^ state >> 29) >> UInt64(state >> 58)
      let decimals = Int(state >> 33) % 20
      var digits = String(mantissa)
      digits = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
      let text = digits.dropLast(decimals) + "." + digits.suffix(decimals)
      let exact = decimals == 0 ? Double(digits) : Double(text)
      #expect(ExactDecimal.quotient(mantissa, decimals: decimals) == exact, "\(text)")
    }
  }

  @Test("What is no plain number is left to others", arguments: ["", "-", ".", "1.", ".5", "1.2.3", "+1", "1e5", "nan", "12a"])
  func others(_ text: String) {
    #expect(ExactDecimal.plain(Array(text.utf8).span) == nil)
  }
}
