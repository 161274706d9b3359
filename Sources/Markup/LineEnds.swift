import Glibc

/// Makes the line ends of a document LF before anything else looks at it (XML 1.0, 2.11): CRLF becomes LF, so does a lone
/// CR. libxml2's push parser forgets it in CDATA sections.
struct LineEnds {
  /// Whether the last byte seen was a CR, whose LF may still come.
  private var isAfterReturn = false

  /// Mends `bytes[0..<count]` in place.
  ///
  /// - Returns: how many bytes are left; 0 is possible for a single LF.
  mutating func mend(_ bytes: inout [UInt8], count: Int) -> Int {
    guard count > 0 else { return 0 }
    let hasReturn = unsafe bytes.withUnsafeBytes { raw in
      guard let base = raw.baseAddress else { return false }
      return unsafe memchr(base, 13, min(count, raw.count)) != nil
    }
    guard hasReturn || isAfterReturn else { return count }
    var write = 0
    for read in 0..<count {
      let byte = bytes[read]
      defer { isAfterReturn = byte == 13 }
      if byte == 10, isAfterReturn { continue }
      bytes[write] = byte == 13 ? 10 : byte
      write += 1
    }
    return write
  }
}
