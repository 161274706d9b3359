/// Texts of a workbook may hold characters that XML cannot, written as `_x000D_` (ECMA-376 part 1, 22.9.2.19).
enum XLSXText {
  /// Resolves `_xHHHH_` in `bytes[from...]`. Half of a surrogate pair is no character and stays as it is written.
  static func unescape(_ bytes: inout [UInt8], from begin: Int) {
    guard var read = bytes[begin...].firstIndex(of: UInt8(ascii: "_")) else { return }
    var write = read
    while read < bytes.count {
      if bytes[read] == UInt8(ascii: "_"), let (scalar, length) = scalar(in: bytes, at: read) {
        for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter {
          bytes[write] = byte
          write += 1
        }
        read += length
      } else {
        bytes[write] = bytes[read]
        write += 1
        read += 1
      }
    }
    bytes.removeLast(bytes.count - write)
  }

  static func unescaped(_ text: String) -> String {
    var bytes = Array(text.utf8)
    unescape(&bytes, from: 0)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The character that an escape at `index` stands for, and the escape's length: 7, or 14 for a surrogate pair.
  private static func scalar(in bytes: [UInt8], at index: Int) -> (Unicode.Scalar, Int)? {
    guard let unit = unit(in: bytes, at: index) else { return nil }
    if let scalar = Unicode.Scalar(unit) { return (scalar, 7) }
    guard unit < 0xDC00, let low = self.unit(in: bytes, at: index + 7), (0xDC00...0xDFFF).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
    else { return nil }
    return (scalar, 14)
  }

  private static func unit(in bytes: [UInt8], at index: Int) -> UInt32? {
    guard index + 7 <= bytes.count, bytes[index] == UInt8(ascii: "_"), bytes[index + 1] == UInt8(ascii: "x"),
      bytes[index + 6] == UInt8(ascii: "_")
    else { return nil }
    var value: UInt32 = 0
    for byte in bytes[index + 2..<index + 6] {
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      default: return nil
      }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
