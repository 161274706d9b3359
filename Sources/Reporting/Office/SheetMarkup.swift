import Bytes

/// One sheet as a part of an XLSX file.
struct SheetMarkup {
  let sheet: Workbook.Sheet
  /// Names of sheets as they were asked for -> as they are.
  let names: [String: String]

  func bytes() -> [UInt8] {
    var output = MarkupOutput()
    output.markup(xmlDeclaration)
    output.markup("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">")
    // Printed, a sheet is as wide as the page and as long as it needs to be.
    output.markup("<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>")
    output.markup("<sheetViews><sheetView workbookViewId=\"0\"\(sheet.isHidden ? "" : " showGridLines=\"0\"")>")
    let (rows, columns) = sheet.frozen
    if rows > 0 || columns > 0 {
      let pane = columns == 0 ? "bottomLeft" : rows == 0 ? "topRight" : "bottomRight"
      output.markup("<pane")
      if columns > 0 { output.markup(" xSplit=\"\(columns)\"") }
      if rows > 0 { output.markup(" ySplit=\"\(rows)\"") }
      output.markup(" topLeftCell=\"\(SheetMarkup.column(columns))\(rows + 1)\" activePane=\"\(pane)\" state=\"frozen\"/>")
    }
    output.markup("</sheetView></sheetViews><sheetFormatPr defaultRowHeight=\"13\"/>")
    if !sheet.widths.isEmpty {
      output.markup("<cols>")
      for (index, width) in sheet.widths.enumerated() {
        output.markup(
          "<col min=\"\(index + 1)\" max=\"\(index + 1)\" width=\"\(NumberPrinting.shortest(width))\" customWidth=\"1\"/>")
      }
      output.markup("</cols>")
    }
    output.markup("<sheetData>")
    var links = ""
    let letters = (0..<(sheet.rows.map(\.count).max() ?? 0)).map(SheetMarkup.column)
    for (index, row) in sheet.rows.enumerated() {
      output.markup("<row r=\"")
      output.markup(index + 1)
      let lines = lines(row)
      // Readers that do not measure wrapped texts would lay them over one another.
      output.markup(lines > 1 ? "\" ht=\"\(lines * 13)\" customHeight=\"1\">" : "\">")
      for (column, value) in row.enumerated() { write(value, (letters[column], index + 1), &output, &links) }
      output.markup("</row>")
    }
    output.markup("</sheetData>")
    if !links.isEmpty { output.markup("<hyperlinks>\(links)</hyperlinks>") }
    output.markup("<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/>")
    output.markup("<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToWidth=\"1\" fitToHeight=\"0\"/></worksheet>")
    return output.bytes
  }

  /// Lines that the wrapped texts of a row take.
  private func lines(_ row: [Workbook.Value]) -> Int {
    var most = 1
    for (column, value) in row.enumerated() where column < sheet.widths.count {
      switch value {
      case .prose(let text), .heading(let text):
        // A column is as wide as so many digits of 10 points, which are 5.6 points each.
        let isHeading = if case .heading = value { true } else { false }
        let width = text.utf16.reduce(0) { $0 + TextWidth.of($1) } / 100 * (isHeading ? 1.1 : 1)
        most = max(most, Int((width * 1.08 / (sheet.widths[column] * 5.56)).rounded(.up)))
      default: break
      }
    }
    return most
  }

  private typealias Place = (column: String, row: Int)

  private func write(_ value: Workbook.Value, _ place: Place, _ output: inout MarkupOutput, _ links: inout String) {
    switch value {
    case .empty: break
    case .number(let number, let decimals):
      guard number.isFinite else { return }
      open(place, WorkbookStyles.number(decimals), &output)
      output.markup("\"><v>")
      // As many digits as a spreadsheet itself keeps: a person would read the rest as a number that nobody published.
      output.shortest(number, significant: 15)
      output.markup("</v></c>")
    case .text(let text):
      string(text, SheetMarkup.isFormula(text) ? WorkbookStyles.guarded : WorkbookStyles.text, place, &output)
    case .prose(let text):
      string(text, SheetMarkup.isFormula(text) ? WorkbookStyles.guarded : WorkbookStyles.prose, place, &output)
    case .title(let text): string(text, WorkbookStyles.title, place, &output)
    case .heading(let text): string(text, WorkbookStyles.heading, place, &output)
    case .link(let target, let text):
      string(text, WorkbookStyles.link, place, &output)
      if let name = names[target] {
        let cell = "\(place.column)\(place.row)"
        links += "<hyperlink ref=\"\(cell)\" location=\"\(escaped("'\(name)'!A1"))\" display=\"\(escaped(text))\"/>"
      }
    }
  }

  private func open(_ place: Place, _ style: Int, _ output: inout MarkupOutput) {
    output.markup("<c r=\"")
    output.markup(place.column)
    output.markup(place.row)
    output.markup("\" s=\"")
    output.markup(style)
  }

  private func string(_ text: String, _ style: Int, _ place: Place, _ output: inout MarkupOutput) {
    open(place, style, &output)
    output.markup("\" t=\"inlineStr\"><is><t xml:space=\"preserve\">")
    // A cell holds at most 32 767 characters.
    output.text(text.utf8.count > 32_000 && text.utf16.count > 32_000 ? String(text.prefix(16_000)) + "…" : text)
    output.markup("</t></is></c>")
  }

  /// Begins as what a spreadsheet would run when the cell is edited or saved as text.
  static func isFormula(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first(where: { !isHarmful($0) && $0 != " " && $0 != "\u{A0}" }) else { return false }
    switch first {
    case "=", "+", "-", "@", "\t", "\r": return true
    default: return false
    }
  }

  /// `A`, `Z`, `AA` ... of a column from 0.
  static func column(_ index: Int) -> String {
    var letters: [UInt8] = []
    var rest = index + 1
    while rest > 0 {
      letters.insert(UInt8(ascii: "A") + UInt8((rest - 1) % 26), at: 0)
      rest = (rest - 1) / 26
    }
    return String(decoding: letters, as: UTF8.self)
  }
}
