// Cases after the "XML Spreadsheet Reference" (Microsoft 2001), as Excel 2003 and LibreOffice 7 write such workbooks.
import Bytes
import Findings
import Testing

@testable import Ingesting

@Suite struct SpreadsheetMLReaderTests {
  static func workbook(_ sheets: String, properties: String = "") -> [UInt8] {
    let head = "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n"
    return Array(
      (head + "<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet' xmlns:x='urn:schemas-microsoft-com:office:excel'"
        + " xmlns:ss='urn:schemas-microsoft-com:office:spreadsheet' xmlns:html='http://www.w3.org/TR/REC-html40'>"
        + "<x:ExcelWorkbook>\(properties)</x:ExcelWorkbook>\(sheets)</Workbook>").utf8)
  }

  static func sheet(_ rows: String, name: String = "Arkusz1", after: String = "") -> String {
    "<Worksheet ss:Name='\(name)'><Table>\(rows)</Table>\(after)</Worksheet>"
  }

  static func read(_ bytes: [UInt8], sheet: String? = nil) throws(Refusal) -> (CollectedCells, [String]) {
    var cells = CollectedCells()
    let input = Input(name: "x.xls", bytes: bytes)
    var options = ReadingOptions()
    options.sheet = sheet
    let understanding = try readTables(input, .xml, options: options, into: &cells)
    return (cells, understanding?.findings.map { "\($0.code) \($0.place.sheet)" } ?? ["none"])
  }

  static func lines(_ rows: String, properties: String = "") throws -> [String] {
    try read(workbook(sheet(rows), properties: properties)).0.lines
  }

  @Test func valuesOfEveryType() throws {
    let cells =
      "<Cell><Data ss:Type='Number'>1.5E2</Data></Cell><Cell><Data ss:Type='String'>a&#10;<html:B>b</html:B>c</Data></Cell>"
      + "<Cell><Data ss:Type='Boolean'>1</Data></Cell><Cell><Data ss:Type='Error'>#N/A</Data></Cell>"
      + "<Cell><Data ss:Type='DateTime'>2015-03-01T12:30:00.000</Data></Cell>"
      + "<Cell><Data ss:Type='DateTime'>1899-12-31T06:00:00.000</Data></Cell><Cell><Data ss:Type='String'></Data></Cell><Cell/>"
      + "<Cell><Comment><Data>uwaga</Data></Comment><Data ss:Type='String'>0201011</Data></Cell>"
    #expect(
      try Self.lines("<Row>\(cells)</Row>") == [
        "1,1 number 150", "1,2 text a\nbc", "1,3 boolean true", "1,4 error #N/A", "1,5 dateTime 2015-03-01T12:30:00.000",
        "1,6 timeOfDay 06:00:00.000", "1,9 text 0201011",
      ])
    let macintosh = try Self.read(
      Self.workbook(
        Self.sheet("<Row><Cell><Data ss:Type='DateTime'>1904-01-01T06:00:00.000</Data></Cell></Row>"), properties: "<x:Date1904/>"
      ))
    #expect(macintosh.0.lines == ["1,1 timeOfDay 06:00:00.000"])
  }

  @Test func placesFollowTheCellBeforeAndWhatItCovers() throws {
    func cell(_ text: String, _ attributes: String = "") -> String {
      "<Cell \(attributes)><Data ss:Type='String'>\(text)</Data></Cell>"
    }
    let rows =
      "<Column/><Row ss:Index='3'>\(cell("a", "ss:MergeAcross='2' ss:MergeDown='1'"))\(cell("b"))\(cell("c", "ss:Index='9'"))</Row>"
      + "<Row ss:Span='4'/><Row>\(cell("d"))</Row>"
    let (cells, _) = try Self.read(Self.workbook(Self.sheet(rows)))
    #expect(cells.lines == ["3,1 text a", "3,4 text b", "3,9 text c", "9,1 text d"])
    #expect(cells.merged == [["A3:C4"]])
  }

  @Test func sheetsAreNamedAndHiddenOnesFlagged() throws {
    let row = "<Row ss:Hidden='1'><Cell><Data ss:Type='Number'>1</Data></Cell></Row>"
    let options = "<x:WorksheetOptions><x:Visible>SheetVeryHidden</x:Visible></x:WorksheetOptions>"
    let bytes = Self.workbook(Self.sheet("", name: "A &amp; B") + Self.sheet(row, name: "C", after: options))
    let (cells, findings) = try Self.read(bytes)
    #expect(cells.headings.map { "\($0.name) \($0.visible)" } == ["A & B visible", "C veryHidden"])
    #expect(findings == ["hidden-sheet C", "hidden-rows C"])
    #expect(try Self.read(bytes, sheet: "C").0.headings.map(\.name) == ["C"])
    #expect(refusal { () throws(Refusal) in _ = try Self.read(bytes, sheet: "D") }?.kind == .usage)
    #expect(try Self.read(Array("<a/>".utf8)).1 == ["none"])
  }

  @Test(
    "What is not what it says is refused by its place",
    arguments: [
      ("<Row><Cell/><Cell><Data ss:Type='Number'>1,5</Data></Cell></Row>", "unreadable value \"1,5\" (Number)"),
      ("<Row><Cell/><Cell><Data ss:Type='Boolean'>tak</Data></Cell></Row>", "unreadable value \"tak\" (Boolean)"),
      ("<Row><Cell/><Cell><Data ss:Type='Liczba'>1</Data></Cell></Row>", "unreadable value \"1\" (Liczba)"),
      ("<Row><Cell/><Cell ss:Index='16385'/></Row>", "a cell beyond the sheet (row 1, column 16385)"),
      ("<Row ss:Index='x'/>", "unreadable number \"x\""),
    ])
  func refused(rows: String, expected: String) {
    let refused = refusal { () throws(Refusal) in _ = try Self.read(Self.workbook(Self.sheet(rows))) }
    #expect(refused?.what.english == expected)
    #expect(refused?.place.sheet == "Arkusz1")
  }
}
