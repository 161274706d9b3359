import Bytes
import CZlib
import Findings

/// zlib's inflate. Its state points at itself, so it has one home on the heap for its whole life.
@safe final class Inflater {
  enum Wrapping: Int32 {
    /// Deflate alone, as in zip (RFC 1951).
    case raw = -15
    /// One gzip member with header and checksum (RFC 1952), both checked by zlib.
    case gzip = 31
  }
  enum Outcome { case needsInput, outputFull, endOfStream }

  private let stream: UnsafeMutablePointer<z_stream>
  private let shown: String
  /// Bytes consumed and produced since the beginning or the last `reset`.
  private(set) var consumed = 0
  private(set) var produced = 0

  init(_ wrapping: Wrapping, shownAs shown: String) throws(Refusal) {
    self.shown = shown
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    let code = unsafe diagnoza_inflate_init(stream, wrapping.rawValue)
    guard code == Z_OK else { throw ArchiveMistake.library(code).refusal(shown) }
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deinitialize(count: 1)
    unsafe stream.deallocate()
  }

  /// Begins a new member.
  func reset() throws(Refusal) {
    let code = unsafe inflateReset(stream)
    guard code == Z_OK else { throw ArchiveMistake.library(code).refusal(shown) }
    consumed = 0
    produced = 0
  }

  /// Inflates from `input[from..<end]` into `output[at...]`; moves `from` and `at` on.
  func inflate(
    _ input: [UInt8], _ from: inout Int, _ end: Int, into output: inout [UInt8], _ at: inout Int
  ) throws(Refusal) -> Outcome {
    let room = min(output.count - at, 1 << 30)
    let given = min(end - from, 1 << 30)
    guard room > 0 else { return .outputFull }
    var code = Z_OK
    unsafe input.withUnsafeBufferPointer { source in
      unsafe output.withUnsafeMutableBufferPointer { target in
        guard let base = source.baseAddress, let room0 = target.baseAddress else { return }
        unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: base + from)
        unsafe stream.pointee.avail_in = UInt32(given)
        unsafe stream.pointee.next_out = room0 + at
        unsafe stream.pointee.avail_out = UInt32(room)
        code = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
      }
    }
    let used = unsafe given - Int(stream.pointee.avail_in)
    let made = unsafe room - Int(stream.pointee.avail_out)
    from += used
    at += made
    consumed += used
    produced += made
    switch code {
    case Z_STREAM_END: return .endOfStream
    // Z_BUF_ERROR: no progress was possible, which is no error; more input or more room is wanted.
    case Z_OK, Z_BUF_ERROR: return made == room ? .outputFull : .needsInput
    case Z_DATA_ERROR, Z_NEED_DICT: throw ArchiveMistake.badDeflate.refusal(shown)
    default: throw ArchiveMistake.library(code).refusal(shown)
    }
  }
}

/// CRC-32 as zip and gzip use it.
struct Checksum {
  private(set) var value: UInt32 = 0

  mutating func update(_ bytes: [UInt8], count: Int) {
    unsafe bytes.withUnsafeBufferPointer { pointer in
      value = unsafe UInt32(truncatingIfNeeded: crc32_z(UInt(value), pointer.baseAddress, min(count, pointer.count)))
    }
  }
}
