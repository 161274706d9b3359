import Bytes
import Findings

@testable import Archive

/// A zip archive put together field by field (APPNOTE 6.3), so that each field can lie.
struct RawZip {
  struct Entry {
    var name: [UInt8] = Array("a.txt".utf8)
    var localName: [UInt8]?
    var content: [UInt8] = Array("zażółć gęślą jaźń".utf8)
    /// Packed bytes if they are not to be made from the content.
    var packed: [UInt8]?
    var method = 8
    var flags = 0
    var localFlags: Int?
    var crc: UInt32?
    var size: Int?
    var compressedSize: Int?
    var localSizes: (crc: UInt32, compressed: Int, size: Int)?
    var extra: [UInt8] = []
    var localExtra: [UInt8] = []
    var descriptor: [UInt8] = []
    var attributes = 0
    var madeBy = 20
    var headerOffset: Int?
    var disk = 0
  }

  var entries: [Entry] = [Entry()]
  var prefix: [UInt8] = []
  var suffix: [UInt8] = []
  var comment: [UInt8] = []
  var count: Int?
  var directorySize: Int?
  var directoryOffset: Int?
  /// A zip64 end record and its locator, with the short record saturated.
  var isZip64 = false
  var locatorOffset: Int?

  static func crc(_ bytes: [UInt8]) -> UInt32 {
    var checksum = Checksum()
    checksum.update(bytes, count: bytes.count)
    return checksum.value
  }

  func bytes() throws -> [UInt8] {
    var out = prefix
    var directory: [UInt8] = []
    for entry in entries {
      let packed =
        try entry.packed ?? (entry.method == 8 ? deflated(entry.content, shownAs: "") : entry.content)
      let crc = entry.crc ?? Self.crc(entry.content)
      let size = entry.size ?? entry.content.count
      let compressed = entry.compressedSize ?? packed.count
      let local = entry.localSizes ?? (crc, compressed, size)
      let offset = out.count - prefix.count
      let localName = entry.localName ?? entry.name
      out += le(0x0403_4B50, 4) + le(20, 2) + le(entry.localFlags ?? entry.flags, 2) + le(entry.method, 2) + le(0, 4)
      out += le(Int(local.crc), 4) + le(local.compressed, 4) + le(local.size, 4)
      out += le(localName.count, 2) + le(entry.localExtra.count, 2) + localName + entry.localExtra + packed + entry.descriptor
      directory += le(0x0201_4B50, 4) + le(entry.madeBy, 2) + le(20, 2) + le(entry.flags, 2) + le(entry.method, 2) + le(0, 4)
      directory += le(Int(crc), 4) + le(compressed, 4) + le(size, 4)
      directory += le(entry.name.count, 2) + le(entry.extra.count, 2) + le(0, 2) + le(entry.disk, 2) + le(0, 2)
      directory += le(entry.attributes, 4) + le(entry.headerOffset ?? offset, 4) + entry.name + entry.extra
    }
    let begin = directoryOffset ?? out.count - prefix.count
    out += directory
    let size = directorySize ?? directory.count
    let count = count ?? entries.count
    if isZip64 {
      let at = locatorOffset ?? out.count - prefix.count
      out += le(0x0606_4B50, 4) + le(44, 8) + le(45, 2) + le(45, 2) + le(0, 4) + le(0, 4)
      out += le(count, 8) + le(count, 8) + le(size, 8) + le(begin, 8)
      out += le(0x0706_4B50, 4) + le(0, 4) + le(at, 8) + le(1, 4)
      out += le(0x0605_4B50, 4) + le(0, 4) + le(0xFFFF, 2) + le(0xFFFF, 2) + le(0xFFFF_FFFF, 4) + le(0xFFFF_FFFF, 4)
    } else {
      out += le(0x0605_4B50, 4) + le(0, 4) + le(count, 2) + le(count, 2) + le(size, 4) + le(begin, 4)
    }
    return out + le(comment.count, 2) + comment + suffix
  }

  func le(_ value: Int, _ width: Int) -> [UInt8] { (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
}

/// Gives at most so many bytes at a time.
final class Dribble: ByteStream {
  private let source: any ByteStream
  private let step: Int

  init(_ source: any ByteStream, step: Int) {
    self.source = source
    self.step = step
  }

  func read(into buffer: inout [UInt8]) throws(Refusal) -> Int {
    var part = [UInt8](repeating: 0, count: min(step, buffer.count))
    let got = try source.read(into: &part)
    buffer.replaceSubrange(0..<got, with: part[0..<got])
    return got
  }
}

/// The sizes of buffer at which every stream must give the same bytes.
let chunkSizes = [1, 2, 3, 7, 1 << 20]

func whole(_ stream: any ByteStream, chunk: Int) throws -> [UInt8] {
  var all: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: chunk)
  while true {
    let got = try stream.read(into: &buffer)
    guard got > 0 else { return all }
    all += buffer[0..<got]
  }
}

/// Every entry of an archive with its content.
func contents(_ bytes: [UInt8], limits: ArchiveLimits = ArchiveLimits(), chunk: Int = 1 << 16) throws -> [(String, [UInt8])] {
  let archive = try ZipArchive(MemoryAccess(bytes), shownAs: "x.zip", limits: limits)
  return try archive.entries.map { ($0.name, try whole(archive.open($0), chunk: chunk)) }
}

/// The refusal of what must not be read, in English, with the place; nil when it was read.
func refusal(_ body: () throws -> Void) -> String? {
  do {
    try body()
    return nil
  } catch let error as Refusal {
    return
      "\(error.what.english) (\(error.place.file))\(error.mend.english.isEmpty ? " NO MEND" : "")\(error.kind == .data ? "" : " \(error.kind)")"
  } catch { return "another error: \(error)" }
}

/// The same numbers on every machine and every run.
struct Dice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ state >> 29
  }
}
