/// The order of Polish dictionaries and indexes: a ą b c ć d e ę ... z ź ż; upper and lower case alike at first, blanks and
/// signs before digits, digits before letters. The same whatever the locale of the machine.
package enum PolishCollation {
  /// Bytes that compare as the texts do. Different texts have different keys, except canonically equal ones.
  ///
  /// Four levels: letters; marks of foreign letters (`é` after `e`); lower case before upper; the text itself.
  package static func key(_ text: String) -> [UInt8] {
    let composed = LatinComposition.composed(text)
    var letters: [UInt8] = []
    var marks: [UInt8] = []
    var cases: [UInt8] = []
    for scalar in composed.unicodeScalars {
      if let place = polishPlace(scalar) {
        letters.append(place.letter)
        marks.append(1)
        cases.append(place.isUpper ? 2 : 1)
      } else if let (base, mark) = LatinComposition.decomposed(scalar), let place = polishPlace(base) {
        letters.append(place.letter)
        // Marks are U+0300...U+0328, 0 for letters with a stroke.
        marks.append(mark == 0 ? 2 : UInt8(truncatingIfNeeded: mark &- 0x300 &+ 3))
        cases.append(place.isUpper ? 2 : 1)
      } else if scalar.value < 0x80 {
        letters.append(scalar == " " ? 2 : 3)
        letters.append(UInt8(scalar.value))
      } else if scalar.value == 0xa0 || scalar.value == 0x202f {
        letters.append(2)
        letters.append(0x20)
      } else {
        letters.append(0xfe)
        letters.append(contentsOf: Array(String(Character(scalar)).utf8))
      }
    }
    return letters + [0] + marks + [0] + cases + [0] + Array(composed.utf8)
  }

  private static let alphabet: [Unicode.Scalar] = Array("aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż".unicodeScalars)
  private static let capitals: [Unicode.Scalar] = Array("AĄBCĆDEĘFGHIJKLŁMNŃOÓPQRSŚTUVWXYZŹŻ".unicodeScalars)

  /// Digits are 0x10...0x19, letters 0x20 and on.
  private static let places: [UInt32: (letter: UInt8, isUpper: Bool)] = {
    var places: [UInt32: (letter: UInt8, isUpper: Bool)] = [:]
    for digit in UInt8(0)...9 { places[UInt32(UInt8(ascii: "0") + digit)] = (0x10 + digit, false) }
    for (index, letter) in alphabet.enumerated() { places[letter.value] = (0x20 + UInt8(index), false) }
    for (index, letter) in capitals.enumerated() { places[letter.value] = (0x20 + UInt8(index), true) }
    return places
  }()

  private static func polishPlace(_ scalar: Unicode.Scalar) -> (letter: UInt8, isUpper: Bool)? {
    places[scalar.value]
  }
}

/// Whether `a` stands before `b` in the Polish order. For a few texts; for many, sort by `PolishCollation.key`.
package func polishOrder(_ a: String, _ b: String) -> Bool {
  PolishCollation.key(a).lexicographicallyPrecedes(PolishCollation.key(b))
}
