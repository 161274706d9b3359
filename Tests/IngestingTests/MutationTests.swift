// Seeded changes of small files of every format: whatever comes out is a table or a refusal of data, never a trap, never
// an endless loop, never half a document. `FUZZ_ROUNDS=200000 swift test --filter MutationTests` runs longer.
import Archive
import Bytes
import Findings
import Foundation
import Markup
import Testing

@testable import Ingesting

@Suite struct MutationTests {
  /// SplitMix64 (Steele, Lea, Flood 2014).
  struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
      return z ^ z >> 31
    }

    mutating func next(_ bound: Int) -> Int { Int(next() % UInt64(max(bound, 1))) }
  }

  static let rounds = ProcessInfo.processInfo.environment["FUZZ_ROUNDS"].flatMap { Int($0) } ?? 150

  /// Pieces that formats give a meaning to.
  static let pieces: [[UInt8]] = [
    [0], [0xFF], [0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 0x80], [0xFE, 0xFF], [0xFF, 0xFE], [0xEF, 0xBB, 0xBF], [0x1F, 0x8B],
    Array("PK\u{3}\u{4}".utf8), Array("<".utf8), Array("]]>".utf8), Array("&#x110000;".utf8), Array("<!DOCTYPE a [".utf8),
    Array("\"".utf8), Array(";".utf8), Array("\r\n".utf8), Array("-1".utf8), Array("1e309".utf8),
    Array("99999999999999999999".utf8),
    Array("{".utf8), Array("[".utf8), Array("_xD83D_".utf8), Array("XFD1048577".utf8), [0x3C, 0, 2, 0], [0x0A, 0, 0, 0],
  ]

  static func mutated(_ seed: [UInt8], _ random: inout Seeded) -> [UInt8] {
    var bytes = seed
    for _ in 0...random.next(4) {
      let at = random.next(bytes.count + 1)
      switch random.next(7) {
      case 0: if at < bytes.count { bytes[at] ^= UInt8(1 << random.next(8)) }
      case 1: if at < bytes.count { bytes[at] = UInt8(random.next(256)) }
      case 2: bytes.removeSubrange(at..<min(bytes.count, at + 1 + random.next(16)))
      case 3: bytes.insert(contentsOf: pieces[random.next(pieces.count)], at: at)
      case 4:
        let piece = pieces[random.next(pieces.count)]
        bytes.replaceSubrange(at..<min(bytes.count, at + piece.count), with: piece)
      case 5:
        let from = random.next(bytes.count + 1)
        bytes.insert(contentsOf: bytes[from..<min(bytes.count, from + random.next(64))], at: at)
      default: bytes.removeLast(bytes.count - at)
      }
    }
    return bytes
  }

  /// What `inspect` does with it: the document whole and right, or a refusal with a sentence and nothing handed on.
  static func outcome(_ bytes: [UInt8]) -> String? {
    let gathered = Gathered()
    do throws(Refusal) {
      _ = try inspect(Input(name: "x", bytes: bytes), InspectionOptions()) { part throws(Refusal) in gathered.bytes += part }
    } catch {
      guard error.kind == .data, !error.what.english.isEmpty else { return "\(error)" }
      return gathered.bytes.isEmpty ? nil : "a document that breaks off"
    }
    var limits = JSONLimits()
    limits.depth = 2000
    limits.text = 1 << 30
    limits.allowsTwins = true
    var pull = JSONPull(gathered.bytes, from: JSONOrigin(file: "x", kind: .data), dialect: .json, limits: limits)
    do throws(Refusal) { while try pull.next() != nil {} } catch { return "no JSON: \(error.what.english)" }
    return nil
  }

  static func check(_ name: String, rounds: Int = rounds, _ make: (inout Seeded) throws -> [UInt8]) throws {
    var random = Seeded(state: UInt64(name.utf8.reduce(7) { $0 &* 31 &+ Int($1) } & 0xFFFF_FFFF))
    for round in 0..<rounds {
      let bytes = try make(&random)
      if let wrong = outcome(bytes) {
        Issue.record("\(name), round \(round): \(wrong): \(bytes.prefix(2000))")
        return
      }
    }
  }

  static let texts: [(String, String)] = [
    (
      "csv",
      "\u{FEFF}\"Kod\";\"Nazwa\";\"Rok\";\"Wartosc\";\n0200000;\"DOLNOŚLĄSKIE\";\"2000\";129688,5;\n0201000;\"a;\"\"b\"\"\n c\";\"2001\";;\n"
    ),
    ("json", #"{"a":[1,-2.5e3,true,null,"ą\u0105\n\ud83d\ude00"],"b":{"c":[[],{}]}}"#),
    (
      "xml",
      "<?xml version='1.0' encoding='utf-8'?><!DOCTYPE a [<!ATTLIST a b CDATA 'x'><!ENTITY e 'f'><!-- c -->]>\n"
        + "<a xmlns='u' xmlns:p='v'><p:b p:c='1 &amp; 2'>x<![CDATA[<&]]>&#322;</p:b><?p i?></a>"
    ),
    (
      "html",
      "<html><meta charset=windows-1250><table border=1><tr><th rowspan=2>a<th colspan=3>b</tr><tr><td>&oacute;&#243;"
        + "<table><td>x</table><!-- c --><script>'</td>'</script><td style='display:none'>u</table>"
    ),
    ("flat", ODSFixture.flat(ods)),
  ]

  static let ods = ODSFixture.sheet(
    "<table:table-row table:number-rows-repeated='2'><table:table-cell table:number-columns-repeated='3' "
      + "office:value-type='float' office:value='1.5'/><table:table-cell office:value-type='string'><text:p>a<text:s text:c='2'/>"
      + "b</text:p><text:p>c</text:p></table:table-cell><table:table-cell office:value-type='date' office:date-value='2015-01-31T10:00:00'/>"
      + "<table:table-cell office:value-type='time' office:time-value='PT30H01M02.5S' table:number-columns-spanned='2'/></table:table-row>"
  )

  @Test(arguments: texts.indices)
  func text(index: Int) throws {
    let (name, text) = Self.texts[index]
    let seed = Array(text.utf8)
    #expect(Self.outcome(seed) == nil)
    try Self.check(name) { Self.mutated(seed, &$0) }
  }

  static let xls: [UInt8] = {
    typealias F = XLSFixture
    let long = OLE2Fixture.halves([6]) + [0] + Array("abc".utf8)
    let sst =
      F.record(0xFC, OLE2Fixture.words([3, 3]) + F.text("0201011") + F.text("żółw") + long)
      + F.record(0x3C, [1] + OLE2Fixture.halves(Array("łąę".utf16)))
    let formats =
      F.record(0x41E, OLE2Fixture.halves([164]) + F.text("yyyy\\-mm\\-dd"))
      + [0, 164].flatMap { F.record(0xE0, OLE2Fixture.halves([0, $0, 0, 0, 0, 0, 0, 0, 0, 0])) }
    let fixture = F(
      F.label(0, 0, shared: 0), F.label(0, 1, shared: 1), F.label(0, 2, shared: 2), F.number(1, 0, 42064.5, style: 1),
      F.record(0x27E, F.place(1, 1) + OLE2Fixture.words([0x1F7])),
      F.record(0x06, F.place(2, 0) + [0, 0, 0, 0, 0, 0, 0xFF, 0xFF] + [UInt8](repeating: 0, count: 8)),
      F.record(0x207, F.text("tekst")), F.record(0x205, F.place(2, 1) + [7, 1]),
      F.record(0xE5, OLE2Fixture.halves([1, 0, 1, 0, 2])), globals: formats + sst)
    return fixture.stream
  }()

  @Test func workbookStreamsOfExcel97() throws {
    #expect(Self.outcome(OLE2Fixture.bytes([("Workbook", Self.xls)])) == nil)
    try Self.check("xls") { OLE2Fixture.bytes([("Workbook", Self.mutated(Self.xls, &$0))]) }
    try Self.check("xls bare") { Self.mutated(Self.xls, &$0) }
  }

  @Test func compoundFiles() throws {
    let small = OLE2Fixture.bytes([("Workbook", Self.xls), ("x", [1, 2, 3])])
    let large = OLE2Fixture.bytes([("Book", Self.xls + [UInt8](repeating: 0, count: 4096))])
    try Self.check("ole2") { Self.mutated(small, &$0) }
    try Self.check("ole2 large") { Self.mutated(large, &$0) }
  }

  @Test func tablesOfDBase() throws {
    let fields: [UInt8] =
      Array("KOD".utf8) + [UInt8](repeating: 0, count: 8) + Array("C".utf8) + [0, 0, 0, 0, 4, 0]
      + [UInt8](repeating: 0, count: 14)
      + Array("R1".utf8) + [UInt8](repeating: 0, count: 9) + Array("N".utf8) + [0, 0, 0, 0, 6, 1]
      + [UInt8](repeating: 0, count: 14)
      + Array("M".utf8) + [UInt8](repeating: 0, count: 10) + Array("I".utf8) + [0, 0, 0, 0, 4, 0]
      + [UInt8](repeating: 0, count: 14)
    let seed: [UInt8] =
      [3, 115, 1, 31, 3, 0, 0, 0, 129, 0, 15, 0] + [UInt8](repeating: 0, count: 17) + [0xC8, 0, 0] + fields + [13]
      + Array(" 2801  12.5".utf8) + [1, 0, 0, 0] + Array("*2802      ".utf8) + [2, 0, 0, 0] + [0x20, 0xB9, 0xEA, 0x61, 0x62]
      + Array("  -1.0".utf8) + [0xFF, 0xFF, 0xFF, 0xFF, 26]
    #expect(Self.outcome(seed) == nil)
    try Self.check("dbf") { Self.mutated(seed, &$0) }
  }

  @Test func workbooksOfExcel2007() throws {
    var fixture = XLSXFixture(
      "<row r='2'><c r='B2' t='s'><v>0</v></c><c t='inlineStr'><is><t xml:space='preserve'> a_x000D_</t></is></c><c s='1'><v>45413.5</v></c></row>"
        + "<row><c t='b'><v>1</v></c><c t='e'><v>#N/A</v></c><c t='str'><f>A1</f><v>x</v></c><c t='d'><v>2015-01-31</v></c></row>"
    )
    fixture.strings = ["<si><r><t>a</t></r><rPh sb='0' eb='1'><t>b</t></rPh></si>"]
    fixture.formats = ["yyyy-mm-dd"]
    fixture.afterData = "<mergeCells count='1'><mergeCell ref='A1:B2'/></mergeCells>"
    let whole = try fixture.bytes()
    #expect(Self.outcome(whole) == nil)
    try Self.check("xlsx zip") { Self.mutated(whole, &$0) }
    var parts: [(String, [UInt8])] = []
    let archive = try ZipArchive(MemoryAccess(whole), shownAs: "x")
    for entry in archive.entries { parts.append((entry.name, try archive.open(entry).readAll(limit: 1 << 20, shownAs: "x"))) }
    try Self.check("xlsx parts") { random in
      var writer = ZipWriter(shownAs: "x")
      let changed = random.next(parts.count)
      for (index, part) in parts.enumerated() {
        try writer.add(part.0, index == changed ? Self.mutated(part.1, &random) : part.1)
      }
      return try writer.finish()
    }
  }

  @Test func openDocuments() throws {
    let content = Array(ODSFixture.content(Self.ods).utf8)
    #expect(Self.outcome(try ODSFixture.bytes(ODSFixture.content(Self.ods))) == nil)
    try Self.check("ods") { random in
      var writer = ZipWriter(shownAs: "x")
      try writer.add("mimetype", Array("application/vnd.oasis.opendocument.spreadsheet".utf8))
      try writer.add("content.xml", Self.mutated(content, &random))
      return try writer.finish()
    }
  }

  @Test func archives() throws {
    var writer = ZipWriter(shownAs: "x")
    try writer.add("a.csv", Array(String(repeating: "a;b\n1;2\n", count: 40).utf8))
    try writer.add("b/ż.json", Array("[1]".utf8))
    let seed = try writer.finish()
    #expect(Self.outcome(seed) == nil)
    try Self.check("zip") { Self.mutated(seed, &$0) }
    var outer = ZipWriter(shownAs: "x")
    try outer.add("in.zip", seed)
    let nested = try outer.finish()
    try Self.check("zip in zip") { Self.mutated(nested, &$0) }
    // A gzip file of "a;b\n1;2\n" in two members, stored.
    let member: [UInt8] =
      [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1, 8, 0, 0xF7, 0xFF] + Array("a;b\n1;2\n".utf8) + [0xCE, 0x10, 0x87, 0xB1, 8, 0, 0, 0]
    #expect(Self.outcome(member + member) == nil)
    try Self.check("gzip") { Self.mutated(member + member, &$0) }
  }
}
