import Bytes

/// Writes JSON: the same calls give the same bytes. Names come in the order given; a caller that wants them sorted writes
/// `JSONValue.sortedByName`.
///
/// The text gathers in `bytes`; a caller with a long document takes it away with `drain` as it grows.
package struct JSONWriter: Sendable {
  package enum Layout: Sendable, Hashable {
    /// No white space at all.
    case compact
    /// Two spaces a level, one value a line.
    case pretty
  }

  package private(set) var bytes: [UInt8] = []
  private let layout: Layout
  /// One entry an open array or object: whether something stands in it.
  private var filled: [Bool] = []
  private var afterName = false

  package init(_ layout: Layout = .compact) { self.layout = layout }

  /// The document's bytes: pretty texts end with a line feed.
  package static func bytes(of value: JSONValue, _ layout: Layout = .compact) -> [UInt8] {
    var writer = JSONWriter(layout)
    writer.value(value)
    if layout == .pretty { writer.bytes.append(0x0A) }
    return writer.bytes
  }

  /// Hands over what has been written so far and begins anew at the same place of the document.
  package mutating func drain() -> [UInt8] {
    defer { bytes.removeAll(keepingCapacity: true) }
    return bytes
  }

  package mutating func beginObject() { begin(UInt8(ascii: "{")) }
  package mutating func endObject() { end(UInt8(ascii: "}")) }
  package mutating func beginArray() { begin(UInt8(ascii: "[")) }
  package mutating func endArray() { end(UInt8(ascii: "]")) }

  /// The name of the member whose value is written next.
  package mutating func name(_ name: String) {
    separate()
    quote(name.utf8)
    bytes.append(UInt8(ascii: ":"))
    if layout == .pretty { bytes.append(0x20) }
    afterName = true
  }

  package mutating func string(_ text: String) {
    separate()
    quote(text.utf8)
  }

  /// A string given as UTF-8; the caller knows that it is.
  package mutating func string(utf8: some Sequence<UInt8>) {
    separate()
    quote(utf8)
  }

  package mutating func integer(_ value: Int) { numberText(String(value)) }

  /// JSON has no NaN and no infinity: these become `null`.
  package mutating func number(_ value: Double) {
    if let text = JSONWriter.numberText(value) { numberText(text) } else { null() }
  }

  /// A number in the grammar of RFC 8259, digits as given.
  package mutating func numberText(_ text: String) { raw(text) }

  /// A value that is JSON already, such as a number's text; the caller knows that it is.
  package mutating func literal(utf8: some Sequence<UInt8>) {
    separate()
    bytes.append(contentsOf: utf8)
  }

  package mutating func boolean(_ value: Bool) { raw(value ? "true" : "false") }
  package mutating func null() { raw("null") }

  package mutating func value(_ value: JSONValue) {
    switch value.content {
    case .null: null()
    case .boolean(let value): boolean(value)
    case .number(let text): numberText(text)
    case .string(let text): string(text)
    case .array(let elements):
      beginArray()
      for element in elements { self.value(element) }
      endArray()
    case .object(let members):
      beginObject()
      for member in members {
        name(member.name)
        self.value(member.value)
      }
      endObject()
    }
  }

  /// The shortest text that reads back as the same number, whole numbers without `.0`; nil for NaN and infinities.
  static func numberText(_ value: Double) -> String? {
    value.isFinite ? NumberPrinting.shortest(value) : nil
  }

  private mutating func raw(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
  }

  private mutating func begin(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    filled.append(false)
  }

  private mutating func end(_ bracket: UInt8) {
    let hadContent = filled.popLast() ?? false
    if hadContent { breakLine() }
    bytes.append(bracket)
  }

  private mutating func separate() {
    if afterName {
      afterName = false
      return
    }
    guard let isFilled = filled.last else { return }
    if isFilled { bytes.append(UInt8(ascii: ",")) }
    filled[filled.count - 1] = true
    breakLine()
  }

  private mutating func breakLine() {
    guard layout == .pretty else { return }
    bytes.append(0x0A)
    for _ in 0..<filled.count { bytes.append(contentsOf: [0x20, 0x20]) }
  }

  private mutating func quote(_ text: some Sequence<UInt8>) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
      case 0x0A: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "n")])
      case 0x0D: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "r")])
      case 0x09: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "t")])
      case 0..<0x20, 0x7F:
        bytes.append(contentsOf: "\\u00".utf8)
        bytes.append(JSONWriter.hexadecimal(byte >> 4))
        bytes.append(JSONWriter.hexadecimal(byte & 15))
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func hexadecimal(_ digit: UInt8) -> UInt8 {
    digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
  }
}
