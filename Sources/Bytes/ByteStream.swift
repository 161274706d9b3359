package import Findings

/// Bytes that come one after the other: a file, a member of an archive, what an inflater gives.
package protocol ByteStream: AnyObject {
  /// Fills `buffer` from its start with the next bytes.
  /// - Returns: how many bytes were put there; fewer than `buffer.count` is possible before the end, 0 only at the end
  ///   (or for an empty buffer).
  func read(into buffer: inout [UInt8]) throws(Refusal) -> Int
}

extension ByteStream {
  /// The whole of what is left. For small things only.
  /// - Parameter limit: more bytes than this are refused (`.data`), so that a lying archive cannot fill the memory.
  package func readAll(limit: Int, shownAs shown: String) throws(Refusal) -> [UInt8] {
    var whole: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let got = try read(into: &chunk)
      guard got > 0 else { return whole }
      guard whole.count + got <= limit else {
        throw Refusal(
          .data, Wording("większe niż dopuszczalne \(limit) bajtów", en: "larger than the limit of \(limit) bytes"),
          at: Place(file: shown), mend: Wording("podziel plik na mniejsze", en: "split the file into smaller ones"))
      }
      whole.append(contentsOf: chunk[0..<got])
    }
  }
}

/// A regular file read once from start to end, hashed as it is read.
///
/// At the end it makes sure that the file is still the version that was opened: one that was cut, appended or replaced
/// meanwhile is refused, because its bytes may be of two versions.
package final class FileStream: ByteStream {
  private let descriptor: Descriptor
  private let path: String
  private let shown: String
  private var hash: SHA256?
  private var position = 0
  private var hasEnded = false

  /// What the file system said when the file was opened.
  package let status: FileStatus
  /// SHA-256 of the bytes as they were read, 64 hexadecimal digits; empty before the end or without hashing.
  package private(set) var sha256 = ""
  /// Called once, with the hash, when the whole file has been read and found unchanged.
  package var whenEnded: ((_ sha256: String) -> Void)?
  /// In bytes, when the file was opened.
  package var size: Int { status.size }

  /// - Parameters:
  ///   - shown: the path as people know it, for messages (relative to the pipeline's root).
  ///   - isHashing: off for a second reading of what is hashed already.
  package init(path: String, shownAs shown: String? = nil, hashing isHashing: Bool = true) throws(Refusal) {
    self.path = path
    self.shown = shown ?? path
    hash = isHashing ? SHA256() : nil
    descriptor = try Descriptor.reading(path, shownAs: shown ?? path)
    status = try descriptor.status()
  }

  package func read(into buffer: inout [UInt8]) throws(Refusal) -> Int {
    guard !hasEnded, !buffer.isEmpty else { return 0 }
    let got = try descriptor.read(into: &buffer, count: buffer.count)
    position += got
    if got > 0 { hash?.update(buffer.span.extracting(0..<got)) }
    // A short read is the end of a regular file; it is checked at once, so that nobody uses the last bytes before.
    if got < buffer.count {
      try checkUnchanged()
      hasEnded = true
      if let hash {
        sha256 = hash.finish()
        whenEnded?(sha256)
      }
    }
    return got
  }

  private func checkUnchanged() throws(Refusal) {
    let open = try descriptor.status()
    guard position == status.size, open.isSameVersion(as: status), let named = try Files.status(path),
      named.isSameVersion(as: status)
    else { throw changedWhileRead(shown) }
  }
}

/// The refusal of a file that is no longer what it was when reading began.
package func changedWhileRead(_ shown: String) -> Refusal {
  Refusal(
    .data, Wording("plik zmienił się w czasie odczytu", en: "the file changed while it was being read"),
    at: Place(file: shown),
    mend: Wording(
      "poczekaj, aż zapis pliku się skończy, i uruchom ponownie", en: "wait until the file is written and run again"))
}

/// Bytes that are in memory already, given out as a stream.
package final class MemoryStream: ByteStream {
  private let bytes: [UInt8]
  private var position = 0

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  package func read(into buffer: inout [UInt8]) throws(Refusal) -> Int {
    let count = min(buffer.count, bytes.count - position)
    guard count > 0 else { return 0 }
    buffer.replaceSubrange(0..<count, with: bytes[position..<position + count])
    position += count
    return count
  }
}
