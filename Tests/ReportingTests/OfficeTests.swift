import Archive
import Bytes
import Contracts
import Findings
import Foundation
import Markup
@testable import Reporting
import Testing

/// The documents for an office: whole archives of well-formed parts, in the language of the report, nothing in them that runs.
@Suite struct OfficeTests {
  private static let properties = OfficeProperties(
    title: "Diagnoza próbna", publisher: "Ośrodek", language: .polish, date: "2025-10-18")

  private static func parts(_ bytes: [UInt8]) throws -> [(name: String, content: [UInt8])] {
    let archive = try ZipArchive(MemoryAccess(bytes), shownAs: "x")
    return try archive.entries.map { ($0.name, try archive.open($0).readAll(limit: 1 << 28, shownAs: $0.name)) }
  }

  private static func part(_ name: String, of bytes: [UInt8]) throws -> String {
    let found = try parts(bytes).first { $0.name == name }
    return String(decoding: try #require(found).content, as: UTF8.self)
  }

  /// Reads every XML part to its end: one that is not well-formed throws.
  private static func readAll(_ bytes: [UInt8]) throws {
    for part in try parts(bytes) where part.name.hasSuffix(".xml") || part.name.hasSuffix(".rels") {
      let reader = try XMLPull(MemoryStream(part.content), shownAs: part.name)
      while try reader.next() != nil {}
    }
  }

  private static func occurrences(_ text: String, of part: String) -> Int { text.ranges(of: part).count }

  private static func docx(_ document: Document = Sample.document()) throws -> [UInt8] {
    try WordDocument.docx(document, properties: properties, shownAs: "report.docx")
  }

  private static func odt(_ document: Document = Sample.document()) throws -> [UInt8] {
    try OpenDocument.odt(document, properties: properties, shownAs: "report.odt")
  }

  private static func xlsx(_ material: Material = Sample.material()) throws -> [UInt8] {
    let document = Document(Sample.composition(material), sections: Section.all)
    return try ReportWorkbook(material: material, document: document, lineages: nil, properties: properties).workbook()
      .xlsx(shownAs: "tables.xlsx")
  }

  @Test("Every part is well-formed, and the same report gives the same bytes")
  func whole() throws {
    for make in [{ try Self.docx() }, { try Self.odt() }, { try Self.xlsx() }] {
      let bytes = try make()
      try Self.readAll(bytes)
      #expect(try make() == bytes)
    }
  }

  @Test("DOCX: spacing stands before the alignment, as the schema orders the properties of a paragraph")
  func orderOfProperties() {
    let styles = WordParts.styles("pl-PL")
    #expect(styles.contains("<w:jc ") && styles.contains("<w:spacing "))
    #expect(styles.firstRange(of: /<w:jc [^>]*\/><w:(spacing|ind|keepNext|keepLines)/) == nil)
  }

  @Test("The entries of each file carry the date of the issue")
  func dates() throws {
    for bytes in [try Self.docx(), try Self.odt(), try Self.xlsx()] {
      // 2025-10-18 as zip has it, in the first entry's header.
      #expect(Array(bytes[12...13]) == [0x52, 0x5B])
    }
  }

  @Test("XLSX: a cell holds the number that a person means, without what arithmetic left behind it")
  func noise() throws {
    let sheet = Workbook.Sheet(name: "A", rows: [[.number(14.499999999999998, decimals: 1)]], widths: [10])
    let bytes = try Workbook(properties: Self.properties, sheets: [sheet]).xlsx(shownAs: "x.xlsx")
    #expect(try Self.part("xl/worksheets/sheet1.xml", of: bytes).contains("<v>14.5</v>"))
  }

  @Test("ODT: what an English report says in Polish is marked as Polish")
  func foreignText() throws {
    let text = try Self.part("content.xml", of: try Self.odt(Sample.document(.english)))
    #expect(text.contains("<text:span text:style-name=\"Polish\">GUS BDL P2392</text:span>"))
    #expect(try !Self.part("content.xml", of: try Self.odt()).contains("\"Polish\""))
  }

  @Test("DOCX: every table repeats its headings and keeps its rows whole, every picture says what it shows")
  func word() throws {
    let bytes = try Self.docx()
    let text = try Self.part("word/document.xml", of: bytes)
    let tables = Self.occurrences(text, of: "<w:tbl>")
    #expect(tables > 10)
    #expect(Self.occurrences(text, of: "<w:tblHeader/>") == tables)
    #expect(Self.occurrences(text, of: "<w:cantSplit/>") == Self.occurrences(text, of: "<w:tr>"))
    let pictures = Self.occurrences(text, of: "<wp:docPr ")
    #expect(pictures > 5)
    #expect(try Self.parts(bytes).count { $0.name.hasPrefix("word/media/") } == pictures)
    #expect(!text.contains("descr=\"\""))
    // Numbers of pages are brought up to date by the word processor that opens it: each entry refers to the page of its heading, and
    // until somebody counts no number stands there. A field of contents around them would keep LibreOffice from counting.
    let contents = String(
      try #require(text.split(separator: "\"TOCHeading\"").last?.split(separator: "<w:pStyle w:val=\"Heading1\"/>").first))
    let entries = Self.occurrences(contents, of: "<w:hyperlink ")
    #expect(entries > 5 && !text.contains(" TOC \\o"))
    #expect(
      Self.occurrences(contents, of: "<w:tab/></w:r>") == entries && Self.occurrences(contents, of: " PAGEREF b_") == entries)
    #expect(
      Self.occurrences(contents, of: "\"separate\"/></w:r><w:r><w:t/></w:r><w:r><w:fldChar w:fldCharType=\"end\"/>") == entries)
    for reference in contents.split(separator: " PAGEREF ").dropFirst() {
      let name = reference.prefix { $0 != " " }
      #expect(Self.occurrences(text, of: "w:name=\"\(name)\"/>") == 1, "\(name)")
    }
    // Where the schema has it: after the spacing of characters, before the compatibility.
    #expect(
      try Self.part("word/settings.xml", of: bytes).contains("doNotCompress\"/><w:updateFields w:val=\"true\"/><w:compat>"))
    #expect(text.contains("<w:pStyle w:val=\"Heading1\"/>") && text.contains("<w:pStyle w:val=\"Heading2\"/>"))
    #expect(try Self.part("word/styles.xml", of: bytes).contains("w:lang w:val=\"pl-PL\""))
    #expect(try Self.part("docProps/core.xml", of: bytes).contains("2025-10-18T00:00:00Z"))
  }

  @Test("DOCX: no one-letter word stands at the end of a line, in cells neither")
  func singleLetters() throws {
    var document = Sample.document()
    let table = Table(
      id: "t-x", caption: "x", stub: "x", columns: [Table.Column("y", .text)],
      rows: [Table.Row("z", [.text("zmiana w granicach przypadku")])])
    document.chapters.append(Chapter(id: "c-x", title: "x", blocks: [.table(table)]))
    let text = try Self.part("word/document.xml", of: try Self.docx(document))
    #expect(text.contains("zmiana w\u{A0}granicach przypadku"))
    #expect(text.firstMatch(of: /<w:t[^>]*>[^<]* [wzoiua] [^<]*</) == nil)
  }

  @Test("DOCX: ids that Word would take for one bookmark lead to places of their own; the last rows take the notes along")
  func bookmarks() throws {
    let long = String(repeating: "a", count: 50)
    var table = Table(id: "t", caption: "T", stub: "S", columns: [Table.Column("C")], rows: [], notes: ["N"])
    table.rows = (0..<4).map { Table.Row("w\($0)", [.text("1")]) }
    let document = Document(
      language: .polish, title: "T",
      chapters: [
        Chapter(id: "a-b", title: "A", blocks: [.table(table)]), Chapter(id: "A_B", title: "B"),
        Chapter(id: long + "1", title: "C"),
        Chapter(id: long + "2", title: "D"),
      ])
    let names = WordDocument.names(of: DocumentFlow(document))
    #expect(Set(names.values.map { $0.lowercased() }).count == 5 && names.values.allSatisfy { $0.utf8.count <= 40 })
    let text = try Self.part("word/document.xml", of: try Self.docx(document))
    for id in ["a-b", "A_B", long + "1", long + "2"] {
      let name = try #require(names[id])
      #expect(text.contains(" PAGEREF \(name) ") && text.contains("w:name=\"\(name)\"/>"))
    }
    // Two rows of two cells.
    #expect(Self.occurrences(text, of: "<w:pStyle w:val=\"Cell\"/><w:keepNext/>") == 4)
  }

  @Test("ODT: the kind comes first and as it is, headings have their level, tables their header rows, pictures their words")
  func open() throws {
    let bytes = try Self.odt()
    let kind = Array("mimetypeapplication/vnd.oasis.opendocument.text".utf8)
    #expect(Array(bytes[30..<(30 + kind.count)]) == kind)
    let text = try Self.part("content.xml", of: bytes)
    #expect(Self.occurrences(text, of: "<table:table-header-rows>") == Self.occurrences(text, of: "<table:table table:name"))
    #expect(Self.occurrences(text, of: "<svg:desc>") == Self.occurrences(text, of: "<draw:image "))
    #expect(text.contains("text:outline-level=\"1\""))
    // Every entry of the contents says its page.
    let contents = try #require(text.split(separator: "</text:index-body>").first?.split(separator: "<text:index-body>").last)
    let entries = Self.occurrences(String(contents), of: "<text:a ")
    #expect(entries > 5 && Self.occurrences(String(contents), of: "<text:bookmark-ref text:reference-format=\"page\"") == entries)
    #expect(try Self.part("styles.xml", of: bytes).contains("fo:language=\"pl\" fo:country=\"PL\""))
  }

  @Test("XLSX: no formula, frozen headings, a hidden sheet of lineage, texts that look like formulas marked as text")
  func sheets() throws {
    var units = Sample.units
    units[2].unitName = "=HYPERLINK(\"http://x\")"
    let bytes = try Self.xlsx(Sample.material(units: units))
    let book = try Self.part("xl/workbook.xml", of: bytes)
    #expect(book.contains("name=\"Pochodzenie\"") && Self.occurrences(book, of: "state=\"hidden\"") == 1)
    #expect(book.contains("<definedName name=\"dane_C01\">"))
    var guarded = 0
    for part in try Self.parts(bytes) where part.name.hasPrefix("xl/worksheets/") {
      let text = String(decoding: part.content, as: UTF8.self)
      #expect(!text.contains("<f>"))
      if text.contains("s=\"\(WorkbookStyles.guarded)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">=HYPERLINK") {
        guarded += 1
      }
    }
    #expect(guarded > 0)
    // The numbers of the report's tables have their lineage too: sheet, cell, proof.
    let lineage = String(
      decoding: try #require(try Self.parts(bytes).last { $0.name.hasPrefix("xl/worksheets/") }).content, as: UTF8.self)
    #expect(lineage.contains(">Tabela 2</t>") && lineage.contains(" [country]</t>"))
    // Of the cells beside a value it says which they are and how they come from it; none of what the indicator has none of.
    for part in ["numerator, denominator", "interval", "rank", "class", "change_previous", "change_base"] {
      #expect(lineage.contains("C01 [\(part)]</t>"))
    }
    #expect(lineage.contains(">J5:M13</t>") && lineage.contains(">F5:G13</t>"))
    #expect(!lineage.contains("A01 [rank]</t>") && lineage.contains("A01 [change_base]</t>"))
    // A change says since when.
    let own = try Self.parts(bytes).filter { $0.name.hasPrefix("xl/worksheets/") }.map {
      String(decoding: $0.content, as: UTF8.self)
    }
    #expect(
      own.contains { $0.contains(">C01 Stopa") && $0.contains(">Zmiana wobec 2016</t>") && $0.contains(">Zmiana wobec 2015</t>") }
    )
    // Printed, a sheet is as wide as the page; wrapped texts have the height that they take.
    let notes = try Self.part("xl/worksheets/sheet2.xml", of: bytes)
    #expect(notes.contains("<pageSetUpPr fitToPage=\"1\"/>") && notes.contains("customHeight=\"1\""))
    let front = try Self.part("xl/worksheets/sheet4.xml", of: bytes)
    #expect(front.contains("state=\"frozen\""))
  }

  @Test("XLSX: the lineage of a change has the change and not the value that it is of")
  func lineageOfChange() throws {
    let material = Sample.material()
    let composition = Sample.composition(material)
    let reading = try #require(composition.readings["C01"])
    let region = try #require(reading.region)
    let cell = Cell.number(try #require(reading.changeSincePrevious(region)))
    var lineage = WorkbookLineage(material: material, lineages: nil, sheets: [])
    lineage.add(cell, printed: ReportWorkbook.value(cell, material.phrasing), sheet: "Tabela 1", at: "E5")
    let row = try #require(lineage.rows.first)
    // 12.34 - 0.2 in 2017, one tenth more in 2016.
    #expect(row[0] == .text("C01/2800000/2017 [change_previous]"))
    #expect(row[3] == .text("wartość − wartość za 2016"))
    #expect(row[7] == .number(-0.1, decimals: 6))
    guard case .text(let from) = row[11] else { Issue.record("no text"); return }
    #expect(from.hasPrefix("C01/2800000/2017 | C01/2800000/2016 | "))
  }

  @Test("XLSX: a change across a break of the series is no number")
  func brokenChanges() throws {
    var rows = Sample.rows
    for place in rows.indices where rows[place].id == "C01/2800000/2017" { rows[place].baseBreaks = ["2016:census-2021"] }
    func texts(_ rows: [IndicatorRow]) throws -> String {
      try Self.parts(try Self.xlsx(Sample.material(rows: rows))).filter { $0.name.hasPrefix("xl/worksheets/") }
        .map { String(decoding: $0.content, as: UTF8.self) }.joined()
    }
    #expect(try texts(rows).contains(">przerwa</t>"))
    #expect(try !texts(Sample.rows).contains(">przerwa</t>"))
  }

  @Test("XLSX: where the changes are not all since one period, each row says since which")
  func periodsOfChanges() throws {
    var rows = Sample.rows
    for place in rows.indices where rows[place].id == "C01/2801000/2017" {
      rows[place].changePrevious = -0.2
      rows[place].previousPeriod = "2015"
    }
    func texts(_ rows: [IndicatorRow]) throws -> String {
      try Self.parts(try Self.xlsx(Sample.material(rows: rows))).filter { $0.name.hasPrefix("xl/worksheets/") }
        .map { String(decoding: $0.content, as: UTF8.self) }.joined()
    }
    let text = try texts(rows)
    // The sheets of the report's tables have such a column too.
    func count(_ text: String) -> Int { text.components(separatedBy: ">Poprzedni okres</t>").count }
    #expect(text.contains(">Zmiana od poprzedniego okresu</t>") && text.contains(">2015</t>"))
    #expect(try count(text) == count(texts(Sample.rows)) + 1)
  }

  @Test(
    "Names of sheets fit the rules and differ",
    arguments: [
      (["a", "A"], ["a", "A 2"]), (["x/y:z"], ["xyz"]), ([""], ["-"]),
      ([String(repeating: "d", count: 40)], [String(repeating: "d", count: 31)]),
    ])
  func names(_ asked: [String], _ given: [String]) {
    #expect(Workbook.fit(asked) == given)
  }

  @Test("Columns of a sheet", arguments: [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
  func columns(_ index: Int, _ name: String) {
    #expect(SheetMarkup.column(index) == name)
  }

  @Test("A dashed line is drawn stroke by stroke, running on around its corners")
  func dashes() {
    let corner = [(0.0, 0.0), (4, 0), (4, 6)].map { PathLines.Point(x: $0.0, y: $0.1) }
    let strokes = PathLines.strokes(along: corner, on: 3, off: 2).map { $0.map { [$0.x, $0.y] } }
    #expect(strokes == [[[0, 0], [3, 0]], [[4, 1], [4, 4]]])
  }

  @Test("A metafile says its size, its records fill it to the last byte, and it ends with the end")
  func metafile() throws {
    let chart = DotChart(items: [DotChart.Item(name: "ą", value: 1, lower: 0.5, upper: 2)], references: [], decimals: 1)
    let bytes = Metafile.bytes(of: Chart.dots(chart).drawing(id: "f", phrasing: Phrasing(.polish)))
    func word(_ place: Int) -> Int { (0..<4).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) } }
    #expect(word(0) == 1 && word(40) == 0x464D_4520)
    #expect(word(48) == bytes.count)
    var place = 0
    var records = 0
    var last = 0
    while place < bytes.count {
      last = word(place)
      #expect(word(place + 4) >= 8)
      place += max(8, word(place + 4))
      records += 1
    }
    #expect(place == bytes.count)
    #expect(records == word(52))
    #expect(last == 14)
  }
}
