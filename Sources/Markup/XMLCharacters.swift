/// Which characters XML allows, and where (XML 1.0, fifth edition, 2.2 and 2.3).
enum XMLCharacters {
  static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D }

  /// `Char`.
  static func isAllowed(_ value: UInt32) -> Bool {
    switch value {
    case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }

  /// `NameStartChar`, the colon among them.
  static func beginsName(_ value: UInt32) -> Bool {
    switch value {
    case 0x3A, 0x41...0x5A, 0x5F, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF,
      0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD,
      0x10000...0xEFFFF:
      true
    default: false
    }
  }

  /// `NameChar`.
  static func continuesName(_ value: UInt32) -> Bool {
    switch value {
    case 0x2D, 0x2E, 0x30...0x39, 0xB7, 0x300...0x36F, 0x203F...0x2040: true
    default: beginsName(value)
    }
  }

  /// `PubidChar`.
  static func isPublic(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x0A, 0x0D, 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "-'()+,./:=?;!*#@$_%".utf8.contains(byte)
    }
  }

  /// The characters of UTF-8, nil where they are none or not allowed.
  static func scalars(_ bytes: some Sequence<UInt8>) -> [UInt32]? {
    var all: [UInt32] = []
    var decoder = UTF8()
    var source = bytes.makeIterator()
    while true {
      switch decoder.decode(&source) {
      case .scalarValue(let scalar):
        guard isAllowed(scalar.value) else { return nil }
        all.append(scalar.value)
      case .emptyInput: return all
      case .error: return nil
      }
    }
  }

  /// The character of `&#…;`, given what stands between `&#` and `;`; nil for none that is allowed.
  static func referenced(by digits: some Collection<UInt8>) -> UInt32? {
    let isHexadecimal = digits.first == UInt8(ascii: "x")
    let digits = Array(isHexadecimal ? digits.dropFirst() : digits[...])
    guard !digits.isEmpty else { return nil }
    var value: UInt32 = 0
    for digit in digits {
      var number: UInt32
      switch digit {
      case 0x30...0x39: number = UInt32(digit) - 0x30
      case 0x41...0x46 where isHexadecimal: number = UInt32(digit) - 0x37
      case 0x61...0x66 where isHexadecimal: number = UInt32(digit) - 0x57
      default: return nil
      }
      number += value * (isHexadecimal ? 16 : 10)
      guard number <= 0x10FFFF else { return nil }
      value = number
    }
    return isAllowed(value) ? value : nil
  }

  /// The character as UTF-8.
  static func utf8(_ value: UInt32) -> [UInt8] {
    guard let scalar = Unicode.Scalar(value) else { return [] }
    return Array(String(Character(scalar)).utf8)
  }
}
