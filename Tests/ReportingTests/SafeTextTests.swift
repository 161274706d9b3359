import Reporting
import Testing

@Suite struct HTMLTextTests {
  @Test(
    "Markup in data is text",
    arguments: [
      ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"), ("\"a\" & 'b'", "&quot;a&quot; &amp; &#39;b&#39;"),
      ("zażółć", "zażółć"), ("", ""), ("a\nb\tc", "a\nb\tc"),
    ])
  func escapes(_ text: String, _ markup: String) {
    #expect(escaped(text) == markup)
  }

  @Test("Controls that hide or reorder are left out")
  func controls() {
    #expect(escaped("a\u{202E}b\u{2066}c\u{200F}d\u{0}e\u{1B}f\u{85}g\u{FEFF}h\u{200B}i") == "abcdefghi")
    // Ranges are set with a joiner, which stays.
    #expect(escaped("19–\u{2060}21") == "19–\u{2060}21")
  }

  @Test("Bytes and scalars agree on what is left out")
  func everyScalar() {
    for value in UInt32(0)...0x1_FFFF {
      guard let scalar = Unicode.Scalar(value), !"&<>\"'".unicodeScalars.contains(scalar) else { continue }
      let expected = isHarmful(scalar) ? "ab" : "a\(scalar)b"
      #expect(escaped("a\(scalar)b").utf8.elementsEqual(expected.utf8), "U+\(String(value, radix: 16))")
    }
  }
}
