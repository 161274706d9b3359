/// What a character above ASCII is in a text of the language that its encoding serves.
enum LetterKind: Equatable {
  case polishLower, polishUpper
  /// `ć ń ś ź`: before a vowel Polish writes `ci ni si zi` instead.
  case softLower, softUpper
  /// `ń`: hardly behind a consonant and never before a vowel: `Gdańsk`, where `ä` of German stands behind a consonant.
  case nasalLower, nasalUpper
  /// Letters that Windows-1252 alone has in their places: French, Spanish, the Nordic languages.
  case westernLower, westernUpper
  /// `ì ò ù`: at the end of words only; inside they are the Czech `ě ň ů` of Windows-1250.
  case westernFinal
  /// `è ø`: before a vowel they are the Czech `č ř` of Windows-1250.
  case westernClosed
  /// `ñ`: before a vowel only, where Windows-1250 has the `ń` that never stands there.
  case westernOpen
  /// Letters of other languages in an encoding of Polish, and those that all these encodings have in the same places.
  case otherLower, otherUpper
  case sharedLower, sharedUpper
  /// `’`, no-break space and dashes stand between letters too: `don’t`, `w Pile` with a space that does not break.
  case joint
  /// Squares and fractions, and the `¿` of Spanish: at the end of a word or before it, never inside.
  case mark
  case punctuation, symbol, control, undefined

  init(_ scalar: UInt16, in encoding: TextEncoding) {
    let isUpper = Unicode.Scalar(scalar)?.properties.isUppercase == true
    switch scalar {
    case 0: self = .undefined
    case 0x80..<0xa0: self = .control
    case 0xa0, 0x2019, 0x2013, 0x2014, 0xad: self = .joint
    // Section, degree, quotes, dots, euro, per mille, plus-minus, middle dot, copyright, registered and trade marks, bullet, times.
    case 0xa7, 0xb0, 0x201e, 0x201d, 0x201c, 0x2026, 0x20ac, 0x2030, 0xab, 0xbb, 0xb1, 0xb7, 0x2018, 0x201a, 0xa9, 0xae, 0x2122,
      0x2022, 0xd7:
      self = .punctuation
    case 0xf7: self = .symbol
    // Of the DOS pages: a text in Greek is none of theirs.
    case 0x370...0x3ff: self = .symbol
    // Windows-1250 and Windows-1252 have these in the same places; ó only is Polish too.
    case 0xc1, 0xc2, 0xc4, 0xc7, 0xc9, 0xcb, 0xcd, 0xce, 0xd4, 0xd6, 0xda, 0xdc, 0xdd, 0xdf, 0xe1, 0xe2, 0xe4, 0xe7, 0xe9, 0xeb,
      0xed, 0xee, 0xf4, 0xf6, 0xfa, 0xfc, 0xfd:
      self = isUpper ? .sharedUpper : .sharedLower
    case 0xd3 where encoding == .windows1252,
      0xf3 where encoding == .windows1252:
      self = isUpper ? .sharedUpper : .sharedLower
    case _ where encoding == .windows1252:
      switch scalar {
      case 0xec, 0xf2, 0xf9: self = .westernFinal
      case 0xc8, 0xe8, 0xd8, 0xf8: self = .westernClosed
      case 0xd1, 0xf1: self = .westernOpen
      case 0xe0...0xff, 0x153: self = .westernLower
      case 0xc0...0xde, 0x152: self = .westernUpper
      case 0x160, 0x161, 0x17d, 0x17e, 0x178: self = isUpper ? .otherUpper : .otherLower
      case 0xb2, 0xb3, 0xb9, 0xbc, 0xbd, 0xbe, 0xbf, 0xa1: self = .mark
      default: self = .symbol
      }
    case 0x107, 0x15b, 0x17a: self = .softLower
    case 0x106, 0x15a, 0x179: self = .softUpper
    case 0x144: self = .nasalLower
    case 0x143: self = .nasalUpper
    case 0x105, 0x119, 0x142, 0xf3, 0x17c: self = .polishLower
    case 0x104, 0x118, 0x141, 0xd3, 0x17b: self = .polishUpper
    default:
      let isLetter = Unicode.Scalar(scalar)?.properties.isAlphabetic == true && scalar < 0x2000
      self = isLetter ? (isUpper ? .otherUpper : .otherLower) : .symbol
    }
  }

  var isPolish: Bool {
    switch self {
    case .polishLower, .polishUpper, .softLower, .softUpper, .nasalLower, .nasalUpper: true
    default: false
    }
  }

  var isLetter: Bool {
    switch self {
    case .joint, .mark, .punctuation, .symbol, .control, .undefined: false
    default: true
    }
  }

  private var isUpper: Bool {
    switch self {
    case .polishUpper, .softUpper, .nasalUpper, .westernUpper, .otherUpper, .sharedUpper: true
    default: false
    }
  }

  private var isLower: Bool {
    switch self {
    case .polishLower, .softLower, .nasalLower, .westernLower, .otherLower, .sharedLower: true
    default: false
    }
  }

  /// What a character of this kind between such neighbours says for the encoding: a Polish letter inside a word is one.
  func points(before: SingleByteEvidence.Side, after: SingleByteEvidence.Side) -> Double {
    let isAlone = before == .none && after == .none
    if isUpper, before.isLower { return -1 }
    // `WŃsosz`: no word is written so.
    if isUpper, before.isUpper, after.isLower { return -0.5 }
    if isLower, before.isUpper && after.isUpper { return -1 }
    // `żQué`: a capital behind a small letter begins another word.
    if isLower, before == .none && after.isUpper { return -1 }
    switch self {
    case .polishLower, .polishUpper: return isAlone ? 0 : 1
    case .softLower, .softUpper: return isAlone ? 0 : after.isVowel ? -0.5 : 1
    case .nasalLower, .nasalUpper:
      return isAlone ? 0 : after.isVowel || before == .none ? -0.5 : before.isVowel || before == .high ? 1 : 0.6
    case .westernLower, .westernUpper, .westernClosed, .westernFinal, .westernOpen, .otherLower, .otherUpper, .sharedLower,
      .sharedUpper:
      if isAlone { return 0 }
      // Letters with marks hardly stand side by side in these languages; those of other scripts do.
      if before == .high && after == .high { return -0.8 }
      if before == .high || after == .high { return -0.1 }
      // `Où` is a word; `LUBOTYã` is none.
      if isLower, before.isUpper, after == .none { return 0.3 }
      switch self {
      case .sharedLower, .sharedUpper: return 0.3
      case .otherLower, .otherUpper: return 0.2
      case .westernFinal: return after == .none ? 0.8 : -0.5
      case .westernClosed: return after.isVowel ? -0.5 : 0.8
      case .westernOpen: return after.isVowel ? 0.8 : -0.5
      default: return 0.8
      }
    case .joint: return 0.2
    case .mark: return before == .none || after == .none ? 0.2 : -1
    case .punctuation: return before == .none || after == .none ? 0.2 : -0.5
    case .symbol: return isAlone ? -0.5 : -1
    case .control: return -3
    case .undefined: return 0
    }
  }
}
