package import Findings

/// Bytes that can be read at any place: what zip and OLE2 need.
package protocol RandomAccess: AnyObject {
  /// In bytes.
  var size: Int { get }
  /// Fills `buffer` from its start with the bytes from `offset` on.
  /// - Returns: how many bytes were put there: `buffer.count`, or fewer where the end is nearer (0 at or beyond it, and
  ///   for a negative offset).
  func read(at offset: Int, into buffer: inout [UInt8]) throws(Refusal) -> Int
}

/// A regular file.
package final class FileAccess: RandomAccess {
  private let descriptor: Descriptor
  private let path: String
  private let shown: String

  /// What the file system said when the file was opened.
  package let status: FileStatus
  package var size: Int { status.size }

  package init(path: String, shownAs shown: String? = nil) throws(Refusal) {
    self.path = path
    self.shown = shown ?? path
    descriptor = try Descriptor.reading(path, shownAs: shown ?? path)
    status = try descriptor.status()
  }

  package func read(at offset: Int, into buffer: inout [UInt8]) throws(Refusal) -> Int {
    guard offset >= 0, offset < status.size else { return 0 }
    let wanted = min(buffer.count, status.size - offset)
    let got = try descriptor.read(into: &buffer, count: wanted, from: offset)
    guard got == wanted else { throw changedWhileRead(shown) }
    return got
  }

  /// To be called when the reading is done: refuses a file that is no longer the version that was opened.
  package func checkUnchanged() throws(Refusal) {
    guard try descriptor.status().isSameVersion(as: status), let named = try Files.status(path),
      named.isSameVersion(as: status)
    else { throw changedWhileRead(shown) }
  }
}

/// Bytes that are in memory already.
package final class MemoryAccess: RandomAccess {
  private let bytes: [UInt8]
  package var size: Int { bytes.count }

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  package func read(at offset: Int, into buffer: inout [UInt8]) throws(Refusal) -> Int {
    guard offset >= 0, offset < bytes.count else { return 0 }
    let count = min(buffer.count, bytes.count - offset)
    buffer.replaceSubrange(0..<count, with: bytes[offset..<offset + count])
    return count
  }
}

/// A part of what can be read at any place, as a stream.
package final class RangeStream: ByteStream {
  private let source: any RandomAccess
  private var place: Int
  private let end: Int

  package init(_ source: any RandomAccess, _ range: Range<Int>) {
    self.source = source
    place = range.lowerBound
    end = range.upperBound
  }

  package func read(into buffer: inout [UInt8]) throws(Refusal) -> Int {
    guard place < end else { return 0 }
    let got = min(try source.read(at: place, into: &buffer), end - place)
    place += got
    return got
  }
}
