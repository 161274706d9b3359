// Reference rows: Python's csv module with the dialect that the case is written in; refusals are our own rule.
import Bytes
import Findings
import Testing

@testable import Ingesting

@Suite struct DelimitedTextTests {
  private static let texts: [(name: String, text: String, rows: [[String]])] = [
    ("plain", "a;b\n1;2\n", [["a", "b"], ["1", "2"]]),
    ("no line end at the end", "a;b\n1;2", [["a", "b"], ["1", "2"]]),
    ("empty", "", []),
    ("blank lines", "\n\na;b\n\r\n\r1;2\n\n", [["a", "b"], ["1", "2"]]),
    ("CR LF", "a;b\r\n1;2\r\n", [["a", "b"], ["1", "2"]]),
    ("CR", "a;b\r1;2\r", [["a", "b"], ["1", "2"]]),
    ("mixed line ends", "a;b\r1;2\n3;4\r\n5;6", [["a", "b"], ["1", "2"], ["3", "4"], ["5", "6"]]),
    ("byte order mark", "\u{feff}a;b\n1;2\n", [["a", "b"], ["1", "2"]]),
    ("byte order mark before a quote", "\u{feff}\"a\";b\n1;2\n", [["a", "b"], ["1", "2"]]),
    ("only a byte order mark", "\u{feff}", []),
    ("trailing separator", "a;b;\n1;2;\n", [["a", "b", ""], ["1", "2", ""]]),
    ("separator in quotes", "\"a\";\"x;y;2024;[osoba]\"\n1;2\n", [["a", "x;y;2024;[osoba]"], ["1", "2"]]),
    ("doubled quotes", "a;b\n\"x \"\"y\"\"\";\"\"\"\"\n\"\";\"\"\"z\"\n", [["a", "b"], ["x \"y\"", "\""], ["", "\"z"]]),
    ("line breaks in quotes", "a;b\n\"x\ny\r\nz\rw\";2\n3;4\n", [["a", "b"], ["x\ny\r\nz\rw", "2"], ["3", "4"]]),
    ("quoted field last", "a;\"b\"\n1;\"2\"", [["a", "b"], ["1", "2"]]),
    ("empty fields", ";;\n;1;\n", [["", "", ""], ["", "1", ""]]),
    ("empty quoted field alone", "a;b\n\"\"\n1;2\n", [["a", "b"], [""], ["1", "2"]]),
    ("ragged", "a;b;c\n1;2\n1;2;3;4\n1\n", [["a", "b", "c"], ["1", "2"], ["1", "2", "3", "4"], ["1"]]),
    ("quote inside a field", "a;b\n5\" rura;x\"y\n", [["a", "b"], ["5\" rura", "x\"y"]]),
    ("text after a closing quote", "a;b\n\"Zdrój\" sp.;\"a\"\"b\"c\"d\"\n", [["a", "b"], ["Zdrój sp.", "a\"bc\"d\""]]),
    ("blanks around", "a ; b\n 1 ;\" 2 \"\n", [["a ", " b"], [" 1 ", " 2 "]]),
    ("quotes after a blank", "a, \"b\"\n1, \"2, 3\"\n", [["a", " \"b\""], ["1", " \"2", " 3\""]]),
    ("comma", "a,b\n1,\"2,5\"\n", [["a", "b"], ["1", "2,5"]]),
    ("comma with dots", "a,b,c\n1.5,2.5,3\n", [["a", "b", "c"], ["1.5", "2.5", "3"]]),
    ("tab", "a\tb\n1,5\t2;3\n", [["a", "b"], ["1,5", "2;3"]]),
    ("bar", "a|b|c\n1|2,5|3\n", [["a", "b", "c"], ["1", "2,5", "3"]]),
    (
      "decimal commas beside semicolons", "k;x;y\n01;1,5;2,5\n02;3,5;4,5\n",
      [["k", "x", "y"], ["01", "1,5", "2,5"], ["02", "3,5", "4,5"]]
    ),
    ("decimal commas without a header", "01;1,5\n02;2,7\n", [["01", "1,5"], ["02", "2,7"]]),
    (
      "lists inside a column", "id,opis\n1,a;b;c\n2,d;e;f\n3,g;h;i\n",
      [["id", "opis"], ["1", "a;b;c"], ["2", "d;e;f"], ["3", "g;h;i"]]
    ),
    ("sep line", "sep=,\r\na,b\r\n1;2,3\r\n", [["a", "b"], ["1;2", "3"]]),
    ("sep line of an unusual separator", "sep=^\na^b\n1^2\n", [["a", "b"], ["1", "2"]]),
    ("apostrophes as quotes", "'a';'b'\n'1;2';'it''s'\n", [["a", "b"], ["1;2", "it's"]]),
    ("apostrophes guarding in every record", "1,'2,5',a\n2,'3,5',b\n", [["1", "2,5", "a"], ["2", "3,5", "b"]]),
    ("apostrophes around all fields", "'28';'a;b';'1'\n'30';'c;d';'2'\n", [["28", "a;b", "1"], ["30", "c;d", "2"]]),
    ("apostrophes in text", "a;b\nd'Arc;'t\n", [["a", "b"], ["d'Arc", "'t"]]),
    ("backslashes", "a,b\n\"x \\\"y\\\", z\",\"\\\\\"\n\"1\",\"2\"\n", [["a", "b"], ["x \"y\", z", "\\"], ["1", "2"]]),
    ("backslashes that escape nothing", "a;b\n\"C:\\dir\\\";2\n", [["a", "b"], ["C:\\dir\\", "2"]]),
    // As Excel shows it; no formula but a text alone.
    (
      "texts dressed as formulas",
      "kod;n;x\n=\"0201011\";=\"a\";\"=\"\"0,5\"\"\"\n=\"0201011\";=\"b\";=\"\"\n=\"a\"&\"b\";=1+1;=\n",
      [["kod", "n", "x"], ["0201011", "a", "0,5"], ["0201011", "b", "=\"\""], ["=\"a\"&\"b\"", "=1+1", "="]]
    ),
    ("one column", "gmina\nOlsztyn\nEłk\n", [["gmina"], ["Olsztyn"], ["Ełk"]]),
    (
      "rows of numbers of any length", "7\n38,1,27,457\n19\n30,31,1\n5\n",
      [["7"], ["38", "1", "27", "457"], ["19"], ["30", "31", "1"], ["5"]]
    ),
    ("one column of decimals", "x\n1,5\n2,5\n", [["x"], ["1,5"], ["2,5"]]),
    (
      "preamble and footer",
      "Bezrobocie, stan w końcu miesiąca\n\nŹródło: GUS, BDL\nkod;nazwa;stopa\n28;warmińsko-mazurskie;8,5\n2801;bartoszycki;20,1\n2802;braniewski;18,2\n* dane wstępne, bez osób\n",
      [
        ["Bezrobocie, stan w końcu miesiąca"], ["Źródło: GUS, BDL"], ["kod", "nazwa", "stopa"],
        ["28", "warmińsko-mazurskie", "8,5"], ["2801", "bartoszycki", "20,1"], ["2802", "braniewski", "18,2"],
        ["* dane wstępne, bez osób"],
      ]
    ),
    ("nothing but separators", ";\n;\n", [["", ""], ["", ""]]),
    ("lone zero byte", "a;b\n1\0;2\n", [["a", "b"], ["1\0", "2"]]),
    (
      "long fields", "a;b\n\(String(repeating: "ż", count: 5000));\"\(String(repeating: "\"\"", count: 3000))\"\n",
      [["a", "b"], [String(repeating: "ż", count: 5000), String(repeating: "\"", count: 3000)]]
    ),
  ]

  @Test(arguments: texts.indices)
  func rows(index: Int) throws {
    let (name, text, rows) = Self.texts[index]
    let input = Input(name: name, bytes: Array(text.utf8))
    let plan = try understandDelimitedText(input, ReadingOptions())
    var numbers: [Int]?
    for size in [1, 2, 3, 7, 1 << 17] where size > 2 || text.utf8.count < 2000 {
      var collected = CollectedTables()
      var reader = DelimitedTextReader(input, plan, FieldLimits(), chunkSize: size)
      try reader.read(into: &collected)
      #expect(collected.rows == rows, "\(name) in pieces of \(size)")
      #expect(collected.announcedRows == rows.count)
      #expect(numbers == nil || numbers == collected.tables[0].numbers, "line numbers in pieces of \(size)")
      numbers = collected.tables[0].numbers
    }
  }

  @Test func rowsAreNumberedByTheirFirstLine() throws {
    var collected = CollectedTables()
    let text = "sep=;\r\na;b\r\n\r\n\"x\ny\r\nz\";2\r3;4\n"
    let understanding = try readDelimitedText(Input(name: "t", bytes: Array(text.utf8)), into: &collected)
    #expect(collected.tables[0].numbers == [2, 4, 7])
    #expect(understanding.delimiter == UInt8(ascii: ";"))
    #expect(understanding.delimiterBy == .detected)
  }

  private static let refused: [(text: String, options: ReadingOptions, row: Int, byte: String)] = [
    ("a;b\n1;\"2\n3;4\n", ReadingOptions(), 2, "byte 7"),
    ("a;b\n\"x\ny\";\"2\n3;4\n", ReadingOptions(), 3, "byte 11"),
    ("a;b\n1;2\0\0\0\0\0\0\n", ReadingOptions(), 2, "byte 8"),
    ("a;b\n1;2\n3;4\n", ReadingOptions(limits: FieldLimits(columns: 1)), 1, "more than 1"),
    ("a;b\n1;22222\n", ReadingOptions(limits: FieldLimits(field: 4)), 2, "byte 7"),
    ("a^b^c\n1^2^3\n", ReadingOptions(), 1, "'^'"),
    ("Kod Nazwa 2019 2020\n2801 a 12 13\n2802 b 7 8\n", ReadingOptions(), 1, "blank"),
    ("kod│nazwa\n1│Łódź\n2│Ełk\n", ReadingOptions(), 1, "frame"),
    ("nazwa  wartosc\nOlsztyn  12\nElk      13\n", ReadingOptions(), 1, "blanks"),
    ("kod   nazwa   x\n01    Ełk     1\n02    Pisz    2\n03    Iława   3\n", ReadingOptions(), 1, "blanks"),
  ]

  @Test(arguments: refused.indices)
  func refusals(index: Int) {
    let (text, options, row, byte) = Self.refused[index]
    let caught = refusal { () throws(Refusal) in
      var collected = CollectedTables()
      _ = try readDelimitedText(Input(name: "plik.csv", bytes: Array(text.utf8)), options: options, into: &collected)
    }
    #expect(caught?.kind == .data)
    #expect(caught?.place.file == "plik.csv")
    #expect(caught?.place.row == row)
    #expect(caught?.what.english.contains(byte) == true, "\(caught?.what.english ?? "")")
    #expect(caught?.mend.polish.isEmpty == false)
  }

  /// Two files joined of which one was in UTF-8; German names in a Polish file are no such thing.
  @Test(arguments: [TextEncoding.windows1250, .iso8859part2])
  func joinedEncodingsAreRefused(encoding: TextEncoding) throws {
    // The letters that the two pages have in different places, and those that both have in one.
    let own: [Character: UInt8] = encoding == .windows1250 ? ["Ś": 0x8C, "ą": 0xB9] : ["Ś": 0xA6, "ą": 0xB1]
    let letters = own.merging(["Ł": 0xA3, "ę": 0xEA, "Ä": 0xC4]) { own, _ in own }
    func encoded(_ text: String) throws -> [UInt8] { try text.map { try $0.asciiValue ?? #require(letters[$0]) } }
    let head = try encoded("nazwa;v\nŁęczyca;1\nŚrem;2\nKąty;3\n")
    let caught = refusal { () throws(Refusal) in
      var collected = CollectedTables()
      _ = try readDelimitedText(
        Input(name: "plik.csv", bytes: head + Array("Łódź;4\n".utf8)), options: ReadingOptions(), into: &collected)
    }
    #expect(caught?.kind == .data && caught?.place.row == 5 && caught?.what.english.contains("UTF-8") == true)
    var collected = CollectedTables()
    let names = try encoded("Ämter;4\nKÄSE;5\n")
    _ = try readDelimitedText(Input(name: "plik.csv", bytes: head + names), options: ReadingOptions(), into: &collected)
    #expect(collected.rows.last == ["KÄSE", "5"])
  }

  @Test func recordsHaveALimit() {
    let text = "a;b\n\"" + String(repeating: "x\n", count: 5000) + "\";2\n"
    let caught = refusal { () throws(Refusal) in
      let input = Input(name: "t", bytes: Array(text.utf8))
      let plan = try understandDelimitedText(input, ReadingOptions())
      var reader = DelimitedTextReader(input, plan, FieldLimits(record: 2000), chunkSize: 500)
      var collected = CollectedTables()
      try reader.read(into: &collected)
    }
    #expect(caught?.what.english == "the row from byte 5 is longer than 2000 bytes")
    #expect(caught?.place.row == 2)
  }

  @Test func encodings() throws {
    let text = "kod;nazwa\n2811;mrągowski\n2813;olecki i świętajno\n"
    let encoded: [(TextEncoding, [UInt8])] = [
      (.utf8, Array(text.utf8)),
      (.windows1250, bytes(text, ["ą": 0xb9, "ś": 0x9c, "ę": 0xea])),
      (.iso8859part2, bytes(text, ["ą": 0xb1, "ś": 0xb6, "ę": 0xea])),
      (.ibm852, bytes(text, ["ą": 0xa5, "ś": 0x98, "ę": 0xa9])),
      (.utf16LittleEndian, [0xff, 0xfe] + text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }),
      (.utf16BigEndian, text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }),
    ]
    for (encoding, bytes) in encoded {
      for options in [ReadingOptions(), ReadingOptions(encoding: encoding)] {
        var collected = CollectedTables()
        let understanding = try readDelimitedText(Input(name: "t", bytes: bytes), options: options, into: &collected)
        #expect(understanding.encoding == encoding)
        #expect(understanding.encodingBy == (options.encoding == nil ? .detected : .chosen))
        #expect(collected.rows == [["kod", "nazwa"], ["2811", "mrągowski"], ["2813", "olecki i świętajno"]])
      }
    }
  }

  @Test func anEncodingThatNoWordDecidesIsAWarning() throws {
    func findings(_ sign: UInt8) throws -> [Finding] {
      var collected = CollectedTables()
      let bytes = Array("towar;cena\ncukier;5\nherbata;".utf8) + [sign] + Array("5\n".utf8)
      let understanding = try readDelimitedText(Input(name: "t.csv", bytes: bytes), into: &collected)
      #expect(collected.rows[2].count == 2)
      return understanding.findings
    }
    let found = try findings(0xa3)
    #expect(found.map(\.code) == ["encoding-uncertain"] && found.map(\.severity) == [.warning])
    #expect(found.first?.place == Place(file: "t.csv", row: 3))
    #expect(found.first?.message.english.contains("windows-1250, which was assumed, and windows-1252") == true)
    #expect(try findings(0x80).isEmpty)
  }

  @Test func placesInOtherEncodingsAreThoseOfTheFile() {
    let text = bytes("kod;nazwa\nąąą;mrągowo\n28;\"święta\n", ["ą": 0xb9, "ś": 0x9c, "ę": 0xea])
    let caught = refusal { () throws(Refusal) in
      var collected = CollectedTables()
      _ = try readDelimitedText(Input(name: "t", bytes: text), into: &collected)
    }
    #expect(caught?.place.row == 3)
    #expect(caught?.what.english == "the quote opened at byte 26 is not closed")
    let wrong = refusal { () throws(Refusal) in
      var collected = CollectedTables()
      _ = try readDelimitedText(
        Input(name: "t", bytes: text), options: ReadingOptions(encoding: .utf8), into: &collected)
    }
    #expect(wrong?.place.row == 2)
    #expect(wrong?.what.english == "byte 11 is not text in utf-8")
  }

  /// More fields than one scan has room for, and a record of as many fields as are allowed.
  @Test func manyFields() throws {
    let wide = (1...16_384).map(String.init)
    let text = (0..<30_000).map { "\($0);x;\n" }.joined() + wide.joined(separator: ";") + "\n"
    let input = Input(name: "t", bytes: Array(text.utf8))
    let plan = try understandDelimitedText(input, ReadingOptions())
    for size in [1 << 10, 1 << 17, 1 << 22] {
      var collected = CollectedTables()
      var reader = DelimitedTextReader(input, plan, FieldLimits(), chunkSize: size)
      try reader.read(into: &collected)
      #expect(collected.rows.count == 30_001)
      #expect(collected.rows[29_999] == ["29999", "x", ""])
      #expect(collected.rows[30_000] == wide)
      #expect(collected.tables[0].numbers == Array(1...30_001))
    }
  }

  @Test func oddCharactersAreFlagged() throws {
    var collected = CollectedTables()
    let text = "a;b\nx\u{200b}y;2\n\u{202e}3;�\n4;\u{1}\u{2}\n"
    let understanding = try readDelimitedText(Input(name: "t", bytes: Array(text.utf8)), into: &collected)
    #expect(
      understanding.findings.map(\.code) == ["lost-character", "invisible-character", "direction-character", "control-character"])
    #expect(understanding.findings.map(\.place.row) == [3, 2, 3, 4])
    #expect(understanding.findings.map(\.place.column) == [2, 1, 1, 2])
  }

  @Test func chosenOptionsWin() throws {
    var collected = CollectedTables()
    let text = "a,b;c\n'1,2';\"3\n"
    let options = ReadingOptions(delimiter: UInt8(ascii: ","), quote: QuoteChoice.none)
    let understanding = try readDelimitedText(Input(name: "t", bytes: Array(text.utf8)), options: options, into: &collected)
    #expect(collected.rows == [["a", "b;c"], ["'1", "2';\"3"]])
    #expect(understanding.delimiterBy == .chosen)
    #expect(understanding.quote == nil)
  }

  @Test("Columns behind a control character are refused, also with a preamble", arguments: [1, 0x1f] as [UInt8])
  func controlCharactersAsSeparators(_ sign: UInt8) {
    let mark = String(decoding: [sign], as: UTF8.self)
    let text = "# opis pliku\na\(mark)b\(mark)c\n1\(mark)2\(mark)3\n\"raz\ni dwa\"\(mark)5\(mark)6\n7\(mark)8\(mark)9\n"
    let refused = refusal { () throws(Refusal) in
      var collected = CollectedTables()
      _ = try readDelimitedText(Input(name: "t", bytes: Array(text.utf8)), into: &collected)
    }
    #expect(refused?.what.english.contains("separated by the character of code \(sign)") == true)
  }

  @Test func aSignThatIsNotGuessedIsToldWhereNoSeparatorFits() throws {
    func text(_ values: (Int) -> String) -> [UInt8] {
      Array(("kod^nazwa^inne nazwy\n" + (1...8).map { "280\($0)^Ełk^\(values($0))\n" }.joined()).utf8)
    }
    func read(_ bytes: [UInt8], _ options: ReadingOptions = ReadingOptions()) throws(Refusal) -> Understanding {
      var collected = CollectedTables()
      return try readDelimitedText(Input(name: "t", bytes: bytes), options: options, into: &collected)
    }
    let ragged = text { String(repeating: "x|", count: $0) }
    let refused = refusal { () throws(Refusal) in _ = try read(ragged) }
    #expect(refused?.what.english == "the text looks like columns separated by '^'")
    // Where it is given, or another one fits, nothing is doubtful.
    #expect(try read(ragged, ReadingOptions(delimiter: UInt8(ascii: "^"))).delimiter == UInt8(ascii: "^"))
    #expect(try read(text { _ in "x|y" }).delimiter == UInt8(ascii: "|"))
  }

  /// A tab right behind every comma is a blank in front of the next field; tabs elsewhere are separators.
  @Test(arguments: [("a,\tb\n1,\t2\n", UInt8(ascii: ",")), ("a,\tb\tc\n1,\t2\t3\n", 9), ("a\tb\n1,5\t2,5\n", 9)])
  func aTabBehindEveryComma(text: String, delimiter: UInt8) throws {
    var collected = CollectedTables()
    let understanding = try readDelimitedText(Input(name: "t", bytes: Array(text.utf8)), into: &collected)
    #expect(understanding.delimiter == delimiter)
  }

  @Test func columnsOfBlanksAreRefused() {
    func refused(_ text: String) -> String? {
      refusal { () throws(Refusal) in
        var collected = CollectedTables()
        _ = try readDelimitedText(Input(name: "t", bytes: Array(text.utf8)), into: &collected)
      }?.what.english
    }
    let sentence = "the text looks like columns aligned with blanks, without a separator"
    #expect(
      refused("Powiat      Liczba Stopa\nOlsztyn     12     4.5\nElk         7      10.1\nPisz        30     9\n") == sentence)
    // One gap is enough where all lines have it at one place.
    #expect(refused("Powiat      Liczba\nOlsztyn         12\nElk              7\nPisz            30\n") == sentence)
    #expect(refused("Jan  Nowak\nEwa Kowalska\nAdam Lis\nOla  Mak\n") == nil)
    #expect(refused("- raz\n- dwa\n- trzy  i cztery\n- pięć\n") == nil)
  }

  /// Property: any table written by us and read back is the same, at any chunk size.
  @Test func writtenIsRead() throws {
    var generator = MutationTests.Seeded(state: 20_261_122)
    let pieces = ["", "a", "ż", ";", ",", "\"", "\n", "\r\n", " ", "12,5", "\u{a0}", "'", "|", "\t", "\\"]
    for _ in 0..<300 {
      let width = Int.random(in: 2...5, using: &generator)
      let header = (1...width).map { "kolumna \($0)" }
      let rows = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
        (0..<width).map { _ in
          (0..<Int.random(in: 0...4, using: &generator)).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
        }
      }
      let flavour = Bool.random(using: &generator) ? SeparatedFlavour.exchange : .polish
      let bytes = writeSeparated(
        header, rows.map { $0.map { .text($0) } },
        SeparatedFlavour(
          delimiter: flavour.delimiter, hasByteOrderMark: flavour.hasByteOrderMark, hasDecimalComma: false, guardsFormulas: false)
      )
      let input = Input(name: "t", bytes: bytes)
      let plan = try understandDelimitedText(
        input, ReadingOptions(delimiter: flavour.delimiter, quote: .character(UInt8(ascii: "\""))))
      var dialect = plan
      dialect.dialect.escape = .doubled
      for size in [1, 7, 1 << 17] {
        var collected = CollectedTables()
        var reader = DelimitedTextReader(input, dialect, FieldLimits(), chunkSize: size)
        try reader.read(into: &collected)
        #expect(collected.rows == [header] + rows)
      }
    }
  }

  private static let published: [(file: String, columns: Int, encoding: TextEncoding)] = [
    ("bdl/LUDN_2137_CREL_20250113221303.csv", 9, .utf8), ("bdl/LUDN_2137_CTAB_20260414235116.csv", 5, .utf8),
    ("bdl/LUDN_2462_CREL_20250113230153.csv", 10, .utf8), ("bdl/LUDN_3000_CREL_20250203204210.csv", 9, .utf8),
    ("bdl/OCHR_2993_CREL_20230312173337.csv", 8, .utf8), ("bdl/RYNE_1946_CREL_20230312143348.csv", 9, .utf8),
    ("bdl/WYNA_2497_CREL_20250113223353.csv", 8, .utf8), ("teryt/TERC_Urzedowy_2025-03-20.csv", 7, .utf8),
  ]

  /// Real files: every record has the same count of fields, and the count of records is that of the lines.
  @Test(arguments: published.indices)
  func realFiles(index: Int) throws {
    let (file, columns, encoding) = Self.published[index]
    guard let path = try sharedData(file) else {
      print("skipped: ../shared/data/\(file) is absent")
      return
    }
    var collected = CollectedTables()
    let understanding = try readDelimitedText(Input(path: path), into: &collected)
    #expect(understanding.encoding == encoding)
    #expect(understanding.delimiter == UInt8(ascii: ";"))
    #expect(collected.rows.allSatisfy { $0.count == columns })
    let lines = try Files.read(path).split(separator: 10).filter { $0 != [13] }.count
    #expect(collected.rows.count == lines)
  }

  private func bytes(_ text: String, _ table: [Character: UInt8]) -> [UInt8] {
    text.flatMap { character in table[character].map { [$0] } ?? Array(String(character).utf8) }
  }
}
