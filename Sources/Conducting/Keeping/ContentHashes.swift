import Bytes
package import Findings

/// SHA-256 of files, each file read once a run. A hidden file remembers them by device, inode, size and both times of change,
/// which only saves reading: an entry that could be older than the content is not believed, and a damaged memory is an empty one.
package final class ContentHashes {
  package struct Digest: Hashable {
    package var size: Int
    package var sha256: String
  }

  private var known: [FileStatus: String] = [:]
  private var used: [FileStatus: String] = [:]
  /// Bytes that had to be read.
  private(set) var bytesRead = 0
  private let threads: Int
  private let began: Int

  /// - Parameters:
  ///   - threads: that may read when many files are asked for.
  ///   - began: when the run began, in milliseconds since 1970; 0 when nobody asks for what is settled.
  package init(threads: Int = 1, began: Int = 0) {
    self.threads = threads
    self.began = began
  }

  /// What the file holds.
  /// - Parameter shown: how messages name it.
  package func digest(of path: String, shownAs shown: String) throws(Refusal) -> Digest {
    if let status = try Files.status(path), let sha256 = used[status] ?? known[status] {
      used[status] = sha256
      return Digest(size: status.size, sha256: sha256)
    }
    let (status, sha256) = try ContentHashes.read(path, shownAs: shown)
    note(status, sha256)
    return Digest(size: status.size, sha256: sha256)
  }

  /// What each of many files holds, in their order.
  func digests(of files: [(path: String, shown: String)]) throws(Refusal) -> [Digest] {
    var unknown: [(path: String, shown: String)] = []
    for file in files {
      if let status = try Files.status(file.path), used[status] == nil, known[status] == nil { unknown.append(file) }
    }
    let all = unknown
    let read = try sharedOut(all.count, threads: threads) { index throws(Refusal) in
      try ContentHashes.read(all[index].path, shownAs: all[index].shown)
    }
    for (status, sha256) in read { note(status, sha256) }
    var digests: [Digest] = []
    for file in files { digests.append(try digest(of: file.path, shownAs: file.shown)) }
    return digests
  }

  private static func read(_ path: String, shownAs shown: String) throws(Refusal) -> (FileStatus, sha256: String) {
    let stream = try FileStream(path: path, shownAs: shown)
    var buffer = [UInt8](repeating: 0, count: min(1 << 18, stream.size + 1))
    while try stream.read(into: &buffer) > 0 {}
    return (stream.status, stream.sha256)
  }

  /// What is known of files that had been left alone for a while when the run began: whoever meets such a file as it was need
  /// not hash it again. One that was written just before could be written once more within the same tick of the file system's
  /// clock, and nobody would see it.
  var settled: [FileStatus: String] {
    let limit = (began - Self.margin) * 1_000_000
    return used.filter { $0.key.mtimeNanoseconds < limit && $0.key.ctimeNanoseconds < limit }
  }

  /// In milliseconds: more than the ticks of file systems and the difference between the clocks of machines kept in step.
  private static let margin = 3000

  private func note(_ status: FileStatus, _ sha256: String) {
    bytesRead += status.size
    used[status] = sha256
  }

  // MARK: the memory between runs

  private static let heading = "diagnoza-hashes/2 "

  /// Believes what an earlier run wrote down.
  package func recall(from path: String) throws(Refusal) {
    guard let written = try Files.status(path), written.kind == .regular else { return }
    let bytes = try Files.read(path)
    guard let end = bytes.firstIndex(of: 0x0A) else { return }
    let body = Array(bytes[(end + 1)...])
    guard String(decoding: bytes[..<end], as: UTF8.self) == Self.heading + SHA256.hex(of: body) else { return }
    for line in body.split(separator: 0x0A) {
      let parts = line.split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
      guard parts.count == 6, let device = UInt64(parts[0]), let inode = UInt64(parts[1]), let size = Int(parts[2]),
        let time = Int(parts[3]), let touched = Int(parts[4])
      else { continue }
      guard Self.isSettled(time, at: written.mtimeNanoseconds), Self.isSettled(touched, at: written.mtimeNanoseconds) else {
        continue
      }
      let status = FileStatus(
        kind: .regular, size: size, mtimeNanoseconds: time, inode: inode, device: device, ctimeNanoseconds: touched)
      known[status] = parts[5]
    }
  }

  /// Whether a file last changed at `time` can no longer have changed unseen when the memory was written: file systems keep
  /// time in steps of up to 10 ms, old ones of 2 s.
  private static func isSettled(_ time: Int, at written: Int) -> Bool {
    let step = time % 1_000_000_000 == 0 ? 2_000_000_000 : 20_000_000
    return time < written - step
  }

  /// Writes down what this run met, for the next one.
  package func remember(at path: String) throws(Refusal) {
    var lines: [String] = []
    for (status, sha256) in used {
      let times = "\(status.mtimeNanoseconds) \(status.ctimeNanoseconds)"
      lines.append("\(status.device) \(status.inode) \(status.size) \(times) \(sha256)\n")
    }
    let body = Array(lines.sorted(by: precedesByBytes).joined().utf8)
    let temporary = path + ".new"
    try Files.write(Array((Self.heading + SHA256.hex(of: body) + "\n").utf8) + body, to: temporary)
    try Files.rename(temporary, path)
  }
}
