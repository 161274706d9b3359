import Bytes
import Findings
import Markup
import Testing

@testable import Ingesting

@Suite struct InspectWorkbookTests {
  static func json(_ fixture: XLSXFixture, limit: Int? = nil) throws -> String {
    let gathered = Gathered()
    var stream = InspectionStream { bytes throws(Refusal) in gathered.bytes += bytes }
    stream.json.beginObject()
    _ = try inspectWorkbook(
      Input(name: "x.xlsx", bytes: fixture.bytes()), .xlsx, InspectionOptions(limit: limit), into: &stream)
    stream.json.endObject()
    try stream.finish()
    return String(decoding: gathered.bytes, as: UTF8.self)
  }

  @Test func aWorkbookIsWrittenAsTheInterfaceSays() throws {
    var fixture = XLSXFixture(
      "<row><c t='str'><v>a\"b</v></c><c><v>1.50</v></c><c t='b'><v>1</v></c><c t='e'><v>#N/A</v></c></row>"
        + "<row r='3'><c s='1'><v>45413</v></c><c s='1'><v>0.5</v></c><c s='2'><v>1.25</v></c></row>",
      "")
    fixture.formats = ["d.mm.yyyy", "[h]:mm"]
    fixture.states = ["visible", "hidden"]
    fixture.afterData = "<mergeCells><mergeCell ref='A1:B2'/></mergeCells>"
    let first =
      ##"{"name":"Arkusz1","visible":"visible","cells":[[1,1,"s","a\"b"],[1,2,"n",1.50],[1,3,"b",true],[1,4,"e","#N/A"],"##
      + ##"[3,1,"d","2024-05-01T00:00:00.000"],[3,2,"t","12:00:00.000"],[3,3,"dur",1.25]],"merged":["A1:B2"]}"##
    let second = ##"{"name":"Arkusz2","visible":"hidden","cells":[],"merged":[]}"##
    #expect(try Self.json(fixture) == ##"{"tables":["## + first + "," + second + ##"],"date1904":false}"##)
  }

  @Test func theLimitCountsRows() throws {
    let fixture = XLSXFixture(
      "<row><c><v>1</v></c><c><v>2</v></c></row><row r='5'><c><v>3</v></c></row><row><c><v>4</v></c></row>")
    #expect(try Self.json(fixture, limit: 2).contains(#""cells":[[1,1,"n",1],[1,2,"n",2],[5,1,"n",3]]"#))
    #expect(try Self.json(fixture, limit: 0).contains(#""cells":[]"#))
  }

  @Test func rowsOfPagesHaveAllTheirPlacesUnlessSpansMakeMillionsOfThem() throws {
    func json(_ table: String) throws -> String {
      let gathered = Gathered()
      var stream = InspectionStream { bytes throws(Refusal) in gathered.bytes += bytes }
      stream.json.beginObject()
      let input = Input(name: "x.xls", bytes: Array("<html><table>\(table)</table></html>".utf8))
      _ = try inspectWorkbook(input, .html, InspectionOptions(), into: &stream)
      stream.json.endObject()
      try stream.finish()
      return String(decoding: gathered.bytes, as: UTF8.self)
    }
    #expect(try json("<tr><td colspan=3>a<td>b<tr><tr><td>c").contains(#""rows":[["a","","","b"],["c"]]"#))
    let spans = "<tr>" + String(repeating: "<td rowspan=65534 colspan=1000>x", count: 15)
    let wide = try json(spans + String(repeating: "<tr><td>y", count: 300))
    #expect(wide.contains(#"[301,15001,"s","y"]"#) && !wide.contains(#""rows""#))
  }

  @Test func longTablesFlowOn() throws {
    let rows = (1...20_000).map { "<row><c><v>\($0)</v></c></row>" }.joined()
    let text = try Self.json(XLSXFixture(rows))
    #expect(text.contains("[20000,1,\"n\",20000]]") && text.contains("[1,1,\"n\",1],[2,1,\"n\",2]"))
  }
}

/// What a sink was given.
final class Gathered {
  var bytes: [UInt8] = []
}
