import Bytes

/// A number rounded to so many decimals, as its digits: what two numbers must share to print the same.
///
/// Rounding is that of `NumberPrinting`: half away from zero on the shortest decimal text, the very text that stands in
/// the CSV, so that whoever rounds the table by hand gets the printed number (12.25 is 12.3, 1.005 is 1.01).
package struct RoundedDecimal: Sendable, Hashable {
  /// The digits without the point, as one number; 0 beside `long`.
  private let digits: Int
  private let decimals: Int
  /// The whole text of a number that has too many digits for that; empty for all others.
  private let long: String

  /// - Parameter decimals: digits after the point, 0 or more.
  /// - Returns: nil for what is not a finite number.
  package init?(_ value: Double, decimals: Int) {
    guard value.isFinite else { return nil }
    self.decimals = max(0, decimals)
    if let scaled = NumberPrinting.scaled(value, decimals: self.decimals) {
      digits = scaled
      long = ""
      return
    }
    let text = NumberPrinting.fixed(value, decimals: self.decimals)
    if let all = Int(text.filter { $0 != "." }) {
      digits = all
      long = ""
    } else {
      digits = 0
      long = text
    }
  }

  /// False for zero: there is no minus zero.
  package var isNegative: Bool { digits < 0 || long.utf8.first == UInt8(ascii: "-") }

  /// All digits as one number, without sign and point; nil where they are too many.
  var magnitude: Int? { long.isEmpty ? Int(clamping: digits.magnitude) : nil }

  /// Whether every digit is zero.
  package var isZero: Bool { digits == 0 && long.isEmpty }

  /// Appends all digits without the sign.
  /// - Returns: the bytes from the point on.
  func appendDigits(point: UInt8, to bytes: inout [UInt8]) -> Int {
    if let magnitude {
      NumberPrinting.append(scaled: magnitude, decimals: decimals, point: point, to: &bytes)
    } else {
      for byte in long.utf8 where byte != UInt8(ascii: "-") { bytes.append(byte == UInt8(ascii: ".") ? point : byte) }
    }
    return decimals == 0 ? 0 : decimals + 1
  }
}
