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
      length = TextSafety.harmfulLength(source, at: place)
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

/// What no published text holds: see `TextSafety`.
package func isHarmful(_ scalar: Unicode.Scalar) -> Bool { TextSafety.isHarmful(scalar) }

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
