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

  @Test func aValueThatIsNotWhatItsTypeSaysIsGivenAsATextAndTold() throws {
    func cell(_ type: String, _ text: String) -> String { "<Cell><Data ss:Type='\(type)'>\(text)</Data></Cell>" }
    let row = cell("Number", "1,5") + cell("Boolean", "tak") + cell("Liczba", "1") + cell("Number", " ") + cell("Number", "2")
    let (cells, findings) = try Self.read(Self.workbook(Self.sheet("<Row>\(row)</Row>")))
    #expect(cells.lines == ["1,1 text 1,5", "1,2 text tak", "1,3 text 1", "1,5 number 2"])
    #expect(findings == Array(repeating: "unreadable-value Arkusz1", count: 3))
  }

  @Test func formulasWithoutAValueAreTold() throws {
    let formula = "ss:Formula='=RC[-1]*2'"
    let (cells, findings) = try Self.read(
      Self.workbook(
        Self.sheet(
          "<Row><Cell \(formula)/><Cell \(formula)><Data ss:Type='Number'></Data></Cell>"
            + "<Cell \(formula)><Data ss:Type='Number'>7</Data></Cell><Cell \(formula)><Data ss:Type='String'></Data></Cell></Row>"
        )))
    // Whoever only looks gets nothing for the formula, and the finding.
    #expect(cells.lines == ["1,3 number 7"])
    #expect(findings == ["formula-without-result Arkusz1"])
  }

  @Test func stylesAreInheritedAndNamed() throws {
    let styles =
      "<Styles><Style ss:ID='Default'><NumberFormat/></Style><Style ss:ID='child' ss:Parent='pct'><Font/></Style>"
      + "<Style ss:ID='pct'><NumberFormat ss:Format='0.0%'/></Style><Style ss:ID='own' ss:Parent='pct'><NumberFormat/></Style>"
      + "<Style ss:ID='fixed'><NumberFormat ss:Format='Fixed'/></Style><Style ss:ID='day'><NumberFormat ss:Format='Short Date'/></Style>"
      + "<Style ss:ID='hours'><NumberFormat ss:Format='[h]:mm:ss'/></Style><Style ss:ID='loop' ss:Parent='loop'/></Styles>"
    func cell(_ style: String, _ value: String, _ type: String = "Number") -> String {
      "<Cell ss:StyleID='\(style)'><Data ss:Type='\(type)'>\(value)</Data></Cell>"
    }
    let row =
      cell("child", "0.083") + cell("own", "0.083") + cell("fixed", "1.5") + cell("day", "45413") + cell("hours", "1.5")
      + cell("hours", "1900-01-01T12:00:00.000", "DateTime") + cell("hours", "1899-12-31T06:00:00.000", "DateTime")
      + cell("hours", "1900-03-01T00:00:00.000", "DateTime") + cell("loop", "2")
    let plain = "<Cell><Data ss:Type='Number'>0.5</Data></Cell>"
    let (cells, _) = try Self.read(
      Self.workbook(styles + Self.sheet("<Column ss:Index='2' ss:StyleID='pct'/><Row>\(row)</Row><Row>\(plain)\(plain)</Row>")))
    #expect(
      cells.lines == [
        "1,1 percentage 0.083", "1,2 number 0.083", "1,3 number 1.5", "1,4 dateTime 2024-05-01T00:00:00.000", "1,5 duration 1.5",
        "1,6 duration 1.5", "1,7 duration 0.25", "1,8 duration 61", "1,9 number 2", "2,1 number 0.5", "2,2 percentage 0.5",
      ])
  }

  @Test(
    "What is not what it says is refused by its place",
    arguments: [
      ("<Row><Cell/><Cell ss:Index='16385'/></Row>", "a cell beyond the sheet (row 1, column 16385)"),
      ("<Row ss:Index='x'/>", "unreadable number \"x\""),
    ])
  func refused(rows: String, expected: String) {
    let refused = refusal { () throws(Refusal) in _ = try Self.read(Self.workbook(Self.sheet(rows))) }
    #expect(refused?.what.english == expected)
    #expect(refused?.place.sheet == "Arkusz1")
  }
}
