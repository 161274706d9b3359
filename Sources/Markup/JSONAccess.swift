/// Ways into a document whose shape is only hoped for: what is not there, or is something else, is nil or empty.
extension JSONValue {
  package subscript(name: String) -> JSONValue? { members.first { $0.name == name }?.value }

  package var members: [JSONMember] { if case .object(let members) = content { members } else { [] } }

  package var elements: [JSONValue] { if case .array(let elements) = content { elements } else { [] } }

  package var text: String? { if case .string(let text) = content { text } else { nil } }

  package var numberText: String? { if case .number(let text) = content { text } else { nil } }

  package var double: Double? { numberText.flatMap(Double.init) }
}
