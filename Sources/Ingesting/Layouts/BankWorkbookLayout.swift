import Bytes
import Contracts
import Findings
import Pipelines

/// Lays out the workbooks of the Local Data Bank: sheet OPIS with the title of the subgroup, sheet TABLICA with a header of
/// one row a dimension, a row of years and a row of units, labels merged over their columns. FORMATS 1.4.
struct BankWorkbookLayout: RowReceiver {
  private struct ValueColumn {
    var series: Int32
    var period: Int32
    var unitOfMeasure: Int32
  }

  /// The sheet with the title, by its folded name.
  static let description = "opis"

  private let sink: CellSink
  private let subgroup: String?
  private var sheet = ""
  private var title = ""
  private var pendingTitle = false
  private var headerRows: [[String]] = []
  private var columns: [Int: ValueColumn] = [:]
  private var width = 0
  private var isLaidOut = false
  private var values = 0

  init(_ sink: CellSink, subgroup: String?) {
    self.sink = sink
    self.subgroup = subgroup
  }

  mutating func open(_ table: TableHeading) throws(Refusal) {
    sheet = table.name
    sink.begin(sheet: table.name)
  }

  mutating func receive(_ rows: borrowing Rows) throws(Refusal) {
    var view = RowView(rows)
    let isTable = foldedHeading(sheet) == "tablica"
    while view.advance() {
      if isTable {
        try tableRow(view, rows)
      } else {
        let taken = try description(view, rows)
        sink.skip(foldedHeading(sheet) == Self.description ? "description" : "other-sheet", count: view.filledCount() - taken)
      }
    }
  }

  mutating func close(merged: [String]) throws(Refusal) {}

  /// After the last sheet.
  func finish() throws(Refusal) {
    guard values > 0 else {
      throw Refusal(
        .data,
        Wording(
          "Skoroszyt nie ma arkusza TABLICA z danymi w układzie BDL.",
          en: "The workbook has no sheet TABLICA with data as the Local Data Bank lays them out."),
        at: Place(file: sink.file),
        mend: Wording("Pobierz plik z BDL jeszcze raz (XLSX).", en: "Download the file again (XLSX)."))
    }
  }

  /// OPIS: pairs of a label in column A and a text in column B. The day of the last change tells which of two downloads is newer.
  /// - Returns: how many cells were taken as such.
  private mutating func description(_ view: RowView, _ rows: borrowing Rows) throws(Refusal) -> Int {
    let label = foldedHeading(view.text(1))
    if label == "podgrupa:" { title = view.text(2) }
    guard label.hasPrefix("data ostatniej aktualizacji"), !view.isEmpty(2) else { return 0 }
    try sink.value(
      row: view.row, column: 2, CellSink.Heading(series: sink.series(FileRemark.updated)),
      text: rows.bytes.span.extracting(view.range(2)))
    return 1
  }

  private mutating func tableRow(_ view: RowView, _ rows: borrowing Rows) throws(Refusal) {
    if isSpoiltCode(view.text(1)) {
      throw Refusal(
        .data,
        Wording(
          "„\(view.text(1))” to kod jednostki zniszczony przez arkusz kalkulacyjny.",
          en: "“\(view.text(1))” is the code of a unit destroyed by a spreadsheet."),
        at: sink.place(row: view.row, column: 1),
        mend: Wording(
          "Pobierz plik z BDL jeszcze raz i nie zapisuj go z arkusza kalkulacyjnego.",
          en: "Download the file again, and do not save it from a spreadsheet."))
    }
    if !isLaidOut {
      if isCode(view.text(1)) {
        try layOutHeader(before: view.row)
      } else {
        headerRows.append(view.texts())
        sink.skip("heading", count: view.filledCount())
        return
      }
    }
    let code = view.text(1)
    guard isCode(code) else {
      if columns.keys.contains(where: { !view.isEmpty($0) }) {
        throw Refusal(
          .data,
          Wording("Wiersz ma wartości, ale nie ma kodu jednostki.", en: "The row has values but no code of a unit."),
          at: sink.place(row: view.row, column: 1),
          mend: Wording("Pobierz plik z BDL jeszcze raz.", en: "Download the file again."))
      }
      sink.skip("footer", count: view.filledCount())
      return
    }
    let bytes = rows.bytes.span
    let unit = sink.unitCode(code)
    let name = sink.unitName(bytes.extracting(view.range(2)))
    let noAttribute = sink.attribute("")
    sink.skip("heading", count: 2)
    for index in stride(from: 3, through: width, by: 1) {
      guard let column = columns[index] else { continue }
      let heading = CellSink.Heading(
        unitCode: unit, unitName: name, period: column.period, series: column.series, unitOfMeasure: column.unitOfMeasure,
        attribute: noAttribute)
      try sink.value(row: view.row, column: Int32(index), heading, text: bytes.extracting(view.range(index)))
      values += 1
    }
    if view.lastColumn > width {
      throw Refusal(
        .data,
        Wording("Wiersz jest dłuższy niż nagłówek.", en: "The row is longer than the header."),
        at: sink.place(row: view.row, column: view.lastColumn),
        mend: Wording("Pobierz plik z BDL jeszcze raz.", en: "Download the file again."))
    }
  }

  /// The last header row holds the units, the one before it the years, those above the dimensions.
  private mutating func layOutHeader(before row: Int32) throws(Refusal) {
    guard headerRows.count >= 3, foldedHeading(headerRows[0].first ?? "") == "kod" else {
      throw Refusal(
        .data,
        Wording(
          "Nagłówek arkusza TABLICA nie ma wierszy cech, roku i jednostki.",
          en: "The header of the sheet TABLICA has no rows of features, year and unit."),
        at: sink.place(row: row), mend: Wording("Pobierz plik z BDL jeszcze raz.", en: "Download the file again."))
    }
    width = headerRows.map(\.count).max() ?? 0
    let filled = headerRows.dropLast(2).map { filledRight($0, to: width) }
    let years = headerRows[headerRows.count - 2]
    let units = headerRows[headerRows.count - 1]
    guard subgroup != nil || !title.isEmpty else { throw titleless(row) }
    let name = subgroup ?? "=" + title
    var order = HeadingYears()
    for index in 3...max(3, width) {
      let year = index <= years.count ? years[index - 1] : ""
      let unit = index <= units.count ? units[index - 1] : ""
      guard BankHeading.isYear(year), unit.hasPrefix("["), unit.hasSuffix("]") else {
        throw Refusal(
          .data,
          Wording(
            "Nad kolumną nie ma roku i jednostki („\(year)”, „\(unit)”).",
            en: "There is no year and unit over the column (“\(year)”, “\(unit)”)."),
          at: sink.place(row: row, column: index),
          mend: Wording("Pobierz plik z BDL jeszcze raz.", en: "Download the file again."))
      }
      let labels = filled.map { $0[index - 1] }
      order.note(year, of: labels, column: index)
      columns[index] = ValueColumn(
        series: sink.series(([name] + labels).joined(separator: "|")), period: sink.period(year),
        unitOfMeasure: sink.unitOfMeasure(String(unit.dropFirst().dropLast())))
    }
    // The years stand two rows above the first of the data.
    if let finding = order.finding(sink.place(row: max(1, row - 2))) { sink.note(finding) }
    isLaidOut = true
  }

  /// What the figures are stands in the other sheet.
  private func titleless(_ row: Int32) -> Refusal {
    Refusal(
      .data,
      Wording(
        "Skoroszyt nie ma arkusza OPIS z nazwą podgrupy przed arkuszem TABLICA, a nazwa pliku jej nie podaje, więc nie wiadomo, czego są te liczby.",
        en:
          "There is no sheet OPIS with the name of the subgroup before the sheet TABLICA, and the file's name does not give it, so nobody knows what the figures are of."
      ),
      at: sink.place(row: row),
      mend: Wording(
        "Ustaw arkusz OPIS jako pierwszy albo pobierz plik z BDL jeszcze raz.",
        en: "Make OPIS the first sheet, or download the file again."))
  }

  private func isCode(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x20 }
  }
}

/// Whether a spreadsheet made a number of a code: `2,80E+06`, `2.80112E+11`.
func isSpoiltCode(_ text: String) -> Bool {
  [NumberGrammar.polish, .technical].contains { NumberText(text, $0) == .not(.exponent) }
}

/// Merged labels stand in their first column only; they hold for the columns up to the next label.
func filledRight(_ row: [String], to width: Int) -> [String] {
  var filled: [String] = []
  var last = ""
  for index in 0..<width {
    let text = index < row.count ? row[index] : ""
    if !text.isEmpty { last = text }
    filled.append(last)
  }
  return filled
}
