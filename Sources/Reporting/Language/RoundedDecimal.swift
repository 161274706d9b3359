import Bytes

/// A number rounded to so many decimals, as its digits: what two numbers must share to print the same.
///
/// Rounding is that of `NumberPrinting`: half away from zero on the shortest decimal text, the very text that stands in
/// the CSV, so that whoever rounds the table by hand gets the printed number (12.25 is 12.3, 1.005 is 1.01).
package struct RoundedDecimal: Sendable, Hashable {
  /// False for zero: there is no minus zero.
  package let isNegative: Bool
  /// Digits before the point, at least one, without leading zeros.
  package let whole: String
  /// Exactly as many digits as were asked for.
  package let fraction: String

  /// - Parameter decimals: digits after the point, 0 or more.
  /// - Returns: nil for what is not a finite number.
  package init?(_ value: Double, decimals: Int) {
    guard value.isFinite else { return nil }
    let text = NumberPrinting.fixed(value, decimals: max(0, decimals))
    isNegative = text.hasPrefix("-")
    let parts = text.drop { $0 == "-" }.split(separator: ".")
    whole = parts.first.map(String.init) ?? "0"
    fraction = parts.count > 1 ? String(parts[1]) : ""
  }

  /// Whether every digit is zero.
  package var isZero: Bool { (whole + fraction).utf8.allSatisfy { $0 == UInt8(ascii: "0") } }
}
