import Bytes
import Findings

/// Signs that a text is quoted otherwise than its first part shows: the first `\"` or `\'` and the first apostrophe that
/// opens a field, after the part that the dialect is found in.
///
/// Bytes of the file as they are: all encodings that are looked at so have ASCII in its place.
struct LateQuoting {
  /// Where the first part ends: nothing before it counts.
  private let start: Int
  private var position = 0
  private var before: UInt8 = 0
  private(set) var firstBackslash: Int?
  private(set) var firstApostrophe: Int?

  init(after start: Int) { self.start = start }

  mutating func update(_ bytes: Span<UInt8>) {
    defer {
      if !bytes.isEmpty { before = bytes[bytes.count - 1] }
      position += bytes.count
    }
    guard firstBackslash == nil || firstApostrophe == nil, position + bytes.count > start else { return }
    var i = max(0, start - position)
    while true {
      i = signPlace(bytes, from: i)
      guard i < bytes.count else { return }
      let left = i > 0 ? bytes[i - 1] : before
      let isEscaped = left == UInt8(ascii: "\\")
      if isEscaped, firstBackslash == nil { firstBackslash = position + i }
      if bytes[i] == UInt8(ascii: "'"), firstApostrophe == nil, ";,\t|\n\r".utf8.contains(left) { firstApostrophe = position + i }
      i += 1
    }
  }

  /// Where to look again, in order.
  var places: [Int] { [firstBackslash, firstApostrophe].compactMap(\.self).sorted() }
}

/// The place of the next apostrophe, or of the next quote that a backslash precedes, or the end.
private func signPlace(_ bytes: Span<UInt8>, from start: Int) -> Int {
  var i = start
  while true {
    i = nextOf(UInt8(ascii: "'"), UInt8(ascii: "\\"), in: bytes, from: i)
    guard i < bytes.count, bytes[i] != UInt8(ascii: "'") else { return i }
    i += 1
    if i < bytes.count, bytes[i] == UInt8(ascii: "\"") { return i }
  }
}

/// Whole lines around a place of an input, as they are: at most `size` bytes.
func linesAround(_ place: Int, of input: Input, size: Int = 1 << 16) throws(Refusal) -> [UInt8] {
  let from = max(0, place - size / 2)
  var window: [UInt8] = []
  var position = 0
  try forEachChunk(of: input) { chunk in
    let low = max(from - position, 0)
    let high = min(from + size - position, chunk.count)
    if low < high { for i in low..<high { window.append(chunk[i]) } }
    position += chunk.count
  }
  guard from > 0, let lineEnd = window.firstIndex(of: 10) ?? window.firstIndex(of: 13) else { return window }
  return Array(window[(lineEnd + 1)...])
}
