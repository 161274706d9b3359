// The trees agree with Python's xml.etree.ElementTree and json on the same documents.
import Bytes
import Findings
import Markup
import Testing

@testable import Ingesting

@Suite struct InspectMarkupTests {
  static func json(_ body: (inout InspectionStream) throws -> Void) throws -> String {
    let gathered = Gathered()
    var stream = InspectionStream { bytes throws(Refusal) in gathered.bytes += bytes }
    stream.json.beginObject()
    try body(&stream)
    stream.json.endObject()
    try stream.finish()
    return String(decoding: gathered.bytes, as: UTF8.self)
  }

  @Test(arguments: [
    ("<a/>", #"{"tree":["a",{},[]]}"#),
    (
      "<p:a xmlns:p='u' p:x='1' y='ł'>t<!-- --><b> </b>u<![CDATA[<]]></p:a>",
      #"{"tree":["{u}a",{"{u}x":"1","y":"ł"},["t",["b",{},[" "]],"u<"]]}"#
    ),
  ]) func xmlIsATree(_ text: String, _ expected: String) throws {
    let found = try Self.json { stream in
      let understanding = try inspectXML(Input(name: "x.xml", bytes: Array(text.utf8)), options: ReadingOptions(), into: &stream)
      #expect(understanding.format == .xml && understanding.encoding == .utf8)
    }
    #expect(found == expected)
  }

  @Test func charactersThatNobodySeesAreTold() throws {
    let text = "a\u{202E}b\u{200B}"
    _ = try Self.json { stream in
      let bytes = Array("<a>x\n<b>\(text)</b></a>".utf8)
      let understanding = try inspectXML(Input(name: "x.xml", bytes: bytes), options: ReadingOptions(), into: &stream)
      #expect(understanding.findings.map(\.code) == ["invisible-character", "direction-character"])
      #expect(understanding.findings.allSatisfy { $0.place.row == 2 })
    }
    _ = try Self.json { stream in
      let understanding = try inspectJSON(Input(name: "x", bytes: Array("[\n\"\(text)\"]".utf8)), into: &stream)
      #expect(understanding.findings.map(\.code) == ["invisible-character", "direction-character"])
      #expect(understanding.findings.allSatisfy { $0.place.row == 2 })
    }
    let workbook = try XLSXFixture("<row/><row><c/><c t='str'><v>\(text)</v></c></row>").bytes()
    var rows = CollectedTables()
    let understanding = try #require(
      try readTables(Input(name: "x.xlsx", bytes: workbook), .xlsx, options: ReadingOptions(), into: &rows))
    #expect(understanding.findings.map(\.code) == ["invisible-character", "direction-character"])
    let place = try #require(understanding.findings.first).place
    #expect(place.sheet == "Arkusz1" && place.row == 2 && place.column == 2)
  }

  @Test(arguments: ["42", "\"a;b\"", " true\n", "-1.5e3"]) func aScalarAloneIsJSONWhereTheFileSaysSo(_ text: String) throws {
    #expect(try detectFormat(Input(name: "x.json", bytes: Array(text.utf8))) == .json)
    #expect(try detectFormat(Input(name: "x.csv", bytes: Array(text.utf8))) == .csv)
  }

  @Test func jsonMayBeUTF16AndHaveANameTwice() throws {
    let text = "{\"ą\":1,\"ą\":2}"
    let wide: [UInt8] = [0xFF, 0xFE] + OLE2Fixture.halves(Array(text.utf16))
    for bytes in [Array(text.utf8), wide] {
      let found = try Self.json { stream in
        let understanding = try inspectJSON(Input(name: "x", bytes: bytes), into: &stream)
        #expect(understanding.findings.map(\.code) == ["name-twice"])
        #expect(understanding.encoding == (bytes.count == wide.count ? .utf16LittleEndian : .utf8))
      }
      #expect(found == #"{"tree":{"ą":1,"ą":2}}"#)
    }
  }

  @Test func theEncodingOfXMLIsTold() throws {
    let bytes = Array("<?xml version='1.0' encoding='windows-1250'?><a>".utf8) + [0xB9] + Array("</a>".utf8)
    let found = try Self.json { stream in
      let understanding = try inspectXML(Input(name: "x", bytes: bytes), options: ReadingOptions(), into: &stream)
      #expect(understanding.encoding == .windows1250)
    }
    #expect(found == #"{"tree":["a",{},["ą"]]}"#)
  }

  @Test(arguments: [
    (#" {"a":[1,2.50,-1e3,true,null],"ł":"\u0142\n"} "#, #"{"tree":{"a":[1,2.50,-1e3,true,null],"ł":"ł\n"}}"#),
    ("3", #"{"tree":3}"#),
  ]) func jsonIsATree(_ text: String, _ expected: String) throws {
    let found = try Self.json { try _ = inspectJSON(Input(name: "x", bytes: Array(text.utf8)), into: &$0) }
    #expect(found == expected)
  }

  @Test func whatIsBrokenIsRefused() {
    #expect(throws: Refusal.self) {
      try Self.json { try _ = inspectXML(Input(name: "x", bytes: Array("<a>".utf8)), options: ReadingOptions(), into: &$0) }
    }
    #expect(throws: Refusal.self) { try Self.json { try _ = inspectJSON(Input(name: "x", bytes: Array("{".utf8)), into: &$0) } }
  }
}
