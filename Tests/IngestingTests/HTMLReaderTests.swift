import Bytes
import Findings
import Testing

@testable import Ingesting

@Suite struct HTMLReaderTests {
  static func read(_ bytes: [UInt8], _ options: ReadingOptions = ReadingOptions()) throws(Refusal) -> CollectedCells {
    var cells = CollectedCells()
    _ = try readHTML(Input(name: "x.xls", bytes: bytes), options: options, into: &cells)
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

  @Test func cellsOfNoRowsReachToTheEndOfTheirPartAndNoneBeyondIt() throws {
    let html =
      "<table><thead><tr><th rowspan=3>Kod<th colspan=0>Rok<tr><th>2015</thead><tbody><tr><td rowspan='0'>a<td>1<tr><td>2<tr><td>3"
      + "<tbody><tr><td>b<td>4</table>"
    let cells = try Self.read(Array(html.utf8))
    #expect(
      cells.lines == [
        "1,1 text Kod", "1,2 text Rok", "2,2 text 2015", "3,1 text a", "3,2 text 1", "4,2 text 2", "5,2 text 3", "6,1 text b",
        "6,2 text 4",
      ])
    #expect(cells.merged == [["A1:A2", "A3:A5"]])
  }

  @Test func blanksBetweenTagsAreBlanksAndBreaksAreBreaks() throws {
    #expect(
      try Self.lines("<table><td><b>a</b>\n<i>b</i><br/>\n<br>c<td>\u{A0}5&nbsp<td>&nbsp;<td>m<sup>2</sup>") == [
        "1,1 text a b\n\nc", "1,2 text 5", "1,4 text m2",
      ])
    // A mark above the line is no digit of the number before it.
    let marks = "<table><td>12<sup>1</sup><td>12<sup>1)</sup>3"
    #expect(try Self.read(Array(marks.utf8), .seen).lines == ["1,1 text 12¹", "1,2 text 12¹)3"])
    #expect(try Self.lines(marks) == ["1,1 text 121", "1,2 text 121)3"])
  }

  @Test func fieldsShowWhatIsInThem() throws {
    let html =
      "<table><td><textarea name=a>x <td> &amp;\ny</textarea><td><input type='text' value='1&nbsp;234,5'><input type=hidden value=9>"
      + "<td>wybór <select><option>A</option>\n<option selected>B<option>C</select> .<td><select><option>D<option>E</select>"
    #expect(
      try Self.lines(html) == [
        "1,1 text x <td> &\ny", "1,2 text 1\u{A0}234,5", "1,3 text wybór B .", "1,4 text D",
      ])
  }

  @Test func whatIsHiddenEndsWithItsCell() throws {
    let html =
      "<table><tr><td hidden>x<td>a<span style='display:none'>y<td>b<table><tr><td>c</table><tr style='display:none'><td>d"
      + "<tbody style='display:none'><tr><td>e</table><table><tr><td>f</table>"
    #expect(
      try Self.lines(html) == [
        "1,1 text a", "1,2 text b", "2,1 text d", "3,1 text e", "1,1 text c", "1,1 text f",
      ])
  }

  @Test func notesOfCellsAreNoPartOfThem() throws {
    // As LibreOffice 7 and Excel 2003 write them.
    let html =
      "<table><td sdval=\"12.5\"><a class=\"comment-indicator\"></a>\n<comment>uwaga 5</comment>\n12.5</td>"
      + "<td>7<![if !supportAnnotations]><span class=msocomspan1><span class=msocomspan2 id=\"_anchor_1\"><a class=msocomanch>[1]</a>"
      + "</span></span><![endif]></td><td sdval=\"0\">#DIV/0!</td>"
    #expect(try Self.lines(html) == ["1,1 number 12.5", "1,2 text 7", "1,3 text #DIV/0!"])
  }

  @Test(
    "A number beside the text counts where the text shows it",
    arguments: [
      ("x:num=\"1234.5\"", "1&nbsp;234,50", "number 1234.5"), ("x:num='1234.4567'", "1 234,5", "number 1234.4567"),
      ("x:num=\"1234\"", "1.234", "number 1234"), ("x:num=\"-0.125\"", "-12,5%", "percentage -0.125"),
      ("x:num=\"1234567\"", "1,23E+06", "number 1234567"), ("sdval=\"7.25\" sdnum=\"1045;0;0,0\"", "7,3 zł", "number 7.25"),
      ("x:num", "12,5", "number 12.5"), ("x:num", "-3", "number -3"), ("x:num", "1 234", "text 1 234"),
      ("x:num=\"38353\"", "2005-01-01", "text 2005-01-01"), ("x:num=\"38353\"", "01.01", "text 01.01"),
      ("x:num=\"201011\"", "0201011", "text 0201011"), ("x:num=\"1234500\"", "1235", "text 1235"),
      ("x:num=\"0.5\"", "12:00", "text 12:00"), ("x:num=\"abc\"", "5", "text 5"), ("x:str", "5", "text 5"),
    ])
  func storedNumbers(attributes: String, shown: String, expected: String) throws {
    #expect(try Self.lines("<table><tr><td \(attributes)>\(shown)</td></table>") == ["1,1 \(expected)"])
  }

  @Test func aPageThatSaysAnotherEncodingThanItHasIsReadAsItIs() throws {
    func read(_ charset: String, _ bytes: [UInt8]) throws -> [String] {
      try Self.read(Array("<meta charset=\(charset)><table><tr><td>".utf8) + bytes).lines
    }
    // „Świętokrzyskie” in Windows-1250, on pages that say ISO-8859-2, ISO-8859-1 and UTF-8.
    let bytes: [UInt8] = [0x8C] + Array("wi".utf8) + [0xEA] + Array("tokrzyskie pow. wa".utf8) + [0xB3] + Array("ecki".utf8)
    for charset in ["iso-8859-2", "iso-8859-1", "utf-8", "windows-1250"] {
      #expect(try read(charset, bytes) == ["1,1 text Świętokrzyskie pow. wałecki"], "\(charset)")
    }
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
