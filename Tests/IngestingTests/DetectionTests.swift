import Bytes
import Findings
import Ingesting
import Testing

@Suite struct DetectionTests {
  private static let heads: [(name: String, bytes: [UInt8], format: InputFormat)] = [
    ("empty", [], .empty), ("csv", Array("a;b\n1;2\n".utf8), .csv), ("blank lines", Array("\n\n".utf8), .csv),
    ("bom only", [0xef, 0xbb, 0xbf], .csv), ("xml", Array("<?xml version=\"1.0\"?>\n<teryt/>".utf8), .xml),
    ("xml with a mark", [0xef, 0xbb, 0xbf] + Array("<a>".utf8), .xml),
    ("xml with a comment", Array(" <!-- <html> --><a/>".utf8), .xml),
    ("utf-16 xml", [0xff, 0xfe] + "<a b=\"c\"/>".utf16.flatMap { [UInt8($0), 0] }, .xml),
    ("doctype", Array("<!DOCTYPE a []><a/>".utf8), .xml), ("html", Array("<!DOCTYPE html><p>".utf8), .html),
    ("html table", Array("  <TABLE border=1><tr>".utf8), .html),
    ("tables element", Array("<tables/>".utf8), .xml), ("less than", Array("<5;10\n".utf8), .csv),
    ("no tag", Array("<1a></1a>".utf8), .xml), ("no array", Array("[,1]".utf8), .json),
    ("xhtml", Array("<?xml version='1.0'?><html/>".utf8), .xml),
    ("xhtml table", Array("<?xml version='1.0'?><html xmlns='x'><table/></html>".utf8), .html),
    ("no html", Array("<table><row/></table>".utf8), .xml),
    ("json object", Array("{ \"a\": 1}".utf8), .json), ("json array", Array("[1, 2]".utf8), .json),
    ("json of nulls", Array("[ null]".utf8), .json), ("bracketed csv", Array("[a];[b]\n".utf8), .csv),
    ("braced csv", Array("{x};1\n".utf8), .csv), ("quoted csv", Array("\"a\";\"b\"\n".utf8), .csv),
    ("pdf", Array("%PDF-1.7\n".utf8), .pdf), ("pdf after rubbish", Array("\n\n%PDF-1.7\n".utf8), .pdf),
    ("rtf", Array("{\\rtf1".utf8), .rtf), ("png", [0x89, 0x50, 0x4e, 0x47, 13, 10], .image), ("gzip", [0x1f, 0x8b, 8, 0], .gzip),
    ("7z", [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], .sevenZip), ("rar", Array("Rar!\u{1a}".utf8), .rar),
    ("arrow", Array("ARROW1\0\0".utf8), .arrow), ("elf", [0x7f, 0x45, 0x4c, 0x46], .executable),
    ("zeros", [UInt8](repeating: 0, count: 100), .binary), ("BIFF5", [9, 8, 8, 0, 0, 5, 5, 0], .xls),
    ("cut csv", Array("a;b\n1;2\n3;4\n5;6\n7;8\n9;10\n11;12\n13;14\n15;16\n".utf8) + [0, 0, 0, 0], .csv),
    ("csv with zeros", Array("a;b\n1;2\n".utf8) + [UInt8](repeating: 0, count: 4096), .csv),
    ("bzip2", Array("BZh91AY&SY".utf8), .bzip2), ("xz", [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], .xz),
    ("zstd", [0x28, 0xb5, 0x2f, 0xfd], .zstd),
    ("tar", [UInt8](repeating: 0x61, count: 257) + Array("ustar".utf8), .tar), ("cab", Array("MSCF\0\0\0\0".utf8), .cab),
    ("access", [0, 1, 0, 0] + Array("Standard Jet DB".utf8), .access), ("sqlite", Array("SQLite format 3\0".utf8), .sqlite),
    ("sylk", Array("ID;PWXL;N;E\r\nP;PGeneral\r\nF;P0\r\nC;Y1;X1;K\"a\"\r\nE\r\n".utf8), .works),
    ("no sylk", Array("ID;Powiat\nC;x\nF;y\n1;z\n".utf8), .csv),
    ("dif", Array("TABLE\r\n0,1\r\n\"EXCEL\"\r\nVECTORS\r\n".utf8), .works),
    ("latin csv", [0x9c, 0x72, 0x3b, 0xb9, 10], .csv),
  ]

  @Test(arguments: heads.indices)
  func byContent(index: Int) throws {
    let (name, bytes, format) = Self.heads[index]
    #expect(try detectFormat(Input(name: "dane.xlsx", bytes: bytes)) == format, "\(name)")
  }

  @Test(arguments: [("?xml version='1.0'?><a/>", InputFormat.xml), (" \n", .xml), ("a>b</a>", .xml), ("a;b\n1;2\n", .csv)])
  func markupThatBeginsWrongIsNoTable(_ text: String, _ format: InputFormat) throws {
    #expect(try detectFormat(Input(name: "dane.XML", bytes: Array(text.utf8))) == format)
    #expect(try detectFormat(Input(name: "dane.csv", bytes: Array(text.utf8))) == .csv)
  }

  @Test(arguments: ["{a}\n1\n", "{a} x,b\n1,2\n", "[a]\n1\n", "[tak]\n[nie]\n"])
  func aHeadingInBracketsIsNoJSON(_ text: String) throws {
    #expect(try detectFormat(Input(name: "dane.csv", bytes: Array(text.utf8))) == .csv)
    #expect(try detectFormat(Input(name: "dane.json", bytes: Array(text.utf8))) == .json)
  }

  @Test(arguments: [
    ("<a;b\n1;2\n", InputFormat.csv), ("<18, 19>\n1,2\n", .csv), ("<imię>\nJan\nEwa\n", .csv), ("<a>;<b>\n1;2\n", .csv),
    ("<a>\n", .xml), ("<a><b>", .xml), ("<a>\n<b/>x", .xml), ("<a b=\"1\"", .xml),
    // Links and other pieces of pages in the cells of a table.
    ("<a href='http://x/?a=1;b=2'>GUS</a>,<a href='y'>MRPiPS</a>\n1,2\n", .csv), ("<br/>;b\n1;2\n", .csv), ("<b></b>\tx\n", .csv),
    ("<a><a>x</a>,</a>", .xml), ("<a>x</a>\n", .xml), ("<a>x</a><!-- , -->", .xml), ("<a/> ", .xml),
  ])
  func aHeadingInAngleBracketsIsNoXML(_ text: String, _ format: InputFormat) throws {
    #expect(try detectFormat(Input(name: "dane.csv", bytes: Array(text.utf8))) == format)
  }

  @Test func aWordThatCallsItselfJSONIsJSON() throws {
    for text in ["1]", "abc", "*", "\u{feff}", "å", "-5", "true"] {
      #expect(try detectFormat(Input(name: "a.json", bytes: Array(text.utf8))) == .json, "\(text)")
    }
    #expect(try detectFormat(Input(name: "a.json", bytes: Array("a;b\n1;2\n".utf8))) == .csv)
  }

  @Test func aTextThatCallsItselfJSONAndIsNoTableIsJSON() throws {
    let broken = [
      "// Comment\n[\n  \"one\"\n]\n", "/* a, b */ {\"a\": 1,\n\"b\": 2}", "# x; y\n{\"a\": 1, \"b\": 2}",
      "// Comment, again\n42\n", "Kod\n1\n2\n", "/* a, b",
    ]
    for text in broken {
      for name in ["a.json", "A.GeoJSON"] {
        let input = Input(name: name, bytes: Array(text.utf8))
        #expect(try detectFormat(input) == .json, "\(text)")
        let refused = refusal { () throws(Refusal) in _ = try inspectAsText(input, InspectionOptions()) }
        #expect(refused?.kind == .data && refused?.what.english.isEmpty == false, "\(text)")
      }
      #expect(try detectFormat(Input(name: "a.csv", bytes: Array(text.utf8))) == .csv, "\(text)")
    }
    for text in ["# dane\nKod;Nazwa\n1;2\n", "#;Kod\n1;2801\n", "a,b\n1,2\n", "[a];[b]\n1;2\n", "a\tb\n1\t2\n"] {
      #expect(try detectFormat(Input(name: "a.json", bytes: Array(text.utf8))) == .csv, "\(text)")
    }
  }

  @Test("Markup and JSON in an encoding of several bytes a character, in a script without zeros")
  func wideTextsInOtherScripts() throws {
    let script = String(repeating: "数据处理", count: 50)
    for (text, format) in [
      ("<?xml version=\"1.0\"?><\(script)>\(script)</\(script)>", InputFormat.xml), ("<\(script)/>", .xml),
      ("{\"\(script)\": \"\(script)\"}", .json), ("[\"\(script)\"]", .json),
    ] {
      let big: [UInt8] = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
      let little: [UInt8] = text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
      // All of these scalars have two bytes.
      let widerBig: [UInt8] = text.utf16.flatMap { [0, 0, UInt8($0 >> 8), UInt8($0 & 255)] }
      let widerLittle: [UInt8] = text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8), 0, 0] }
      for bytes in [big, little, widerBig, widerLittle] {
        for name in ["a", "a.xml", "a.json"] {
          let input = Input(name: name, bytes: bytes)
          #expect(try detectFormat(input) == format, "\(name) \(bytes.prefix(8))")
          #expect(try inspectAsText(input, InspectionOptions()).contains("elements:"), "\(name) \(bytes.prefix(8))")
        }
      }
    }
  }

  @Test func aPageThatCallsItselfXMLIsXML() throws {
    let page = Array("<html><body><table><tr><td>1</td></tr></table></body></html>".utf8)
    #expect(try detectFormat(Input(name: "a.xml", bytes: page)) == .xml)
    #expect(try detectFormat(Input(name: "a.xls", bytes: page)) == .html)
    let modern = Array("<!doctype html><table><tr><td>1</table>".utf8)
    #expect(try detectFormat(Input(name: "a.xml", bytes: modern)) == .html)
  }

  @Test func spreadsheetsWithoutAReaderAreNamed() throws {
    let old = try InspectArchiveTests.zip([
      ("mimetype", Array("application/vnd.sun.xml.calc".utf8)), ("content.xml", Array("<a/>".utf8)),
    ])
    let apple = try InspectArchiveTests.zip([("Index/Document.iwa", [1]), ("Index/Tables/DataList.iwa", [2])])
    for (bytes, format) in [(old, InputFormat.sxc), (apple, .numbers)] {
      #expect(try detectFormat(Input(name: "a.zip", bytes: bytes)) == format)
      #expect(!refusalOfFormat(format, file: "a").what.english.isEmpty && !format.isReadable)
    }
  }

  @Test func aProgramThatUnpacksItselfIsAnArchive() throws {
    let archive = try InspectArchiveTests.zip([("a.csv", Array("a;b\n".utf8))])
    let program: [UInt8] = [1, 2, 3] + [UInt8](repeating: 7, count: 300)
    #expect(try detectFormat(Input(name: "a.exe", bytes: program + archive)) == .zip)
    #expect(try detectFormat(Input(name: "a.exe", bytes: program)) == .binary)
  }

  private static let published: [(String, InputFormat)] = [
    ("bdl/ludnosc_2013-2024.xlsx", .xlsx), ("bdl/LUDN_2137_CTAB_20260414235116.csv", .csv),
    ("teryt/TERC_Urzedowy_2025-11-18.xml", .xml), ("teryt/TERC_Urzedowy_2025-03-20.csv", .csv),
    ("geo/poland.counties.json", .json), ("labour/MRPiPS-01-2026-file-structure.docx", .docx),
  ]

  @Test(arguments: published.indices)
  func realFiles(index: Int) throws {
    let (file, format) = Self.published[index]
    guard let path = try sharedData(file) else {
      print("skipped: ../shared/data/\(file) is absent")
      return
    }
    #expect(try detectFormat(Input(path: path)) == format)
  }

  private func compound(_ stream: String) -> [UInt8] { OLE2Fixture.bytes([(stream, [1])]) }

  @Test func compoundFiles() throws {
    #expect(try detectFormat(Input(name: "a", bytes: compound("Workbook"))) == .xls)
    #expect(try detectFormat(Input(name: "a", bytes: compound("Book"))) == .xls)
    #expect(try detectFormat(Input(name: "a", bytes: compound("WordDocument"))) == .doc)
    #expect(try detectFormat(Input(name: "a", bytes: compound("Contents"))) == .ole2)
    let cut = refusal { () throws(Refusal) in
      _ = try detectFormat(Input(name: "a", bytes: Array(compound("Book").prefix(100))))
    }
    #expect(cut?.what.english == "the file is cut off")
    let refused = refusal { () throws(Refusal) in
      _ = try detectFormat(Input(name: "a", bytes: compound("EncryptedPackage")))
    }
    #expect(refused?.what.english == "the workbook is encrypted with a password")
  }

  @Test func refusalsSayWhatTheFileIs() {
    for format in InputFormat.allCases where !format.isReadable {
      let refused = refusalOfFormat(format, file: "x")
      #expect(refused.kind == .data)
      #expect(refused.what.polish.contains(format.title.polish))
      #expect(!refused.mend.english.isEmpty)
    }
  }
}
