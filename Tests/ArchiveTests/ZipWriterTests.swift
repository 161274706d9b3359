import Bytes
import Findings
import Testing

@testable import Archive

@Suite struct ZipWriterTests {
  @Test func theSameEntriesGiveTheSameBytes() throws {
    func make(_ drains: Bool) throws -> [UInt8] {
      var writer = ZipWriter(shownAs: "x.zip")
      var out: [UInt8] = []
      for (name, content) in [("a", "tekst tekst tekst tekst"), ("ł", ""), ("b", "x")] {
        try writer.add(name, Array(content.utf8))
        if drains { out += writer.drain() }
      }
      return out + (try writer.finish())
    }
    #expect(try make(false) == make(false))
    #expect(try make(true) == make(false))
  }

  @Test func aStoredEntryIsByteForByteWhatTheFormatSays() throws {
    var writer = ZipWriter(shownAs: "x.zip")
    try writer.add("a", [0x78])
    var expected = RawZip()
    expected.entries = [RawZip.Entry(name: [0x61], content: [0x78], method: 0)]
    var bytes = try expected.bytes()
    // 1980-01-01 in both headers, where the other maker has zeros.
    bytes[12] = 0x21
    bytes[32 + 14] = 0x21
    #expect(try writer.finish() == bytes)
  }

  @Test func aNameTwiceIsRefused() throws {
    var writer = ZipWriter(shownAs: "x.zip")
    try writer.add("a", [])
    #expect(throws: Refusal.self) { try writer.add("a", [1]) }
  }
}
