/// What a character above ASCII is in a text of the language that its encoding serves.
enum LetterKind {
  case polishLower, polishUpper
  /// `ć ń ś ź`: before a vowel Polish writes `ci ni si zi` instead.
  case softLower, softUpper
  /// Letters of French, Spanish, German, the Nordic languages in Windows-1252.
  case westernLower, westernUpper
  /// `ì ù`: at the end of words only.
  case westernFinal
  /// `è ø`: before a vowel they are the Czech `č ř` of Windows-1250.
  case westernClosed
  case letter, punctuation, symbol, control, undefined

  init(_ scalar: UInt16, in encoding: TextEncoding) {
    switch scalar {
    case 0: self = .undefined
    case 0x80..<0xa0: self = .control
    // No-break space, section, degree, quotes, dashes, dots, euro, per mille, squares, soft hyphen, plus-minus, middle dot, apostrophes,
    // copyright and registered signs.
    case 0xa0, 0xa7, 0xb0, 0x201e, 0x201d, 0x201c, 0x2013, 0x2014, 0x2026, 0x20ac, 0x2030, 0xab, 0xbb, 0xad, 0xb1,
      0xb7, 0x2018, 0x2019, 0x201a, 0xa9, 0xae:
      self = .punctuation
    case _ where encoding == .windows1252:
      switch scalar {
      case 0xec, 0xf9: self = .westernFinal
      case 0xc8, 0xe8, 0xd8, 0xf8: self = .westernClosed
      case 0xdf...0xf6, 0xf8...0xff, 0x153: self = .westernLower
      case 0xc0...0xd6, 0xd8...0xde, 0x152: self = .westernUpper
      case 0x160, 0x161, 0x17d, 0x17e, 0x178: self = .letter
      default: self = .symbol
      }
    case 0x107, 0x144, 0x15b, 0x17a: self = .softLower
    case 0x106, 0x143, 0x15a, 0x179: self = .softUpper
    case 0x105, 0x119, 0x142, 0xf3, 0x17c: self = .polishLower
    case 0x104, 0x118, 0x141, 0xd3, 0x17b: self = .polishUpper
    default:
      let isLetter = Unicode.Scalar(scalar)?.properties.isAlphabetic == true && scalar < 0x2000
      self = isLetter ? .letter : .symbol
    }
  }

  /// What a character of this kind between such neighbours says for the encoding: a Polish letter inside a word is one.
  func points(before: SingleByteEvidence.Side, after: SingleByteEvidence.Side) -> Double {
    let isAlone = before == .none && after == .none
    switch self {
    case .softLower, .polishLower:
      if isAlone { return 0 }
      if before.isUpper && after.isUpper { return -1 }
      return self == .softLower && after.isVowel ? -0.5 : 1
    case .softUpper, .polishUpper:
      if isAlone { return 0 }
      if before.isLower { return -1 }
      return self == .softUpper && after.isVowel ? -0.5 : 1
    case .westernLower, .westernUpper, .westernClosed, .westernFinal:
      if isAlone { return 0 }
      // Letters with marks do not stand side by side in these languages; those of other scripts do.
      if before == .high || after == .high { return before == after ? -0.8 : -0.2 }
      if self == .westernFinal { return after == .none ? 0.6 : -0.5 }
      if self == .westernClosed, after.isVowel { return -0.5 }
      if self == .westernUpper, before.isLower { return -1 }
      return self == .westernLower && before.isUpper && after.isUpper ? -1 : 0.6
    case .letter:
      if isAlone { return -0.3 }
      return before == .high || after == .high ? -0.6 : -0.2
    case .punctuation: return before == .none || after == .none ? 0.2 : -0.5
    case .symbol: return before == .none && after == .none ? -0.5 : -1
    case .control: return -3
    case .undefined: return 0
    }
  }
}
