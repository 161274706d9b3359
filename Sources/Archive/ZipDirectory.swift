import Bytes
import Findings

/// Where a zip archive keeps its list of entries (the central directory), and reading it.
struct ZipDirectory {
  /// From the beginning of the file.
  let offset: Int
  let size: Int
  /// As the end record says.
  let count: Int
  /// Whether the count is that of a zip64 record. Without one it has 16 bits, and programs that know none let it start anew at
  /// 65 536.
  let isZip64: Bool
  /// Bytes in front of the archive (a self-extracting program): all offsets in it are counted from there.
  let shift: Int

  private static let endSize = 22

  /// Finds the end record: the last one in the file whose directory is really there.
  static func locate(
    in access: any RandomAccess, shownAs shown: String, limits: ArchiveLimits
  ) throws(Refusal) -> ZipDirectory {
    // The record is 22 bytes and a comment of up to 65535; what follows the archive may be as much again.
    let tailSize = min(access.size, endSize + 2 * 0xFFFF)
    guard tailSize >= endSize, let tail = try access.bytes(at: access.size - tailSize, count: tailSize) else {
      throw ArchiveMistake.notZip.refusal(shown)
    }
    let begin = try access.bytes(at: 0, count: 4)
    let beginsWithEntry = begin?.little32(0) == 0x0403_4B50
    var first: Refusal?
    // The last record of an archive that stands inside the file or behind another one.
    var inner: Int?
    // A record whose comment ends with the file comes first: four bytes of a comment may look like a record too. A comment
    // that is cut off is no loss, and comes last.
    for fit in [0, -1, 1] {
      for position in stride(from: tailSize - endSize, through: 0, by: -1) where tail.little32(position) == 0x0605_4B50 {
        let end = Array(tail[position..<position + endSize])
        let commentEnd = position + endSize + end.little16(20)
        guard (commentEnd - tailSize).signum() == fit else { continue }
        let found: ZipDirectory
        do {
          found = try directory(at: access.size - tailSize + position, end: end, in: access, shown, limits)
        } catch {
          // The refusal of the last one counts if no other fits.
          first = first ?? error
          continue
        }
        // A file that begins with an entry is an archive from its first byte on. A list that starts counting further on is
        // that of a stored entry, and reading it would lose all the others.
        if found.shift > 0, beginsWithEntry {
          inner = max(inner ?? position, position)
        } else {
          // Two archives stuck together: neither is the whole file.
          if let inner, inner >= commentEnd { throw ArchiveMistake.innerOnly.refusal(shown) }
          return found
        }
      }
    }
    if inner != nil { throw ArchiveMistake.innerOnly.refusal(shown) }
    if let first { throw first }
    throw (beginsWithEntry ? ArchiveMistake.cutOff : .notZip).refusal(shown)
  }

  private static func directory(
    at position: Int, end: [UInt8], in access: any RandomAccess, _ shown: String, _ limits: ArchiveLimits
  ) throws(Refusal) -> ZipDirectory {
    var (disk, directoryDisk) = (end.little16(4), end.little16(6))
    var (here, count) = (end.little16(8), end.little16(10))
    var (size, offset) = (end.little32(12), end.little32(16))
    var directoryEnd = position
    var isZip64 = false
    if let locator = try access.bytes(at: position - 20, count: 20), locator.little32(0) == 0x0706_4B50 {
      guard let (record, recordPosition) = try zip64Record(locator, before: position - 20, in: access) else {
        throw ArchiveMistake.headersDisagree("zip64").refusal(shown)
      }
      // What the short record can say it must say the same.
      for (short, limit, long) in [
        (disk, 0xFFFF, record.little32(16)), (directoryDisk, 0xFFFF, record.little32(20)),
        (here, 0xFFFF, record.little64(24)), (count, 0xFFFF, record.little64(32)),
        (size, 0xFFFF_FFFF, record.little64(40)), (offset, 0xFFFF_FFFF, record.little64(48)),
      ] {
        guard let long, short == limit || short == long else {
          throw ArchiveMistake.headersDisagree("zip64").refusal(shown)
        }
      }
      (disk, directoryDisk) = (record.little32(16), record.little32(20))
      here = record.little64(24) ?? 0
      count = record.little64(32) ?? 0
      size = record.little64(40) ?? 0
      offset = record.little64(48) ?? 0
      directoryEnd = recordPosition
      isZip64 = true
    }
    guard disk == 0, directoryDisk == 0, here == count else { throw ArchiveMistake.severalVolumes.refusal(shown) }
    guard count <= limits.entries else { throw ArchiveMistake.tooManyEntries(limits.entries).refusal(shown) }
    guard size <= limits.directory else { throw ArchiveMistake.directoryTooLarge(limits.directory).refusal(shown) }
    guard size <= directoryEnd, offset <= directoryEnd - size else { throw ArchiveMistake.cutOff.refusal(shown) }
    let begin = directoryEnd - size
    if count > 0 || size > 0 {
      let signature = try access.bytes(at: begin, count: 4)
      guard signature?.little32(0) == 0x0201_4B50 else { throw ArchiveMistake.headersDisagree("PK\\1\\2").refusal(shown) }
    }
    return ZipDirectory(offset: begin, size: size, count: count, isZip64: isZip64, shift: begin - offset)
  }

  /// The zip64 end record: where its locator says or, with something in front of the archive, right before the locator.
  private static func zip64Record(
    _ locator: [UInt8], before position: Int, in access: any RandomAccess
  ) throws(Refusal) -> (record: [UInt8], position: Int)? {
    for candidate in [locator.little64(8), position - 56] {
      guard let candidate, candidate <= position - 56 else { continue }
      if let record = try access.bytes(at: candidate, count: 56), record.little32(0) == 0x0606_4B50 {
        return (record, candidate)
      }
    }
    return nil
  }

  /// Reads the entries; their data offsets are still those of their headers.
  func entries(in access: any RandomAccess, shownAs shown: String, limits: ArchiveLimits) throws(Refusal) -> [ZipEntry] {
    guard let bytes = try access.bytes(at: offset, count: size) else { throw ArchiveMistake.cutOff.refusal(shown) }
    var entries: [ZipEntry] = []
    entries.reserveCapacity(count)
    var position = 0
    while position < bytes.count {
      guard position + 46 <= bytes.count, bytes.little32(position) == 0x0201_4B50 else { break }
      guard entries.count < limits.entries else { throw ArchiveMistake.tooManyEntries(limits.entries).refusal(shown) }
      let nameEnd = position + 46 + bytes.little16(position + 28)
      let extraEnd = nameEnd + bytes.little16(position + 30)
      let next = extraEnd + bytes.little16(position + 32)
      guard next <= bytes.count else { throw ArchiveMistake.cutOff.refusal(shown) }
      entries.append(try entry(bytes, position, nameEnd, extraEnd, shown))
      position = next
    }
    let isCounted = isZip64 ? entries.count == count : entries.count & 0xFFFF == count
    guard isCounted || entries.count >= count else { throw ArchiveMistake.headersDisagree("PK\\1\\2").refusal(shown) }
    // A digital signature may follow the entries, but no further entry that the count leaves out.
    guard isCounted, position == bytes.count || bytes.count - position >= 6 && bytes.little32(position) == 0x0505_4B50 else {
      throw ArchiveMistake.headersDisagree("PK\\5\\6").refusal(shown)
    }
    return entries
  }

  private func entry(
    _ bytes: [UInt8], _ position: Int, _ nameEnd: Int, _ extraEnd: Int, _ shown: String
  ) throws(Refusal) -> ZipEntry {
    let flags = UInt16(bytes.little16(position + 8))
    let extra = ZipExtra(bytes[nameEnd..<extraEnd])
    let name = try zipName(Array(bytes[position + 46..<nameEnd]), flags: flags, extra: extra, shown)
    // Fields that are too small for their value stand in the zip64 field, in this order, and only they.
    var at = 0
    func long(_ value: Int, _ limit: Int, _ width: Int) throws(Refusal) -> Int {
      guard value == limit, let zip64 = extra.zip64 else { return value }
      let long = width == 8 ? zip64.little64(at) : (at + 4 <= zip64.count ? zip64.little32(at) : nil)
      guard let long else { throw ArchiveMistake.headersDisagree("zip64").refusal(shown) }
      at += width
      return long
    }
    let size = try long(bytes.little32(position + 24), 0xFFFF_FFFF, 8)
    let compressedSize = try long(bytes.little32(position + 20), 0xFFFF_FFFF, 8)
    let headerOffset = try long(bytes.little32(position + 42), 0xFFFF_FFFF, 8)
    let disk = try long(bytes.little16(position + 34), 0xFFFF, 4)
    guard disk == 0 else { throw ArchiveMistake.severalVolumes.refusal(shown) }
    guard headerOffset <= offset - shift else { throw ArchiveMistake.cutOff.refusal(shown) }
    let isUnix = bytes[position + 5] == 3
    let mode = bytes.little32(position + 38) >> 16
    return ZipEntry(
      name: name, size: size, compressedSize: compressedSize, crc: UInt32(bytes.little32(position + 16)),
      method: bytes.little16(position + 10), flags: flags, isLink: isUnix && mode & 0xF000 == 0xA000,
      headerOffset: headerOffset + shift, dataOffset: headerOffset + shift)
  }
}
