/// The parts of a DOCX file that do not depend on what the report says.
enum WordParts {
  private static let types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let space = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""

  static let contentTypes: String = {
    func part(_ name: String, _ kind: String) -> String {
      "<Override PartName=\"/word/\(name).xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.\(kind)+xml\"/>"
    }
    return xmlDeclaration
      + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"emf\" ContentType=\"image/x-emf\"/>"
      + part("document", "document.main") + part("styles", "styles") + part("numbering", "numbering")
      + part("settings", "settings") + part("footer1", "footer")
      + "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>"
  }()

  static let rootRelationships =
    xmlDeclaration
    + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"\(types)/officeDocument\" Target=\"word/document.xml\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>"

  static func relationships(pictures: Int) -> String {
    var text = xmlDeclaration + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    for (index, name) in ["styles", "numbering", "settings", "footer"].enumerated() {
      let file = name == "footer" ? "footer1" : name
      text += "<Relationship Id=\"rId\(index + 1)\" Type=\"\(types)/\(name)\" Target=\"\(file).xml\"/>"
    }
    for index in 1..<(pictures + 1) {
      text += "<Relationship Id=\"rIdP\(index)\" Type=\"\(types)/image\" Target=\"media/image\(index).emf\"/>"
    }
    return text + "</Relationships>"
  }

  static let numbering =
    xmlDeclaration
    + "<w:numbering \(space)><w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"hybridMultilevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"•\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"360\" w:hanging=\"260\"/></w:pPr></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"

  /// Only a word processor knows on which pages things come to stand. LibreOffice counts by itself; fields that are marked alone are not
  /// brought up to date by every version of Word, and the setting asks for it too. Either way Word puts one question when the file is
  /// opened - a report with numbers of pages is worth it, and one with guessed numbers would be wrong.
  static func settings(_ language: String) -> String {
    xmlDeclaration
      + "<w:settings \(space)><w:defaultTabStop w:val=\"708\"/><w:characterSpacingControl w:val=\"doNotCompress\"/><w:updateFields w:val=\"true\"/><w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat><w:themeFontLang w:val=\"\(language)\"/></w:settings>"
  }

  static func footer(_ text: String) -> String {
    xmlDeclaration
      + "<w:ftr \(space)><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr><w:r><w:t xml:space=\"preserve\">\(escaped(text)) · </w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p></w:ftr>"
  }

  static func styles(_ language: String) -> String {
    func style(
      _ id: String, _ name: String, basedOn: String = "Normal", _ paragraph: String = "", _ run: String = "", extra: String = ""
    ) -> String {
      let base = id == "Normal" ? "" : "<w:basedOn w:val=\"\(basedOn)\"/>"
      let isDefault = id == "Normal" ? " w:default=\"1\"" : ""
      return
        "<w:style w:type=\"paragraph\"\(isDefault) w:styleId=\"\(id)\"><w:name w:val=\"\(name)\"/>\(base)\(extra)<w:qFormat/><w:pPr>\(paragraph)</w:pPr><w:rPr>\(run)</w:rPr></w:style>"
    }
    func spacing(_ before: Int, _ after: Int) -> String { "<w:spacing w:before=\"\(before)\" w:after=\"\(after)\"/>" }
    func size(_ halves: Int) -> String { "<w:sz w:val=\"\(halves)\"/><w:szCs w:val=\"\(halves)\"/>" }
    let navy = "<w:color w:val=\"12436D\"/>"
    var text =
      xmlDeclaration
      + "<w:styles \(space)><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:eastAsia=\"Arial\" w:cs=\"Arial\"/>\(size(20))<w:lang w:val=\"\(language)\" w:eastAsia=\"\(language)\" w:bidi=\"\(language)\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>\(spacing(0, 100))</w:pPr></w:pPrDefault></w:docDefaults>"
    text += style("Normal", "Normal")
    text += style("Title", "Title", spacing(1200, 200), "<w:b/>\(navy)\(size(52))")
    text += style("Subtitle", "Subtitle", spacing(0, 300), size(26))
    for level in 1...6 {
      let page = level == 1 ? "<w:pageBreakBefore/>" : ""
      let keep = "<w:keepNext/><w:keepLines/>"
      text += style(
        "Heading\(level)", "heading \(level)",
        "\(keep)\(page)\(spacing(level == 1 ? 0 : 280, 120))<w:outlineLvl w:val=\"\(level - 1)\"/>",
        "<w:b/>\(navy)\(size([34, 26, 22, 20, 20, 20][level - 1]))", extra: "<w:next w:val=\"Normal\"/>")
    }
    text += style("TOCHeading", "TOC Heading", "<w:pageBreakBefore/>\(spacing(0, 200))", "<w:b/>\(navy)\(size(34))")
    text += style(
      "TOC1", "toc 1", "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"9638\"/></w:tabs>\(spacing(100, 20))", "<w:b/>")
    text += style(
      "TOC2", "toc 2",
      "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"9638\"/></w:tabs>\(spacing(0, 20))<w:ind w:left=\"280\"/>")
    text += style("Caption", "caption", "<w:keepNext/>\(spacing(240, 80))", "<w:b/>\(size(19))")
    text += style("Remark", "Remark", spacing(40, 100), "<w:color w:val=\"4A5560\"/>\(size(17))")
    text += style(
      "Banner", "Banner",
      "<w:pBdr><w:left w:val=\"single\" w:sz=\"36\" w:space=\"8\" w:color=\"8A5A00\"/></w:pBdr><w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"FFF3BF\"/>\(spacing(100, 200))",
      "<w:b/>")
    text += style("KeyFigure", "Key figure", "<w:keepNext/>\(spacing(240, 0))", "<w:b/>\(navy)\(size(36))")
    text += style("KeyLabel", "Key label", "<w:keepNext/>\(spacing(0, 40))", "<w:b/>")
    text += style("ListBullet", "List Bullet", "\(spacing(0, 60))")
    text += style("Cell", "Table cell", spacing(20, 20), size(17))
    text += style("CellSmall", "Table cell small", spacing(15, 15), size(14))
    text += style("AfterTable", "After table", spacing(0, 60), size(8))
    text += style("Picture", "Picture", "<w:keepNext/>\(spacing(40, 40))")
    text += style("Footer", "footer", "\(spacing(0, 0))<w:jc w:val=\"right\"/>", "<w:color w:val=\"4A5560\"/>\(size(15))")
    text +=
      "<w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/><w:rPr>\(navy)<w:u w:val=\"single\"/></w:rPr></w:style>"
    text +=
      "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"60\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"60\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>"
    text +=
      "<w:style w:type=\"table\" w:styleId=\"ReportTable\"><w:name w:val=\"Report table\"/><w:basedOn w:val=\"TableNormal\"/><w:tblPr><w:tblBorders><w:top w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"12436D\"/><w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"12436D\"/><w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"CCD4DB\"/></w:tblBorders></w:tblPr></w:style>"
    return text + "</w:styles>"
  }
}
