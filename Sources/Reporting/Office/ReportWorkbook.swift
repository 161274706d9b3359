import Contracts

/// `tables.xlsx`: contents, notes, sources, the tables of the report, a sheet for each indicator with every unit, and the hidden sheet of
/// lineage that says of each number where it stands, how it was computed and what it was read from.
struct ReportWorkbook {
  let material: Material
  let document: Document
  let lineages: Lineages?
  /// The proofs of what was derived from the indicators.
  var sheets: [ProofSheet] = []
  let properties: OfficeProperties

  private var say: Phrasing { material.phrasing }
  private var contentsName: String { say("Spis", "Contents") }
  private var lineageName: String { say("Pochodzenie", "Lineage") }
  /// Row of the headings on a sheet of data, from 1: title, note and link back stand above.
  private static let headingRow = 4

  func workbook() -> Workbook {
    let numbering = Numbering(document)
    var sheets: [Workbook.Sheet] = []
    var entries: [(sheet: String, title: String)] = []
    let (tables, notes) = tablesOfChapters()
    var lineage = WorkbookLineage(material: material, lineages: lineages, sheets: self.sheets)
    for table in tables {
      let name = say.sentenceCase(numbering.label(of: table.id, say, inSentence: true)).replacing("\u{A0}", with: " ")
      sheets.append(sheet(of: table, name: name, &lineage))
      entries.append((name, table.caption))
    }
    for indicator in material.indicators {
      guard let sheet = sheet(of: indicator, &lineage) else { continue }
      sheets.append(sheet)
      entries.append((indicator.id, IndicatorTables.title(indicator, say)))
    }
    sheets.insert(contents(entries), at: 0)
    sheets.insert(notesSheet(notes), at: 1)
    sheets.insert(sources(), at: 2)
    sheets.append(lineage.sheet(named: lineageName))
    return Workbook(properties: properties, sheets: sheets)
  }

  // MARK: Front

  private func contents(_ entries: [(sheet: String, title: String)]) -> Workbook.Sheet {
    var rows: [[Workbook.Value]] = [[.title(document.title)], [.prose(document.subtitle)]]
    if let banner = document.banner { rows.append([.prose(banner)]) }
    rows.append([])
    rows.append([.heading(say("Arkusz", "Sheet")), .heading(say("Zawartość", "Content"))])
    let front = [
      (say("Uwagi", "Notes"), say("Objaśnienia i ograniczenia", "Explanations and limits")),
      (say("Źródła", "Sources"), say("Pliki źródłowe", "Source files")),
    ]
    for (name, title) in front + entries { rows.append([.link(sheet: name, name), .text(title)]) }
    return Workbook.Sheet(name: contentsName, rows: rows, widths: [16, 100])
  }

  private func notesSheet(_ notes: [String]) -> Workbook.Sheet {
    var rows: [[Workbook.Value]] = [[.title(say("Uwagi", "Notes"))], [.link(sheet: contentsName, contentsName)], []]
    rows += notes.map { [.prose($0)] }
    return Workbook.Sheet(name: say("Uwagi", "Notes"), rows: rows, widths: [120])
  }

  private func sources() -> Workbook.Sheet {
    var rows: [[Workbook.Value]] = [
      [.title(say("Źródła", "Sources"))], [.link(sheet: contentsName, contentsName)], [],
      [
        say("Źródło", "Source"), say("Wydawca", "Publisher"), say("Licencja", "Licence"), say("Plik", "File"),
        say("Bajty", "Bytes"), "SHA-256", say("Pobrano", "Downloaded"),
      ].map { .heading($0) },
    ]
    for source in material.sources {
      for file in source.files {
        rows.append([
          .text(source.title), .text(source.publisher), .text(source.licence), .text(file.path),
          .number(Double(file.size), decimals: 0), .text(file.sha256), .text(Dates.downloaded(file.path) ?? ""),
        ])
      }
    }
    return Workbook.Sheet(
      name: say("Źródła", "Sources"), rows: rows, widths: [36, 24, 30, 60, 12, 66, 12], frozen: (4, 0), definedName: "zrodla",
      firstDataRow: 4)
  }

  /// The numbered tables of the report but for those that have sheets of their own, and what the notes say.
  private func tablesOfChapters() -> (tables: [Table], notes: [String]) {
    var tables: [Table] = []
    var notes: [String] = []
    func add(_ blocks: [Block], isMethods: Bool) {
      for block in blocks {
        switch block {
        case .table(let table) where table.isNumbered && !table.id.hasPrefix("t-pliki-"): tables.append(table)
        case .folded(_, let inner): add(inner, isMethods: isMethods)
        case .list(let items) where isMethods: notes += items.map { plainText($0, say) }
        default: break
        }
      }
    }
    func add(_ chapter: Chapter, isMethods: Bool) {
      guard chapter.page == nil else { return }
      add(chapter.blocks, isMethods: isMethods)
      for part in chapter.parts { add(part, isMethods: isMethods) }
    }
    for chapter in document.chapters { add(chapter, isMethods: chapter.id == Section.methods.id) }
    return (tables, notes)
  }

  // MARK: Tables

  private func sheet(of table: Table, name: String, _ lineage: inout WorkbookLineage) -> Workbook.Sheet {
    var rows: [[Workbook.Value]] = [
      [.title(table.caption)], [.link(sheet: contentsName, contentsName)], [],
      [.heading(table.stub)] + table.columns.map { .heading($0.title) },
    ]
    for row in table.rows {
      let values = row.cells.map { ReportWorkbook.value($0, say) }
      rows.append([.text(plainText(row.heading, say))] + values)
      for (place, cell) in row.cells.enumerated() {
        lineage.add(cell, printed: values[place], sheet: name, at: "\(SheetMarkup.column(place + 1))\(rows.count)")
      }
    }
    if !table.notes.isEmpty {
      rows.append([])
      rows += table.notes.map { [.text($0)] }
    }
    let widths = [44.0] + table.columns.map { $0.kind == .number ? 16 : $0.kind == .text ? 24 : 50 }
    return Workbook.Sheet(
      name: name, rows: rows, widths: widths, frozen: (ReportWorkbook.headingRow, 1), firstDataRow: ReportWorkbook.headingRow)
  }

  static func value(_ cell: Cell, _ say: Phrasing) -> Workbook.Value {
    switch cell {
    case .number(let quantity): .number(quantity.value, decimals: quantity.decimals)
    case .count(let count, _): .number(Double(count), decimals: 0)
    case .quintile(let quintile, _): .number(Double(quintile), decimals: 0)
    case .rank(let rank, nil, _, _), .rank(let rank, _, nil, _): .number(Double(rank), decimals: 0)
    case .rank(let rank, let low?, let high?, _) where low == high: .number(Double(rank), decimals: 0)
    default: .text(plainText(cell, say))
    }
  }

  /// Every unit in the newest period in which a unit of its level has a value.
  private func sheet(of indicator: Indicator, _ lineage: inout WorkbookLineage) -> Workbook.Sheet? {
    let units = material.units
    let front = [units.country, units.voivodeship, units.region].compactMap(\.self) + units.subregions
    let order = front + units.profiled
    let periods = Dictionary(grouping: order, by: \.level).compactMapValues { list in
      material.figures.newestPeriod(indicator.id, of: list.map(\.unit))
    }
    guard !periods.isEmpty else { return nil }
    let placed = order.compactMap { unit -> (unit: UnitRow, place: Int)? in
      guard let period = periods[unit.level] else { return nil }
      return material.figures.place(indicator.id, unit.unit, period).map { (unit: unit, place: $0) }
    }
    // A change says since when, unless the levels differ in it.
    func since(_ periods: [String], _ general: String) -> String {
      let known = Set(periods).subtracting([""])
      guard known.count == 1, let period = known.first else { return general }
      return say("Zmiana wobec \(say.dates.shortPeriod(period))", "Change since \(say.dates.shortPeriod(period))")
    }
    let sincePrevious = since(
      placed.map { material.figures.rows[$0.place].previousPeriod },
      say("Zmiana od poprzedniego okresu", "Change since the previous period"))
    let sinceBase = since(
      placed.map { material.figures.rows[$0.place].basePeriod },
      say("Zmiana od okresu bazowego", "Change since the base period"))
    // Where the rows are not all compared with one period, each says with which.
    let hasPeriods = Set(placed.map { material.figures.rows[$0.place].previousPeriod }).subtracting([""]).count > 1
    var titles = [
      "TERYT", say("Jednostka", "Unit"), say("Poziom", "Level"), say("Okres", "Period"), say("Wartość", "Value"),
      say("Dolna granica 95%", "Lower 95%"), say("Górna granica 95%", "Upper 95%"), say("Licznik", "Numerator"),
      say("Mianownik", "Denominator"), say("Miejsce", "Rank"), say("Wśród", "Of"), say("Miejsce od", "Rank from"),
      say("Miejsce do", "Rank to"), say("Piąta część", "Fifth"),
      sincePrevious, sinceBase, say("Stan", "Status"),
    ]
    if hasPeriods { titles.append(say("Poprzedni okres", "Previous period")) }
    var rows: [[Workbook.Value]] = [
      [.title("\(indicator.id) \(IndicatorTables.title(indicator, say))")], [.link(sheet: contentsName, contentsName)],
      [.text(indicator.definition)], titles.map { .heading($0) },
    ]
    for (unit, place) in placed {
      let row = material.figures.rows[place]
      rows.append(cells(row, unit, indicator) + (hasPeriods ? [.text(row.previousPeriod)] : []))
      if row.value != nil { lineage.add(row, place, indicator, sheet: indicator.id, at: "E\(rows.count)") }
    }
    let first = ReportWorkbook.headingRow + 1
    if rows.count >= first { lineage.addDerived(indicator, lines: first...rows.count) }
    return Workbook.Sheet(
      name: indicator.id, rows: rows, widths: [10, 30, 14, 9, 12, 12, 12, 12, 12, 9, 8, 9, 9, 9, 14, 14, 26, 14],
      frozen: (ReportWorkbook.headingRow, 2), definedName: "dane_\(indicator.id)", firstDataRow: ReportWorkbook.headingRow)
  }

  private func cells(_ row: IndicatorRow, _ unit: UnitRow, _ indicator: Indicator) -> [Workbook.Value] {
    let decimals = indicator.decimals
    func number(_ value: Double?, _ decimals: Int) -> Workbook.Value { value.map { .number($0, decimals: decimals) } ?? .empty }
    // What the pages refuse to compare the workbook does not compare either.
    func change(_ value: Double?, _ breaks: [String]) -> Workbook.Value {
      value == nil || breaks.isEmpty ? number(value, decimals) : .text(Sign.broken(say))
    }
    func whole(_ value: Int?) -> Workbook.Value { value.map { .number(Double($0), decimals: 0) } ?? .empty }
    // Numerators may be amounts or people; whole ones print as such.
    func natural(_ value: Double?) -> Workbook.Value { number(value, value.map { $0 == $0.rounded() ? 0 : 2 } ?? 0) }
    return [
      .text(unit.unit), .text(unit.fullName(say)), .text(Terms(say).level(unit.level)), .text(row.period),
      row.value.map { .number($0, decimals: decimals) } ?? .text(missingMark(Terms(say).reason(row), say)),
      number(row.lower, decimals), number(row.upper, decimals), natural(row.numerator), natural(row.denominator),
      whole(row.rank), whole(row.unitsRanked), whole(row.rankLow), whole(row.rankHigh), whole(row.quintile),
      change(row.changePrevious, row.breaks), change(row.changeBase, row.baseBreaks), .text(Terms(say).status(row.status)),
    ]
  }
}
