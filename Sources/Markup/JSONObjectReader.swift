package import Findings

/// Takes an object apart key by key, and at the end refuses keys that nobody asked for, naming the nearest one.
///
///     var reader = try JSONObjectReader(value, from: origin)
///     let title = try reader.requiredString("title")
///     let years = try reader.integers("years") ?? []
///     try reader.finish()
///
/// Every refusal is of `origin.kind` and says file, line and column, the path (`sources[2].files`), and how to mend it.
package struct JSONObjectReader: Sendable {
  package let origin: JSONOrigin
  /// Where the object begins.
  package let position: TextPosition
  /// From the root of the document, elements counted from 1: `index.domains[2]`; empty for the root itself.
  package let path: String

  private let members: [JSONMember]
  /// In the order asked; these are the keys that exist.
  private var asked: [String] = []

  /// - Throws: a refusal when the value is no object.
  package init(_ value: JSONValue, from origin: JSONOrigin, path: String = "") throws(Refusal) {
    guard case .object(let members) = value.content else {
      throw JSONObjectReader.wrongType(value, is: .object, path, origin)
    }
    self.members = members
    self.origin = origin
    self.path = path
    position = value.position
  }

  /// Reads a whole text whose value is an object.
  package init(
    reading bytes: [UInt8], from origin: JSONOrigin, dialect: JSONDialect = .json5
  ) throws(Refusal) {
    try self.init(try JSONValue.read(bytes, from: origin, dialect: dialect), from: origin)
  }

  /// The value of a key as it stands, nil when the key is absent or its value is `null`.
  package mutating func value(_ key: String) -> JSONValue? {
    guard let member = member(key), member.value.content != .null else { return nil }
    return member.value
  }

  /// Where a key's value stands, for messages about what it means; where the object begins when there is none.
  package func position(of key: String) -> TextPosition {
    members.first { $0.name == key }?.value.position ?? position
  }

  package func place(of key: String) -> Place { origin.place(of: position(of: key)) }

  /// A refusal about what a key's value means.
  package func refusal(_ what: Wording, about key: String, mend: Wording = Wording("", en: "")) -> Refusal {
    origin.refusal(what, at: position(of: key), mend: mend)
  }

  package mutating func string(_ key: String) throws(Refusal) -> String? {
    guard let value = value(key) else { return nil }
    return try string(value, path(to: key))
  }

  package mutating func boolean(_ key: String) throws(Refusal) -> Bool? {
    guard let value = value(key) else { return nil }
    guard case .boolean(let boolean) = value.content else { throw wrongType(value, is: .boolean, path(to: key)) }
    return boolean
  }

  package mutating func integer(_ key: String) throws(Refusal) -> Int? {
    guard let value = value(key) else { return nil }
    return try integer(value, path(to: key))
  }

  package mutating func number(_ key: String) throws(Refusal) -> Double? {
    guard let value = value(key) else { return nil }
    return try number(value, path(to: key))
  }

  package mutating func array(_ key: String) throws(Refusal) -> [JSONValue]? {
    guard let value = value(key) else { return nil }
    guard case .array(let elements) = value.content else { throw wrongType(value, is: .array, path(to: key)) }
    return elements
  }

  package mutating func strings(_ key: String) throws(Refusal) -> [String]? {
    guard let elements = try array(key) else { return nil }
    var strings: [String] = []
    for (index, element) in elements.enumerated() { strings.append(try string(element, path(to: key, index))) }
    return strings
  }

  package mutating func integers(_ key: String) throws(Refusal) -> [Int]? {
    guard let elements = try array(key) else { return nil }
    var integers: [Int] = []
    for (index, element) in elements.enumerated() { integers.append(try integer(element, path(to: key, index))) }
    return integers
  }

  /// The object under a key, to be taken apart and finished in its turn.
  package mutating func object(_ key: String) throws(Refusal) -> JSONObjectReader? {
    guard let value = value(key) else { return nil }
    return try JSONObjectReader(value, from: origin, path: path(to: key))
  }

  /// The objects of an array under a key.
  package mutating func objects(_ key: String) throws(Refusal) -> [JSONObjectReader]? {
    guard let elements = try array(key) else { return nil }
    var readers: [JSONObjectReader] = []
    for (index, element) in elements.enumerated() {
      readers.append(try JSONObjectReader(element, from: origin, path: path(to: key, index)))
    }
    return readers
  }

  /// The members of an object whose names are data and not keys (`"signs": {"-": "not-available"}`).
  package mutating func members(_ key: String) throws(Refusal) -> [JSONMember]? {
    guard let value = value(key) else { return nil }
    guard case .object(let members) = value.content else { throw wrongType(value, is: .object, path(to: key)) }
    return members
  }

  /// The same with texts as values, in the order of the file.
  package mutating func stringMembers(_ key: String) throws(Refusal) -> [(name: String, value: String)]? {
    guard let members = try members(key) else { return nil }
    var pairs: [(name: String, value: String)] = []
    for member in members { pairs.append((member.name, try string(member.value, "\(path(to: key)).\(member.name)"))) }
    return pairs
  }

  /// A text in the two languages: `"Ubóstwo"` for both, or `{"pl": "Ubóstwo", "en": "Poverty"}`.
  package mutating func wording(_ key: String) throws(Refusal) -> Wording? {
    guard let value = value(key) else { return nil }
    if case .string(let text) = value.content { return Wording(text, en: text) }
    var reader = try JSONObjectReader(value, from: origin, path: path(to: key))
    let polish = try reader.requiredString("pl")
    let wording = Wording(polish, en: try reader.string("en") ?? polish)
    try reader.finish()
    return wording
  }

  /// One of the words of an enumeration; any other is refused with the nearest.
  package mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, of type: Choice.Type = Choice.self
  ) throws(Refusal) -> Choice? where Choice.RawValue == String {
    guard let text = try string(key) else { return nil }
    if let choice = Choice(rawValue: text) { return choice }
    let words = Choice.allCases.map(\.rawValue)
    throw refusal(
      Wording("nieznana wartość „\(text)” klucza „\(path(to: key))”", en: "unknown value \"\(text)\" of \"\(path(to: key))\""),
      about: key, mend: JSONObjectReader.suggestion(for: text, among: words))
  }

  package mutating func requiredString(_ key: String) throws(Refusal) -> String { try required(key, try string(key)) }
  package mutating func requiredBoolean(_ key: String) throws(Refusal) -> Bool { try required(key, try boolean(key)) }
  package mutating func requiredInteger(_ key: String) throws(Refusal) -> Int { try required(key, try integer(key)) }
  package mutating func requiredNumber(_ key: String) throws(Refusal) -> Double { try required(key, try number(key)) }
  package mutating func requiredArray(_ key: String) throws(Refusal) -> [JSONValue] { try required(key, try array(key)) }
  package mutating func requiredStrings(_ key: String) throws(Refusal) -> [String] { try required(key, try strings(key)) }
  package mutating func requiredWording(_ key: String) throws(Refusal) -> Wording { try required(key, try wording(key)) }
  package mutating func requiredObject(_ key: String) throws(Refusal) -> JSONObjectReader {
    try required(key, try object(key))
  }
  package mutating func requiredObjects(_ key: String) throws(Refusal) -> [JSONObjectReader] {
    try required(key, try objects(key))
  }

  /// What was read, or the refusal of an object that lacks the key.
  package func required<Value>(_ key: String, _ value: Value?) throws(Refusal) -> Value {
    if let value { return value }
    let unknown = members.map(\.name).filter { !asked.contains($0) }
    let near = nearest(to: key, among: unknown)
    throw origin.refusal(
      Wording("brak klucza „\(path(to: key))”", en: "the key \"\(path(to: key))\" is missing"), at: position,
      mend: near.map { Wording("jest „\($0)”: czy to literówka?", en: "there is \"\($0)\": is it a slip?") }
        ?? Wording("dopisz go", en: "add it"))
  }

  /// Refuses keys that were never asked for; all of them, one finding each.
  package func finish() throws(Refusal) {
    let known = Set(asked)
    var findings: [Finding] = []
    for member in members where !known.contains(member.name) {
      let what = Wording(
        "nieznany klucz „\(path(to: member.name))”", en: "unknown key \"\(path(to: member.name))\"")
      let mend = JSONObjectReader.suggestion(for: member.name, among: asked)
      findings.append(
        Finding(
          .error, "unknown-key", at: origin.place(of: member.position),
          Wording("\(what.polish): \(mend.polish)", en: "\(what.english): \(mend.english)")))
      if findings.count == 1, members.count(where: { !known.contains($0.name) }) == 1 {
        throw origin.refusal(what, at: member.position, mend: mend, findings: findings)
      }
    }
    guard let first = findings.first else { return }
    throw Refusal(
      origin.kind,
      Wording(
        "\(findings.count) nieznane klucze: \(first.message.polish)",
        en: "\(findings.count) unknown keys: \(first.message.english)"),
      at: first.place, mend: Wording("popraw albo usuń te klucze", en: "mend or remove these keys"), findings: findings)
  }

  private mutating func member(_ key: String) -> JSONMember? {
    if !asked.contains(key) { asked.append(key) }
    return members.first { $0.name == key }
  }

  private func path(to key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
  private func path(to key: String, _ index: Int) -> String { "\(path(to: key))[\(index + 1)]" }
}

// Single values, wherever they stand.
extension JSONObjectReader {
  /// What a value may be, as a person names it.
  enum ValueType { case object, array, string, number, integer, boolean, null }

  private func string(_ value: JSONValue, _ path: String) throws(Refusal) -> String {
    guard case .string(let text) = value.content else { throw wrongType(value, is: .string, path) }
    return text
  }

  private func number(_ value: JSONValue, _ path: String) throws(Refusal) -> Double {
    guard case .number(let text) = value.content, let number = Double(text), number.isFinite else {
      throw wrongType(value, is: .number, path)
    }
    return number
  }

  private func integer(_ value: JSONValue, _ path: String) throws(Refusal) -> Int {
    guard case .number(let text) = value.content, let integer = Int(text) else {
      throw wrongType(value, is: .integer, path)
    }
    return integer
  }

  private func wrongType(_ value: JSONValue, is wanted: ValueType, _ path: String) -> Refusal {
    JSONObjectReader.wrongType(value, is: wanted, path, origin)
  }

  private static func wrongType(_ value: JSONValue, is wanted: ValueType, _ path: String, _ origin: JSONOrigin) -> Refusal {
    let there =
      switch value.content {
      case .null: name(of: .null)
      case .boolean: name(of: .boolean)
      case .number(let text): Wording("liczba \(text.prefix(40))", en: "number \(text.prefix(40))")
      case .string: name(of: .string)
      case .array: name(of: .array)
      case .object: name(of: .object)
      }
    let wish = name(of: wanted)
    let subject =
      path.isEmpty
      ? Wording("dokument", en: "the document") : Wording("wartość klucza „\(path)”", en: "the value of \"\(path)\"")
    return origin.refusal(
      Wording("\(subject.polish) to \(there.polish)", en: "\(subject.english) is \(there.english)"), at: value.position,
      mend: Wording("ma tu stać \(wish.polish)", en: "\(wish.english) should stand here"))
  }

  private static func name(of type: ValueType) -> Wording {
    switch type {
    case .object: Wording("obiekt {…}", en: "an object {…}")
    case .array: Wording("lista […]", en: "a list […]")
    case .string: Wording("tekst w cudzysłowie", en: "a quoted text")
    case .number: Wording("liczba", en: "a number")
    case .integer: Wording("liczba całkowita", en: "a whole number")
    case .boolean: Wording("true albo false", en: "true or false")
    case .null: Wording("null", en: "null")
    }
  }

  /// "Did you mean", or else the words there are.
  private static func suggestion(for word: String, among words: [String]) -> Wording {
    if let near = nearest(to: word, among: words) { return Wording("czy chodziło o „\(near)”?", en: "did you mean \"\(near)\"?") }
    let list = words.joined(separator: ", ")
    return Wording("możliwe są: \(list)", en: "possible are: \(list)")
  }
}
