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

  /// Of bytes that are all in hand.
  package init(of bytes: [UInt8]) { update(bytes.span) }

  package mutating func update(_ bytes: Span<UInt8>) {
    if head.count < 4 { head.append(contentsOf: bytes.extracting(0..<min(4 - head.count, bytes.count))) }
    var i = 0
    while i < bytes.count {
      // Nearly all texts are plain from end to end; what is not is looked at byte by byte.
      if utf8.isBetweenCharacters {
        let plain = plainText(bytes, from: i)
        if plain.count > 0 {
          utf8.accept(plain.count, letters: plain.letters)
          zeroRun = 0
          i += plain.count
        }
      }
      let part = bytes.extracting(i..<min(i + Self.closeLook, bytes.count))
      countZeros(part)
      utf8.update(part)
      i += part.count
    }
  }

  /// How many bytes are looked at one by one before it is tried again to take many at once.
  private static let closeLook = 64

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
          "cały plik to poprawny UTF-8 (znaków wielobajtowych: \(utf8.wholeCharacters))",
          en: "the whole file is valid UTF-8 (characters of several bytes: \(utf8.wholeCharacters))")
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
