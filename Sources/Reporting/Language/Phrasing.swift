import Bytes
package import Findings

/// The language of the document and what follows from it: every section says its sentences through one of these.
package struct Phrasing: Sendable {
  package let language: Language
  package let numbers: NumberStyle
  package let dates: Dates

  package init(_ language: Language) {
    self.language = language
    numbers = NumberStyle(language)
    dates = Dates(language)
  }

  /// Only the words of the language are put together.
  package func callAsFunction(_ polish: @autoclosure () -> String, _ english: @autoclosure () -> String) -> String {
    language == .polish ? polish() : english()
  }

  package func callAsFunction(_ wording: Wording) -> String {
    let text = wording.text(language)
    // A definition table may leave the other language empty: better its words than none.
    return text.isEmpty ? wording.text(language == .polish ? .english : .polish) : text
  }

  package func counted(_ count: Int, _ noun: Plural) -> String {
    noun.counted(count, language)
  }

  /// Items as a list in a sentence: `a, b i c`.
  package func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + (language == .polish ? " i " : " and ") + last
  }

  /// A full stop, unless the words end with one already (`p.p.`, `2021 r.`).
  package func ended(_ text: String) -> String {
    text.hasSuffix(".") ? text : text + "."
  }

  package func ended(_ words: [Inline]) -> [Inline] {
    let hasStop =
      switch words.last {
      case .text(let text), .strong(let text), .code(let text), .link(_, let text), .traced(let text, _): text.hasSuffix(".")
      case .number(let quantity): quantity.unit.attached(to: quantity, self).hasSuffix(".")
      case .reference, nil: false
      }
    return words.isEmpty || hasStop ? words : words + [.text(".")]
  }

  /// A capital first letter.
  package func sentenceCase(_ text: String) -> String {
    guard let first = text.first else { return text }
    return first.uppercased() + text.dropFirst()
  }
}

/// Polish typography: a one-letter word does not end a line, so a no-break space follows it; nor is a year parted from its `r.`, nor are
/// the groups of a number (`od 20 000`), which texts of the definitions have.
package func tiedSingleLetters(_ text: String) -> String {
  let source = text.utf8Span.span
  func isLetterWord(_ byte: UInt8) -> Bool {
    switch byte | 0x20 {
    case UInt8(ascii: "a"), UInt8(ascii: "i"), UInt8(ascii: "o"), UInt8(ascii: "u"), UInt8(ascii: "w"), UInt8(ascii: "z"): true
    default: false
    }
  }
  func isOpening(_ index: Int) -> Bool {
    guard index >= 0 else { return true }
    // 0xA0 ends a no-break space, 0x9E the opening quotation mark.
    return source[index] == 0x20 || source[index] == 0x28 || source[index] == 0xA0
      || (source[index] == 0x9E && index > 1 && source[index - 1] == 0x80 && source[index - 2] == 0xE2)
  }
  func isYear(_ space: Int) -> Bool {
    space + 2 < source.count && source[space + 1] == UInt8(ascii: "r") && source[space + 2] == UInt8(ascii: ".")
      && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(source[space - 1])
  }
  func isDigit(_ index: Int) -> Bool {
    index >= 0 && index < source.count && source[index] >= UInt8(ascii: "0") && source[index] <= UInt8(ascii: "9")
  }
  /// One to three digits before the space and just three after it: years have four.
  func isGroup(_ space: Int) -> Bool {
    isDigit(space - 1) && isDigit(space + 1) && isDigit(space + 2) && isDigit(space + 3) && !isDigit(space + 4)
      && !(isDigit(space - 2) && isDigit(space - 3) && isDigit(space - 4))
  }
  var bytes: [UInt8] = []
  var start = 0
  for index in 0..<source.count
  where source[index] == 0x20 && index > 0
    && ((isLetterWord(source[index - 1]) && isOpening(index - 2)) || isYear(index) || isGroup(index))
  {
    bytes.append(contentsOf: source.extracting(start..<index))
    bytes += [0xC2, 0xA0]
    start = index + 1
  }
  // Most texts have none.
  guard start > 0 else { return text }
  bytes.append(contentsOf: source.extracting(start..<source.count))
  return String(decoding: bytes, as: UTF8.self)
}

/// Ranges of numbers (19–21) do not break after the dash: a word joiner follows it.
package func unbrokenRanges(_ text: String) -> String {
  guard text.utf8.contains(0x93) else { return text }
  var result = ""
  var before: Unicode.Scalar = " "
  let scalars = Array(text.unicodeScalars)
  for (index, scalar) in scalars.enumerated() {
    result.unicodeScalars.append(scalar)
    let after = index + 1 < scalars.count ? scalars[index + 1] : " "
    if scalar == "\u{2013}", before.properties.numericType != nil, after.properties.numericType != nil {
      result.unicodeScalars.append("\u{2060}")
    }
    before = scalar
  }
  return result
}
