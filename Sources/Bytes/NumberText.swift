/// How numbers are written in one column: which mark begins the decimals and what may stand between thousands.
package struct NumberGrammar: Sendable, Hashable {
  package enum DecimalMark: UInt8, Sendable, Hashable {
    case comma = 0x2c
    case dot = 0x2e
  }

  package struct Grouping: OptionSet, Sendable, Hashable {
    package let rawValue: UInt8
    package init(rawValue: UInt8) { self.rawValue = rawValue }
    /// Space, no-break space, narrow no-break space, thin space, figure space.
    package static let blank = Grouping(rawValue: 1)
    package static let dot = Grouping(rawValue: 2)
    package static let comma = Grouping(rawValue: 4)
    package static let apostrophe = Grouping(rawValue: 8)
  }

  package var decimalMark: DecimalMark
  package var grouping: Grouping

  package init(_ decimalMark: DecimalMark, grouping: Grouping = .blank) {
    self.decimalMark = decimalMark
    self.grouping = grouping
  }

  /// `1 234,5`: what GUS and the ministries publish.
  package static let polish = NumberGrammar(.comma)
  /// `1234.5`: DBF, JSON, XML, the comma variant of BDL.
  package static let technical = NumberGrammar(.dot, grouping: [])
}

/// Why a text is not a number, so that the message can say how to mend it.
package enum NumberProblem: UInt8, Sendable, Hashable {
  case empty
  /// Letters, other scripts' digits, NaN, infinity, percent signs and everything else.
  case notANumber
  /// `2,80E+06`: a spreadsheet has already rounded it.
  case exponent
  /// The other decimal mark: `12.5` where the column has commas.
  case otherDecimalMark
  /// Groups that are not of three digits: `1 23`, `12 34 567`; or of mixed separators.
  case brokenGroups
  /// Too large for a double, or longer than 400 digits.
  case outOfRange
}

/// What a text says as a number.
package enum NumberText: Sendable, Hashable {
  /// - decimals: digits after the mark as published.
  case number(value: Double, decimals: Int)
  /// A number with a footnote mark after it (`12,3a)`, `12*`), which begins at `mark` of the text.
  case marked(value: Double, decimals: Int, mark: Int)
  case not(NumberProblem)

  /// Reads UTF-8 text. Blanks around the number do not count; the sign is `-`, `+`, U+2212 or an en dash; an exponent,
  /// NaN and infinity are never numbers. The value is the double nearest to the decimal text.
  package init(_ text: Span<UInt8>, _ grammar: NumberGrammar) {
    var reader = NumberReader(grammar: grammar)
    self = reader.read(text)
  }

  package init(_ text: String, _ grammar: NumberGrammar) {
    let bytes = Array(text.utf8)
    self.init(bytes.span, grammar)
  }

  /// The value of a number without a mark, else nil.
  package var value: Double? {
    if case .number(let value, _) = self { value } else { nil }
  }
}

private let powersOfTen: [Double] = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21,
  1e22,
]

private struct NumberReader {
  let grammar: NumberGrammar
  var at = 0
  var isNegative = false
  /// Digits read as one whole number, exact as long as there are at most 18 of them.
  var mantissa: UInt64 = 0
  var significant = 0
  var digits = 0
  var decimals = 0

  init(grammar: NumberGrammar) {
    self.grammar = grammar
  }

  mutating func read(_ text: Span<UInt8>) -> NumberText {
    skipBlanks(text)
    guard at < text.count else { return .not(.empty) }
    readSign(text)
    let start = at
    if let problem = readWhole(text) { return .not(problem) }
    if at < text.count, text[at] == grammar.decimalMark.rawValue {
      let mark = at
      at += 1
      readDecimals(text)
      // "12," and "," are no numbers; ",5" is one (DBF and statistics programs write it so).
      if decimals == 0 {
        at = mark
        return .not(.notANumber)
      }
    }
    guard digits > 0 else { return .not(.notANumber) }
    guard digits <= 400 else { return .not(.outOfRange) }
    let end = at
    skipBlanks(text)
    if at < text.count {
      let mark = at
      if let problem = problemOfRest(text, hadBlank: mark > end) { return .not(problem) }
      guard let value = value(text, start, end) else { return .not(.outOfRange) }
      return .marked(value: value, decimals: decimals, mark: mark)
    }
    guard let value = value(text, start, end) else { return .not(.outOfRange) }
    return .number(value: value, decimals: decimals)
  }

  private mutating func readSign(_ text: Span<UInt8>) {
    if text[at] == UInt8(ascii: "-") {
      isNegative = true
      at += 1
    } else if text[at] == UInt8(ascii: "+") {
      at += 1
    } else if at + 2 < text.count, text[at] == 0xe2,
      text[at + 1] == 0x88 && text[at + 2] == 0x92 || text[at + 1] == 0x80 && text[at + 2] == 0x93
    {
      isNegative = true
      at += 3
    }
  }

  @inline(__always)
  private mutating func take(_ digit: UInt8) {
    digits += 1
    if significant < 18 {
      mantissa = mantissa &* 10 &+ UInt64(digit)
      if mantissa > 0 { significant += 1 }
    } else {
      significant += 1
    }
  }

  private mutating func readWhole(_ text: Span<UInt8>) -> NumberProblem? {
    var inGroup = 0
    var separator = 0
    while at < text.count {
      let digit = text[at] &- UInt8(ascii: "0")
      if digit < 10 {
        take(digit)
        inGroup += 1
        at += 1
        continue
      }
      let (kind, length) = groupSeparator(text)
      // A blank that no digit follows ends the number.
      guard kind != 0, at + length < text.count, text[at + length] &- UInt8(ascii: "0") < 10 else { break }
      if digits == 0 { return .notANumber }
      if separator == 0 ? inGroup > 3 : (inGroup != 3 || separator != kind) { return .brokenGroups }
      separator = kind
      inGroup = 0
      at += length
    }
    if separator != 0, inGroup != 3 { return .brokenGroups }
    return nil
  }

  private mutating func readDecimals(_ text: Span<UInt8>) {
    while at < text.count {
      let digit = text[at] &- UInt8(ascii: "0")
      guard digit < 10 else { break }
      take(digit)
      decimals += 1
      at += 1
    }
  }

  /// The separator that stands here and that the grammar allows: its kind (0 for none) and its length in bytes.
  private func groupSeparator(_ text: Span<UInt8>) -> (kind: Int, length: Int) {
    switch text[at] {
    case UInt8(ascii: "."): return grammar.grouping.contains(.dot) && grammar.decimalMark != .dot ? (1, 1) : (0, 0)
    case UInt8(ascii: ","): return grammar.grouping.contains(.comma) && grammar.decimalMark != .comma ? (2, 1) : (0, 0)
    case UInt8(ascii: "'"): return grammar.grouping.contains(.apostrophe) ? (3, 1) : (0, 0)
    default:
      let length = blankLength(text, at)
      return length > 0 && grammar.grouping.contains(.blank) ? (4, length) : (0, 0)
    }
  }

  private mutating func skipBlanks(_ text: Span<UInt8>) {
    while at < text.count {
      let length = blankLength(text, at)
      guard length > 0 else { return }
      at += length
    }
  }

  /// Length of the blank at a place: space, tab, U+00A0, U+2007, U+2009, U+202F; 0 for none.
  private func blankLength(_ text: Span<UInt8>, _ at: Int) -> Int {
    switch text[at] {
    case 0x20, 0x09: return 1
    case 0xc2: return at + 1 < text.count && text[at + 1] == 0xa0 ? 2 : 0
    case 0xe2:
      guard at + 2 < text.count, text[at + 1] == 0x80 else { return 0 }
      return text[at + 2] == 0xaf || text[at + 2] == 0x89 || text[at + 2] == 0x87 ? 3 : 0
    default: return 0
    }
  }

  /// What is wrong with the rest after the digits; nil when it is a footnote mark.
  private func problemOfRest(_ text: Span<UInt8>, hadBlank: Bool) -> NumberProblem? {
    let first = text[at]
    if first == UInt8(ascii: "e") || first == UInt8(ascii: "E") {
      var next = at + 1
      if next < text.count, text[next] == UInt8(ascii: "+") || text[next] == UInt8(ascii: "-") { next += 1 }
      if next < text.count, text[next] &- UInt8(ascii: "0") < 10 { return .exponent }
    }
    let isOther = first == UInt8(ascii: ".") || first == UInt8(ascii: ",")
    if isOther, first != grammar.decimalMark.rawValue, at + 1 < text.count, text[at + 1] &- UInt8(ascii: "0") < 10 {
      return .otherDecimalMark
    }
    return isFootnoteMark(text, hadBlank: hadBlank) ? nil : .notANumber
  }

  /// `*` to `***`, a letter with `)`, digits with `)` after a blank, superscript digits with or without `)`.
  private func isFootnoteMark(_ text: Span<UInt8>, hadBlank: Bool) -> Bool {
    var p = at
    func byte(_ place: Int) -> UInt8 { place < text.count ? text[place] : 0 }
    if byte(p) == UInt8(ascii: "*") {
      while byte(p) == UInt8(ascii: "*") { p += 1 }
      if byte(p) == UInt8(ascii: ")") { p += 1 }
      return p == text.count && p - at <= 4
    }
    let start = p
    if byte(p) | 0x20 >= UInt8(ascii: "a"), byte(p) | 0x20 <= UInt8(ascii: "z") {
      // A bare letter after a number is a slip of the typist (`12x`), not a mark.
      return byte(p + 1) == UInt8(ascii: ")") && p + 2 == text.count
    } else if hadBlank, byte(p) &- UInt8(ascii: "0") < 10 {
      while byte(p) &- UInt8(ascii: "0") < 10 { p += 1 }
      return byte(p) == UInt8(ascii: ")") && p + 1 == text.count && p - start <= 2
    } else {
      while true {
        if byte(p) == 0xc2, byte(p + 1) == 0xb9 || byte(p + 1) == 0xb2 || byte(p + 1) == 0xb3 {
          p += 2
        } else if byte(p) == 0xe2, byte(p + 1) == 0x81, byte(p + 2) >= 0xb0, byte(p + 2) <= 0xb9 {
          p += 3
        } else {
          break
        }
      }
    }
    if p > start, byte(p) == UInt8(ascii: ")") { p += 1 }
    return p > start && p == text.count
  }

  /// The double nearest to the decimal text; nil when there is none.
  private func value(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Double? {
    var magnitude: Double
    if significant <= 15 || significant <= 18 && mantissa <= 1 << 53, decimals <= 22 {
      // Both are exact doubles, so that the one division rounds once, rightly.
      magnitude = Double(mantissa) / powersOfTen[decimals]
    } else {
      var plain: [UInt8] = []
      var left = digits - decimals
      if left == 0 { plain.append(UInt8(ascii: "0")) }
      for i in start..<end where text[i] &- UInt8(ascii: "0") < 10 {
        if left == 0 { plain.append(UInt8(ascii: ".")) }
        left -= 1
        plain.append(text[i])
      }
      guard let parsed = Double(String(decoding: plain, as: UTF8.self)), parsed.isFinite else { return nil }
      magnitude = parsed
    }
    if isNegative, magnitude != 0 { magnitude = -magnitude }
    return magnitude
  }
}

/// Which decimal mark a column has, from all its texts: never from one that can be read both ways.
package struct DecimalMarkEvidence: Sendable, Hashable {
  package enum Verdict: Sendable, Hashable {
    /// Whole numbers only: either grammar reads them alike.
    case notNeeded
    case comma
    case dot
    /// `1,234` and the like only: a decimal for one reader, a thousand for the other.
    case ambiguous
    /// Some texts need the comma, others the dot.
    case contradictory
  }

  /// Texts that only a decimal comma, only a decimal dot, and either explains.
  package private(set) var comma = 0
  package private(set) var dot = 0
  package private(set) var either = 0

  package init() {}

  package var verdict: Verdict {
    if comma > 0 && dot > 0 { return .contradictory }
    if comma > 0 { return .comma }
    if dot > 0 { return .dot }
    return either > 0 ? .ambiguous : .notNeeded
  }

  /// The mark after a whole part of one zero, which can only be a decimal mark.
  private func leadingZeroMark(_ text: Span<UInt8>) -> NumberGrammar.DecimalMark? {
    for i in 1..<max(1, text.count) {
      guard let mark = NumberGrammar.DecimalMark(rawValue: text[i]) else { continue }
      let isAlone = text[i - 1] == UInt8(ascii: "0") && (i == 1 || text[i - 2] &- UInt8(ascii: "0") > 9)
      return isAlone ? mark : nil
    }
    return nil
  }

  /// Takes one text of the column into account; what is no number does not count.
  package mutating func add(_ text: Span<UInt8>) {
    var isLikeComma = false
    var isLikeDot = false
    switch NumberText(text, NumberGrammar(.comma, grouping: [.blank, .dot])) {
    case .number, .marked: isLikeComma = true
    case .not: break
    }
    switch NumberText(text, NumberGrammar(.dot, grouping: [.blank, .comma])) {
    case .number, .marked: isLikeDot = true
    case .not: break
    }
    var hasMark = false
    for i in 0..<text.count where text[i] == UInt8(ascii: ",") || text[i] == UInt8(ascii: ".") { hasMark = true }
    guard hasMark else { return }
    if isLikeComma && isLikeDot, let zero = leadingZeroMark(text) {
      // `0,123` is no thousand: nobody begins a group with a zero.
      isLikeComma = zero == .comma
      isLikeDot = zero == .dot
    }
    if isLikeComma && isLikeDot {
      either += 1
    } else if isLikeComma {
      comma += 1
    } else if isLikeDot {
      dot += 1
    }
  }
}
