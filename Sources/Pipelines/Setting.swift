/// A value together with who set it: the product's standard, what the data showed, or a person.
package struct Setting<Value: Sendable>: Sendable {
  package enum Origin: String, Sendable {
    case standard, detected, chosen
  }

  package var value: Value
  package var origin: Origin

  package init(_ value: Value, _ origin: Origin) {
    self.value = value
    self.origin = origin
  }

  package static func standard(_ value: Value) -> Setting { Setting(value, .standard) }
  package static func chosen(_ value: Value) -> Setting { Setting(value, .chosen) }
}
