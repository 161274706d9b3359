package import Findings

/// The report as DOCX (ECMA-376): heading styles, a table of contents, tables whose headings repeat and whose rows stay whole, pictures
/// with alternative texts, and the language of the text.
package struct WordDocument {
  private let document: Document
  private let properties: OfficeProperties
  private let say: Phrasing
  private let flow: DocumentFlow
  private var output = MarkupOutput()
  private var pictures: [[UInt8]] = []
  private var bookmarks = 0
  /// Names of bookmarks by id.
  private let names: [String: String]
  private var drawings = 0
  /// Width between the margins, in twentieths of a point.
  static let textWidth = 9638

  package init(_ document: Document, properties: OfficeProperties) {
    self.document = document
    self.properties = properties
    say = Phrasing(document.language)
    flow = DocumentFlow(document)
    names = WordDocument.names(of: flow)
  }

  package static func docx(
    _ document: Document, properties: OfficeProperties, shownAs shown: String
  ) throws(Refusal) -> [UInt8] {
    var writer = WordDocument(document, properties: properties)
    writer.writeBody()
    return try writer.package().bytes(shownAs: shown)
  }

  // MARK: Body

  private mutating func writeBody() {
    output.markup(xmlDeclaration)
    output.markup(
      "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><w:body>"
    )
    paragraph("Title", [.text(document.title)])
    if !document.subtitle.isEmpty { paragraph("Subtitle", [.text(document.subtitle)]) }
    if let banner = document.banner { paragraph("Banner", [.text(banner)]) }
    for fact in document.facts { paragraph("Normal", [.strong(fact.name + ": ")] + fact.value) }
    writeContents()
    for item in flow.items { write(item) }
    output.markup(
      "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>"
    )
  }

  /// The entries, each a link with a field that says on which page its heading comes to stand, which only a word processor knows: Word
  /// brings fields up to date as the settings of the file ask, LibreOffice whenever it lays the text out. Within a field of contents
  /// LibreOffice would take the references for text and print what is written in them here, so there is none around them; and nothing is
  /// written in them, for until somebody counts the pages no number is better than a wrong one.
  private mutating func writeContents() {
    paragraph("TOCHeading", [.text(say("Spis treści", "Contents"))])
    for item in flow.items {
      guard case .heading(let level, let id, let title) = item, level <= 2 else { continue }
      let name = bookmark(id)
      output.markup("<w:p><w:pPr><w:pStyle w:val=\"TOC\(level)\"/></w:pPr><w:hyperlink w:anchor=\"\(name)\" w:history=\"1\">")
      run(typeset(title, say))
      output.markup(
        "<w:r><w:tab/></w:r><w:r><w:fldChar w:fldCharType=\"begin\" w:dirty=\"true\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> PAGEREF \(name) \\h </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t/></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:hyperlink></w:p>"
      )
    }
  }

  private mutating func write(_ item: DocumentFlow.Item) {
    switch item {
    case .heading(let level, let id, let title):
      output.markup("<w:p><w:pPr><w:pStyle w:val=\"Heading\(min(level, 6))\"/></w:pPr>")
      mark(id)
      run(typeset(title, say))
      output.markup("</w:p>")
    case .paragraph(let style, let words): paragraph(style.rawValue, words)
    case .item(let words):
      output.markup(
        "<w:p><w:pPr><w:pStyle w:val=\"ListBullet\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>")
      write(words)
      output.markup("</w:p>")
    case .table(let table, let label): write(table, label)
    case .figure(let figure, let label): write(figure, label)
    }
  }

  private mutating func paragraph(_ style: String, _ words: [Inline]) {
    output.markup("<w:p><w:pPr><w:pStyle w:val=\"\(style)\"/></w:pPr>")
    write(words)
    output.markup("</w:p>")
  }

  /// A bookmark of an id, so that links lead here.
  private mutating func mark(_ id: String) {
    bookmarks += 1
    output.markup(
      "<w:bookmarkStart w:id=\"\(bookmarks)\" w:name=\"\(bookmark(id))\"/><w:bookmarkEnd w:id=\"\(bookmarks)\"/>")
  }

  private func bookmark(_ id: String) -> String { names[id] ?? WordDocument.bookmark(id) }

  /// A name for each id that a link or a number of a page may lead to. Two names that Word takes for the same, which heeds no case, would
  /// lead to the wrong page: the later one gets a number.
  static func names(of flow: DocumentFlow) -> [String: String] {
    var names: [String: String] = [:]
    var taken: Set<String> = []
    for item in flow.items {
      let id: String
      switch item {
      case .heading(_, let heading, _): id = heading
      case .table(let table, _): id = table.id
      case .figure(let figure, _): id = figure.id
      case .paragraph, .item: continue
      }
      guard names[id] == nil else { continue }
      var name = bookmark(id)
      if taken.contains(name.lowercased()) { name = "\(name.prefix(33))_\(names.count)" }
      taken.insert(name.lowercased())
      names[id] = name
    }
    return names
  }

  /// Letters, digits and `_`, at most 40.
  static func bookmark(_ id: String) -> String {
    let bytes = id.utf8.map { byte -> UInt8 in
      let isLetter = (0x61...0x7A).contains(byte | 0x20)
      return isLetter || (0x30...0x39).contains(byte) ? byte : UInt8(ascii: "_")
    }
    return "b_" + String(decoding: bytes.prefix(38), as: UTF8.self)
  }

  private mutating func write(_ words: [Inline]) {
    for word in words {
      switch word {
      case .text(let text) where document.isForeign(text): run(typeset(text, say), "<w:lang w:val=\"pl-PL\"/>")
      case .text(let text), .traced(let text, _): run(typeset(text, say))
      case .strong(let text): run(typeset(text, say), "<w:b/>")
      case .code(let text):
        run(text, "<w:rFonts w:ascii=\"Courier New\" w:hAnsi=\"Courier New\" w:cs=\"Courier New\"/><w:noProof/>")
      case .number(let quantity): run(quantity.unit.attached(to: quantity, say))
      case .link(.inside(let id), let text) where isBookmarked(id): link(id, typeset(text, say))
      case .link(_, let text): run(typeset(text, say))
      case .reference(let id):
        guard flow.numbering.contains(id) else { continue }
        link(id, flow.numbering.label(of: id, say, inSentence: true))
      }
    }
  }

  private func isBookmarked(_ id: String) -> Bool { flow.marked.contains(id) }

  private mutating func link(_ id: String, _ text: String) {
    guard isBookmarked(id) else { return run(text) }
    output.markup("<w:hyperlink w:anchor=\"\(bookmark(id))\" w:history=\"1\">")
    run(text, "<w:rStyle w:val=\"Hyperlink\"/>")
    output.markup("</w:hyperlink>")
  }

  private mutating func run(_ text: String, _ properties: String = "") {
    guard !text.isEmpty else { return }
    output.markup("<w:r>")
    if !properties.isEmpty {
      output.markup("<w:rPr>")
      output.markup(properties)
      output.markup("</w:rPr>")
    }
    output.markup("<w:t xml:space=\"preserve\">")
    output.text(text)
    output.markup("</w:t></w:r>")
  }

  // MARK: Tables

  private mutating func caption(_ id: String, _ label: String, _ text: String) {
    output.markup("<w:p><w:pPr><w:pStyle w:val=\"Caption\"/><w:keepNext/></w:pPr>")
    mark(id)
    run(label + " ", "<w:color w:val=\"12436D\"/>")
    run(typeset(text, say))
    output.markup("</w:p>")
  }

  private mutating func write(_ table: Table, _ label: String) {
    caption(table.id, label, table.caption)
    let widths = WordDocument.widths(table, say)
    let style = table.columns.count > 6 ? "CellSmall" : "Cell"
    output.markup("<w:tbl><w:tblPr><w:tblStyle w:val=\"ReportTable\"/><w:tblW w:w=\"\(WordDocument.textWidth)\" w:type=\"dxa\"/>")
    output.markup("<w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"04A0\" w:firstRow=\"1\" w:firstColumn=\"1\"/>")
    output.markup("<w:tblCaption w:val=\"\(escaped(table.caption))\"/></w:tblPr><w:tblGrid>")
    for width in widths { output.markup("<w:gridCol w:w=\"\(width)\"/>") }
    output.markup("</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>")
    let titles = [(table.stub, true)] + table.columns.map { ($0.title, $0.kind != .number) }
    for (index, title) in titles.enumerated() {
      openCell(widths[index], isReference: true)
      cellParagraph(style, isLeft: title.1)
      run(typeset(title.0, say), "<w:b/>")
      output.markup("</w:p></w:tc>")
    }
    output.markup("</w:tr>")
    for (place, row) in table.rows.enumerated() {
      // The last rows take the notes along to their page.
      let isKept = !table.notes.isEmpty && place + 2 >= table.rows.count
      output.markup("<w:tr><w:trPr><w:cantSplit/></w:trPr>")
      openCell(widths[0], isReference: row.isReference)
      cellParagraph(style, isLeft: true, isKept: isKept)
      write(row.heading)
      output.markup("</w:p></w:tc>")
      for (index, cell) in row.cells.enumerated() where index < table.columns.count {
        openCell(widths[index + 1], isReference: row.isReference)
        cellParagraph(style, isLeft: table.columns[index].kind != .number, isKept: isKept)
        run(typeset(cell, say))
        output.markup("</w:p></w:tc>")
      }
      output.markup("</w:tr>")
    }
    output.markup("</w:tbl>")
    if table.notes.isEmpty { paragraph("AfterTable", []) }
    for note in table.notes { paragraph("Remark", [.text(note)]) }
  }

  private mutating func openCell(_ width: Int, isReference: Bool) {
    output.markup("<w:tc><w:tcPr><w:tcW w:w=\"")
    output.markup(width)
    output.markup("\" w:type=\"dxa\"/>")
    if isReference { output.markup("<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"EEF2F6\"/>") }
    output.markup("</w:tcPr>")
  }

  private mutating func cellParagraph(_ style: String, isLeft: Bool, isKept: Bool = false) {
    output.markup("<w:p><w:pPr><w:pStyle w:val=\"")
    output.markup(style)
    output.markup(isKept ? "\"/><w:keepNext/>" : "\"/>")
    output.markup(isLeft ? "</w:pPr>" : "<w:jc w:val=\"right\"/></w:pPr>")
  }

  /// Rows that the widths of columns are taken from.
  private static let sample = 400

  /// By the longest text of each column: a column of years takes no room from names. Numbers and words must not break, so that each
  /// column has the room of its longest; what is left goes to the columns that would have more.
  static func widths(_ table: Table, _ say: Phrasing) -> [Int] {
    // A one-letter word is tied to the next: they are one to the line.
    var longest = [0] + table.columns.map { longestWord(of: typeset($0.title, say)) }
    var whole = [longestWord(of: typeset(table.stub, say))] + longest.dropFirst()
    for row in table.rows.prefix(sample) {
      let heading = typeset(plainText(row.heading, say), say)
      longest[0] = max(longest[0], heading.count)
      whole[0] = max(whole[0], longestWord(of: heading))
      for (place, cell) in row.cells.enumerated() where place < table.columns.count {
        let text = typeset(cell, say)
        longest[place + 1] = max(longest[place + 1], text.count)
        whole[place + 1] = max(whole[place + 1], longestWord(of: text))
      }
    }
    let shares = longest.enumerated().map { place, length in
      let isNumber = place > 0 && table.columns[place - 1].kind == .number
      return Double(min(max(length, 5), isNumber ? 24 : 44)) + 2
    }
    let all = shares.reduce(0, +)
    let wanted = shares.map { $0 / all * Double(textWidth) }
    let least = whole.enumerated().map { place, letters in
      // Hashes, paths and words that nobody expects are broken somewhere.
      let isNumber = place > 0 && table.columns[place - 1].kind == .number
      return Double(isNumber ? letters : min(letters, 18)) * letterWidth(columns: table.columns.count) + cellMargins
    }
    let spare = Double(textWidth) - least.reduce(0, +)
    // Too many columns for the page: nothing helps but what each would have.
    guard spare > 0 else { return wanted.map { Int($0) } }
    let wishes = zip(wanted, least).map { max(0, $0 - $1) }
    let total = wishes.reduce(0, +)
    return zip(least, wishes).map { Int($0 + (total > 0 ? $1 / total : 1 / Double(least.count)) * spare) }
  }

  /// In twentieths of a point: letters and digits of 7 or 8.5 points, bold ones of headings among them.
  private static func letterWidth(columns: Int) -> Double { (columns > 6 ? 140 : 170) * 0.6 }

  /// Of both sides of a cell, in twentieths of a point.
  private static let cellMargins = 140.0

  /// Joiners that keep a range on one line take no room.
  private static func longestWord(of text: String) -> Int {
    text.split { $0 == " " || $0 == "-" }.map { $0.unicodeScalars.count { $0 != "\u{2060}" } }.max() ?? 0
  }

  // MARK: Pictures

  private mutating func write(_ figure: Figure, _ label: String) {
    let drawing = figure.chart.drawing(id: figure.id, phrasing: say)
    pictures.append(Metafile.bytes(of: drawing))
    drawings += 1
    caption(figure.id, label, figure.caption)
    // 9525 units to a pixel.
    let scale = drawing.scaleOnPaper
    let (width, height) = (Int(Double(drawing.width) * scale * 9525), Int(Double(drawing.height) * scale * 9525))
    let description = escaped(figure.alternative)
    output.markup(
      "<w:p><w:pPr><w:pStyle w:val=\"Picture\"/></w:pPr><w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">"
    )
    output.markup("<wp:extent cx=\"\(width)\" cy=\"\(height)\"/>")
    output.markup("<wp:docPr id=\"\(drawings)\" name=\"\(escaped(figure.id))\" descr=\"\(description)\"/>")
    output.markup("<a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>")
    output.markup(
      "<pic:nvPicPr><pic:cNvPr id=\"\(drawings)\" name=\"image\(drawings).emf\" descr=\"\(description)\"/><pic:cNvPicPr/></pic:nvPicPr>"
    )
    output.markup("<pic:blipFill><a:blip r:embed=\"rIdP\(drawings)\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>")
    output.markup(
      "<pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"\(width)\" cy=\"\(height)\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr>"
    )
    output.markup("</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>")
    var note: [Inline] = figure.note.map { [.text($0 + " ")] } ?? []
    note += [.text(say("Dane: ", "Data: ")), .reference(to: figure.table), .text(".")]
    paragraph("Remark", note)
  }

  // MARK: Parts

  private func package() -> OfficePackage {
    var package = OfficePackage()
    package.add("[Content_Types].xml", WordParts.contentTypes)
    package.add("_rels/.rels", WordParts.rootRelationships)
    package.add("docProps/core.xml", properties.core)
    package.add("word/document.xml", output.bytes)
    package.add("word/_rels/document.xml.rels", WordParts.relationships(pictures: pictures.count))
    package.add("word/styles.xml", WordParts.styles(properties.languageTag))
    package.add("word/numbering.xml", WordParts.numbering)
    package.add("word/settings.xml", WordParts.settings(properties.languageTag))
    package.add("word/footer1.xml", WordParts.footer(document.banner ?? document.title))
    for (index, picture) in pictures.enumerated() { package.add("word/media/image\(index + 1).emf", picture) }
    return package
  }
}
