import Findings

/// Makes of a document with a DOCTYPE one without: references to entities give way to their text, attributes with defaults
/// stand in the tags. What comes out is read like any other document, so that every other rule is checked there.
struct EntityExpander {
  private let declaration: DoctypeDeclaration
  private let limits: XMLLimits
  var budget: ExpansionBudget
  /// Of the document, for what is wrong.
  var line = 1
  private var open: [[UInt8]] = []
  private var defaultBytes = 0

  init(_ declaration: DoctypeDeclaration, budget: ExpansionBudget, limits: XMLLimits) {
    self.declaration = declaration
    self.budget = budget
    self.limits = limits
  }

  /// The markup of a start tag or an empty element, `<` and `>` among it. One that is not well formed stays as it is, for
  /// the parser to refuse.
  mutating func tag(_ raw: ArraySlice<UInt8>, into out: inout [UInt8]) throws(XMLFault) {
    guard let tag = Tag(raw) else {
      out += raw
      return
    }
    let declared = declaration.attributes[tag.name]
    out.append(UInt8(ascii: "<"))
    out += tag.name
    // Lines are counted in what comes out.
    if open.isEmpty { out += [UInt8](repeating: 0x0A, count: raw.count { $0 == 0x0A }) }
    for attribute in tag.attributes {
      var value = AttributeValue(declaration: declaration, budget: budget, at: TextPosition(line: line))
      try value.append(attribute.value)
      budget = value.budget
      let isTokens = declared?.tokens.contains(attribute.name) ?? false
      append(attribute.name, isTokens ? AttributeValue.collapsed(value.bytes) : value.bytes, into: &out)
    }
    if let declared, !declared.defaults.isEmpty {
      guard declared.defaults.count <= limits.attributes else { throw fault(.tooManyAttributes(limits.attributes)) }
      let present = Set(tag.attributes.map(\.name))
      for (name, value) in declared.defaults where !present.contains(name) {
        defaultBytes += name.count + value.count
        guard defaultBytes <= limits.defaults else { throw fault(.defaultsTooLong(limits.defaults)) }
        append(name, value, into: &out)
      }
    }
    out += (tag.isEmpty ? "/>" : ">").utf8
  }

  private func append(_ name: [UInt8], _ value: [UInt8], into out: inout [UInt8]) {
    out.append(0x20)
    out += name
    out += "=\"".utf8
    AttributeValue.escaped(value, into: &out)
    out.append(UInt8(ascii: "\""))
  }

  /// The text of an entity, given what stands between `&` and `;`: whole markup and text, as 4.3.2 asks.
  mutating func reference(_ inside: ArraySlice<UInt8>, into out: inout [UInt8]) throws(XMLFault) {
    if inside.first == UInt8(ascii: "#") || DoctypeDeclaration.predefined(inside) != nil {
      out.append(UInt8(ascii: "&"))
      out += inside
      out.append(UInt8(ascii: ";"))
      return
    }
    let name = Array(inside)
    guard case .text(let text) = declaration.entities[name] else {
      throw fault(.entity(String(decoding: name, as: UTF8.self), XMLMistake.EntityKind(declaration.entities[name])))
    }
    guard !open.contains(name), open.count < ExpansionBudget.depth, budget.allows(text.count) else {
      throw fault(.expansion(budget.limit))
    }
    open.append(name)
    try content(text, into: &out)
    open.removeLast()
  }

  private mutating func content(_ text: [UInt8], into out: inout [UInt8]) throws(XMLFault) {
    var depth = 0
    var place = 0
    while place < text.count {
      switch text[place] {
      case UInt8(ascii: "<"):
        guard let piece = MarkupPiece(text[place...]) else { throw fault(.content(Self.cutOff)) }
        let markup = text[place..<piece.end]
        switch piece.kind {
        case .startTag:
          if text[piece.end - 2] != UInt8(ascii: "/") { depth += 1 }
          try tag(markup, into: &out)
        case .endTag:
          depth -= 1
          out += markup.map { $0 == 0x0A ? 0x20 : $0 }
        case .comment, .instruction: out += markup.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
        case .section: plain(markup.dropFirst(9).dropLast(3), into: &out)
        case .declaration: throw fault(.content(Self.cutOff))
        }
        guard depth >= 0 else { throw fault(.content(Self.cutOff)) }
        place = piece.end
      case UInt8(ascii: "&"):
        guard let end = text[place...].firstIndex(of: UInt8(ascii: ";")) else { throw fault(.content(Self.cutOff)) }
        let inside = text[(place + 1)..<end]
        guard inside.first == UInt8(ascii: "#") || DoctypeGrammar.isName(inside) else { throw fault(.content(Self.cutOff)) }
        try reference(inside, into: &out)
        place = end + 1
      default:
        let end = text[place...].firstIndex { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") } ?? text.count
        let run = text[place..<end]
        if Self.position(of: Array("]]>".utf8), in: run) != nil { throw fault(.content(Self.cutOff)) }
        plain(run, into: &out)
        place = end
      }
    }
    guard depth == 0 else { throw fault(.content(Self.cutOff)) }
  }

  /// Text in which nothing is markup, on one line.
  private func plain(_ text: ArraySlice<UInt8>, into out: inout [UInt8]) {
    for byte in text {
      switch byte {
      case 0x0A, 0x0D, UInt8(ascii: "<"), UInt8(ascii: "&"), UInt8(ascii: ">"), UInt8(ascii: "]"): out += "&#\(byte);".utf8
      default: out.append(byte)
      }
    }
  }

  private func fault(_ mistake: XMLMistake) -> XMLFault { XMLFault(mistake: mistake, at: TextPosition(line: line)) }

  private static let cutOff = Wording(
    "encja zawiera kawałek znacznika", en: "an entity holds a piece of markup, not the whole of it")

  /// Where `wanted` begins in `bytes`.
  static func position(of wanted: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    guard let first = wanted.first, bytes.count >= wanted.count else { return nil }
    var index = bytes.startIndex
    while index + wanted.count <= bytes.endIndex {
      if bytes[index] == first, bytes[index...].starts(with: wanted) { return index }
      index += 1
    }
    return nil
  }
}

/// What begins with `<`, and where it ends.
struct MarkupPiece {
  enum Kind { case startTag, endTag, comment, instruction, section, declaration }

  let kind: Kind
  /// Behind its last byte.
  let end: Int

  /// nil when it is cut off.
  init?(_ bytes: ArraySlice<UInt8>) {
    func behind(_ mark: String, from skipped: Int) -> Int? {
      let mark = Array(mark.utf8)
      return EntityExpander.position(of: mark, in: bytes.dropFirst(skipped)).map { $0 + mark.count }
    }
    guard bytes.count > 1 else { return nil }
    var found: Int?
    switch bytes[bytes.startIndex + 1] {
    case UInt8(ascii: "!"):
      if bytes.starts(with: "<!--".utf8) {
        kind = .comment
        found = behind("-->", from: 4)
      } else if bytes.starts(with: "<![CDATA[".utf8) {
        kind = .section
        found = behind("]]>", from: 9)
      } else if bytes.count >= 9 {
        kind = .declaration
        found = bytes.startIndex + 2
      } else {
        return nil
      }
    case UInt8(ascii: "?"):
      kind = .instruction
      found = behind("?>", from: 2)
    case UInt8(ascii: "/"):
      kind = .endTag
      found = behind(">", from: 2)
    default:
      kind = .startTag
      var quote: UInt8 = 0
      found = bytes.firstIndex { byte in
        if quote != 0 {
          if byte == quote { quote = 0 }
          return false
        }
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { quote = byte }
        return byte == UInt8(ascii: ">")
      }.map { $0 + 1 }
    }
    guard let found else { return nil }
    end = found
  }
}

/// A start tag: its name and attributes, the values as they stand between the quotes.
private struct Tag {
  let name: [UInt8]
  private(set) var attributes: [(name: [UInt8], value: [UInt8])] = []
  private(set) var isEmpty = false

  /// nil when it is not well formed.
  init?(_ raw: ArraySlice<UInt8>) {
    var rest = raw.dropFirst().dropLast()
    if rest.last == UInt8(ascii: "/") {
      isEmpty = true
      rest = rest.dropLast()
    }
    func isEnd(_ byte: UInt8) -> Bool { XMLCharacters.isSpace(byte) || "=\"'</&".utf8.contains(byte) }
    name = Array(rest.prefix { !isEnd($0) })
    rest = rest.dropFirst(name.count)
    guard !name.isEmpty else { return nil }
    while true {
      let hasSpace = rest.first.map(XMLCharacters.isSpace) ?? false
      rest = rest.drop(while: XMLCharacters.isSpace)
      guard !rest.isEmpty else { return }
      let attribute = Array(rest.prefix { !isEnd($0) })
      rest = rest.dropFirst(attribute.count).drop(while: XMLCharacters.isSpace)
      guard hasSpace, !attribute.isEmpty, rest.first == UInt8(ascii: "=") else { return nil }
      rest = rest.dropFirst().drop(while: XMLCharacters.isSpace)
      guard let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
        let end = rest.dropFirst().firstIndex(of: quote)
      else { return nil }
      let value = rest[(rest.startIndex + 1)..<end]
      guard !value.contains(UInt8(ascii: "<")) else { return nil }
      attributes.append((attribute, Array(value)))
      rest = rest[(end + 1)...]
    }
  }
}
