import Bytes
import Findings

/// The unpacked bytes of one zip entry. Memory does not grow with the entry.
final class ZipEntryStream: ByteStream {
  private let access: any RandomAccess
  private let entry: ZipEntry
  private let shown: String
  /// nil for a stored entry.
  private let inflater: Inflater?
  private var input: [UInt8]
  private var from = 0
  private var end = 0
  /// Packed bytes that have been read, and unpacked bytes that have been given out.
  private var packed = 0
  private var unpacked = 0
  private var checksum = Checksum()
  private var hasEnded = false

  init(_ entry: ZipEntry, in access: any RandomAccess, inflater: Inflater?, shownAs shown: String) {
    self.access = access
    self.entry = entry
    self.shown = shown
    self.inflater = inflater
    input = [UInt8](repeating: 0, count: inflater == nil ? 0 : 1 << 16)
  }

  func read(into buffer: inout [UInt8]) throws(Refusal) -> Int {
    guard !hasEnded, !buffer.isEmpty else { return 0 }
    let filled = inflater == nil ? try readStored(&buffer) : try readDeflated(&buffer)
    checksum.update(buffer, count: filled)
    unpacked += filled
    guard unpacked <= entry.size else { throw ArchiveMistake.wrongSize(said: entry.size, isMore: true).refusal(shown) }
    if hasEnded {
      guard unpacked == entry.size else { throw ArchiveMistake.wrongSize(said: entry.size, isMore: false).refusal(shown) }
      guard checksum.value == entry.crc else { throw ArchiveMistake.wrongChecksum.refusal(shown) }
    }
    return filled
  }

  private func readStored(_ buffer: inout [UInt8]) throws(Refusal) -> Int {
    let left = entry.compressedSize - packed
    let got = left > 0 ? min(try access.read(at: entry.dataOffset + packed, into: &buffer), left) : 0
    guard got > 0 || left == 0 else { throw ArchiveMistake.cutOff.refusal(shown) }
    packed += got
    hasEnded = packed == entry.compressedSize
    return got
  }

  private func readDeflated(_ buffer: inout [UInt8]) throws(Refusal) -> Int {
    guard let inflater else { return 0 }
    var filled = 0
    while filled < buffer.count {
      if from == end { try refill() }
      switch try inflater.inflate(input, &from, end, into: &buffer, &filled) {
      case .endOfStream:
        guard from == end, packed == entry.compressedSize else { throw ArchiveMistake.badDeflate.refusal(shown) }
        hasEnded = true
        return filled
      case .outputFull: return filled
      case .needsInput: if from == end, packed == entry.compressedSize { throw ArchiveMistake.cutOff.refusal(shown) }
      }
    }
    return filled
  }

  private func refill() throws(Refusal) {
    let left = entry.compressedSize - packed
    from = 0
    end = 0
    guard left > 0 else { return }
    end = min(try access.read(at: entry.dataOffset + packed, into: &input), left)
    guard end > 0 else { throw ArchiveMistake.cutOff.refusal(shown) }
    packed += end
  }
}
