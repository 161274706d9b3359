import Contracts
import Findings
import Pipelines

/// Lays out a statement written as a table: a row for each row of the form, a column for each column of the form.
struct StatementTableReceiver: RowReceiver {
  private let sink: CellSink
  private let layout: StatementTableLayout
  private var search: HeaderSearch
  private var places: [String: Int]?
  private var values: [FormValueColumn] = []

  init(_ sink: CellSink, layout: StatementTableLayout) {
    self.sink = sink
    self.layout = layout
    search = HeaderSearch(Self.wanted(layout))
  }

  private static func wanted(_ layout: StatementTableLayout) -> [String] {
    let parts = [layout.form, layout.version, layout.unit, layout.period, layout.section, layout.row]
    return parts.filter { !$0.hasPrefix("=") } + layout.values.values.sorted()
  }

  mutating func open(_ table: TableHeading) throws(Refusal) {
    sink.begin(sheet: table.name)
  }

  mutating func receive(_ rows: borrowing Rows) throws(Refusal) {
    var view = RowView(rows)
    while view.advance() {
      if let places {
        try dataRow(view, rows, places)
      } else if let found = search.columns(in: view) {
        places = found
        values = layout.values.sorted { $0.key < $1.key }.compactMap { column, header in
          found[header].map { (column, $0) }
        }
        sink.skip("heading", count: view.filledCount())
      } else {
        sink.skip("preamble", count: view.filledCount())
      }
    }
  }

  mutating func close(merged: [String]) throws(Refusal) {}

  func finish() throws(Refusal) {
    if places == nil { throw search.refusal(sink) }
  }

  private func dataRow(_ view: RowView, _ rows: borrowing Rows, _ places: [String: Int]) throws(Refusal) {
    func part(_ name: String) -> String {
      name.hasPrefix("=") ? String(name.dropFirst()) : places[name].map { view.text($0) } ?? ""
    }
    let unit = part(layout.unit)
    let section = part(layout.section)
    let row = part(layout.row)
    guard unit.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }), !section.isEmpty, !row.isEmpty else {
      let filled = values.filter { !view.isEmpty($0.number) }
      for (_, number) in filled { rejectPlaceless(view, number, unit: unit, period: part(layout.period)) }
      sink.skip(filled.isEmpty ? "footer" : "heading", count: view.filledCount() - filled.count)
      return
    }
    try writeFormRow(
      view, rows, values, series: "\(part(layout.form))|\(part(layout.version))|\(section)|\(row)", unitCode: unit,
      period: part(layout.period), to: sink)
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
