// Cases after ECMA-376 part 1, section 18. The expected cells agree with openpyxl 3.1.5 where it reads the case at all
// (it finds no sheets in strict workbooks and keeps `_x000D_` as it is written).
import Archive
import Bytes
import Findings
import Testing

@testable import Ingesting

@Suite struct XLSXReaderTests {
  @Test func cellsOfEveryKindAreRead() throws {
    var fixture = XLSXFixture(
      """
      <row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c><c r='C1' t='str'><f>A1</f><v>x &amp; y</v></c></row>
      <row r='2'><c r='A2'><v>1</v></c><c r='B2' t='n'><v>2.8000000000000003</v></c><c r='C2'><f>1/3</f><v>-1.5E-3</v></c></row>
      <row r='3'><c r='A3' t='b'><v>1</v></c><c r='B3' t='b'><v>0</v></c><c r='C3' t='e'><v>#DIV/0!</v></c></row>
      <row r='4'><c r='A4' t='inlineStr'><is><t xml:space='preserve'> a </t></is></c>
       <c r='B4' t='inlineStr'><is><r><t>b</t></r><r><rPr><b/></rPr><t>c</t></r><rPh sb='0' eb='1'><t>no</t></rPh></is></c></row>
      <row r='5'><c r='A5'/><c r='B5' s='0'><v/></c><c r='C5' t='str'><v></v></c><c r='D5'><f>X</f></c></row>
      """)
    fixture.strings = [
      "<si><t>Powiat  m. Łódź</t></si>",
      "<si><r><t>a_x000D_</t></r><r><t>\nb</t></r><phoneticPr/><rPh sb='0' eb='1'><t>no</t></rPh></si>",
    ]
    #expect(
      try read(fixture) == [
        "Arkusz1 A1=s:Powiat  m. Łódź B1=s:a\\r\\nb C1=s:x & y A2=n:1 B2=n:2.8000000000000003 C2=n:-0.0015 A3=b:true B3=b:false"
          + " C3=e:#DIV/0! A4=s: a  B4=s:bc D5=f:=X"
      ])
  }

  @Test func datesAreReadByStyleInBothSystems() throws {
    var fixture = XLSXFixture(
      """
      <row><c s='1'><v>45413</v></c><c s='1'><v>45413.5</v></c><c s='2'><v>0.25</v></c><c s='3'><v>1.5</v></c><c s='1'><v>1</v></c>
      <c s='1'><v>60</v></c><c s='1'><v>-1</v></c><c s='1'><v>2958465.999</v></c><c s='4'><v>45413</v></c><c t='d'><v>2024-05-01</v></c>
      <c t='d'><v>2024-05-01T10:11:12.5Z</v></c><c t='d'><v>10:11:12</v></c><c s='9'><v>5</v></c></row>
      """)
    fixture.formats = ["yyyy\\-mm\\-dd", "h:mm", "[h]:mm:ss", "0.00 \"dni\""]
    #expect(
      try read(fixture) == [
        "Arkusz1 A1=d:2024-05-01T00:00:00.000 B1=d:2024-05-01T12:00:00.000 C1=t:06:00:00.000 D1=dur:1.5 E1=d:1900-01-01T00:00:00.000"
          + " F1=d:1900-02-28T00:00:00.000 G1=n:-1 H1=d:9999-12-31T23:58:33.600 I1=n:45413 J1=d:2024-05-01T00:00:00.000"
          + " K1=d:2024-05-01T10:11:12.500 L1=t:10:11:12.000 M1=n:5",
        "warning no-such-day Arkusz1 1", "warning no-such-day Arkusz1 1",
      ])
    fixture.sheets = ["<row><c s='1'><v>43951</v></c><c s='1'><v>0.5</v></c><c s='1'><v>1</v></c></row>"]
    fixture.workbookProperties = "<workbookPr date1904='1'/>"
    #expect(
      try read(fixture) == [
        "Arkusz1 A1=d:2024-05-01T00:00:00.000 B1=t:12:00:00.000 C1=d:1904-01-02T00:00:00.000"
      ])
  }

  @Test func valuesOfBlanksAreNoneAndBooleansMayBeInCapitals() throws {
    let fixture = XLSXFixture(
      "<row><c><v> </v></c><c><v>\n</v></c><c><v> 3\n</v></c><c t='b'><v>TRUE</v></c><c t='b'><v>FALSE</v></c></row>")
    #expect(try read(fixture) == ["Arkusz1 C1=n:3 D1=b:true E1=b:false"])
  }

  @Test func aValueThatIsNotWhatItsTypeSaysIsGivenAsATextAndTold() throws {
    var fixture = XLSXFixture(
      """
      <row><c t='s'><v>0</v></c><c><v>NaN</v></c><c><v>1,5</v></c><c><v>1e309</v></c><c s='1'><v>1_000</v></c></row>
      <row r='7'><c r='B7'><v>٣</v></c><c t='b'><v>2</v></c><c t='d'><v>2024-02-30</v></c><c><f>A1</f><v>brak</v></c><c><v>9</v></c></row>
      """)
    fixture.strings = ["<si><t>x</t></si>"]
    fixture.formats = ["d.mm.yyyy"]
    #expect(
      try read(fixture) == [
        "Arkusz1 A1=s:x B1=s:NaN C1=s:1,5 D1=s:1e309 E1=s:1_000 B7=s:٣ C7=s:2 D7=s:2024-02-30 E7=s:brak F7=n:9"
      ] + Array(repeating: "warning unreadable-value Arkusz1 1", count: 4)
        + Array(repeating: "warning unreadable-value Arkusz1 7", count: 4))
  }

  @Test func aFormulaWithABlankForItsResultHasNone() throws {
    let formula = "<f>SUM(A1)</f>"
    let fixture = XLSXFixture(
      "<row><c>\(formula)<v></v></c><c>\(formula)<v> </v></c><c>\(formula)<v>\n</v></c><c>\(formula)<v/></c>"
        + "<c t='b'>\(formula)<v> </v></c><c t='s'><v> </v></c><c t='str'>\(formula)<v></v></c></row>")
    #expect(
      try read(fixture) == ["Arkusz1 A1=f:=SUM(A1) B1=f:=SUM(A1) C1=f:=SUM(A1) D1=f:=SUM(A1) E1=f:=SUM(A1)"])
  }

  @Test func aStyleWithoutAFormatHasThatOfItsNamedStyle() throws {
    var fixture = XLSXFixture((0..<4).map { "<row><c s='\($0)'><v>0.5</v></c></row>" }.joined())
    fixture.parts["xl/styles.xml"] = Array(
      ("<styleSheet xmlns='\(XLSXFixture.transitional)'><cellStyleXfs><xf numFmtId='0'/><xf numFmtId='9'/></cellStyleXfs>"
        + "<cellXfs><xf/><xf xfId='1'/><xf numFmtId='0' xfId='1'/><xf xfId='7'/></cellXfs></styleSheet>").utf8)
    #expect(try read(fixture) == ["Arkusz1 A1=n:0.5 A2=pct:0.5 A3=n:0.5 A4=n:0.5"])
  }

  @Test func aMarkAboveTheLineIsNoDigitOfTheNumber() throws {
    func text(_ first: String, _ align: String, _ second: String) -> String {
      "<si><r><t>\(first)</t></r><r><rPr><vertAlign val='\(align)'/></rPr><t>\(second)</t></r>"
        + "<r><rPr><b/></rPr><t>3</t></r></si>"
    }
    var fixture = XLSXFixture("<row>\((0..<4).map { "<c t='s'><v>\($0)</v></c>" }.joined())</row>")
    fixture.strings = [
      text("12", "superscript", "1)"), text("m", "superscript", "2"), text("12", "subscript", "1"),
      text("12", "superscript", "a"),
    ]
    #expect(try read(fixture, options: .seen) == ["Arkusz1 A1=s:12¹)3 B1=s:m23 C1=s:1213 D1=s:12a3"])
    #expect(try read(fixture) == ["Arkusz1 A1=s:121)3 B1=s:m23 C1=s:1213 D1=s:12a3"])
  }

  @Test func missingReferencesFollowTheCellBefore() throws {
    let fixture = XLSXFixture(
      "<row><c><v>1</v></c><c r='D1'><v>2</v></c><c><v>3</v></c></row><row><c><v>4</v></c></row><row r='9'><c><v>5</v></c></row>")
    #expect(try read(fixture) == ["Arkusz1 A1=n:1 D1=n:2 E1=n:3 A2=n:4 A9=n:5"])
    // A reference holds for its own cell; those without one stand in the row that is open.
    let mixed = XLSXFixture("<row><c r='B2'><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")
    #expect(try read(mixed) == ["Arkusz1 C1=n:2 A2=n:3 B2=n:1"])
  }

  @Test func aTextInTheCellCountsMoreThanAValueBesideIt() throws {
    let fixture = XLSXFixture(
      """
      <row><c t='inlineStr'><v>7</v><is><t>a</t></is></c><c t='inlineStr'><is><t>b</t></is><v>7</v></c>
      <c t='inlineStr'><v>c</v></c></row>
      """)
    #expect(try read(fixture) == ["Arkusz1 A1=s:a B1=s:b C1=s:c"])
  }

  @Test func sheetsThatAreNoTablesAreTold() throws {
    var fixture = XLSXFixture("<row><c><v>1</v></c></row>", "")
    fixture.parts["xl/_rels/workbook.xml.rels"] = Array(
      fixture.relations([("worksheet", "worksheets/sheet1.xml"), ("chartsheet", "worksheets/sheet2.xml")]).utf8)
    #expect(try read(fixture) == ["Arkusz1 A1=n:1", "note sheet-left-out Arkusz2 0"])
  }

  @Test func aSheetWithAnEmptyIdIsLeftOutAndOneWithAWrongIdIsNot() throws {
    func workbook(_ id: String) throws -> XLSXFixture {
      var fixture = XLSXFixture("<row><c><v>1</v></c></row>")
      fixture.parts["xl/workbook.xml"] = Array(
        ("<workbook xmlns='\(XLSXFixture.transitional)' xmlns:r='\(XLSXFixture.relationships)'><sheets>"
          + "<sheet name='Moduł1' sheetId='2' \(id)/><sheet name='Arkusz1' sheetId='1' r:id='rId1'/></sheets></workbook>").utf8)
      return fixture
    }
    #expect(try read(workbook("r:id=''")) == ["Arkusz1 A1=n:1", "note sheet-left-out Moduł1 0"])
    for id in ["r:id='rId9'", ""] {
      #expect(try read(workbook(id)) == ["! sheet \"Moduł1\" without a part @x.xlsx!/xl/workbook.xml  0,0"])
    }
  }

  @Test func aWorkbookOfChartsAloneHasNoTable() throws {
    var fixture = XLSXFixture("")
    fixture.parts["xl/_rels/workbook.xml.rels"] = Array(fixture.relations([("chartsheet", "worksheets/sheet1.xml")]).utf8)
    #expect(try read(fixture) == ["note sheet-left-out Arkusz1 0"])
  }

  @Test func orderInTheFileDoesNotMatter() throws {
    let fixture = XLSXFixture(
      """
      <row r='3'><c r='B3'><v>1</v></c><c r='A3'><v>2</v></c></row><row r='1'><c r='C1'><v>3</v></c></row>
      <row r='3'><c r='B3'><v>4</v></c></row>
      """)
    #expect(try read(fixture) == ["Arkusz1 C1=n:3 A3=n:2 B3=n:4"])
  }

  @Test func sheetsAreReadInTheOrderOfTheWorkbookAndHiddenOnesFlagged() throws {
    var fixture = XLSXFixture("<row><c><v>1</v></c></row>", "", "<row hidden='1'><c><v>3</v></c></row>")
    fixture.states = ["visible", "hidden", "veryHidden"]
    fixture.afterData = "<mergeCells count='9'><mergeCell ref='A1:B2'/><mergeCell ref='C1:C9'/></mergeCells>"
    #expect(
      try read(fixture) == [
        "Arkusz1 A1=n:1 merged A1:B2 C1:C9", "Arkusz2 (hidden)", "Arkusz3 (veryHidden) A1=n:3", "note hidden-sheet Arkusz2 0",
        "note hidden-sheet Arkusz3 0", "note hidden-rows Arkusz3 0",
      ])
    // Of two numbers for one thing the first counts: laid out, sheets that people see come first.
    fixture.states = ["hidden", "veryHidden", "visible"]
    #expect(try read(fixture, options: .seen).map { $0.prefix(7) }.prefix(3) == ["Arkusz3", "Arkusz1", "Arkusz2"])
    fixture.states = ["visible", "hidden", "veryHidden"]
    #expect(try read(fixture, options: ReadingOptions(sheet: "Arkusz3")).first == "Arkusz3 (veryHidden) A1=n:3")
    #expect(try read(fixture, options: ReadingOptions(sheet: "Arkus2")) == ["! there is no sheet \"Arkus2\" @x.xlsx  0,0"])
  }

  @Test func strictWorkbooksAreReadAsTransitionalOnes() throws {
    var fixture = XLSXFixture("<row><c t='s'><v>0</v></c><c t='d' s='1'><v>2024-05-01</v></c></row>")
    fixture.namespace = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    fixture.relationshipNamespace = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    fixture.strings = ["<si><t>x</t></si>"]
    #expect(try read(fixture) == ["Arkusz1 A1=s:x B1=d:2024-05-01T00:00:00.000"])
  }

  @Test func workbooksOfExcelBeforeItsRelease() throws {
    #expect(XLSXWorkbook.namespaces.indices.allSatisfy { XLSXWorkbook.isMain(Int32($0)) } && !XLSXWorkbook.isMain(3))
    var fixture = XLSXFixture("<row><c t='s'><v>0</v></c><c><v>7</v></c></row>")
    fixture.namespace = "http://schemas.microsoft.com/office/excel/2006/2"
    fixture.strings = ["<si><t>x</t></si>"]
    #expect(try read(fixture) == ["Arkusz1 A1=s:x B1=n:7"])
    fixture.namespace = "http://schemas.microsoft.com/office/excel/2006/3"
    #expect(try read(fixture).first?.contains("unknown kind") == true)
  }

  @Test func partsAreFoundByRelationshipsWhateverTheirNames() throws {
    var fixture = XLSXFixture("<row><c t='s'><v>0</v></c></row>")
    fixture.strings = ["<si><t>x</t></si>"]
    let whole = fixture
    func part(_ name: String) throws -> [UInt8] {
      let archive = try Input(name: "", bytes: whole.bytes()).access()
      let package = try XLSXPackage(archive, shownAs: "")
      guard let entry = package.archive.entry(named: name) else { return [] }
      return try package.archive.open(entry).readAll(limit: 1 << 20, shownAs: "")
    }
    for (name, target) in [
      ("dane/Arkusz Główny.xml", "../dane/Arkusz%20G%C5%82%C3%B3wny.xml"), ("dane/a b.xml", "/dane/a b.xml"),
      ("XL/Worksheets/SHEET1.xml", "worksheets/sheet1.xml"), ("xl\\worksheets\\sheet1.xml", "./worksheets/sheet1.xml#x"),
    ] {
      var odd = fixture
      odd.parts["xl/worksheets/sheet1.xml"] = .some(nil)
      odd.parts[name] = try part("xl/worksheets/sheet1.xml")
      odd.parts["xl/_rels/workbook.xml.rels"] = Array(
        fixture.relations([("worksheet", target), ("sharedStrings", "/xl/sharedStrings.xml")]).utf8)
      #expect(try read(odd) == ["Arkusz1 A1=s:x"], "\(name)")
    }
    var moved = fixture
    for (old, new) in [("xl/workbook.xml", "ksiazka.xml"), ("xl/_rels/workbook.xml.rels", "_rels/ksiazka.xml.rels")] {
      moved.parts[old] = .some(nil)
      moved.parts[new] = try part(old)
    }
    moved.parts["_rels/.rels"] = Array(fixture.relations([("officeDocument", "/ksiazka.xml")]).utf8)
    moved.parts["_rels/ksiazka.xml.rels"] = Array(
      fixture.relations([("worksheet", "xl/worksheets/sheet1.xml"), ("sharedStrings", "xl/sharedStrings.xml")]).utf8)
    #expect(try read(moved) == ["Arkusz1 A1=s:x"])
    // What is announced wrongly or not at all is looked for where it stands nearly always.
    for targets in [
      [("worksheet", "xl/worksheets/sheet1.xml"), ("sharedStrings", "xl/sharedStrings.xml")],
      [("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "NULL")], [("worksheet", "worksheets/sheet1.xml")],
    ] {
      var odd = fixture
      odd.parts["xl/_rels/workbook.xml.rels"] = Array(fixture.relations(targets).utf8)
      #expect(try read(odd) == ["Arkusz1 A1=s:x"], "\(targets)")
    }
    var bare = fixture
    bare.parts["_rels/.rels"] = .some(nil)
    #expect(try read(bare) == ["Arkusz1 A1=s:x"])
  }

  @Test func partsMayBeInUTF16OrHaveAByteOrderMark() throws {
    var fixture = XLSXFixture("")
    let sheet =
      "<worksheet xmlns='\(XLSXFixture.transitional)'><sheetData><row><c t='str'><v>Łódź</v></c></row></sheetData></worksheet>"
    fixture.parts["xl/worksheets/sheet1.xml"] = [0xEF, 0xBB, 0xBF] + Array(sheet.utf8)
    #expect(try read(fixture) == ["Arkusz1 A1=s:Łódź"])
    let wide = ("<?xml version='1.0' encoding='UTF-16'?>" + sheet).utf16
    fixture.parts["xl/worksheets/sheet1.xml"] = [0xFF, 0xFE] + wide.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    #expect(try read(fixture) == ["Arkusz1 A1=s:Łódź"])
    fixture.parts["xl/worksheets/sheet1.xml"] = [0xFE, 0xFF] + wide.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    #expect(try read(fixture) == ["Arkusz1 A1=s:Łódź"])
  }

  @Test func otherNamespacesAndExtensionsAreLeftAlone() throws {
    var fixture = XLSXFixture(
      "<row xmlns:x='http://schemas.microsoft.com/office/spreadsheetml/2009/9/main'><x:c><x:v>9</x:v></x:c><c><v>1</v><extLst><ext><t>no</t></ext></extLst></c></row>"
    )
    fixture.afterData = "<extLst><ext xmlns:x14='u'><x14:row><x14:c/></x14:row></ext></extLst><sheetProtection/>"
    #expect(try read(fixture) == ["Arkusz1 A1=n:1"])
  }

  static let refused: [(String, String)] = [
    ("<row><c t='s'><v>1</v></c></row>", "text number \"1\", which is not there @x.xlsx Arkusz1 1,1"),
    ("<row><c t='s'><v>-1</v></c></row>", "text number \"-1\", which is not there @x.xlsx Arkusz1 1,1"),
    ("<row><c t='x'><v>2</v></c></row>", "unknown kind of cell \"x\" @x.xlsx Arkusz1 1,1"),
    ("<row><c r='A'><v>2</v></c></row>", "cell reference \"A\" @x.xlsx Arkusz1 1,1"),
    ("<row><c r='AAAA1'><v>2</v></c></row>", "cell reference \"AAAA1\" @x.xlsx Arkusz1 1,1"),
    ("<row><c r='A99999999999999999999'><v>2</v></c></row>", "cell reference \"A99999999999999999999\" @x.xlsx Arkusz1 1,1"),
    ("<row><c r='XFE1'><v>2</v></c></row>", "a cell beyond the sheet (row 1, column 16385) @x.xlsx Arkusz1 1,16385"),
    ("<row><c r='A1048577'/></row>", "a cell beyond the sheet (row 1048577, column 1) @x.xlsx Arkusz1 1048577,1"),
    ("<row r='0'/>", "a cell beyond the sheet (row 0, column 1) @x.xlsx Arkusz1 0,0"),
    ("<row><c><v>3</v><v>4</v></c></row>", "two values in one cell @x.xlsx Arkusz1 1,1"),
    (
      "<mc:AlternateContent xmlns:mc='u'><mc:Choice><row><c><v>1</v></c></row></mc:Choice></mc:AlternateContent>",
      "rows of the sheet stand in mc:AlternateContent, in several versions @x.xlsx!/xl/worksheets/sheet1.xml  1,"
    ),
    ("<row r='x'/>", "row number \"x\" @x.xlsx!/xl/worksheets/sheet1.xml  1,0"),
    (
      "<row><c>",
      "the XML is not well formed: Opening and ending tag mismatch: c line 1 and sheetData @x.xlsx!/xl/worksheets/sheet1.xml  1,"
    ),
  ]

  @Test(arguments: refused.indices) func badCellsAreRefusedByTheirPlace(_ index: Int) throws {
    let (data, expected) = Self.refused[index]
    let found = try read(XLSXFixture(data))
    #expect(found.count == 1 && found[0].hasPrefix("! " + expected), "\(found)")
  }

  @Test func theLastCellOfTheSheetIsACell() throws {
    #expect(try read(XLSXFixture("<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>")) == ["Arkusz1 XFD1048576=n:1"])
  }

  @Test func whatIsNoWorkbookIsRefused() throws {
    func refused(_ change: (inout XLSXFixture) -> Void) throws -> String {
      var fixture = XLSXFixture("<row><c><v>1</v></c></row>")
      change(&fixture)
      return try read(fixture).joined()
    }
    #expect(try refused { $0.sheets = [] } == "! the workbook has no sheet with cells @x.xlsx!/xl/workbook.xml  0,0")
    #expect(
      try refused { $0.parts["xl/worksheets/sheet1.xml"] = Array("<worksheet xmlns='u'><sheetData/></worksheet>".utf8) }
        .hasPrefix("! a part of an unknown kind: {u}worksheet"))
    #expect(
      try refused { $0.parts["xl/worksheets/sheet1.xml"] = Array("<worksheet><sheetData/></worksheet>".utf8) }
        .hasPrefix("! a part of an unknown kind: worksheet"))
    #expect(try refused { $0.namespace = "urn:x" }.hasPrefix("! a part of an unknown kind: {urn:x}workbook"))
    #expect(try refused { $0.parts["xl/workbook.xml"] = .some(nil) } == "! this is no workbook: it has no main part @x.xlsx  0,0")
    #expect(
      try refused { $0.parts["xl/worksheets/sheet1.xml"] = .some(nil) }
        == "! the workbook lacks its part \"xl/worksheets/sheet1.xml\" @x.xlsx  0,0")
    #expect(
      try refused { $0.parts["xl/_rels/workbook.xml.rels"] = .some(nil) }
        == "! sheet \"Arkusz1\" without a part @x.xlsx!/xl/workbook.xml  0,0")
    #expect(
      try refused { $0.parts["xl/worksheets/sheet1.xml"] = Array("<!DOCTYPE a [<!ENTITY % b SYSTEM '/b'> %b;]><a/>".utf8) }
        .hasPrefix("! a reference to a parameter entity"))
    #expect(
      try refused { $0.parts["xl/worksheets/sheet1.xml"] = Array("<chartsheet xmlns='\(XLSXFixture.transitional)'/>".utf8) }
        .contains("unknown kind"))
    #expect(read(Array("PK".utf8)) == ["! this is not a zip archive @x.xlsx  0,0"])
  }

  @Test func everyCutOfAWorkbookIsRefused() throws {
    let bytes = try XLSXFixture("<row><c><v>1</v></c></row>").bytes()
    for count in stride(from: 0, to: bytes.count, by: 11) { #expect(read(Array(bytes[..<count])).first?.first == "!") }
  }
}
