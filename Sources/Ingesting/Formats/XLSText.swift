import Bytes
import Findings

/// Texts of an XLS workbook, which may go on in CONTINUE records ([MS-XLS] 2.5.293, 2.5.294).
///
/// Since Excel 97 a text is UTF-16 or, where all of it is Latin-1, one byte a character; where it goes on in another record
/// that choice is made anew. Before, it is in the code page of the workbook.
struct XLSText {
  static let continuation = 0x3C

  enum CodePage: Hashable {
    case known(TextEncoding)
    /// One that we cannot read: only texts in ASCII can be, which is the same in all of them.
    case unknown(Int)
  }

  /// nil since Excel 97.
  var codePage: CodePage?
  /// Whether digits of marks above the line are given as what they are (see `RaisedDigits`).
  var raisesDigits = false
  /// The fonts of Excel 97 that stand above the line, by the numbers that texts have for them.
  private(set) var raisedFonts: Set<Int> = []
  private var fontCount = 0

  init() {}

  /// Of a FONT record of Excel 97 ([MS-XLS] 2.4.122). No font has the number 4.
  mutating func addFont(_ records: XLSRecords) {
    if raisesDigits, records.u16(8) == 1 { raisedFonts.insert(fontCount < 4 ? fontCount : fontCount + 1) }
    fontCount += 1
  }

  /// Appends a text of the last record, from `position` on, which is moved behind it.
  ///
  /// - Parameters:
  ///   - lengthBytes: how long the count of characters is: 1 or 2.
  ///   - mayBeCut: whether a text that ends before its count is taken as far as it goes: no cell must be so.
  func append(
    _ records: inout XLSRecords, at position: inout Int, lengthBytes: Int, to bytes: inout [UInt8], mayBeCut: Bool = false
  ) throws(Refusal) {
    try refillIfNeeded(&records, &position)
    let count = lengthBytes == 1 ? records.u8(position) : records.u16(position)
    position += lengthBytes
    if let codePage {
      let end = min(position + count, records.data.count)
      try appendPlain(records.data[min(position, end)..<end], codePage, to: &bytes, records)
      position = end
      return
    }
    let flags = records.u8(position)
    position += 1
    var runs = 0
    var phonetic = 0
    if flags & 8 != 0 {
      runs = records.u16(position)
      position += 2
    }
    if flags & 4 != 0 {
      phonetic = records.u32(position)
      position += 4
    }
    let begin = bytes.count
    try appendCharacters(&records, &position, count, isWide: flags & 1 != 0, mayBeCut, to: &bytes)
    if raisedFonts.isEmpty {
      try skip(&records, &position, runs * 4)
    } else {
      let pieces = try raisedPieces(&records, &position, runs: runs)
      if !pieces.isEmpty { raise(pieces, in: &bytes, from: begin) }
    }
    try skip(&records, &position, phonetic)
  }

  /// Reads which characters, in units of UTF-16, have a raised font: each run begins at a character and goes on to the next.
  private func raisedPieces(_ records: inout XLSRecords, _ position: inout Int, runs: Int) throws(Refusal) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var open: Int?
    for _ in 0..<runs {
      try refillIfNeeded(&records, &position)
      guard records.data.count - position >= 4 else {
        try skip(&records, &position, 4)
        continue
      }
      let (character, font) = (records.u16(position), records.u16(position + 2))
      position += 4
      if let begin = open, character > begin { pieces.append(begin..<character) }
      open = raisedFonts.contains(font) ? character : nil
    }
    if let open { pieces.append(open..<Int.max) }
    return pieces
  }

  /// Gives the digits of raised pieces behind a number as raised ones.
  private func raise(_ pieces: [Range<Int>], in bytes: inout [UInt8], from begin: Int) {
    let text = Array(bytes[begin...])
    guard text.contains(where: RaisedDigits.isDigit) else { return }
    bytes.removeSubrange(begin...)
    var (unit, piece) = (0, 0)
    var isRaised = false
    var matters = false
    for byte in text {
      // Bytes that go on with a character are as the first of it.
      if byte & 0xC0 != 0x80 {
        while piece < pieces.count, unit >= pieces[piece].upperBound { piece += 1 }
        let wasRaised = isRaised
        isRaised = piece < pieces.count && pieces[piece].contains(unit)
        if isRaised != wasRaised { matters = isRaised && RaisedDigits.matter(behind: bytes, from: begin) }
        unit += byte >= 0xF0 ? 2 : 1
      }
      if matters { RaisedDigits.append(CollectionOfOne(byte), to: &bytes) } else { bytes.append(byte) }
    }
  }

  private func appendCharacters(
    _ records: inout XLSRecords, _ position: inout Int, _ count: Int, isWide: Bool, _ mayBeCut: Bool, to bytes: inout [UInt8]
  ) throws(Refusal) {
    var left = count
    var isWide = isWide
    var high: UInt32 = 0
    while left > 0 {
      if position >= records.data.count {
        guard try records.nextKind() == Self.continuation, try records.next() else {
          if mayBeCut { break }
          throw cutOff(records)
        }
        isWide = records.u8(0) & 1 != 0
        position = 1
        continue
      }
      guard isWide else {
        let end = min(position + left, records.data.count)
        for byte in records.data[position..<end] {
          if byte < 0x80 { bytes.append(byte) } else { bytes.append(contentsOf: [0xC0 | byte >> 6, 0x80 | byte & 0x3F]) }
        }
        left -= end - position
        position = end
        continue
      }
      guard position + 2 <= records.data.count else {
        if mayBeCut { break }
        throw cutOff(records)
      }
      let unit = UInt32(records.u16(position))
      position += 2
      left -= 1
      if high != 0, unit & 0xFC00 == 0xDC00 {
        append(0x10000 + (high & 0x3FF) << 10 + unit & 0x3FF, to: &bytes)
        high = 0
        continue
      }
      // Half of a pair is no character.
      if high != 0 { append(0xFFFD, to: &bytes) }
      high = unit & 0xFC00 == 0xD800 ? unit : 0
      if high == 0 { append(unit, to: &bytes) }
    }
    if high != 0 { append(0xFFFD, to: &bytes) }
  }

  private func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
    if scalar < 0x80 {
      bytes.append(UInt8(scalar))
    } else {
      let encoded = Unicode.Scalar(scalar).flatMap { UTF8.encode($0) } ?? UTF8.encodedReplacementCharacter
      bytes.append(contentsOf: encoded)
    }
  }

  private func appendPlain(
    _ text: ArraySlice<UInt8>, _ codePage: CodePage, to bytes: inout [UInt8], _ records: XLSRecords
  ) throws(Refusal) {
    guard !text.allSatisfy({ $0 < 0x80 }) else {
      bytes.append(contentsOf: text)
      return
    }
    let encoding: TextEncoding
    switch codePage {
    case .known(let known): encoding = known
    case .unknown(let number):
      throw records.refusal(
        Wording(
          "tekst w nieobsługiwanej stronie kodowej \(number)", en: "a text in the unsupported code page \(number)"),
        mend: Wording(
          "plik jest cały, ale tej strony kodowej tu nie czytamy: zapisz go w Excelu jako XLSX",
          en: "the file is whole, but that code page is not read here: save it as XLSX in Excel"))
    }
    var decoder = TextDecoder(encoding)
    do throws(UndecodableBytes) {
      try decoder.decode(Array(text).span, into: &bytes)
      try decoder.finish()
    } catch {
      throw records.refusal(
        Wording(
          "tekst spoza strony kodowej skoroszytu (\(encoding.rawValue))",
          en: "a text that is not in the workbook's code page (\(encoding.rawValue))"))
    }
  }

  /// A text begins in the next record when the last one is used up.
  private func refillIfNeeded(_ records: inout XLSRecords, _ position: inout Int) throws(Refusal) {
    while position >= records.data.count, try records.nextKind() == Self.continuation, try records.next() { position = 0 }
  }

  private func skip(_ records: inout XLSRecords, _ position: inout Int, _ count: Int) throws(Refusal) {
    var left = count
    while left > 0 {
      let here = min(left, records.data.count - position)
      position += max(here, 0)
      left -= max(here, 0)
      guard left > 0 else { return }
      // Formats and readings may be cut off at the end without harm to the texts.
      guard try records.nextKind() == Self.continuation, try records.next() else { return }
      position = 0
    }
  }

  private func cutOff(_ records: XLSRecords) -> Refusal {
    records.refusal(Wording("tekst skoroszytu jest urwany", en: "a text of the workbook is cut off"))
  }
}
