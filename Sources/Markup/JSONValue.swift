package import Findings

/// A JSON value and where it stands. Two values are equal when they say the same, wherever they stand.
package struct JSONValue: Sendable {
  package indirect enum Content: Sendable, Hashable {
    case null
    case boolean(Bool)
    /// The number's text in the grammar of RFC 8259, digits as published (`2.80` stays `2.80`).
    case number(String)
    case string(String)
    case array([JSONValue])
    /// In the order of the text; no name stands twice.
    case object([JSONMember])
  }

  package var content: Content
  /// Of the value's first character.
  package var position: TextPosition

  package init(_ content: Content, at position: TextPosition = TextPosition()) {
    self.content = content
    self.position = position
  }
}

/// One `name: value` of an object.
package struct JSONMember: Sendable, Hashable {
  package var name: String
  package var value: JSONValue
  /// Of the name.
  package var position: TextPosition

  package init(_ name: String, _ value: JSONValue, at position: TextPosition = TextPosition()) {
    self.name = name
    self.value = value
    self.position = position
  }

  package static func == (a: JSONMember, b: JSONMember) -> Bool { a.name == b.name && a.value == b.value }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(value)
  }
}

extension JSONValue: Hashable {
  package static func == (a: JSONValue, b: JSONValue) -> Bool { a.content == b.content }

  package func hash(into hasher: inout Hasher) { hasher.combine(content) }
}

// Documents that the program itself makes.
extension JSONValue {
  package static var null: JSONValue { JSONValue(.null) }

  package static func boolean(_ value: Bool) -> JSONValue { JSONValue(.boolean(value)) }

  package static func string(_ value: String) -> JSONValue { JSONValue(.string(value)) }

  package static func integer(_ value: Int) -> JSONValue { JSONValue(.number(String(value))) }

  /// The shortest text that reads back the same; JSON has no NaN and no infinity, so these become `null`.
  package static func number(_ value: Double) -> JSONValue {
    guard let text = JSONWriter.numberText(value) else { return .null }
    return JSONValue(.number(text))
  }

  package static func array(_ values: [JSONValue]) -> JSONValue { JSONValue(.array(values)) }

  /// Members in the order given; the names must differ.
  package static func object(_ members: [(String, JSONValue)]) -> JSONValue {
    JSONValue(.object(members.map { JSONMember($0.0, $0.1) }))
  }

  /// The same document with the names of every object in byte order.
  package var sortedByName: JSONValue {
    switch content {
    case .array(let elements): JSONValue(.array(elements.map(\.sortedByName)), at: position)
    case .object(let members):
      JSONValue(
        .object(
          members.map { JSONMember($0.name, $0.value.sortedByName, at: $0.position) }
            .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }),
        at: position)
    default: self
    }
  }
}

extension JSONValue {
  /// Reads a whole text into a value.
  ///
  /// - Throws: a refusal of `origin.kind` with file, line and column: not UTF-8, not JSON, a name that stands twice in an
  ///   object, text after the value, a limit exceeded.
  package static func read(
    _ bytes: [UInt8], from origin: JSONOrigin, dialect: JSONDialect = .json5, limits: JSONLimits = JSONLimits()
  ) throws(Refusal) -> JSONValue {
    var pull = JSONPull(bytes, from: origin, dialect: dialect, limits: limits)
    guard let event = try pull.next() else { throw pull.nothingThere() }
    let value = try read(event, &pull)
    // The text must end here: `next` refuses anything that follows.
    _ = try pull.next()
    return value
  }

  /// Recursion is bounded by `JSONLimits.depth`.
  private static func read(_ event: JSONPull.Event, _ pull: inout JSONPull) throws(Refusal) -> JSONValue {
    let position = pull.position
    switch event {
    case .null: return JSONValue(.null, at: position)
    case .boolean(let value): return JSONValue(.boolean(value), at: position)
    case .number: return JSONValue(.number(pull.string), at: position)
    case .string: return JSONValue(.string(pull.string), at: position)
    case .beginArray:
      var elements: [JSONValue] = []
      while let event = try pull.next(), event != .endArray { elements.append(try read(event, &pull)) }
      return JSONValue(.array(elements), at: position)
    case .beginObject:
      var members: [JSONMember] = []
      while let event = try pull.next(), event == .name {
        let name = (text: pull.string, position: pull.position)
        guard let event = try pull.next() else { throw pull.nothingThere() }
        members.append(JSONMember(name.text, try read(event, &pull), at: name.position))
      }
      return JSONValue(.object(members), at: position)
    case .name, .endArray, .endObject: throw pull.nothingThere()
    }
  }
}
