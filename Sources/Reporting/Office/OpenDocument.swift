package import Findings

/// The report as ODT (OpenDocument 1.3): outline headings, a table of contents, header rows that repeat, pictures with descriptions, the
/// language of the text.
package struct OpenDocument {
  private let document: Document
  private let properties: OfficeProperties
  private let say: Phrasing
  private let flow: DocumentFlow
  private var output = MarkupOutput()
  private var pictures: [[UInt8]] = []
  /// Widths of columns met so far, each of which needs a style.
  private var columnWidths: Set<Int> = []
  private var tables = 0
  private static let spaces =
    "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" office:version=\"1.3\""
  private static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

  private init(_ document: Document, _ properties: OfficeProperties) {
    self.document = document
    self.properties = properties
    say = Phrasing(document.language)
    flow = DocumentFlow(document)
  }

  package static func odt(
    _ document: Document, properties: OfficeProperties, shownAs shown: String
  ) throws(Refusal) -> [UInt8] {
    var writer = OpenDocument(document, properties)
    writer.writeBody()
    return try writer.package().bytes(shownAs: shown)
  }

  // MARK: Body

  private mutating func writeBody() {
    paragraph("Title", [.text(document.title)])
    if !document.subtitle.isEmpty { paragraph("Subtitle", [.text(document.subtitle)]) }
    if let banner = document.banner { paragraph("Banner", [.text(banner)]) }
    for fact in document.facts { paragraph("Standard", [.strong(fact.name + ": ")] + fact.value) }
    writeContents()
    var isInList = false
    for item in flow.items {
      if case .item(let words) = item {
        if !isInList { output.markup("<text:list text:style-name=\"Bullets\">") }
        isInList = true
        output.markup("<text:list-item>")
        paragraph("Standard", words)
        output.markup("</text:list-item>")
        continue
      }
      if isInList { output.markup("</text:list>") }
      isInList = false
      write(item)
    }
    if isInList { output.markup("</text:list>") }
  }

  /// The index with its entries, each with a reference to the page that its heading comes to stand on.
  private mutating func writeContents() {
    let title = say("Spis treści", "Contents")
    output.markup(
      "<text:table-of-content text:name=\"\(escaped(title))\" text:protected=\"true\"><text:table-of-content-source text:outline-level=\"2\">"
    )
    output.markup(
      "<text:index-title-template text:style-name=\"Contents_20_Heading\">\(escaped(title))</text:index-title-template>")
    for level in 1...2 {
      output.markup(
        "<text:table-of-content-entry-template text:outline-level=\"\(level)\" text:style-name=\"Contents_20_\(level)\"><text:index-entry-link-start/><text:index-entry-text/><text:index-entry-tab-stop style:type=\"right\" style:leader-char=\".\"/><text:index-entry-page-number/><text:index-entry-link-end/></text:table-of-content-entry-template>"
      )
    }
    output.markup("</text:table-of-content-source><text:index-body><text:index-title text:name=\"\(escaped(title))_Head\">")
    paragraph("Contents_20_Heading", [.text(title)])
    output.markup("</text:index-title>")
    for item in flow.items {
      guard case .heading(let level, let id, let title) = item, level <= 2 else { continue }
      output.markup(
        "<text:p text:style-name=\"Contents_20_\(level)\"><text:a xlink:type=\"simple\" xlink:href=\"#\(escaped(id))\">")
      output.text(typeset(title, say))
      output.markup("<text:tab/><text:bookmark-ref text:reference-format=\"page\" text:ref-name=\"\(escaped(id))\"/>")
      output.markup("</text:a></text:p>")
    }
    output.markup("</text:index-body></text:table-of-content>")
  }

  private mutating func write(_ item: DocumentFlow.Item) {
    switch item {
    case .heading(let level, let id, let title):
      let level = min(level, 6)
      output.markup("<text:h text:style-name=\"Heading_20_\(level)\" text:outline-level=\"\(level)\">")
      mark(id)
      output.text(typeset(title, say))
      output.markup("</text:h>")
    case .paragraph(let style, let words): paragraph(style == .body ? "Standard" : style.rawValue, words)
    case .item(let words): paragraph("Standard", words)
    case .table(let table, let label): write(table, label)
    case .figure(let figure, let label): write(figure, label)
    }
  }

  private mutating func paragraph(_ style: String, _ words: [Inline]) {
    output.markup("<text:p text:style-name=\"")
    output.markup(style)
    output.markup("\">")
    write(words)
    output.markup("</text:p>")
  }

  private mutating func mark(_ id: String) {
    output.markup("<text:bookmark text:name=\"\(escaped(id))\"/>")
  }

  private mutating func write(_ words: [Inline]) {
    for word in words {
      switch word {
      case .text(let text) where document.isForeign(text): span("Polish", typeset(text, say))
      case .text(let text), .traced(let text, _): output.text(typeset(text, say))
      case .strong(let text): span("Strong", typeset(text, say))
      case .code(let text): span("Code", text)
      case .number(let quantity): output.text(quantity.unit.attached(to: quantity, say))
      case .link(.inside(let id), let text) where flow.numbering.contains(id): link(id, typeset(text, say))
      case .link(_, let text): output.text(typeset(text, say))
      case .reference(let id):
        if flow.numbering.contains(id) { link(id, flow.numbering.label(of: id, say, inSentence: true)) }
      }
    }
  }

  private mutating func span(_ style: String, _ text: String) {
    output.markup("<text:span text:style-name=\"\(style)\">")
    output.text(text)
    output.markup("</text:span>")
  }

  private mutating func link(_ id: String, _ text: String) {
    guard flow.marked.contains(id) else { return output.text(text) }
    output.markup("<text:a xlink:type=\"simple\" xlink:href=\"#\(escaped(id))\">")
    output.text(text)
    output.markup("</text:a>")
  }

  // MARK: Tables

  private mutating func caption(_ id: String, _ label: String, _ text: String) {
    output.markup("<text:p text:style-name=\"Caption\">")
    mark(id)
    output.text(label + " " + typeset(text, say))
    output.markup("</text:p>")
  }

  private mutating func write(_ table: Table, _ label: String) {
    caption(table.id, label, table.caption)
    tables += 1
    let style = table.columns.count > 6 ? "CellSmall" : "Cell"
    output.markup("<table:table table:name=\"\(escaped(table.id))\" table:style-name=\"Report\">")
    for width in WordDocument.widths(table, say) {
      columnWidths.insert(width)
      output.markup("<table:table-column table:style-name=\"W\(width)\"/>")
    }
    output.markup("<table:table-header-rows><table:table-row table:style-name=\"Whole\">")
    cell("Head", style + "Left", [.strong(table.stub)])
    for column in table.columns { cell("Head", style + (column.kind == .number ? "" : "Left"), [.strong(column.title)]) }
    output.markup("</table:table-row></table:table-header-rows>")
    for row in table.rows {
      let frame = row.isReference ? "Reference" : "Plain"
      output.markup("<table:table-row table:style-name=\"Whole\">")
      cell(frame, style + "Left", row.heading)
      for (index, value) in row.cells.enumerated() where index < table.columns.count {
        cell(frame, style + (table.columns[index].kind == .number ? "" : "Left"), [.text(plainText(value, say))])
      }
      output.markup("</table:table-row>")
    }
    output.markup("</table:table>")
    for note in table.notes { paragraph("Remark", [.text(note)]) }
  }

  private mutating func cell(_ frame: String, _ style: String, _ words: [Inline]) {
    output.markup("<table:table-cell table:style-name=\"")
    output.markup(frame)
    output.markup("\" office:value-type=\"string\">")
    paragraph(style, words)
    output.markup("</table:table-cell>")
  }

  // MARK: Pictures

  private mutating func write(_ figure: Figure, _ label: String) {
    let drawing = figure.chart.drawing(id: figure.id, phrasing: say)
    pictures.append(Metafile.bytes(of: drawing))
    caption(figure.id, label, figure.caption)
    // Hundredths of a centimetre at 96 units to the inch.
    let scale = drawing.scaleOnPaper
    func centimetres(_ size: Int) -> String {
      NumberStyle(.english).fixed(Double(size) * scale * 2.54 / 96, decimals: 2) + "cm"
    }
    output.markup(
      "<text:p text:style-name=\"Picture\"><draw:frame draw:style-name=\"Inline\" draw:name=\"\(escaped(figure.id))\" text:anchor-type=\"as-char\" "
    )
    output.markup("svg:width=\"\(centimetres(drawing.width))\" svg:height=\"\(centimetres(drawing.height))\">")
    output.markup(
      "<draw:image xlink:href=\"Pictures/image\(pictures.count).emf\" xlink:type=\"simple\" xlink:show=\"embed\" xlink:actuate=\"onLoad\"/>"
    )
    output.element("svg:title", "", figure.caption)
    output.element("svg:desc", "", figure.alternative)
    output.markup("</draw:frame></text:p>")
    var note: [Inline] = figure.note.map { [.text($0 + " ")] } ?? []
    note += [.text(say("Dane: ", "Data: ")), .reference(to: figure.table), .text(".")]
    paragraph("Remark", note)
  }

  // MARK: Parts

  private func package() -> OfficePackage {
    var package = OfficePackage(date: properties.date)
    // First, and short enough to be stored as it is: that is how the kind of file is known.
    package.add("mimetype", "application/vnd.oasis.opendocument.text")
    let head = OpenDocument.declaration + "<office:document-content \(OpenDocument.spaces)><office:automatic-styles>"
    package.add(
      "content.xml",
      Array((head + OpenDocument.automaticStyles + columnStyles() + "</office:automatic-styles><office:body><office:text>").utf8)
        + output.bytes
        + Array("</office:text></office:body></office:document-content>".utf8))
    package.add("styles.xml", styles())
    package.add("meta.xml", meta())
    var manifest =
      OpenDocument.declaration
      + "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.3\"><manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" manifest:media-type=\"application/vnd.oasis.opendocument.text\"/>"
    for name in ["content.xml", "styles.xml", "meta.xml"] {
      manifest += "<manifest:file-entry manifest:full-path=\"\(name)\" manifest:media-type=\"text/xml\"/>"
    }
    for (index, picture) in pictures.enumerated() {
      package.add("Pictures/image\(index + 1).emf", picture)
      manifest +=
        "<manifest:file-entry manifest:full-path=\"Pictures/image\(index + 1).emf\" manifest:media-type=\"image/x-emf\"/>"
    }
    package.add("META-INF/manifest.xml", manifest + "</manifest:manifest>")
    return package
  }

  /// One style a width: the widths of a table's columns as Word has them, scaled to the 17 cm of the text.
  private func columnStyles() -> String {
    var styles = ""
    for width in columnWidths.sorted() {
      let size = NumberStyle(.english).fixed(Double(width) * 17 / Double(WordDocument.textWidth), decimals: 2)
      styles += "<style:style style:name=\"W\(width)\" style:family=\"table-column\">"
      styles += "<style:table-column-properties style:column-width=\"\(size)cm\"/></style:style>"
    }
    return styles
  }

  private static let automaticStyles: String = {
    func cell(_ name: String, _ fill: String) -> String {
      "<style:style style:name=\"\(name)\" style:family=\"table-cell\"><style:table-cell-properties fo:padding=\"0.08cm\" fo:border-bottom=\"0.5pt solid #ccd4db\" \(fill)/></style:style>"
    }
    return
      "<style:style style:name=\"Report\" style:family=\"table\"><style:table-properties style:width=\"17cm\" table:align=\"left\"/></style:style>"
      + "<style:style style:name=\"Whole\" style:family=\"table-row\"><style:table-row-properties fo:keep-together=\"always\"/></style:style>"
      + cell("Head", "fo:background-color=\"#eef2f6\"") + cell("Reference", "fo:background-color=\"#eef2f6\"") + cell("Plain", "")
      + "<style:style style:name=\"Inline\" style:family=\"graphic\"><style:graphic-properties style:vertical-pos=\"top\" style:vertical-rel=\"baseline\"/></style:style>"
      + "<text:list-style style:name=\"Bullets\"><text:list-level-style-bullet text:level=\"1\" text:bullet-char=\"•\"><style:list-level-properties text:list-level-position-and-space-mode=\"label-alignment\"><style:list-level-label-alignment text:label-followed-by=\"listtab\" fo:text-indent=\"-0.45cm\" fo:margin-left=\"0.6cm\"/></style:list-level-properties></text:list-level-style-bullet></text:list-style>"
  }()

  private func meta() -> String {
    OpenDocument.declaration
      + "<office:document-meta \(OpenDocument.spaces)><office:meta><dc:title>\(escaped(properties.title))</dc:title><dc:creator>\(escaped(properties.publisher))</dc:creator><dc:language>\(properties.languageTag)</dc:language><meta:creation-date>\(properties.date)T00:00:00</meta:creation-date><dc:date>\(properties.date)T00:00:00</dc:date></office:meta></office:document-meta>"
  }

  private func styles() -> String {
    let parts = properties.languageTag.split(separator: "-")
    func style(
      _ name: String, _ shown: String, _ paragraph: String, _ text: String, extra: String = "", tabs: String = ""
    ) -> String {
      "<style:style style:name=\"\(name)\" style:display-name=\"\(shown)\" style:family=\"paragraph\"\(name == "Standard" ? "" : " style:parent-style-name=\"Standard\"")\(extra)><style:paragraph-properties \(paragraph)>\(tabs)</style:paragraph-properties><style:text-properties \(text)/></style:style>"
    }
    let navy = "fo:color=\"#12436d\""
    var text = OpenDocument.declaration + "<office:document-styles \(OpenDocument.spaces)>"
    text +=
      "<office:font-face-decls><style:font-face style:name=\"Arial\" svg:font-family=\"Arial\" style:font-family-generic=\"swiss\"/><style:font-face style:name=\"Courier New\" svg:font-family=\"&apos;Courier New&apos;\" style:font-pitch=\"fixed\"/></office:font-face-decls><office:styles>"
    text +=
      "<style:default-style style:family=\"paragraph\"><style:paragraph-properties fo:margin-bottom=\"0.18cm\"/><style:text-properties style:font-name=\"Arial\" fo:font-size=\"10pt\" fo:language=\"\(parts[0])\" fo:country=\"\(parts[1])\"/></style:default-style>"
    text += style("Standard", "Standard", "", "")
    text += style(
      "Title", "Title", "fo:margin-top=\"2cm\" fo:margin-bottom=\"0.4cm\"",
      "fo:font-size=\"26pt\" fo:font-weight=\"bold\" \(navy)")
    text += style("Subtitle", "Subtitle", "fo:margin-bottom=\"0.5cm\"", "fo:font-size=\"13pt\"")
    for level in 1...6 {
      let page = level == 1 ? " fo:break-before=\"page\"" : ""
      text += style(
        "Heading_20_\(level)", "Heading \(level)",
        "fo:margin-top=\"0.5cm\" fo:margin-bottom=\"0.2cm\" fo:keep-with-next=\"always\"\(page)",
        "fo:font-size=\"\([17, 13, 11, 10, 10, 10][level - 1])pt\" fo:font-weight=\"bold\" \(navy)",
        extra: " style:default-outline-level=\"\(level)\" style:next-style-name=\"Standard\"")
    }
    text += style(
      "Contents_20_Heading", "Contents Heading", "fo:break-before=\"page\" fo:margin-bottom=\"0.3cm\"",
      "fo:font-size=\"17pt\" fo:font-weight=\"bold\" \(navy)")
    let tab =
      "<style:tab-stops><style:tab-stop style:position=\"17cm\" style:type=\"right\" style:leader-style=\"dotted\" style:leader-text=\".\"/></style:tab-stops>"
    text += style(
      "Contents_20_1", "Contents 1", "fo:margin-top=\"0.15cm\" fo:margin-bottom=\"0.05cm\"", "fo:font-weight=\"bold\"", tabs: tab)
    text += style("Contents_20_2", "Contents 2", "fo:margin-left=\"0.5cm\" fo:margin-bottom=\"0.05cm\"", "", tabs: tab)
    text += style(
      "Caption", "Caption", "fo:margin-top=\"0.4cm\" fo:margin-bottom=\"0.12cm\" fo:keep-with-next=\"always\"",
      "fo:font-size=\"9.5pt\" fo:font-weight=\"bold\"")
    text += style(
      "Remark", "Remark", "fo:margin-top=\"0.08cm\" fo:margin-bottom=\"0.18cm\"", "fo:font-size=\"8.5pt\" fo:color=\"#4a5560\"")
    text += style(
      "Banner", "Banner", "fo:background-color=\"#fff3bf\" fo:padding=\"0.2cm\" fo:border-left=\"4pt solid #8a5a00\"",
      "fo:font-weight=\"bold\"")
    text += style(
      "KeyFigure", "Key figure", "fo:margin-top=\"0.45cm\" fo:margin-bottom=\"0cm\" fo:keep-with-next=\"always\"",
      "fo:font-size=\"18pt\" fo:font-weight=\"bold\" \(navy)")
    text += style("KeyLabel", "Key label", "fo:keep-with-next=\"always\" fo:margin-bottom=\"0.08cm\"", "fo:font-weight=\"bold\"")
    text += style("Picture", "Picture", "fo:keep-with-next=\"always\"", "")
    for (name, size) in [("Cell", "8.5pt"), ("CellSmall", "7pt")] {
      text += style(name, name, "fo:margin-bottom=\"0cm\" fo:text-align=\"end\"", "fo:font-size=\"\(size)\"")
      text += style(name + "Left", name + " left", "fo:margin-bottom=\"0cm\" fo:text-align=\"start\"", "fo:font-size=\"\(size)\"")
    }
    text +=
      "<style:style style:name=\"Strong\" style:family=\"text\"><style:text-properties fo:font-weight=\"bold\"/></style:style>"
    text +=
      "<style:style style:name=\"Polish\" style:family=\"text\"><style:text-properties fo:language=\"pl\" fo:country=\"PL\"/></style:style>"
    text +=
      "<style:style style:name=\"Code\" style:family=\"text\"><style:text-properties style:font-name=\"Courier New\" fo:font-size=\"8.5pt\"/></style:style>"
    text +=
      "</office:styles><office:automatic-styles><style:page-layout style:name=\"A4\"><style:page-layout-properties fo:page-width=\"21cm\" fo:page-height=\"29.7cm\" fo:margin=\"2cm\"/><style:footer-style><style:header-footer-properties fo:min-height=\"0.6cm\" fo:margin-top=\"0.3cm\"/></style:footer-style></style:page-layout></office:automatic-styles>"
    text +=
      "<office:master-styles><style:master-page style:name=\"Standard\" style:page-layout-name=\"A4\"><style:footer><text:p text:style-name=\"Remark\">\(escaped(document.banner ?? document.title)) · <text:page-number text:select-page=\"current\">1</text:page-number></text:p></style:footer></style:master-page></office:master-styles>"
    return text + "</office:document-styles>"
  }
}
