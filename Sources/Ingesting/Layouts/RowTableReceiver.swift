import Bytes
import Contracts
import Findings
import Pipelines

/// Lays out tables of one unit whose rows are named or numbered and whose columns are years: the tables of the assessment of
/// social-assistance resources (OZPS), with two years before, the year assessed and two of forecast. FORMATS 5.
///
/// Forecasts are counted and left out: they are no observations.
struct RowTableReceiver: RowReceiver {
  private struct Column {
    var number: Int
    var period: Int32
    var isForecast: Bool
  }

  private let sink: CellSink
  private let profile: String
  private let layout: RowTableLayout
  private let onlySheet: String?
  private var search: HeaderSearch
  private var row = 0
  private var columns: [Column] = []
  private var unit = ""
  private var assessed: Int?
  /// Tables of one assessment have the same years: what is wrong with them is told once.
  private var isDoubtTold = false
  private var isReading = true
  private var sheet = ""
  private var fit = RowFit()
  private var tables = 0

  init(_ sink: CellSink, profile: String, layout: RowTableLayout, sheet: String?) {
    self.sink = sink
    self.profile = profile
    self.layout = layout
    onlySheet = sheet
    search = HeaderSearch([layout.row], needsYear: true)
  }

  mutating func open(_ table: TableHeading) throws(Refusal) {
    sink.begin(sheet: table.name)
    sheet = foldedHeading(table.name)
    fit = RowFit(of: table)
    isReading = sheet.isEmpty || onlySheet.map { foldedHeading($0) == sheet } ?? true
    columns = []
    search = HeaderSearch([layout.row], needsYear: true)
    if unit.isEmpty, layout.unitLabel == nil { unit = unitInFileName(sink.file) ?? "" }
  }

  mutating func receive(_ rows: borrowing Rows) throws(Refusal) {
    var view = RowView(rows)
    while view.advance() {
      guard isReading else {
        sink.skip("other-sheet", count: view.filledCount())
        continue
      }
      // A sheet may hold several tables, each under its own header.
      if let places = search.columns(in: view), let place = places[layout.row] {
        try layOut(place, view)
        sink.skip("heading", count: view.filledCount())
      } else if columns.isEmpty {
        lookAbove(view)
        sink.skip("preamble", count: view.filledCount())
      } else {
        try dataRow(view, rows)
      }
    }
  }

  mutating func close(merged: [String]) throws(Refusal) {}

  func finish() throws(Refusal) {
    if tables == 0 { throw search.refusal(sink) }
  }

  /// The unit's code after its label, and the year assessed, above the table.
  private mutating func lookAbove(_ view: RowView) {
    let texts = view.texts()
    for (index, text) in texts.enumerated() {
      let folded = foldedHeading(text)
      if let label = layout.unitLabel.map(foldedHeading), folded.hasPrefix(label) {
        let rest = [String(folded.dropFirst(label.count))] + texts[(index + 1)...]
        unit = rest.lazy.map { $0.filter { $0 >= "0" && $0 <= "9" } }.first { !$0.isEmpty } ?? unit
      }
      if folded.contains("rok oceny") || folded.contains("ocena za rok") || folded.contains("za rok") {
        let rest = texts[index...].joined(separator: " ")
        assessed = yearInHeading(rest).flatMap(Int.init) ?? assessed
      }
    }
  }

  private mutating func layOut(_ place: Int, _ view: RowView) throws(Refusal) {
    guard !unit.isEmpty else {
      let label = layout.unitLabel ?? ""
      throw Refusal(
        .data,
        Wording(
          label.isEmpty ? "Nazwa pliku nie zawiera kodu jednostki." : "Nad tabelą nie ma kodu jednostki („\(label)”).",
          en: label.isEmpty
            ? "The file's name holds no code of a unit." : "No code of a unit (“\(label)”) stands above the table."),
        at: sink.place(row: view.row),
        mend: Wording(
          label.isEmpty ? "Nazwij plik z kodem TERYT, na przykład ozps_2801011_2023.xlsx." : "Dopisz kod TERYT nad tabelą.",
          en: label.isEmpty
            ? "Name the file with the TERYT code: ozps_2801011_2023.xlsx." : "Write the TERYT code above the table."))
    }
    row = place
    fit.measure(search.headings)
    var headings: [(number: Int, year: Int, isForecast: Bool)] = []
    for (index, heading) in search.headings.enumerated() where index + 1 != place {
      guard let year = yearInHeading(heading).flatMap({ Int($0) }) else { continue }
      headings.append((index + 1, year, foldedHeading(heading).contains("prognoz")))
    }
    let year = AssessedYear(
      headings.map { ($0.year, $0.isForecast) }, told: assessed,
      named: periodInFileName(sink.file).flatMap { Int($0.prefix(4)) })
    if let doubt = year.doubt, !isDoubtTold {
      isDoubtTold = true
      sink.note(Finding(.warning, doubt.code, at: sink.place(row: view.row), unit: unit, doubt.message))
    }
    columns = headings.map { heading in
      let isLater = year.year.map { heading.year > $0 } ?? false
      return Column(
        number: heading.number, period: sink.period(String(heading.year)), isForecast: heading.isForecast || isLater)
    }
    tables += 1
  }

  private func dataRow(_ view: RowView, _ rows: borrowing Rows) throws(Refusal) {
    let name = foldedHeading(view.text(row))
    let key = name.hasSuffix(".") ? String(name.dropLast()) : name
    guard !key.isEmpty, columns.contains(where: { !view.isEmpty($0.number) }) else {
      sink.skip("heading", count: view.filledCount())
      return
    }
    if let misfit = fit.misfit(view) {
      return misfit.reject(view, columns.map(\.number), to: sink) { _ in
        RowFit.Origin(unitCode: unit, period: "", series: key)
      }
    }
    let series = sink.series("\(profile)|\(sheet)|\(key)")
    var taken = 0
    for column in columns where !view.isEmpty(column.number) {
      taken += 1
      if column.isForecast {
        sink.skip("forecast")
        continue
      }
      try sink.value(
        row: view.row, column: Int32(column.number),
        CellSink.Heading(
          unitCode: sink.unitCode(unit), unitName: sink.unitName(""), period: column.period, series: series,
          unitOfMeasure: sink.unitOfMeasure(""), attribute: sink.attribute("")),
        text: rows.bytes.span.extracting(view.range(column.number)))
    }
    sink.skip("heading", count: view.filledCount() - taken)
  }
}

/// The code of a unit in a file's name: seven or six digits, or four that are no year.
private func unitInFileName(_ name: String) -> String? {
  let numbers = Paths.name(of: name).split { !($0 >= "0" && $0 <= "9") }.map(String.init)
  return numbers.last { $0.count == 7 } ?? numbers.last { $0.count == 6 }
    ?? numbers.last { $0.count == 4 && !$0.hasPrefix("19") && !$0.hasPrefix("20") }
}
