import Contracts
import Findings
import Pipelines

/// Lays out a pack of statements in which every cell of the form is a column: one row a unit and month, headings such as
/// `D1W001R05` (section 1, row 1, column 5). The ministry's packs of MRPiPS-01 (`SPR1-2026.zip`); FORMATS 3.1.
struct FormColumnsReceiver: RowReceiver {
  private struct Column {
    var number: Int
    var section: String
    var row: String
    var column: String
  }

  private let sink: CellSink
  private let layout: FormColumnsLayout
  private var search: HeaderSearch
  private var places: [String: Int]?
  private var columns: [Column] = []
  private var fit = RowFit()
  private var totals = PrintedTotals()

  init(_ sink: CellSink, layout: FormColumnsLayout) {
    self.sink = sink
    self.layout = layout
    search = HeaderSearch(Self.wanted(layout))
  }

  private static func wanted(_ layout: FormColumnsLayout) -> [String] {
    [layout.unit, layout.month, layout.year]
  }

  mutating func open(_ table: TableHeading) throws(Refusal) {
    sink.begin(sheet: table.name)
    fit = RowFit(of: table)
    // Every sheet has its own header; a sheet of explanations has none.
    if places == nil || !columns.isEmpty { search = HeaderSearch(Self.wanted(layout)) }
    places = nil
    totals = PrintedTotals()
  }

  mutating func receive(_ rows: borrowing Rows) throws(Refusal) {
    var view = RowView(rows)
    while view.advance() {
      if let places {
        try dataRow(view, rows, places)
      } else if let found = search.columns(in: view) {
        try header(found, view)
      } else {
        sink.skip("preamble", count: view.filledCount())
      }
    }
  }

  mutating func close(merged: [String]) throws(Refusal) {
    totals.compareRest(to: sink)
  }

  func finish() throws(Refusal) {
    if columns.isEmpty { throw search.refusal(sink) }
  }

  private mutating func header(_ found: [String: Int], _ view: RowView) throws(Refusal) {
    var found = found
    // A pack may do without names: they serve to see whether the codes are right.
    if let name = layout.unitName, let index = search.headings.firstIndex(where: { Self.isSame($0, name) }) {
      found[name] = index + 1
    }
    places = found
    fit.measure(search.headings)
    columns = search.headings.enumerated().compactMap { index, heading in
      parts(of: heading).map { Column(number: index + 1, section: $0[0], row: $0[1], column: $0[2]) }
    }
    guard !columns.isEmpty else {
      let pattern = layout.pattern.joined(separator: "#") + "#"
      throw Refusal(
        .data,
        Wording("Żadna kolumna nie ma nagłówka w postaci \(pattern).", en: "No column is headed like \(pattern)."),
        at: sink.place(row: view.row),
        mend: Wording(
          "To nie jest paczka danych sprawozdania \(layout.form); wskaż inny profil.",
          en: "This is no pack of the statement \(layout.form); name another profile."))
    }
    sink.skip("heading", count: view.filledCount())
  }

  /// Whether two headings are the same but for blanks and line breaks.
  private static func isSame(_ heading: String, _ other: String) -> Bool {
    foldedHeading(heading).filter { $0 != " " } == foldedHeading(other).filter { $0 != " " }
  }

  /// The three numbers of a heading such as `D1W001R05`.
  private func parts(of heading: String) -> [String]? {
    var rest = heading.filter { $0 != " " }[...]
    var numbers: [String] = []
    for word in layout.pattern {
      guard rest.uppercased().hasPrefix(word.uppercased()) else { return nil }
      rest = rest.dropFirst(word.count)
      // Sections may have parts: `D1.2W026R01`.
      let number = rest.prefix { $0 >= "0" && $0 <= "9" || $0 == "." }
      guard !number.isEmpty else { return nil }
      numbers.append(number.contains(".") ? String(number) : FormTables.plainNumber(String(number)))
      rest = rest.dropFirst(number.count)
    }
    return rest.isEmpty ? numbers : nil
  }

  private mutating func dataRow(_ view: RowView, _ rows: borrowing Rows, _ places: [String: Int]) throws(Refusal) {
    func text(_ header: String) -> String { places[header].map { view.text($0) } ?? "" }
    let unit = text(layout.unit)
    let year = text(layout.year)
    let month = text(layout.month)
    // A row with values is no footnote, whatever its month: the next stage rejects them one by one. One under the header may
    // number the columns.
    let isDated = year.utf8.count == 4 && (1...12).contains(Int(month) ?? 0)
    let isData = isDated || (year.utf8.count == 4 || unit.utf8.count > 1) && columns.contains { !view.isEmpty($0.number) }
    let period = periodInColumns(year: year, month: month)
    guard unit.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }), isData else {
      let isTotal = [unit, layout.unitName.map(text) ?? ""].contains(where: PrintedTotals.isTotal)
      // Every cell of a form is a count.
      let counted = columns.lazy.map { (number: $0.number, isCount: true) }
      if isTotal { totals.compare(view, counted, period: isDated ? period : "", to: sink) }
      sink.skip(isTotal ? "total-row" : "footer", count: view.filledCount())
      return
    }
    if let misfit = fit.misfit(view) {
      return misfit.reject(view, columns.map(\.number), to: sink) { _ in
        RowFit.Origin(unitCode: unit, period: period)
      }
    }
    var heading = CellSink.Heading(
      unitCode: sink.unitCode(unit), unitName: sink.unitName(layout.unitName.map(text) ?? ""),
      period: sink.period(period), unitOfMeasure: sink.unitOfMeasure(""),
      attribute: sink.attribute(""))
    totals.begin(period: period, code: unit)
    var filled = 0
    for column in columns {
      let range = view.range(column.number)
      totals.add(rows.bytes.span.extracting(range), column: column.number)
      if range.isEmpty { continue }
      filled += 1
      heading.series = sink.series("\(layout.form)|\(year)|\(column.section)|\(column.row)|\(column.column)")
      try sink.value(row: view.row, column: Int32(column.number), heading, text: rows.bytes.span.extracting(range))
    }
    sink.skip("heading", count: view.filledCount() - filled)
  }
}
