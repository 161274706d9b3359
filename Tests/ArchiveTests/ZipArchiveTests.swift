import Bytes
import Findings
import Testing

@testable import Archive

@Suite struct ZipArchiveTests {
  static let text = Array("zażółć gęślą jaźń".utf8)

  @Test(arguments: chunkSizes) func whatIsWrittenIsReadBack(_ chunk: Int) throws {
    var dice = Dice(state: 7)
    let files: [(String, [UInt8])] = [
      ("pusty.txt", []), ("a/b/ć.txt", Self.text), ("folder/", []),
      ("zera", [UInt8](repeating: 0, count: 5000)), ("los", (0..<3000).map { _ in UInt8.random(in: 0...255, using: &dice) }),
    ]
    var writer = ZipWriter(shownAs: "x.zip")
    for (name, content) in files { try writer.add(name, content) }
    let read = try contents(writer.finish(), chunk: chunk)
    #expect(read.map(\.0) == files.map(\.0))
    #expect(read.map(\.1) == files.map(\.1))
  }

  static let odd: [(String, RawZip)] = {
    func zip(_ name: String, _ change: (inout RawZip) -> Void) -> (String, RawZip) {
      var zip = RawZip()
      change(&zip)
      return (name, zip)
    }
    let crc = RawZip.crc(text)
    let le = RawZip().le
    return [
      zip("plain") { _ in },
      zip("stored") { $0.entries[0].method = 0 },
      zip("something in front") { $0.prefix = Array("#!/bin/sh\n".utf8) },
      zip("something behind") { $0.suffix = Array("koniec\r\n".utf8) },
      zip("comment") { $0.comment = Array("Główny Urząd".utf8) },
      zip("comment that looks like an end record") { $0.comment = le(0x0605_4B50, 4) + [UInt8](repeating: 0, count: 18) + [1] },
      zip("sizes after the data") {
        $0.entries[0].flags = 8
        $0.entries[0].localSizes = (0, 0, 0)
        $0.entries[0].descriptor = le(0x0807_4B50, 4) + le(Int(crc), 4) + le(10, 4) + le(text.count, 4)
      },
      zip("zip64 end record") { $0.isZip64 = true },
      zip("zip64 end record with something in front") {
        $0.isZip64 = true
        $0.prefix = [1, 2, 3]
      },
      zip("zip64 sizes") {
        $0.entries[0].method = 0
        $0.entries[0].size = 0xFFFF_FFFF
        $0.entries[0].compressedSize = 0xFFFF_FFFF
        $0.entries[0].extra = le(9, 2) + le(1, 2) + [0] + le(1, 2) + le(16, 2) + le(text.count, 8) + le(text.count, 8)
        $0.entries[0].localExtra = le(1, 2) + le(16, 2) + le(text.count, 8) + le(text.count, 8)
      },
      zip("zip64 offset") {
        $0.entries[0].headerOffset = 0xFFFF_FFFF
        $0.entries[0].extra = le(1, 2) + le(8, 2) + le(0, 8)
      },
      zip("padding in the extra field") { $0.entries[0].extra = [0, 0, 0] },
      zip("name in the Unicode field") {
        $0.entries[0].name = [0xB3]
        $0.entries[0].extra = le(0x7075, 2) + le(10, 2) + [1] + le(Int(RawZip.crc([0xB3])), 4) + Array("a.txt".utf8)
        $0.entries[0].localExtra = $0.entries[0].extra
      },
    ]
  }()

  @Test(arguments: odd.indices) func oddArchivesAreRead(_ index: Int) throws {
    let (name, zip) = Self.odd[index]
    for chunk in chunkSizes {
      let read = try contents(zip.bytes(), chunk: chunk)
      #expect(read.map(\.0) == ["a.txt"], "\(name)")
      #expect(read.map(\.1) == [Self.text], "\(name)")
    }
  }

  static let bad: [(String, RawZip)] = {
    func zip(_ expected: String, _ change: (inout RawZip) -> Void) -> (String, RawZip) {
      var zip = RawZip()
      change(&zip)
      return (expected, zip)
    }
    let crc = RawZip.crc(text)
    let other = RawZip.Entry(name: Array("b".utf8))
    return [
      zip("two headers of the archive disagree (name) (x.zip!/a.txt)") { $0.entries[0].localName = Array("b.txt".utf8) },
      zip("two headers of the archive disagree (size, CRC) (x.zip!/a.txt)") { $0.entries[0].localSizes = (crc, 5, 5) },
      zip("two headers of the archive disagree (size, CRC) (x.zip!/a.txt)") { $0.entries[0].localSizes = (0, 0, 0) },
      zip("two headers of the archive disagree (method) (x.zip!/a.txt)") {
        $0.entries[0].flags = 1
        $0.entries[0].localFlags = 0
      },
      zip("two headers of the archive disagree (PK\\5\\6) (x.zip)") {
        $0.entries.append(other)
        $0.count = 1
      },
      zip("two headers of the archive disagree (PK\\1\\2) (x.zip)") { $0.count = 2 },
      zip("two headers of the archive disagree (PK\\1\\2) (x.zip)") { $0.directorySize = 20 },
      zip("the archive is cut off (x.zip)") { $0.directoryOffset = 100_000 },
      zip("the archive is cut off (x.zip)") { $0.directorySize = 100_000 },
      zip("the archive is cut off (x.zip!/a.txt)") {
        $0.entries[0].compressedSize = 10_000
        $0.entries[0].size = 10_000
      },
      zip("the archive is cut off (x.zip)") { $0.entries[0].headerOffset = 10_000 },
      zip("an entry of the archive overlaps another: b (x.zip)") {
        $0.entries[0].method = 0
        // The second local header stands inside the first entry's data.
        var inner = RawZip()
        inner.entries = [RawZip.Entry(name: Array("b".utf8), method: 0)]
        var bytes: [UInt8] = []
        do { bytes = try inner.bytes() } catch { bytes = [] }
        $0.entries[0].content = Array(bytes.prefix(30 + 1 + text.count))
        $0.entries.append(RawZip.Entry(name: Array("b".utf8), method: 0, headerOffset: 35))
      },
      zip("the name \"a.txt\" stands twice in the archive (x.zip)") { $0.entries.append($0.entries[0]) },
      zip("an entry of the archive is encrypted (x.zip!/a.txt)") { $0.entries[0].flags = 1 },
      zip("unsupported compression bzip2 (12) (x.zip!/a.txt)") { $0.entries[0].method = 12 },
      zip("an entry of the archive is a link instead of a file (x.zip!/a.txt)") {
        $0.entries[0].madeBy = 3 << 8 | 20
        $0.entries[0].attributes = 0o120777 << 16
      },
      zip("an entry of the archive has more than the 3 bytes it claims (x.zip!/a.txt)") { $0.entries[0].size = 3 },
      zip("an entry of the archive has fewer than the 300 bytes it claims (x.zip!/a.txt)") { $0.entries[0].size = 300 },
      zip("two headers of the archive disagree (size) (x.zip!/a.txt)") {
        $0.entries[0].method = 0
        $0.entries[0].size = 3
      },
      zip("the checksum does not agree (CRC-32) (x.zip!/a.txt)") { $0.entries[0].crc = 1 },
      zip("damaged compressed data (x.zip!/a.txt)") { $0.entries[0].packed = [7, 7, 7, 7] },
      zip("damaged compressed data (x.zip!/a.txt)") {
        do { $0.entries[0].packed = try deflated(text, shownAs: "") + [0] } catch { $0.entries[0].packed = nil }
      },
      zip("the archive is cut off (x.zip!/a.txt)") {
        do { $0.entries[0].packed = try deflated(text, shownAs: "").dropLast(2) } catch { $0.entries[0].packed = nil }
      },
      zip("an entry unpacks to more than 200 times its size (x.zip!/a.txt)") {
        $0.entries[0].content = [UInt8](repeating: 0, count: 3 << 20)
      },
      zip("more than 4294967296 bytes when unpacked (x.zip)") {
        $0.entries = (0..<3).map { RawZip.Entry(name: Array("\($0)".utf8), size: 2 << 30) }
      },
      zip("the archive is split into volumes (x.zip)") { $0.entries[0].disk = 1 },
      zip("the name of an entry is not text (x.zip)") {
        $0.entries[0].flags = 0x800
        $0.entries[0].name = [0xB3, 0xFF]
      },
    ]
  }()

  @Test(arguments: bad.indices) func badArchivesAreRefusedWithTheReason(_ index: Int) throws {
    let (expected, zip) = Self.bad[index]
    let bytes = try zip.bytes()
    #expect(refusal { _ = try contents(bytes) } == expected)
  }

  @Test(arguments: [
    ("", "this is not a zip archive (x.zip)"), ("PK", "this is not a zip archive (x.zip)"),
    ("Kod;Nazwa\r\n2801000;Powiat bartoszycki\r\n", "this is not a zip archive (x.zip)"),
  ]) func otherFilesAreNoArchives(_ text: String, _ expected: String) {
    #expect(refusal { _ = try contents(Array(text.utf8)) } == expected)
  }

  @Test func anArchiveWithoutEntriesIsAnArchive() throws {
    var zip = RawZip()
    zip.entries = []
    #expect(try contents(zip.bytes()).isEmpty)
  }

  @Test func aCommentMayBeCutOff() throws {
    var zip = RawZip()
    zip.comment = Array("Główny Urząd".utf8)
    let bytes = try zip.bytes()
    #expect(try contents(bytes.dropLast(5)).map(\.0) == ["a.txt"])
    // What stands before the comment may not.
    #expect(refusal { _ = try contents(bytes.dropLast(zip.comment.count + 1)) } != nil)
  }

  @Test func everyCutIsRefused() throws {
    var zip = RawZip()
    zip.entries.append(RawZip.Entry(name: Array("b".utf8), method: 0))
    for isZip64 in [false, true] {
      zip.isZip64 = isZip64
      let bytes = try zip.bytes()
      for count in bytes.indices {
        let found = refusal { _ = try contents(Array(bytes[0..<count])) }
        #expect(found != nil, "\(count) of \(bytes.count) bytes")
      }
    }
  }

  /// An archive of two stored archives, the second of which has a comment.
  private static func nested() throws -> (inner: [UInt8], outer: RawZip) {
    var second = RawZip()
    second.comment = Array("luty".utf8)
    let inner = try RawZip().bytes()
    var outer = RawZip()
    outer.entries = [
      RawZip.Entry(name: Array("1.zip".utf8), content: inner, method: 0),
      RawZip.Entry(name: Array("2.zip".utf8), content: try second.bytes(), method: 0),
    ]
    return (inner, outer)
  }

  @Test func anArchiveInsideOneThatIsCutOffIsNotTakenForIt() throws {
    for isZip64 in [false, true] {
      var outer = try Self.nested().outer
      outer.isZip64 = isZip64
      let bytes = try outer.bytes()
      #expect(try contents(bytes).map(\.0) == ["1.zip", "2.zip"])
      for count in bytes.indices {
        let found = refusal { _ = try contents(Array(bytes[0..<count])) }
        #expect(found != nil, "\(count) of \(bytes.count) bytes")
      }
    }
    let nested = try Self.nested()
    // The first entry is there to its last byte, and nothing behind it.
    let cut = try nested.outer.bytes().prefix(30 + 5 + nested.inner.count)
    #expect(
      refusal { _ = try contents(Array(cut)) }
        == "the archive is cut off: the only list of entries is that of an archive inside it or behind it (x.zip)")
  }

  @Test func archivesInsideDoNoHarmToAWholeOne() throws {
    let names = ["1.zip", "2.zip"]
    let nested = try Self.nested()
    let inner = nested.inner
    var outer = nested.outer
    let whole = try outer.bytes()
    outer.suffix = Array("koniec\r\n".utf8)
    #expect(try contents(outer.bytes()).map(\.0) == names)
    outer.suffix = []
    outer.comment = Array("Główny Urząd".utf8)
    #expect(try contents(outer.bytes()).map(\.0) == names)
    #expect(try contents(outer.bytes().dropLast(3)).map(\.0) == names)
    outer.prefix = Array("#!/bin/sh\n".utf8)
    #expect(try contents(outer.bytes()).map(\.0) == names)
    // Two of them one behind the other are neither.
    #expect(refusal { _ = try contents(whole + inner) } != nil)
    #expect(refusal { _ = try contents(whole + inner + [10]) } != nil)
  }

  @Test func noChangedByteChangesAContent() throws {
    var zip = RawZip()
    zip.entries.append(RawZip.Entry(name: Array("b".utf8), method: 0))
    zip.isZip64 = true
    let bytes = try zip.bytes()
    for index in bytes.indices {
      for flip: UInt8 in [1, 0x80, 0xFF] {
        var changed = bytes
        changed[index] ^= flip
        do {
          for (_, content) in try contents(changed) { #expect(content == Self.text, "byte \(index) ^ \(flip)") }
        } catch let error as Refusal { #expect(error.kind == .data) }
      }
    }
  }

  @Test func limitsAreSettings() throws {
    var zip = RawZip()
    zip.entries.append(RawZip.Entry(name: Array("b".utf8)))
    let bytes = try zip.bytes()
    var limits = ArchiveLimits()
    limits.entries = 1
    #expect(refusal { _ = try contents(bytes, limits: limits) } == "more than 1 entries in the archive (x.zip)")
    limits = ArchiveLimits()
    limits.total = 50
    #expect(refusal { _ = try contents(bytes, limits: limits) } == "more than 50 bytes when unpacked (x.zip)")
    limits = ArchiveLimits()
    limits.directory = 60
    #expect(
      refusal { _ = try contents(bytes, limits: limits) } == "the archive's list of entries exceeds 60 bytes (x.zip)")
  }

  /// Encoded by Python (cp852, cp437).
  @Test(
    arguments: [
      ([0x9D, 0xA2, 0x64, 0xAB], "Łódź"), (Array("Łódź".utf8), "Łódź"), ([0x5A, 0x41, 0xBD, 0xE0, 0x9D, 0x8F], "ZAŻÓŁĆ"),
      // The same in both pages, with and without a Polish letter beside.
      ([0x4D, 0x81, 0x6C, 0x6C, 0x65, 0x72], "Müller"), ([0x94, 0x88], "öł"),
      // What is no Polish letter in code page 852 is one of code page 437, and the whole name with it.
      ([0x91, 0x92], "æÆ"), ([0x9B, 0x9D], "¢¥"), ([0x98, 0xE2], "ÿΓ"),
    ] as [([UInt8], String)])
  func namesOfOldProgramsAreReadInTheirCodePages(_ bytes: [UInt8], _ name: String) throws {
    var zip = RawZip()
    zip.entries[0].name = bytes
    #expect(try contents(zip.bytes()).map(\.0) == [name])
  }

  @Test func aCountOf16BitsMayHaveBegunAnew() throws {
    var zip = RawZip()
    zip.entries = (0..<65_536).map { RawZip.Entry(name: Array("\($0)".utf8), content: [], method: 0) }
    var bytes = try zip.bytes()
    var limits = ArchiveLimits()
    func names() throws -> [String] {
      try ZipArchive(MemoryAccess(bytes), shownAs: "x.zip", limits: limits).entries.map(\.name)
    }
    limits.entries = 65_535
    #expect(refusal { _ = try names() } == "more than 65535 entries in the archive (x.zip)")
    limits.entries = 65_536
    let read = try names()
    #expect(read.count == 65_536 && read.last == "65535")
    // The two counts of the end record, whose low bytes are these: one entry, or 65 537.
    bytes[bytes.count - 14] = 1
    bytes[bytes.count - 12] = 1
    #expect(refusal { _ = try names() } == "two headers of the archive disagree (PK\\5\\6) (x.zip)")
  }

  @Test func namesAreOnlyNames() throws {
    for name in ["../../etc/passwd", "/etc/passwd", "C:\\x", "a\u{202E}b\n"] {
      var zip = RawZip()
      zip.entries[0].name = Array(name.utf8)
      let archive = try ZipArchive(MemoryAccess(zip.bytes()), shownAs: "x.zip")
      #expect(archive.entries.map(\.name) == [name])
      #expect(archive.entry(named: name)?.size == Self.text.count)
      // Where the archive is only a wrapping, a name that leads out of it gives it away.
      let leadsOut = !name.hasPrefix("a")
      #expect((refusal { _ = try archive.files() } != nil) == leadsOut)
      #expect(!archive.shownName(of: archive.entries[0]).unicodeScalars.contains { $0.value < 0x20 || $0 == "\u{202E}" })
    }
  }
}
