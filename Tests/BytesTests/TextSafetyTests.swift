import Testing

@testable import Bytes

@Suite struct TextSafetyTests {
  private static func needsGuard(_ text: String) -> Bool { TextSafety.needsGuard(Array(text.utf8).span) }

  @Test(
    "What a spreadsheet would run gets an apostrophe; signs alone and signed numbers run nothing",
    arguments: [
      ("=1+1", true), ("@SUM(1)", true), ("+48 22", true), ("-1+2", true), ("\t=1", true), ("\r1", true), ("=", true),
      ("-", false),
      ("+", false), ("-12", false), ("-1,5", false), ("+3.4", false), ("a=1", false), ("'a", false), ("'=1", true), ("", false),
    ])
  func formulas(_ text: String, _ expected: Bool) {
    #expect(Self.needsGuard(text) == expected)
  }

  @Test("Taken off again, the text is what it was", arguments: ["=1", "'=1", "''-x", "-5", "'a", "'", "", "@", "a", "'\r"])
  func roundTrip(_ text: String) {
    let written = Self.needsGuard(text) ? "'" + text : text
    #expect(TextSafety.unguarded(written) == text)
  }

  /// As a scalar and as its bytes.
  @Test func everyScalar() {
    for value in UInt32(0)...0x1_FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let length = TextSafety.harmfulLength(Array(String(scalar).utf8).span, at: 0)
      #expect((length > 0) == TextSafety.isHarmful(scalar), "U+\(String(value, radix: 16))")
    }
  }

  @Test func whatIsLeftOut() {
    #expect(
      TextSafety.harmless(Array("ą\u{202E}b\u{200B}c\rd".utf8).span).map { String(decoding: $0, as: UTF8.self) } == "ąbc\rd")
    #expect(TextSafety.harmless(Array("Ełk – „a”".utf8).span) == nil)
  }
}
