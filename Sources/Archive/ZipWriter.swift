import Bytes
import CZlib
package import Findings

/// Makes a zip archive: every entry deflated, names in UTF-8, no clock, no user, no system: the same entries and the same date
/// give the same bytes.
///
/// The archive gathers in memory; a caller with much to write takes it away with `drain` after each entry.
package struct ZipWriter {
  private struct Written {
    let name: [UInt8]
    let crc: UInt32
    let packed: Int
    let size: Int
    let method: UInt16
    let offset: Int
  }

  private var bytes: [UInt8] = []
  private var drained = 0
  private var entries: [Written] = []
  private var names: Set<String> = []
  private let shown: String
  private let level: Int32
  private let day: UInt16

  /// - Parameters:
  ///   - shown: the file that is being made, for messages.
  ///   - level: of deflate: 1 is quick, 9 small.
  ///   - date: ISO date `YYYY-MM-DD` (UTC) that all entries carry, at midnight; 1980-01-01, the first day that zip knows, where it
  ///     is empty or none.
  package init(shownAs shown: String, level: Int32 = 6, date: String = "") {
    self.shown = shown
    self.level = level
    day = ZipWriter.day(date)
  }

  /// The date as zip has it: years from 1980 in seven bits, the month in four, the day in five. What lies before or behind these
  /// years becomes the first or the last day of them.
  private static func day(_ date: String) -> UInt16 {
    let (first, last): (UInt16, UInt16) = (0x0021, 0xFF9F)
    let parts = date.split(separator: "-", omittingEmptySubsequences: false).map { UInt16($0) }
    guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2], (1...12).contains(month),
      (1...31).contains(day)
    else { return first }
    if year < 1980 { return first }
    if year > 2107 { return last }
    return (year - 1980) << 9 | month << 5 | day
  }

  /// Appends an entry. Content that deflate would not make smaller is stored.
  ///
  /// - Throws: a name twice or too long, content beyond 4 GB, more than 65 535 entries.
  package mutating func add(_ name: String, _ content: [UInt8]) throws(Refusal) {
    let utf8 = Array(name.utf8)
    guard utf8.count <= 0xFFFF, names.insert(name).inserted, entries.count < 0xFFFF else {
      throw ArchiveMistake.cannotPack(printable(name)).refusal(shown)
    }
    let offset = drained + bytes.count
    let packed = try deflated(content, level: level, shownAs: shown)
    let isStored = packed.count >= content.count
    var checksum = Checksum()
    checksum.update(content, count: content.count)
    let written = Written(
      name: utf8, crc: checksum.value, packed: isStored ? content.count : packed.count, size: content.count,
      method: isStored ? 0 : 8, offset: offset)
    guard offset + written.packed < 0xFFFF_FFFF, content.count < 0xFFFF_FFFF else {
      throw ArchiveMistake.cannotPack("> 4 GB").refusal(shown)
    }
    entries.append(written)
    append32(0x0403_4B50)
    appendCommon(written)
    bytes.append(contentsOf: utf8)
    bytes.append(contentsOf: isStored ? content : packed)
  }

  /// Hands over what has been written so far.
  package mutating func drain() -> [UInt8] {
    let part = bytes
    drained += part.count
    bytes.removeAll(keepingCapacity: true)
    return part
  }

  /// Writes the list of entries and hands over what has not been taken away.
  package mutating func finish() throws(Refusal) -> [UInt8] {
    let begin = drained + bytes.count
    for entry in entries {
      append32(0x0201_4B50)
      append16(20)
      appendCommon(entry)
      append16(0)  // comment
      append16(0)  // volume
      append16(0)  // attributes
      append32(0)
      append32(UInt32(entry.offset))
      bytes.append(contentsOf: entry.name)
    }
    let size = drained + bytes.count - begin
    guard begin < 0xFFFF_FFFF, size < 0xFFFF_FFFF else { throw ArchiveMistake.cannotPack("> 4 GB").refusal(shown) }
    append32(0x0605_4B50)
    append16(0)
    append16(0)
    append16(UInt16(entries.count))
    append16(UInt16(entries.count))
    append32(UInt32(size))
    append32(UInt32(begin))
    append16(0)
    return drain()
  }

  /// What the local header and the central directory have in common, from "version needed" to the length of extra fields.
  private mutating func appendCommon(_ entry: Written) {
    append16(20)
    append16(entry.name.contains { $0 >= 0x80 } ? 0x800 : 0)
    append16(entry.method)
    append16(0)  // 00:00:00
    append16(day)
    append32(entry.crc)
    append32(UInt32(entry.packed))
    append32(UInt32(entry.size))
    append16(UInt16(entry.name.count))
    append16(0)
  }

  private mutating func append16(_ value: UInt16) {
    bytes.append(UInt8(truncatingIfNeeded: value))
    bytes.append(UInt8(truncatingIfNeeded: value >> 8))
  }

  private mutating func append32(_ value: UInt32) {
    append16(UInt16(truncatingIfNeeded: value))
    append16(UInt16(truncatingIfNeeded: value >> 16))
  }
}

/// Deflate without any wrapping (RFC 1951), all at once.
func deflated(_ content: [UInt8], level: Int32 = 6, shownAs shown: String) throws(Refusal) -> [UInt8] {
  guard content.count < 1 << 32 else { throw ArchiveMistake.cannotPack("> 4 GB").refusal(shown) }
  let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
  unsafe stream.initialize(to: z_stream())
  defer { unsafe stream.deallocate() }
  let began = unsafe diagnoza_deflate_init(stream, level, -15)
  guard began == Z_OK else { throw ArchiveMistake.library(began).refusal(shown) }
  defer { unsafe deflateEnd(stream) }
  let bound = unsafe Int(deflateBound(stream, UInt(content.count)))
  var output = [UInt8](repeating: 0, count: bound)
  var code = Z_OK
  unsafe content.withUnsafeBufferPointer { source in
    unsafe output.withUnsafeMutableBufferPointer { target in
      unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
      unsafe stream.pointee.avail_in = UInt32(truncatingIfNeeded: source.count)
      unsafe stream.pointee.next_out = target.baseAddress
      unsafe stream.pointee.avail_out = UInt32(truncatingIfNeeded: target.count)
      code = unsafe deflate(stream, Z_FINISH)
    }
  }
  guard code == Z_STREAM_END else { throw ArchiveMistake.library(code).refusal(shown) }
  output.removeLast(unsafe Int(stream.pointee.avail_out))
  return output
}
