/// Plain decimal numbers read without the C library: the nearest double, as strtod gives it.
package enum ExactDecimal {
  /// `mantissa / 10^decimals` rounded to the nearest double, ties to even: correctly, by one division with remainder.
  ///
  /// - Returns: nil for more decimals than 64 bits have powers of ten.
  package static func quotient(_ mantissa: UInt64, decimals: Int) -> Double? {
    guard decimals >= 0, decimals < 20 else { return nil }
    if mantissa == 0 { return 0 }
    if decimals == 0 { return Double(mantissa) }
    // Both exact below 2^53 and 10^22: one rounding only.
    let divisor = powersOfTen[decimals]
    if mantissa < 1 << 53, decimals <= 15 { return Double(mantissa) / Double(divisor) }
    // The mantissa and the divisor moved up to the top of their words: the quotient then has 63 or 64 digits.
    let up = mantissa.leadingZeroBitCount
    let upDivisor = divisor.leadingZeroBitCount
    let high = mantissa << UInt64(up)
    let low = divisor << UInt64(upDivisor)
    // Halved, so that the quotient fits into a word.
    let (quotient, remainder) = low.dividingFullWidth((high >> 1, high << 63))
    // A last digit that is not zero stands for all that follows, so that a tie is one only when it is exact.
    let sticky = remainder == 0 ? quotient : quotient | 1
    // quotient = mantissa / divisor * 2^(63 + up - upDivisor); rounded once, then moved by a power of two.
    let exponent = upDivisor - up - 63
    return Double(sign: .plus, exponent: exponent, significand: Double(sticky))
  }

  private static let powersOfTen: InlineArray<20, UInt64> = [
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000, 100_000_000_000,
    1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000,
    100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
  ]

  /// A number as tables of ours have them: digits with at most one point, a minus in front or none.
  ///
  /// - Returns: nil for anything else, and for what has more digits than the quick way takes.
  package static func plain(_ text: Span<UInt8>) -> Double? {
    var place = 0
    var isNegative = false
    if text.count > 0, text[0] == UInt8(ascii: "-") {
      isNegative = true
      place = 1
    }
    var mantissa: UInt64 = 0
    var digits = 0
    var point = -1
    while place < text.count {
      let byte = text[place]
      if byte == UInt8(ascii: ".") {
        guard point < 0 else { return nil }
        point = place
      } else {
        let digit = byte &- UInt8(ascii: "0")
        guard digit < 10 else { return nil }
        if mantissa > 0 || digit > 0 { digits += 1 }
        mantissa = mantissa &* 10 &+ UInt64(digit)
      }
      place += 1
    }
    // A point stands between digits.
    guard digits <= 19, place > (isNegative ? 1 : 0), point != place - 1, point != (isNegative ? 1 : 0) else { return nil }
    guard let value = quotient(mantissa, decimals: point < 0 ? 0 : place - point - 1) else { return nil }
    return isNegative ? -value : value
  }
}
