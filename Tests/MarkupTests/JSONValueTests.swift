import Findings
import Testing

@testable import Markup

@Suite struct JSONValueTests {
  static let origin = JSONOrigin(file: "a.json", kind: .configuration)

  static func read(_ text: String) throws -> JSONValue { try JSONValue.read(Array(text.utf8), from: origin) }

  @Test func aTreeHasTheContentAndThePlaces() throws {
    let value = try Self.read("{\n  a: [1, 'x'],\n  \"b\": null\n}")
    #expect(value == .object([("a", .array([.integer(1), .string("x")])), ("b", .null)]))
    guard case .object(let members) = value.content, case .array(let elements) = members[0].value.content else {
      Issue.record("no object with an array")
      return
    }
    #expect(members[1].position == TextPosition(line: 3, column: 3))
    #expect(elements[1].position == TextPosition(line: 2, column: 10))
  }

  @Test func numbersKeepTheirDigits() throws {
    #expect(try Self.read("2.80") == JSONValue(.number("2.80")))
    #expect(try Self.read("12345678901234567890.1") == JSONValue(.number("12345678901234567890.1")))
  }

  @Test(arguments: ["", "[", "{\"a\"}", "[1] 2", "{\"a\":1,\"a\":1}", "]"]) func mistakesAreOfTheKindAskedFor(_ text: String) {
    let refusal = #expect(throws: Refusal.self) { try Self.read(text) }
    #expect(refusal?.kind == .configuration)
    #expect(refusal?.place.file == "a.json")
    #expect(refusal?.place.row == 1)
  }

  @Test func deepNestingUpToTheLimitIsRead() throws {
    let text = String(repeating: "[", count: 256) + String(repeating: "]", count: 256)
    _ = try Self.read(text)
    #expect(throws: Refusal.self) { try Self.read("[" + text + "]") }
  }

  @Test func sortedByNameSortsEveryLevel() throws {
    let value = try Self.read("{b: {z: 1, a: 2}, a: [{d: 1, c: 2}], ą: 1}")
    #expect(
      String(decoding: JSONWriter.bytes(of: value.sortedByName), as: UTF8.self)
        == #"{"a":[{"c":2,"d":1}],"b":{"a":2,"z":1},"ą":1}"#)
  }
}
