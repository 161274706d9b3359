/// Marks above the line behind a number: written on, `12` with a raised `1` would be 121. Their digits are given as the raised
/// digits that Unicode has, which no reader of numbers takes for digits of the number.
enum RaisedDigits {
  /// Whether the text since `begin` ends with a digit. Behind anything else a raised digit is told apart as it is: `m2`.
  static func matter(behind bytes: [UInt8], from begin: Int) -> Bool {
    guard bytes.count > begin, let last = bytes.last else { return false }
    return isDigit(last)
  }

  /// Appends a text with its digits raised.
  static func append(_ text: some Sequence<UInt8>, to bytes: inout [UInt8]) {
    for byte in text {
      if isDigit(byte) { bytes.append(contentsOf: raised[Int(byte) - 0x30]) } else { bytes.append(byte) }
    }
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

  private static let raised: [[UInt8]] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"].map { Array($0.utf8) }
}
