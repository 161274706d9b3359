import Findings

/// Reads a document type declaration by the grammar of XML 1.0 (2.8, 3.2, 3.3, 4.2, 4.7), without libxml2: version 2.9 of
/// it replaces parameter entities without any limit.
///
/// Parameter entities are replaced where the internal subset allows them, between declarations. Those in other files are
/// never read: a reference to one ends the heeding of declarations, as the specification asks (5.1); one that names a
/// place outside the document's folder is refused.
struct DoctypeGrammar {
  private(set) var declaration = DoctypeDeclaration()
  var budget: ExpansionBudget

  private var bytes: [UInt8]
  private var place = 0
  private let firstLine: Int
  private let isStandalone: Bool
  /// Whether declarations of entities and attributes still count.
  private var isHeeding = true
  private var parameters: [[UInt8]: DoctypeDeclaration.Entity] = [:]
  /// Parameter entities whose external file may be left unread.
  private var neighbours: Set<[UInt8]> = []
  /// Whether there are declarations that are not read, beside the document or behind its identifier: what the document does not
  /// declare may be declared there.
  private var hasUnread = false
  /// Names of the parameter entities that are being replaced.
  private var open: [[UInt8]] = []

  /// - Parameters:
  ///   - bytes: from `<!DOCTYPE` to its `>`.
  ///   - line: where it begins.
  init(_ bytes: [UInt8], line: Int, isStandalone: Bool, budget: ExpansionBudget) {
    self.bytes = bytes
    firstLine = line
    self.isStandalone = isStandalone
    self.budget = budget
  }

  mutating func read() throws(XMLFault) {
    guard XMLCharacters.scalars(bytes) != nil else { throw fault("niedozwolony znak", "a character that is not allowed") }
    try expect("<!DOCTYPE")
    try space()
    _ = try name()
    if skipSpace(), !at("["), !at(">") {
      _ = try externalIdentifier(mayLackSystem: false)
      hasUnread = true
      skipSpace()
    }
    if take("[") {
      try subset(isWhole: false)
      try expect("]")
      skipSpace()
    }
    try expect(">")
    guard place == bytes.count else { throw fault("coś za nawiasem", "something behind the bracket") }
  }

  /// Declarations up to `]`, or to the end of an entity.
  private mutating func subset(isWhole: Bool) throws(XMLFault) {
    while true {
      skipSpace()
      if isWhole ? place == bytes.count : at("]") { return }
      if take("%") {
        try parameterReference()
      } else if take("<!--") {
        try comment()
      } else if take("<?") {
        try instruction()
      } else if take("<!ELEMENT") {
        try elementType()
      } else if take("<!ATTLIST") {
        try attributeList()
      } else if take("<!ENTITY") {
        try entity()
      } else if take("<!NOTATION") {
        try notation()
      } else {
        throw fault("brak deklaracji", "no declaration where one belongs")
      }
    }
  }

  private mutating func parameterReference() throws(XMLFault) {
    let name = try name()
    try expect(";")
    let known = parameters[name]
    if case .external = known, neighbours.contains(name) {
      isHeeding = isStandalone
      hasUnread = true
      return
    }
    // Declared where nothing is read (4.1, Entity Declared): there is nothing to replace, and nothing that it could load.
    if known == nil, hasUnread, !isStandalone {
      isHeeding = false
      return
    }
    guard case .text(let text) = known else { throw XMLFault(mistake: .parameterEntity, at: position) }
    guard !open.contains(name), open.count < ExpansionBudget.depth, budget.allows(text.count) else {
      throw XMLFault(mistake: .expansion(budget.limit), at: position)
    }
    let outer = (bytes, place)
    open.append(name)
    (bytes, place) = (text, 0)
    try subset(isWhole: true)
    (bytes, place) = outer
    open.removeLast()
  }

  private mutating func comment() throws(XMLFault) {
    while place + 1 < bytes.count, !(bytes[place] == 0x2D && bytes[place + 1] == 0x2D) { place += 1 }
    try expect("-->")
  }

  private mutating func instruction() throws(XMLFault) {
    let target = try name()
    let isReserved = String(decoding: target, as: UTF8.self).lowercased() == "xml"
    guard !isReserved, !target.contains(UInt8(ascii: ":")) else {
      throw fault("niedozwolona nazwa instrukcji", "a processing instruction of a name that is not allowed")
    }
    if take("?>") { return }
    try space()
    while place + 1 < bytes.count, !at("?>") { place += 1 }
    try expect("?>")
  }

  // <!ELEMENT name content>

  private mutating func elementType() throws(XMLFault) {
    try space()
    _ = try name()
    try space()
    if !take("EMPTY"), !take("ANY") {
      try expect("(")
      skipSpace()
      if take("#PCDATA") { try mixedContent() } else { try children(depth: 1) }
    }
    skipSpace()
    try expect(">")
  }

  /// Behind `(#PCDATA`.
  private mutating func mixedContent() throws(XMLFault) {
    var hasNames = false
    skipSpace()
    while take("|") {
      skipSpace()
      _ = try name()
      skipSpace()
      hasNames = true
    }
    try expect(")")
    if !take("*"), hasNames { throw fault("brak * za (#PCDATA | …)", "no * behind (#PCDATA | …)") }
  }

  /// Behind `(`, up to what stands after its `)`.
  private mutating func children(depth: Int) throws(XMLFault) {
    guard depth <= 128 else { throw fault("nawiasy zbyt głęboko zagnieżdżone", "brackets nested too deeply") }
    var separator: String?
    while true {
      skipSpace()
      if take("(") {
        try children(depth: depth + 1)
      } else {
        _ = try name()
        takeOccurrence()
      }
      skipSpace()
      if take(")") { break }
      if let separator {
        try expect(separator)
      } else if take("|") {
        separator = "|"
      } else {
        try expect(",")
        separator = ","
      }
    }
    takeOccurrence()
  }

  private mutating func takeOccurrence() {
    if !take("?"), !take("*") { _ = take("+") }
  }

  // <!ATTLIST name (attribute type default)*>

  private mutating func attributeList() throws(XMLFault) {
    try space()
    let element = try name()
    while true {
      let hasSpace = skipSpace()
      if take(">") { return }
      guard hasSpace else { throw fault("brak odstępu", "a space is missing") }
      let attribute = try name()
      try space()
      let isTokens = try attributeType()
      try space()
      var value: [UInt8]?
      if !take("#REQUIRED"), !take("#IMPLIED") {
        if take("#FIXED") { try space() }
        value = try defaultValue(isTokens: isTokens)
      }
      guard isHeeding, declaration.attributes[element, default: .init()].declared.insert(attribute).inserted else { continue }
      if isTokens { declaration.attributes[element]?.tokens.insert(attribute) }
      if let value { declaration.attributes[element]?.defaults.append((attribute, value)) }
    }
  }

  /// - Returns: whether its values are words, so that only single spaces stand between them.
  private mutating func attributeType() throws(XMLFault) -> Bool {
    if take("CDATA") { return false }
    for word in ["IDREFS", "IDREF", "ID", "ENTITIES", "ENTITY", "NMTOKENS", "NMTOKEN"] where take(word) { return true }
    let isNotation = take("NOTATION")
    if isNotation { try space() }
    try expect("(")
    repeat {
      skipSpace()
      _ = try isNotation ? name() : nameToken()
      skipSpace()
    } while take("|")
    try expect(")")
    return true
  }

  private mutating func defaultValue(isTokens: Bool) throws(XMLFault) -> [UInt8] {
    var value = AttributeValue(declaration: declaration, budget: budget, at: TextPosition(line: firstLine))
    try value.append(try literal())
    budget = value.budget
    return isTokens ? AttributeValue.collapsed(value.bytes) : value.bytes
  }

  // <!ENTITY name "text">, <!ENTITY % name "text">, both also with an external identifier

  private mutating func entity() throws(XMLFault) {
    try space()
    let isParameter = take("%")
    if isParameter { try space() }
    let name = try plainName()
    try space()
    var entity: DoctypeDeclaration.Entity
    if at("\"") || at("'") {
      entity = .text(try replacementText())
    } else {
      let system = try externalIdentifier(mayLackSystem: false)
      entity = .external
      if isParameter, Self.isNeighbour(system) { neighbours.insert(name) }
      let hasSpace = skipSpace()
      if !isParameter, hasSpace, take("NDATA") {
        try space()
        _ = try plainName()
        entity = .unparsed
      }
    }
    skipSpace()
    try expect(">")
    guard isHeeding else { return }
    if isParameter {
      if parameters[name] == nil { parameters[name] = entity } else if neighbours.contains(name) { neighbours.remove(name) }
    } else if declaration.entities[name] == nil {
      declaration.entities[name] = entity
    }
  }

  /// Whether a file is named that lies beside the document, so that leaving it unread is no attack foiled.
  private static func isNeighbour(_ system: [UInt8]) -> Bool {
    let text = String(decoding: system, as: UTF8.self)
    return !text.isEmpty && !text.contains(":") && !text.contains("\\") && !text.hasPrefix("/") && !text.contains("..")
  }

  /// References to characters are replaced now, those to entities when the entity is used (4.5).
  private mutating func replacementText() throws(XMLFault) -> [UInt8] {
    let raw = try literal()
    var text: [UInt8] = []
    var index = 0
    while index < raw.count {
      let byte = raw[index]
      if byte == UInt8(ascii: "%") { throw XMLFault(mistake: .parameterEntity, at: position) }
      guard byte == UInt8(ascii: "&") else {
        text.append(byte)
        index += 1
        continue
      }
      guard let end = raw[index...].firstIndex(of: UInt8(ascii: ";")) else { throw badReference }
      let inside = raw[(index + 1)..<end]
      if inside.first == UInt8(ascii: "#") {
        guard let value = XMLCharacters.referenced(by: inside.dropFirst()) else { throw badReference }
        text += XMLCharacters.utf8(value)
      } else {
        guard Self.isName(inside) else { throw badReference }
        text += raw[index...end]
      }
      index = end + 1
    }
    return text
  }

  private var badReference: XMLFault { fault("źle zbudowane odwołanie &…;", "a reference &…; that is none") }

  // <!NOTATION name SYSTEM "…">

  private mutating func notation() throws(XMLFault) {
    try space()
    _ = try plainName()
    try space()
    _ = try externalIdentifier(mayLackSystem: true)
    skipSpace()
    try expect(">")
  }

  /// - Returns: the system identifier.
  private mutating func externalIdentifier(mayLackSystem: Bool) throws(XMLFault) -> [UInt8] {
    if take("SYSTEM") {
      try space()
      return try literal()
    }
    try expect("PUBLIC")
    try space()
    guard try literal().allSatisfy(XMLCharacters.isPublic) else {
      throw fault("niedozwolony znak w identyfikatorze PUBLIC", "a character that the identifier after PUBLIC cannot have")
    }
    let hasSpace = skipSpace()
    if mayLackSystem, !at("\""), !at("'") { return [] }
    guard hasSpace else { throw fault("brak odstępu", "a space is missing") }
    return try literal()
  }
}

// What the declarations are made of.
extension DoctypeGrammar {
  private var position: TextPosition {
    guard open.isEmpty else { return TextPosition(line: firstLine) }
    return TextPosition(line: firstLine + bytes[..<place].count { $0 == 0x0A })
  }

  private func fault(_ polish: String, _ english: String) -> XMLFault {
    XMLFault(mistake: .declaration(Wording(polish, en: english)), at: position)
  }

  private func at(_ text: String) -> Bool { bytes[place...].starts(with: text.utf8) }

  private mutating func take(_ text: String) -> Bool {
    guard at(text) else { return false }
    place += text.utf8.count
    return true
  }

  private mutating func expect(_ text: String) throws(XMLFault) {
    guard take(text) else { throw fault("brak „\(text)”", "\"\(text)\" is missing") }
  }

  @discardableResult
  private mutating func skipSpace() -> Bool {
    let begin = place
    while place < bytes.count, XMLCharacters.isSpace(bytes[place]) { place += 1 }
    return place > begin
  }

  private mutating func space() throws(XMLFault) {
    guard skipSpace() else { throw fault("brak odstępu", "a space is missing") }
  }

  /// What stands between quotes.
  private mutating func literal() throws(XMLFault) -> [UInt8] {
    guard at("\"") || at("'"), let end = bytes[(place + 1)...].firstIndex(of: bytes[place]) else {
      throw fault("brak tekstu w cudzysłowie", "a quoted text is missing")
    }
    defer { place = end + 1 }
    return Array(bytes[(place + 1)..<end])
  }

  private mutating func name() throws(XMLFault) -> [UInt8] {
    let token = try nameToken()
    guard Self.isName(token[...]) else { throw fault("brak nazwy", "a name is missing") }
    // Namespaces in XML 1.0, 4: a prefix and a local part, neither empty.
    let parts = token.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy(Self.isName) else {
      throw fault("źle użyty dwukropek", "a colon in the wrong place")
    }
    return token
  }

  /// A name without a colon: entities and notations have no namespaces.
  private mutating func plainName() throws(XMLFault) -> [UInt8] {
    let name = try name()
    guard !name.contains(UInt8(ascii: ":")) else { throw fault("dwukropek w nazwie", "a colon in a name that has none") }
    return name
  }

  private mutating func nameToken() throws(XMLFault) -> [UInt8] {
    let begin = place
    while place < bytes.count, bytes[place] >= 0x80 || XMLCharacters.continuesName(UInt32(bytes[place])) { place += 1 }
    let token = bytes[begin..<place]
    guard let scalars = XMLCharacters.scalars(token), !scalars.isEmpty, scalars.allSatisfy(XMLCharacters.continuesName) else {
      throw fault("brak nazwy", "a name is missing")
    }
    return Array(token)
  }

  static func isName(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let scalars = XMLCharacters.scalars(bytes), let first = scalars.first else { return false }
    return XMLCharacters.beginsName(first) && scalars.allSatisfy(XMLCharacters.continuesName)
  }
}
