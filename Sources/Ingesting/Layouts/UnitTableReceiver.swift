import Findings
import Pipelines

/// Lays out a table with one row a unit (and period) and one column a measure, under a preamble of any length and over
/// footnotes: what labour offices, police, PARPA and most others publish. FORMATS 3.2, 3.3, 6, 7.
struct UnitTableReceiver: RowReceiver {
  private struct Column {
    var number: Int
    var series: Int32
    var unitOfMeasure: Int32
  }

  private let sink: CellSink
  private let profile: String
  private let layout: UnitTableLayout
  private let onlySheet: String?
  private var search: HeaderSearch
  private var unit = 0
  private var unitName: Int?
  private var period: Int?
  private var columns: [Column] = []
  private var isReading = true
  private var hasHeader = false
  private var tables = 0

  init(_ sink: CellSink, profile: String, layout: UnitTableLayout, sheet: String?) {
    self.sink = sink
    self.profile = profile
    self.layout = layout
    onlySheet = sheet
    search = HeaderSearch([])
  }

  mutating func open(_ table: TableHeading) throws(Refusal) {
    sink.begin(sheet: table.name)
    isReading = onlySheet.map { foldedHeading($0) == foldedHeading(table.name) } ?? true
    hasHeader = false
    search = HeaderSearch(
      [layout.unit] + [layout.unitName, layout.period].compactMap { $0 } + layout.values.map(\.header))
  }

  mutating func receive(_ rows: borrowing Rows) throws(Refusal) {
    var view = RowView(rows)
    while view.advance() {
      guard isReading else {
        sink.skip("other-sheet", count: view.filledCount())
        continue
      }
      if !hasHeader {
        if let places = search.columns(in: view) {
          layOut(places)
          sink.skip("heading", count: view.filledCount())
        } else {
          sink.skip("preamble", count: view.filledCount())
        }
        continue
      }
      try dataRow(view, rows)
    }
  }

  mutating func close(merged: [String]) throws(Refusal) {
    if isReading, hasHeader { tables += 1 }
  }

  /// After the last table of the file.
  func finish() throws(Refusal) {
    if tables == 0 { throw search.refusal(sink) }
  }

  private mutating func layOut(_ places: [String: Int]) {
    unit = places[layout.unit] ?? 0
    unitName = layout.unitName.flatMap { places[$0] }
    period = layout.period.flatMap { places[$0] }
    columns = layout.values.compactMap { value in
      places[value.header].map {
        Column(
          number: $0, series: sink.series(profile + "|" + foldedHeading(value.header)),
          unitOfMeasure: sink.unitOfMeasure(value.unit))
      }
    }.sorted { $0.number < $1.number }
    hasHeader = true
  }

  private mutating func dataRow(_ view: RowView, _ rows: borrowing Rows) throws(Refusal) {
    let code = view.text(unit)
    if !isCode(code) {
      let filled = columns.contains { !view.isEmpty($0.number) }
      if !filled {
        // Notes under a table, and rows that group others.
        sink.skip("footer", count: view.filledCount())
        return
      }
      if search.columns(in: view) != nil {
        sink.skip("heading", count: view.filledCount())
        return
      }
      if isTotal(code) || unitName.map({ isTotal(view.text($0)) }) ?? false {
        sink.skip("total-row", count: view.filledCount())
        return
      }
      // Values without a code are no footnote: the next stage rejects them one by one, with their place.
    }
    let bytes = rows.bytes.span
    let unitCode = sink.unitCode(code)
    let name = unitName.map { sink.unitName(bytes.extracting(view.range($0))) } ?? sink.unitName("")
    let periodCode = period.map { sink.period(bytes.extracting(view.range($0))) } ?? sink.period(layout.fixedPeriod ?? "")
    let noAttribute = sink.attribute("")
    var filledValues = 0
    for column in columns {
      let range = view.range(column.number)
      if !range.isEmpty { filledValues += 1 }
      try sink.value(
        row: view.row, column: Int32(column.number),
        CellSink.Heading(
          unitCode: unitCode, unitName: name, period: periodCode, series: column.series,
          unitOfMeasure: column.unitOfMeasure, attribute: noAttribute),
        text: bytes.extracting(range))
    }
    let headings = 1 + [unitName, period].compactMap { $0 }.filter { !view.isEmpty($0) }.count
    sink.skip("heading", count: headings)
    // Columns that the profile does not name are there too.
    sink.skip("column-not-in-profile", count: view.filledCount() - filledValues - headings)
  }

  private func isCode(_ text: String) -> Bool {
    let isDigitOrBlank: (UInt8) -> Bool = { ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x20 || $0 == 0xC2 || $0 == 0xA0 }
    return text.utf8.contains { $0 >= 0x30 && $0 <= 0x39 } && text.utf8.allSatisfy(isDigitOrBlank)
  }

  /// The total that publishers put under a table without a code.
  private func isTotal(_ text: String) -> Bool {
    let words = foldedHeading(text)
    return ["razem", "ogółem", "suma", "łącznie", "total"].contains { words == $0 || words.hasPrefix($0 + " ") }
  }
}
