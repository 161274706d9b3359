import Findings
import Pipelines

/// Lays out a form's transport file: a record for each row of the form of one unit and month, fields `R1`, `R2` ... for
/// the form's columns. MRPiPS-01, file `MP1MMWWXX` (ministry's description of the file structure); FORMATS 3.1.
struct FormRowsReceiver: RowReceiver {
  private let sink: CellSink
  private let layout: FormRowsLayout
  private var fields: [String: Int] = [:]
  private var values: [FormValueColumn] = []

  init(_ sink: CellSink, layout: FormRowsLayout) {
    self.sink = sink
    self.layout = layout
  }

  mutating func open(_ table: TableHeading) throws(Refusal) {
    sink.begin(sheet: table.name)
  }

  mutating func receive(_ rows: borrowing Rows) throws(Refusal) {
    var view = RowView(rows)
    while view.advance() {
      if fields.isEmpty {
        try header(view)
      } else {
        try record(view, rows)
      }
    }
  }

  mutating func close(merged: [String]) throws(Refusal) {}

  private mutating func header(_ view: RowView) throws(Refusal) {
    let names = view.texts()
    for (index, name) in names.enumerated() { fields[name] = index + 1 }
    let wanted = [layout.unit, layout.month, layout.year, layout.section, layout.table, layout.row]
    for name in wanted where fields[name] == nil {
      let near = nearest(to: name, among: names).map { " („\($0)”?)" } ?? ""
      throw Refusal(
        .data,
        Wording("Plik nie ma pola \(name)\(near).", en: "The file has no field \(name)\(near)."), at: Place(file: sink.file),
        mend: Wording(
          "To nie jest plik sprawozdania \(layout.form); wskaż inny profil.",
          en: "This is no file of the statement \(layout.form); name another profile."))
    }
    values = names.enumerated().compactMap { index, name in
      guard name.hasPrefix(layout.valuePrefix), let number = Int(name.dropFirst(layout.valuePrefix.count)) else { return nil }
      return (String(number), index + 1)
    }
    sink.skip("heading", count: view.filledCount())
  }

  private func record(_ view: RowView, _ rows: borrowing Rows) throws(Refusal) {
    func text(_ field: String) -> String { fields[field].map { view.text($0) } ?? "" }
    let section = text(layout.section)
    // Section C of the file tells how long the form took to fill in.
    guard section.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), !section.isEmpty else {
      sink.skip("not-a-form-row", count: view.filledCount())
      return
    }
    let table = text(layout.table)
    let sectionName = table.isEmpty || table == "0" ? section : "\(section).\(table)"
    let year = text(layout.year)
    try writeFormRow(
      view, rows, values, series: "\(layout.form)|\(year)|\(sectionName)|\(text(layout.row))",
      unitCode: text(layout.unit), period: periodInColumns(year: year, month: text(layout.month)), to: sink)
  }
}
