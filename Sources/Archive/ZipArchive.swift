package import Bytes
package import Findings

/// A zip archive (PKWARE APPNOTE 6.3) with its entries: stored and deflated, zip64, sizes before or after the data,
/// something else in front of the archive or behind it.
///
/// What is refused: volumes, headers that disagree, entries that overlap or share a name, more than `ArchiveLimits`
/// allows; and when an entry is opened: encryption, other methods, links, sizes and checksums that lie, bombs.
package final class ZipArchive {
  /// In the order of the central directory.
  package let entries: [ZipEntry]

  private let access: any RandomAccess
  private let shown: String
  private let limits: ArchiveLimits
  private let byName: [String: Int]

  /// - Parameter shown: the archive as people know it, for messages.
  package init(
    _ access: any RandomAccess, shownAs shown: String, limits: ArchiveLimits = ArchiveLimits()
  ) throws(Refusal) {
    self.access = access
    self.shown = shown
    self.limits = limits
    let directory = try ZipDirectory.locate(in: access, shownAs: shown, limits: limits)
    var entries = try directory.entries(in: access, shownAs: shown, limits: limits)
    for index in entries.indices {
      entries[index].dataOffset = try ZipArchive.dataOffset(of: entries[index], in: access, before: directory.offset, shown)
    }
    try ZipArchive.refuseOverlap(entries, shown)
    var byName: [String: Int] = [:]
    for (index, entry) in entries.enumerated() where !entry.isFolder {
      guard byName.updateValue(index, forKey: entry.name) == nil else {
        throw ArchiveMistake.twice(printable(entry.name)).refusal(shown)
      }
    }
    var total = 0
    for entry in entries {
      total = total.addingReportingOverflow(entry.size).partialValue
      guard entry.size <= limits.total, total <= limits.total else {
        throw ArchiveMistake.tooLarge(limits.total).refusal(shown)
      }
    }
    self.entries = entries
    self.byName = byName
  }

  package func entry(named name: String) -> ZipEntry? { byName[name].map { entries[$0] } }

  /// The files of an archive that is no workbook, folders left out.
  ///
  /// - Throws: for a name that would lead out of the folder into which a person unpacks the archive.
  package func files() throws(Refusal) -> [ZipEntry] {
    let files = entries.filter { !$0.isFolder }
    for file in files {
      let segments = file.name.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }
      guard !segments.contains(".."), segments.first?.isEmpty == false, segments.first?.last != ":" else {
        throw ArchiveMistake.leadsElsewhere(printable(file.name)).refusal(shown)
      }
    }
    return files
  }

  /// How an entry is called in messages and records: `archive.zip!/member`.
  package func shownName(of entry: ZipEntry) -> String { "\(shown)!/\(printable(entry.name))" }

  /// The unpacked bytes of an entry; size and checksum are checked when the end is read.
  package func open(_ entry: ZipEntry) throws(Refusal) -> any ByteStream {
    let shown = shownName(of: entry)
    if entry.isEncrypted { throw ArchiveMistake.encrypted.refusal(shown) }
    if entry.isLink { throw ArchiveMistake.linkEntry.refusal(shown) }
    if limits.isBomb(unpacked: entry.size, packed: entry.compressedSize) {
      throw ArchiveMistake.bomb(ratio: limits.ratio).refusal(shown)
    }
    switch entry.method {
    case 0:
      guard entry.size == entry.compressedSize else { throw ArchiveMistake.headersDisagree("size").refusal(shown) }
      return ZipEntryStream(entry, in: access, inflater: nil, shownAs: shown)
    case 8:
      return ZipEntryStream(entry, in: access, inflater: try Inflater(.raw, shownAs: shown), shownAs: shown)
    default: throw ArchiveMistake.method(entry.method).refusal(shown)
    }
  }

  /// Reads the local header, which must say the same as the central directory.
  ///
  /// - Returns: where the packed bytes begin.
  private static func dataOffset(
    of entry: ZipEntry, in access: any RandomAccess, before directory: Int, _ archive: String
  ) throws(Refusal) -> Int {
    let shown = "\(archive)!/\(printable(entry.name))"
    guard let header = try access.bytes(at: entry.headerOffset, count: 30), header.little32(0) == 0x0403_4B50 else {
      throw ArchiveMistake.headersDisagree("PK\\3\\4").refusal(shown)
    }
    let nameLength = header.little16(26)
    let extraLength = header.little16(28)
    guard let tail = try access.bytes(at: entry.headerOffset + 30, count: nameLength + extraLength) else {
      throw ArchiveMistake.cutOff.refusal(shown)
    }
    let flags = UInt16(header.little16(6))
    // Both read the name by their own flags and extra fields; the text must come out the same.
    let name = try zipName(
      Array(tail[0..<nameLength]), flags: flags | entry.flags & 0x800, extra: ZipExtra(tail[nameLength...]), archive)
    guard name == entry.name else { throw ArchiveMistake.headersDisagree("name").refusal(shown) }
    guard header.little16(8) == entry.method, (flags ^ entry.flags) & 1 == 0 else {
      throw ArchiveMistake.headersDisagree("method").refusal(shown)
    }
    let isLate = entry.hasDescriptor || flags & 8 != 0
    let zip64 = ZipExtra(tail[nameLength...]).zip64
    let size = header.little32(22) == 0xFFFF_FFFF ? zip64?.little64(0) ?? 0xFFFF_FFFF : header.little32(22)
    let compressed = header.little32(18) == 0xFFFF_FFFF ? zip64?.little64(8) ?? 0xFFFF_FFFF : header.little32(18)
    for (local, central) in [(header.little32(14), Int(entry.crc)), (size, entry.size), (compressed, entry.compressedSize)] {
      guard local == central || (isLate && (local == 0 || local == 0xFFFF_FFFF)) else {
        throw ArchiveMistake.headersDisagree("size, CRC").refusal(shown)
      }
    }
    let offset = entry.headerOffset + 30 + nameLength + extraLength
    guard entry.compressedSize <= directory - offset else { throw ArchiveMistake.cutOff.refusal(shown) }
    return offset
  }

  /// Entries that share packed bytes are how a small archive becomes a large one (David Fifield, "A better zip bomb").
  private static func refuseOverlap(_ entries: [ZipEntry], _ shown: String) throws(Refusal) {
    var end = 0
    for entry in entries.sorted(by: { $0.headerOffset < $1.headerOffset }) {
      guard entry.headerOffset >= end else { throw ArchiveMistake.overlap(printable(entry.name)).refusal(shown) }
      end = entry.dataOffset + entry.compressedSize
    }
  }
}

/// A name for messages: control characters and what turns text around are replaced.
func printable(_ name: String) -> String {
  var shown = ""
  for scalar in name.unicodeScalars.prefix(200) {
    let isHidden =
      scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || (0x200B...0x200F).contains(scalar.value)
      || (0x2028...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value) || scalar.value == 0xFEFF
    shown.unicodeScalars.append(isHidden ? "\u{FFFD}" : scalar)
  }
  return shown
}
