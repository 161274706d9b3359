import Bytes
import Findings
import Testing

@testable import Ingesting

@Suite struct XLSXSheetTests {
  static func read(_ data: String, _ change: (inout XLSXSheet) -> Void) throws -> Diary {
    let workbook = try XLSXWorkbook(Input(name: "x.xlsx", bytes: XLSXFixture(data).bytes()))
    var sheet = XLSXSheet(workbook.sheets[0], of: workbook)
    change(&sheet)
    var diary = Diary()
    try sheet.read(into: &diary)
    return diary
  }

  @Test func batchesDoNotChangeWhatIsRead() throws {
    let data = (1...200).map { "<row r='\($0 * 2)'><c><v>\($0)</v></c><c t='str'><v>x\($0)</v></c></row>" }.joined()
    let whole = try Self.read(data) { _ in }
    #expect(
      whole.batches == 1 && whole.lines[0].hasPrefix("Arkusz1 A2=n:1 B2=s:x1 A4=n:2") && whole.lines[0].hasSuffix("B400=s:x200"))
    for cells in [1, 2, 3, 7] {
      let parts = try Self.read(data) { $0.batch.cellCount = cells }
      #expect(parts.lines == whole.lines && parts.batches > 20)
    }
    #expect(try Self.read(data) { $0.batch.byteCount = 10 }.lines == whole.lines)
  }

  @Test func aRowBeforeAnEarlierBatchIsRefused() throws {
    let data = "<row r='5'><c><v>1</v></c></row><row r='6'><c><v>1</v></c></row><row r='2'><c><v>1</v></c></row>"
    let refusal = #expect(throws: Refusal.self) { try Self.read(data) { $0.batch.cellCount = 1 } }
    #expect(
      refusal?.what.english == "the rows of the sheet are out of order: row 2 behind row 6, and no more than 524288 cells or "
        + "8388608 bytes of text at a time are put in order")
    #expect(refusal?.place == Place(file: "x.xlsx", sheet: "Arkusz1", row: 2))
    #expect(refusal?.mend == XLSXPackage.saveAgain)
  }

  @Test func rowsInAnyOrderAreHeldUntilTheyAreInOrder() throws {
    let rows = (1...200).map { "<row r='\($0)'><c><v>\($0)</v></c><c t='str'><v>x\($0)</v></c></row>" }
    let whole = try Self.read(rows.joined()) { _ in }
    let backwards = Array(rows.reversed())
    let shuffled = (0..<200).map { rows[$0 * 77 % 200] }
    // The first two are handed out alone; what comes behind them is out of order.
    let backwardsFromTheThird = Array(rows[..<2]) + Array(rows[2...].reversed())
    for (order, cells) in [(backwards, 4), (shuffled, 12), (backwardsFromTheThird, 4)] {
      let parts = try Self.read(order.joined()) { $0.batch.cellCount = cells }
      #expect(parts.lines == whole.lines && parts.batches <= 2)
    }
    // Of two cells at one place the later counts, also when they stand far from each other.
    let again = "<row r='7'><c r='B7' t='str'><v>y</v></c></row>"
    let twice = try Self.read(backwards.joined() + again) { $0.batch.cellCount = 4 }
    #expect(twice.lines[0].contains(" A7=n:7 B7=s:y A8=n:8"))
    // Columns out of order are a matter of one row: nothing is held for them.
    let columns = (1...50).map { "<row r='\($0)'><c r='B\($0)'><v>2</v></c><c r='A\($0)'><v>1</v></c></row>" }.joined()
    #expect(try Self.read(columns) { $0.batch.cellCount = 4 }.batches == 25)
  }

  @Test func holdingHasALimit() throws {
    let data = (1...100).reversed().map { "<row r='\($0)'><c><v>\($0)</v></c></row>" }.joined()
    func read(_ held: Int) throws -> Int {
      try Self.read(data) {
        $0.batch.cellCount = 4
        $0.batch.heldCellCount = held
      }.batches
    }
    #expect(try read(1000) == 1)
    let refusal = #expect(throws: Refusal.self) { try read(50) }
    #expect(refusal?.what.english.contains("row 50 behind row 100, and no more than 50 cells") == true)
  }

  @Test func aTextThatManyCellsShareHasALimit() throws {
    var fixture = XLSXFixture(
      String(repeating: "<row>\(String(repeating: "<c t='s'><v>0</v></c>", count: 4))</row>", count: 3),
      "<row><c t='inlineStr'><is><r><t>abcde</t></r><r><t>fghij</t></r></is></c></row>")
    fixture.strings = ["<si><t>abcdefghij</t></si>"]
    let workbook = try XLSXWorkbook(Input(name: "x.xlsx", bytes: fixture.bytes()))
    func refused(sheet: Int = 0, _ change: (inout SheetTextLimits) -> Void) -> String? {
      refusal { () throws(Refusal) in
        var reader = XLSXSheet(workbook.sheets[sheet], of: workbook)
        reader.batch.cellCount = 4
        change(&reader.batch.limits)
        var diary = Diary()
        try reader.read(into: &diary)
      }?.what.english
    }
    #expect(refused { $0.row = 39 } == "the row has more than 39 bytes of text")
    #expect(refused { $0.row = 40 } == nil)
    #expect(refused { $0.sheet = 119 } == "the sheet has more than 119 bytes of text")
    #expect(refused { $0.sheet = 120 } == nil)
    #expect(refused(sheet: 1) { $0.row = 9 } == "the row has more than 9 bytes of text")
    // What a sheet may hold grows with what is written of it.
    let reader = XLSXSheet(workbook.sheets[0], of: workbook)
    #expect(reader.batch.limits.sheet > 64 << 20 && SheetTextLimits(ofSheetWith: 0).sheet == 64 << 20)
  }

  @Test func theCellLimitIsASetting() throws {
    let data = "<row><c><v>1</v></c><c><v>1</v></c></row>"
    let refusal = #expect(throws: Refusal.self) { try Self.read(data) { $0.cellLimit = 1 } }
    #expect(refusal?.what.english == "the sheet has more than 1 cells")
  }

  @Test(arguments: [
    ("A1", 1, 1), ("z9", 9, 26), ("AA10", 10, 27), ("XFD1048576", 1_048_576, 16_384), ("ZZZ9999999", 9_999_999, 18_278),
  ]) func referencesAreRead(_ text: String, _ row: Int, _ column: Int) {
    let place = XLSXSheet.place(text.utf8.span)
    #expect(place?.0 == row && place?.1 == column)
  }

  @Test(arguments: ["", "A", "1", "1A", "A1B", "A-1", "ABCD1", "A12345678", "Ą1", "$A$1", "A 1"])
  func otherReferencesAreNone(_ text: String) {
    #expect(XLSXSheet.place(Array(text.utf8).span) == nil)
  }
}
