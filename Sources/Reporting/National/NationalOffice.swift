import Bytes
import Findings

/// The first page of a national edition for an office: `report.docx`, `report.odt`, and `tables.xlsx` with its tables and the sources
/// of all regions.
struct NationalOffice {
  let document: Document
  let say: Phrasing
  /// Title of a sheet, its headings, and its rows, beside the tables of the document.
  let lists: [(title: String, headings: [String], rows: [[String]])]
  /// ISO date of the publication.
  let issued: String

  private var properties: OfficeProperties {
    OfficeProperties(title: document.title, publisher: "", language: say.language, date: issued)
  }

  func write(to directory: String) throws(Refusal) {
    try Files.write(
      try WordDocument.docx(document, properties: properties, shownAs: "report.docx"), to: Paths.join(directory, "report.docx"))
    try Files.write(
      try OpenDocument.odt(document, properties: properties, shownAs: "report.odt"), to: Paths.join(directory, "report.odt"))
    try Files.write(
      try Workbook(properties: properties, sheets: sheets).xlsx(shownAs: "tables.xlsx"),
      to: Paths.join(directory, "tables.xlsx"))
  }

  private var sheets: [Workbook.Sheet] {
    var sheets: [Workbook.Sheet] = []
    for chapter in document.chapters {
      for case .table(let table) in chapter.blocks { sheets.append(sheet(of: table, name: chapter.title)) }
    }
    for list in lists { sheets.append(sheet(list)) }
    let contents = sheets.map { [Workbook.Value.link(sheet: $0.name, $0.name)] }
    let front = Workbook.Sheet(
      name: say("Spis", "Contents"), rows: [[.title(document.title)], []] + contents, widths: [60])
    return [front] + sheets
  }

  private func sheet(of table: Table, name: String) -> Workbook.Sheet {
    var rows: [[Workbook.Value]] = [[.title(table.caption)], [.heading(table.stub)] + table.columns.map { .heading($0.title) }]
    for row in table.rows {
      rows.append([.text(plainText(row.heading, say))] + row.cells.map { ReportWorkbook.value($0, say) })
    }
    if !table.notes.isEmpty { rows.append([]) }
    rows += table.notes.map { [.text($0)] }
    return Workbook.Sheet(
      name: name, rows: rows, widths: [60] + table.columns.map { _ in 24 }, frozen: (2, 1), firstDataRow: 2)
  }

  private func sheet(_ list: (title: String, headings: [String], rows: [[String]])) -> Workbook.Sheet {
    var rows: [[Workbook.Value]] = [[.title(list.title)], list.headings.map { .heading($0) }]
    for row in list.rows { rows.append(row.map(value)) }
    return Workbook.Sheet(
      name: list.title, rows: rows, widths: list.headings.map { _ in 24 }, frozen: (2, 1), firstDataRow: 2)
  }

  /// Counts are numbers; codes that begin with a zero, and sums of digits and letters, are not.
  private func value(_ text: String) -> Workbook.Value {
    if let number = Int(text), String(number) == text, text.utf8.count < 15 { return .number(Double(number), decimals: 0) }
    return text.isEmpty ? .empty : .text(text)
  }
}
