import CVector
import Glibc

/// Searches in bytes that the C library does many at a time.

/// Whether the `count` bytes from `first` on and from `second` on are the same.
///
/// Both ranges must lie inside; this is checked.
@inline(__always)
package func isSame(_ bytes: Span<UInt8>, at first: Int, as second: Int, count: Int) -> Bool {
  precondition(first >= 0 && second >= 0 && count >= 0 && max(first, second) + count <= bytes.count, "outside the bytes")
  return unsafe bytes.withUnsafeBufferPointer { buffer in
    guard let base = buffer.baseAddress else { return true }
    return unsafe memcmp(base + first, base + second, count) == 0
  }
}

/// Where a byte comes next from `start` on; nil when it does not.
@inline(__always)
package func next(_ byte: UInt8, in bytes: Span<UInt8>, from start: Int) -> Int? {
  precondition(start >= 0 && start <= bytes.count, "outside the bytes")
  return unsafe bytes.withUnsafeBufferPointer { buffer in
    guard let base = buffer.baseAddress, start < buffer.count,
      let found = unsafe memchr(base + start, Int32(byte), buffer.count - start)
    else { return nil }
    return unsafe UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }
}

/// The same for a byte that is likely to come within some dozen bytes, where a call of the C library costs more than it saves.
@inline(__always)
package func nextNear(_ byte: UInt8, in bytes: Span<UInt8>, from start: Int) -> Int? {
  precondition(start >= 0 && start <= bytes.count, "outside the bytes")
  let ones: UInt64 = 0x0101_0101_0101_0101
  var place = start
  let near = min(bytes.count, start + 64)
  while place + 8 <= near {
    let word = unsafe bytes.withUnsafeBytes { unsafe $0.loadUnaligned(fromByteOffset: place, as: UInt64.self) }
    // A byte of zero where the byte is; the lowest is never a false one.
    let difference = word.littleEndian ^ ones &* UInt64(byte)
    let zeros = (difference &- ones) & ~difference & ones << 7
    if zeros != 0 { return place + zeros.trailingZeroBitCount >> 3 }
    place += 8
  }
  return next(byte, in: bytes, from: place)
}

/// Where the next byte comes that is one of two, or the end.
package func nextOf(_ first: UInt8, _ second: UInt8, in bytes: Span<UInt8>, from start: Int) -> Int {
  precondition(start >= 0 && start <= bytes.count, "outside the bytes")
  return unsafe bytes.withUnsafeBufferPointer { buffer in
    guard let base = buffer.baseAddress else { return 0 }
    var i = unsafe start + diagnoza_without(base + start, buffer.count - start, first, second)
    while i < buffer.count, unsafe base[i] != first && base[i] != second { i += 1 }
    return i
  }
}

/// How many bytes from `start` on are plain text of UTF-8, and how many characters of two bytes they hold: whole characters of
/// one or two bytes, none below tab and no DEL. Fewer may be told than there are.
func plainText(_ bytes: Span<UInt8>, from start: Int) -> (count: Int, letters: Int) {
  precondition(start >= 0 && start <= bytes.count, "outside the bytes")
  return unsafe bytes.withUnsafeBufferPointer { buffer in
    guard let base = buffer.baseAddress else { return (0, 0) }
    var letters = 0
    let count = unsafe diagnoza_plain_text(base + start, buffer.count - start, &letters)
    return (count, letters)
  }
}
