package import Findings

/// What the first look at a whole file says: its byte order mark, whether it is UTF-8, how its zero bytes lie.
package struct EncodingSurvey: Sendable {
  package private(set) var utf8 = UTF8Check()
  private var head: [UInt8] = []
  /// Zero bytes by position modulo 4.
  private var zeros = InlineArray<4, Int>(repeating: 0)
  private var zeroRun = 0
  /// Where the first run of at least four zero bytes begins.
  package private(set) var firstZeroBlock: Int?
  package private(set) var zeroCount = 0
  /// There are control bytes, or bytes that may begin an invisible character (0xE2, 0xEF).
  package private(set) var isSuspicious = false

  package init() {}

  package mutating func update(_ bytes: Span<UInt8>) {
    if head.count < 4 { head.append(contentsOf: bytes.extracting(0..<min(4 - head.count, bytes.count))) }
    countZeros(bytes)
    utf8.update(bytes)
  }

  private mutating func countZeros(_ bytes: Span<UInt8>) {
    let before = utf8.count
    var i = 0
    while i < bytes.count {
      if zeroRun == 0 {
        i = controlPlace(bytes, from: i)
        guard i < bytes.count else { return }
      }
      if bytes[i] == 0 {
        zeroRun += 1
        zeroCount += 1
        zeros[(before + i) & 3] += 1
        if zeroRun == 4, firstZeroBlock == nil { firstZeroBlock = before + i - 3 }
      } else {
        zeroRun = 0
      }
      isSuspicious = true
      i += 1
    }
  }

  /// The encoding that a byte order mark or the zeros announce, or UTF-8 where the file is wholly that; else nil: one of
  /// the single-byte encodings, or no text at all.
  package var verdict: (encoding: TextEncoding, evidence: Wording)? {
    if let marked = markedEncoding {
      return (marked, Wording("znacznik kolejności bajtów (BOM)", en: "byte order mark"))
    }
    if let zeroed = encodingByZeros {
      return (zeroed, Wording("położenie bajtów zerowych", en: "the places of the zero bytes"))
    }
    guard utf8.isValid else { return nil }
    return utf8.wholeCharacters == 0
      ? (.utf8, Wording("same znaki ASCII", en: "ASCII only"))
      : (
        .utf8,
        Wording(
          "cały plik to poprawny UTF-8 (\(utf8.wholeCharacters) znaków wielobajtowych)",
          en: "the whole file is valid UTF-8 (\(utf8.wholeCharacters) characters of several bytes)")
      )
  }

  /// A file that is UTF-8 but for a few bad bytes: damaged, not in another encoding. The place of the first bad byte.
  package var damagedUTF8: Int? {
    guard let damage = utf8.damage, markedEncoding == nil || markedEncoding == .utf8 else { return nil }
    return utf8.wholeCharacters > 0 && utf8.wholeCharacters >= utf8.badBytes ? damage : nil
  }

  package var markedEncoding: TextEncoding? {
    if head.starts(with: [0xef, 0xbb, 0xbf]) { return .utf8 }
    if head.starts(with: [0xff, 0xfe, 0, 0]) { return .utf32LittleEndian }
    if head.starts(with: [0, 0, 0xfe, 0xff]) { return .utf32BigEndian }
    if head.starts(with: [0xff, 0xfe]) { return .utf16LittleEndian }
    if head.starts(with: [0xfe, 0xff]) { return .utf16BigEndian }
    return nil
  }

  /// Latin text has a zero in every second byte of UTF-16 and in three of four of UTF-32.
  private var encodingByZeros: TextEncoding? {
    let count = utf8.count
    guard count >= 4 else { return nil }
    let quarter = count / 4
    func isMost(_ part: Int, of whole: Int) -> Bool { part * 10 >= whole * 7 }
    func isFew(_ part: Int, of whole: Int) -> Bool { part * 20 <= whole }
    if count % 4 == 0, isMost(zeros[2], of: quarter), isMost(zeros[3], of: quarter), isFew(zeros[0], of: quarter) {
      return .utf32LittleEndian
    }
    if count % 4 == 0, isMost(zeros[0], of: quarter), isMost(zeros[1], of: quarter), isFew(zeros[3], of: quarter) {
      return .utf32BigEndian
    }
    guard count % 2 == 0 else { return nil }
    let even = zeros[0] + zeros[2]
    let odd = zeros[1] + zeros[3]
    if isMost(odd, of: count / 2), isFew(even, of: count / 2) { return .utf16LittleEndian }
    if isMost(even, of: count / 2), isFew(odd, of: count / 2) { return .utf16BigEndian }
    return nil
  }
}

/// The place of the first byte below tab, or of 0x7F, 0xE2 or 0xEF, or the end.
private func controlPlace(_ bytes: Span<UInt8>, from start: Int) -> Int {
  let end = bytes.count
  var i = start
  unsafe bytes.withUnsafeBytes { raw in
    while i < end {
      if i + 8 <= end {
        let word = unsafe raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)
        // Bytes from 0xE0 on have their three highest bits set; Polish letters have none of these.
        let low = (word &- 0x0909_0909_0909_0909) & ~word
        let high = word & (word &<< 1) & (word &<< 2)
        let delete = word ^ 0x7f7f_7f7f_7f7f_7f7f
        let gone = (delete &- 0x0101_0101_0101_0101) & ~delete
        let hits = (low | high | gone) & 0x8080_8080_8080_8080
        if hits == 0 {
          i += 8
          continue
        }
        i += hits.trailingZeroBitCount >> 3
      }
      let byte = unsafe raw[i]
      if byte < 9 || byte == 0x7f || byte == 0xe2 || byte == 0xef { return }
      i += 1
    }
  }
  return i
}

/// Tells Windows-1250, ISO-8859-2 and CP852 apart by which bytes make Polish letters inside words, over the whole file.
package struct SingleByteEvidence: Sendable {
  /// What stands beside a byte.
  private enum Side: Int {
    case none, lower, upper, high
  }

  /// How often each high byte stood between which neighbours: byte * 16 + before * 4 + after.
  private var counts = [Int](repeating: 0, count: 128 * 16)
  private var asciiLetters = 0
  private var before = Side.none
  /// A high byte whose right neighbour has not come yet.
  private var waiting: (byte: Int, before: Side)?

  package init() {}

  package mutating func update(_ bytes: Span<UInt8>) {
    for i in 0..<bytes.count {
      let byte = bytes[i]
      let side: Side
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): side = .lower
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): side = .upper
      case 0x80...: side = .high
      default: side = .none
      }
      if let (high, left) = waiting {
        counts[high * 16 + left.rawValue * 4 + side.rawValue] += 1
        waiting = nil
      }
      if side == .high {
        waiting = (Int(byte) - 128, before)
      } else if side != .none {
        asciiLetters += 1
      }
      before = side
    }
  }

  package enum Verdict: Sendable {
    case found(TextEncoding, evidence: Wording, runnerUp: Wording?)
    /// No encoding of Polish files explains the bytes.
    case unknown(Wording)
  }

  private struct Score {
    var encoding: TextEncoding
    var points = 0.0
    var polish = 0
    var isPossible = true
  }

  package func finish() -> Verdict {
    let counts = allCounts
    let highBytes = counts.reduce(0, +)
    guard highBytes > 0 else {
      return .found(.windows1250, evidence: Wording("same znaki ASCII", en: "ASCII only"), runnerUp: nil)
    }
    // The order is that of likelihood before any evidence; it decides only between readings that are as good.
    let scores = [TextEncoding.windows1250, .iso8859part2, .ibm852].map { score($0, counts) }
    let ranked = scores.filter(\.isPossible).enumerated().sorted {
      ($0.element.points, -$0.offset) > ($1.element.points, -$1.offset)
    }.map(\.element)
    guard let best = ranked.first, best.points > 0 || best.polish > 0 || isPlausible(highBytes) else {
      return .unknown(
        Wording(
          "bajty spoza ASCII nie tworzą polskich liter w żadnym ze znanych kodowań",
          en: "the bytes above ASCII make Polish letters in none of the known encodings"))
    }
    // Words in another script have letters above ASCII only.
    guard highBytes * 2 <= asciiLetters || best.polish * 2 >= highBytes else {
      return .unknown(
        Wording(
          "za dużo znaków spoza ASCII jak na tekst polski", en: "too many characters above ASCII for Polish text"))
    }
    let runnerUp = ranked.dropFirst().first { differs($0.encoding, best.encoding, counts) }
    return .found(
      best.encoding,
      evidence: Wording(
        "\(best.polish) polskich liter wewnątrz słów na \(highBytes) bajtów spoza ASCII",
        en: "\(best.polish) Polish letters inside words among \(highBytes) bytes above ASCII"),
      runnerUp: runnerUp.map {
        Wording(
          "\($0.encoding.rawValue): \($0.polish) polskich liter wewnątrz słów",
          en: "\($0.encoding.rawValue): \($0.polish) Polish letters inside words")
      })
  }

  /// Whether the bytes speak against an encoding: undefined in it, or more signs in the middle of words than Polish letters.
  package func rules(out encoding: TextEncoding) -> Bool {
    let score = score(encoding, allCounts)
    return !score.isPossible || score.points < 0
  }

  /// Whether an encoding makes signs that are no letters, or nothing, in the middle of words.
  package func makesSignsInWords(_ encoding: TextEncoding) -> Bool {
    guard let page = CodePages.upperHalf(encoding) else { return false }
    let counts = allCounts
    return (0..<128).contains { byte in
      let kind = CharacterKind(page[byte])
      guard kind == .symbol || kind == .control || kind == .undefined else { return false }
      return (1..<4).contains { left in (1..<4).contains { right in counts[byte * 16 + left * 4 + right] > 0 } }
    }
  }

  /// With the last byte, whose right neighbour will not come.
  private var allCounts: [Int] {
    var counts = counts
    if let (high, left) = waiting { counts[high * 16 + left.rawValue * 4] += 1 }
    return counts
  }

  /// A few letters of other languages or signs in an otherwise plain text: no reason to refuse it.
  private func isPlausible(_ highBytes: Int) -> Bool {
    highBytes * 4 <= asciiLetters
  }

  private func differs(_ a: TextEncoding, _ b: TextEncoding, _ counts: [Int]) -> Bool {
    guard let first = CodePages.upperHalf(a), let second = CodePages.upperHalf(b) else { return true }
    return (0..<128).contains { byte in
      first[byte] != second[byte] && (0..<16).contains { counts[byte * 16 + $0] > 0 }
    }
  }

  private func score(_ encoding: TextEncoding, _ counts: [Int]) -> Score {
    var score = Score(encoding: encoding)
    guard let page = CodePages.upperHalf(encoding) else { return score }
    for byte in 0..<128 {
      let kind = CharacterKind(page[byte])
      for left in 0..<4 {
        for right in 0..<4 {
          let count = counts[byte * 16 + left * 4 + right]
          guard count > 0 else { continue }
          if kind == .undefined { score.isPossible = false }
          let points = kind.points(before: left, after: right)
          if points >= 1 { score.polish += count }
          score.points += points * Double(count)
        }
      }
    }
    return score
  }

  private enum CharacterKind {
    case polishLower, polishUpper, letter, punctuation, symbol, control, undefined

    init(_ scalar: UInt16) {
      switch scalar {
      case 0: self = .undefined
      case 0x80..<0xa0: self = .control
      case 0x105, 0x107, 0x119, 0x142, 0x144, 0xf3, 0x15b, 0x17a, 0x17c: self = .polishLower
      case 0x104, 0x106, 0x118, 0x141, 0x143, 0xd3, 0x15a, 0x179, 0x17b: self = .polishUpper
      // No-break space, section, degree, quotes, dashes, dots, euro, per mille, squares, soft hyphen, plus-minus, middle dot, apostrophes.
      case 0xa0, 0xa7, 0xb0, 0x201e, 0x201d, 0x201c, 0x2013, 0x2014, 0x2026, 0x20ac, 0x2030, 0xab, 0xbb, 0xad, 0xb1,
        0xb7, 0x2018, 0x2019, 0x201a:
        self = .punctuation
      default:
        let isLetter = Unicode.Scalar(scalar)?.properties.isAlphabetic == true && scalar < 0x2000
        self = isLetter ? .letter : .symbol
      }
    }

    /// What a character of this kind between such neighbours (0 none, 1 lower, 2 upper, 3 another high byte) says.
    func points(before: Int, after: Int) -> Double {
      let isAlone = before == 0 && after == 0
      switch self {
      case .polishLower:
        if isAlone { return 0.1 }
        return before == 2 && after == 2 ? -1 : 1
      case .polishUpper:
        if isAlone { return 0.1 }
        return before == 1 ? -1 : 1
      case .letter: return isAlone ? -0.3 : -0.2
      case .punctuation: return before == 0 || after == 0 ? 0.2 : -0.5
      case .symbol: return -1
      case .control: return -3
      case .undefined: return 0
      }
    }
  }
}
