import Bytes
import Findings
import Markup
import Testing

@testable import Contracts

@Suite struct ShowTests {
  private func shown(
    _ path: String, _ format: ShowFormat, _ filters: [String] = [], limit: Int? = nil
  ) throws(Refusal) -> String {
    var out: [UInt8] = []
    var parsed: [ShowFilter] = []
    for filter in filters { parsed.append(try ShowFilter(parsing: filter)) }
    try show(path, as: format, where: parsed, limit: limit, shownAs: "shown") { out += $0 }
    return String(decoding: out, as: UTF8.self)
  }

  private func arrowFile(_ scratch: Scratch) throws -> String {
    let schema = ArrowSchema([
      ArrowField("unit", .dictionary), ArrowField("value", .float64, isNullable: true), ArrowField("row", .int32),
      ArrowField("text", .utf8), ArrowField("good", .bool),
    ])
    var texts = TextColumn()
    for text in ["12,5", "a\nb", ""] { texts.append(text) }
    var validity = Validity()
    for isValid in [true, false, true] { validity.append(isValid) }
    var writer = try ArrowWriter(creating: scratch.file("a.arrow"), schema: schema)
    try writer.write([
      ArrowColumn(.dictionary([0, 1, 0])), ArrowColumn(.float64([12.5, 0, 3]), validity: validity),
      ArrowColumn(.int32([1, 2, 300])), ArrowColumn(.utf8(texts)), ArrowColumn(.bool([true, false, true])),
    ])
    try writer.finish(dictionaries: [["2801011", "Ełk"]])
    return scratch.file("a.arrow")
  }

  @Test func arrowInEveryFormat() throws {
    let scratch = try Scratch()
    let path = try arrowFile(scratch)
    #expect(
      try shown(path, .text) == """
        unit     value  row  text  good
        -------  -----  ---  ----  -----
        2801011   12.5    1  12,5  true
        Ełk               2  a\\nb  false
        2801011      3  300        true

        """)
    #expect(
      try shown(path, .csv)
        == "unit,value,row,text,good\r\n2801011,12.5,1,\"12,5\",true\r\nEłk,,2,\"a\nb\",false\r\n2801011,3,300,,true\r\n")
    #expect(
      try shown(path, .json) == """
        [
        {"unit":"2801011","value":12.5,"row":1,"text":"12,5","good":true},
        {"unit":"Ełk","value":null,"row":2,"text":"a\\nb","good":false},
        {"unit":"2801011","value":3,"row":300,"text":"","good":true}
        ]

        """)
  }

  static let filters: [([String], [Int])] = [
    (["unit=2801011"], [1, 300]), (["unit=2801011", "row=1"], [1]), (["value="], [2]), (["value=12.50"], [1]),
    (["row=300"], [300]), (["row=x"], []), (["unit=nobody"], []), (["text="], [300]), (["good=false"], [2]), (["text=12,5"], [1]),
    (["unit=Ełk", "value=3"], []),
  ]

  @Test(arguments: filters)
  func filtersAllHold(filters: [String], rows: [Int]) throws {
    let scratch = try Scratch()
    let path = try arrowFile(scratch)
    let lines = try shown(path, .csv, filters).split(separator: "\r\n").dropFirst()
    #expect(lines.map { $0.split(separator: ",", omittingEmptySubsequences: false)[2] } == rows.map { "\($0)" })
    // The same table as CSV passes the same rows; its values are texts.
    try Files.write(Array(try shown(path, .csv).utf8), to: scratch.file("a.csv"))
    if filters != ["value=12.50"] {
      #expect(try shown(scratch.file("a.csv"), .csv, filters) == shown(path, .csv, filters))
    }
  }

  @Test func theLimitCountsRowsThatPass() throws {
    let scratch = try Scratch()
    let path = try arrowFile(scratch)
    #expect(try shown(path, .csv, ["unit=2801011"], limit: 1).split(separator: "\r\n").count == 2)
    #expect(try shown(path, .csv, limit: 0) == "unit,value,row,text,good\r\n")
    #expect(try shown(path, .json, limit: 0) == "[\n]\n")
  }

  @Test func knownTablesHaveTypedNumbers() throws {
    let scratch = try Scratch()
    var row = IndexRow()
    row.index = "x"
    row.unit = "0000000"
    row.score = 0.5
    row.rank = 7
    try IndexRow.write([row], to: scratch.file("index.csv"))
    let json = try JSONValue.read(
      Array(try shown(scratch.file("index.csv"), .json).utf8), from: JSONOrigin(file: "j", kind: .data))
    guard case .array(let rows) = json.content, let first = rows.first else {
      Issue.record("no rows")
      return
    }
    #expect(first["unit"] == .string("0000000"))
    #expect(first["score"] == .number(0.5))
    #expect(first["rank"] == .integer(7))
    #expect(first["class"] == .null)
    #expect(first["missing"] == .string(""))
  }

  @Test func theCommasOfThePolishFlavourAreRead() throws {
    let scratch = try Scratch()
    try Files.write(Array("\u{FEFF}jednostka;wartość\r\nEłk;12,5\r\n".utf8), to: scratch.file("a-pl.csv"))
    #expect(try shown(scratch.file("a-pl.csv"), .csv, ["jednostka=Ełk"]) == "jednostka,wartość\r\nEłk,\"12,5\"\r\n")
  }

  @Test func aStageRecordIsShownAsItIsOrAsPathsAndValues() throws {
    let scratch = try Scratch()
    let record = StageRecord(
      stage: "ingest", key: "k", balances: [Balance(source: "bdl", read: 2, used: 1, skipped: ["empty": 1])])
    try record.write(to: scratch.path)
    let path = scratch.file("stage.json")
    #expect(try Array(shown(path, .json).utf8) == Files.read(path))
    #expect(
      try shown(path, .csv)
        == "path,value\r\nschema,diagnoza.stage/1\r\nstage,ingest\r\ncontract,1\r\nkey,k\r\nbalances[1].source,bdl\r\n"
        + "balances[1].read,2\r\nbalances[1].used,1\r\nbalances[1].rejected,0\r\nbalances[1].skipped.empty,1\r\n")
    #expect(try shown(path, .json, ["path=balances[1].read"]) == "[\n{\"path\":\"balances[1].read\",\"value\":2}\n]\n")
  }

  @Test func anUnknownColumnNamesTheNearest() throws {
    let scratch = try Scratch()
    let path = try arrowFile(scratch)
    let refused = refusal { () throws(Refusal) in _ = try shown(path, .text, ["untit=1"]) }
    #expect(refused?.kind == .usage)
    #expect(refused?.mend.english == "did you mean \"unit\"?")
    let lost = refusal { () throws(Refusal) in _ = try shown(path, .text, ["something=1"]) }
    #expect(lost?.mend.english == "columns: unit, value, row, text, good")
    #expect(refusal { () throws(Refusal) in _ = try ShowFilter(parsing: "unit") }?.kind == .usage)
    #expect(refusal { () throws(Refusal) in _ = try ShowFilter(parsing: "=1") }?.kind == .usage)
    #expect(try ShowFilter(parsing: "a=b=c") == ShowFilter(column: "a", value: "b=c"))
  }

  static let strangers = ["<html></html>", "PK\u{3}\u{4}", "a\0b", "{\"a\":", "a,b\r\n1\r\n", "ARROW1\0\0rest"]

  @Test(arguments: strangers)
  func whatIsNoTableIsRefused(text: String) throws {
    let scratch = try Scratch()
    try Files.write(Array(text.utf8), to: scratch.file("x"))
    let refused = refusal { () throws(Refusal) in _ = try shown(scratch.file("x"), .text) }
    #expect(refused?.kind == .data)
    #expect(refused?.place.file == "shown")
  }

  /// More rows than the printer looks at before it settles the widths; given out in pieces.
  @Test func longTablesComeInPieces() throws {
    let scratch = try Scratch()
    let schema = ArrowSchema([ArrowField("n", .int64)])
    var writer = try ArrowWriter(creating: scratch.file("a.arrow"), schema: schema)
    try writer.write([ArrowColumn(.int64((0..<40_000).map { Int64($0) }))])
    try writer.finish(dictionaries: [])
    var pieces: [Int] = []
    var text = ""
    try show(scratch.file("a.arrow"), as: .text) {
      pieces.append($0.count)
      text += String(decoding: $0, as: UTF8.self)
    }
    #expect(pieces.count > 2)
    #expect((pieces.max() ?? 0) < 1 << 17)
    let lines = text.split(separator: "\n")
    #expect(lines.count == 40_002)
    #expect(lines[2] == "  0" && lines[1001] == "999" && lines[40_001] == "39999")
  }

  @Test func whatTheSinkThrowsEndsIt() throws {
    let scratch = try Scratch()
    let path = try arrowFile(scratch)
    let full = Refusal(.inputOutput, Wording("dysk pełny", en: "disk full"))
    #expect(refusal { () throws(Refusal) in try show(path, as: .csv) { _ throws(Refusal) in throw full } } == full)
  }

  /// Every stage writes at least a heading: nothing at all is no table without rows.
  @Test(arguments: ["a.arrow", "a.csv", "a.json"])
  func anEmptyFileIsRefused(name: String) throws {
    let scratch = try Scratch()
    try Files.write([], to: scratch.file(name))
    do throws(Refusal) {
      _ = try shown(scratch.file(name), .text)
      Issue.record("\(name) was shown")
    } catch {
      #expect(error.kind == .data && error.place.file == "shown")
    }
  }
}
