package import Findings

/// Knows texts of Japan, China and Korea in encodings of two bytes a character, which are not read here: in a single-byte encoding
/// their bytes would be letters too, and make nonsense.
///
/// A text is one of these only if all its bytes are well formed in the encoding, its characters stand beside one another and not
/// beside Latin letters, and most of them are those that such texts are made of. Polish letters stand alone between Latin ones, and
/// before a blank or a separator they are half a character in all these encodings.
package struct EastAsianEvidence: Sendable {
  private var tallies = EastAsianEncoding.allCases.map { EastAsianTally($0) }

  package init() {}

  package mutating func update(_ bytes: Span<UInt8>) {
    for index in tallies.indices where tallies[index].isPossible { tallies[index].update(bytes) }
  }

  /// The encoding by its name, and the language; nil for all other texts.
  package var verdict: Wording? { tallies.first(where: \.isSure)?.encoding.wording }
}

/// In the order in which they are asked: what is common in the first is rare in those behind it.
private enum EastAsianEncoding: CaseIterable {
  case shiftJIS, eucJapanese, eucKorean, chineseSimplified, chineseTraditional

  var wording: Wording {
    switch self {
    case .shiftJIS: Wording("Shift_JIS (japoński)", en: "Shift_JIS (Japanese)")
    case .eucJapanese: Wording("EUC-JP (japoński)", en: "EUC-JP (Japanese)")
    case .eucKorean: Wording("EUC-KR (koreański)", en: "EUC-KR (Korean)")
    case .chineseSimplified: Wording("GB18030 (chiński)", en: "GB18030 (Chinese)")
    case .chineseTraditional: Wording("Big5 (chiński)", en: "Big5 (Chinese)")
    }
  }

  func isLead(_ byte: UInt8) -> Bool {
    switch self {
    case .shiftJIS: (0x81...0x9F).contains(byte) || (0xE0...0xFC).contains(byte)
    case .eucJapanese: byte == 0x8E || (0xA1...0xFE).contains(byte)
    default: (0x81...0xFE).contains(byte)
    }
  }

  func isTrail(_ byte: UInt8) -> Bool {
    switch self {
    case .shiftJIS: byte >= 0x40 && byte != 0x7F && byte <= 0xFC
    case .eucJapanese: (0xA1...0xFE).contains(byte)
    case .eucKorean: byte >= 0x41 && byte <= 0xFE && byte != 0x7F
    case .chineseSimplified: byte >= 0x40 && byte != 0x7F && byte <= 0xFE
    case .chineseTraditional: (0x40...0x7E).contains(byte) || (0xA1...0xFE).contains(byte)
    }
  }

  /// A character of one byte: the narrow syllables of Japan.
  func isSingle(_ byte: UInt8) -> Bool { self == .shiftJIS && (0xA1...0xDF).contains(byte) }

  /// Syllables, and the Chinese characters in daily use.
  func isCommon(_ lead: UInt8, _ trail: UInt8) -> Bool {
    switch self {
    case .shiftJIS: (lead == 0x82 && (0x9F...0xF1).contains(trail)) || (lead == 0x83 && (0x40...0x96).contains(trail))
    case .eucJapanese: lead == 0xA4 || lead == 0xA5
    case .eucKorean: (0xB0...0xC8).contains(lead) && trail >= 0xA1
    case .chineseSimplified: (0xB0...0xF7).contains(lead) && trail >= 0xA1
    case .chineseTraditional: (0xA4...0xC6).contains(lead)
    }
  }

  /// How many percent of the characters are common ones at least.
  var commonPercent: Int {
    switch self {
    case .shiftJIS, .eucJapanese: 20
    case .eucKorean: 90
    case .chineseSimplified, .chineseTraditional: 80
    }
  }
}

/// What the bytes are in one of the encodings.
private struct EastAsianTally {
  private enum Side { case other, letter, character }

  let encoding: EastAsianEncoding
  private(set) var isPossible = true
  private var lead: UInt8 = 0
  private var before = Side.other
  private var characters = 0
  /// Behind another character, and beside a Latin letter.
  private var adjacent = 0
  private var glued = 0
  private var common = 0
  /// Those whose second byte is one of ASCII.
  private var low = 0
  private var different: Set<UInt16> = []

  private static let leastCharacters = 12
  private static let leastDifferent = 8

  init(_ encoding: EastAsianEncoding) { self.encoding = encoding }

  mutating func update(_ bytes: Span<UInt8>) {
    for index in 0..<bytes.count {
      let byte = bytes[index]
      if lead != 0 {
        guard encoding.isTrail(byte) else {
          isPossible = false
          return
        }
        add(lead, byte)
        lead = 0
      } else if byte < 0x80 {
        let isLetter = (0x61...0x7A).contains(byte | 0x20)
        if isLetter, before == .character { glued += 1 }
        before = isLetter ? .letter : .other
      } else if encoding.isLead(byte) {
        lead = byte
      } else if encoding.isSingle(byte) {
        before = .other
      } else {
        isPossible = false
        return
      }
    }
  }

  private mutating func add(_ lead: UInt8, _ trail: UInt8) {
    characters += 1
    if before == .character { adjacent += 1 }
    if before == .letter { glued += 1 }
    if encoding.isCommon(lead, trail) { common += 1 }
    if trail < 0x80 { low += 1 }
    if different.count < Self.leastDifferent { different.insert(UInt16(lead) << 8 | UInt16(trail)) }
    before = .character
  }

  var isSure: Bool {
    guard isPossible, characters >= Self.leastCharacters, different.count >= Self.leastDifferent else { return false }
    guard adjacent * 2 >= characters, glued * 10 <= characters, common * 100 >= encoding.commonPercent * characters else {
      return false
    }
    // Of the traditional characters two in five end so, and of letters of Europe none would otherwise tell.
    return encoding != .chineseTraditional || low * 5 >= characters
  }
}
