package import Bytes
package import Findings

/// Reads JSON event by event, without holding the document: `next` gives the event, `text` the bytes of the name, string
/// or number just met, `position` where the event began.
///
/// The reader checks everything that JSON asks for: grammar, UTF-8, surrogates, names that stand twice, one value only.
package struct JSONPull {
  package enum Event: Sendable, Hashable {
    case beginObject, endObject, beginArray, endArray
    /// The name of a member; its value comes next.
    case name
    case string, number
    case boolean(Bool)
    case null
  }

  /// UTF-8 of the last name, string (without quotes, escapes resolved) or number (grammar of RFC 8259).
  package internal(set) var text: [UInt8] = []
  /// Where the last event began.
  package private(set) var position = TextPosition()

  /// Names that stood in their object before, where that is allowed.
  package private(set) var twins = 0

  let origin: JSONOrigin
  let dialect: JSONDialect
  let limits: JSONLimits
  var input: JSONInput

  /// An array or object that is still open.
  private struct Frame {
    let isObject: Bool
    let position: TextPosition
    var names: Set<[UInt8]> = []
    var isEmpty = true
  }
  private enum Expectation { case value, nameOrEnd, valueOrEnd, memberValue, commaOrEnd, end }

  private var open: [Frame] = []
  private var expectation = Expectation.value

  package init(
    _ bytes: [UInt8], from origin: JSONOrigin, dialect: JSONDialect, limits: JSONLimits = JSONLimits()
  ) {
    self.init(JSONInput(bytes), origin, dialect, limits)
  }

  /// Reads from a stream, in memory that does not grow with the document.
  package init(
    _ stream: any ByteStream, from origin: JSONOrigin, dialect: JSONDialect, limits: JSONLimits = JSONLimits(),
    chunk: Int = 1 << 16
  ) {
    self.init(JSONInput(stream, chunk: chunk), origin, dialect, limits)
  }

  init(_ input: JSONInput, _ origin: JSONOrigin, _ dialect: JSONDialect, _ limits: JSONLimits) {
    self.input = input
    self.origin = origin
    self.dialect = dialect
    self.limits = limits
  }

  /// The last name, string or number for a person or a lookup; it is known to be UTF-8.
  package var string: String { String(decoding: text, as: UTF8.self) }

  /// The next event; nil at the end of the text, again and again.
  ///
  /// - Throws: a refusal with file, line and column.
  package mutating func next() throws(Refusal) -> Event? {
    try input.skipByteOrderMark()
    while true {
      let byte = try skipSpace()
      position = input.position
      switch expectation {
      case .end:
        guard byte == nil else { throw refusal(.moreThanOneValue) }
        return nil
      case .value, .memberValue:
        guard let byte else { throw open.isEmpty ? nothingThere() : unclosed() }
        return try readValue(byte)
      case .valueOrEnd:
        guard let byte else { throw unclosed() }
        if byte == UInt8(ascii: "]") { return try close() }
        return try readValue(byte)
      case .nameOrEnd:
        guard let byte else { throw unclosed() }
        if byte == UInt8(ascii: "}") { return try close() }
        return try readName(byte)
      case .commaOrEnd:
        guard let byte, let frame = open.last else { throw unclosed() }
        if byte == UInt8(ascii: frame.isObject ? "}" : "]") { return try close() }
        guard byte == UInt8(ascii: ",") else {
          throw refusal(frame.isObject ? .commaOrBrace : .commaOrBracket)
        }
        try input.advance()
        // A comma before the closing bracket is JSON5; in JSON a value must follow.
        switch (dialect, frame.isObject) {
        case (.json5, true): expectation = .nameOrEnd
        case (.json5, false): expectation = .valueOrEnd
        case (.json, true):
          let byte = try skipSpace()
          position = input.position
          guard let byte else { throw unclosed() }
          return try readName(byte)
        case (.json, false): expectation = .value
        }
      }
    }
  }

  private mutating func readValue(_ byte: UInt8) throws(Refusal) -> Event {
    switch byte {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      guard open.count < limits.depth else { throw refusal(.tooDeep(limits.depth)) }
      try input.advance()
      let isObject = byte == UInt8(ascii: "{")
      open.append(Frame(isObject: isObject, position: position))
      expectation = isObject ? .nameOrEnd : .valueOrEnd
      return isObject ? .beginObject : .beginArray
    case UInt8(ascii: "\""):
      try readString(quote: byte)
      return valueRead(.string)
    case UInt8(ascii: "'") where dialect == .json5:
      try readString(quote: byte)
      return valueRead(.string)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      try readNumber()
      return valueRead(.number)
    case UInt8(ascii: "+") where dialect == .json5, UInt8(ascii: ".") where dialect == .json5:
      try readNumber()
      return valueRead(.number)
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
      try readWord()
      switch string {
      case "true": return valueRead(.boolean(true))
      case "false": return valueRead(.boolean(false))
      case "null": return valueRead(.null)
      default: throw refusal(.unknownWord(string))
      }
    default: throw refusal(.noValue(byte))
    }
  }

  private mutating func valueRead(_ event: Event) -> Event {
    expectation = open.isEmpty ? .end : .commaOrEnd
    return event
  }

  private mutating func close() throws(Refusal) -> Event {
    try input.advance()
    let isObject = open.popLast()?.isObject ?? false
    expectation = open.isEmpty ? .end : .commaOrEnd
    return isObject ? .endObject : .endArray
  }

  private mutating func readName(_ byte: UInt8) throws(Refusal) -> Event {
    if byte == UInt8(ascii: "\"") || (byte == UInt8(ascii: "'") && dialect == .json5) {
      try readString(quote: byte)
    } else if dialect == .json5, JSONPull.isWordByte(byte), !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
      try readWord()
    } else {
      throw refusal(.noName(byte))
    }
    let last = open.count - 1
    guard last >= 0 else { throw nothingThere() }
    guard open[last].names.count < limits.members else { throw refusal(.tooManyMembers(limits.members)) }
    if !open[last].names.insert(text).inserted {
      guard limits.allowsTwins else { throw refusal(.twice(string)) }
      twins += 1
    }
    let begin = position
    guard try skipSpace() == UInt8(ascii: ":") else {
      position = input.position
      throw refusal(.noColon(string))
    }
    try input.advance()
    position = begin
    expectation = .memberValue
    return .name
  }

  /// A bare word: `true`, `null`, or a name without quotes.
  private mutating func readWord() throws(Refusal) {
    text.removeAll(keepingCapacity: true)
    while let byte = try input.peek(), JSONPull.isWordByte(byte) {
      try append(byte)
      try input.advance()
    }
    guard JSONPull.isUTF8(text) else { throw refusal(.notUTF8) }
  }

  /// Letters, digits, `_`, `$` and whatever is not ASCII.
  static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...0xFF:
      true
    default: false
    }
  }

  mutating func append(_ byte: UInt8) throws(Refusal) {
    guard text.count < limits.text else { throw refusal(.tooLong(limits.text)) }
    text.append(byte)
  }

  /// Skips white space and, in JSON5, comments.
  ///
  /// - Returns: the byte that follows, not yet consumed; nil at the end.
  private mutating func skipSpace() throws(Refusal) -> UInt8? {
    while let byte = try input.peek() {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D: try input.advance()
      case UInt8(ascii: "/") where dialect == .json5: try skipComment()
      case 0x0B, 0x0C, 0xC2, 0xE2, 0xEF:
        guard dialect == .json5 else { return byte }
        guard try skipWideSpace(byte) else { return byte }
      default: return byte
      }
    }
    return nil
  }

  /// White space of JSON5 beyond JSON's: VT, FF, no-break space, line and paragraph separator, byte order mark.
  private mutating func skipWideSpace(_ first: UInt8) throws(Refusal) -> Bool {
    let sequences: [[UInt8]] = [[0x0B], [0x0C], [0xC2, 0xA0], [0xE2, 0x80, 0xA8], [0xE2, 0x80, 0xA9], [0xEF, 0xBB, 0xBF]]
    for sequence in sequences where sequence[0] == first {
      if try input.starts(with: sequence) {
        for _ in sequence { try input.advance() }
        return true
      }
    }
    return false
  }

  private mutating func skipComment() throws(Refusal) {
    let begin = input.position
    if try input.starts(with: [UInt8(ascii: "/"), UInt8(ascii: "/")]) {
      while let byte = try input.peek(), byte != 0x0A, byte != 0x0D { try input.advance() }
    } else if try input.starts(with: [UInt8(ascii: "/"), UInt8(ascii: "*")]) {
      try input.advance()
      try input.advance()
      while try !input.starts(with: [UInt8(ascii: "*"), UInt8(ascii: "/")]) {
        guard try input.peek() != nil else {
          position = begin
          throw refusal(.unclosedComment)
        }
        try input.advance()
      }
      try input.advance()
      try input.advance()
    } else {
      position = begin
      throw refusal(.noValue(UInt8(ascii: "/")))
    }
  }

  func refusal(_ mistake: JSONMistake) -> Refusal { mistake.refusal(from: origin, at: position) }

  /// The text ends where a value should begin.
  func nothingThere() -> Refusal { refusal(.empty) }

  private func unclosed() -> Refusal {
    guard let frame = open.last else { return nothingThere() }
    return refusal(.unclosed(isObject: frame.isObject, at: frame.position))
  }
}
