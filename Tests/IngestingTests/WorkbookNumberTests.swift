import Testing

@testable import Ingesting

@Suite struct WorkbookNumberTests {
  static func text(_ text: String) -> String? {
    var bytes = Array("x".utf8)
    guard WorkbookNumber.append(Array(text.utf8).span, to: &bytes) else {
      #expect(bytes == Array("x".utf8))
      return nil
    }
    return String(decoding: bytes.dropFirst(), as: UTF8.self)
  }

  @Test(arguments: [
    ("0", "0"), ("-0", "-0"), ("12", "12"), ("2.8000000000000003", "2.8000000000000003"), ("1.50", "1.50"), ("+1", "1"),
    ("007", "7"), ("00.5", "0.5"), (".5", "0.5"), ("5.", "5"), ("-.5", "-0.5"), (" 1\n", "1"), ("1E3", "1000"),
    ("1.5e+3", "1500"), ("1.0E-2", "0.01"), ("1.25E1", "12.5"), ("12345E-2", "123.45"), ("0E5", "0"), ("-1.50E0", "-1.50"),
    ("9.9999999999999E+20", "999999999999990000000"), ("0.001E2", "0.1"), ("100E-2", "1"),
  ]) func numbersKeepTheirDigits(_ given: String, _ expected: String) { #expect(Self.text(given) == expected) }

  @Test(arguments: [
    ("0.083", "8.3%"), ("0.07", "7%"), ("1", "100%"), ("-0.125", "-12.5%"), ("0", "0%"), ("0.00001", "0.001%"),
    ("0.29999999999999998", "29.999999999999998%"),
  ]) func percentagesKeepTheirDigits(_ given: String, _ expected: String) {
    var bytes: [UInt8] = []
    WorkbookNumber.appendPercentage(Array(given.utf8)[...], to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
  }

  @Test(arguments: [
    "", " ", "-", "+", ".", "e5", "1e", "1e+", "1e5x", "1,5", "1 000", "1_000", "٣", "NaN", "INF", "0x10", "1.2.3", "--1",
    "1e309", "1e401", "1e99999999999999999999", "1\u{A0}000",
  ]) func otherTextsAreNoNumbers(_ given: String) { #expect(Self.text(given) == nil) }

  @Test func shiftingNeverChangesTheValue() {
    for exponent in stride(from: -300, through: 300, by: 7) {
      for digits in ["1", "-12.5", "0.00123", "98765.4321"] {
        let given = "\(digits)E\(exponent)"
        #expect(Self.text(given).flatMap { Double($0) } == Double(given), "\(given)")
      }
    }
  }
}
