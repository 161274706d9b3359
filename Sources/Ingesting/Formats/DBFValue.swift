import Bytes

/// The values of a DBF record as UTF-8 text.
struct DBFValue {
  private let encoding: TextEncoding

  init(_ encoding: TextEncoding) {
    self.encoding = encoding
  }

  /// Appends one value.
  /// - Throws: when a text is none in the encoding; the offset is that inside the field.
  func append(_ raw: Span<UInt8>, _ field: DBFHeader.Field, to bytes: inout [UInt8]) throws(UndecodableBytes) {
    switch field.type {
    case UInt8(ascii: "C"):
      var end = raw.count
      while end > 0, raw[end - 1] == 32 || raw[end - 1] == 0 { end -= 1 }
      try decode(raw.extracting(0..<end), to: &bytes)
    case UInt8(ascii: "V"): try decode(raw.extracting(0..<Self.length(raw)), to: &bytes)
    case UInt8(ascii: "I") where field.length == 4, UInt8(ascii: "+") where field.length == 4:
      bytes.append(contentsOf: String(Int32(truncatingIfNeeded: little(raw, 0, 4))).utf8)
    case UInt8(ascii: "B") where field.length == 8, UInt8(ascii: "O") where field.length == 8:
      let value = Double(bitPattern: little(raw, 0, 8))
      if value.isFinite { bytes.append(contentsOf: NumberPrinting.shortest(value).utf8) }
    case UInt8(ascii: "Y") where field.length == 8: appendCurrency(Int64(bitPattern: little(raw, 0, 8)), to: &bytes)
    case UInt8(ascii: "T") where field.length == 8, UInt8(ascii: "@") where field.length == 8:
      appendDateTime(day: Int(little(raw, 0, 4)), milliseconds: Int(little(raw, 4, 4)), to: &bytes)
    case UInt8(ascii: "Q"): break
    case UInt8(ascii: "M") where field.length == 4, UInt8(ascii: "G") where field.length == 4,
      UInt8(ascii: "P") where field.length == 4, UInt8(ascii: "W") where field.length == 4:
      let block = little(raw, 0, 4)
      if block > 0 { bytes.append(contentsOf: String(block).utf8) }
    default:
      // Numbers, dates, logical values and memo numbers are ASCII texts.
      var start = 0
      var end = raw.count
      while end > start, raw[end - 1] == 32 || raw[end - 1] == 0 { end -= 1 }
      while start < end, raw[start] == 32 || raw[start] == 0 { start += 1 }
      try decode(raw.extracting(start..<end), to: &bytes)
    }
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
