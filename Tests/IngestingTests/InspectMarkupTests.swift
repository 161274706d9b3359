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
