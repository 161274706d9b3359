import Bytes
import Markup

/// Text made safe to stand in HTML: markup characters escaped, and what could reorder or hide a line left out.
///
/// Goes over bytes: all but a few of them are copied in runs.
/// - Parameter source: UTF-8.
func appendEscaped(_ source: Span<UInt8>, to bytes: inout [UInt8]) {
  var run = 0
  var place = 0
  while place < source.count {
    let byte = source[place]
    guard byte < 0x20 || byte >= 0x7F || byte == 0x22 || byte == 0x26 || byte == 0x27 || byte == 0x3C || byte == 0x3E else {
      place += 1
      continue
    }
    let entity: String
    var length = 1
    switch byte {
    case UInt8(ascii: "&"): entity = "&amp;"
    case UInt8(ascii: "<"): entity = "&lt;"
    case UInt8(ascii: ">"): entity = "&gt;"
    case UInt8(ascii: "\""): entity = "&quot;"
    case UInt8(ascii: "'"): entity = "&#39;"
    default:
      length = harmfulLength(source, at: place)
      // A letter beyond ASCII: its other bytes are looked at as bytes that begin nothing.
      guard length > 0 else {
        place += 1
        continue
      }
      entity = ""
    }
    bytes.append(contentsOf: source.extracting(run..<place))
    bytes.append(contentsOf: entity.utf8)
    place += length
    run = place
  }
  bytes.append(contentsOf: source.extracting(run..<source.count))
}

package func escaped(_ text: String) -> String {
  var bytes: [UInt8] = []
  appendEscaped(text.utf8Span.span, to: &bytes)
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

/// The text without what is harmful.
package func harmless(_ text: String) -> String {
  // Polish letters are below: most texts are looked at as bytes and no more.
  guard text.utf8.contains(where: { $0 > 0xC5 || $0 == 0xC2 || $0 < 0x20 || $0 == 0x7F }) else { return text }
  return String(String.UnicodeScalarView(text.unicodeScalars.lazy.filter { !isHarmful($0) }))
}

extension JSONWriter {
  /// A string without what is harmful: programs show it to people.
  mutating func harmless(_ text: String) { string(Reporting.harmless(text)) }
}

/// Bytes of the harmful scalar that begins here; 0 where none does. The same scalars as above, by their UTF-8.
private func harmfulLength(_ source: Span<UInt8>, at place: Int) -> Int {
  let first = source[place]
  if first < 0x20 { return first == 0x09 || first == 0x0A ? 0 : 1 }
  if first == 0x7F { return 1 }
  guard place + 1 < source.count else { return 0 }
  let second = source[place + 1]
  if first == 0xC2 { return second < 0xA0 ? 2 : 0 }
  if first == 0xD8 { return second == 0x9C ? 2 : 0 }
  guard first == 0xE2 || first == 0xEF, place + 2 < source.count else { return 0 }
  let third = source[place + 2]
  let isHarmful: Bool =
    switch (first, second) {
    case (0xE2, 0x80): third == 0x8E || third == 0x8F || (0xA8...0xAE).contains(third)
    case (0xE2, 0x81): (0xA6...0xA9).contains(third)
    case (0xEF, 0xBB): third == 0xBF
    case (0xEF, 0xBF): third == 0xBE || third == 0xBF
    default: false
    }
  return isHarmful ? 3 : 0
}
