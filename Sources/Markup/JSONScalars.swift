import Bytes
import Findings

// Strings and numbers: the two tokens of JSON that have a grammar of their own.
extension JSONPull {
  /// Reads a string whose opening quote comes next into `text`.
  mutating func readString(quote: UInt8) throws(Refusal) {
    text.removeAll(keepingCapacity: true)
    try input.advance()
    while let byte = try input.peek() {
      if byte == quote {
        try input.advance()
        guard JSONPull.isUTF8(text) else { throw refusal(.notUTF8) }
        return
      }
      if byte == UInt8(ascii: "\\") {
        try readEscape()
      } else if byte < 0x20, dialect == .json || byte == 0x0A || byte == 0x0D {
        throw refusal(byte == 0x0A || byte == 0x0D ? .unclosedString : .controlCharacter(byte))
      } else {
        try append(byte)
        try input.advance()
      }
    }
    throw refusal(.unclosedString)
  }

  private mutating func readEscape() throws(Refusal) {
    try input.advance()
    guard let byte = try input.peek() else { throw refusal(.unclosedString) }
    try input.advance()
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): try append(byte)
    case UInt8(ascii: "b"): try append(0x08)
    case UInt8(ascii: "f"): try append(0x0C)
    case UInt8(ascii: "n"): try append(0x0A)
    case UInt8(ascii: "r"): try append(0x0D)
    case UInt8(ascii: "t"): try append(0x09)
    case UInt8(ascii: "u"): try appendScalar(try readUnicodeEscape())
    default:
      guard dialect == .json5 else { throw refusal(.unknownEscape(byte)) }
      try readLooseEscape(byte)
    }
  }

  /// What JSON5 adds: `\x41`, `\v`, `\0`, a line end that is no part of the text, and any other character for itself.
  private mutating func readLooseEscape(_ byte: UInt8) throws(Refusal) {
    switch byte {
    case UInt8(ascii: "v"): try append(0x0B)
    case UInt8(ascii: "x"): try appendScalar(try readHexadecimal(digits: 2))
    case 0x0A: break
    case 0x0D: if try input.peek() == 0x0A { try input.advance() }
    case UInt8(ascii: "0"):
      if let next = try input.peek(), JSONPull.isDigit(next) { throw refusal(.unknownEscape(byte)) }
      try append(0)
    case UInt8(ascii: "1")...UInt8(ascii: "9"): throw refusal(.unknownEscape(byte))
    default: try append(byte)
    }
  }

  /// The number after `\u`, with the second half of a surrogate pair where one must follow.
  private mutating func readUnicodeEscape() throws(Refusal) -> UInt32 {
    let first = try readHexadecimal(digits: 4)
    guard (0xD800...0xDFFF).contains(first) else { return first }
    guard first < 0xDC00, try input.starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else {
      throw refusal(.loneSurrogate)
    }
    try input.advance()
    try input.advance()
    let second = try readHexadecimal(digits: 4)
    guard (0xDC00...0xDFFF).contains(second) else { throw refusal(.loneSurrogate) }
    return 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
  }

  private mutating func readHexadecimal(digits: Int) throws(Refusal) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let byte = try input.peek(), let digit = Character(UnicodeScalar(byte)).hexDigitValue, byte < 0x80 else {
        throw refusal(.unknownEscape(UInt8(ascii: "u")))
      }
      value = value << 4 | UInt32(digit)
      try input.advance()
    }
    return value
  }

  private mutating func appendScalar(_ value: UInt32) throws(Refusal) {
    guard let scalar = UnicodeScalar(value) else { throw refusal(.loneSurrogate) }
    for byte in UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter { try append(byte) }
  }

  static func isUTF8(_ bytes: [UInt8]) -> Bool {
    var check = UTF8Check()
    check.update(bytes.span)
    return check.isValid
  }

  static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

  /// Reads a number into `text` in the grammar of RFC 8259; what JSON5 allows beyond it is rewritten (`+.5` is `0.5`,
  /// `0x10` is `16`).
  mutating func readNumber() throws(Refusal) {
    text.removeAll(keepingCapacity: true)
    if let sign = try input.peek(), sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      if sign == UInt8(ascii: "-") { try append(sign) }
      try input.advance()
    }
    if dialect == .json5 {
      for prefix in ["0x", "0X"] where try input.starts(with: Array(prefix.utf8)) { return try readHexadecimalNumber() }
    }
    let integer = try readDigits()
    if integer.count == 0 {
      guard dialect == .json5, try input.peek() == UInt8(ascii: ".") else { throw refusal(.notANumber) }
      try append(UInt8(ascii: "0"))
    } else if integer.count > 1, integer.first == UInt8(ascii: "0") {
      throw refusal(.leadingZero)
    }
    if try input.peek() == UInt8(ascii: ".") {
      try input.advance()
      try append(UInt8(ascii: "."))
      if try readDigits().count == 0 {
        guard dialect == .json5, integer.count > 0 else { throw refusal(.notANumber) }
        text.removeLast()
      }
    }
    if let mark = try input.peek(), mark | 0x20 == UInt8(ascii: "e") {
      try append(mark)
      try input.advance()
      if let sign = try input.peek(), sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
        try append(sign)
        try input.advance()
      }
      guard try readDigits().count > 0 else { throw refusal(.notANumber) }
    }
    try requireEndOfNumber()
  }

  private mutating func readDigits() throws(Refusal) -> (count: Int, first: UInt8) {
    var count = 0
    var first: UInt8 = 0
    while let byte = try input.peek(), JSONPull.isDigit(byte) {
      if count == 0 { first = byte }
      count += 1
      try append(byte)
      try input.advance()
    }
    return (count, first)
  }

  private mutating func readHexadecimalNumber() throws(Refusal) {
    try input.advance()
    try input.advance()
    var value: UInt64 = 0
    var digits = 0
    while let byte = try input.peek(), byte < 0x80, let digit = Character(UnicodeScalar(byte)).hexDigitValue {
      guard value >> 60 == 0 else { throw refusal(.notANumber) }
      value = value << 4 | UInt64(digit)
      digits += 1
      try input.advance()
    }
    guard digits > 0 else { throw refusal(.notANumber) }
    for byte in String(value).utf8 { try append(byte) }
    try requireEndOfNumber()
  }

  private mutating func requireEndOfNumber() throws(Refusal) {
    if let byte = try input.peek(), JSONPull.isWordByte(byte) || byte == UInt8(ascii: ".") { throw refusal(.notANumber) }
  }
}
