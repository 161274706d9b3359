/// What a published text must not do to whoever opens it: run as a formula of a spreadsheet, or turn or hide what stands beside it.
/// Every file of an edition follows the same rules, which are these.
package enum TextSafety {
  /// Stands before a text that a spreadsheet would run.
  private static let apostrophe = UInt8(ascii: "'")

  // MARK: Signs that turn or hide

  /// Signs that a name has no use for, and with which it could show something else than it is: C0 and C1 but for tab and line feed, the
  /// bidirectional controls, what has no width, line and paragraph separators. The word joiner stays: texts are set with it.
  package static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A: false
    case 0x00...0x1F, 0x7F...0x9F, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2061...0x206F, 0xFEFF, 0xFFFE, 0xFFFF: true
    default: false
    }
  }

  /// Bytes of the harmful scalar that begins here; 0 where none does. The same scalars as above, by their UTF-8.
  package static func harmfulLength(_ source: Span<UInt8>, at place: Int) -> Int {
    let first = source[place]
    if first < 0x20 { return first == 0x09 || first == 0x0A ? 0 : 1 }
    if first == 0x7F { return 1 }
    guard place + 1 < source.count else { return 0 }
    let second = source[place + 1]
    if first == 0xC2 { return second < 0xA0 ? 2 : 0 }
    if first == 0xD8 { return second == 0x9C ? 2 : 0 }
    guard first == 0xE2 || first == 0xEF, place + 2 < source.count else { return 0 }
    let third = source[place + 2]
    let isHarmful: Bool =
      switch (first, second) {
      case (0xE2, 0x80): (0x8B...0x8F).contains(third) || (0xA8...0xAE).contains(third)
      case (0xE2, 0x81): (0xA1...0xAF).contains(third)
      case (0xEF, 0xBB): third == 0xBF
      case (0xEF, 0xBF): third == 0xBE || third == 0xBF
      default: false
      }
    return isHarmful ? 3 : 0
  }

  /// The text of a table between the stages without what is harmful; a carriage return stays, since the text is in quotes then.
  /// - Returns: nil where there is nothing to leave out.
  package static func harmless(_ text: Span<UInt8>) -> [UInt8]? {
    var clean: [UInt8] = []
    var start = 0
    var place = 0
    while place < text.count {
      let length = text[place] == 13 ? 0 : harmfulLength(text, at: place)
      guard length > 0 else {
        place += 1
        continue
      }
      clean.append(contentsOf: text.extracting(start..<place))
      place += length
      start = place
    }
    guard start > 0 else { return nil }
    clean.append(contentsOf: text.extracting(start..<text.count))
    return clean
  }

  // MARK: Formulas

  /// Whether a spreadsheet would run a text that begins so.
  package static func isFormula(_ first: UInt8) -> Bool {
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 9, 13: true
    default: false
    }
  }

  /// Whether a text gets an apostrophe in front, so that the file can be opened in a spreadsheet and still be read back exactly: texts
  /// that begin as a formula, and those that look as if they had been given one. A number with its sign, or a sign alone, runs nothing.
  package static func needsGuard(_ text: Span<UInt8>) -> Bool {
    guard let place = formulaStart(text) else { return false }
    if place > 0 { return true }
    return !isSignedNumber(text)
  }

  /// Whether the apostrophe in front was put there by the rule above.
  package static func isGuarded(_ text: Span<UInt8>) -> Bool { (formulaStart(text) ?? 0) > 0 }

  /// The text as it was before it got its apostrophe.
  package static func unguarded(_ text: String) -> String {
    guard text.utf8.first == apostrophe, isGuarded(text.utf8.span) else { return text }
    return String(text.dropFirst())
  }

  /// Where, behind apostrophes or none, a formula begins; nil where none does.
  private static func formulaStart(_ text: Span<UInt8>) -> Int? {
    var place = 0
    while place < text.count, text[place] == apostrophe { place += 1 }
    guard place < text.count, isFormula(text[place]) else { return nil }
    return place
  }

  private static func isSignedNumber(_ text: Span<UInt8>) -> Bool {
    let first = text[0]
    guard first == UInt8(ascii: "+") || first == UInt8(ascii: "-") else { return false }
    for place in 1..<text.count {
      switch text[place] {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: ","): continue
      default: return false
      }
    }
    return true
  }
}
