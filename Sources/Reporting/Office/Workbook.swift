package import Findings

/// A workbook as the report needs it, and how it becomes XLSX (ECMA-376): sheets of texts, numbers and links, frozen headings, number
/// formats, defined names, hidden sheets. No formula is ever written, so none can run.
package struct Workbook: Sendable {
  package enum Value: Sendable, Hashable {
    case empty
    case text(String)
    /// Explanations, wrapped.
    case prose(String)
    case title(String)
    case heading(String)
    /// With so many decimals.
    case number(Double, decimals: Int)
    /// To a cell of this workbook.
    case link(sheet: String, String)
  }

  package struct Sheet: Sendable {
    /// As it was asked for; made fit for a sheet's name when written.
    package var name: String
    package var rows: [[Value]]
    /// Width of each column in characters.
    package var widths: [Double]
    /// Rows from the top, and columns from the left, that stay when the sheet is scrolled.
    package var frozen: (rows: Int, columns: Int)
    package var isHidden: Bool
    /// Name of the range of data in formulas and references; empty for none.
    package var definedName: String
    /// First row of the data's range from 1: its row of headings.
    package var firstDataRow: Int

    package init(
      name: String, rows: [[Value]], widths: [Double], frozen: (rows: Int, columns: Int) = (0, 0), isHidden: Bool = false,
      definedName: String = "", firstDataRow: Int = 1
    ) {
      self.name = name
      self.rows = rows
      self.widths = widths
      self.frozen = frozen
      self.isHidden = isHidden
      self.definedName = definedName
      self.firstDataRow = firstDataRow
    }
  }

  package var properties: OfficeProperties
  package var sheets: [Sheet]

  package init(properties: OfficeProperties, sheets: [Sheet]) {
    self.properties = properties
    self.sheets = sheets
  }

  /// The file, as bytes.
  package func xlsx(shownAs shown: String) throws(Refusal) -> [UInt8] {
    let names = Workbook.fit(sheets.map(\.name))
    let byName = Dictionary(zip(sheets.map(\.name), names), uniquingKeysWith: { first, _ in first })
    var package = OfficePackage()
    package.add("[Content_Types].xml", contentTypes)
    package.add(
      "_rels/.rels",
      xmlDeclaration
        + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/><Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>"
    )
    package.add("docProps/core.xml", properties.core)
    package.add("xl/workbook.xml", workbook(names))
    package.add("xl/_rels/workbook.xml.rels", relationships)
    package.add("xl/styles.xml", WorkbookStyles.xml)
    for (index, sheet) in sheets.enumerated() {
      package.add("xl/worksheets/sheet\(index + 1).xml", SheetMarkup(sheet: sheet, names: byName).bytes())
    }
    return try package.bytes(shownAs: shown)
  }

  /// Names that a sheet may have: at most 31 characters, none of `[]:*?/\`, no apostrophe at an end, no two alike whatever the case.
  static func fit(_ names: [String]) -> [String] {
    var taken: Set<String> = []
    return names.map { name in
      var scalars = String.UnicodeScalarView()
      for scalar in name.unicodeScalars where !isHarmful(scalar) && !"[]:*?/\\'\n\t".unicodeScalars.contains(scalar) {
        scalars.append(scalar)
      }
      let clean = String(scalars).isEmpty ? "-" : String(scalars)
      var fitting = String(clean.prefix(31))
      var number = 2
      while !taken.insert(fitting.lowercased()).inserted {
        let suffix = " \(number)"
        fitting = String(clean.prefix(31 - suffix.count)) + suffix
        number += 1
      }
      return fitting
    }
  }

  private var contentTypes: String {
    var text =
      xmlDeclaration
      + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/><Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
    for index in sheets.indices {
      text +=
        "<Override PartName=\"/xl/worksheets/sheet\(index + 1).xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"
    }
    return text + "</Types>"
  }

  private var relationships: String {
    var text = xmlDeclaration + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    for index in sheets.indices {
      text +=
        "<Relationship Id=\"rId\(index + 1)\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet\(index + 1).xml\"/>"
    }
    return text
      + "<Relationship Id=\"rId\(sheets.count + 1)\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/></Relationships>"
  }

  private func workbook(_ names: [String]) -> String {
    var text =
      xmlDeclaration
      + "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><bookViews><workbookView activeTab=\"0\"/></bookViews><sheets>"
    for (index, name) in names.enumerated() {
      let state = sheets[index].isHidden ? " state=\"hidden\"" : ""
      text += "<sheet name=\"\(escaped(name))\" sheetId=\"\(index + 1)\"\(state) r:id=\"rId\(index + 1)\"/>"
    }
    text += "</sheets>"
    var defined = ""
    for (index, sheet) in sheets.enumerated() where !sheet.definedName.isEmpty {
      let width = sheet.rows.dropFirst(sheet.firstDataRow - 1).first?.count ?? 1
      let last = "$\(SheetMarkup.column(max(0, width - 1)))$\(max(sheet.firstDataRow, sheet.rows.count))"
      let range = "'\(names[index])'!$A$\(sheet.firstDataRow):\(last)"
      defined += "<definedName name=\"\(sheet.definedName)\">\(escaped(range))</definedName>"
    }
    for (index, sheet) in sheets.enumerated() where sheet.frozen.rows > 0 {
      let rows = "'\(names[index])'!$\(sheet.firstDataRow):$\(sheet.frozen.rows)"
      defined += "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"\(index)\">\(escaped(rows))</definedName>"
    }
    if !defined.isEmpty { text += "<definedNames>\(defined)</definedNames>" }
    return text + "</workbook>"
  }
}

/// The cell formats, by their place in `cellXfs`.
enum WorkbookStyles {
  static let text = 0
  static let title = 1
  static let heading = 2
  static let prose = 3
  static let link = 4
  /// A text that begins as a formula would: marked as text, as the spreadsheet program itself marks it.
  static let guarded = 5
  /// Numbers with 0 to 6 decimals.
  static func number(_ decimals: Int) -> Int { 6 + min(6, max(0, decimals)) }

  static let xml: String = {
    var formats = ""
    for decimals in 0...6 {
      let fraction = decimals == 0 ? "" : "." + String(repeating: "0", count: decimals)
      formats += "<numFmt numFmtId=\"\(170 + decimals)\" formatCode=\"#,##0\(fraction)\"/>"
    }
    var cells = "<xf xfId=\"0\" numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" applyNumberFormat=\"1\"/>"
    cells += "<xf xfId=\"0\" numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" applyFont=\"1\"/>"
    cells +=
      "<xf xfId=\"0\" numFmtId=\"0\" fontId=\"2\" fillId=\"2\" borderId=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\"><alignment wrapText=\"1\" vertical=\"bottom\"/></xf>"
    cells +=
      "<xf xfId=\"0\" numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" applyAlignment=\"1\"><alignment wrapText=\"1\" vertical=\"top\"/></xf>"
    cells += "<xf xfId=\"0\" numFmtId=\"0\" fontId=\"3\" fillId=\"0\" borderId=\"0\" applyFont=\"1\"/>"
    cells += "<xf xfId=\"0\" numFmtId=\"49\" fontId=\"0\" fillId=\"0\" borderId=\"0\" applyNumberFormat=\"1\" quotePrefix=\"1\"/>"
    for decimals in 0...6 {
      cells += "<xf xfId=\"0\" numFmtId=\"\(170 + decimals)\" fontId=\"0\" fillId=\"0\" borderId=\"0\" applyNumberFormat=\"1\"/>"
    }
    return xmlDeclaration
      + "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><numFmts count=\"7\">\(formats)</numFmts>"
      + "<fonts count=\"4\"><font><sz val=\"10\"/><name val=\"Arial\"/></font><font><b/><sz val=\"14\"/><color rgb=\"FF12436D\"/><name val=\"Arial\"/></font><font><b/><sz val=\"10\"/><name val=\"Arial\"/></font><font><u/><sz val=\"10\"/><color rgb=\"FF12436D\"/><name val=\"Arial\"/></font></fonts>"
      + "<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill><fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFEEF2F6\"/></patternFill></fill></fills>"
      + "<borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style=\"thin\"><color rgb=\"FF12436D\"/></bottom><diagonal/></border></borders>"
      + "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
      + "<cellXfs count=\"13\">\(cells)</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>"
  }()
}
