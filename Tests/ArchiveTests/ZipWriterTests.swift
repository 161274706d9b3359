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

  @Test(
    "Every entry carries the date given, within the years that zip knows",
    arguments: [
      ("2025-10-18", 0x5B52), ("", 0x21), ("1979-12-31", 0x21), ("2200-01-01", 0xFF9F), ("2107-12-31", 0xFF9F),
      ("2025-13-01", 0x21), ("bez daty", 0x21),
    ])
  func date(_ date: String, _ day: Int) throws {
    var writer = ZipWriter(shownAs: "x.zip", date: date)
    try writer.add("a", [0x78])
    let bytes = try writer.finish()
    // In the local header, and in the directory behind its 32 bytes.
    for place in [12, 32 + 14] { #expect(Int(bytes[place]) | Int(bytes[place + 1]) << 8 == day) }
    #expect(bytes[10] == 0 && bytes[11] == 0)
  }

  @Test func aNameTwiceIsRefused() throws {
    var writer = ZipWriter(shownAs: "x.zip")
    try writer.add("a", [])
    #expect(throws: Refusal.self) { try writer.add("a", [1]) }
  }
}
