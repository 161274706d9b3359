package import Findings

/// A file being written: buffered, every write checked, on the disk when `finish` returns.
///
/// Let go without `finish` it closes the file and leaves what was written so far: stages write beside what is
/// published and rename when they are complete.
package struct ByteWriter: ~Copyable {
  private static let capacity = 1 << 20

  private let descriptor: Descriptor
  private var buffer: [UInt8] = []

  /// Bytes given so far.
  package private(set) var count = 0

  /// Creates the file, or empties one that is there.
  package init(creating path: String) throws(Refusal) {
    descriptor = try Descriptor.creating(path)
    buffer.reserveCapacity(Self.capacity)
  }

  package mutating func write(_ bytes: Span<UInt8>) throws(Refusal) {
    count += bytes.count
    if buffer.count + bytes.count > Self.capacity { try flush() }
    if bytes.count >= Self.capacity {
      try descriptor.write(bytes)
    } else {
      buffer.append(contentsOf: bytes)
    }
  }

  package mutating func write(_ bytes: [UInt8]) throws(Refusal) {
    try write(bytes.span)
  }

  package mutating func write(utf8 text: String) throws(Refusal) {
    if buffer.count + text.utf8.count > Self.capacity { try flush() }
    buffer.append(contentsOf: text.utf8)
    count += text.utf8.count
  }

  /// Leaves room for what is known only later; zeros until `fill`.
  /// - Precondition: nothing was written yet.
  package mutating func leave(_ room: Int) throws(Refusal) {
    precondition(count == 0, "room is left at the beginning")
    try descriptor.truncate(to: room)
    count = room
  }

  /// Overwrites the beginning of what was written.
  package mutating func fill(_ bytes: [UInt8]) throws(Refusal) {
    precondition(bytes.count <= count, "more bytes than were written")
    try flush()
    try descriptor.write(bytes.span, at: 0)
  }

  /// Takes back what was written behind the first `count` bytes.
  package mutating func truncate(to count: Int) throws(Refusal) {
    precondition(count >= 0 && count <= self.count, "more bytes than were written")
    try flush()
    try descriptor.truncate(to: count)
    self.count = count
  }

  private mutating func flush() throws(Refusal) {
    try descriptor.write(buffer.span)
    buffer.removeAll(keepingCapacity: true)
  }

  /// Writes what is buffered, has it put on the disk and closes the file.
  /// - Parameter isLasting: false leaves it to `Files.settle` to have it on the disk.
  package consuming func finish(isLasting: Bool = true) throws(Refusal) {
    try flush()
    if isLasting { try descriptor.synchronise() }
    try descriptor.close()
  }
}

extension [UInt8] {
  /// Appends a view of bytes without making an array of it.
  package mutating func append(contentsOf bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }
}

extension [UInt8] {
  /// Overwrites the bytes from `place` on with a part of another array; there must be room.
  package mutating func replace(at place: Int, with other: [UInt8], _ part: Range<Int>) {
    precondition(place >= 0 && place + part.count <= count && part.upperBound <= other.count, "no room for the bytes")
    unsafe withUnsafeMutableBytes { target in
      unsafe other.withUnsafeBytes { source in
        unsafe UnsafeMutableRawBufferPointer(rebasing: target[place..<place + part.count])
          .copyMemory(from: UnsafeRawBufferPointer(rebasing: source[part]))
      }
    }
  }

  /// Moves a part of the array to its front; the rest is left as it was.
  package mutating func moveDown(_ part: Range<Int>) {
    guard part.lowerBound > 0 else { return }
    unsafe withUnsafeMutableBytes { bytes in
      unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[0..<part.count])
        .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[part]))
    }
  }
}
