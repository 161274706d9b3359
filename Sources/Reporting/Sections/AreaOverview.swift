import Contracts

/// The head of a chapter: how many indicators stand better and worse than the country, all of them in one table, and
/// the units in one picture.
struct AreaOverview {
  let area: String
  let readings: [Reading]
  let composition: Composition

  private var material: Material { composition.material }
  private var say: Phrasing { composition.say }

  /// Opens the chapter. The picture of all units stands on a page of its own where hundreds of them would make the report itself too
  /// large to open.
  func open(_ chapter: inout Chapter) {
    chapter.blocks += [.paragraph(standing()), .table(table())]
    let tiles = tiles()
    guard material.units.areFolded, !tiles.isEmpty else {
      chapter.blocks += tiles
      return
    }
    let (id, noun) = ("kwintyle-\(area)", material.units.noun)
    let title = say("\(chapter.title): położenie \(noun.many)", "\(chapter.title): position of \(noun.englishOther)")
    chapter.blocks.append(.paragraph([.link(.inside(id), title), .text(".")]))
    chapter.parts.append(Chapter(id: id, title: title, blocks: tiles, page: "indicators/\(area).html"))
  }

  /// `Rozdział obejmuje 9 wskaźników. Mniej korzystnie niż w kraju: ...`
  private func standing() -> [Inline] {
    var words: [Inline] = [
      .text(
        say(
          "Rozdział obejmuje \(say.counted(readings.count, .indicator)) (",
          "The chapter has \(say.counted(readings.count, .indicator)) (")), .reference(to: "o-\(area)"), .text(")."),
    ]
    var worse: [Reading] = []
    var better: [Reading] = []
    var same: [Reading] = []
    for reading in readings {
      switch reading.standing(of: reading.region, against: reading.country?.value) {
      case .withinInterval, .equal: same.append(reading)
      case nil: continue
      case let standing:
        switch reading.isBetter(standing) {
        case true: better.append(reading)
        case false: worse.append(reading)
        default: continue
        }
      }
    }
    let name = say.sentenceCase(material.units.region?.fullName(say) ?? "")
    func add(_ label: String, _ list: [Reading]) {
      guard !list.isEmpty else { return }
      words.append(.text(" \(label): "))
      for (index, reading) in list.enumerated() {
        if index > 0 { words.append(.text("; ")) }
        words.append(.link(.inside(reading.indicator.id), reading.indicator.label))
      }
      words.append(.text("."))
    }
    add(say("\(name) wypada mniej korzystnie niż kraj", "\(name) does worse than the country in"), worse)
    add(say("Korzystniej niż kraj", "Better than the country"), better)
    add(say("Bez wyraźnej różnicy", "No clear difference"), same)
    return words
  }

  private func table() -> Table {
    table(
      id: "o-\(area)", say("Wskaźniki rozdziału w najnowszym okresie", "The chapter's indicators in the newest period"))
  }

  /// The same of indicators that belong to the subject and are discussed in other chapters.
  func relatedTable() -> Table {
    table(
      id: "o-\(area)-inne",
      say(
        "Wskaźniki omówione w innych rozdziałach, w najnowszym okresie",
        "Indicators discussed in other chapters, in the newest period"))
  }

  private func table(id: String, _ caption: String) -> Table {
    let units = material.units
    let regionName = units.region?.unitName ?? ""
    let noun = units.noun
    let base = say.dates.shortPeriod(String(material.baseYear))
    var columns = [
      Table.Column(say("Okres", "Period")), Table.Column(say.sentenceCase(regionName)),
    ]
    let hasCountry = readings.contains { $0.country?.value != nil }
    if hasCountry {
      columns.append(Table.Column(units.country?.fullName(say) ?? ""))
      columns.append(Table.Column(say("Różnica", "Difference")))
    }
    // The base year alone has nothing to compare itself with.
    let hasChange = material.years.contains { $0 != material.baseYear }
    if hasChange { columns.append(Table.Column(say("Zmiana wobec \(base)", "Change since \(base)"))) }
    if !units.main.isEmpty {
      columns.append(Table.Column(say("Najniższa wśród \(noun.many)", "Lowest among \(noun.englishOther)")))
      columns.append(Table.Column(say("Najwyższa wśród \(noun.many)", "Highest among \(noun.englishOther)")))
    }
    let rows = readings.map { reading -> Table.Row in
      var cells: [Cell] = [.text(say.dates.shortPeriod(reading.period)), value(reading.region, reading)]
      if hasCountry {
        let comparable = !reading.isTotal
        cells.append(comparable ? value(reading.country, reading) : .notApplicable)
        if comparable, let row = reading.region, let own = row.value, let other = reading.country?.value {
          let id = ValueID(row.id, part: "country")
          cells.append(.number(Quantity(own - other, decimals: reading.indicator.decimals, isSigned: true, id: id)))
        } else {
          cells.append(.notApplicable)
        }
      }
      if hasChange { cells.append(change(reading)) }
      if !units.main.isEmpty {
        let sign = reading.hasMain ? "" : IndicatorTables(reading: reading, material: material).rangeSign(reading.period)
        for greatest in [false, true] {
          cells.append(
            reading.extreme(greatest: greatest).map { value($0.row, reading) } ?? .missing(reason: sign, id: nil))
        }
      }
      return Table.Row(
        [
          .text(reading.indicator.id + " "),
          .link(.inside(reading.indicator.id), IndicatorTables.title(reading.indicator, say)),
        ], cells)
    }
    return Table(
      id: id, caption: caption, stub: say("Wskaźnik", "Indicator"), columns: columns, rows: rows,
      notes: [
        say(
          "Różnica i zmiana w jednostce wskaźnika (procenty: w punktach procentowych, promile: w promilowych); zmiana liczb ogółem w procentach.",
          "Difference and change in the indicator's unit (percentages: in percentage points, numbers per 1,000: in points per 1,000); change of totals in per cent."
        )
      ] + Sign.brokenNotes(rows, say))
  }

  private func value(_ row: IndicatorRow?, _ reading: Reading) -> Cell {
    guard let row else { return .missing(reason: Terms(say).reason(nil), id: nil) }
    guard let value = row.value else { return .missing(reason: Terms(say).reason(row), id: nil) }
    return .number(reading.quantity(row, value: value, isRepeated: true))
  }

  /// Only against the report's base year: another base would not fit the heading.
  private func change(_ reading: Reading) -> Cell {
    guard let row = reading.region, row.basePeriod == String(material.baseYear),
      let change = reading.changeSinceBase(row)
    else { return .notApplicable }
    // What the sentences refuse to compare the table does not compare either.
    return reading.breaks(since: row.basePeriod).isEmpty ? .number(change) : .text(Sign.broken(say))
  }

  /// All units by all ranked indicators: quintiles, as a picture and as a table.
  private func tiles() -> [Block] {
    let ranked = readings.filter { reading in reading.main.contains { $0.row?.quintile != nil } }
    guard ranked.count >= 2 else { return [] }
    let units = material.units.main
    let noun = material.units.noun
    func quintile(_ reading: Reading, _ unit: UnitRow) -> Int? {
      reading.main.first { $0.unit.unit == unit.unit }?.row?.quintile
    }
    let rows = units.map { unit in
      TileChart.Row(name: unit.shortName(say), classes: ranked.map { quintile($0, unit) })
    }
    let chart = TileChart(columns: ranked.map(\.indicator.id), rows: rows)
    var table = Table(
      id: "k-\(area)",
      caption: say(
        "Piąte części (kwintyle) \(noun.many) według wskaźników: 1 najlepsza, 5 najgorsza",
        "Fifths (quintiles) of \(noun.englishOther) by indicator: 1 best, 5 worst"),
      stub: say.sentenceCase(Terms(say).level(material.units.mainLevel)),
      columns: ranked.map { Table.Column($0.indicator.id) },
      rows: [])
    let unitRows = zip(units, rows).map { unit, row in
      let cells = zip(ranked, row.classes).map { reading, quintile -> Cell in
        let own = reading.main.first { $0.unit.unit == unit.unit }?.row
        return quintile.map { .quintile($0, id: own.map { ValueID($0.id, part: "class") }) }
          ?? .missing(reason: Terms(say).sign(own), id: nil)
      }
      return (unit: unit, row: Table.Row(unit.shortName(say), cells))
    }
    table.append(unitRows, under: material.units, say)
    let figure = Figure(
      id: "f-\(area)-kwintyle",
      caption: say(
        "Położenie \(noun.many) według wskaźników rozdziału", "Position of \(noun.englishOther) by the chapter's indicators"),
      chart: .tiles(chart), alternative: alternative(rows), table: table.id,
      note: say("Wskaźniki według kodów z tabeli powyżej.", "Indicators by the codes of the table above."))
    return figure.parts(say).map { .figure($0) } + [
      .folded(summary: say("Dane: kwintyle", "Data: quintiles"), [.table(table)])
    ]
  }

  /// Which units are most often in the worst and in the best fifth.
  private func alternative(_ rows: [TileChart.Row]) -> String {
    func most(_ quintile: Int) -> String {
      let counts = rows.map { row in (row.name, row.classes.count { $0 == quintile }) }
      guard let top = counts.map(\.1).max(), top > 0 else { return "–" }
      let names = counts.filter { $0.1 == top }.map(\.0)
      let rest = names.count - 4
      let more = rest > 0 ? say(" i jeszcze \(say.counted(rest, .unit))", " and \(say.counted(rest, .unit)) more") : ""
      return "\(names.prefix(4).joined(separator: ", "))\(more) (\(say.counted(top, .indicator)))"
    }
    return say(
      "Tablica kwintyli. Najczęściej w najgorszej piątej części: \(most(5)). Najczęściej w najlepszej: \(most(1)).",
      "Chart of quintiles. Most often in the worst fifth: \(most(5)). Most often in the best: \(most(1)).")
  }
}
