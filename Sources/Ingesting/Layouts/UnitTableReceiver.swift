import Bytes
import Contracts
import Findings
import Pipelines

/// Lays out a table with one row a unit (and period) and one column a measure, under a preamble of any length and over
/// footnotes: what labour offices, police, PARPA and most others publish. The code may stand in several columns, the years over the
/// columns, the period in the file's name or above the table. FORMATS 3.2, 3.3, 6, 7.
struct UnitTableReceiver: RowReceiver {
  private struct Column {
    var number: Int
    var series: Int32
    /// As rejects name it.
    var seriesText: String
    var unitOfMeasure: Int32
    var unitText: String
    /// The code of the year over the column, where years are columns.
    var period: Int32?
  }

  private let sink: CellSink
  private let profile: String
  private let layout: UnitTableLayout
  private let onlySheet: String?
  private var search = HeaderSearch([])
  private var unit: [Int] = []
  private var unitName: Int?
  private var period: Int?
  /// Of the file or the sheet, where no column has it.
  private var commonPeriod = ""
  /// Named above the table, where the name of the file tells the period.
  private var monthsAbove: [(month: String, row: Int32)] = []
  private var columns: [Column] = []
  private var fit = RowFit()
  private var isBehindTold = false
  private var isReading = true
  private var hasHeader = false
  private var hasData = false
  private var tables = 0
  private var unread = UnreadSheets()
  private var totals = PrintedTotals()

  init(_ sink: CellSink, profile: String, layout: UnitTableLayout, sheet: String?) {
    self.sink = sink
    self.profile = profile
    self.layout = layout
    onlySheet = sheet
  }

  private var periodHeader: String? {
    if case .column(let header) = layout.period { header } else { nil }
  }

  mutating func open(_ table: TableHeading) throws(Refusal) {
    sink.begin(sheet: table.name)
    fit = RowFit(of: table)
    isReading = table.name.isEmpty || onlySheet.map { foldedHeading($0) == foldedHeading(table.name) } ?? true
    hasHeader = false
    hasData = false
    isBehindTold = false
    totals = PrintedTotals()
    monthsAbove = []
    switch layout.period {
    case .fixed(let text): commonPeriod = text
    case .fileName:
      if let month = wrongMonthInFileName(sink.file) { throw wrongMonth(month) }
      commonPeriod = periodInFileName(sink.file) ?? ""
    case .column, .preamble: commonPeriod = ""
    }
    search = HeaderSearch(
      layout.unit + [layout.unitName, periodHeader].compactMap(\.self) + layout.values.map(\.header),
      needsYear: layout.yearColumns != nil)
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
          try layOut(places, view.row)
          sink.skip("heading", count: view.filledCount())
        } else {
          if case .preamble = layout.period, commonPeriod.isEmpty {
            commonPeriod = view.texts().lazy.compactMap(periodAbove).first ?? ""
          } else if case .fileName = layout.period {
            for month in view.texts().flatMap(monthsInText) { monthsAbove.append((month, view.row)) }
          }
          unread.note(view)
          sink.skip("preamble", count: view.filledCount())
        }
        continue
      }
      if !hasData, isHeaderContinued(view) {
        sink.skip("heading", count: view.filledCount())
        continue
      }
      try dataRow(view, rows)
    }
  }

  mutating func close(merged: [String]) throws(Refusal) {
    if isReading, hasHeader { tables += 1 }
    totals.compareRest(to: sink)
    unread.close(isTable: !isReading || hasHeader || !search.isNear, search, sink)
  }

  /// After the last table of the file.
  func finish() throws(Refusal) {
    if tables == 0 { throw search.refusal(sink) }
    unread.tell(sink)
  }

  private mutating func layOut(_ places: [String: Int], _ row: Int32) throws(Refusal) {
    unit = layout.unit.compactMap { places[$0] }
    unitName = layout.unitName.flatMap { places[$0] }
    period = periodHeader.flatMap { places[$0] }
    columns = layout.values.compactMap { value in
      places[value.header].map {
        let series = profile + "|" + foldedHeading(value.header)
        return Column(
          number: $0, series: sink.series(series), seriesText: series, unitOfMeasure: sink.unitOfMeasure(value.unit),
          unitText: value.unit)
      }
    }
    if let value = layout.yearColumns {
      let taken = Set(columns.map(\.number) + unit + [unitName, period].compactMap(\.self))
      for (index, heading) in search.headings.enumerated() where !taken.contains(index + 1) {
        guard let year = yearInHeading(heading) else { continue }
        columns.append(
          Column(
            number: index + 1, series: sink.series(profile + "|"), seriesText: profile + "|",
            unitOfMeasure: sink.unitOfMeasure(value.unit), unitText: value.unit, period: sink.period(year)))
      }
    }
    columns.sort { $0.number < $1.number }
    fit.measure(search.headings)
    if period == nil, commonPeriod.isEmpty, columns.contains(where: { $0.period == nil }) { throw periodless(row) }
    hasHeader = true
    compareMonths()
  }

  /// The month above the table against that in the file's name, which counts.
  private func compareMonths() {
    guard commonPeriod.utf8.count == 7, let first = monthsAbove.first,
      !monthsAbove.contains(where: { $0.month == commonPeriod })
    else { return }
    sink.note(
      Finding(
        .warning, "wrong-period", at: sink.place(row: first.row),
        Wording(
          "Nazwa pliku mówi o okresie \(commonPeriod), a nad tabelą stoi \(first.month). Liczy się nazwa; sprawdź, z którego miesiąca są dane, i popraw nazwę albo pobierz plik jeszcze raz.",
          en:
            "The file's name says \(commonPeriod), above the table stands \(first.month). The name counts; see of which month the data are, and correct the name or download the file again."
        )))
  }

  private func wrongMonth(_ month: String) -> Refusal {
    Refusal(
      .data,
      Wording(
        "Nazwa pliku podaje miesiąc „\(month)”, którego nie ma.",
        en: "The file's name says month “\(month)”, which does not exist."),
      at: Place(file: sink.file),
      mend: Wording(
        "Przywróć nazwę z pobrania, na przykład Pow_05_2024.xlsx (miesiąc od 01 do 12).",
        en: "Restore the name of the download, for example Pow_05_2024.xlsx (months are 01 to 12)."))
  }

  /// The table does not say of when it is.
  private func periodless(_ row: Int32) -> Refusal {
    let isName = layout.period == .fileName
    return Refusal(
      .data,
      Wording(
        isName ? "Nazwa pliku nie mówi, z jakiego okresu są dane." : "Nad tabelą nie ma okresu, z którego są dane.",
        en: isName ? "The file's name does not tell the period of the data." : "No period of the data stands above the table."),
      at: sink.place(row: row),
      mend: Wording(
        isName ? "Przywróć nazwę z pobrania, na przykład Pow_05_2024.xlsx." : "Dopisz okres nad tabelą, na przykład „maj 2024”.",
        en: isName
          ? "Restore the name of the download, for example Pow_05_2024.xlsx." : "Write the period above the table: “maj 2024”."))
  }

  /// The header in another language, or the numbers of the columns, under the header.
  private func isHeaderContinued(_ view: RowView) -> Bool {
    let texts = view.texts()
    let filled = texts.enumerated().filter { !$0.element.isEmpty }
    guard let first = filled.first else { return false }
    if filled.count > 2, let start = Int(first.element), start <= 1,
      filled.allSatisfy({ Int($0.element) == start + $0.offset - first.offset })
    {
      return true
    }
    guard code(in: view) == nil, filled.contains(where: { cell in columns.contains { $0.number == cell.offset + 1 } }) else {
      return false
    }
    return columns.allSatisfy { column in
      let text = column.number <= texts.count ? texts[column.number - 1] : ""
      let isWord = !text.utf8.contains { $0 >= 0x30 && $0 <= 0x39 } && text.utf8.count > 1
      return text.isEmpty || isWord || column.period != nil && yearInHeading(text) != nil
    }
  }

  private mutating func dataRow(_ view: RowView, _ rows: borrowing Rows) throws(Refusal) {
    let code = code(in: view)
    if code == nil {
      let filled = columns.contains { !view.isEmpty($0.number) }
      if !filled {
        // Notes under a table, and rows that group others.
        sink.skip("footer", count: view.filledCount())
        return
      }
      if search.isRepeated(in: view) {
        sink.skip("heading", count: view.filledCount())
        return
      }
      if let label = (unit + [unitName].compactMap(\.self)).lazy.map({ view.text($0) }).first(where: PrintedTotals.isTotal) {
        if !isOfSomeUnits(label) {
          let counted = columns.map { (number: $0.number, isCount: $0.unitText == "osoba") }
          totals.compare(view, counted, period: period.map { view.text($0) } ?? "", to: sink)
        }
        sink.skip("total-row", count: view.filledCount())
        return
      }
      // Values without a code are no footnote: the next stage rejects them one by one, with their place.
    }
    hasData = true
    if let misfit = fit.misfit(view) {
      // A number alone under the table is of a page.
      if view.filledCount() > 1 { return reject(view, misfit, code ?? "") }
      return sink.skip("footer", count: view.filledCount())
    }
    if fit.isSheet, !isBehindTold, view.lastColumn > search.headings.count { lookBehind(view, code ?? "") }
    let bytes = rows.bytes.span
    let unitCode = sink.unitCode(code ?? unit.map { view.text($0) }.joined())
    let name = unitName.map { sink.unitName(bytes.extracting(view.range($0))) } ?? sink.unitName("")
    let periodCode = period.map { sink.period(bytes.extracting(view.range($0))) } ?? sink.period(commonPeriod)
    let rowPeriod = period.map { view.text($0) } ?? ""
    totals.begin(period: rowPeriod, code: code ?? "")
    let noAttribute = sink.attribute("")
    var filledValues = 0
    for column in columns {
      let range = view.range(column.number)
      if !range.isEmpty { filledValues += 1 }
      totals.add(bytes.extracting(range), column: column.number)
      try sink.value(
        row: view.row, column: Int32(column.number),
        CellSink.Heading(
          unitCode: unitCode, unitName: name, period: column.period ?? periodCode, series: column.series,
          unitOfMeasure: column.unitOfMeasure, attribute: noAttribute),
        text: bytes.extracting(range))
    }
    let headings = (unit + [unitName, period].compactMap(\.self)).count { !view.isEmpty($0) }
    sink.skip("heading", count: headings)
    // Columns that the profile does not name are there too.
    sink.skip("column-not-in-profile", count: view.filledCount() - filledValues - headings)
  }

  private func reject(_ view: RowView, _ misfit: RowFit.Misfit, _ code: String) {
    misfit.reject(view, columns.map(\.number), to: sink) { number in
      let column = columns.first { $0.number == number }
      return RowFit.Origin(
        unitCode: code,
        period: column?.period.map { _ in search.headings[number - 1] } ?? period.map { view.text($0) } ?? commonPeriod,
        series: column?.seriesText ?? "", unitOfMeasure: column?.unitText ?? "")
    }
  }

  /// Numbers behind the last heading of a sheet: a table of text whose fields were torn apart looks so in a workbook.
  private mutating func lookBehind(_ view: RowView, _ code: String) {
    let behind = (search.headings.count + 1...view.lastColumn).first { isNumberAlone(view.text($0)) }
    guard let behind else { return }
    isBehindTold = true
    sink.note(unreadColumn(at: sink.place(row: view.row, column: behind), unit: code))
  }

  /// The unit's code; nil where the row has none. Parts in columns of their own are numbers of two digits, which workbooks
  /// hold without their zeros; a part that is empty or nought is of the levels below.
  private func code(in view: RowView) -> String? {
    guard unit.count > 1 else {
      let text = unit.first.map { view.text($0) } ?? ""
      return isCode(text) ? text : nil
    }
    let parts = unit.map { view.text($0).filter { $0 != " " && $0 != "\u{00A0}" } }
    guard !parts[0].isEmpty, parts.allSatisfy({ $0.utf8.count <= 2 && $0.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }) else {
      return nil
    }
    let digits = parts.map { String(repeating: "0", count: 2 - $0.utf8.count) + $0 }.joined()
    return digits.hasSuffix("00") && digits.utf8.count == 4 ? String(digits.prefix(2)) : digits
  }

  private func isCode(_ text: String) -> Bool {
    let isDigitOrBlank: (UInt8) -> Bool = { ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x20 || $0 == 0xC2 || $0 == 0xA0 }
    return text.utf8.contains { $0 >= 0x30 && $0 <= 0x39 } && text.utf8.allSatisfy(isDigitOrBlank)
  }

  /// Cities, villages and the like are some of the rows, wherever they stand.
  private func isOfSomeUnits(_ label: String) -> Bool {
    let words = foldedHeading(label)
    return ["grodzk", "ziemsk", "miast", "miejsk", "wiejsk", "wieś", "wsi"].contains { words.contains($0) }
  }
}
