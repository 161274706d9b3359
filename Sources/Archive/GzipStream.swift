package import Bytes
package import Findings

/// The content of a gzip file: one member or several after one another, each with its checksum and size checked.
///
/// Memory does not grow with the file. Zero bytes after the last member are padding of tapes and blocks; any other bytes
/// are refused.
package final class GzipStream: ByteStream {
  private let source: any ByteStream
  private let shown: String
  private let limits: ArchiveLimits
  private let inflater: Inflater
  private var input = [UInt8](repeating: 0, count: 1 << 16)
  private var from = 0
  private var end = 0
  private var total = 0
  private var packed = 0
  private var state = State.beforeMember
  private var members = 0

  private enum State { case beforeMember, inMember, padding, ended }

  /// - Parameter shown: the packed file as people know it, for messages.
  package init(
    _ source: any ByteStream, shownAs shown: String, limits: ArchiveLimits = ArchiveLimits()
  ) throws(Refusal) {
    self.source = source
    self.shown = shown
    self.limits = limits
    inflater = try Inflater(.gzip, shownAs: shown)
  }

  package func read(into buffer: inout [UInt8]) throws(Refusal) -> Int {
    var filled = 0
    while filled < buffer.count, state != .ended {
      if from == end { try refill() }
      switch state {
      case .beforeMember: try beginMember()
      case .inMember:
        let before = filled
        let outcome = try inflater.inflate(input, &from, end, into: &buffer, &filled)
        try account(filled - before)
        if outcome == .endOfStream {
          packed += inflater.consumed
          state = .beforeMember
        } else if from == end, outcome == .needsInput, try !refill() {
          throw ArchiveMistake.cutOff.refusal(shown)
        }
      case .padding:
        if input[from..<end].contains(where: { $0 != 0 }) { throw ArchiveMistake.textAfterGzip.refusal(shown) }
        from = end
        if try !refill() { state = .ended }
      case .ended: break
      }
    }
    return filled
  }

  /// At the first byte of a member, of padding, or at the end.
  private func beginMember() throws(Refusal) {
    if from == end {
      guard members > 0 else { throw ArchiveMistake.notGzip.refusal(shown) }
      state = .ended
    } else if members > 0, input[from] == 0 {
      state = .padding
    } else if input[from] == 0x1F {
      if members > 0 { try inflater.reset() }
      members += 1
      state = .inMember
    } else {
      throw (members > 0 ? ArchiveMistake.textAfterGzip : .notGzip).refusal(shown)
    }
  }

  private func account(_ count: Int) throws(Refusal) {
    total += count
    guard total <= limits.total else { throw ArchiveMistake.tooLarge(limits.total).refusal(shown) }
    if limits.isBomb(unpacked: total, packed: packed + inflater.consumed) {
      throw ArchiveMistake.bomb(ratio: limits.ratio).refusal(shown)
    }
  }

  /// - Returns: whether there are bytes to read.
  @discardableResult
  private func refill() throws(Refusal) -> Bool {
    guard from == end else { return true }
    from = 0
    end = 0
    end = try source.read(into: &input)
    return end > 0
  }
}

/// The name that a gzip file keeps of what was packed, if it keeps one: the part of its header (RFC 1952) before the data.
///
/// - Parameter head: the first bytes of the file; 4 KiB are enough for any real name.
package func gzipName(in head: [UInt8]) -> [UInt8]? {
  guard head.count >= 10, head[0] == 0x1F, head[1] == 0x8B, head[2] == 8 else { return nil }
  let flags = head[3]
  var position = 10
  if flags & 4 != 0 {
    guard head.count >= 12 else { return nil }
    position = 12 + Int(head[10]) + Int(head[11]) << 8
  }
  guard flags & 8 != 0, position < head.count, let zero = head[position...].firstIndex(of: 0), zero > position else {
    return nil
  }
  return Array(head[position..<zero])
}
