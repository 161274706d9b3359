/// Whether a text may name an index or an indicator, and with that the files of its pages: ASCII letters, digits, `.`, `_` and `-`, a
/// letter or digit first. Anything else could lead out of the folder of the results.
func isPlainName(_ text: String) -> Bool {
  func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
  }
  guard let first = text.utf8.first, isLetterOrDigit(first), text.utf8.count <= 100 else { return false }
  return text.utf8.allSatisfy { isLetterOrDigit($0) || $0 == 0x2E || $0 == 0x5F || $0 == 0x2D }
}
