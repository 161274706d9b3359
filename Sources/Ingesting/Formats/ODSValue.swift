import Bytes

/// The values that cells of an OpenDocument file give in attributes (ODF 1.3 part 3, 19.370 to 19.389).
enum ODSValue {
  /// Appends `PT12H30M45.5S` as a time of day, or as days where the style counts on or it is beyond a day.
  ///
  /// - Returns: the kind; nil, with nothing appended, for anything else.
  static func append(duration text: Span<UInt8>, isElapsed: Bool, to bytes: inout [UInt8]) -> CellKind? {
    guard let (isNegative, milliseconds, rest) = duration(text) else { return nil }
    if !isElapsed, !isNegative, milliseconds < 86_400_000 {
      // Less than a millisecond more is rounded; the day does not end by it.
      WorkbookDate.appendTime(min(milliseconds + (rest >= 0.5 ? 1 : 0), 86_399_999), to: &bytes)
      return .timeOfDay
    }
    let days = (Double(milliseconds) + rest) / 86_400_000
    bytes.append(contentsOf: NumberPrinting.shortest(isNegative ? -days : days).utf8)
    return .duration
  }

  /// Milliseconds, and what is left of one.
  private static func duration(_ text: Span<UInt8>) -> (isNegative: Bool, milliseconds: Int, rest: Double)? {
    var index = 0
    var isNegative = false
    if index < text.count, text[index] == UInt8(ascii: "-") {
      isNegative = true
      index += 1
    }
    guard index < text.count, text[index] == UInt8(ascii: "P") else { return nil }
    index += 1
    var isTime = false
    var total = 0
    var rest = 0.0
    var parts = 0
    while index < text.count {
      if text[index] == UInt8(ascii: "T") {
        guard !isTime else { return nil }
        isTime = true
        index += 1
        continue
      }
      var whole = 0
      let begin = index
      while index < text.count, (0x30...0x39).contains(text[index]) {
        guard whole < 100_000_000 else { return nil }
        whole = whole * 10 + Int(text[index]) - 0x30
        index += 1
      }
      guard index > begin else { return nil }
      var fraction = 0
      if index < text.count, text[index] == UInt8(ascii: ".") || text[index] == UInt8(ascii: ",") {
        index += 1
        var weight = 100.0
        while index < text.count, (0x30...0x39).contains(text[index]) {
          let digit = Double(text[index]) - 0x30
          if weight >= 1 { fraction += Int(digit * weight) } else { rest += digit * weight }
          weight /= 10
          index += 1
        }
      }
      guard index < text.count else { return nil }
      switch (text[index], isTime) {
      case (UInt8(ascii: "D"), false): total += whole * 86_400_000
      case (UInt8(ascii: "H"), true): total += whole * 3_600_000
      case (UInt8(ascii: "M"), true): total += whole * 60_000
      case (UInt8(ascii: "S"), true): total += whole * 1000 + fraction
      // Years and months are no fixed number of days.
      case (UInt8(ascii: "Y"), false), (UInt8(ascii: "M"), false): guard whole == 0 else { return nil }
      default: return nil
      }
      index += 1
      parts += 1
    }
    return parts > 0 ? (isNegative, total, rest) : nil
  }

  /// A count as attributes give it; `fallback` for what is none, and never below 1.
  static func count(_ text: Span<UInt8>, fallback: Int = 1) -> Int {
    var value = 0
    guard text.count > 0, text.count < 10 else { return fallback }
    for index in 0..<text.count {
      guard (0x30...0x39).contains(text[index]) else { return fallback }
      value = value * 10 + Int(text[index]) - 0x30
    }
    return max(value, 1)
  }
}
