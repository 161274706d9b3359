/// The texts of a few numbered parts, UTF-8, in one piece of memory: an array of arrays is asked for its owners at every
/// look, and a statement's parts are looked at for every number of it.
struct PartTexts {
  private(set) var bytes: [UInt8]
  private var lengths: [Int]
  /// Bytes that each part has room for.
  private var room = 32

  init(count: Int) {
    bytes = Array(repeating: 0, count: count * room)
    lengths = Array(repeating: 0, count: count)
  }

  /// Where a part's text stands in `bytes`.
  @inline(__always)
  func range(_ part: Int) -> Range<Int> { part * room..<part * room + lengths[part] }

  @inline(__always)
  func isEmpty(_ part: Int) -> Bool { lengths[part] == 0 }

  @inline(__always)
  mutating func clear(_ part: Int) { lengths[part] = 0 }

  @inline(__always)
  mutating func append(_ text: Span<UInt8>, to part: Int) {
    let length = lengths[part]
    if length + text.count > room { widen(to: length + text.count) }
    let start = part * room + length
    for index in text.indices { bytes[start + index] = text[index] }
    lengths[part] = length + text.count
  }

  /// Appends a part's text to other bytes.
  @inline(__always)
  func append(_ part: Int, to other: inout [UInt8]) {
    for index in range(part) { other.append(bytes[index]) }
  }

  func string(_ part: Int) -> String { String(decoding: bytes[range(part)], as: UTF8.self) }

  /// A row's or column's number; 0 for one that has a name.
  func number(_ part: Int) -> Int32 {
    let range = range(part)
    guard range.count <= 9 else { return 0 }
    var number: Int32 = 0
    for index in range {
      let digit = bytes[index] &- UInt8(ascii: "0")
      guard digit < 10 else { return 0 }
      number = number * 10 + Int32(digit)
    }
    return number
  }

  private mutating func widen(to needed: Int) {
    let wider = max(needed, room * 2)
    var moved = [UInt8](repeating: 0, count: lengths.count * wider)
    for part in lengths.indices {
      for index in 0..<lengths[part] { moved[part * wider + index] = bytes[part * room + index] }
    }
    bytes = moved
    room = wider
  }
}
