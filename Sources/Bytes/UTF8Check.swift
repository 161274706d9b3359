/// Strict UTF-8 (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF), fed in pieces.
///
/// It goes on after a bad byte, so that a damaged UTF-8 file can be told from one in another encoding.
package struct UTF8Check: Sendable {
  /// Bytes seen.
  package private(set) var count = 0
  /// Position of the first byte that begins no valid character, from 0; nil while there is none.
  package private(set) var firstBad: Int?
  /// Characters of more than one byte that were whole, and bytes that were part of no character.
  package private(set) var wholeCharacters = 0
  package private(set) var badBytes = 0

  /// Continuation bytes still to come and the range of the next one.
  private var pending = 0
  private var lower: UInt8 = 0x80
  private var upper: UInt8 = 0xbf
  private var begun = 0

  package init() {}

  /// To be asked at the end: no bad byte and no character cut off.
  package var isValid: Bool { firstBad == nil && pending == 0 }

  /// Where the first damage is, the cut-off character at the very end included.
  package var damage: Int? { firstBad ?? (pending > 0 ? begun : nil) }

  /// No character is begun and not whole.
  var isBetweenCharacters: Bool { pending == 0 }

  /// Takes bytes that are known to be whole characters of one or two bytes.
  mutating func accept(_ count: Int, letters: Int) {
    self.count += count
    wholeCharacters += letters
  }

  package mutating func update(_ bytes: Span<UInt8>) {
    var i = 0
    let end = bytes.count
    while i < end {
      if pending == 0 {
        i = asciiEnd(bytes, from: i)
        guard i < end else { break }
        let byte = bytes[i]
        // Polish letters are two bytes; they need no state where both are here.
        if byte >= 0xc2, byte <= 0xdf, i + 1 < end, bytes[i + 1] & 0xc0 == 0x80 {
          wholeCharacters += 1
          i += 2
          continue
        }
        begin(byte, at: count + i)
        i += 1
      } else if bytes[i] >= lower && bytes[i] <= upper {
        pending -= 1
        lower = 0x80
        upper = 0xbf
        if pending == 0 { wholeCharacters += 1 }
        i += 1
      } else {
        // The byte may begin a character itself: it is looked at again.
        bad(at: begun, bytes: count + i - begun)
        pending = 0
      }
    }
    count += end
  }

  private mutating func begin(_ byte: UInt8, at place: Int) {
    begun = place
    lower = 0x80
    upper = 0xbf
    switch byte {
    case 0xc2...0xdf: pending = 1
    case 0xe0:
      pending = 2
      lower = 0xa0
    case 0xed:
      pending = 2
      upper = 0x9f
    case 0xe1...0xef: pending = 2
    case 0xf0:
      pending = 3
      lower = 0x90
    case 0xf1...0xf3: pending = 3
    case 0xf4:
      pending = 3
      upper = 0x8f
    default: bad(at: place, bytes: 1)
    }
  }

  private mutating func bad(at place: Int, bytes: Int) {
    if firstBad == nil { firstBad = place }
    badBytes += bytes
  }
}

/// The place of the first byte above 0x7F, or the end.
package func asciiEnd(_ bytes: Span<UInt8>, from start: Int) -> Int {
  let end = bytes.count
  var i = start
  unsafe bytes.withUnsafeBytes { raw in
    while i + 16 <= end {
      let a = unsafe raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)
      let b = unsafe raw.loadUnaligned(fromByteOffset: i + 8, as: UInt64.self)
      guard (a | b) & 0x8080_8080_8080_8080 == 0 else { break }
      i += 16
    }
  }
  while i < end, bytes[i] < 0x80 { i += 1 }
  return i
}
