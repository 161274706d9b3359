import Bytes
import Findings
import Testing

@testable import Ingesting

@Suite struct TableReadingTests {
  static func read(_ bytes: [UInt8]) throws -> CollectedCells {
    var cells = CollectedCells()
    let input = Input(name: "x", bytes: bytes)
    let understanding = try readTables(input, try detectFormat(input), options: ReadingOptions(), into: &cells)
    #expect(understanding != nil)
    return cells
  }

  @Test("The same table is the same in every kind of workbook, so that one layout reads them all")
  func workbooksAgree() throws {
    var xlsx = XLSXFixture(
      "<row><c t='str'><v>Kod</v></c><c t='str'><v>Rok żółty</v></c></row>"
        + "<row r='3'><c t='str'><v>0201011</v></c><c><v>1.25</v></c><c s='1'><v>42064.5</v></c><c t='b'><v>1</v></c><c t='e'><v>#N/A</v></c></row>"
    )
    xlsx.formats = ["yyyy-mm-dd hh:mm"]
    xlsx.afterData = "<mergeCells><mergeCell ref='A1:A2'/></mergeCells>"
    let ods = ODSFixture.sheet(
      "<table:table-row><table:table-cell table:number-rows-spanned='2' office:value-type='string'><text:p>Kod</text:p></table:table-cell>"
        + "<table:table-cell office:value-type='string'><text:p>Rok żółty</text:p></table:table-cell></table:table-row><table:table-row/>"
        + "<table:table-row><table:table-cell office:value-type='string'><text:p>0201011</text:p></table:table-cell>"
        + "<table:table-cell office:value-type='float' office:value='1.25'/>"
        + "<table:table-cell office:value-type='date' office:date-value='2015-03-01T12:00:00'/>"
        + "<table:table-cell office:value-type='boolean' office:boolean-value='true'/>"
        + "<table:table-cell office:value-type='string' calcext:value-type='error'><text:p>#N/A</text:p></table:table-cell></table:table-row>"
    )
    typealias F = XLSFixture
    let styles = [0, 22].flatMap { F.record(0xE0, OLE2Fixture.halves([0, $0, 0, 0, 0, 0, 0, 0, 0, 0])) }
    let xls = F(
      F.label(0, 0, shared: 0), F.label(0, 1, shared: 1), F.label(2, 0, shared: 2), F.number(2, 1, 1.25),
      F.number(2, 2, 42064.5, style: 1), F.record(0x205, F.place(2, 3) + [1, 0]), F.record(0x205, F.place(2, 4) + [0x2A, 1]),
      F.record(0xE5, OLE2Fixture.halves([1, 0, 1, 0, 0])),
      globals: styles + F.shared([F.text("Kod"), F.text("Rok żółty"), F.text("0201011")]))
    let expected = [
      "1,1 text Kod", "1,2 text Rok żółty", "3,1 text 0201011", "3,2 number 1.25", "3,3 dateTime 2015-03-01T12:00:00.000",
      "3,4 boolean true", "3,5 error #N/A",
    ]
    for bytes in [try xlsx.bytes(), try ODSFixture.bytes(ODSFixture.content(ods)), xls.bytes(), xls.bytes(version: 4)] {
      let cells = try Self.read(bytes)
      #expect(cells.lines == expected)
      #expect(cells.headings == [TableHeading(name: "Arkusz1")])
      #expect(cells.merged == [["A1:A2"]])
    }
  }

  @Test func whatHoldsNoTableIsNotRead() throws {
    var cells = CollectedCells()
    #expect(try readTables(Input(name: "x", bytes: Array("[1]".utf8)), .json, options: ReadingOptions(), into: &cells) == nil)
    for format in InputFormat.allCases where format.isWorkbook { #expect(format.isReadable) }
  }

  @Test("Layouts get a percentage as it is shown and a formula without a result as itself, others what is stored")
  func percentagesAndFormulas() throws {
    var xlsx = XLSXFixture(
      "<row><c s='1'><v>0.083</v></c><c><f>SUM(A1)</f><v>2</v></c><c><f>A1*2</f><v></v></c><c><f>B1</f></c>"
        + "<c t='str'><f>\"\"</f><v></v></c></row>")
    xlsx.formats = ["0.0%"]
    let xml = SpreadsheetMLReaderTests.workbook(
      "<Styles><Style ss:ID='s1'><NumberFormat ss:Format='0.0%'/></Style></Styles>"
        + SpreadsheetMLReaderTests.sheet("<Row><Cell ss:StyleID='s1'><Data ss:Type='Number'>0.083</Data></Cell></Row>"))
    let ods = try ODSFixture.bytes(
      ODSFixture.content(
        ODSFixture.sheet(
          "<table:table-row><table:table-cell office:value-type='percentage' office:value='0.083'/></table:table-row>")))
    for (bytes, others) in [(try xlsx.bytes(), ["1,2 number 2"]), (xml, []), (ods, [])] as [([UInt8], [String])] {
      var cells = CollectedCells()
      var options = ReadingOptions()
      let input = Input(name: "x", bytes: bytes)
      let understanding = try readTables(input, try detectFormat(input), options: options, into: &cells)
      #expect(cells.lines == ["1,1 percentage 0.083"] + others)
      #expect(understanding?.findings.contains { $0.code == "percent-cells" && $0.place.column == 1 } == true)
      options.isForLayouts = true
      var shown = CollectedCells()
      _ = try readTables(input, try detectFormat(input), options: options, into: &shown)
      let formulas = others.isEmpty ? [] : ["1,3 formula =A1*2", "1,4 formula =B1"]
      #expect(shown.lines == ["1,1 percentage 8.3%"] + others + formulas)
      #expect(understanding?.findings.contains { $0.code == "formula-without-result" } == !others.isEmpty)
    }
  }
}
