import Contracts
import Findings

/// The tables of one indicator: units in the newest period, and the region over the years.
struct IndicatorTables {
  let reading: Reading
  let material: Material

  private var say: Phrasing { material.phrasing }
  private var indicator: Indicator { reading.indicator }
  private var decimals: Int { indicator.decimals }

  var unitsID: String { "t-\(indicator.id)" }
  var seriesID: String { "s-\(indicator.id)" }

  /// Label with unit, as captions have it: `Stopa bezrobocia (%)`.
  static func title(_ indicator: Indicator, _ say: Phrasing) -> String {
    let unit = indicator.unit.heading(say)
    return unit.isEmpty || indicator.unit.isNamed(in: indicator.label, say) ? indicator.label : "\(indicator.label) (\(unit))"
  }

  // MARK: Units in the newest period

  /// Value, interval, rank, distances and changes of every main unit, after the rows it is compared with. Numerators and
  /// denominators are in the CSV: with them the table would not fit a page, nor all tables one file.
  func units() -> Table {
    let columns = unitColumns()
    func tableRow(_ unit: UnitRow, _ row: IndicatorRow?, isReference: Bool) -> Table.Row {
      let name = isReference ? say.sentenceCase(unit.fullName(say)) : unit.shortName(say)
      return Table.Row(name, columns.map { $0.cell(row, isReference) }, isReference: isReference)
    }
    let caption = "\(IndicatorTables.title(indicator, say)), \(say.dates.period(reading.period))"
    var table = Table(
      id: unitsID, caption: caption, stub: say.sentenceCase(Terms(say).level(material.units.mainLevel)),
      columns: columns.map { Table.Column($0.title) }, rows: [])
    func add(_ unit: UnitRow?, _ row: IndicatorRow?) {
      if let unit { table.rows.append(tableRow(unit, row, isReference: true)) }
    }
    if reading.country != nil { add(material.units.country, reading.country) }
    if reading.voivodeship != nil { add(material.units.voivodeship, reading.voivodeship) }
    add(material.units.region, reading.region)
    let heads = Dictionary(reading.subregions.map { ($0.unit.unit, $0.row) }, uniquingKeysWith: { first, _ in first })
    let heading = Set(material.units.groups.map(\.unit.unit))
    // Those that head a group of units stand there.
    for subregion in reading.subregions where !heading.contains(subregion.unit.unit) { add(subregion.unit, subregion.row) }
    table.append(
      reading.main.map { (unit: $0.unit, row: tableRow($0.unit, $0.row, isReference: false)) }, under: material.units, say,
      own: { unit in heads[unit.unit].map { tableRow(unit, $0, isReference: true) } })
    table.notes = kindNote() + notComparedNote() + otherPeriodNote(table.rows) + Sign.brokenNotes(table.rows, say)
    return table
  }

  /// What the letters behind names of gminas mean.
  private func kindNote() -> [String] {
    // In English they are words.
    guard material.units.mainLevel == "gmina", say.language == .polish else { return [] }
    return ["(m) gmina miejska, (w) wiejska, (m-w) miejsko-wiejska."]
  }

  /// The period that the column of changes names: that of the main units, which are all compared with the same one.
  private var previousPeriod: String? {
    let rows = reading.main.compactMap(\.row) + [reading.region, reading.country].compactMap(\.self)
    return rows.first { $0.changePrevious != nil }?.previousPeriod
  }

  /// Stands beside a change since another period than the heading names.
  private static let otherPeriodMark = "*"

  /// Whose change is since another period, and since which.
  private func otherPeriodNote(_ rows: [Table.Row]) -> [String] {
    let isMarked = rows.contains { row in
      row.cells.contains { if case .number(let quantity) = $0 { quantity.mark == Self.otherPeriodMark } else { false } }
    }
    guard isMarked, let heading = previousPeriod else { return [] }
    var named: [String] = []
    func add(_ unit: UnitRow?, _ row: IndicatorRow?) {
      guard let unit, let row, row.changePrevious != nil, row.previousPeriod != heading else { return }
      let name = unit.fullName(say)
      let period = say.dates.period(row.previousPeriod)
      named.append(say("\(name) wobec \(period)", "\(name) since \(period)"))
    }
    add(material.units.country, reading.country)
    add(material.units.voivodeship, reading.voivodeship)
    add(material.units.region, reading.region)
    for subregion in reading.subregions { add(subregion.unit, subregion.row) }
    for entry in reading.main { add(entry.unit, entry.row) }
    guard !named.isEmpty else { return [] }
    let list = named.joined(separator: "; ")
    return [
      say.ended(
        say(
          "* Zmiana wobec innego okresu niż w nagłówku, bo za tamten nie ma wartości: \(list)",
          "* Change since another period than the heading says, for which there is no value: \(list)"))
    ]
  }

  /// Which periods have no column of changes because the series breaks.
  private func notComparedNote() -> [String] {
    let all = reading.main.compactMap(\.row) + [reading.region].compactMap(\.self)
    let previous = previousPeriod
    let base = all.first { $0.changeBase != nil }?.basePeriod
    let apart = [base, previous].compactMap(\.self).filter { !reading.breaks(since: $0).isEmpty }
    guard let earliest = apart.min() else { return [] }
    let periods = say.list(Set(apart).sorted().map { say.dates.period($0) })
    let terms = Terms(say)
    let breaks = reading.breaks(since: earliest)
    let reasons = breaks.map { "\($0.year) – \(terms.breakReason($0.code))" }.joined(separator: "; ")
    let noun = breaks.count == 1 ? "przerwę" : "przerwy"
    return [
      say.ended(
        say(
          "Zmian wobec \(periods) nie podaje się, bo szereg ma \(noun): \(reasons)",
          "Changes since \(periods) are not given because the series breaks: \(reasons)"))
    ]
  }

  private struct UnitColumn {
    var title: String
    var cell: (IndicatorRow?, _ isReference: Bool) -> Cell
  }

  private func unitColumns() -> [UnitColumn] {
    let all = reading.main.compactMap(\.row) + [reading.region, reading.country].compactMap(\.self)
    let unit = indicator.unit.heading(say)
    let title = say("Wartość", "Value")
    var columns = [UnitColumn(title: unit.isEmpty ? title : "\(title) (\(unit))") { row, _ in value(row) }]
    if all.contains(where: { $0.lower != nil }) {
      columns.append(
        UnitColumn(title: say("Przedział ufności 95%", "95% interval")) { row, _ in
          guard let row, row.value != nil, let lower = row.lower, let upper = row.upper else { return .notApplicable }
          return .range(lower: lower, upper: upper, decimals: decimals, id: ValueID(row.id, part: "interval"))
        })
    }
    if let ranked = reading.main.compactMap({ $0.row?.unitsRanked }).max() {
      let title = say("Miejsce wśród \(ranked) (zakres)", "Rank among \(ranked) (range)")
      columns.append(
        UnitColumn(title: title) { row, isReference in
          guard !isReference, let row, let rank = row.rank else { return .notApplicable }
          return .rank(rank, low: row.rankLow, high: row.rankHigh, id: ValueID(row.id, part: "rank"))
        })
    }
    if !reading.isTotal {
      let difference = indicator.unit.ofDifference.heading(say)
      let suffix = difference.isEmpty ? "" : " (\(difference))"
      if let region = reading.region, region.value != nil, let name = material.units.region {
        columns.append(
          distance(say("Wobec: \(name.unitName)\(suffix)", "Against \(name.unitName)\(suffix)"), region, part: "region"))
      }
      if let country = reading.country, country.value != nil {
        columns.append(distance(say("Wobec kraju\(suffix)", "Against the country\(suffix)"), country, part: "country"))
      }
    }
    columns += changeColumns(all)
    return columns
  }

  /// How far each unit is from another; that one itself is at no distance to speak of.
  private func distance(_ title: String, _ other: IndicatorRow, part: String) -> UnitColumn {
    UnitColumn(title: title) { row, _ in
      guard let row, row.unit != other.unit, let value = row.value, let than = other.value else { return .notApplicable }
      return .number(Quantity(value - than, decimals: decimals, isSigned: true, id: ValueID(row.id, part: part)))
    }
  }

  private func changeColumns(_ rows: [IndicatorRow]) -> [UnitColumn] {
    let unit = reading.isTotal ? "%" : indicator.unit.ofDifference.heading(say)
    let suffix = unit.isEmpty ? "" : " (\(unit))"
    var columns: [UnitColumn] = []
    let previous = previousPeriod
    let base = rows.first { $0.changeBase != nil }?.basePeriod
    if let previous, reading.breaks(since: previous).isEmpty {
      let title = say("Zmiana wobec \(say.dates.shortPeriod(previous))", "Change since \(say.dates.shortPeriod(previous))")
      columns.append(
        UnitColumn(title: title + suffix) { row, _ in
          change(row.flatMap(reading.changeSincePrevious), across: row?.breaks ?? [], since: row?.previousPeriod, of: previous)
        })
    }
    if let base, base != previous, reading.breaks(since: base).isEmpty {
      let title = say("Zmiana wobec \(say.dates.shortPeriod(base))", "Change since \(say.dates.shortPeriod(base))")
      columns.append(
        UnitColumn(title: title + suffix) { row, _ in
          change(row.flatMap(reading.changeSinceBase), across: row?.baseBreaks ?? [], since: row?.basePeriod, of: base)
        })
    }
    return columns
  }

  /// A unit whose own borders or source changed in between is not compared, though the others are. One without a value for the period
  /// of the heading is compared with an earlier one, which a mark says.
  private func change(_ change: Quantity?, across breaks: [String], since earlier: String?, of heading: String) -> Cell {
    guard var change else { return .notApplicable }
    guard let earlier, earlier != heading else { return breaks.isEmpty ? .number(change) : .text(Sign.broken(say)) }
    guard breaks.isEmpty, reading.breaks(since: earlier).isEmpty else { return .text(Sign.broken(say)) }
    change.mark = Self.otherPeriodMark
    return .number(change)
  }

  func value(_ row: IndicatorRow?) -> Cell {
    guard let row else { return .missing(reason: Terms(say).reason(nil), id: nil) }
    guard let value = row.value else { return .missing(reason: Terms(say).reason(row), id: ValueID(row.id)) }
    return .number(Quantity(value, decimals: decimals, id: ValueID(row.id)))
  }

  // MARK: The region over the years

  /// One row a period: region, country, and the range of the main units.
  func series() -> Table {
    let units = material.units
    let figures = material.figures
    var columns: [(unit: UnitRow, title: String)] = []
    if let region = units.region { columns.append((region, say.sentenceCase(region.fullName(say)))) }
    if !reading.isTotal {
      if let voivodeship = units.voivodeship, figures.hasValues(indicator.id, of: [voivodeship.unit]) {
        columns.append((voivodeship, say.sentenceCase(voivodeship.fullName(say))))
      }
      if let country = units.country, figures.hasValues(indicator.id, of: [country.unit]) {
        columns.append((country, country.fullName(say)))
      }
    }
    var titles = columns.map(\.title)
    if !reading.isTotal, reading.hasMain {
      titles.append(say("Najniższa wśród \(units.noun.many)", "Lowest among \(units.noun.englishOther)"))
      titles.append(say("Najwyższa wśród \(units.noun.many)", "Highest among \(units.noun.englishOther)"))
    }
    let rows = material.years.map { year -> Table.Row in
      let period = String(year)
      var cells = columns.map { column -> Cell in
        let cell = value(figures.row(indicator.id, column.unit.unit, period))
        return column.unit.unit == units.region?.unit ? cell : cell.repeated
      }
      if !reading.isTotal, reading.hasMain {
        let range = rangeOfMain(period)
        // Which unit it was is in the CSV; these cells are no targets of links.
        for row in [range?.low, range?.high] {
          cells.append(row.map { value($0).repeated } ?? .missing(reason: rangeSign(period), id: nil))
        }
      }
      return Table.Row(period, cells)
    }
    return Table(
      id: seriesID,
      caption: say(
        "\(IndicatorTables.title(indicator, say)), \(say.dates.span(material.years))",
        "\(IndicatorTables.title(indicator, say)), \(say.dates.span(material.years))"),
      stub: say("Rok", "Year"), columns: titles.map { Table.Column($0) }, rows: rows, notes: breakNotes())
  }

  /// Why there is no range: a sign where all that is known is withheld.
  func rangeSign(_ period: String) -> String {
    let terms = Terms(say)
    for unit in material.units.main {
      let sign = terms.sign(material.figures.row(indicator.id, unit.unit, period))
      if !sign.isEmpty { return sign }
    }
    return ""
  }

  /// The rows with the least and the greatest value among the main units.
  func rangeOfMain(_ period: String) -> (low: IndicatorRow, high: IndicatorRow)? {
    let figures = material.figures
    // Rows are large; only the two are copied.
    var range: (low: (place: Int, value: Double), high: (place: Int, value: Double))?
    for unit in material.units.main {
      guard let place = figures.place(indicator.id, unit.unit, period), let value = figures.rows[place].value else { continue }
      guard let known = range else {
        range = ((place, value), (place, value))
        continue
      }
      if value < known.low.value { range?.low = (place, value) }
      if value > known.high.value { range?.high = (place, value) }
    }
    return range.map { (low: figures.rows[$0.low.place], high: figures.rows[$0.high.place]) }
  }

  private func breakNotes() -> [String] {
    let terms = Terms(say)
    let (first, last) = (material.years.first ?? 0, material.years.last ?? 0)
    return indicator.breaks.filter { first < $0.year && $0.year <= last }
      .map {
        say.ended(
          say("Przerwa w porównywalności \($0.year): ", "Break in comparability \($0.year): ") + terms.breakReason($0.code))
      }
  }
}
