// The bytes were made with Python 3.11's codecs. Of 15930 Polish texts (fixtures and published files, also in capitals, and with
// nothing left but their Polish letters) in Windows-1250, ISO-8859-2 and CP852 none was taken for one of these.
import Findings
import Testing

@testable import Bytes

@Suite struct EastAsianEvidenceTests {
  static func verdict(_ bytes: [UInt8]) -> String? {
    var whole = EastAsianEvidence()
    whole.update(bytes.span)
    var parts = EastAsianEvidence()
    for byte in bytes { parts.update([byte].span) }
    #expect(parts.verdict == whole.verdict)
    return whole.verdict?.english
  }

  /// Bytes as two digits each; the rest of the text in ASCII behind `'`.
  static func bytes(_ text: String) -> [UInt8] {
    text.split(separator: " ").flatMap { word in
      if word.hasPrefix("'") { return Array(word.dropFirst().utf8) }
      let digits = Array(word.utf8).map { UInt8(Int(String(UnicodeScalar($0)), radix: 16) ?? 0) }
      return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
  }

  static let texts: [(String, String)] = [
    (
      "8e7392ac91ba8352815b8368 ', 8e738be692ac91ba96bc ', 906c8cfb918d9094 0a '13101, 90e791e393638be6 ', 82b382a282"
        + "bd82dc8e7382cc906c8cfb82cd919d89c182b582c482a282dc82b7 0a", "Shift_JIS (Japanese)"
    ),
    (
      "bbd4c4aec2bca5b3a1bca5c9 ', bbd4b6e8c4aec2bcccbe 0a '13101, c0e9c2e5c5c4b6e8 ', a4b5a4a4a4bfa4debbd4a4cebfcdb8"
        + "fda4cfc1fdb2c3a4b7a4c6a4a4a4dea4b9 0a", "EUC-JP (Japanese)"
    ),
    (
      "c7e0c1a4b1b8bfaac4dab5e5 ', c7e0c1a4b1b8bfaab8ed ', c3d1c0ceb1b8bcf6 0a '11010, c1beb7ceb1b8 ', bdc7bef7b7fc 0"
        + "a", "EUC-KR (Korean)"
    ),
    (
      "d0d0d5fec7f8bbaeb4fac2eb ', c3fbb3c6 ', d7dcc8cbbfda 0a '110101, b6abb3c7c7f8 ', c9e7bbe1bec8d6fab6d4cff3b5c4c"
        + "afdc1bfbacdb1e4bbaf 0a", "GB18030 (Chinese)"
    ),
    (
      "a6e6ac46b0cfb0eca54ebd58 ', a657bad9 ', c160a448a466bcc6 0a '63000, bb4fa55fa5ab ', aac0b77cb1cfa755b9efb648aa"
        + "babcc6b671bb50c5dca4c6 0a", "Big5 (Chinese)"
    ),
  ]

  @Test(arguments: texts.indices) func textsOfEastAsiaAreKnown(_ index: Int) {
    let (text, expected) = Self.texts[index]
    #expect(Self.verdict(Self.bytes(text)) == expected)
    // Latin text before and behind it changes nothing.
    let latin = Array("Code,Name of the unit,Population\n".utf8)
    #expect(Self.verdict(latin + Self.bytes(text) + latin) == expected)
  }

  @Test(
    "Polish texts are none, however few Latin letters they have",
    arguments: [
      "ŻÓŁĆ;ŁĄŻŹĆ", "ŻÓŁĆ", "żółć;żółć", "źdźbło;łżę;ćma", "ŁÓDŹ;GDAŃSK;ŻYRARDÓW;ŚWIĘTOCHŁOWICE",
      "powiat łódzki wschodni;świętokrzyskie",
      "Żółć, źdźbło, ćma, łąka, ósmy, ęąśćźżńół", "Ąą Ęę Óó Śś Łł Żż Źź Ćć Ńń", "ąęóśłżźćń", "żółćżółćżółć",
    ])
  func polishTextsAreNone(_ text: String) {
    for encoding in [TextEncoding.windows1250, .iso8859part2, .ibm852, .mazovia] {
      guard let page = CodePages.upperHalf(encoding) else { continue }
      let bytes = text.utf16.map { unit -> UInt8 in
        unit < 0x80 ? UInt8(unit) : UInt8(0x80 + (page.indices.first { page[$0] == unit } ?? 0))
      }
      for count in [1, 2, 7, 50] {
        let many = Array(repeatElement(bytes, count: count).joined(separator: [0x0A]))
        #expect(Self.verdict(many) == nil, "\(encoding) \(text)")
      }
    }
  }
}
