import Contracts
import Findings
import Pipelines

/// Lays out a statement written as a table: a row for each row of the form, a column for each column of the form. What says
/// which statement it is stands in columns, above the table (`@Kod jednostki`), in the sheet's name (`@sheet`), or is the
/// same for all files (`=MPiPS-03`).
struct StatementTableReceiver: RowReceiver {
  private let sink: CellSink
  private let layout: StatementTableLayout
  private var search: HeaderSearch
  private var places: [String: Int]?
  private var values: [FormValueColumn] = []
  /// What stands after the labels above the table, by label.
  private var above: [String: String] = [:]
  private var sheet = ""
  private var tables = 0

  init(_ sink: CellSink, layout: StatementTableLayout) {
    self.sink = sink
    self.layout = layout
    search = HeaderSearch(Self.wanted(layout))
  }

  private static func parts(_ layout: StatementTableLayout) -> [String] {
    [layout.form, layout.version, layout.unit, layout.period, layout.section, layout.row]
  }

  private static func wanted(_ layout: StatementTableLayout) -> [String] {
    parts(layout).filter { !$0.hasPrefix("=") && !$0.hasPrefix("@") } + layout.values.values.sorted()
  }

  mutating func open(_ table: TableHeading) throws(Refusal) {
    sink.begin(sheet: table.name)
    sheet = table.name
    // Each sheet has its own header; what stands above the first table holds for the others.
    if Self.parts(layout).contains("@sheet") {
      places = nil
      search = HeaderSearch(Self.wanted(layout))
    }
  }

  mutating func receive(_ rows: borrowing Rows) throws(Refusal) {
    var view = RowView(rows)
    while view.advance() {
      if let places {
        try dataRow(view, rows, places)
      } else if let found = search.columns(in: view) {
        places = found
        tables += 1
        values = layout.values.sorted { $0.key < $1.key }.compactMap { column, header in
          found[header].map { (column, $0) }
        }
        sink.skip("heading", count: view.filledCount())
      } else {
        lookAbove(view)
        sink.skip("preamble", count: view.filledCount())
      }
    }
  }

  mutating func close(merged: [String]) throws(Refusal) {}

  func finish() throws(Refusal) {
    if tables == 0 { throw search.refusal(sink) }
  }

  /// `Kod jednostki: 2801011` in one cell, or in two beside each other.
  private mutating func lookAbove(_ view: RowView) {
    let texts = view.texts()
    for part in Self.parts(layout) where part.hasPrefix("@") && part != "@sheet" {
      let label = foldedHeading(String(part.dropFirst()))
      for (index, text) in texts.enumerated() where foldedHeading(text).hasPrefix(label) {
        let rest = foldedHeading(text).dropFirst(label.count).drop { $0 == ":" || $0 == " " }
        let next = texts[(index + 1)...].first { !$0.isEmpty } ?? ""
        // The text as published: folding has changed its letters' case only.
        above[part] = rest.isEmpty ? next : String(text.drop { $0 == " " }.suffix(rest.count))
      }
    }
  }

  private func dataRow(_ view: RowView, _ rows: borrowing Rows, _ places: [String: Int]) throws(Refusal) {
    func part(_ name: String) -> String {
      if name.hasPrefix("=") { return String(name.dropFirst()) }
      if name == "@sheet" { return sectionInSheetName(sheet) }
      return name.hasPrefix("@") ? above[name] ?? "" : places[name].map { view.text($0) } ?? ""
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

/// `3` of `Dział 3`, `2A` of `dz. 2A`, `1.2` of `Dział 1.2`: the last word with a digit in it.
private func sectionInSheetName(_ name: String) -> String {
  let words = name.split { $0 == " " || $0 == "_" }
  guard let word = words.last(where: { $0.contains { $0 >= "0" && $0 <= "9" } }) else { return "" }
  return String(word.drop { !($0 >= "0" && $0 <= "9") })
}
