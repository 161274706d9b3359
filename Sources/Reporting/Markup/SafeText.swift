/// Text made safe to stand in HTML: markup characters escaped, and what could reorder or hide a line left out.
package func appendEscaped(_ text: String, to bytes: inout [UInt8]) {
  if text.utf8.allSatisfy(isPlain) {
    bytes += text.utf8
    return
  }
  for scalar in text.unicodeScalars where !isHarmful(scalar) {
    switch scalar {
    case "&": bytes += "&amp;".utf8
    case "<": bytes += "&lt;".utf8
    case ">": bytes += "&gt;".utf8
    case "\"": bytes += "&quot;".utf8
    case "'": bytes += "&#39;".utf8
    default: bytes += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
    }
  }
}

package func escaped(_ text: String) -> String {
  var bytes: [UInt8] = []
  appendEscaped(text, to: &bytes)
  return String(decoding: bytes, as: UTF8.self)
}

/// Controls that a name has no use for, and with which it could show something else than it is: C0 and C1 but for tab and
/// line feed, the bidirectional controls, line and paragraph separators.
package func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09, 0x0A: false
  case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFFE, 0xFFFF: true
  default: false
  }
}

/// ASCII that needs no escape.
private func isPlain(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): false
  default: (0x20...0x7E).contains(byte)
  }
}
