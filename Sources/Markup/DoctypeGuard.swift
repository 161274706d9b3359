/// Looks at the document type declaration of a document before libxml2 does, byte by byte, and says what of it must not
/// reach libxml2: version 2.9 replaces parameter entities without any limit, even those that nobody uses.
///
/// A declaration that only names element types, attributes with their defaults, notations and entities that are never
/// referred to is harmless and goes through: libxml2 checks it and adds the default attributes. What stands in other files
/// is never read.
struct DoctypeGuard {
  private enum State {
    /// Before the root element.
    case prolog
    /// Behind `<` in the prolog or in the internal subset.
    case opened
    case instruction, comment
    /// In `<!DOCTYPE …`, in the brackets of it, in a declaration there.
    case doctype, subset, declaration
    case done
  }

  private var state = State.prolog
  private var isInSubset = false
  private var isInDoctype = false
  private var quote: UInt8 = 0
  /// The last bytes of a comment or instruction, for its end.
  private var last: (UInt8, UInt8) = (0, 0)
  /// The letters behind `<!`, and the present word of a declaration.
  private var keyword: [UInt8] = []
  private var word: [UInt8] = []
  private var hasSystem = false
  private var hasNotation = false
  /// The name behind `&` in the default of an attribute; nil outside of one.
  private var reference: [UInt8]?
  private var length = 0
  /// Whether there is such a declaration.
  private(set) var hasBegun = false
  private let limit: Int

  /// - Parameter limit: bytes of the declaration.
  init(limit: Int) { self.limit = limit }

  /// Whether the root element has begun, so that no more bytes need be looked at.
  var isDone: Bool { state == .done }

  /// - Returns: what is wrong, if anything is.
  mutating func meet(_ bytes: [UInt8], _ from: Int, _ to: Int) -> XMLMistake? {
    var index = from
    while index < to, state != .done {
      if let mistake = meet(bytes[index]) { return mistake }
      index += 1
    }
    return nil
  }

  private mutating func meet(_ byte: UInt8) -> XMLMistake? {
    if isInDoctype {
      length += 1
      if length > limit { return .doctypeTooLong(limit) }
    }
    switch state {
    case .prolog: if byte == UInt8(ascii: "<") { open() }
    case .opened: return opened(byte)
    case .instruction, .comment: skip(byte)
    case .doctype: doctype(byte)
    case .subset:
      if byte == UInt8(ascii: "%") { return .parameterEntity }
      if byte == UInt8(ascii: "<") { open() }
      if byte == UInt8(ascii: "]") { state = .doctype }
      isInSubset = state != .doctype
    case .declaration: return declaration(byte)
    case .done: break
    }
    return nil
  }

  private mutating func open() {
    state = .opened
    keyword = []
  }

  /// Behind `<`: what it opens.
  private mutating func opened(_ byte: UInt8) -> XMLMistake? {
    if keyword.isEmpty {
      switch byte {
      case UInt8(ascii: "?"):
        state = .instruction
        last = (0, 0)
      case UInt8(ascii: "!"): keyword = [byte]
      // The root; in the subset a mistake that libxml2 will name.
      default: state = isInSubset ? .subset : .done
      }
      return nil
    }
    keyword.append(byte)
    if keyword.count == 3, keyword[1] == UInt8(ascii: "-"), byte == UInt8(ascii: "-") {
      state = .comment
      last = (0, 0)
    } else if keyword == Array("!DOCTYPE".utf8), !isInDoctype {
      state = .doctype
      isInDoctype = true
      hasBegun = true
    } else if isInSubset, !(byte >= 0x41 && byte <= 0x5A), byte != UInt8(ascii: "-") {
      keyword.removeLast()
      state = .declaration
      word = []
      hasSystem = false
      hasNotation = false
      return declaration(byte)
    } else if keyword.count > 10 {
      state = isInSubset ? .declaration : .prolog
    }
    return nil
  }

  private mutating func skip(_ byte: UInt8) {
    let isEnd =
      byte == UInt8(ascii: ">")
      && (state == .instruction
        ? last.1 == UInt8(ascii: "?") : last.0 == UInt8(ascii: "-") && last.1 == UInt8(ascii: "-"))
    last = (last.1, byte)
    if isEnd { state = isInSubset ? .subset : .prolog }
  }

  private mutating func doctype(_ byte: UInt8) {
    if quote != 0 {
      if byte == quote { quote = 0 }
    } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
      quote = byte
    } else if byte == UInt8(ascii: "[") {
      state = .subset
      isInSubset = true
    } else if byte == UInt8(ascii: ">") {
      state = .prolog
      isInDoctype = false
    }
  }

  private var isEntity: Bool { keyword == Array("!ENTITY".utf8) }

  private mutating func declaration(_ byte: UInt8) -> XMLMistake? {
    if quote != 0 { return quoted(byte) }
    let isLetter = (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || byte >= 0x80
    if isLetter {
      if word.count < 16 { word.append(byte) }
      return nil
    }
    if !word.isEmpty {
      if word == Array("SYSTEM".utf8) || word == Array("PUBLIC".utf8) { hasSystem = true }
      if word == Array("NDATA".utf8) { hasNotation = true }
      word = []
    }
    switch byte {
    case UInt8(ascii: "%"): return .parameterEntity
    case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
    case UInt8(ascii: ">"):
      state = .subset
      if isEntity, hasSystem, !hasNotation { return .externalEntity }
    default: break
    }
    return nil
  }

  private mutating func quoted(_ byte: UInt8) -> XMLMistake? {
    if byte == quote {
      quote = 0
      reference = nil
      return nil
    }
    if isEntity { return byte == UInt8(ascii: "%") && !hasSystem ? .parameterEntity : nil }
    guard keyword == Array("!ATTLIST".utf8) else { return nil }
    if byte == UInt8(ascii: "&") {
      reference = []
    } else if byte == UInt8(ascii: ";"), let name = reference {
      reference = nil
      let text = String(decoding: name, as: UTF8.self)
      if !text.hasPrefix("#"), !["lt", "gt", "amp", "quot", "apos"].contains(text) { return .entity(text) }
    } else if let count = reference?.count, count < 64 {
      reference?.append(byte)
    }
    return nil
  }
}
