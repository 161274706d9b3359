package import Bytes
package import Findings

/// One published file to be read, whatever it stands in: a path, a member of an archive, bytes in memory.
///
/// It may be opened several times (look, then read). For a path every opening must find the version that the first one
/// found.
package final class Input {
  private enum Origin {
    case path(String)
    case bytes([UInt8])
    case stream(open: () throws(Refusal) -> any ByteStream, access: (() throws(Refusal) -> any RandomAccess)?)
  }

  /// What is held of a member of an archive when it must be read at any place (a workbook in a zip), in bytes.
  package static let memoryLimit = 64 << 20

  /// As shown to people: relative to the pipeline's root, `archive.zip!/member` inside archives.
  package let name: String
  private let origin: Origin
  private var firstStatus: FileStatus?
  private var knownHash = ""
  /// The whole of a small file, once it was asked for.
  private var small: [UInt8]?
  /// What the hashing of a text has seen beside.
  private(set) var look: TextLook?

  /// Files up to this size are read once and held: there are tens of thousands of statements, and each is looked at three
  /// times.
  private static let smallSize = 1 << 17

  package init(path: String, shownAs name: String? = nil) {
    self.name = name ?? path
    origin = .path(path)
  }

  /// A file whose content is known: every opening must find that version of it.
  package init(path: String, shownAs name: String, version: FileStatus, sha256: String) {
    self.name = name
    origin = .path(path)
    firstStatus = version
    knownHash = sha256
  }

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    origin = .bytes(bytes)
  }

  /// A member of an archive.
  /// - Parameters:
  ///   - open: gives the member's bytes from the start, each time anew.
  ///   - access: gives the member at any place where that is possible without unpacking (stored members).
  package init(
    name: String, access: (() throws(Refusal) -> any RandomAccess)? = nil,
    opening open: @escaping () throws(Refusal) -> any ByteStream
  ) {
    self.name = name
    origin = .stream(open: open, access: access)
  }

  /// The path of the file itself; nil for what is not a file of its own.
  package var path: String? {
    if case .path(let path) = origin { path } else { nil }
  }

  /// The bytes from the start.
  package func open() throws(Refusal) -> any ByteStream {
    switch origin {
    case .path(let path):
      if let small { return MemoryStream(small) }
      let stream = try FileStream(path: path, shownAs: name, hashing: knownHash.isEmpty)
      try checkVersion(stream.status)
      if stream.size < Self.smallSize {
        var bytes = [UInt8](repeating: 0, count: stream.size + 1)
        // One byte more than the file has: the stream is at its end, and has made sure that it is the one that was opened.
        let got = try stream.read(into: &bytes)
        guard got < bytes.count else { throw changedWhileRead(name) }
        bytes.removeLast(bytes.count - got)
        if !stream.sha256.isEmpty { knownHash = stream.sha256 }
        small = bytes
        return MemoryStream(bytes)
      }
      stream.whenEnded = { [weak self] hash in self?.knownHash = hash }
      return stream
    case .bytes(let bytes): return MemoryStream(bytes)
    case .stream(let open, _): return try open()
    }
  }

  /// The bytes at any place. A member of an archive is unpacked into memory, up to `memoryLimit`.
  package func access() throws(Refusal) -> any RandomAccess {
    switch origin {
    case .path(let path):
      let access = try FileAccess(path: path, shownAs: name)
      try checkVersion(access.status)
      return access
    case .bytes(let bytes): return MemoryAccess(bytes)
    case .stream(let open, let access):
      if let access { return try access() }
      return MemoryAccess(try open().readAll(limit: Self.memoryLimit, shownAs: name))
    }
  }

  /// The first bytes, at most `count`.
  package func head(_ count: Int) throws(Refusal) -> [UInt8] {
    let stream = try open()
    if let small { return Array(small.prefix(count)) }
    var head = [UInt8](repeating: 0, count: count)
    var filled = 0
    var chunk = [UInt8](repeating: 0, count: count)
    while filled < count {
      if chunk.count > count - filled { chunk.removeLast(chunk.count - (count - filled)) }
      let got = try stream.read(into: &chunk)
      guard got > 0 else { break }
      head.replaceSubrange(filled..<filled + got, with: chunk[0..<got])
      filled += got
    }
    head.removeLast(count - filled)
    return head
  }

  /// SHA-256 of the whole content; taken from a reading that was done anyway, else from one made for it.
  package func sha256() throws(Refusal) -> String {
    guard knownHash.isEmpty else { return knownHash }
    let stream = try open()
    guard knownHash.isEmpty else { return knownHash }
    var hash: SHA256? = path == nil ? SHA256() : nil
    var look: TextLook?
    var isFirst = true
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let got = try stream.read(into: &chunk)
      guard got > 0 else { break }
      let bytes = chunk.span.extracting(0..<got)
      hash?.update(bytes)
      // The bytes are at hand: what else has to be found out about a text needs no reading of its own.
      if isFirst, TextLook.isWorthwhile(bytes) { look = TextLook() }
      isFirst = false
      look?.update(bytes)
    }
    if let hash { knownHash = hash.finish() }
    self.look = look
    return knownHash
  }

  /// Whether looking at the whole text before it is read would take a reading of its own. What is read at once has to be
  /// longer than the part that is looked at first.
  var isBestReadAtOnce: Bool {
    guard path != nil else { return true }
    return look == nil && small == nil && size ?? 0 > sampleSize
  }

  /// In bytes; nil for what is no file of its own, or was not opened yet.
  var size: Int? { firstStatus?.size }

  private func checkVersion(_ status: FileStatus) throws(Refusal) {
    guard let firstStatus else {
      firstStatus = status
      return
    }
    guard status.isSameVersion(as: firstStatus) else { throw changedWhileRead(name) }
  }
}
