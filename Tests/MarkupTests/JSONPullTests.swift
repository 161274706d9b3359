// Cases after RFC 8259, spec.json5.org and the kinds of mistakes that nst/JSONTestSuite collects; written anew.
import Bytes
import Findings
import Testing

@testable import Markup

@Suite struct JSONPullTests {
  static let origin = JSONOrigin(file: "plik.json", kind: .data)

  /// The events as text: names as `k`, strings `s`, numbers `n`.
  static func events(_ text: some Sequence<UInt8>, _ dialect: JSONDialect = .json) -> String {
    let whole = events(JSONPull(Array(text), from: origin, dialect: dialect))
    for size in [1, 2, 3, 7] {
      // Small pieces from the source, and a small buffer that they come into.
      let stream = Pieces(Array(text), size: size)
      #expect(events(JSONPull(stream, from: origin, dialect: dialect, chunk: size)) == whole, "pieces of \(size)")
    }
    return whole
  }

  private final class Pieces: ByteStream {
    private var rest: ArraySlice<UInt8>
    private let size: Int

    init(_ bytes: [UInt8], size: Int) {
      rest = bytes[...]
      self.size = size
    }

    func read(into buffer: inout [UInt8]) throws(Refusal) -> Int {
      let piece = rest.prefix(min(size, buffer.count))
      buffer.replaceSubrange(0..<piece.count, with: piece)
      rest = rest.dropFirst(piece.count)
      return piece.count
    }
  }

  private static func events(_ whole: JSONPull) -> String {
    var pull = whole
    var parts: [String] = []
    do {
      while let event = try pull.next() {
        switch event {
        case .beginObject: parts.append("{")
        case .endObject: parts.append("}")
        case .beginArray: parts.append("[")
        case .endArray: parts.append("]")
        case .name: parts.append("k\(pull.string)")
        case .string: parts.append("s\(pull.string)")
        case .number: parts.append("n\(pull.string)")
        case .boolean(let value): parts.append(value ? "true" : "false")
        case .null: parts.append("null")
        }
      }
    } catch { parts.append("! \(error.what.english) @\(error.place.row):\(error.place.column)") }
    return parts.joined(separator: " ")
  }

  @Test(arguments: [
    ("null", "null"), (" true ", "true"), ("false", "false"), ("\"\"", "s"), ("-0", "n-0"), ("2.80", "n2.80"),
    ("1E+2", "n1E+2"), ("[]", "[ ]"), ("{}", "{ }"), ("[[],{}]", "[ [ ] { } ]"),
    ("{\"a\":1,\"b\":[2,\"x\"]}", "{ ka n1 kb [ n2 sx ] }"),
    ("\u{FEFF}[1]", "[ n1 ]"),
    ("\"\\u0041\\n\\\"\\\\\\/\"", "sA\n\"\\/"), ("\"\\uD83D\\uDE00\"", "s😀"), ("\"żółw\"", "sżółw"),
    ("{\"\":\"\"}", "{ k s }"), ("\"\u{7F}\"", "s\u{7F}"),
  ]) func strictJSONIsRead(_ text: String, _ expected: String) {
    #expect(Self.events(text.utf8) == expected)
    #expect(Self.events(text.utf8, .json5) == expected)
  }

  @Test(arguments: [
    ("", "! the JSON ends where a value should be @1:1"),
    ("1 2", "n1 ! there is text after the end of the JSON value @1:3"),
    ("[1,]", "[ n1 ! \"„]”\" @1:4"),
    ("[1\n,,2]", "[ n1 ! comma @2:2"),
    ("{\"a\":1,}", "{ ka n1 ! name @1:8"),
    ("[1", "[ n1 ! the JSON breaks off: no \"]\" for line 1, column 1 @1:3"),
    ("{\"a\"", "{ ! colon @1:5"),
    ("{\"a\":", "{ ka ! breaks @1:6"),
    ("{\"a\" 1}", "{ ! colon @1:6"),
    ("01", "! a number with a leading zero @1:1"),
    ("1.", "! number @1:1"), (".5", "! value @1:1"), ("+1", "! value @1:1"), ("1e", "! number @1:1"),
    ("0x1", "! number @1:1"), ("-", "! number @1:1"), ("1a", "! number @1:1"), ("NaN", "! word @1:1"),
    ("nul", "! word @1:1"), ("'a'", "! value @1:1"), ("// x\n1", "! value @1:1"), ("{a:1}", "{ ! name @1:2"),
    ("\"a", "! close @1:1"), ("\"a\nb\"", "! close @1:1"), ("\"\t\"", "! control @1:1"), ("\"\\x41\"", "! escape @1:1"),
    ("\"\\uD800\"", "! half @1:1"), ("\"\\uDC00\"", "! half @1:1"), ("\"\\uD800\\u0041\"", "! half @1:1"),
    ("\"\\u00g0\"", "! escape @1:1"),
    ("{\"ą\":1,\r\n  \"ą\":2}", "{ ką n1 ! twice @2:3"),
    ("[1}", "[ n1 ! comma @1:3"), ("\u{A0}1", "! value @1:1"), ("]", "! value @1:1"),
  ]) func mistakesAreRefusedWithTheirPlace(_ text: String, _ expected: String) {
    let found = Self.events(text.utf8)
    let before = expected.prefix { $0 != "!" }
    let place = expected.drop { $0 != "@" }
    #expect(found.hasPrefix(before + "! ") && found.hasSuffix(place), "\(found)")
  }

  @Test(arguments: [
    ("// c\r\n{a: 1, 'b': +.5, /* x */ $c_1: 0x1F,}", "{ ka n1 kb n0.5 k$c_1 n31 }"),
    ("[1, 2,]", "[ n1 n2 ]"), ("'it\\'s \"x\"'", "sit's \"x\""), ("\"a\\\nb\"", "sab"), ("\"a\\\r\nb\"", "sab"),
    ("\u{A0}\u{2028}\u{FEFF}1", "n1"), ("{żółw: 'x'}", "{ kżółw sx }"), ("5.", "n5"), ("-.5e1", "n-0.5e1"),
    ("'\\x41\\v\\0\\q'", "sA\u{B}\0q"), ("[]//", "[ ]"),
  ]) func json5IsReadForConfigurations(_ text: String, _ expected: String) {
    #expect(Self.events(text.utf8, .json5) == expected)
    #expect(Self.events(text.utf8, .json).contains("!"))
  }

  @Test(arguments: [
    "[,]", "{,}", "[1,,]", "/*", "/", "Infinity", "-Infinity", ".", "'a", "{1a:2}", "\"\\1\"", "0x", "0x10000000000000000",
    "{a:1,a:2}", "[1 2]", "{a 1}",
  ]) func json5RefusesToo(_ text: String) {
    #expect(Self.events(text.utf8, .json5).contains("!"))
  }

  @Test func bytesThatAreNoUTF8AreRefused() {
    for bytes: [UInt8] in [
      [0x22, 0xB9, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0xFF], [0x22, 0xC4, 0x22],
    ] {
      #expect(Self.events(bytes).contains("!"), "\(bytes)")
    }
  }

  @Test func limitsHoldAndAreNamed() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(Self.events(deep.utf8).hasSuffix("more than 256 levels of nesting @1:257"))
    var limits = JSONLimits()
    limits.text = 3
    limits.members = 1
    for (text, expected) in [("\"abcd\"", "3 bytes"), ("1234", "3 bytes"), ("{\"a\":1,\"b\":2}", "1 names")] {
      var pull = JSONPull(Array(text.utf8), from: Self.origin, dialect: .json, limits: limits)
      let refusal = #expect(throws: Refusal.self) { while try pull.next() != nil {} }
      #expect(refusal?.what.english.contains(expected) == true)
      #expect(refusal?.kind == .data)
    }
  }

  @Test func columnsCountCharacters() {
    #expect(Self.events("[\"ąę\", x]".utf8).hasSuffix("@1:8"))
    #expect(Self.events("[\r\n\r\r\n  x]".utf8).hasSuffix("@4:3"))
  }
}
