import Findings
import Testing

@testable import Markup

@Suite struct JSONWriterTests {
  static let document = JSONValue.object([
    ("schema", .string("x/1")), ("empty", .array([])), ("none", .object([])),
    ("rows", .array([.array([.integer(-1), .number(12.5)]), .null, .boolean(true)])), ("last", .string("ż\"\\\n\u{1}")),
  ])

  @Test func compactHasNoWhiteSpace() {
    #expect(
      String(decoding: JSONWriter.bytes(of: Self.document), as: UTF8.self)
        == #"{"schema":"x/1","empty":[],"none":{},"rows":[[-1,12.5],null,true],"last":"ż\"\\\n\u0001"}"#)
  }

  @Test func prettyHasTwoSpacesALevel() {
    #expect(
      String(decoding: JSONWriter.bytes(of: Self.document, .pretty), as: UTF8.self) == #"""
        {
          "schema": "x/1",
          "empty": [],
          "none": {},
          "rows": [
            [
              -1,
              12.5
            ],
            null,
            true
          ],
          "last": "ż\"\\\n\u0001"
        }

        """#)
  }

  @Test(arguments: [
    (3.0, "3"), (12.5, "12.5"), (0.1 + 0.2, "0.30000000000000004"), (-0.0, "0"), (1e21, "1000000000000000000000"),
    (1e-7, "0.0000001"), (.nan, "null"),
    (.infinity, "null"),
  ]) func numbersAreTheShortestThatReadBack(_ value: Double, _ expected: String) {
    var writer = JSONWriter()
    writer.number(value)
    #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
  }

  @Test func whatIsWrittenIsReadBack() throws {
    let every = String(String.UnicodeScalarView((0...0x2FF).compactMap { UnicodeScalar($0) }))
    let value = JSONValue.object([(every, .string(every)), ("", Self.document)])
    for layout in [JSONWriter.Layout.compact, .pretty] {
      let bytes = JSONWriter.bytes(of: value, layout)
      #expect(try JSONValue.read(bytes, from: JSONOrigin(file: "", kind: .data), dialect: .json) == value)
    }
  }

  @Test func drainingInTheMiddleChangesNothing() {
    var whole = JSONWriter(.pretty)
    var parts = JSONWriter(.pretty)
    var drained: [UInt8] = []
    func write(_ writer: inout JSONWriter, _ drain: Bool) {
      writer.beginArray()
      for index in 0..<3 {
        writer.beginObject()
        if drain { drained += writer.drain() }
        writer.name("a")
        if drain { drained += writer.drain() }
        writer.integer(index)
        writer.endObject()
      }
      writer.endArray()
    }
    write(&whole, false)
    write(&parts, true)
    #expect(drained + parts.bytes == whole.bytes)
  }
}
