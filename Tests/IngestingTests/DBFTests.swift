// Files are made by the layout of the dBASE IV 2.0 Language Reference, appendix D; values as dbfread 2.0 gives them.
import Bytes
import Findings
import Foundation
import Testing

@testable import Ingesting

@Suite struct DBFTests {
  typealias Field = (name: String, type: String, length: Int, decimals: Int)

  /// A table of text records as they stand in the file, the mark of each included.
  static func table(_ fields: [Field], _ records: [[UInt8]], codePage: UInt8 = 0, version: UInt8 = 3, count: Int? = nil)
    -> [UInt8]
  {
    let length = fields.reduce(1) { $0 + $1.length }
    let head = 33 + fields.count * 32
    let number = count ?? records.count
    var bytes: [UInt8] = [
      version, 126, 2, 28, UInt8(number & 255), UInt8(number >> 8), 0, 0, UInt8(head & 255), UInt8(head >> 8),
      UInt8(length & 255), UInt8(length >> 8),
    ]
    bytes += [UInt8](repeating: 0, count: 17) + [codePage, 0, 0]
    for field in fields {
      bytes += Array(field.name.utf8) + [UInt8](repeating: 0, count: 11 - field.name.utf8.count) + Array(field.type.utf8)
      bytes += [0, 0, 0, 0, UInt8(field.length), UInt8(field.decimals)] + [UInt8](repeating: 0, count: 14)
    }
    bytes.append(13)
    for record in records { bytes += record }
    return bytes + [26]
  }

  private func table(_ fields: [Field], _ records: [[UInt8]], codePage: UInt8 = 0, version: UInt8 = 3, count: Int? = nil)
    -> [UInt8]
  {
    Self.table(fields, records, codePage: codePage, version: version, count: count)
  }

  private let fields: [Field] = [
    ("WGM", "C", 4, 0), ("NAZWA", "C", 10, 0), ("R1", "N", 6, 0), ("STOPA", "N", 5, 1), ("DATA", "D", 8, 0), ("OK", "L", 1, 0),
  ]

  private func record(_ text: String, _ letters: [Character: UInt8] = [:]) -> [UInt8] {
    text.flatMap { character in letters[character].map { [$0] } ?? Array(String(character).utf8) }
  }

  @Test func recordsAsTexts() throws {
    let bytes = table(
      fields,
      [
        record(" 2801Bartoszyce  1234  8.520260131T"), record("*2802Braniewo   99999 10.020260131F"),
        record(" 2803  Elbl      -12      20260228?"), record(" 2804          ***********         "),
      ])
    for batch in [1, 2, 3, 7, 1000] {
      var collected = CollectedTables()
      var dbf = try DBFTable(Input(name: "MP1.dbf", bytes: bytes), ReadingOptions(), batch: batch)
      try dbf.read(into: &collected)
      #expect(
        collected.rows == [
          ["WGM", "NAZWA", "R1", "STOPA", "DATA", "OK"], ["2801", "Bartoszyce", "1234", "8.5", "20260131", "T"],
          ["2803", "  Elbl", "-12", "", "20260228", "?"], ["2804", "", "******", "*****", "", ""],
        ], "batches of \(batch)")
      #expect(collected.tables[0].numbers == [1, 2, 4, 5])
      #expect(dbf.understanding.findings.map(\.code) == ["deleted-records"])
      #expect(dbf.understanding.fields.map(\.name) == fields.map(\.name))
      #expect(dbf.understanding.fields[3] == Understanding.DBFField(name: "STOPA", type: "N", length: 5, decimals: 1))
    }
  }

  private static let pages: [(codePage: UInt8, letters: [Character: UInt8], encoding: TextEncoding, isContradicted: Bool)] = [
    (0, ["ł": 0xb3, "ó": 0xf3, "ą": 0xb9], .windows1250, false), (0, ["ł": 0x88, "ó": 0xa2, "ą": 0xa5], .ibm852, false),
    (0, ["ł": 0xb3, "ó": 0xf3, "ą": 0xb1], .iso8859part2, false), (0, [:], .utf8, false),
    (0xc8, ["ł": 0xb3, "ó": 0xf3, "ą": 0xb9], .windows1250, false), (0x64, ["ł": 0x88, "ó": 0xa2, "ą": 0xa5], .ibm852, false),
    (0x03, ["ł": 0xb3, "ó": 0xf3, "ą": 0xb9], .windows1250, true),
    (0x64, ["ł": 0xb3, "ó": 0xf3, "ą": 0xb9], .windows1250, true),
  ]

  @Test(arguments: pages.indices)
  func codePages(index: Int) throws {
    let (codePage, letters, encoding, isContradicted) = Self.pages[index]
    let wide: [Field] = [("NAZWA", "C", 20, 0)]
    let records = ["Wąsosz", "Łódź bez", "Głogów", "Małkinia"].map { text in
      let raw = record(String(text.map { "Łź".contains($0) ? "x" : $0 }), letters)
      return [32] + raw + [UInt8](repeating: 32, count: 20 - raw.count)
    }
    var bytes = table(wide, records, codePage: codePage)
    bytes.replaceSubrange(33..<34, with: [letters["ą"] ?? 0x41])
    var collected = CollectedTables()
    let understanding = try readDBF(Input(name: "t", bytes: bytes), into: &collected)
    #expect(understanding.fields[0].name == (letters["ą"] == nil ? "NAZWA" : "NąZWA"))
    #expect(understanding.encoding == encoding)
    #expect(collected.rows.dropFirst() == [["Wąsosz"], ["xódx bez"], ["Głogów"], ["Małkinia"]])
    #expect(understanding.findings.map(\.code) == (isContradicted ? ["code-page-contradicted"] : []))
  }

  /// Pages that we have no table of: their texts are refused, not guessed; plain ones need no page.
  @Test(arguments: [UInt8(0x66), 0x6b, 0x4e, 0x7b]) func pagesWithoutATable(codePage: UInt8) throws {
    let fields: [Field] = [("NAZWA", "C", 8, 0)]
    func bytes(_ text: [UInt8]) -> [UInt8] { table(fields, [[32] + text], codePage: codePage) }
    let refused = refusal { () throws(Refusal) in
      var collected = CollectedTables()
      _ = try readDBF(Input(name: "t", bytes: bytes([0x62, 0x6c, 0x86, 0x62, 0x91, 0x72, 32, 32])), into: &collected)
    }
    #expect(refused?.what.english.contains("which is not read here") == true)
    var collected = CollectedTables()
    _ = try readDBF(Input(name: "t", bytes: bytes(Array("Olsztyn ".utf8))), into: &collected)
    #expect(collected.rows.last == ["Olsztyn"])
  }

  @Test func binaryValues() throws {
    let binary: [Field] = [("I", "I", 4, 0), ("B", "B", 8, 0), ("Y", "Y", 8, 4), ("T", "T", 8, 0)]
    let value = (12.5).bitPattern
    let record: [UInt8] =
      [32, 0xfe, 0xff, 0xff, 0xff] + (0..<8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
      + [0x39, 0x30, 0, 0, 0, 0, 0, 0] + [0x8c, 0x3d, 0x25, 0, 0xe8, 0x03, 0, 0]
    var collected = CollectedTables()
    _ = try readDBF(Input(name: "t", bytes: table(binary, [record], version: 0x30)), into: &collected)
    // Julian day 2440588 is 1970-01-01.
    #expect(collected.rows.last == ["-2", "12.5", "1.2345", "1970-01-01T00:00:01.000"])
  }

  @Test func fieldsOfFoxPro() throws {
    let fox: [Field] = [("V", "V", 6, 0), ("W", "V", 3, 0), ("G", "G", 4, 0), ("Q", "Q", 2, 0), ("N", "+", 4, 0)]
    let record: [UInt8] = [32, 0x61, 0x62, 0, 0, 0, 2, 0x78, 0x79, 0x7a, 7, 0, 0, 0, 1, 2, 3, 0, 0, 0]
    var collected = CollectedTables()
    let understanding = try readDBF(Input(name: "t", bytes: table(fox, [record], version: 0x30)), into: &collected)
    #expect(collected.rows.last == ["ab", "xyz", "", "", "3"])
    #expect(understanding.findings.map(\.code) == ["memo-not-read", "no-text"])
  }

  @Test("The number of a block is no text", arguments: [10, 4]) func memosWithoutTheirFile(width: Int) throws {
    let fields: [Field] = [("K", "C", 2, 0), ("M", "M", width, 0)]
    let block: [UInt8] = width == 4 ? [1, 0, 0, 0] : record("         1")
    let bytes = table(fields, [record(" 01") + block], version: width == 4 ? 0x30 : 0x83)
    var collected = CollectedTables()
    let understanding = try readDBF(Input(name: "t", bytes: bytes), into: &collected)
    #expect(collected.rows == [["K", "M"], ["01", ""]])
    #expect(understanding.findings.map { "\($0.severity) \($0.code)" } == ["warning memo-not-read"])
  }

  /// A line feed in place of the carriage return behind the fields, a name whose first letter stands behind another field, and the
  /// page of “the system”, which is no Western one on a Polish machine.
  @Test func oddHeads() throws {
    func read(_ bytes: [UInt8]) throws -> (rows: [[String]], encoding: TextEncoding?) {
      var collected = CollectedTables()
      var dbf = try DBFTable(Input(name: "x.dbf", bytes: bytes), ReadingOptions())
      try dbf.read(into: &collected)
      return (collected.rows, dbf.understanding.encoding)
    }
    let one: [Field] = [("NAZWA", "C", 10, 0)]
    var bytes = table(one, [record(" Lodz      ")])
    bytes[64] = 10
    #expect(try read(bytes).rows == [["NAZWA"], ["Lodz"]])
    let letters: [Character: UInt8] = ["Ł": 0xA3, "ó": 0xF3, "ź": 0x9F]
    #expect(try read(table(one, [record(" Łodygowice", letters)])).rows == [["NAZWA"], ["Łodygowice"]])
    let system = try read(table(one, [record(" Łódź      ", letters)], codePage: 0x57))
    #expect(system.rows == [["NAZWA"], ["Łódź"]] && system.encoding == .windows1250)
    let western = try read(table(one, [record(" Hôtel     ", ["ô": 0xF4])], codePage: 0x57))
    #expect(western.rows == [["NAZWA"], ["Hôtel"]])
  }

  @Test func recordsBehindTheLastOneAreTold() throws {
    let fields: [Field] = [("K", "C", 2, 0)]
    let two = [record(" 01"), record("*02")]
    func read(_ bytes: [UInt8]) throws -> (rows: [[String]], findings: [Finding]) {
      var collected = CollectedTables()
      let understanding = try readDBF(Input(name: "t", bytes: bytes), into: &collected)
      return (collected.rows, understanding.findings)
    }
    let none = try read(table(fields, two, count: 0))
    #expect(none.rows == [["K"]])
    #expect(none.findings.map { "\($0.severity) \($0.code)" } == ["warning records-behind"])
    #expect(none.findings[0].message.english.contains("7 more bytes stand behind them (2 records)"))
    #expect(try read(table(fields, two, count: 1)).findings.map(\.code) == ["records-behind"])
    // An end mark, whatever stands behind it, and less than a record are no records.
    #expect(try read(table(fields, [two[0]])).findings.isEmpty)
    #expect(try read(table(fields, [two[0]]) + record(" 01 01")).findings.isEmpty)
    #expect(try read(table(fields, [two[0], record(" ")], count: 1)).findings.isEmpty)
  }

  /// Visual FoxPro 9, "Table File Structure": marks of missing values are bits in the order of the fields that may be without one.
  @Test func whatIsMarkedAsMissingIsNoZero() throws {
    let fields: [Field] = [
      ("KOD", "C", 2, 0), ("N", "N", 3, 0), ("TEKST", "V", 2, 0), ("I", "I", 4, 0), ("_NullFlags", "0", 1, 0),
    ]
    let values = Array("01  0ab".utf8) + [0, 0, 0, 0]
    var bytes = table(fields, [[32] + values + [0], [32] + values + [0b0111], [32] + values + [0b0100]], version: 0x30)
    // The number, the text and the integer may be missing; before the mark of the text stands that of its length.
    for field in 1...3 { bytes[32 + field * 32 + 18] = 2 }
    var collected = CollectedTables()
    _ = try readDBF(Input(name: "t", bytes: bytes), into: &collected)
    #expect(Array(collected.rows.dropFirst()) == [["01", "0", "ab", "0"], ["01", "", "", "0"], ["01", "0", "", "0"]])
    bytes[bytes.count - 2] = 0b1000
    collected = CollectedTables()
    _ = try readDBF(Input(name: "t", bytes: bytes), into: &collected)
    #expect(collected.rows.last == ["01", "0", "ab", ""])
    // Other programs have other things in that byte.
    bytes[0] = 3
    collected = CollectedTables()
    _ = try readDBF(Input(name: "t", bytes: bytes), into: &collected)
    #expect(collected.rows.last == ["01", "0", "ab", "0"])
  }

  /// Layout: "dBase II file structure"; a head of 521 bytes, descriptions of fields of 16.
  @Test func tablesOfII() throws {
    var bytes: [UInt8] = [2, 2, 0, 12, 31, 83, 12, 0]
    for (name, type, length, decimals) in [("NAME", "C", 6, 0), ("COUNT", "N", 4, 1), ("OK", "L", 1, 0)] as [Field] {
      bytes += Array(name.utf8) + [UInt8](repeating: 0, count: 11 - name.utf8.count) + Array(type.utf8)
      bytes += [UInt8(length), 0x20, 0x41, UInt8(decimals)]
    }
    bytes += [13] + [UInt8](repeating: 0, count: 521 - bytes.count - 1)
    bytes += record(" Elk    1.5T") + record("*Olecko 2.0F") + [26]
    let input = Input(name: "DANE.DBF", bytes: bytes)
    #expect(try detectFormat(input) == .dbf)
    var collected = CollectedTables()
    let understanding = try readDBF(input, into: &collected)
    #expect(collected.rows == [["NAME", "COUNT", "OK"], ["Elk", "1.5", "T"]])
    #expect(understanding.fields[1] == Understanding.DBFField(name: "COUNT", type: "N", length: 4, decimals: 1))
    #expect(understanding.findings.map(\.code) == ["deleted-records"])
    // Its lengths must make up the record.
    bytes[6] = 13
    #expect(try detectFormat(Input(name: "DANE.DBF", bytes: bytes)) != .dbf)
  }

  /// FoxBASE and programs after it write the number of dBase II before the head of dBase III.
  @Test func tablesOfFoxBASE() throws {
    let bytes = table([("A", "C", 3, 0), ("N", "N", 2, 0)], [record(" x   7"), record(" y   8")], version: 2)
    let input = Input(name: "DANE.DBF", bytes: bytes)
    #expect(try detectFormat(input) == .dbf)
    var collected = CollectedTables()
    _ = try readDBF(input, into: &collected)
    #expect(collected.rows == [["A", "N"], ["x", "7"], ["y", "8"]])
  }

  /// Layout: "dBASE .DBF file format" of level 7; names of 32 bytes, numbers whose bytes sort as they do.
  @Test func tablesOf7() throws {
    let fields: [Field] = [
      ("A field with a long name", "C", 4, 0), ("I", "I", 4, 0), ("K", "+", 4, 0), ("D", "O", 8, 0), ("E", "O", 8, 0),
      ("T", "@", 8, 0), ("N", "N", 5, 2), ("Z", "I", 4, 0),
    ]
    let length = fields.reduce(1) { $0 + $1.length }
    let head = 69 + fields.count * 48
    var bytes: [UInt8] = [4, 126, 2, 28, 1, 0, 0, 0, UInt8(head & 255), UInt8(head >> 8), UInt8(length), 0]
    bytes += [UInt8](repeating: 0, count: 20) + Array("DBWINUS0".utf8) + [UInt8](repeating: 0, count: 28)
    for field in fields {
      bytes += Array(field.name.utf8) + [UInt8](repeating: 0, count: 32 - field.name.utf8.count) + Array(field.type.utf8)
      bytes += [UInt8(field.length), UInt8(field.decimals)] + [UInt8](repeating: 0, count: 13)
    }
    func sorted(_ value: Double) -> [UInt8] {
      let bits = value.sign == .minus ? ~value.bitPattern : value.bitPattern | 1 << 63
      return (0..<8).reversed().map { UInt8(truncatingIfNeeded: bits >> ($0 * 8)) }
    }
    bytes += [13] + record(" Elk ") + [0x7f, 0xff, 0xff, 0xfe] + [0x80, 0, 0, 7] + sorted(12.5) + sorted(-0.25)
    // Julian day 2440588 is 1970-01-01.
    bytes += [0x8c, 0x3d, 0x25, 0, 0xe8, 0x03, 0, 0] + record(" 1.25") + [0, 0, 0, 0, 26]
    let input = Input(name: "dane.dbf", bytes: bytes)
    #expect(try detectFormat(input) == .dbf)
    var collected = CollectedTables()
    let understanding = try readDBF(input, into: &collected)
    #expect(understanding.fields.map(\.name) == fields.map(\.name))
    #expect(collected.rows.last == ["Elk", "-2", "7", "12.5", "-0.25", "1970-01-01T00:00:01.000", "1.25", ""])
  }

  @Test("Memos are read from the file beside the table", arguments: [0x83, 0x8b, 0xf5, 0x30])
  func memos(version: UInt8) throws {
    let isFox = version == 0xf5 || version == 0x30
    let text: [UInt8] = [0xb3, 0x6b, 0x61]
    var memo = [UInt8](repeating: 0, count: 512)
    switch version {
    case 0x83: memo += text + [0x1a, 0x1a]
    case 0x8b:
      memo[21] = 2
      memo += [0xff, 0xff, 8, 0, UInt8(8 + text.count), 0, 0, 0] + text
    default:
      memo[6] = 2
      memo += [0, 0, 0, 1, 0, 0, 0, UInt8(text.count)] + text
      // A picture.
      memo += [UInt8](repeating: 0, count: 1024 - memo.count) + [0, 0, 0, 0, 0, 0, 0, 1, 9]
    }
    let folder = NSTemporaryDirectory() + "memo-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Files.createDirectories(folder)
    let width = version == 0x30 ? 4 : 10
    var blocks = ["         1", "          ", "         2"].map { Array($0.utf8) }
    if version == 0x30 { blocks = [[1, 0, 0, 0], [0, 0, 0, 0], [2, 0, 0, 0]] }
    var records: [[UInt8]] = []
    for block in blocks { records.append([32] as [UInt8] + block) }
    let bytes = table([("M", "M", width, 0)], records, codePage: 0xc8, version: version)
    try Files.write(bytes, to: folder + "/a.dbf")
    try Files.write(memo, to: folder + (isFox ? "/a.fpt" : "/a.dbt"))
    var dbf = try DBFTable(Input(path: folder + "/a.dbf", shownAs: "a.dbf"), ReadingOptions())
    try dbf.openMemo()
    var collected = CollectedTables()
    try dbf.read(into: &collected)
    #expect(collected.rows == [["M"], ["łka"], [""], [""]])
    // What is beyond the file or no text is told.
    #expect(dbf.understanding.findings.map(\.code) == ["memo-read", "no-text"])
    #expect(dbf.understanding.findings[0].message.english.hasSuffix(isFox ? "a.fpt" : "a.dbt"))
  }

  @Test func damagedFilesAreRefused() {
    let whole = table(fields, [record(" 2801Bartoszyce  1234  8.520260131T"), record(" 2802Braniewo   99999 10.020260131F")])
    var wrongLength = whole
    wrongLength[10] = 99
    var wrongMark = whole
    wrongMark[wrongMark.count - 2 - 34] = 7
    let cases: [(bytes: [UInt8], text: String)] = [
      (Array(whole.dropLast(10)), "2 records, there are 1"), (Array(whole.prefix(100)), "cut off"),
      (wrongLength, "the record 99"),
      (wrongMark, "record 2 begins with the byte 7"), (table([("A", "X", 1, 0)], []), "unknown type"),
      (table(fields, [], count: 3), "3 records, there are 0"),
      (table([("N", "C", 2, 0)], [[32, 0x81, 0x41]], codePage: 0xc8), "byte 67 is not text in windows-1250"),
    ]
    for (bytes, text) in cases {
      let refused = refusal { () throws(Refusal) in
        var collected = CollectedTables()
        _ = try readDBF(Input(name: "t", bytes: bytes), into: &collected)
      }
      #expect(refused?.kind == .data)
      #expect(refused?.what.english.contains(text) == true, "\(refused?.what.english ?? "nothing") for \(text)")
    }
  }

  @Test func headsAreKnownByContent() throws {
    let bytes = table(fields, [])
    #expect(try detectFormat(Input(name: "dane.csv", bytes: bytes)) == .dbf)
    #expect(try detectFormat(Input(name: "dane.dbf", bytes: Array("WGM;NAZWA\n".utf8))) == .csv)
  }
}
