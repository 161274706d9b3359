/// Numbers as workbooks write them (xsd:double): as published, without sign, zeros or exponent that say nothing.
enum WorkbookNumber {
  /// Appends the number's decimal text: digits as published (`2.8000000000000003` stays), an exponent carried out
  /// (`1.5E3` is `1500`), a leading `+`, leading zeros and a bare dot mended.
  ///
  /// - Returns: false, with nothing appended, for what is no finite number: `NaN`, `1_000`, digits of other scripts.
  static func append(_ text: Span<UInt8>, to bytes: inout [UInt8]) -> Bool {
    var (index, end) = (0, text.count)
    while index < end, isSpace(text[index]) { index += 1 }
    while index < end, isSpace(text[end - 1]) { end -= 1 }
    var isNegative = false
    if index < end, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") {
      isNegative = text[index] == UInt8(ascii: "-")
      index += 1
    }
    let whole = index..<digits(text, index, end)
    var fraction = whole.upperBound..<whole.upperBound
    index = whole.upperBound
    if index < end, text[index] == UInt8(ascii: ".") { fraction = index + 1..<digits(text, index + 1, end) }
    if !fraction.isEmpty || (index < end && text[index] == UInt8(ascii: ".")) { index = fraction.upperBound }
    guard whole.count + fraction.count > 0 else { return false }
    var exponent = 0
    if index < end {
      guard let value = self.exponent(text, index, end) else { return false }
      exponent = value
    }
    let start = bytes.count
    if isNegative { bytes.append(UInt8(ascii: "-")) }
    if exponent == 0 {
      var first = whole.lowerBound
      while first < whole.upperBound, text[first] == UInt8(ascii: "0") { first += 1 }
      if first == whole.upperBound { bytes.append(UInt8(ascii: "0")) }
      for index in first..<whole.upperBound { bytes.append(text[index]) }
      if !fraction.isEmpty { bytes.append(UInt8(ascii: ".")) }
      for index in fraction { bytes.append(text[index]) }
    } else {
      appendShifted(text, whole, fraction, by: exponent, to: &bytes)
    }
    guard bytes.count - start < 300 || isFinite(bytes, from: start) else {
      bytes.removeLast(bytes.count - start)
      return false
    }
    return true
  }

  /// Appends a number that `append` wrote as a cell with a percentage's format shows it: the point moves by two places, so that
  /// no digit changes.
  static func appendPercentage(_ text: ArraySlice<UInt8>, to bytes: inout [UInt8]) {
    let isNegative = text.first == UInt8(ascii: "-")
    let digits = Array(isNegative ? text.dropFirst() : text)
    let point = digits.firstIndex(of: UInt8(ascii: ".")) ?? digits.count
    if isNegative { bytes.append(UInt8(ascii: "-")) }
    appendShifted(digits.span, 0..<point, min(point + 1, digits.count)..<digits.count, by: 2, to: &bytes)
    bytes.append(UInt8(ascii: "%"))
  }

  /// The digits with the point moved by the exponent; zeros at the end of the fraction go, for they come from the way
  /// of writing.
  private static func appendShifted(
    _ text: Span<UInt8>, _ whole: Range<Int>, _ fraction: Range<Int>, by exponent: Int, to bytes: inout [UInt8]
  ) {
    var digits: [UInt8] = []
    for index in whole { digits.append(text[index]) }
    for index in fraction { digits.append(text[index]) }
    var point = whole.count + exponent
    let zeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
    digits.removeFirst(zeros)
    point -= zeros
    while digits.last == UInt8(ascii: "0") { digits.removeLast() }
    if digits.isEmpty {
      bytes.append(UInt8(ascii: "0"))
      return
    }
    if point <= 0 {
      bytes.append(contentsOf: [UInt8(ascii: "0"), UInt8(ascii: ".")])
      bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: -point))
      bytes.append(contentsOf: digits)
    } else if point >= digits.count {
      bytes.append(contentsOf: digits)
      bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: point - digits.count))
    } else {
      bytes.append(contentsOf: digits[..<point])
      bytes.append(UInt8(ascii: "."))
      bytes.append(contentsOf: digits[point...])
    }
  }

  /// `E-5` to the end; nil when it is something else or beyond any double.
  private static func exponent(_ text: Span<UInt8>, _ begin: Int, _ end: Int) -> Int? {
    guard text[begin] | 0x20 == UInt8(ascii: "e") else { return nil }
    var index = begin + 1
    var isNegative = false
    if index < end, text[index] == UInt8(ascii: "-") || text[index] == UInt8(ascii: "+") {
      isNegative = text[index] == UInt8(ascii: "-")
      index += 1
    }
    guard index < end, digits(text, index, end) == end else { return nil }
    var value = 0
    while index < end {
      value = value * 10 + Int(text[index] - UInt8(ascii: "0"))
      guard value <= 400 else { return nil }
      index += 1
    }
    return isNegative ? -value : value
  }

  private static func digits(_ text: Span<UInt8>, _ begin: Int, _ end: Int) -> Int {
    var index = begin
    while index < end, text[index] >= UInt8(ascii: "0"), text[index] <= UInt8(ascii: "9") { index += 1 }
    return index
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

  private static func isFinite(_ bytes: [UInt8], from start: Int) -> Bool {
    Double(String(decoding: bytes[start...], as: UTF8.self))?.isFinite ?? false
  }
}
