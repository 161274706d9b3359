import Findings
import Testing

@testable import Markup

@Suite struct JSONObjectReaderTests {
  static let origin = JSONOrigin(file: "w.json", kind: .configuration)

  enum Colour: String, CaseIterable { case red, green }

  static func reader(_ text: String) throws -> JSONObjectReader {
    try JSONObjectReader(reading: Array(text.utf8), from: origin)
  }

  @Test func everyTypeIsRead() throws {
    var reader = try Self.reader(
      """
      {s: 'x', b: true, i: -3, n: 2.5, ss: ['a', 'b'], is: [1, 2], o: {k: 1}, os: [{k: 1}, {k: 2}], e: 'green', nothing: null,
       signs: {'.': 'x', '-': 'y'}, title: 'T', both: {pl: 'P', en: 'E'}}
      """)
    #expect(try reader.requiredString("s") == "x")
    #expect(try reader.requiredBoolean("b"))
    #expect(try reader.requiredInteger("i") == -3)
    #expect(try reader.requiredNumber("n") == 2.5)
    #expect(try reader.requiredNumber("i") == -3)
    #expect(try reader.requiredStrings("ss") == ["a", "b"])
    #expect(try reader.integers("is") == [1, 2])
    var object = try reader.requiredObject("o")
    #expect(try object.integer("k") == 1)
    try object.finish()
    #expect(try reader.requiredObjects("os").count == 2)
    #expect(try reader.choice("e", of: Colour.self) == .green)
    #expect(try reader.string("nothing") == nil)
    #expect(try reader.string("absent") == nil)
    #expect(try reader.stringMembers("signs")?.map(\.name) == [".", "-"])
    #expect(try reader.wording("title") == Wording("T", en: "T"))
    #expect(try reader.wording("both") == Wording("P", en: "E"))
    try reader.finish()
  }

  @Test(arguments: [
    ("{\n  regoin: 1}", "unknown key \"regoin\"", "did you mean \"region\"?", 2, 3),
    ("{zzz: 1}", "unknown key \"zzz\"", "possible are: region, years", 1, 2),
    ("{a1: 1, a2: 2}", "2 unknown keys: unknown key \"a1\": possible are: region, years", "mend or remove these keys", 1, 2),
  ]) func unknownKeysAreRefused(_ text: String, _ what: String, _ mend: String, _ line: Int, _ column: Int) throws {
    var reader = try Self.reader(text)
    _ = reader.value("region")
    _ = reader.value("years")
    let finished = reader
    let refusal = #expect(throws: Refusal.self) { try finished.finish() }
    #expect(refusal?.kind == .configuration)
    #expect(refusal?.what.english == what)
    #expect(refusal?.mend.english == mend)
    #expect(refusal?.place == Place(file: "w.json", row: line, column: column))
    #expect(refusal?.findings.isEmpty == false)
  }

  @Test func wrongTypesSayWhatShouldStand() throws {
    func refused(_ text: String, _ take: (inout JSONObjectReader) throws -> Void) throws -> String {
      var reader = try Self.reader(text)
      let refusal = #expect(throws: Refusal.self) { try take(&reader) }
      return "\(refusal?.what.english ?? "") - \(refusal?.mend.english ?? "") @\(refusal?.place.column ?? 0)"
    }
    #expect(
      try refused("{a: 1}") { _ = try $0.string("a") } == "the value of \"a\" is number 1 - a quoted text should stand here @5")
    #expect(try refused("{a: 1.5}") { _ = try $0.integer("a") }.contains("a whole number"))
    #expect(try refused("{a: 1e999}") { _ = try $0.number("a") }.contains("a number"))
    #expect(try refused("{a: 'x'}") { _ = try $0.boolean("a") }.contains("true or false"))
    #expect(try refused("{a: {}}") { _ = try $0.array("a") }.contains("a list"))
    #expect(try refused("{a: []}") { _ = try $0.object("a") }.contains("an object"))
    #expect(try refused("{a: ['x', 1]}") { _ = try $0.strings("a") }.hasPrefix("the value of \"a[2]\" is number 1"))
    #expect(try refused("{a: 'gren'}") { _ = try $0.choice("a", of: Colour.self) }.contains("did you mean \"green\"?"))
    #expect(
      try refused("{a: {b: {c: 1}}}") {
        var inner = try $0.requiredObject("a")
        var deeper = try inner.requiredObject("b")
        _ = try deeper.string("c")
      }.hasPrefix("the value of \"a.b.c\""))
    #expect(throws: Refusal.self) { try Self.reader("[1]") }
  }

  @Test func aMissingKeyNamesTheSlip() throws {
    var reader = try Self.reader("{titel: 'x'}")
    let refusal = #expect(throws: Refusal.self) { try reader.requiredString("title") }
    #expect(refusal?.what.english == "the key \"title\" is missing")
    #expect(refusal?.mend.english == "there is \"titel\": is it a slip?")
  }
}
