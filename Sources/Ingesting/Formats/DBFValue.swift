import Bytes

/// The values of a DBF record as UTF-8 text.
struct DBFValue {
  private let encoding: TextEncoding
  private let layout: DBFLayout

  init(_ encoding: TextEncoding, _ layout: DBFLayout = .dBaseIII) {
    self.encoding = encoding
    self.layout = layout
  }

  /// Appends one value, which is no memo.
  /// - Throws: when a text is none in the encoding; the offset is that inside the field.
  func append(_ raw: Span<UInt8>, _ field: DBFHeader.Field, to bytes: inout [UInt8]) throws(UndecodableBytes) {
    switch field.type {
    case UInt8(ascii: "I"), UInt8(ascii: "+"), UInt8(ascii: "O"), UInt8(ascii: "@"):
      if layout == .dBase7, field.length == 4 || field.length == 8 {
        appendSorted(raw, field.type, to: &bytes)
      } else if !appendBinary(raw, field, to: &bytes) {
        try appendTrimmed(raw, to: &bytes)
      }
    case UInt8(ascii: "C"):
      var end = raw.count
      while end > 0, raw[end - 1] == 32 || raw[end - 1] == 0 { end -= 1 }
      try decode(raw.extracting(0..<end), to: &bytes)
    case UInt8(ascii: "V"): try decode(raw.extracting(0..<Self.length(raw)), to: &bytes)
    case UInt8(ascii: "Q"): break
    default: if !appendBinary(raw, field, to: &bytes) { try appendTrimmed(raw, to: &bytes) }
    }
  }

  /// Numbers, dates and logical values are ASCII texts.
  private func appendTrimmed(_ raw: Span<UInt8>, to bytes: inout [UInt8]) throws(UndecodableBytes) {
    var start = 0
    var end = raw.count
    while end > start, raw[end - 1] == 32 || raw[end - 1] == 0 { end -= 1 }
    while start < end, raw[start] == 32 || raw[start] == 0 { start += 1 }
    try decode(raw.extracting(start..<end), to: &bytes)
  }

  /// Values as processors have them, the lowest byte first.
  /// - Returns: false, with nothing appended, for other types and lengths.
  private func appendBinary(_ raw: Span<UInt8>, _ field: DBFHeader.Field, to bytes: inout [UInt8]) -> Bool {
    switch (field.type, field.length) {
    case (UInt8(ascii: "I"), 4), (UInt8(ascii: "+"), 4):
      bytes.append(contentsOf: String(Int32(truncatingIfNeeded: little(raw, 0, 4))).utf8)
    case (UInt8(ascii: "B"), 8), (UInt8(ascii: "O"), 8): append(Double(bitPattern: little(raw, 0, 8)), to: &bytes)
    case (UInt8(ascii: "Y"), 8): appendCurrency(Int64(bitPattern: little(raw, 0, 8)), to: &bytes)
    case (UInt8(ascii: "T"), 8), (UInt8(ascii: "@"), 8):
      appendDateTime(day: Int(little(raw, 0, 4)), milliseconds: Int(little(raw, 4, 4)), to: &bytes)
    default: return false
    }
    return true
  }

  /// dBase 7 keeps numbers so that their bytes sort as they do: the highest first, the sign turned over, and of a negative
  /// double all bits. All zeros are no value.
  private func appendSorted(_ raw: Span<UInt8>, _ type: UInt8, to bytes: inout [UInt8]) {
    var value: UInt64 = 0
    for index in 0..<min(raw.count, 8) { value = value << 8 | UInt64(raw[index]) }
    guard value != 0 else { return }
    if raw.count == 4 {
      bytes.append(contentsOf: String(Int32(truncatingIfNeeded: value ^ 0x8000_0000)).utf8)
      return
    }
    guard raw.count == 8 else { return }
    let number = Double(bitPattern: value >> 63 == 1 ? value & (1 << 63 - 1) : ~value)
    guard type == UInt8(ascii: "@") else { return append(number, to: &bytes) }
    // Two whole numbers, as the format's description has it; else milliseconds, the first day of year 1 being the first.
    let day = Int(little(raw, 0, 4))
    if (1_721_426...5_373_484).contains(day) {
      return appendDateTime(day: day, milliseconds: Int(little(raw, 4, 4)), to: &bytes)
    }
    guard number >= 86_400_000, number < 4e14 else { return }
    let (days, milliseconds) = Int(number.rounded()).quotientAndRemainder(dividingBy: 86_400_000)
    appendDateTime(day: days + 1_721_425, milliseconds: milliseconds, to: &bytes)
  }

  private func append(_ value: Double, to bytes: inout [UInt8]) {
    if value.isFinite { bytes.append(contentsOf: NumberPrinting.shortest(value).utf8) }
  }

  /// The number of a memo's block; 0 for none.
  func block(_ raw: Span<UInt8>) -> Int {
    if raw.count == 4 { return Int(little(raw, 0, 4)) }
    var number = 0
    for index in 0..<raw.count where (0x30...0x39).contains(raw[index]) && number < 1 << 40 {
      number = number * 10 + Int(raw[index]) - 0x30
    }
    return number
  }

  /// A text of a length of its own says it in its last byte, unless it fills the field.
  private static func length(_ raw: Span<UInt8>) -> Int {
    var end = raw.count
    if end > 0, raw[end - 1] < 32, Int(raw[end - 1]) < end { end = Int(raw[end - 1]) }
    while end > 0, raw[end - 1] == 32 || raw[end - 1] == 0 { end -= 1 }
    return end
  }

  func decode(_ text: Span<UInt8>, to bytes: inout [UInt8]) throws(UndecodableBytes) {
    if asciiEnd(text, from: 0) == text.count {
      bytes.append(contentsOf: text)
      return
    }
    var decoder = TextDecoder(encoding)
    try decoder.decode(text, into: &bytes)
    try decoder.finish()
  }

  private func little(_ raw: Span<UInt8>, _ start: Int, _ count: Int) -> UInt64 {
    var value: UInt64 = 0
    for i in (0..<count).reversed() { value = value << 8 | UInt64(raw[start + i]) }
    return value
  }

  /// Ten-thousandths.
  private func appendCurrency(_ value: Int64, to bytes: inout [UInt8]) {
    let whole = value.magnitude / 10_000
    let rest = String(value.magnitude % 10_000)
    bytes.append(contentsOf: "\(value < 0 ? "-" : "")\(whole).\(String(repeating: "0", count: 4 - rest.utf8.count))\(rest)".utf8)
  }

  /// - Parameter day: Julian day number; 0 for an empty value.
  private func appendDateTime(day: Int, milliseconds: Int, to bytes: inout [UInt8]) {
    guard day > 0, day < 10_000_000, milliseconds < 86_400_000 else { return }
    // Fliegel and Van Flandern 1968.
    var l = day + 68_569
    let n = 4 * l / 146_097
    l -= (146_097 * n + 3) / 4
    let i = 4000 * (l + 1) / 1_461_001
    l = l - 1461 * i / 4 + 31
    let j = 80 * l / 2447
    let date = l - 2447 * j / 80
    l = j / 11
    func padded(_ value: Int, _ width: Int) -> String {
      let text = String(value)
      return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
    let seconds = milliseconds / 1000
    let text =
      "\(padded(100 * (n - 49) + i + l, 4))-\(padded(j + 2 - 12 * l, 2))-\(padded(date, 2))T"
      + "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):\(padded(seconds % 60, 2)).\(padded(milliseconds % 1000, 3))"
    bytes.append(contentsOf: text.utf8)
  }
}
