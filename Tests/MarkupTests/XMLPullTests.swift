// Cases after XML 1.0 (fifth edition) and Namespaces in XML 1.0; the trees agree with Python's xml.etree.ElementTree.
import Bytes
import Findings
import Testing

@testable import Markup

@Suite struct XMLPullTests {
  static let chunkSizes = [1, 2, 3, 7, 1 << 16]

  /// The document as `<name attribute="value">text</name>` with every name spelled out, or its refusal.
  ///
  /// It is read twice, with our scanner and by libxml2 alone, which must agree in everything, the errors too.
  static func events(_ bytes: some Sequence<UInt8>, chunk: Int = 1 << 16, limits: XMLLimits = XMLLimits()) -> String {
    let scanned = events(Array(bytes), chunk, limits, scanning: true)
    let parsed = events(Array(bytes), chunk, limits, scanning: false)
    #expect(scanned == parsed, "chunk \(chunk): \(String(decoding: Array(bytes).prefix(300), as: UTF8.self))")
    return scanned
  }

  static func events(
    _ bytes: [UInt8], _ chunk: Int, _ limits: XMLLimits = XMLLimits(), scanning isScanning: Bool
  ) -> String {
    var out = ""
    do {
      let pull = try XMLPull(MemoryStream(bytes), shownAs: "x.xml", limits: limits, chunk: chunk, scanning: isScanning)
      while let event = try pull.next() {
        switch event {
        case .start:
          out += "<\(pull.name)"
          for index in 0..<pull.attributeCount {
            let name = pull.qualified(pull.attributeNamespace(index), pull.attributeLocal(index))
            out += " \(name)=\"\(pull.attributeValue(index))\""
          }
          out += ">"
        case .end: out += "</\(pull.name)>"
        case .text: out += "[\(pull.text)]"
        }
      }
    } catch {
      out += "! \(error.what.english) @\(error.place.file):\(error.place.row)"
      if error.kind != .data || error.mend.english.isEmpty { out += " \(error.kind) without a mend" }
    }
    return out
  }

  static let good: [(String, String)] = [
    ("<a/>", "<a></a>"),
    (
      "<a xmlns='http://x/?a=1&amp;b=2' xmlns:p='u&#38;v' p:c='&amp;'/>",
      "<{http://x/?a=1&b=2}a {u&v}c=\"&\"></{http://x/?a=1&b=2}a>"
    ),
    ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<a>\r\n x</a>\n", "<a>[\n x]</a>"),
    ("<!-- c --><?p i?><a>x<!-- c -->y<?p?>z</a><!-- -->", "<a>[xyz]</a>"),
    ("<a>x<![CDATA[<&]]]>y]]z</a>", "<a>[x<&]y]]z]</a>"),
    ("<a>&lt;&amp;&gt;&quot;&apos;&#65;&#x142;&#x1F600;</a>", "<a>[<&>\"'Ał😀]</a>"),
    ("<a b='&lt;&amp;&#38;&amp;amp;&#9;\t\n x'/>", "<a b=\"<&&&amp;\t   x\"></a>"),
    ("<a b=\"1\" c='2'>  <b> </b>\n</a>", "<a b=\"1\" c=\"2\">[  ]<b>[ ]</b>[\n]</a>"),
    (
      "<p:a xmlns:p='u' xmlns='v' p:b='1' b='2'><c/><p:d xmlns=''><e/></p:d></p:a>",
      "<{u}a {u}b=\"1\" b=\"2\"><{v}c></{v}c><{u}d><e></e></{u}d></{u}a>"
    ),
    ("<a xml:space='preserve'/>", "<a {http://www.w3.org/XML/1998/namespace}space=\"preserve\"></a>"),
    ("<a xmlns='to nie jest [URI]'/>", "<{to nie jest [URI]}a></{to nie jest [URI]}a>"),
    ("<a b='x\r\ny\rz'>1\r2\r\n3<![CDATA[4\r\n5\r6]]>\r\n</a>", "<a b=\"x y z\">[1\n2\n34\n5\n6\n]</a>"),
    ("<!DOCTYPE a><a/>", "<a></a>"),
    ("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", "<a></a>"),
    ("<!DOCTYPE a PUBLIC \"-//X\" 'x > ['\n[ <!-- > ] ' --> <?p it's ]> ?> <!ELEMENT a ANY> ]><a/>", "<a></a>"),
    (
      "<!DOCTYPE a [<!ATTLIST a b CDATA 'x&lt;&#38;&#33;' c NMTOKENS #IMPLIED><!ENTITY e '<b/>'><!NOTATION n SYSTEM 'n'>"
        + "<!ENTITY u SYSTEM 'u' NDATA n><!ENTITY % p 'q'><!ENTITY % r SYSTEM 's%t'><!ENTITY lt '&#38;#60;'>]><a c=' 1  2 '>&lt;</a>",
      "<a c=\"1 2\" b=\"x<&!\">[<]</a>"
    ),
    ("<żółw ć='ł'>ą</żółw>", "<żółw ć=\"ł\">[ą]</żółw>"),
  ]

  @Test(arguments: good.indices) func documentsAreReadWhateverTheChunks(_ index: Int) {
    let (text, expected) = Self.good[index]
    // The document as it stands, after a byte order mark, and far behind a long text.
    for chunk in Self.chunkSizes { #expect(Self.events(text.utf8, chunk: chunk) == expected, "chunk \(chunk)") }
  }

  @Test func aLongDocumentIsTheSameAtEveryChunkSize() {
    var text = "<r xmlns='u'>"
    for index in 0..<100 {
      text += "<row kod='28\(index)' nazwa='Łódź &amp; \(index)'>ąęśćżźółń \(index)<v/>&lt;<![CDATA[ż]]></row>\n"
    }
    text += String(repeating: "ą", count: 1000) + "</r>"
    let whole = Self.events(text.utf8, chunk: 1 << 20)
    #expect(whole.hasSuffix("ąą]</{u}r>"))
    for chunk in [1, 2, 3, 7, 100, 301, 4096] { #expect(Self.events(text.utf8, chunk: chunk) == whole, "chunk \(chunk)") }
  }

  static let bad: [(String, String)] = [
    ("", "!"), (" ", "!"), ("x", "!"), ("<a>", "<a>!"), ("<a></b>", "<a>!"), ("<a", "!"), ("<a/><b/>", "<a></a>!"),
    ("<a/>x", "<a></a>!"), ("<a b=1/>", "!"), ("<a b='1' b='2'/>", "!"), ("<a b='<'/>", "!"), ("<a b/>", "!"),
    ("<a>&x;</a>", "<a>!"), ("<a>&amp</a>", "<a>!"), ("<a>&#0;</a>", "<a>!"), ("<a>&#xD800;</a>", "<a>!"),
    ("<a>\u{1}</a>", "<a>!"), ("<a>]]></a>", "<a>!"), ("<a><!-- -- --></a>", "<a>!"), ("<a><![CDATA[x</a>", "<a>"),
    ("<p:a/>", "!"), ("<a p:b='1'/>", "!"), ("<a xmlns:p='u' xmlns:q='u' p:b='1' q:b='2'/>", "!"),
    ("<a>\u{FFFF}</a>", "<a>!"), (" <?xml version='1.0'?><a/>", "!"), ("<a/><?xml version='1.0'?>", "<a></a>!"),
    ("<1/>", "!"), ("<a:b:c xmlns:a='u'/>", "!"),
  ]

  @Test(arguments: bad.indices) func whatIsNotWellFormedIsRefused(_ index: Int) {
    let (text, expected) = Self.bad[index]
    for chunk in Self.chunkSizes {
      let found = Self.events(text.utf8, chunk: chunk)
      #expect(found.contains("! the XML is not well formed: ") && found.hasSuffix("@x.xml:1"), "chunk \(chunk): \(found)")
      #expect(found.hasPrefix(String(expected.prefix { $0 != "!" })), "chunk \(chunk): \(found)")
    }
  }

  @Test func bytesThatAreNoUTF8AreRefused() {
    for bytes: [UInt8] in [[0xB9], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xC4]] {
      for chunk in Self.chunkSizes {
        #expect(Self.events(Array("<a>".utf8) + bytes + Array("</a>".utf8), chunk: chunk).contains("!"), "\(bytes)")
        #expect(Self.events(Array("<a b='".utf8) + bytes + Array("'/>".utf8), chunk: chunk).contains("!"), "\(bytes)")
      }
    }
  }

  static let attacks: [(String, String)] = [
    (String(repeating: "<a>", count: 100_000), "more than 256 levels"),
    ("<a b='" + String(repeating: "x", count: 200_000) + "'/>", "100000 bytes"),
    ("<a>" + String(repeating: "x", count: 200_000) + "</a>", "100000 bytes"),
    ("<a>" + String(repeating: "<!-- -->x&amp;<![CDATA[y]]>", count: 50_000) + "</a>", "100000 bytes"),
    ("<!--" + String(repeating: "x", count: 11_000_000) + "--><a/>", "!"),
    // Limits of libxml2 itself are told as limits.
    ("<a><!--" + String(repeating: "x", count: 11_000_000) + "--></a>", "comment of more than 10000000 bytes"),
    ("<a b='" + String(repeating: "x", count: 11_000_000) + "'/>", "comment of more than 10000000 bytes"),
    ("<a " + (0..<2000).map { "b\($0)=''" }.joined(separator: " ") + "/>", "1024 attributes"),
    ("<a " + (0..<60_000).map { "b\($0)=''" }.joined(separator: " ") + "/>", "1024 attributes"),
    ("<a " + (0..<60_000).map { "xmlns:b\($0)='u'" }.joined(separator: " ") + "/>", "1024 attributes"),
    (
      (0..<10).map { level in "<a " + (0..<500).map { "xmlns:b\(level)x\($0)='u'" }.joined(separator: " ") + ">" }.joined(),
      "1024 namespaces"
    ),
  ]

  @Test(arguments: attacks.indices) func attacksAreRefused(_ index: Int) {
    let (text, expected) = Self.attacks[index]
    var limits = XMLLimits()
    limits.text = 100_000
    let found = Self.events(text.utf8, limits: limits)
    #expect(found.suffix(300).contains("! ") && found.suffix(300).contains(expected), "\(found.suffix(300))")
  }

  @Test func linesAreCounted() throws {
    let pull = try XMLPull(MemoryStream(Array("<a>\n<b/>\n\n<c\nd='1'>x\n</c></a>".utf8)), shownAs: "x", chunk: 3)
    var lines: [String: Int] = [:]
    while let event = try pull.next() { if event == .start { lines[pull.name] = pull.line } }
    #expect(lines == ["a": 1, "b": 2, "c": 5])
    #expect(try pull.next() == nil)
    #expect(Self.events("<a>\n\n<b>\n</a>".utf8).hasSuffix("@x.xml:4"))
  }

  @Test func wordsHaveTheCodesTheyWereGiven() throws {
    let text = Array("<w:row xmlns:w='u' n='1' w:n='2'><w:c/></w:row>".utf8)
    let pull = try XMLPull(MemoryStream(text), shownAs: "x", words: ["u", "row", "n"])
    #expect(try pull.next() == .start)
    #expect(pull.namespace == 0 && pull.local == 1 && pull.depth == 1)
    #expect(pull.value(2) == "1" && pull.value(2, in: 0) == "2" && pull.value(1) == nil)
    #expect(pull.withAttribute(1) { $0.count } == 1)
    #expect(try pull.next() == .start)
    #expect(pull.word(pull.local) == "c" && pull.local == pull.code(of: "c") && pull.depth == 2)
  }

  @Test func aFailingSourceStopsTheReading() throws {
    final class Failing: ByteStream {
      func read(into buffer: inout [UInt8]) throws(Refusal) -> Int { throw Refusal(.inputOutput, Wording("x", en: "x")) }
    }
    let refusal = #expect(throws: Refusal.self) { try XMLPull(Failing(), shownAs: "x").next() }
    #expect(refusal?.kind == .inputOutput)
  }
}
