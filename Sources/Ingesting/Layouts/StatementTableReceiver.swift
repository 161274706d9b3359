import Contracts
import Findings
import Pipelines

/// Lays out a statement written as a table: a row for each row of the form, a column for each column of the form.
struct StatementTableReceiver: RowReceiver {
  private let sink: CellSink
  private let layout: StatementTableLayout
  private var frame: StatementTableFrame
  private var values: [FormValueColumn] = []
  private var tables = 0
  private var unread = UnreadSheets()
  /// Columns from the first of the form on that are read, up to the first that is not.
  private var readColumns: Range<Int> = 0..<0
  private var known: Set<Int> = []
  private var isBesideTold = false
  /// Whose statement the first sheet is of, where that stands above the tables; nil before it.
  private var first: (unit: String, period: String)?
  private var isSheetCompared = false
  private var fit = RowFit()
  private let labels: RowLabels?

  /// - Parameter labels: nil where nobody compares what the statement calls its rows.
  init(_ sink: CellSink, layout: StatementTableLayout, labels: RowLabels? = nil) {
    self.sink = sink
    self.labels = labels
    self.layout = layout
    frame = StatementTableFrame(layout)
  }

  mutating func open(_ table: TableHeading) throws(Refusal) {
    sink.begin(sheet: table.name)
    frame.open(table)
    fit = RowFit(of: table)
    isBesideTold = false
    isSheetCompared = false
  }

  mutating func receive(_ rows: borrowing Rows) throws(Refusal) {
    var view = RowView(rows)
    while view.advance() {
      switch frame.kind(of: view) {
      case .data(let places): try dataRow(view, rows, places)
      case .heading:
        tables += 1
        values = frame.values
        fit.measure(frame.search.headings)
        known = Set(values.map(\.number) + frame.partColumns)
        let first = values.map(\.number).min() ?? 0
        readColumns = first..<((first...).first { !known.contains($0) } ?? first)
        sink.skip("heading", count: view.filledCount())
      case .preamble:
        unread.note(view)
        sink.skip("preamble", count: view.filledCount())
      }
    }
  }

  mutating func close(merged: [String]) throws(Refusal) {
    unread.close(isTable: frame.hasHeader || !frame.isSectionSheet && !frame.search.isNear, frame.search, sink)
  }

  func finish() throws(Refusal) {
    if tables == 0 { throw frame.search.refusal(sink) }
    unread.tell(sink)
  }

  private mutating func dataRow(_ view: RowView, _ rows: borrowing Rows, _ places: [String: Int]) throws(Refusal) {
    func part(_ name: String) -> String { frame.part(name, view, places) }
    let unit = part(layout.unit)
    let section = part(layout.section)
    // `1.` is how people number rows.
    let number = part(layout.row)
    let row = number.hasSuffix(".") ? String(number.dropLast()) : number
    guard unit.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }), !section.isEmpty, !row.isEmpty else {
      let filled = values.filter { !view.isEmpty($0.number) }
      for (_, number) in filled { rejectPlaceless(view, number, unit: unit, period: part(layout.period)) }
      sink.skip(filled.isEmpty ? "footer" : "heading", count: view.filledCount() - filled.count)
      return
    }
    if !isSheetCompared { compareSheets(view, unit: unit, period: part(layout.period)) }
    if let misfit = fit.misfit(view) {
      let period = part(layout.period)
      return misfit.reject(view, values.map(\.number), to: sink) { _ in
        RowFit.Origin(unitCode: unit, period: period)
      }
    }
    let series = "\(part(layout.form))|\(part(layout.version))|\(section)|\(row)"
    if let labels, let label = layout.rowLabel.map(part), !label.isEmpty {
      let place = Array((series + "|").utf8)
      let text = place + Array(label.utf8)
      if let slip = labels.slip(text.span, place: place.count) {
        sink.note(slip.finding(at: sink.place(row: view.row), unit: unit))
      }
    }
    if view.lastColumn >= readColumns.upperBound, !isBesideTold { lookBeside(view, unit) }
    try writeFormRow(
      view, rows, values, series: series, unitCode: unit,
      unitName: layout.unitName.map(part) ?? "", period: part(layout.period), to: sink)
  }

  /// The sheets of a workbook in which the unit and the period stand above each section are of one statement.
  private mutating func compareSheets(_ view: RowView, unit: String, period: String) {
    isSheetCompared = true
    guard layout.section == "@sheet", layout.unit.hasPrefix("@"), layout.period.hasPrefix("@") else { return }
    guard let first else {
      first = (unit, period)
      return
    }
    guard first != (unit, period) else { return }
    sink.note(
      Finding(
        .error, "sheets-of-two-statements", at: sink.place(row: view.row), unit: unit,
        Wording(
          "Nad tabelą tego arkusza stoi: \(unit), \(period), a nad tabelą pierwszego: \(first.unit), \(first.period). Arkusze jednego pliku to jedno sprawozdanie: popraw jednostkę albo okres, albo zapisz sprawozdania w osobnych plikach.",
          en:
            "Above the table of this sheet stands \(unit), \(period), above that of the first \(first.unit), \(first.period). The sheets of one file are one statement: correct the unit or the period, or save the statements as files of their own."
        )))
  }

  /// Numbers behind the first column of the form that stand under no heading of the profile: `Kol 3` for `Kol. 3`.
  private mutating func lookBeside(_ view: RowView, _ unit: String) {
    for column in readColumns.upperBound...view.lastColumn where !known.contains(column) && isNumberAlone(view.text(column)) {
      isBesideTold = true
      let headings = frame.search.headings
      let heading = column <= headings.count ? headings[column - 1] : ""
      let named = values.map { "„\(layout.values[$0.formColumn] ?? "")”" }.joined(separator: ", ")
      return sink.note(
        Finding(
          .warning, "column-not-read", at: sink.place(row: view.row, column: column), unit: unit,
          Wording(
            "Kolumna „\(heading)” ma liczby, a nie jest żadną z rubryk profilu (jest: \(named)). Jeżeli to rubryka formularza, popraw jej nagłówek.",
            en:
              "The column “\(heading)” has numbers and is none of the profile's (there are: \(named)). If it is one of the form, correct its heading."
          )))
    }
  }

  /// A value that does not say whose it is, or which row of the form.
  private func rejectPlaceless(_ view: RowView, _ column: Int, unit: String, period: String) {
    sink.reject(
      RejectRow(
        place: sink.place(row: view.row, column: column), unitCode: unit, period: period, series: "", text: view.text(column),
        code: "no-form-place",
        message: Wording(
          "Wartość nie ma kodu jednostki, działu albo wiersza formularza. Uzupełnij je w pliku.",
          en: "The value has no unit code, section or row of the form. Add them in the file.")))
  }
}
