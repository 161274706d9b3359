package import Findings

extension Files {
  /// Copies the bytes of a regular file without waiting for the disk (`settle` does), hashing them on the way.
  /// - Returns: SHA-256 of what was copied.
  /// - Throws: `data` when the file changed meanwhile.
  package static func copyUnsynchronised(_ from: String, _ to: String, shownAs shown: String) throws(Refusal) -> String {
    let source = try FileStream(path: from, shownAs: shown)
    let copy = try Descriptor.creating(to)
    // One byte more than the file has: the first reading then sees its end.
    var buffer = [UInt8](repeating: 0, count: min(1 << 18, source.size + 1))
    while true {
      let got = try source.read(into: &buffer)
      guard got > 0 else { break }
      try copy.write(buffer.span.extracting(0..<got))
    }
    try copy.close()
    return source.sha256
  }
}
