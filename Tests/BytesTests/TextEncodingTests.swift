// Reference bytes: Python's codecs cp1250, iso8859_2, cp852, utf-16, utf-32.
import Bytes
import Testing

@Suite struct TextEncodingTests {
  private static let aliasCases: [(String, TextEncoding?)] = [
    ("cp1250", .windows1250), ("Windows-1250", .windows1250), ("latin2", .iso8859part2),
    ("ISO_8859-2", .iso8859part2),
    ("cp852", .ibm852), ("IBM852", .ibm852), ("utf-16", .utf16LittleEndian),
    ("UTF-16BE", .utf16BigEndian),
    ("utf-32", .utf32LittleEndian), ("utf8", .utf8), ("ebcdic", nil), ("", nil),
  ]

  @Test(arguments: aliasCases)
  func aliases(alias: String, encoding: TextEncoding?) {
    #expect(TextEncoding(alias: alias) == encoding)
  }

  @Test func everyNameIsItsOwnAlias() {
    for encoding in TextEncoding.allCases {
      #expect(TextEncoding(alias: encoding.rawValue) == encoding)
    }
  }

  private static let polishBytes: [(TextEncoding, [UInt8])] = [
    (
      .windows1250,
      [
        0x5a, 0x61, 0xbf, 0xf3, 0xb3, 0xe6, 0x20, 0x67, 0xea, 0x9c, 0x6c, 0xb9, 0x20, 0x6a, 0x61,
        0x9f, 0xf1, 0x96,
      ]
    ),
    (
      .iso8859part2,
      [
        0x5a, 0x61, 0xbf, 0xf3, 0xb3, 0xe6, 0x20, 0x67, 0xea, 0xb6, 0x6c, 0xb1, 0x20, 0x6a, 0x61,
        0xbc, 0xf1,
      ]
    ),
    (
      .ibm852,
      [
        0x5a, 0x61, 0xbe, 0xa2, 0x88, 0x86, 0x20, 0x67, 0xa9, 0x98, 0x6c, 0xa5, 0x20, 0x6a, 0x61,
        0xab, 0xe4,
      ]
    ),
  ]

  @Test(arguments: polishBytes)
  func singleBytes(encoding: TextEncoding, bytes: [UInt8]) throws {
    let dash = encoding == .windows1250 ? "–" : ""
    #expect(try decoded(bytes, encoding, 1) == "Zażółć gęślą jaźń" + dash)
  }

  @Test func piecesAgree() throws {
    let text = "Zażółć 𝄞 gęślą\njaźń €"
    for encoding in [
      TextEncoding.utf8, .utf16LittleEndian, .utf16BigEndian, .utf32LittleEndian, .utf32BigEndian,
    ] {
      let bytes = encoded(text, encoding)
      for size in [1, 2, 3, 7, 1000] {
        #expect(try decoded(bytes, encoding, size) == text)
        #expect(try decoded(encoded("\u{feff}" + text, encoding), encoding, size) == text)
      }
    }
  }

  private static let badBytes: [(TextEncoding, [UInt8], Int)] = [
    (.utf8, [0x61, 0xc5, 0x28], 1), (.utf8, [0x61, 0x62, 0xc5], 2), (.utf8, [0xc0, 0xaf], 0),
    (.utf8, [0xed, 0xa0, 0x80], 0),
    (.utf8, [0xf4, 0x90, 0x80, 0x80], 0), (.utf8, [0x61, 0x80], 1), (.utf8, [0xef, 0xbb], 0),
    (.utf8, [0xe0, 0x9f, 0x80], 0),
    (.windows1250, [0x61, 0x81], 1), (.utf16LittleEndian, [0x61, 0, 0, 0xdc], 2),
    (.utf16LittleEndian, [0x61, 0, 0, 0xd8, 0x61, 0], 2),
    (.utf16LittleEndian, [0x61, 0, 0x61], 2), (.utf16BigEndian, [0xd8, 0], 0),
    (.utf32LittleEndian, [0, 0, 0x11, 0], 0),
    (.utf32BigEndian, [0, 0, 0xd8, 0], 0),
  ]

  @Test(arguments: badBytes)
  func badBytesHaveTheirPlace(encoding: TextEncoding, bytes: [UInt8], offset: Int) {
    for size in [1, 2, 3, 7, 1000] {
      #expect(throws: UndecodableBytes(encoding: encoding, offset: offset)) {
        try decoded(bytes, encoding, size)
      }
    }
  }

  private func encoded(_ text: String, _ encoding: TextEncoding) -> [UInt8] {
    switch encoding {
    case .utf16LittleEndian: text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    case .utf16BigEndian: text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    case .utf32LittleEndian:
      text.unicodeScalars.flatMap { s in
        (0..<4).map { UInt8(truncatingIfNeeded: s.value >> (8 * $0)) }
      }
    case .utf32BigEndian:
      text.unicodeScalars.flatMap { s in
        (0..<4).map { UInt8(truncatingIfNeeded: s.value >> (24 - 8 * $0)) }
      }
    default: Array(text.utf8)
    }
  }
}

/// The text of bytes fed in pieces of a size.
func decoded(_ bytes: [UInt8], _ encoding: TextEncoding, _ size: Int) throws -> String {
  var decoder = TextDecoder(encoding)
  var output: [UInt8] = []
  for start in stride(from: 0, to: bytes.count, by: size) {
    let piece = Array(bytes[start..<min(start + size, bytes.count)])
    try decoder.decode(piece.span, into: &output)
  }
  try decoder.finish()
  return try #require(String(validating: output, as: UTF8.self))
}
