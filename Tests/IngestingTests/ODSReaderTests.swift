import Bytes
import Findings
import Markup
import Testing

@testable import Ingesting

@Suite struct ODSReaderTests {
  static func read(_ content: String, _ options: ReadingOptions = ReadingOptions()) throws -> CollectedCells {
    var cells = CollectedCells()
    _ = try readODS(Input(name: "x.ods", bytes: ODSFixture.bytes(content)), options: options, into: &cells)
    return cells
  }

  /// Cells of one row, as lines.
  static func row(_ cells: String, styles: String = "", _ options: ReadingOptions = ReadingOptions()) throws -> [String] {
    try read(ODSFixture.content(ODSFixture.sheet(ODSFixture.row(cells)), styles: styles), options).lines
  }

  @Test(
    "A value is what the attributes say, not what is shown",
    arguments: [
      ("office:value-type='float' office:value='5.2'", "5,20", "number 5.2"),
      ("office:value-type='float' office:value='1E3'", "1000", "number 1000"),
      ("office:value-type='percentage' office:value='0.125'", "13 %", "percentage 0.125"),
      ("office:value-type='currency' office:currency='PLN' office:value='7'", "7 zł", "number 7"),
      ("office:value-type='date' office:date-value='2015-03-01'", "1 marca", "dateTime 2015-03-01T00:00:00.000"),
      ("office:value-type='date' office:date-value='2015-03-01T12:30:01.5'", "x", "dateTime 2015-03-01T12:30:01.500"),
      ("office:value-type='time' office:time-value='PT08H05M09.25S'", "8:05", "timeOfDay 08:05:09.250"),
      ("office:value-type='time' office:time-value='PT36H00M00S'", "36:00", "duration 1.5"),
      ("office:value-type='boolean' office:boolean-value='true'", "PRAWDA", "boolean true"),
      ("office:value-type='boolean' office:boolean-value='false'", "FAŁSZ", "boolean false"),
      ("office:value-type='boolean' office:boolean-value='tak'", "TAK", "text TAK"),
      ("office:value-type='string' office:string-value='0201011'", "201011", "text 0201011"),
      ("office:value-type='string'", "0201011", "text 0201011"),
      ("office:value-type='string' calcext:value-type='error' office:string-value=''", "#DIV/0!", "error #DIV/0!"),
      ("office:value-type='date' office:date-value='2015-13-01'", "13. miesiąc", "text 13. miesiąc"),
      ("", "bez rodzaju", "text bez rodzaju"),
    ])
  func values(attributes: String, shown: String, expected: String) throws {
    let lines = try Self.row("<table:table-cell \(attributes)><text:p>\(shown)</text:p></table:table-cell>")
    #expect(lines == ["1,1 \(expected)"])
  }

  @Test func timesThatCountOnAreDurations() throws {
    let styles =
      "<number:time-style style:name='N1' number:truncate-on-overflow='false'><number:hours/></number:time-style>"
      + "<style:style style:name='ce1' style:family='table-cell' style:data-style-name='N1'/>"
    let cell = "office:value-type='time' office:time-value='PT06H00M00S'/>"
    #expect(
      try Self.row("<table:table-cell table:style-name='ce1' \(cell)<table:table-cell \(cell)", styles: styles) == [
        "1,1 duration 0.25", "1,2 timeOfDay 06:00:00.000",
      ])
  }

  @Test func formatsOfTheDocumentsStylesCountToo() throws {
    // As LibreOffice 7 writes: the format stands in styles.xml, the style that names it beside the cells.
    let styles =
      "<office:document-styles \(ODSFixture.namespaces)><office:styles>"
      + "<number:time-style style:name='N144' number:truncate-on-overflow='false'/>"
      + "<style:style style:name='Godziny' style:family='table-cell' style:data-style-name='N144'/></office:styles>"
      + "<office:automatic-styles><number:time-style style:name='N7' number:truncate-on-overflow='false'/></office:automatic-styles>"
      + "</office:document-styles>"
    let own =
      "<style:style style:name='ce1' style:family='table-cell' style:data-style-name='N144'/>"
      + "<style:style style:name='ce2' style:family='table-cell' style:parent-style-name='Godziny'/>"
      + "<number:time-style style:name='N7'/><style:style style:name='ce3' style:family='table-cell' style:data-style-name='N7'/>"
    func cell(_ style: String) -> String {
      "<table:table-cell \(style) office:value-type='time' office:time-value='PT06H00M00S'/>"
    }
    let rows =
      ODSFixture.row(["ce1", "ce2", "Godziny", "ce3"].map { cell("table:style-name='\($0)'") }.joined())
      + "<table:table-row table:default-cell-style-name='ce1'>\(cell(""))</table:table-row>" + ODSFixture.row(cell(""))
    let content = ODSFixture.content(ODSFixture.sheet(rows), styles: own)
    var cells = CollectedCells()
    _ = try readODS(Input(name: "x.ods", bytes: ODSFixture.bytes(content, styles: styles)), into: &cells)
    #expect(
      cells.lines == [
        "1,1 duration 0.25", "1,2 duration 0.25", "1,3 duration 0.25", "1,4 timeOfDay 06:00:00.000", "2,1 duration 0.25",
        "3,1 timeOfDay 06:00:00.000",
      ])
  }

  /// The part with the styles holds no cells.
  @Test func brokenStylesAreToldAndTheCellsRead() throws {
    let content = ODSFixture.content(
      ODSFixture.sheet(ODSFixture.row("<table:table-cell office:value-type='float' office:value='5'/>")))
    var cells = CollectedCells()
    let understanding = try readODS(
      Input(name: "x.ods", bytes: ODSFixture.bytes(content, styles: "<office:document-styles")), into: &cells)
    #expect(cells.lines == ["1,1 number 5"])
    #expect(understanding.findings.map(\.code) == ["unreadable-styles"])
    #expect(understanding.findings.first?.place.file.contains("styles.xml") == true)
  }

  @Test func annotationsOfWritingAreLeftOutAndARowRepeatedNeverIsOnce() throws {
    let ruby = "<text:ruby><text:ruby-base>baza</text:ruby-base><text:ruby-text>uwaga</text:ruby-text></text:ruby>"
    let rows =
      "<table:table-row table:number-rows-repeated='0'><table:table-cell><text:p>a\(ruby)b</text:p></table:table-cell></table:table-row>"
      + ODSFixture.row("<table:table-cell table:number-columns-repeated='0'><text:p>c</text:p></table:table-cell>")
    #expect(try Self.read(ODSFixture.content(ODSFixture.sheet(rows))).lines == ["1,1 text abazab", "2,1 text c"])
  }

  @Test func aMarkAboveTheLineIsNoDigitOfTheNumber() throws {
    let styles =
      "<style:style style:name='T1' style:family='text'><style:text-properties style:text-position='super 58%'/></style:style>"
      + "<style:style style:name='T2' style:family='text'><style:text-properties style:text-position='33% 58%'/></style:style>"
      + "<style:style style:name='T3' style:family='text'><style:text-properties style:text-position='sub 58%'/></style:style>"
    func cell(_ text: String, _ style: String) -> String {
      "<table:table-cell office:value-type='string'><text:p>\(text)<text:span text:style-name='\(style)'>1)</text:span>2</text:p></table:table-cell>"
    }
    let row = cell("12", "T1") + cell("12", "T2") + cell("12", "T3") + cell("m", "T1")
    #expect(
      try Self.row(row, styles: styles, .seen) == [
        "1,1 text 12¹)2", "1,2 text 12¹)2", "1,3 text 121)2", "1,4 text m1)2",
      ])
    #expect(try Self.row(row, styles: styles).first == "1,1 text 121)2")
  }

  @Test func textsKeepTheirParagraphsAndBlanks() throws {
    let text =
      "<text:p>a<text:s text:c='3'/>b<text:tab/>c<text:line-break/>d</text:p><text:p><text:span>e</text:span><text:a>f</text:a></text:p>"
    let note = "<office:annotation><text:p>uwaga</text:p></office:annotation>"
    let drawing = "<draw:frame><draw:text-box><text:p>obrazek</text:p></draw:text-box></draw:frame>"
    #expect(
      try Self.row("<table:table-cell office:value-type='string'>\(note)\(drawing)\(text)</table:table-cell>") == [
        "1,1 text a   b\tc\nd\nef"
      ])
  }

  @Test func repetitionsAreCarriedOut() throws {
    let rows =
      "<table:table-row table:number-rows-repeated='2'><table:table-cell table:number-columns-repeated='2'/>"
      + "<table:table-cell table:number-columns-repeated='2' office:value-type='float' office:value='7'/></table:table-row>"
      + "<table:table-row table:number-rows-repeated='1000'><table:table-cell table:number-columns-repeated='16384'/></table:table-row>"
      + "<table:table-row><table:covered-table-cell/><table:table-cell office:value-type='float' office:value='8'/></table:table-row>"
    #expect(
      try Self.read(ODSFixture.content(ODSFixture.sheet(rows))).lines == [
        "1,3 number 7", "1,4 number 7", "2,3 number 7", "2,4 number 7", "1003,2 number 8",
      ])
  }

  @Test("A sheet is the same however large the batches are", arguments: [1, 2, 3, 7, 1 << 15])
  func batches(size: Int) throws {
    let rows = (1...9).map {
      "<table:table-row table:number-rows-repeated='\($0)'><table:table-cell office:value-type='string' "
        + "table:number-columns-repeated='2'><text:p>w\($0)</text:p></table:table-cell></table:table-row>"
    }.joined()
    let pull = try ODSPackage.content(
      of: Input(name: "x.ods", bytes: ODSFixture.bytes(ODSFixture.content(ODSFixture.sheet(rows))))
    ).pull
    var content = ODSContent(pull, shown: "x.ods", sheet: nil)
    content.batchCells = size
    var cells = CollectedCells()
    try content.read(into: &cells)
    var expected: [String] = []
    var row = 0
    for number in 1...9 {
      for _ in 0..<number {
        row += 1
        expected += ["\(row),1 text w\(number)", "\(row),2 text w\(number)"]
      }
    }
    #expect(cells.lines == expected)
  }

  @Test func littleMarkupMakesNoEndOfText() throws {
    func refused(_ rows: String, _ change: (inout SheetTextLimits) -> Void) throws -> String? {
      let input = Input(name: "x.ods", bytes: try ODSFixture.bytes(ODSFixture.content(ODSFixture.sheet(rows))))
      return refusal { () throws(Refusal) in
        var content = ODSContent(try ODSPackage.content(of: input).pull, shown: "x.ods", sheet: nil)
        change(&content.textLimits)
        var cells = CollectedCells()
        try content.read(into: &cells)
      }?.what.english
    }
    let blanks = ODSFixture.row("<table:table-cell><text:p>a<text:s text:c='50'/>b</text:p></table:table-cell>")
    #expect(try refused(blanks) { $0.row = 51 } == "the row has more than 51 bytes of text")
    #expect(try refused(blanks) { $0.row = 52 } == nil)
    let repeated =
      "<table:table-row table:number-rows-repeated='4'><table:table-cell table:number-columns-repeated='3'>"
      + "<text:p>abcdefghij</text:p></table:table-cell></table:table-row>"
    #expect(try refused(repeated) { $0.sheet = 119 } == "the sheet has more than 119 bytes of text")
    #expect(try refused(repeated) { $0.sheet = 120 } == nil)
  }

  @Test func sheetsAreNamedAndHiddenOnesFlagged() throws {
    let styles =
      "<style:style style:name='ta1' style:family='table'><style:table-properties table:display='false'/></style:style>"
    let cell = ODSFixture.row("<table:table-cell office:value-type='float' office:value='1'/>")
    let tables =
      "<table:table table:name='A' table:style-name='ta1'>\(cell)</table:table>" + ODSFixture.sheet(cell, name: "B")
      + ODSFixture.sheet("", name: "C")
    let content = ODSFixture.content(tables, styles: styles)
    #expect(
      try Self.read(content).headings == [
        TableHeading(name: "A", visible: "hidden"), TableHeading(name: "B"), TableHeading(name: "C"),
      ])
    #expect(try Self.read(content, ReadingOptions(sheet: "B")).headings == [TableHeading(name: "B")])
    let missing = refusal { () throws(Refusal) in
      do { _ = try Self.read(content, ReadingOptions(sheet: "D")) } catch let error as Refusal { throw error } catch {}
    }
    #expect(missing?.kind == .usage)
  }

  @Test func mergedCellsAndTheDateSystem() throws {
    let row = ODSFixture.row(
      "<table:table-cell table:number-columns-spanned='2' table:number-rows-spanned='3' office:value-type='float' office:value='1'/>"
        + "<table:covered-table-cell office:value-type='float' office:value='2'/>")
    let content = ODSFixture.content(
      ODSFixture.sheet(row),
      settings:
        "<table:calculation-settings><table:null-date table:date-value='1904-01-01'/></table:calculation-settings>")
    var cells = CollectedCells()
    let understanding = try readODS(Input(name: "x.ods", bytes: ODSFixture.bytes(content)), into: &cells)
    #expect(cells.merged == [["A1:B3"]])
    #expect(cells.lines == ["1,1 number 1", "1,2 number 2"])
    #expect(understanding.date1904 == true)
  }

  @Test func flatFilesAreSpreadsheetsToo() throws {
    let text = ODSFixture.flat(
      ODSFixture.sheet(ODSFixture.row("<table:table-cell office:value-type='float' office:value='1'/>")))
    let input = Input(name: "x.fods", bytes: Array(text.utf8))
    #expect(try detectFormat(input) == .ods)
    var cells = CollectedCells()
    _ = try readODS(input, into: &cells)
    #expect(cells.lines == ["1,1 number 1"])
  }

  @Test func whatCannotBeReadIsRefused() throws {
    func refused(_ bytes: [UInt8]) -> String {
      refusal { () throws(Refusal) in
        var cells = CollectedCells()
        _ = try readODS(Input(name: "x.ods", bytes: bytes), into: &cells)
      }?.what.english ?? "-"
    }
    let content = ODSFixture.content("")
    #expect(
      refused(try ODSFixture.bytes(content, manifest: "<manifest:encryption-data/>")).contains("encrypted"))
    func manifest(_ path: String) -> String {
      "<m:manifest xmlns:m='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'><m:file-entry m:full-path='content.xml'/>"
        + "<m:file-entry m:full-path='\(path)'><m:encryption-data/></m:file-entry></m:manifest>"
    }
    for part in ["content.xml", "encrypted-package"] {
      #expect(refused(try ODSFixture.bytes(content, manifest: manifest(part))).contains("encrypted"))
    }
    // Macros have a password of their own.
    #expect(refused(try ODSFixture.bytes(content, manifest: manifest("Basic/Protected/M.xml"))).contains("no sheet"))
    #expect(refused(try ODSFixture.bytes(content)).contains("no sheet"))
    #expect(refused(try ODSFixture.bytes("<a/>")).contains("unknown kind"))
    let many = ODSFixture.content(
      ODSFixture.sheet(
        "<table:table-row table:number-rows-repeated='1048576'><table:table-cell table:number-columns-repeated='16384' "
          + "office:value-type='float' office:value='1'/></table:table-row>"))
    #expect(refused(try ODSFixture.bytes(many)).contains("10000000"))
  }
}
