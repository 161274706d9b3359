import Bytes
import Findings

/// A compound file ([MS-CFB]), versions 3 and 4: a small file system in one file, in which Excel 5 to 2003 keep their
/// workbooks and newer ones their encrypted packages.
///
/// Every chain of sectors is counted against the number of sectors that the file has, so that a chain in a circle ends in
/// a refusal.
struct OLE2File {
  struct Entry {
    enum Kind { case storage, stream, root, other }

    let name: String
    let kind: Kind
    let firstSector: Int
    /// In bytes.
    let size: Int
    fileprivate let left: Int
    fileprivate let right: Int
    fileprivate let child: Int
  }

  /// Sector numbers from here on have a meaning of their own: free, end of a chain, part of a table.
  private static let lastSector = 0xFFFF_FFF9
  /// Storages and streams in one file.
  private static let entryLimit = 65_536

  private let access: any RandomAccess
  private let shown: String
  private let sectorShift: Int
  private let miniShift: Int
  /// Streams shorter than this stand in the mini stream.
  private let miniCutoff: Int
  private var table: [UInt32] = []
  private var miniTable: [UInt32] = []
  private var miniStream: OLE2Stream?
  private(set) var entries: [Entry] = []

  init(_ access: any RandomAccess, shownAs shown: String) throws(Refusal) {
    self.access = access
    self.shown = shown
    var header = [UInt8](repeating: 0, count: 512)
    guard try access.read(at: 0, into: &header) == 512 else {
      throw Self.damaged(shown, Wording("plik jest urwany", en: "the file is cut off"))
    }
    func little32(_ at: Int) -> Int { Int(littleEndian(header, at, 4)) }
    sectorShift = Int(littleEndian(header, 30, 2))
    miniShift = Int(littleEndian(header, 32, 2))
    miniCutoff = little32(56)
    guard header.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]), sectorShift == 9 || sectorShift == 12,
      miniShift >= 2, miniShift < sectorShift
    else { throw Self.damaged(shown, Wording("nieznany nagłówek OLE2", en: "an unknown OLE2 header")) }
    try readTable(header: header, more: little32(68))
    try readEntries(from: little32(48))
    if let root = entries.first, root.size > 0, root.firstSector <= Self.lastSector {
      miniStream = OLE2Stream(
        access, sectors: try chain(from: root.firstSector, in: table), shift: sectorShift, begin: 1 << sectorShift,
        size: root.size)
      if little32(60) <= Self.lastSector {
        miniTable = try numbers(in: try chain(from: little32(60), in: table))
      }
    }
  }

  /// The entries of the root storage.
  var top: [Entry] {
    var found: [Entry] = []
    var seen: Set<Int> = []
    var waiting = entries.first.map { [$0.child] } ?? []
    while let index = waiting.popLast() {
      guard index < entries.count, seen.insert(index).inserted else { continue }
      let entry = entries[index]
      found.append(entry)
      waiting += [entry.left, entry.right]
    }
    // A file whose tree leads nowhere may still have its streams.
    return found.isEmpty ? entries.filter { $0.kind == .stream } : found
  }

  /// A stream's bytes, at any place.
  func open(_ entry: Entry) throws(Refusal) -> OLE2Stream {
    guard entry.size < miniCutoff, let miniStream else {
      return OLE2Stream(
        access, sectors: try chain(from: entry.firstSector, in: table), shift: sectorShift, begin: 1 << sectorShift,
        size: entry.size)
    }
    return OLE2Stream(
      miniStream, sectors: try chain(from: entry.firstSector, in: miniTable), shift: miniShift, begin: 0, size: entry.size)
  }

  /// The table of sectors: 109 of its sectors are listed in the header, the others in a chain of lists.
  private mutating func readTable(header: [UInt8], more firstList: Int) throws(Refusal) {
    let perSector = (1 << sectorShift) / 4
    let sectorCount = access.size >> sectorShift + 1
    var listed: [UInt32] = []
    for index in 0..<109 {
      let sector = UInt32(littleEndian(header, 76 + index * 4, 4))
      guard Int(sector) <= Self.lastSector else { break }
      listed.append(sector)
    }
    var list = firstList
    var lists = 0
    while listed.count >= 109, list <= Self.lastSector {
      lists += 1
      guard lists <= sectorCount else { throw circle() }
      var block = [UInt8](repeating: 0xFF, count: 1 << sectorShift)
      guard try access.read(at: (list + 1) << sectorShift, into: &block) > 0 else { break }
      for index in 0..<perSector - 1 {
        let sector = UInt32(littleEndian(block, index * 4, 4))
        if Int(sector) <= Self.lastSector { listed.append(sector) }
      }
      list = Int(littleEndian(block, (perSector - 1) * 4, 4))
    }
    guard listed.count <= sectorCount else { throw circle() }
    table = try numbers(in: listed)
  }

  /// The sector numbers that stand in some sectors.
  private func numbers(in sectors: [UInt32]) throws(Refusal) -> [UInt32] {
    var numbers: [UInt32] = []
    numbers.reserveCapacity(sectors.count << (sectorShift - 2))
    var block = [UInt8](repeating: 0, count: 1 << sectorShift)
    for sector in sectors {
      for index in block.indices { block[index] = 0xFF }
      // A sector beyond the end holds nothing; only who needs it will miss it.
      _ = try access.read(at: (Int(sector) + 1) << sectorShift, into: &block)
      for index in 0..<block.count / 4 { numbers.append(UInt32(littleEndian(block, index * 4, 4))) }
    }
    return numbers
  }

  /// The sectors of a chain, in their order.
  private func chain(from first: Int, in table: [UInt32]) throws(Refusal) -> [UInt32] {
    var sectors: [UInt32] = []
    var sector = first
    while sector <= Self.lastSector {
      guard sectors.count <= table.count else { throw circle() }
      sectors.append(UInt32(sector))
      guard sector < table.count else { break }
      sector = Int(table[sector])
    }
    return sectors
  }

  private mutating func readEntries(from first: Int) throws(Refusal) {
    let sectors = try chain(from: first, in: table)
    let perSector = (1 << sectorShift) / 128
    guard sectors.count <= Self.entryLimit / perSector else {
      throw Self.damaged(
        shown,
        Wording(
          "ponad \(Self.entryLimit) wpisów w spisie OLE2", en: "more than \(Self.entryLimit) entries in the OLE2 directory"))
    }
    var block = [UInt8](repeating: 0, count: 1 << sectorShift)
    for sector in sectors {
      let got = try access.read(at: (Int(sector) + 1) << sectorShift, into: &block)
      for at in stride(from: 0, to: got - 127, by: 128) { entries.append(entry(block, at)) }
    }
    guard !entries.isEmpty else { throw Self.damaged(shown, Wording("pusty spis OLE2", en: "an empty OLE2 directory")) }
  }

  private func entry(_ block: [UInt8], _ at: Int) -> Entry {
    let length = min(Int(littleEndian(block, at + 64, 2)), 64)
    let units = stride(from: 0, to: max(0, length - 2), by: 2).map { UInt16(littleEndian(block, at + $0, 2)) }
    let kind: Entry.Kind =
      switch block[at + 66] {
      case 1: .storage
      case 2: .stream
      case 5: .root
      default: .other
      }
    // Version 3 has sizes of four bytes; what stands behind them there is often not zero.
    let size = littleEndian(block, at + 120, sectorShift == 9 ? 4 : 8)
    return Entry(
      name: String(decoding: units.prefix { $0 != 0 }, as: UTF16.self), kind: kind,
      firstSector: Int(littleEndian(block, at + 116, 4)), size: Int(min(size, 1 << 40)),
      left: Int(littleEndian(block, at + 68, 4)), right: Int(littleEndian(block, at + 72, 4)),
      child: Int(littleEndian(block, at + 76, 4)))
  }

  private func circle() -> Refusal {
    Self.damaged(shown, Wording("łańcuch sektorów OLE2 biegnie w kółko", en: "a chain of OLE2 sectors runs in a circle"))
  }

  private static func damaged(_ shown: String, _ what: Wording) -> Refusal {
    Refusal(
      .data, what, at: Place(file: shown),
      mend: Wording("plik jest uszkodzony: pobierz go jeszcze raz", en: "the file is damaged: download it again"))
  }
}

/// The bytes of one stream of a compound file, wherever its sectors stand.
final class OLE2Stream: RandomAccess {
  let size: Int
  private let access: any RandomAccess
  private let sectors: [UInt32]
  private let shift: Int
  /// Where sector 0 begins.
  private let begin: Int

  init(_ access: any RandomAccess, sectors: [UInt32], shift: Int, begin: Int, size: Int) {
    self.access = access
    self.sectors = sectors
    self.shift = shift
    self.begin = begin
    self.size = min(size, sectors.count << shift)
  }

  func read(at offset: Int, into buffer: inout [UInt8]) throws(Refusal) -> Int {
    guard offset >= 0, offset < size else { return 0 }
    let wanted = min(buffer.count, size - offset)
    var filled = 0
    while filled < wanted {
      let position = offset + filled
      let index = position >> shift
      // Sectors that follow one another in the file are read at once.
      var last = index
      while last + 1 < sectors.count, sectors[last + 1] == sectors[last] &+ 1, (last + 1) << shift < offset + wanted {
        last += 1
      }
      let count = min(wanted - filled, (last + 1) << shift - position)
      let place = begin + Int(sectors[index]) << shift + position & (1 << shift - 1)
      if filled == 0, count == buffer.count {
        let got = try access.read(at: place, into: &buffer)
        filled = got
      } else {
        var part = [UInt8](repeating: 0, count: count)
        let got = try access.read(at: place, into: &part)
        buffer.replaceSubrange(filled..<filled + got, with: part[0..<got])
        filled += got
        if got < count { return filled }
        continue
      }
      if filled < count { return filled }
    }
    return filled
  }
}

/// A number of so many bytes, the lowest first. The caller has made sure that they are there.
func littleEndian(_ bytes: [UInt8], _ at: Int, _ count: Int) -> UInt64 {
  var value: UInt64 = 0
  for index in (0..<count).reversed() { value = value << 8 | UInt64(bytes[at + index]) }
  return value
}
