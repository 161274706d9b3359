import Archive
import Bytes
import Findings
import Markup
import Testing

@testable import Ingesting

@Suite struct InspectArchiveTests {
  static func zip(_ files: [(String, [UInt8])]) throws -> [UInt8] {
    var writer = ZipWriter(shownAs: "x.zip")
    for (name, content) in files { try writer.add(name, content) }
    return try writer.finish()
  }

  /// Zip archives by their signature, everything else text.
  static func entries(_ bytes: [UInt8], _ format: InputFormat = .zip, name: String = "x.zip") throws -> String {
    try InspectMarkupTests.json { stream in
      try inspectEntries(
        ArchiveMembers(of: Input(name: name, bytes: bytes), format),
        detecting: { input throws(Refusal) in try input.head(2) == [0x50, 0x4B] ? .zip : .csv }, into: &stream)
    }
  }

  static let hash = SHA256.hex(of: Array("abc".utf8))

  @Test func entriesHaveNameSizeHashAndFormat() throws {
    let bytes = try Self.zip([("a.csv", Array("abc".utf8)), ("pusty/", []), ("ł/b", [])])
    #expect(
      try Self.entries(bytes)
        == #"{"entries":[{"name":"a.csv","size":3,"sha256":"\#(Self.hash)","format":"csv"},"#
        + #"{"name":"ł/b","size":0,"sha256":"\#(SHA256.hex(of: []))","format":"csv"}]}"#)
  }

  @Test func anArchiveInsideHasEntriesAndOneInsideOfThatIsRefused() throws {
    let inner = try Self.zip([("a", Array("abc".utf8))])
    let outer = try Self.zip([("inner.zip", inner)])
    #expect(try Self.entries(outer).contains(#""format":"zip","entries":[{"name":"a","size":3"#))
    let refusal = #expect(throws: Refusal.self) { try Self.entries(Self.zip([("o.zip", outer)])) }
    #expect(refusal?.place.file == "x.zip!/o.zip!/inner.zip")
  }

  @Test func aGzipFileHasOneEntry() throws {
    // gzip -9n of "abc" (zlib 1.2.13), and the same with the name that gzip keeps.
    let tail: [UInt8] = [0x4B, 0x4C, 0x4A, 0x06, 0x00, 0xC2, 0x41, 0x24, 0x35, 3, 0, 0, 0]
    let plain: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 3] + tail
    let named: [UInt8] = [0x1F, 0x8B, 8, 8, 0, 0, 0, 0, 2, 3] + Array("dane.csv".utf8) + [0] + tail
    let expected = #"","size":3,"sha256":"\#(Self.hash)","format":"csv"}]}"#
    #expect(try Self.entries(plain, .gzip, name: "k/a.CSV.GZ") == #"{"entries":[{"name":"a.CSV"# + expected)
    #expect(try Self.entries(named, .gzip, name: "k/a.gz") == #"{"entries":[{"name":"dane.csv"# + expected)
    #expect(throws: Refusal.self) { try Self.entries(plain.dropLast(), .gzip) }
  }

  @Test func contentsThatLieAreRefused() throws {
    var bytes = try Self.zip([("a", Array("abc".utf8))])
    // The last byte of the stored content.
    bytes[30 + 1 + 2] ^= 1
    #expect(throws: Refusal.self) { try Self.entries(bytes) }
  }
}
