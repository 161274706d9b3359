// Cases after XML 1.0 (fifth edition): 2.8, 3.3.3, 4.4, 4.5 and its appendix D.
import Bytes
import Findings
import Testing

@testable import Markup

@Suite struct DoctypeStreamTests {
  static let good: [(String, String)] = [
    ("<!DOCTYPE a [<!ENTITY x 'y'><!ENTITY z '&x;&x;&x;'>]><a>&z;</a>", "<a>[yyy]</a>"),
    ("<!DOCTYPE a [<!ENTITY x 'y'>]><a b='&x;'/>", "<a b=\"y\"></a>"),
    ("<!DOCTYPE a [<!ENTITY x 'y'><!ATTLIST a b CDATA '&x;'>]><a/>", "<a b=\"y\"></a>"),
    (
      "<!DOCTYPE a [<!ENTITY x '<b>1</b>&#60;2'>]><a>&x;</a>",
      "! the XML is not well formed: an entity holds a piece of markup, not the whole of it @x.xml:1"
    ),
    ("<!DOCTYPE a [<!ENTITY x '<b>1</b>&#38;#60;2'>]><a>0&x;3</a>", "<a>[0]<b>[1]</b>[<23]</a>"),
    // Appendix D of the specification.
    (
      "<!DOCTYPE p [<!ENTITY example \"<p>An ampersand (&#38;#38;) may be escaped\nnumerically (&#38;#38;#38;) or with a general "
        + "entity\n(&amp;amp;).</p>\" >]><p>&example;</p>",
      "<p><p>[An ampersand (&) may be escaped\nnumerically (&#38;) or with a general entity\n(&amp;).]</p></p>"
    ),
    (
      "<?xml version='1.0'?>\n<!DOCTYPE test [\n<!ELEMENT test (#PCDATA) >\n<!ENTITY % xx '&#37;zz;'>\n"
        + "<!ENTITY % zz '&#60;!ENTITY tricky \"error-prone\" >' >\n%xx;\n]>\n<test>This sample shows a &tricky; method.</test>",
      "<test>[This sample shows a error-prone method.]</test>"
    ),
    ("<!DOCTYPE a [<!ENTITY x '1&#13;2&#10;3\n4'>]><a b='&x;'>&x;</a>", "<a b=\"1 2 3 4\">[1\r2\n3\n4]</a>"),
    ("<!DOCTYPE a [<!ATTLIST a b NMTOKENS #IMPLIED>]><a b=' 1 &#32; 2&#10;&#10;3 '/>", "<a b=\"1 2\n\n3\"></a>"),
    ("<!DOCTYPE a [<!ENTITY x '<![CDATA[a&#13;b\nc&amp;]]>'>]><a>&x;</a>", "<a>[a\rb\nc&amp;]</a>"),
    ("<!DOCTYPE a [<!ENTITY x '>'><!ENTITY y ']'>]><a>]]&x;]&y;></a>", "<a>[]]>]]>]</a>"),
    (
      "<!DOCTYPE a [<!ATTLIST a xmlns CDATA #FIXED 'u' p:q CDATA 'z' xmlns:p CDATA 'v'>]><a/>", "<{u}a {v}q=\"z\"></{u}a>"
    ),
    ("<!DOCTYPE a [<!ENTITY x '<p:b/>'>]><a xmlns:p='u'>&x;</a>", "<a><{u}b></{u}b></a>"),
    (
      "<!DOCTYPE a [<!ENTITY x 'first'><!ENTITY x 'second'><!ATTLIST a b CDATA '1'><!ATTLIST a b CDATA '2'>]><a>&x;</a>",
      "<a b=\"1\">[first]</a>"
    ),
    ("<!DOCTYPE a [<!ENTITY lt '&#38;#60;'><!ENTITY e ''>]><a b='&lt;&e;'>&lt;&e;</a>", "<a b=\"<\">[<]</a>"),
    ("<!DOCTYPE a [<!ENTITY x '&undeclared;&x;'>]><a/>", "<a></a>"),
    // What lies beside the document is not read, and what is declared behind it does not count.
    ("<!DOCTYPE a [<!ATTLIST a b CDATA '1'><!ENTITY % x SYSTEM 'x.ent'> %x;<!ATTLIST a c CDATA '2'>]><a/>", "<a b=\"1\"></a>"),
    (
      "<?xml version='1.0' standalone='yes'?><!DOCTYPE a [<!ENTITY % x SYSTEM 'x.ent'> %x;<!ENTITY y '2'>]><a>&y;</a>",
      "<a>[2]</a>"
    ),
    // It may be declared where nothing is read; what comes behind it does not count, for it may be declared there already.
    (
      "<!DOCTYPE a SYSTEM 'http://example.org/a.dtd' [<!ATTLIST a b CDATA '1'> %x; <!ATTLIST a c CDATA '2'>]><a/>",
      "<a b=\"1\"></a>"
    ),
    ("<!DOCTYPE a [<!ENTITY % x SYSTEM 'x.ent'> %x; %y;]><a/>", "<a></a>"),
    ("<!DOCTYPE a [<!ENTITY ż 'ł'><!ATTLIST ą ę CDATA 'ó'>]><a>&ż;<ą/></a>", "<a>[ł]<ą ę=\"ó\"></ą></a>"),
    ("<!DOCTYPE a [<!-- ]> --><?p ]> ' ?><!ENTITY e \"]>'\">]><a>&e;</a>", "<a>[]>']</a>"),
    // Nothing is markup in comments, instructions and sections.
    ("<!DOCTYPE a [<!ENTITY e '#'>]><a><!-- &&e; --><?p &&e;?><![CDATA[&&e;97;]]>&#97;&#x62;&e;</a>", "<a>[&&e;97;ab#]</a>"),
    ("<!DOCTYPE a [<!ENTITY e '<b\nc=\"1\"\n/>'>]>\n<a\n\nb='1'>&e;</a>", "<a b=\"1\"><b c=\"1\"></b></a>"),
  ]

  @Test(arguments: good.indices) func entitiesAndDefaultsAreReadWhateverTheChunks(_ index: Int) {
    let (text, expected) = Self.good[index]
    for chunk in XMLPullTests.chunkSizes { #expect(XMLPullTests.events(text.utf8, chunk: chunk).hasSuffix(expected)) }
  }

  /// A subset that is wrong, and a document with it.
  static let badSubsets = [
    "<!ELEMENT a>", "<!ATTLIST a b CDATA x>", "<!ELEMENT a (b|c,d)>", "<!ELEMENT a (#PCDATA|b)>", "<!ELEMENT a (#PCDATA b)*>",
    "<!ELEMENT a (#PCDATA)+>", "<!ELEMENT a (b) *>", "<!ELEMENT a ()>", "<!ELEMENT a (b,)>", "<!ELEMENT a EMPTY ANY>",
    "<!ELEMENT a b>", "<!ELEMENT a((b))>", "<!ELEMENT 1 ANY>", "<!ATTLIST a b (x,y) #IMPLIED>", "<!ATTLIST a b (x)#IMPLIED>",
    "<!ATTLIST a b NOTATION(x) #IMPLIED>", "<!ATTLIST a b CDATA #FIXED'x'>", "<!ATTLIST a b CDATA #OTHER>",
    "<!ATTLIST a b CDATA '<'>", "<!ATTLIST a b CDATA '&'>", "<!ATTLIST a b CDATA '&x'>", "<!ATTLIST a b cdata #IMPLIED>",
    "<!ATTLIST a b CDATA 'x'c CDATA 'y'>", "<!ENTITY e>", "<!ENTITY e 'x' NDATA n>", "<!ENTITY e PUBLIC 'x'>",
    "<!ENTITY e PUBLIC 'ż' 'x'>", "<!ENTITY e PUBLIC 'x''y'>", "<!ENTITY e SYSTEM 'x'NDATA n>", "<!ENTITY %e 'x'>",
    "<!ENTITY % e SYSTEM 'x' NDATA n>", "<!ENTITY e '&'>", "<!ENTITY e '&#0;'>", "<!ENTITY e '&#x;'>", "<!ENTITY e:f 'x'>",
    "<!ENTITY e'x'>", "<!NOTATION n>", "<!NOTATION n 'x'>", "<!NOTATION n PUBLIC>", "<!-- -- -->", "<!--->",
    "<?xml version='1.0'?>",
    "<?XML x?>", "<?p:q x?>", "<?p", "<![INCLUDE[<!ELEMENT a ANY>]]>", "x", "&amp;", "<a/>", "<!element a ANY>",
    "<!ENTITY e '\u{1}'>",
    "<!ENTITY e '\u{FFFE}'>", "<!ELEMENT a ANY", "<!ENTITY % p '<!ENTITY x '> %p; 'y'>", "<!ENTITY % p '<!ELEMENT a ANY'> %p;>",
  ]

  @Test(arguments: badSubsets) func aSubsetThatIsNotWellFormedIsRefused(_ subset: String) {
    for chunk in [1, 1 << 16] {
      let found = XMLPullTests.events("<!DOCTYPE a [\(subset)]><a/>".utf8, chunk: chunk)
      #expect(found.hasPrefix("! the XML is not well formed: "), "\(found)")
    }
  }

  static let badDocuments = [
    "<!DOCTYPE><a/>", "<!DOCTYPE a", "<!DOCTYPE a [", "<!DOCTYPE a []", "<!DOCTYPE a [] x><a/>", "<!DOCTYPE a 'x'><a/>",
    "<!DOCTYPE a PUBLIC 'x'><a/>", "<!DOCTYPE a SYSTEM x><a/>", "<!DOCTYPE a SYSTEM 'x''y'><a/>", "<!DOCTYPE a []>",
    "<!DOCTYPEa><a/>",
    "<!DOCTYPE a []><a/><!DOCTYPE a []>", "<!DOCTYPE a []><!DOCTYPE a []><a/>", "<a><!DOCTYPE a []></a>", "<a/><!DOCTYPE a []>",
    "x<!DOCTYPE a []><a/>", "<!doctype a []><a/>", "<!DOCTYPE a [<!ENTITY e '<b>'>]><a>&e;</b></a>",
    "<!DOCTYPE a [<!ENTITY e '</a><a>'>]><a>&e;</a>", "<!DOCTYPE a [<!ENTITY e '<b></c>'>]><a>&e;</a>",
    "<!DOCTYPE a [<!ENTITY e '&#38;'>]><a>&e;amp;</a>", "<!DOCTYPE a [<!ENTITY e ']]>'>]><a>&e;</a>",
    "<!DOCTYPE a [<!ENTITY e '<!-- -- -->'>]><a>&e;</a>", "<!DOCTYPE a [<!ENTITY e '<!-- '>]><a>&e;--></a>",
    "<!DOCTYPE a [<!ENTITY e '&#60;'>]><a b='&e;'/>", "<!DOCTYPE a [<!ENTITY e '1'>]><a/>&e;",
    "<!DOCTYPE a [<!ENTITY e '1'>]>&e;<a/>",
    "<!DOCTYPE a [<!ENTITY e '1'>]><a>&e</a>", "<!DOCTYPE a [<!ENTITY e '1'>]><a b='&e'/>",
    "<!DOCTYPE a [<!ENTITY e '<?xml version=\"1.0\"?>'>]><a>&e;</a>",
    "<!DOCTYPE a []><a b='1' b='2'/>", "<!DOCTYPE a []><a b=1/>", "<!DOCTYPE a []><a>]]></a>", "<!DOCTYPE a []><a",
    "<!DOCTYPE a []><a><![CDATA[x</a>",
    // A `&` that begins no reference, and an entity whose text would make it one.
    "<!DOCTYPE a [<!ENTITY e '#'>]><a>&&e;97;</a>", "<!DOCTYPE a [<!ENTITY e 'p;'>]><a>&am&e;</a>",
    "<!DOCTYPE a [<!ENTITY e '97;'>]><a>&#&e;</a>", "<!DOCTYPE a [<!ENTITY e 'amp'>]><a>x &&e;; y</a>",
    "<!DOCTYPE a [<!ENTITY e '65'>]><a>&#&e;;</a>", "<!DOCTYPE a [<!ENTITY e '65'>]><a>&#x&e;;</a>",
    "<!DOCTYPE a [<!ENTITY e ''>]><a>&am&e;p;</a>", "<!DOCTYPE a []><a>&#0;</a>", "<!DOCTYPE a []><a>1 & 2</a>",
    "<!DOCTYPE a [<!ENTITY e 'amp'>]><a b='&&e;;'/>",
  ]

  @Test(arguments: badDocuments) func aDocumentThatIsNotWellFormedIsRefused(_ text: String) {
    for chunk in [1, 1 << 16] {
      let found = XMLPullTests.events(text.utf8, chunk: chunk)
      #expect(found.contains("! the XML is not well formed: ") || found.contains("! a DOCTYPE where none may stand"), "\(found)")
    }
  }

  static let attacks: [(String, String)] = [
    ("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a>&x;</a>", "entity &x; which the file does not declare"),
    ("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", "entity &x; whose text stands in another file"),
    ("<!DOCTYPE a [<!ENTITY x PUBLIC 'p' \"file:///etc/passwd\">]><a b='&x;'/>", "entity &x;"),
    ("<!DOCTYPE a [<!NOTATION n SYSTEM 'n'><!ENTITY x SYSTEM 'x' NDATA n>]><a>&x;</a>", "entity &x; which is no text"),
    ("<!DOCTYPE a [<!ENTITY % x SYSTEM 'file:///etc/passwd'> %x;]><a/>", "parameter entity"),
    ("<!DOCTYPE a [<!ENTITY % x SYSTEM 'http://127.0.0.1/x'> %x;]><a/>", "parameter entity"),
    ("<!DOCTYPE a [<!ENTITY % x SYSTEM '../x'> %x;]><a/>", "parameter entity"),
    ("<!DOCTYPE a [<!-- ' --><?p ' ?> %p; ]><a/>", "parameter entity"),
    ("<!DOCTYPE a [<!ENTITY x '%p;'>]><a/>", "parameter entity"),
    ("<?xml version='1.0' standalone='yes'?><!DOCTYPE a SYSTEM 'a.dtd' [ %p; ]><a/>", "parameter entity"),
    ("<!DOCTYPE a SYSTEM 'a.dtd' [ %p; <!ENTITY x '1'>]><a>&x;</a>", "entity &x;"),
    ("<!DOCTYPE a [<!ENTITY x '&x;'>]><a>&x;</a>", "refer to themselves"),
    ("<!DOCTYPE a [<!ENTITY x '&y;'><!ENTITY y '&x;'>]><a b='&x;'/>", "refer to themselves"),
    ("<!DOCTYPE a [<!ENTITY % x '&#37;x;'> %x;]><a/>", "refer to themselves"),
    ("<!DOCTYPE a [\(laughs("lol"))]><a>&e9;</a>", "1000000 bytes"),
    ("<!DOCTYPE a [\(laughs(""))]><a>&e9;</a>", "1000000 bytes"),
    ("<!DOCTYPE a [\(laughs("lol"))]><a b='&e9;'/>", "1000000 bytes"),
    ("<!DOCTYPE a [\(laughs("lol"))<!ATTLIST a b CDATA '&e9;'>]><a/>", "1000000 bytes"),
    (
      "<!DOCTYPE a [<!ENTITY % e0 ''>"
        + (1...9).map { "<!ENTITY % e\($0) '\(String(repeating: "&#37;e\($0 - 1);", count: 10))'>" }.joined()
        + "%e9;]><a/>", "1000000 bytes"
    ),
    (
      "<!DOCTYPE a [<!ENTITY x '\(String(repeating: "x", count: 60_000))'>]><a>\(String(repeating: "&x;", count: 10_000))</a>",
      "1000000 bytes"
    ),
    ("<!DOCTYPE a [" + String(repeating: "<!ELEMENT a ANY>", count: 5000) + "]><a/>", "65536 bytes"),
    (
      "<!DOCTYPE a [<!ATTLIST b c CDATA '" + String(repeating: "x", count: 60_000) + "'>]><a>"
        + String(repeating: "<b/>", count: 5000) + "</a>", "67108864 bytes"
    ),
    ("<!DOCTYPE a [<!ELEMENT a \(String(repeating: "(", count: 50_000))]><a/>", "it has no end"),
    ("<!DOCTYPE a [<!ELEMENT a \(String(repeating: "(", count: 50_000))>]><a/>", "brackets nested too deeply"),
    ("<!--\(String(repeating: "x", count: 2_000_000))--><!DOCTYPE a []><a/>", "1048576 bytes"),
  ]

  /// Each entity ten of the one before.
  static func laughs(_ first: String) -> String {
    "<!ENTITY e0 '\(first)'>"
      + (1...9).map { "<!ENTITY e\($0) '\(String(repeating: "&e\($0 - 1);", count: 10))'>" }.joined()
  }

  @Test(arguments: attacks.indices) func attacksAreRefused(_ index: Int) {
    let (text, expected) = Self.attacks[index]
    let found = XMLPullTests.events(text.utf8)
    #expect(found.suffix(300).contains("! ") && found.suffix(300).contains(expected), "\(found.suffix(300))")
  }

  @Test func linesAreThoseOfTheDocument() throws {
    let text = "<!DOCTYPE a [\n<!ENTITY e 'x\ny\n'>\n]>\n<a\nb='1'>&e;\n<c/>&e;\n<d/></a>"
    let pull = try XMLPull(MemoryStream(Array(text.utf8)), shownAs: "x")
    var lines: [String: Int] = [:]
    while let event = try pull.next() { if event == .start { lines[pull.name] = pull.line } }
    #expect(lines == ["a": 7, "c": 8, "d": 9])
    #expect(XMLPullTests.events("<!DOCTYPE a [\n<!ENTITY e 'x'>\n<!ENTITY>\n]><a/>".utf8).hasSuffix("@x.xml:3"))
  }
}
