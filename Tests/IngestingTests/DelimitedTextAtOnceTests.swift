import Archive
import Bytes
import Contracts
import Findings
import Testing

@testable import Ingesting

/// Packed texts are read in one go; what comes of it is compared with the same text read in two steps.
@Suite struct DelimitedTextAtOnceTests {
  private static let header = "Kod;Nazwa;płeć;wiek;Rok;Wartość;Jednostka miary;Atrybut;\n"
  private static func row(_ i: Int, _ value: String = "12,5") -> String {
    "\"\(2_801_000 + i / 7)\";\"Gmina Żółć \(i / 7)\";\"ogółem\";\"\(i % 7)\";2020;\(value);\"osoba\";\"\(i % 50 == 0 ? "n" : "")\";\n"
  }

  /// A text of more than the first part, with something in the middle or at the end.
  private static func text(_ middle: String = "", _ end: String = "") -> [UInt8] {
    let rows = (0..<6000).map { row($0) }
    return Array((header + rows[..<5500].joined() + middle + rows[5500...].joined() + end).utf8)
  }

  static let cases: [(name: String, bytes: [UInt8])] = [
    ("plain", text()), ("byte order mark", [0xef, 0xbb, 0xbf] + text()), ("small", Array((header + row(1)).utf8)),
    ("no line end", Array(text().dropLast())), ("line breaks CR LF", text().flatMap { $0 == 10 ? [13, 10] : [$0] }),
    ("Windows-1250", Array(text().flatMap { [$0] }).withPolishLetters), ("zero byte late", text(row(1, "1\u{0}2"))),
    ("invisible character late", text(row(1, "1\u{200b}2"))), ("control character late", text(row(1, "1\u{1}2"))),
    ("apostrophe late", text("2801999;'Gmina';ogółem;1;2020;5;osoba;;\n")), ("bad byte late", text() + [0xc5, 0x3b, 10]),
    ("short row late", text("2801999;Gmina\n")), ("open quote late", text("", "2801999;\"Gmina;ogółem;1;2020;5;osoba;;\n")),
    ("doubled quotes late", text("2801999;\"Gmina \"\"X\"\"\";ogółem;1;2020;5;osoba;;\n")), ("header alone", Array(header.utf8)),
  ]

  @Test(arguments: cases.indices)
  func aMemberOfAnArchiveIsReadAsTheFileItself(index: Int) throws {
    let bytes = Self.cases[index].bytes
    let name = "LUDN_2137_CREL_20250113221303.csv"
    var zip = ZipWriter(shownAs: "x.zip")
    try zip.add(name, bytes)
    // Cells of another file before it must stay, whatever becomes of it.
    let first = ("AAAA_2138_CREL_20250113221303.csv", Array((Self.header + Self.row(3)).utf8))
    let packed = try LayoutTrial("bdl", [first, ("x.zip", try zip.finish())])
    let plain = try LayoutTrial("bdl", [first, (name, bytes)])
    #expect(packed.cells == plain.cells)
    #expect(packed.skipped == plain.skipped && packed.isEven && plain.isEven)
    func told(_ trial: LayoutTrial) -> [String] {
      trial.findings.map { "\($0.code) \($0.place.row) \($0.place.column) \($0.message.english)" }
        .map { $0.replacing("x.zip!/", with: "") }
    }
    #expect(told(packed) == told(plain), "\(Self.cases[index].name)")
  }

  @Test(arguments: cases.indices)
  func whatIsAcceptedIsReadAsInTwoSteps(index: Int) throws {
    let (name, bytes) = Self.cases[index]
    let input = Input(name: "t.csv", bytes: bytes)
    var atOnce = CollectedTables()
    var options = ReadingOptions()
    options.isAtOnce = true
    var understanding: Understanding?
    let refused = refusal { () throws(Refusal) in
      understanding = try readDelimitedText(input, options: options, into: &atOnce)
    }
    let isPlain = [
      "plain", "byte order mark", "no line end", "line breaks CR LF", "invisible character late", "control character late",
      "short row late", "doubled quotes late",
    ]
    #expect((refused == nil) == isPlain.contains(name), "\(name)")
    guard let understanding else { return }
    var inTwoSteps = CollectedTables()
    #expect(try readDelimitedText(input, into: &inTwoSteps) == understanding)
    #expect(atOnce.rows == inTwoSteps.rows)
    #expect(atOnce.tables.map(\.numbers) == inTwoSteps.tables.map(\.numbers))
  }
}

extension [UInt8] {
  /// UTF-8 of Polish letters as Windows-1250.
  fileprivate var withPolishLetters: [UInt8] {
    let letters: [Character: UInt8] = ["ż": 0xbf, "ó": 0xf3, "ł": 0xb3, "Ż": 0xaf, "ć": 0xe6, "ę": 0xea, "ś": 0x9c]
    return String(decoding: self, as: UTF8.self).flatMap { $0.isASCII ? Array($0.utf8) : [letters[$0] ?? 0x3f] }
  }
}
