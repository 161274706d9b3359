import Bytes
import Findings

/// The bytes of a JSON text as they come, with the position of the next one.
struct JSONInput {
  private var buffer: [UInt8]
  private var index = 0
  private var end: Int
  private(set) var position = TextPosition()
  private var afterCarriageReturn = false
  private var atBegin = true

  /// Where more bytes come from; nil when all of them are in the buffer.
  private let source: (any ByteStream)?

  init(_ bytes: [UInt8]) {
    buffer = bytes
    end = bytes.count
    source = nil
  }

  /// - Parameter chunk: how many bytes are taken from the stream at a time.
  init(_ stream: any ByteStream, chunk: Int) {
    buffer = [UInt8](repeating: 0, count: max(chunk, 4))
    end = 0
    source = stream
  }

  /// The next byte, not consumed; nil at the end.
  @inline(__always)
  mutating func peek() throws(Refusal) -> UInt8? {
    if index < end { return buffer[index] }
    return try refill(keeping: 0) ? buffer[index] : nil
  }

  /// Whether the bytes that come next are these.
  mutating func starts(with bytes: [UInt8]) throws(Refusal) -> Bool {
    while end - index < bytes.count { guard try refill(keeping: end - index) else { return false } }
    for (offset, byte) in bytes.enumerated() where buffer[index + offset] != byte { return false }
    return true
  }

  /// Consumes one byte, which `peek` or `starts` has seen.
  @inline(__always)
  mutating func advance() throws(Refusal) {
    guard index < end else { return }
    let byte = buffer[index]
    index += 1
    if byte == 0x0A || byte == 0x0D {
      // CR LF is one line end.
      if !(byte == 0x0A && afterCarriageReturn) { position.line += 1 }
      position.column = 1
      afterCarriageReturn = byte == 0x0D
    } else {
      if byte & 0xC0 != 0x80 { position.column += 1 }
      afterCarriageReturn = false
    }
  }

  /// A byte order mark at the very beginning is no part of the text.
  @inline(__always)
  mutating func skipByteOrderMark() throws(Refusal) {
    guard atBegin else { return }
    atBegin = false
    if try starts(with: [0xEF, 0xBB, 0xBF]) { index += 3 }
  }

  /// Puts more bytes behind the last `rest` ones, which are fewer than any escape or comment mark is long.
  private mutating func refill(keeping rest: Int) throws(Refusal) -> Bool {
    guard let source else { return false }
    var more = [UInt8](repeating: 0, count: buffer.count - rest)
    let got = try source.read(into: &more)
    guard got > 0 else { return false }
    for place in 0..<rest { buffer[place] = buffer[index + place] }
    buffer.replaceSubrange(rest..<rest + got, with: more[0..<got])
    index = 0
    end = rest + got
    return true
  }
}
