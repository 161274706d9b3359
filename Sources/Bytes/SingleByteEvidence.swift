package import Findings

/// Tells the single-byte encodings of Polish files apart by which bytes make letters inside words, over the whole file:
/// Windows-1250, ISO-8859-2, CP852 and Mazovia; and Windows-1252, in which a file of foreign names may be.
package struct SingleByteEvidence: Sendable {
  /// What stands beside a byte.
  enum Side: Int {
    case none, lowerVowel, lowerConsonant, upperVowel, upperConsonant, high

    init(_ byte: UInt8) {
      switch byte {
      case UInt8(ascii: "a"), UInt8(ascii: "e"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"), UInt8(ascii: "y"):
        self = .lowerVowel
      case UInt8(ascii: "A"), UInt8(ascii: "E"), UInt8(ascii: "I"), UInt8(ascii: "O"), UInt8(ascii: "U"), UInt8(ascii: "Y"):
        self = .upperVowel
      case UInt8(ascii: "a")...UInt8(ascii: "z"): self = .lowerConsonant
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): self = .upperConsonant
      case 0x80...: self = .high
      default: self = .none
      }
    }

    var isLower: Bool { self == .lowerVowel || self == .lowerConsonant }
    var isUpper: Bool { self == .upperVowel || self == .upperConsonant }
    var isVowel: Bool { self == .lowerVowel || self == .upperVowel }
    var isLetter: Bool { isLower || isUpper }
    static let count = 6
  }

  /// How often each high byte stood between which neighbours: (byte * 6 + before) * 6 + after.
  private var counts = [Int](repeating: 0, count: 128 * Side.count * Side.count)
  private var asciiLetters = 0
  private var before = Side.none
  /// A high byte whose right neighbour has not come yet.
  private var waiting: (byte: Int, before: Side)?

  package init() {}

  package mutating func update(_ bytes: Span<UInt8>) {
    var i = 0
    while i < bytes.count {
      if waiting == nil {
        let start = i
        i = asciiEnd(bytes, from: i)
        asciiLetters += lettersAbout(bytes, start..<i)
        if i > start { before = Side(bytes[i - 1]) }
        guard i < bytes.count else { return }
      }
      let byte = bytes[i]
      let side = Side(byte)
      if let (high, left) = waiting {
        counts[(high * Side.count + left.rawValue) * Side.count + side.rawValue] += 1
        waiting = nil
      }
      if side == .high {
        waiting = (Int(byte) - 128, before)
      } else if side != .none {
        asciiLetters += 1
      }
      before = side
      i += 1
    }
  }

  /// What follows is another text: its first letter does not stand beside the last one of this.
  package mutating func endText() {
    if let (high, left) = waiting { counts[(high * Side.count + left.rawValue) * Side.count] += 1 }
    waiting = nil
    before = .none
  }

  package enum Verdict: Sendable {
    case found(TextEncoding, evidence: Wording, runnerUp: Wording?)
    /// No encoding of Polish files explains the bytes.
    case unknown(Wording)
  }

  private struct Score {
    var encoding: TextEncoding
    var points = 0.0
    /// Letters of the encoding's language inside words.
    var letters = 0
    /// Polish letters inside words, and how many different ones.
    var polish = 0
    var differentPolish = 0
    /// Letters, Polish or not, and signs in the middle of words.
    var allLetters = 0
    var signsInWords = 0
    /// Bytes that are no quotes, dashes and the like, which stand in texts of any language.
    var others = 0
    var isPossible = true

    /// Pages of the years before Windows, in which next to nothing is written any more.
    var isOfDOS: Bool { encoding == .ibm852 || encoding == .mazovia }
    /// Enough for such a page: `don’t` is no `donłt`.
    func isSureOfPolish(_ highBytes: Int) -> Bool { differentPolish > 1 && polish * 2 > highBytes }

    /// Whether one letter is evidence enough against another reading: `Gdańsk` against `Gdaäsk`, `Żabno` against `½abno`. Not in
    /// Mazovia, which has its letters where Windows has signs of punctuation.
    func outweighs(_ other: Score, _ highBytes: Int) -> Bool {
      encoding == .ibm852 && polish * 2 > highBytes && other.points * 2 < points
    }

    /// Whether a page of DOS makes words of the bytes: more Polish letters than others, and hardly a sign inside a word. Lines of
    /// tables stand beside words.
    var isCredible: Bool { !isOfDOS || polish * 2 > allLetters && signsInWords * 4 <= polish }
  }

  package func finish() -> Verdict {
    let counts = allCounts
    let highBytes = counts.reduce(0, +)
    guard highBytes > 0 else {
      return .found(.windows1250, evidence: Wording("same znaki ASCII", en: "ASCII only"), runnerUp: nil)
    }
    // The order is that of likelihood before any evidence; it decides only between readings that are as good.
    let scores = [TextEncoding.windows1250, .iso8859part2, .ibm852, .windows1252, .mazovia].map { score($0, counts) }
    let ranked = scores.filter(\.isPossible).enumerated().sorted {
      ($0.element.points, -$0.offset) > ($1.element.points, -$1.offset)
    }.map(\.element)
    var first = ranked.first
    if let found = first, found.isOfDOS, !found.isSureOfPolish(highBytes),
      let other = ranked.first(where: { !$0.isOfDOS && $0.points > 0 }), !found.outweighs(other, highBytes)
    {
      first = other
    }
    guard let best = first, best.isCredible, best.points > 0 || isPlausible(highBytes) && best.points > -0.5 * Double(highBytes)
    else {
      return .unknown(
        Wording(
          "bajty spoza ASCII nie tworzą liter w żadnym ze znanych kodowań",
          en: "the bytes above ASCII make letters in none of the known encodings"))
    }
    // Words in another script have letters above ASCII only.
    guard best.others * 2 <= asciiLetters || best.letters * 2 >= highBytes && best.points > 0 else {
      return .unknown(
        Wording(
          "za dużo znaków spoza ASCII jak na tekst polski", en: "too many characters above ASCII for Polish text"))
    }
    let runnerUp = ranked.first { $0.encoding != best.encoding && differs($0.encoding, best.encoding, counts) }
    return .found(
      best.encoding,
      evidence: Wording(
        "liter \(adjective(best.encoding).polish) wewnątrz słów: \(best.letters), bajtów spoza ASCII: \(highBytes)",
        en: "\(adjective(best.encoding).english) letters inside words: \(best.letters), bytes above ASCII: \(highBytes)"),
      runnerUp: runnerUp.map {
        Wording(
          "\($0.encoding.rawValue): liter \(adjective($0.encoding).polish) wewnątrz słów \($0.letters)",
          en: "\($0.encoding.rawValue): \(adjective($0.encoding).english) letters inside words \($0.letters)")
      })
  }

  private func adjective(_ encoding: TextEncoding) -> Wording {
    encoding == .windows1252 ? Wording("zachodnioeuropejskich", en: "Western European") : Wording("polskich", en: "Polish")
  }

  /// The other of the two code pages of Windows where it reads the bytes as other characters and with as good a right,
  /// because no letter stands inside a word: `£5` or `Ł5`. nil where letters decide.
  package func rival(of encoding: TextEncoding) -> TextEncoding? {
    guard encoding == .windows1250 || encoding == .windows1252 else { return nil }
    let counts = allCounts
    let rival: TextEncoding = encoding == .windows1250 ? .windows1252 : .windows1250
    let other = score(rival, counts)
    guard score(encoding, counts).letters == 0, other.isPossible, other.points >= -0.5 * Double(counts.reduce(0, +)) else {
      return nil
    }
    return differs(encoding, rival, counts) ? rival : nil
  }

  /// Whether the first byte of a Polish letter in UTF-8 stands before another high byte: in the pages of Windows and ISO it is `Ă`, `Ä`
  /// or `Ĺ`, which no Polish word has.
  package var mayMixUTF8: Bool {
    (0x43...0x45).contains { byte in
      (0..<Side.count).contains { counts[(byte * Side.count + $0) * Side.count + Side.high.rawValue] > 0 }
    }
  }

  /// Whether the bytes speak against an encoding: undefined in it, or more signs in the middle of words than Polish letters.
  package func rules(out encoding: TextEncoding) -> Bool {
    let score = score(encoding, allCounts)
    return !score.isPossible || score.points < 0
  }

  /// Whether an encoding makes signs that are no letters in the middle of words, or control characters or nothing anywhere.
  package func makesSignsInWords(_ encoding: TextEncoding) -> Bool {
    guard let page = CodePages.upperHalf(encoding) else { return false }
    let counts = allCounts
    return (0..<128).contains { byte in
      let kind = LetterKind(page[byte], in: encoding)
      let places = byte * Side.count * Side.count
      if kind == .control || kind == .undefined {
        return (places..<places + Side.count * Side.count).contains { counts[$0] > 0 }
      }
      guard kind == .symbol || kind == .mark else { return false }
      return (1..<Side.high.rawValue).contains { left in
        (1..<Side.high.rawValue).contains { right in counts[places + left * Side.count + right] > 0 }
      }
    }
  }

  /// With the last byte, whose right neighbour will not come.
  private var allCounts: [Int] {
    var counts = counts
    if let (high, left) = waiting { counts[(high * Side.count + left.rawValue) * Side.count] += 1 }
    return counts
  }

  /// A few letters of other languages or signs in an otherwise plain text: no reason to refuse it.
  private func isPlausible(_ highBytes: Int) -> Bool {
    highBytes * 4 <= asciiLetters
  }

  private func differs(_ a: TextEncoding, _ b: TextEncoding, _ counts: [Int]) -> Bool {
    guard let first = CodePages.upperHalf(a), let second = CodePages.upperHalf(b) else { return true }
    let perByte = Side.count * Side.count
    return (0..<128).contains { byte in
      first[byte] != second[byte] && (0..<perByte).contains { counts[byte * perByte + $0] > 0 }
    }
  }

  private func score(_ encoding: TextEncoding, _ counts: [Int]) -> Score {
    var score = Score(encoding: encoding)
    guard let page = CodePages.upperHalf(encoding) else { return score }
    for byte in 0..<128 {
      let kind = LetterKind(page[byte], in: encoding)
      var polish = 0
      for left in 0..<Side.count {
        for right in 0..<Side.count {
          let count = counts[(byte * Side.count + left) * Side.count + right]
          guard count > 0, let before = Side(rawValue: left), let after = Side(rawValue: right) else { continue }
          if kind == .undefined { score.isPossible = false }
          let points = kind.points(before: before, after: after)
          if points >= 0.3 { score.letters += count }
          if kind.isPolish, points >= 1 { polish += count }
          if kind.isLetter, !(before == .none && after == .none) { score.allLetters += count }
          if kind == .symbol, before.isLetter, after.isLetter { score.signsInWords += count }
          if ![.punctuation, .joint, .mark].contains(kind) { score.others += count }
          score.points += points * Double(count)
        }
      }
      score.polish += polish
      if polish > 0 { score.differentPolish += 1 }
    }
    return score
  }
}

/// About how many letters stand in ASCII bytes: those from 0x40 on, few of which are signs.
private func lettersAbout(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
  var letters = 0
  for i in range { letters += Int(bytes[i] >> 6) }
  return letters
}
