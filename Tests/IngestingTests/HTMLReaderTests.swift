import Bytes
import Findings
import Testing

@testable import Ingesting

@Suite struct HTMLReaderTests {
  static func read(_ bytes: [UInt8]) throws(Refusal) -> CollectedCells {
    var cells = CollectedCells()
    _ = try readHTML(Input(name: "x.xls", bytes: bytes), into: &cells)
    return cells
  }

  static func lines(_ html: String) throws -> [String] { try read(Array(html.utf8)).lines }

  @Test func aTableIsReadAsASheet() throws {
    let html =
      "<!DOCTYPE html><html><head><title>x</title><style>td{a:b}</style></head><body>tytuł<table border=1>"
      + "<tr><th>Kod<th>Nazwa</tr><tr><td>0201011</td><td> Boles&#322;awiec&nbsp;\n <b>miasto</b><br>x </td>"
      + "<tr><td>5,2<td style='display: none'>ukryte</table></body>"
    #expect(try detectFormat(Input(name: "x.xls", bytes: Array(html.utf8))) == .html)
    #expect(
      try Self.lines(html) == [
        "1,1 text Kod", "1,2 text Nazwa", "2,1 text 0201011", "2,2 text Bolesławiec\u{A0} miasto\nx", "3,1 text 5,2",
      ])
  }

  @Test func spansKeepTheirRoom() throws {
    let html =
      "<table><tr><td rowspan=2>a<td colspan='2'>b<td>c<tr><td>d<td>e<td>f</table>"
    let cells = try Self.read(Array(html.utf8))
    #expect(
      cells.lines == ["1,1 text a", "1,2 text b", "1,4 text c", "2,2 text d", "2,3 text e", "2,4 text f"])
    #expect(cells.merged == [["A1:A2", "B1:C1"]])
  }

  @Test func aTableInATableIsOneOfItsOwn() throws {
    let cells = try Self.read(Array("<table><tr><td>a<table><tr><td>b</table>c</table><table><tr><td>d</table>".utf8))
    #expect(cells.lines == ["1,1 text ac", "1,1 text b", "1,1 text d"])
    #expect(cells.headings.map(\.name) == ["1", "2", "3"])
  }

  @Test func theEncodingIsThatOfTheBytesOrAsThePageSays() throws {
    let head = Array("<html><meta http-equiv=Content-Type content=\"text/html; charset=windows-1250\"><table><tr><td>".utf8)
    #expect(try Self.read(head + [0xBF, 0xF3, 0xB3, 0x77]).lines == ["1,1 text żółw"])
    #expect(try Self.read(head + Array("żółw".utf8)).lines == ["1,1 text żółw"])
  }

  @Test func odditiesArePassedOver() throws {
    #expect(
      try Self.lines("<table><tr><td>1 < 2 & 3 &lt; 4 &foo; <!-- <td>x --> <script>'<td>'</script>y") == [
        "1,1 text 1 < 2 & 3 < 4 &foo; y"
      ])
    #expect(try Self.lines("<table><td>a</td></table>") == ["1,1 text a"])
  }

  @Test func whatHoldsNoTableIsRefused() {
    func refused(_ html: String) -> String {
      refusal { () throws(Refusal) in _ = try Self.read(Array(html.utf8)) }?.what.english ?? "-"
    }
    #expect(refused("<html><body>Błąd 404</body></html>").contains("without a table"))
    #expect(refused(String(repeating: "<table><tr><td>", count: 100)).contains("64"))
    let wide = "<table><tr>" + String(repeating: "<td colspan=1000>x", count: 20)
    #expect(refused(wide).contains("too large"))
  }
}
