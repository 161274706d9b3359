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
