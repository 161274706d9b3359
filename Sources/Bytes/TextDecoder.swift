package import Findings

/// Bytes that are no text in the encoding they are said to be in.
package struct UndecodableBytes: Error, Sendable, Hashable {
  package var encoding: TextEncoding
  /// Position of the first bad byte in the source, from 0.
  package var offset: Int

  package init(encoding: TextEncoding, offset: Int) {
    self.encoding = encoding
    self.offset = offset
  }

  /// - Parameter line: the line of the file in which the byte stands, from 1; 0 when not known.
  package func refusal(file: String, line: Int = 0) -> Refusal {
    Refusal(
      .data,
      Wording(
        "bajt \(offset + 1) nie jest tekstem w kodowaniu \(encoding.rawValue)",
        en: "byte \(offset + 1) is not text in \(encoding.rawValue)"),
      at: Place(file: file, row: line),
      mend: Wording(
        "podaj właściwe kodowanie (--encoding, np. windows-1250) albo pobierz plik jeszcze raz, jeśli jest uszkodzony",
        en: "give the right encoding (--encoding, e.g. windows-1250), or download the file again if it is damaged"))
  }
}

/// Turns text in any of the encodings into UTF-8, fed in pieces; nothing is ever replaced or dropped.
///
/// A byte order mark of the encoding at the very start is left out.
package struct TextDecoder: Sendable {
  package let encoding: TextEncoding
  /// UTF-8 of the upper half of a single-byte encoding: three bytes each, length in the fourth; length 0 = undefined.
  private let upperHalf: [UInt32]
  private var check = UTF8Check()
  /// Bytes of a unit or character that is not whole yet.
  private var pending: [UInt8] = []
  /// Source bytes that have been turned into text.
  private var consumed = 0
  private var isAtStart = true

  package init(_ encoding: TextEncoding) {
    self.encoding = encoding
    upperHalf = (CodePages.upperHalf(encoding) ?? []).map(Self.packed)
  }

  private static func packed(_ scalar: UInt16) -> UInt32 {
    let value = UInt32(scalar)
    if value == 0 { return 0 }
    if value < 0x800 { return 2 << 24 | (0xc0 | value >> 6) | (0x80 | value & 0x3f) << 8 }
    return 3 << 24 | (0xe0 | value >> 12) | (0x80 | value >> 6 & 0x3f) << 8 | (0x80 | value & 0x3f) << 16
  }

  /// Appends the text of `bytes` to `output`. What stands before a bad byte is appended too.
  package mutating func decode(_ bytes: Span<UInt8>, into output: inout [UInt8]) throws(UndecodableBytes) {
    switch encoding {
    case .utf8: try decodeUTF8(bytes, into: &output)
    case .utf16LittleEndian, .utf16BigEndian, .utf32LittleEndian, .utf32BigEndian:
      try decodeUnits(bytes, into: &output)
    default: try decodeSingleBytes(bytes, into: &output)
    }
  }

  /// To be called at the end: a character or unit that is cut off is an error.
  package func finish() throws(UndecodableBytes) {
    if !pending.isEmpty { throw UndecodableBytes(encoding: encoding, offset: consumed) }
    if let damage = check.damage { throw UndecodableBytes(encoding: encoding, offset: damage) }
  }

  private mutating func decodeUTF8(_ bytes: Span<UInt8>, into output: inout [UInt8]) throws(UndecodableBytes) {
    let before = check.count
    var check = check
    check.update(bytes)
    self.check = check
    var start = 0
    if isAtStart {
      // The mark may come in pieces; its first bytes are held back until it is known.
      let mark: [UInt8] = [0xef, 0xbb, 0xbf]
      while start < bytes.count, pending.count < 3, bytes[start] == mark[pending.count] {
        pending.append(bytes[start])
        start += 1
      }
      if pending.count == 3 {
        pending = []
        isAtStart = false
      } else if start < bytes.count {
        output.append(contentsOf: pending)
        pending = []
        isAtStart = false
      }
    }
    if let bad = check.firstBad {
      if bad - before > start { output.append(contentsOf: bytes.extracting(start..<(bad - before))) }
      throw UndecodableBytes(encoding: .utf8, offset: bad)
    }
    output.append(contentsOf: bytes.extracting(start..<bytes.count))
  }

  private mutating func decodeSingleBytes(_ bytes: Span<UInt8>, into output: inout [UInt8]) throws(UndecodableBytes) {
    output.reserveCapacity(output.count + bytes.count + bytes.count / 4)
    var i = 0
    while i < bytes.count {
      let ascii = asciiEnd(bytes, from: i)
      if ascii > i { output.append(contentsOf: bytes.extracting(i..<ascii)) }
      i = ascii
      while i < bytes.count, bytes[i] >= 0x80 {
        let packed = upperHalf[Int(bytes[i] & 0x7f)]
        guard packed != 0 else { throw UndecodableBytes(encoding: encoding, offset: consumed + i) }
        output.append(UInt8(truncatingIfNeeded: packed))
        output.append(UInt8(truncatingIfNeeded: packed >> 8))
        if packed >> 24 == 3 { output.append(UInt8(truncatingIfNeeded: packed >> 16)) }
        i += 1
      }
    }
    consumed += bytes.count
  }

  private mutating func decodeUnits(_ bytes: Span<UInt8>, into output: inout [UInt8]) throws(UndecodableBytes) {
    let isBigEndian = encoding == .utf16BigEndian || encoding == .utf32BigEndian
    let isWide = encoding == .utf32LittleEndian || encoding == .utf32BigEndian
    output.reserveCapacity(output.count + bytes.count)
    for i in 0..<bytes.count {
      pending.append(bytes[i])
      guard pending.count % encoding.unitSize == 0 else { continue }
      let value: UInt32
      if isWide {
        value =
          isBigEndian
          ? UInt32(pending[0]) << 24 | UInt32(pending[1]) << 16 | UInt32(pending[2]) << 8 | UInt32(pending[3])
          : UInt32(pending[3]) << 24 | UInt32(pending[2]) << 16 | UInt32(pending[1]) << 8 | UInt32(pending[0])
      } else {
        let unit = unit(0, isBigEndian)
        if pending.count == 2, unit & 0xfc00 == 0xd800 { continue }
        if pending.count == 4 {
          let low = self.unit(2, isBigEndian)
          guard low & 0xfc00 == 0xdc00 else { throw UndecodableBytes(encoding: encoding, offset: consumed) }
          value = 0x10000 + (unit & 0x3ff) << 10 + low & 0x3ff
        } else {
          value = unit
        }
      }
      guard let scalar = Unicode.Scalar(value), let encoded = UTF8.encode(scalar) else {
        throw UndecodableBytes(encoding: encoding, offset: consumed)
      }
      if !(isAtStart && value == 0xfeff) {
        output.append(contentsOf: encoded)
      }
      isAtStart = false
      consumed += pending.count
      pending.removeAll(keepingCapacity: true)
    }
  }

  private func unit(_ at: Int, _ isBigEndian: Bool) -> UInt32 {
    isBigEndian
      ? UInt32(pending[at]) << 8 | UInt32(pending[at + 1]) : UInt32(pending[at + 1]) << 8 | UInt32(pending[at])
  }
}
