import Bytes
import Findings
import Markup
import Testing

@testable import Ingesting

@Suite struct InspectTests {
  private func document(_ bytes: [UInt8], _ options: InspectionOptions = InspectionOptions()) throws -> String {
    final class Gathered { var bytes: [UInt8] = [] }
    let gathered = Gathered()
    _ = try inspect(Input(name: "plik", bytes: bytes), options) { (piece) throws(Refusal) in gathered.bytes += piece }
    return try #require(String(validating: gathered.bytes, as: UTF8.self))
  }

  @Test func delimitedText() throws {
    let text = try document(Array("Kod;Nazwa\n01;\"a \"\"b\"\"\"\n\n02\n".utf8))
    #expect(
      text.hasPrefix(
        #"{"schema":"diagnoza.inspect/1","file":"plik","format":"csv","delimiter":";","delimiter_by":"detected","quote":"\"","tables":[{"name":"","rows":[["Kod","Nazwa"],["01","a \"b\""],["02"]]}],"structure":{"columns":2,"preamble_rows":0,"header_rows":1,"footer_rows":1,"ragged_rows":0},"encoding":"utf-8","encoding_by":"detected","#
      ))
    #expect(
      text.hasSuffix(
        #""findings":[{"severity":"note","code":"footer","sheet":"","row":4,"column":0,"message":"rows below the table: 1, the first here"}]}"#
          + "\n"))
  }

  /// The wide download of the bank as a spreadsheet saves it anew, and as it was.
  @Test func aHeaderThatHasFallenApartIsRefused() throws {
    let rows = "2801000;bartoszycki;5,2;6,3\n2802000;braniewski;7,1;8,2\n"
    let torn = "Kod;Nazwa;ogółem;wartość liczbowa;2010;[%];ogółem;wartość liczbowa;2011;[%]\n" + rows
    let verdicts = verdicts(Input(name: "plik", bytes: Array(torn.utf8)))
    #expect(verdicts.json == verdicts.text && verdicts.json.contains("10"))
    let whole = "Kod;Nazwa;\"ogółem;wartość liczbowa;2010;[%]\";\"ogółem;wartość liczbowa;2011;[%]\"\n" + rows
    #expect(try document(Array(whole.utf8)).contains("\"preamble_rows\":0"))
  }

  @Test func whatStandsAloneInAnArchiveAndIsNoTableIsToldBesideTheEntries() throws {
    let alone = try document(InspectArchiveTests.zip([("pismo.pdf", Array("%PDF-1.4".utf8))]))
    #expect(alone.contains(#""name":"pismo.pdf","size":8"#))
    #expect(alone.contains(#""code":"unreadable-member""#) && alone.contains("PDF document"))
    // What macOS puts beside is an entry, and no second file.
    let mac = try document(
      InspectArchiveTests.zip([
        ("a.csv", Array("a;b\n".utf8)), ("__MACOSX/._a.csv", [0, 5, 22, 7, 0]), (".DS_Store", [0, 0, 1]),
      ]))
    #expect(mac.contains(#""name":"__MACOSX/._a.csv""#) && mac.contains(#""rows":[["a","b"]]"#))
    // A damaged or encrypted one is refused as it is by itself.
    let broken = try InspectArchiveTests.zip([("a.csv", Array("a;b\n1;\"2\n".utf8))])
    #expect(throws: Refusal.self) { try document(broken) }
  }

  @Test("Characters that turn the direction of writing are told in every format", arguments: hidden.indices)
  func hiddenCharacters(index: Int) throws {
    let (name, bytes) = try Self.hidden[index]()
    let text = try document(bytes)
    #expect(text.contains(#""code":"direction-character""#), "\(name)")
  }

  private static let hidden: [@Sendable () throws -> (name: String, bytes: [UInt8])] = [
    { ("csv", Array("a;b\u{202E}\n".utf8)) }, { ("xml", Array("<a>b\u{202E}</a>".utf8)) },
    { ("xml attribute", Array("<a b='\u{202E}'/>".utf8)) }, { ("json", Array("[\"\u{202E}\"]".utf8)) },
    { ("json name", Array("{\"\u{202E}\": 1}".utf8)) }, { ("html", Array("<table><tr><td>\u{202E}</td></tr></table>".utf8)) },
    { ("xlsx", try XLSXFixture("<row><c t='str'><v>\u{202E}</v></c></row>").bytes()) },
    { ("xls", XLSFixture(XLSFixture.label(0, 0, shared: 0), globals: XLSFixture.shared([XLSFixture.text("\u{202E}")])).bytes()) },
    {
      let cell = ODSFixture.row("<table:table-cell office:value-type='string'><text:p>\u{202E}</text:p></table:table-cell>")
      return ("ods", try ODSFixture.bytes(ODSFixture.content(ODSFixture.sheet(cell))))
    },
    { ("dbf", DBFTests.table([("A", "C", 4, 0)], [[32, 0xE2, 0x80, 0xAE, 32]])) },
    { ("zip", try InspectArchiveTests.zip([("a\u{202E}vsc.exe", Array("a;b\n".utf8)), ("b.csv", Array("a;b\n".utf8))])) },
  ]

  @Test func limitAndOptions() throws {
    var options = InspectionOptions(limit: 1)
    options.reading.encoding = .windows1250
    let text = try document([0x61, 0x2c, 0xb9, 10, 0x62, 0x2c, 0x63, 10], options)
    #expect(text.contains(#""rows":[["a","ą"]]"#))
    #expect(text.contains(#""encoding":"windows-1250","encoding_by":"chosen""#))
  }

  @Test func refusedFilesPrintNothing() {
    final class Gathered { var count = 0 }
    let gathered = Gathered()
    for bytes in [Array("a;b\n1;2\n3;\"4\n".utf8), Array("%PDF-1.4".utf8), []] {
      let refused = refusal { () throws(Refusal) in
        _ = try inspect(Input(name: "plik", bytes: bytes), InspectionOptions()) { (piece) throws(Refusal) in
          gathered.count += piece.count
        }
      }
      #expect(refused?.kind == .data)
    }
    #expect(gathered.count == 0)
  }

  @Test func xmlAndJSON() throws {
    #expect(try document(Array("<a b='1'>x<c/></a>".utf8)).contains(#""tree":["a",{"b":"1"},["x",["c",{},[]]]]"#))
    #expect(try document(Array("[1.50, {\"a\": null}]".utf8)).contains(#""tree":[1.50,{"a":null}]"#))
  }

  /// What inspecting in JSON refuses and what inspecting in text refuses, in English; "-" for nothing.
  private func verdicts(_ input: Input) -> (json: String, text: String) {
    let json = refusal { () throws(Refusal) in _ = try inspect(input, InspectionOptions()) { (_) throws(Refusal) in } }
    let text = refusal { () throws(Refusal) in _ = try inspectAsText(input, InspectionOptions()) }
    return (json?.what.english ?? "-", text?.what.english ?? "-")
  }

  @Test func bothWaysOfInspectingGiveOneVerdict() throws {
    func wide(_ text: String) -> [UInt8] { OLE2Fixture.halves(Array(text.utf16)) }
    func nested(_ depth: Int) -> [UInt8] {
      [UInt8](repeating: UInt8(ascii: "["), count: depth) + [UInt8](repeating: UInt8(ascii: "]"), count: depth)
    }
    let twins = Array(#"{"a":1,"a":2}"#.utf8)
    let good: [(String, [UInt8])] = [
      ("a.json", wide(#"{"a":"ą"}"#)), ("a.json", [0xFF, 0xFE] + wide("[1]")), ("a.json", wide(#"["数据"]"#)),
      ("a.json", twins), ("a.json", nested(500)),
      ("a.zip", try InspectArchiveTests.zip([("b.json", twins), ("c.csv", Array("a;b\n".utf8))])),
      ("b.zip", try InspectArchiveTests.zip([("b.json", twins)])),
    ]
    for (name, bytes) in good {
      let found = verdicts(Input(name: name, bytes: bytes))
      #expect(found.json == "-" && found.text == "-", "\(name) \(found)")
    }
    var damaged = try InspectArchiveTests.zip([("a", Array("abc".utf8)), ("b", Array("abc".utf8))])
    // The last byte of the first stored content.
    damaged[30 + 1 + 2] ^= 1
    let bad: [(String, [UInt8])] = [
      ("a.json", nested(1001)), ("a.json", Array("[1".utf8)), ("a.zip", damaged),
      ("b.zip", try InspectArchiveTests.zip([("b.json", Array(#"{"a":}"#.utf8))])),
      ("c.zip", try InspectArchiveTests.zip([("b.csv", Array("a;b\n1;\"2\n".utf8))])),
    ]
    for (name, bytes) in bad {
      let found = verdicts(Input(name: name, bytes: bytes))
      #expect(found.json != "-" && found.json == found.text, "\(name) \(found)")
    }
    let shown = try inspectAsText(Input(name: "a.json", bytes: twins), InspectionOptions())
    #expect(shown.contains("finding:    names that stood in their object before: 1\n"))
  }

  @Test func textForPeople() throws {
    let input = Input(name: "plik", bytes: Array("Kod;Nazwa\n01;\u{1b}[31mEłk\n".utf8))
    let polish = try inspectAsText(input, InspectionOptions(language: .polish))
    #expect(polish.contains("rodzaj:     tekst z separatorami (CSV)\n"))
    #expect(polish.contains("kodowanie:  utf-8 (wykryte)\n"))
    #expect(polish.contains("tabela:     2 wierszy, 2 kolumn\n"))
    #expect(polish.contains("  1  Kod | Nazwa\n"))
    #expect(!polish.contains("\u{1b}"))
    let english = try inspectAsText(Input(name: "x", bytes: Array("<a><b/><b/></a>".utf8)), InspectionOptions(language: .english))
    #expect(english.contains("elements:   3\n  a  × 1\n  a/b  × 2\n"))
    let json = try inspectAsText(
      Input(name: "x", bytes: Array("{\"results\":[{\"id\":1},{\"id\":2}]}".utf8)), InspectionOptions(language: .english))
    #expect(json.contains("  /results[]/id  × 2\n"))
  }
}
