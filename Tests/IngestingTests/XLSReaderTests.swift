import Bytes
import Findings
import Testing

@testable import Ingesting

@Suite struct XLSReaderTests {
  typealias F = XLSFixture

  static func read(_ bytes: [UInt8], _ options: ReadingOptions = ReadingOptions()) throws(Refusal) -> CollectedCells {
    var cells = CollectedCells()
    _ = try readXLS(Input(name: "x.xls", bytes: bytes), options: options, into: &cells)
    return cells
  }

  static func refused(_ bytes: [UInt8]) -> String {
    refusal { () throws(Refusal) in _ = try read(bytes) }?.what.english ?? "-"
  }

  @Test("Packed numbers", arguments: [(0x3FF0_0000, 1.0), (0x0000_0006, 1), (0x0000_01F7, 1.25), (-2, -1), (0x4059_0001, 1)])
  func packed(raw: Int, expected: Double) {
    #expect(XLSSheet.packedNumber(raw & 0xFFFF_FFFF) == expected)
  }

  @Test func everyKindOfCell() throws {
    let formats =
      F.record(0x41E, OLE2Fixture.halves([164]) + F.text("yyyy\\-mm\\-dd"))
      + F.record(0x41E, OLE2Fixture.halves([165]) + F.text("[h]:mm"))
      + [0, 164, 165, 18].flatMap { F.record(0xE0, OLE2Fixture.halves([0, $0, 0, 0, 0, 0, 0, 0, 0, 0])) }
    let formula = { (result: [UInt8]) in F.record(0x06, F.place(4, 0) + result + [UInt8](repeating: 0, count: 8)) }
    let fixture = F(
      F.number(0, 0, 2.8000000000000003), F.number(0, 1, 42064.5, style: 1), F.number(0, 2, 1.5, style: 2),
      F.number(0, 3, 0.25, style: 3),
      F.record(0x27E, F.place(1, 0) + OLE2Fixture.words([0x1F7])),
      F.record(
        0xBD,
        OLE2Fixture.halves([2, 1]) + OLE2Fixture.halves([0]) + OLE2Fixture.words([6]) + OLE2Fixture.halves([0])
          + OLE2Fixture.words([10]) + OLE2Fixture.halves([2])),
      F.label(3, 0, shared: 1), F.record(0x204, F.place(3, 1) + F.text("żółw")),
      F.record(0x205, F.place(3, 2) + [1, 0]), F.record(0x205, F.place(3, 3) + [7, 1]),
      F.record(0x201, F.place(3, 4)), formula(F.double(7)), formula([0, 0, 0, 0, 0, 0, 0xFF, 0xFF]),
      F.record(0x207, F.text("tekst")),
      F.record(0xE5, OLE2Fixture.halves([1, 0, 1, 0, 2])),
      globals: formats + F.shared([F.text("a"), F.text("0201011")]))
    let cells = try Self.read(fixture.bytes())
    #expect(
      cells.lines == [
        "1,1 number 2.8000000000000003", "1,2 dateTime 2015-03-01T12:00:00.000", "1,3 duration 1.5", "1,4 timeOfDay 06:00:00.000",
        "2,1 number 1.25", "3,2 number 1", "3,3 number 2", "4,1 text 0201011", "4,2 text żółw", "4,3 boolean true",
        "4,4 error #DIV/0!", "5,1 text tekst",
      ])
    #expect(cells.merged == [["A1:C2"]])
  }

  @Test func sharedTextsGoOnInOtherRecords() throws {
    // A text of one byte a character that goes on with two, then one with formats and a reading.
    let first = OLE2Fixture.halves([6]) + [0] + Array("abc".utf8)
    let second =
      OLE2Fixture.halves([2]) + [0x0D] + OLE2Fixture.halves([1]) + OLE2Fixture.words([4]) + OLE2Fixture.halves(Array("żó".utf16))
      + [1, 2, 3, 4] + [9, 9, 9, 9]
    let sst =
      F.record(0xFC, OLE2Fixture.words([3, 3]) + first)
      + F.record(0x3C, [1] + OLE2Fixture.halves(Array("łąę".utf16)) + second.prefix(11))
      + F.record(0x3C, [1] + second.dropFirst(11) + F.text("z"))
    let fixture = F(F.label(0, 0, shared: 0), F.label(0, 1, shared: 1), F.label(0, 2, shared: 2), globals: sst)
    #expect(try Self.read(fixture.bytes()).lines == ["1,1 text abcłąę", "1,2 text żó", "1,3 text z"])
  }

  @Test func aMarkAboveTheLineIsNoDigitOfTheNumber() throws {
    func font(_ escapement: UInt16) -> [UInt8] {
      F.record(0x31, OLE2Fixture.halves([200, 0, 0x7FFF, 400, escapement, 0, 0]) + F.text("Arial", lengthBytes: 1))
    }
    // The fifth font is number 5, and the only raised one.
    let fonts = [0, 0, 0, 0, 1, 2].flatMap { font($0) }
    func text(_ text: String, runs: [(UInt16, UInt16)]) -> [UInt8] {
      var plain = F.text(text)
      plain[2] |= 8
      plain.insert(contentsOf: OLE2Fixture.halves([UInt16(runs.count)]), at: 3)
      return plain + runs.flatMap { OLE2Fixture.halves([$0.0, $0.1]) }
    }
    let texts = [
      text("121)3", runs: [(2, 5), (4, 0)]), text("121", runs: [(2, 6)]), text("m2", runs: [(1, 5)]),
      text("łó51", runs: [(3, 5)]), F.text("z"),
    ]
    let labels = (0..<5).flatMap { F.label(0, UInt16($0), shared: UInt32($0)) }
    #expect(
      try Self.read(F(labels, globals: fonts + F.shared(texts)).bytes(), .seen).lines == [
        "1,1 text 12¹)3", "1,2 text 121", "1,3 text m2", "1,4 text łó5¹", "1,5 text z",
      ])
    // The runs go on in another record.
    let whole = F.shared([texts[0], F.text("z")])
    for cut in 1...8 {
      let at = 12 + texts[0].count - cut
      let parts = F.record(0xFC, Array(whole[4..<at])) + F.record(0x3C, Array(whole[at...]))
      let cells = try Self.read(F(F.label(0, 1, shared: 1), globals: fonts + parts).bytes(), .seen)
      #expect(cells.lines == ["1,2 text z"], "\(cut)")
    }
  }

  @Test("Both versions of the compound file, with and without the mini stream", arguments: [3, 4], [1, 2000])
  func wrappings(version: Int, rows: Int) throws {
    var fixture = F()
    fixture.sheets = [
      ("A", 0, (0..<rows).flatMap { F.number(UInt16($0), 0, Double($0)) }), ("B", 1, F.number(0, 0, 1)), ("C", 2, []),
    ]
    let cells = try Self.read(fixture.bytes(version: version))
    #expect(cells.lines.count == rows + 1)
    #expect(cells.lines[rows - 1] == "\(rows),1 number \(rows - 1)")
    #expect(cells.headings.map(\.visible) == ["visible", "hidden", "veryHidden"])
  }

  @Test func theDateSystemOfAMacintosh() throws {
    let style = F.record(0xE0, OLE2Fixture.halves([0, 14, 0, 0, 0, 0, 0, 0, 0, 0]))
    let fixture = F(F.number(0, 0, 1), globals: F.record(0x22, [1, 0]) + style)
    #expect(try Self.read(fixture.bytes()).lines == ["1,1 dateTime 1904-01-02T00:00:00.000"])
  }

  @Test func textsBeforeExcel97AreInACodePage() throws {
    var fixture = F(
      F.record(0x204, F.place(0, 0) + OLE2Fixture.halves([3]) + [0xBF, 0xF3, 0xB3]),
      globals: F.record(0x42, OLE2Fixture.halves([1250])))
    fixture.version = 0x0500
    #expect(try Self.read(fixture.bytes()).lines == ["1,1 text żół"])
  }

  /// A workbook of Excel 5 that names no code page.
  private static func unnamed(_ texts: [[UInt8]]) -> [UInt8] {
    let records = texts.enumerated().flatMap { row, text in
      F.record(0x204, F.place(UInt16(row), 0) + OLE2Fixture.halves([UInt16(text.count)]) + text)
    }
    var fixture = F(records)
    fixture.version = 0x0500
    return fixture.bytes()
  }

  @Test(
    "A code page that is not said is found by the texts",
    arguments: [
      ([0x67, 0xB3, 0xF3, 0x77, 0x6E, 0x79] as [UInt8], "główny", TextEncoding.windows1250),
      ([0x67, 0x88, 0xA2, 0x77, 0x6E, 0x79], "główny", .ibm852), ([0x4D, 0xFC, 0x6C, 0x6C, 0x65, 0x72], "Müller", .windows1250),
    ]) func codePageByTexts(_ text: [UInt8], _ expected: String, _ encoding: TextEncoding) throws
  {
    let bytes = Self.unnamed([Array("Nazwa".utf8), text])
    var cells = CollectedCells()
    let understanding = try readXLS(Input(name: "x.xls", bytes: bytes), into: &cells)
    #expect(cells.lines == ["1,1 text Nazwa", "2,1 text \(expected)"])
    #expect(understanding.findings.map(\.code) == ["code-page-missing"])
    #expect(understanding.findings[0].message.english.contains(encoding.rawValue))
  }

  @Test func textsInASCIINeedNoCodePage() throws {
    var cells = CollectedCells()
    let bytes = Self.unnamed([Array("abc".utf8)])
    #expect(try readXLS(Input(name: "x.xls", bytes: bytes), into: &cells).findings.isEmpty)
    #expect(cells.lines == ["1,1 text abc"])
  }

  @Test func theChosenEncodingCountsMore() throws {
    var cells = CollectedCells()
    let bytes = Self.unnamed([[0xB1]])
    _ = try readXLS(Input(name: "x.xls", bytes: bytes), options: ReadingOptions(encoding: .iso8859part2), into: &cells)
    #expect(cells.lines == ["1,1 text ą"])
  }

  @Test func aCodePageThatIsNotKnownHindersOnlyTextsInIt() throws {
    func workbook(_ text: [UInt8]) -> [UInt8] {
      var fixture = F(
        F.record(0x204, F.place(0, 0) + OLE2Fixture.halves([UInt16(text.count)]) + text),
        globals: F.record(0x42, OLE2Fixture.halves([932])))
      fixture.version = 0x0500
      return fixture.bytes()
    }
    #expect(try Self.read(workbook(Array("abc".utf8))).lines == ["1,1 text abc"])
    #expect(Self.refused(workbook([0x93, 0xFA])) == "a text in the unsupported code page 932")
    // Nothing is wrong with the file.
    let mend = refusal { () throws(Refusal) in _ = try Self.read(workbook([0x93, 0xFA])) }?.mend.english
    #expect(mend?.contains("code page is not read here") == true && mend?.contains("damaged") == false)
  }

  @Test func sheetsThatAreNoTablesAreTold() throws {
    var fixture = F(F.number(0, 0, 1))
    fixture.sheets.append(("Wykres1", 0, []))
    var stream = fixture.stream
    let name = try #require((0..<stream.count).first { stream[$0...].starts(with: Array("Wykres1".utf8)) })
    // The kind stands before the length and the width of the name.
    stream[name - 3] = 2
    var cells = CollectedCells()
    let bytes = OLE2Fixture.bytes([("Workbook", stream)])
    let understanding = try readXLS(Input(name: "x.xls", bytes: bytes), into: &cells)
    #expect(cells.headings.map(\.name) == ["Arkusz1"])
    #expect(understanding.findings.map { "\($0.code) \($0.place.sheet)" } == ["sheet-left-out Wykres1"])
  }

  @Test func cellsOfExcel2NameTheirFormatThemselves() throws {
    let formats = ["General", "yyyy-mm-dd"].flatMap { F.record(0x1E, [UInt8($0.utf8.count)] + Array($0.utf8)) }
    func cell(_ format: UInt8) -> [UInt8] { F.record(0x03, [0, 0, format, 0, 0, format, 0] + F.double(40_000)) }
    let bytes = F.record(0x09, [2, 0, 0x10, 0]) + formats + cell(0) + cell(1) + F.record(0x0A, [])
    #expect(try Self.read(bytes).lines == ["1,1 number 40000", "1,2 dateTime 2009-07-06T00:00:00.000"])
  }

  @Test func aFormatThatIsShorterThanItsCountIsReadAndACellIsNot() throws {
    for code in ["yyyy\\-mm\\-dd", "yyyy\\-mm\\-dd\"ł\""] {
      let cut = F.record(0x41E, OLE2Fixture.halves([164]) + Array(F.text(code).dropLast()))
      let styles = [0, 164].flatMap { F.record(0xE0, OLE2Fixture.halves([0, $0, 0, 0, 0, 0, 0, 0, 0, 0])) }
      let fixture = F(F.number(0, 0, 42064, style: 1), F.number(0, 1, 7), globals: cut + styles)
      #expect(try Self.read(fixture.bytes()).lines == ["1,1 dateTime 2015-03-01T00:00:00.000", "1,2 number 7"])
    }
    let text = F(F.record(0x204, F.place(0, 0) + Array(F.text("abc").dropLast())))
    #expect(Self.refused(text.bytes()) == "a text of the workbook is cut off")
  }

  @Test func aSheetOfExcel2StandsAlone() throws {
    let bytes =
      F.record(0x09, [2, 0, 0x10, 0]) + F.record(0x02, [0, 0, 0, 0, 0, 0, 0, 7, 0])
      + F.record(0x04, [0, 0, 1, 0, 0, 0, 0, 1, 0x61])
      + F.record(0x03, [1, 0, 0, 0, 0, 0, 0] + F.double(1.5)) + F.record(0x0A, [])
    #expect(try detectFormat(Input(name: "x.xls", bytes: bytes)) == .xls)
    #expect(try Self.read(bytes).lines == ["1,1 number 7", "1,2 text a", "2,1 number 1.5"])
  }

  @Test func rowsOutOfOrderArePutInOrder() throws {
    let fixture = F(F.number(5, 0, 5), F.number(1, 1, 2), F.number(1, 0, 1))
    #expect(try Self.read(fixture.bytes()).lines == ["2,1 number 1", "2,2 number 2", "6,1 number 5"])
  }

  @Test func whatCannotBeReadIsRefusedAndNamed() throws {
    #expect(Self.refused(F(F.label(0, 0, shared: 3)).bytes()).contains("text number 3"))
    #expect(Self.refused(F(globals: F.record(0x2F, [1, 0])).bytes()).contains("encrypted"))
    #expect(Self.refused(OLE2Fixture.bytes([("Workbook", [1, 2, 3])])).contains("does not begin"))
    func format(_ name: String) throws -> InputFormat {
      try detectFormat(Input(name: "x", bytes: OLE2Fixture.bytes([(name, [1])])))
    }
    #expect(try format("WordDocument") == .doc)
    #expect(try format("PowerPoint Document") == .ppt)
    #expect(try format("Contents") == .ole2)
    #expect(
      refusal { () throws(Refusal) in
        _ = try detectFormat(Input(name: "x", bytes: OLE2Fixture.bytes([("EncryptedPackage", [1])])))
      }?.what.english.contains("encrypted") == true)
  }

  @Test("A file that is cut off or whose chains run in circles ends in a refusal, never in a wrong table")
  func damaged() throws {
    let whole = F((0..<600).flatMap { F.number(UInt16($0), 0, Double($0)) }).bytes()
    let count = try Self.read(whole).lines.count
    for end in stride(from: 0, to: whole.count, by: 97) {
      do throws(Refusal) {
        let cells = try Self.read(Array(whole[..<end]))
        // What stands behind the workbook's stream may go.
        #expect(cells.lines.count == count)
      } catch { #expect(error.kind == .data) }
    }
    // The table of sectors is the last sector: every chain is made to lead back to its begin.
    for value in [UInt8(0), 1, 3] {
      var circle = whole
      for index in (circle.count - 512)..<circle.count { circle[index] = index % 4 == 0 ? value : 0 }
      #expect(Self.refused(circle).contains("circle") || Self.refused(circle) != "-")
    }
  }

  @Test("A workbook is the same at every size of reading", arguments: [4, 5, 7, 64])
  func chunks(size: Int) throws {
    let workbook = try XLSWorkbook(
      Input(name: "x.xls", bytes: F(F.label(0, 0, shared: 0), F.number(1, 0, 2), globals: F.shared([F.text("a")])).bytes()))
    var sheet = XLSSheet(try #require(workbook.sheets.first), of: workbook)
    sheet.chunk = size
    var cells = CollectedCells()
    try sheet.read(into: &cells)
    #expect(cells.lines == ["1,1 text a", "2,1 number 2"])
  }
}
