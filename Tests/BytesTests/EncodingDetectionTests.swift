import Bytes
import Testing

@Suite struct EncodingDetectionTests {
  private static let words = """
    ludność bezrobocie świadczenia rodzinne pieczą zastępczą mężczyźni kobiety województwo warmińsko-mazurskie powiat gmina
    żłobki i kluby dziecięce Działdowo Łódź Olsztyn Elbląg Ełk Giżycko Kętrzyn Mrągowo Nidzica Ostróda Szczytno Węgorzewo
    Gołdap Iława Lidzbark Nowe Miasto Lubawskie Bartoszyce Braniewo Pisz Olecko miejsce średnia źródło ćwierć październik
    DOLNOŚLĄSKIE ŁÓDZKIE ŚLĄSKIE ŚWIĘTOKRZYSKIE MAŁOPOLSKIE wartość osób ogółem zł niepełnosprawność długotrwałe ubóstwo
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map(String.init)

  /// The encoding that a text is found to be in, nil for none, and by what.
  private static func found(in bytes: [UInt8]) -> (encoding: TextEncoding?, evidence: SingleByteEvidence) {
    var evidence = SingleByteEvidence()
    evidence.update(bytes.span)
    return (verdict(evidence), evidence)
  }

  private static func verdict(_ evidence: SingleByteEvidence) -> TextEncoding? {
    if case .found(let encoding, _, _) = evidence.finish() { encoding } else { nil }
  }

  /// Property: random sentences of Polish words, in each encoding and at each chunk size, are told apart.
  @Test(arguments: [TextEncoding.windows1250, .iso8859part2, .ibm852, .mazovia])
  func polishWords(encoding: TextEncoding) throws {
    var generator = Seeded(20_260_101)
    for _ in 0..<200 {
      let text = (0..<12).map { _ in Self.words.randomElement(using: &generator) ?? "" }.joined(
        separator: ";")
      // Without a letter that the encodings place differently the texts are the same bytes.
      guard text.contains(where: { "ąśźĄŚŹ".contains($0) }) else { continue }
      let bytes = try encodedSingle(text, encoding)
      let found = try #require(Self.found(in: bytes).encoding, "\(text)")
      #expect(found == encoding, "\(text)")
      for size in [1, 2, 3, 7, bytes.count] { #expect(try decoded(bytes, found, size) == text) }
    }
  }

  /// A list of a few names has one Polish letter or two, which another page reads as a letter of another language.
  @Test(arguments: [TextEncoding.windows1250, .iso8859part2, .ibm852])
  func shortLists(encoding: TextEncoding) throws {
    for text in [
      "Gdańsk;Poznań;Toruń", "STARY LUBOTYŃ", "WIELEŃ", "Łabiszyn", "Ścinawa;Śrem", "Żabno", "powiat żywiecki;Skarżysko", "Kąty",
      "Pęczniew", "Łódź", "ŻNIN", "Ćmielów",
    ] {
      let bytes = try encodedSingle(text, encoding)
      // Some letters stand in one place in two pages.
      let found = try #require(Self.found(in: bytes).encoding)
      #expect(try decoded(bytes, found, 100) == text, "\(found)")
    }
  }

  /// What German, Finnish and Spanish have where CP852 has the `ń` is not taken for it, nor the other way about.
  @Test(arguments: ["Käse;Mädchen;Bär", "Jyväskylä", "Länder", "Señor"])
  func foreignLettersAreNotPolish(text: String) throws {
    let bytes = try encodedSingle(text, .windows1252)
    let found = try #require(Self.found(in: bytes).encoding)
    #expect(try decoded(bytes, found, 100) == text, "\(found)")
    #expect(Self.found(in: try encodedSingle("Przystajń", .windows1250)).encoding == .windows1250)
  }

  /// Another page than those known, of which a few bytes make Polish letters in CP852: `ŘŚdÉ, Gda─sk, CheŞm`.
  @Test func anotherPageIsNoDOS() {
    let macintosh: [UInt8] =
      Array("nazwa\n".utf8) + [0xFC, 0x97, 0x64, 0x90, 0x0A] + Array("Gda".utf8) + [0xC4] + Array("sk\nChe".utf8) + [0xB8, 0x6D]
    #expect(Self.found(in: macintosh).encoding == nil)
  }

  /// Fields of a record stand side by side without being one word.
  @Test func textsAreApart() throws {
    var evidence = SingleByteEvidence()
    for text in ["NAZWA", "Łodygowice"] {
      let bytes = try encodedSingle(text, .windows1250)
      evidence.update(bytes.span)
      evidence.endText()
    }
    #expect(Self.verdict(evidence) == .windows1250)
  }

  @Test func piecesAgree() throws {
    let bytes = try encodedSingle("Wałbrzych;1 234;„Zdrój” – ŚLĄSK", .windows1250)
    for size in [1, 2, 3, 7, 1000] {
      var evidence = SingleByteEvidence()
      var survey = EncodingSurvey()
      for start in stride(from: 0, to: bytes.count, by: size) {
        let piece = Array(bytes[start..<min(start + size, bytes.count)])
        evidence.update(piece.span)
        survey.update(piece.span)
      }
      #expect(survey.verdict?.encoding == nil)
      #expect(survey.damagedUTF8 == nil)
      guard case .found(.windows1250, _, _) = evidence.finish() else {
        Issue.record("not windows-1250 at \(size)")
        continue
      }
    }
  }

  /// Names of other countries in Windows-1252: French, Spanish, German and Danish words, encoded by Python.
  @Test(arguments: [
    ("t\u{e9}; No\u{eb}l; \u{e0} c\u{f4}t\u{e9}; h\u{f4}tel; gar\u{e7}on; \u{e9}l\u{e8}ve; m\u{ea}me", TextEncoding.windows1252),
    ("Espa\u{f1}a; ni\u{f1}o; ma\u{f1}ana; Logro\u{f1}o", .windows1252),
    ("K\u{f8}benhavn; sm\u{f8}rrebr\u{f8}d; \u{c5}rhus", .windows1252),
    ("Krak\u{f3}w; Tarn\u{f3}w", .windows1250),
  ])
  func foreignNames(text: String, encoding: TextEncoding) {
    #expect(Self.found(in: text.unicodeScalars.map { UInt8($0.value) }).encoding == encoding, "\(text)")
  }

  /// Signs that stand in texts of every language are no letters of a page of DOS: `don’t` is no `donłt`. Polish DOS texts are still
  /// found, by several different letters.
  @Test(arguments: [
    ([0x64, 0x6f, 0x6e, 0x92, 0x74, 0x2c, 0x69, 0x74, 0x92, 0x73], TextEncoding.windows1250),
    ([0x93, 0x68, 0x69, 0x94], .windows1250), ([0x53, 0x6d, 0x69, 0x74, 0x68, 0xa0, 0x4a, 0x6f, 0x68, 0x6e], .windows1250),
    ([0xb5, 0x67, 0x2f, 0x6d, 0x33], .windows1250), ([0xa9, 0x47, 0x55, 0x53], .windows1250),
    ([0x61, 0x97, 0x62], .windows1250), ([0x95, 0x20, 0x78], .windows1250),
    ([0x32, 0x30, 0xb0, 0x43, 0x2f, 0xb1, 0x35], .windows1250),
    ([0x6d, 0xb2], .windows1252), ([0xbd], .windows1252),
    ([0xbf, 0x51, 0x75, 0xe9, 0x3f, 0x20, 0xa1, 0x53, 0xed, 0x21], .windows1252),
    // Łódź, Gołdap, ząb in CP852 and in Mazovia.
    ([0x9d, 0xa2, 0x64, 0xab, 0x20, 0x47, 0x6f, 0x88, 0x64, 0x61, 0x70, 0x20, 0x7a, 0xa5, 0x62], .ibm852),
    ([0x9c, 0xa2, 0x64, 0xa6, 0x20, 0x47, 0x6f, 0x92, 0x64, 0x61, 0x70, 0x20, 0x7a, 0x86, 0x62], .mazovia),
  ])
  func typographicSigns(bytes: [UInt8], encoding: TextEncoding) {
    #expect(Self.found(in: bytes).encoding == encoding)
  }

  /// Where no letter stands inside a word, the two code pages of Windows read some signs with equal right.
  @Test(
    arguments: [
      ("cena; \u{a3}5; 7", .windows1250, .windows1252), ("7; \u{e0}; Piotr; Anna", .windows1250, .windows1252),
      // Letters decide, or the signs are the same in both.
      ("5 z\u{b3}", .windows1250, nil), ("caf\u{e9}", .windows1250, nil),
      ("\u{a9} GUS; 20 \u{b0}C; 5\u{a0}000", .windows1250, nil),
      ("5 m\u{b2}", .windows1252, nil), ("voil\u{e0}; mot", .windows1252, nil),
    ] as [(String, TextEncoding, TextEncoding?)])
  func rivals(text: String, encoding: TextEncoding, rival: TextEncoding?) throws {
    let (found, evidence) = Self.found(in: text.unicodeScalars.map { UInt8($0.value) })
    #expect(found == encoding, "\(text)")
    #expect(evidence.rival(of: try #require(found)) == rival, "\(text)")
  }

  /// Czech names in Windows-1250, which has letters of Western ones in Windows-1252: encoded by Python.
  @Test func neighbours() {
    let bytes: [UInt8] =
      Array("P".utf8) + [0xf8, 0xed] + Array("bram; ".utf8) + [0xc8] + Array("esk".utf8) + [0xe1] + Array("; d".utf8)
      + [0xf9] + Array("m; m".utf8) + [0xec] + Array("sto; k".utf8) + [0xf9, 0xf2] + Array("; ".utf8) + [0xfa, 0xe8]
      + Array("et; Brno; Praha; Ostrava; Karlovy Vary".utf8)
    #expect(Self.found(in: bytes).encoding == .windows1250)
  }

  private static let surveyCases: [([UInt8], TextEncoding?)] = [
    ([0xef, 0xbb, 0xbf, 0x61], .utf8), ([0xff, 0xfe, 0x61, 0], .utf16LittleEndian),
    ([0xfe, 0xff, 0, 0x61], .utf16BigEndian),
    ([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0], .utf32LittleEndian),
    ([0, 0, 0xfe, 0xff], .utf32BigEndian),
    (Array("a;b\n".utf8).flatMap { [$0, 0] }, .utf16LittleEndian),
    (Array("a;b\n".utf8).flatMap { [0, $0] }, .utf16BigEndian),
    (Array("a;b\n".utf8).flatMap { [$0, 0, 0, 0] }, .utf32LittleEndian),
    (Array("a;b\n".utf8).flatMap { [0, 0, 0, $0] }, .utf32BigEndian), (Array("ąę".utf8), .utf8),
    ([], .utf8), ([0xb9], nil),
  ]

  @Test(arguments: surveyCases)
  func survey(bytes: [UInt8], encoding: TextEncoding?) {
    for size in [1, 2, 3, 7, 1000] {
      var survey = EncodingSurvey()
      for start in stride(from: 0, to: bytes.count, by: size) {
        let piece = Array(bytes[start..<min(start + size, bytes.count)])
        survey.update(piece.span)
      }
      #expect(survey.verdict?.encoding == encoding)
    }
  }

  @Test func damagedUTF8IsNotAnotherEncoding() {
    var survey = EncodingSurvey()
    survey.update(Array("województwo łódzkie".utf8) + [0xb3] + Array(" żółć".utf8))
    #expect(survey.damagedUTF8 == 22)
  }

  @Test func zeroBlocks() {
    for size in [1, 2, 3, 7, 1000] {
      let bytes = Array("a\0b\0\0\0\0\0c".utf8)
      var survey = EncodingSurvey()
      for start in stride(from: 0, to: bytes.count, by: size) {
        let piece = Array(bytes[start..<min(start + size, bytes.count)])
        survey.update(piece.span)
      }
      #expect(survey.firstZeroBlock == 3)
      #expect(survey.zeroCount == 6)
    }
  }

  private static let foreignBytes: [[UInt8]] = [
    // "Москва" in windows-1251, "日本" in Shift JIS: not Polish encodings.
    [0xcc, 0xee, 0xf1, 0xea, 0xe2, 0xe0], [0x93, 0xfa, 0x96, 0x7b, 0x8c, 0xea],
    [0x80, 0x81, 0xff, 0xfe, 0x81],
  ]

  @Test(arguments: foreignBytes)
  func foreignScripts(bytes: [UInt8]) {
    var evidence = SingleByteEvidence()
    evidence.update(bytes.span)
    guard case .unknown = evidence.finish() else {
      Issue.record("taken for Polish")
      return
    }
  }
}

extension EncodingSurvey {
  fileprivate mutating func update(_ bytes: [UInt8]) {
    update(bytes.span)
  }

  /// Many bytes at once and one after the other give the same: letters, cut characters, controls and damage at any place.
  @Test(arguments: 1...60)
  func aSurveyDoesNotDependOnHowTheBytesCome(seed: Int) {
    var state = UInt64(seed) &* 0x9e37_79b9_7f4a_7c15
    func random(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    let odd: [[UInt8]] = [
      [0], [0, 0, 0, 0], [0x7f], [0xe2, 0x80, 0x8b], [0xc5], [0x82], [0xff], [0xf0, 0x9f, 0x98, 0x80], [1],
    ]
    var bytes: [UInt8] = []
    for _ in 0..<40 {
      bytes += Array("Zażółć gęślą jaźń; 12 345,6\n".utf8).dropFirst(random(3) == 0 ? random(20) : 0)
      bytes += [UInt8](repeating: UInt8(ascii: "x"), count: random(40))
      if seed % 3 == 0 || random(12) == 0 { bytes += odd[random(odd.count)] }
    }
    var whole = EncodingSurvey()
    whole.update(bytes.span)
    var single = EncodingSurvey()
    for i in bytes.indices { single.update(bytes.span.extracting(i..<i + 1)) }
    #expect(whole.utf8.count == single.utf8.count)
    #expect(whole.utf8.wholeCharacters == single.utf8.wholeCharacters)
    #expect(whole.utf8.badBytes == single.utf8.badBytes)
    #expect(whole.utf8.damage == single.utf8.damage)
    #expect(whole.zeroCount == single.zeroCount)
    #expect(whole.firstZeroBlock == single.firstZeroBlock)
    #expect(whole.isSuspicious == single.isSuspicious)
    #expect(whole.verdict?.encoding == single.verdict?.encoding)
  }
}

/// The bytes of a text in a single-byte encoding, by trying all of them.
func encodedSingle(_ text: String, _ encoding: TextEncoding) throws -> [UInt8] {
  var table: [Character: UInt8] = [:]
  for byte in UInt8(0x80)...0xff {
    var decoder = TextDecoder(encoding)
    var output: [UInt8] = []
    do { try decoder.decode([byte].span, into: &output) } catch { continue }
    if let letter = String(decoding: output, as: UTF8.self).first { table[letter] = byte }
  }
  return try text.map { try $0.asciiValue ?? #require(table[$0]) }
}
