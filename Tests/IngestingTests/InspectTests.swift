import Bytes
import Findings
import Ingesting
import Markup
import Testing

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
