import Contracts

/// The composite index: ranking of the units with domains, what was missing, and how it is made.
struct ExclusionIndex: Sendable {
  private let composition: Composition
  private let index: CompositeIndex
  private let period: String
  private let rows: [String: IndexRow]
  private let domainRows: [String: [String: IndexDomainRow]]

  private var material: Material { composition.material }
  private var say: Phrasing { composition.say }
  /// Scores lie between 0 and 1.
  private static let decimals = 3

  /// - Returns: nil when the pipeline has no index or nothing came out of it.
  init?(_ composition: Composition) {
    guard let index = composition.material.index,
      let period = index.rows.filter({ $0.score != nil }).map(\.period).max()
    else { return nil }
    self.composition = composition
    self.index = index
    self.period = period
    rows = Dictionary(
      index.rows.filter { $0.period == period }.map { ($0.unit, $0) }, uniquingKeysWith: { first, _ in first })
    var domains: [String: [String: IndexDomainRow]] = [:]
    for row in index.domainRows where row.period == period { domains[row.unit, default: [:]][row.domain] = row }
    domainRows = domains
  }

  /// The unit's result of the newest period.
  func row(of unit: String) -> IndexRow? { rows[unit] }

  /// Names a score of the newest period, or a part of it.
  func id(of unit: String, part: String = "") -> ValueID { ValueID("\(index.id)/\(unit)/\(period)", part: part) }

  func domainRow(_ domain: String, of unit: String) -> IndexDomainRow? { domainRows[unit]?[domain] }

  func domainScore(_ domain: String, of unit: String) -> Double? { domainRows[unit]?[domain]?.score }

  var domains: [CompositeIndex.Domain] { index.domains }

  /// Title with period.
  var caption: String { "\(index.title), \(say.dates.period(period))" }

  func chapters() -> [Chapter] {
    var chapter = Chapter(id: "indeks", title: say("Wskaźnik syntetyczny: \(index.title)", "Composite index: \(index.title)"))
    chapter.blocks.append(.paragraph(made()))
    chapter.blocks.append(
      .remark(
        say(
          "Przy czytaniu: Wskaźnik syntetyczny porządkuje jednostki względem siebie; nie mierzy, ile osób jest wykluczonych.",
          "When reading: The composite index orders units relative to one another; it does not measure how many persons are excluded."
        )))
    let places = sentences()
    if !places.isEmpty { chapter.blocks.append(.paragraph(places)) }
    let table = ranking()
    let figures = [dots(table.id), tiles(table.id)].compactMap(\.self).flatMap { $0.parts(say) }
    if !figures.isEmpty { chapter.blocks.append(.figures(figures)) }
    chapter.blocks.append(.table(table))
    chapter.blocks.append(.folded(summary: say("Skład wskaźnika", "Make-up of the index"), [.table(makeUp())]))
    chapter.parts += IndexRobustness(composition: composition, index: index).chapters()
    let folded = gminas()
    if !folded.isEmpty {
      chapter.blocks.append(
        .paragraph([.link(.inside("indeks-gminy"), say("Wyniki i miejsca gmin", "Scores and ranks of the gminas")), .text(".")]))
      chapter.parts.append(
        Chapter(
          id: "indeks-gminy", title: say("\(index.title): gminy", "\(index.title): gminas"), blocks: folded,
          page: "indicators/\(index.id).html"))
    }
    return [chapter]
  }

  /// The ranking and the gminas on a page of their own, for a report without the chapter.
  func pageOfTables() -> Chapter {
    Chapter(
      id: "indeks-gminy", title: say("\(index.title) – tabele", "\(index.title) – tables"),
      blocks: [.table(ranking())] + gminas(), page: "indicators/\(index.id).html")
  }

  // MARK: Words

  private func made() -> [Inline] {
    let coverage = say.numbers.fixed(index.coverage * 100, decimals: 0)
    let indicators = index.domains.flatMap(\.indicators).count
    return [
      .text(
        say(
          "Wskaźnik łączy \(say.counted(indicators, .indicator)) w \(say.numbers.whole(index.domains.count)) obszarach metodą unitaryzacji zerowanej: każdy wskaźnik sprowadza się do przedziału od 0 do 1 według najmniejszej i największej wartości wśród jednostek, w obszarze i między obszarami liczy się średnią ważoną. Wynik otrzymuje jednostka, dla której jest co najmniej \(coverage)% wag; braków niczym się nie zastępuje, są wymienione w tabeli. Miejsce 1 oznacza położenie najkorzystniejsze. Okres: \(say.dates.period(period)) Skład: ",
          "The index joins \(say.counted(indicators, .indicator)) in \(say.numbers.whole(index.domains.count)) domains by zero unitarisation: each indicator is brought to the range 0 to 1 by the least and the greatest value among the units; within and across domains weighted means are taken. A unit gets a score when at least \(coverage)% of the weights are present; nothing is put in place of what is missing, which the table names. Rank 1 is the best. Period: \(period). Make-up: "
        )), .reference(to: "t-indeks-sklad"), .text("."),
    ]
  }

  private func ranked() -> [(unit: UnitRow, row: IndexRow, rank: Int, score: Double)] {
    material.units.main.compactMap { unit in
      guard let row = rows[unit.unit], let rank = row.rank, let score = row.score else { return nil }
      return (unit, row, rank, score)
    }
  }

  private func sentences() -> [Inline] {
    let ranked = ranked()
    guard let best = ranked.min(by: { $0.rank < $1.rank }), let worst = ranked.max(by: { $0.rank < $1.rank }),
      best.rank != worst.rank
    else { return [] }
    func described(_ entry: (unit: UnitRow, row: IndexRow, rank: Int, score: Double)) -> [Inline] {
      let place = rankText(entry.rank, low: entry.row.rankLow, high: entry.row.rankHigh, say.numbers)
      let all = entry.row.unitsRanked ?? ranked.count
      let id = id(of: entry.unit.unit)
      return [
        .text("\(entry.unit.fullName(say)) ("), .number(Quantity(entry.score, decimals: ExclusionIndex.decimals, id: id)),
        .text(say(", miejsce ", ", rank ")), .traced(say("\(place) z \(all)", "\(place) of \(all)"), id.part("rank")),
        .text(")"),
      ]
    }
    var words: [Inline] = [.text(say("Najmniej korzystne położenie: ", "Worst: "))]
    words += described(worst)
    words.append(.text(say("; najkorzystniejsze: ", "; best: ")))
    words += described(best)
    words.append(.text("."))
    // The greater rank is the worse place.
    if let low = worst.row.rankLow, let high = best.row.rankHigh, low <= high {
      words.append(
        .text(
          say(
            " Przedziały miejsc tych jednostek zachodzą na siebie, więc kolejność nie jest pewna.",
            " The rank intervals of these units overlap, so that their order is not sure.")))
    }
    let without = material.units.main.count - ranked.count
    if without > 0 {
      words.append(
        .text(
          say(
            " Bez wyniku z powodu braku danych: \(say.counted(without, material.units.noun)).",
            " Without a score for lack of data: \(say.counted(without, material.units.noun)).")))
    }
    return words
  }

  func keyFigure() -> KeyFigure? {
    guard let worst = ranked().max(by: { $0.rank < $1.rank }) else { return nil }
    let words = sentences()
    guard !words.isEmpty else { return nil }
    return KeyFigure(
      quantity: Quantity(worst.score, decimals: ExclusionIndex.decimals, id: id(of: worst.unit.unit)),
      label: "\(index.title), \(say.dates.period(period)) – \(worst.unit.fullName(say))", lines: [words],
      link: .reference(to: "t-indeks"))
  }

  // MARK: Tables

  private func ranking() -> Table {
    var columns = [
      Table.Column(say("Wynik", "Score")), Table.Column(say("Miejsce (zakres)", "Rank (range)")),
      Table.Column(say("Piąta część", "Fifth")),
    ]
    columns += index.domains.map { Table.Column($0.title) }
    // Columns that tell of gaps only where there are any.
    let hasGaps = material.units.main.contains { rows[$0.unit]?.missing.isEmpty != true }
    if hasGaps {
      columns.append(Table.Column(say("Dostępne wagi (%)", "Weights present (%)")))
      columns.append(Table.Column(say("Brakujące wskaźniki", "Missing indicators"), .text))
    }
    var table = Table(
      id: "t-indeks", caption: "\(index.title), \(say.dates.period(period))",
      stub: say.sentenceCase(Terms(say).level(material.units.mainLevel)), columns: columns,
      rows: [],
      notes: [
        say(
          "Zakres miejsc: najlepsze i najgorsze miejsce jednostki, gdy kolejno pomija się po jednym obszarze.",
          "Range of ranks: the best and the worst place of a unit when one domain at a time is left out.")
      ] + (hasGaps ? [] : [say("Każda jednostka ma wszystkie wskaźniki.", "Every unit has all indicators.")]))
    let unitRows = material.units.main.map { unit -> (unit: UnitRow, row: Table.Row) in
      var row = row(unit)
      if !hasGaps { row.cells.removeLast(2) }
      return (unit: unit, row: row)
    }
    table.append(unitRows, under: material.units, say)
    return table
  }

  private func row(_ unit: UnitRow) -> Table.Row {
    let row = rows[unit.unit]
    var cells: [Cell] = []
    if let row, let score = row.score {
      cells.append(.number(Quantity(score, decimals: ExclusionIndex.decimals, id: id(of: unit.unit))))
    } else {
      let reason = say("za mało wskaźników", "too few indicators")
      cells.append(.missing(reason: row == nil ? Terms(say).reason(nil) : reason, id: nil))
    }
    cells.append(
      row?.rank.map { .rank($0, low: row?.rankLow, high: row?.rankHigh, id: id(of: unit.unit, part: "rank")) } ?? .notApplicable)
    cells.append(row?.quintile.map { .quintile($0, id: id(of: unit.unit, part: "class")) } ?? .notApplicable)
    for domain in index.domains {
      let score = domainRows[unit.unit]?[domain.id]?.score
      cells.append(
        score.map {
          .number(Quantity($0, decimals: ExclusionIndex.decimals, id: id(of: unit.unit, part: "domain:" + domain.id)))
        } ?? .missing(reason: "", id: nil))
    }
    cells.append(
      row?.coverage.map { .number(Quantity($0 * 100, decimals: 0, id: id(of: unit.unit, part: "coverage"))) } ?? .notApplicable)
    cells.append(.text(row?.missing.joined(separator: ", ") ?? ""))
    return Table.Row(unit.shortName(say), cells)
  }

  private func makeUp() -> Table {
    let total = index.domains.reduce(0) { $0 + $1.weight }
    let rows = index.domains.map { domain in
      let labels = domain.indicators.map { id in
        material.indicator(id).map { "\(id) \($0.label)" } ?? id
      }
      let share = total > 0 ? domain.weight / total * 100 : 0
      return Table.Row(
        domain.title, [.number(Quantity(share, decimals: 1)), .text(labels.joined(separator: "; "))])
    }
    return Table(
      id: "t-indeks-sklad", caption: say("Obszary i wagi: \(index.title)", "Domains and weights: \(index.title)"),
      stub: say("Obszar", "Domain"),
      columns: [Table.Column(say("Waga (%)", "Weight (%)")), Table.Column(say("Wskaźniki", "Indicators"), .prose)], rows: rows)
  }

  private func gminas() -> [Block] { material.units.folded(say, gminas) }

  private func gminas(_ powiats: [UnitRow]) -> [Block] {
    powiats.compactMap { powiat in
      let gminas = material.units.details(of: powiat.unit).filter { rows[$0.unit] != nil }
      guard !gminas.isEmpty else { return nil }
      let ranked = gminas.compactMap { rows[$0.unit]?.unitsRanked }.max()
      let table = Table(
        id: "g-indeks-\(powiat.unit)",
        caption: say("\(index.title): \(powiat.fullName(say))", "\(index.title): \(powiat.fullName(say))"),
        stub: say("Gmina", "Gmina"),
        columns: [
          Table.Column(say("Wynik", "Score")),
          Table.Column(
            ranked.map { say("Miejsce wśród \($0) gmin (zakres)", "Rank among \($0) gminas (range)") }
              ?? say("Miejsce (zakres)", "Rank (range)")), Table.Column(say("Piąta część", "Fifth")),
          Table.Column(say("Dostępne wagi (%)", "Weights present (%)")),
          Table.Column(say("Brakujące wskaźniki", "Missing indicators"), .text),
        ],
        rows: gminas.map { unit in
          var full = row(unit)
          full.cells = Array(full.cells.prefix(3)) + Array(full.cells.suffix(2))
          full.heading = [.link(.file(UnitProfile.path(of: unit)), material.units.distinct(unit.shortName(say), of: unit, say))]
          return full
        }, isNumbered: false)
      return .folded(
        summary: "\(say.sentenceCase(powiat.fullName(say))): \(say.counted(gminas.count, .gmina))", [.table(table)])
    }
  }

  // MARK: Charts

  private func dots(_ table: String) -> Figure {
    var items = ranked().sorted { $0.rank != $1.rank ? $0.rank > $1.rank : $0.unit.unit < $1.unit.unit }
      .map { DotChart.Item(name: $0.unit.shortName(say), value: $0.score) }
    let listed = items.compactMap { item in item.value.map { (name: item.name, value: $0) } }
    items += material.units.main.filter { rows[$0.unit]?.score == nil }
      .map { DotChart.Item(name: $0.shortName(say), value: nil) }
    let words = ExtremeWords(items: listed, decimals: ExclusionIndex.decimals, noun: material.units.noun, say: say)
    let worst = words.listed(greatest: greaterIsWorse)
    let best = words.listed(greatest: !greaterIsWorse)
    let alternative = say(
      "Wykres punktowy wyników od najmniej do najbardziej korzystnego. Najmniej korzystne: \(worst). Najkorzystniejsze: \(best).",
      "Dot chart of scores from worst to best. Worst: \(worst). Best: \(best).")
    return Figure(
      id: "f-indeks", caption: "\(index.title), \(say.dates.period(period))",
      chart: .dots(DotChart(items: items, references: [], decimals: ExclusionIndex.decimals)), alternative: alternative,
      table: table)
  }

  /// Fifths of the domain scores among the units; the domain scores run the same way as the score.
  private func tiles(_ table: String) -> Figure? {
    let units = material.units.main
    guard index.domains.count >= 2 else { return nil }
    let columns = index.domains.map { domain in fifths(units.map { domainRows[$0.unit]?[domain.id]?.score }) }
    let order = units.indices.sorted { a, b in
      let (x, y) = (rows[units[a].unit]?.rank ?? Int.min, rows[units[b].unit]?.rank ?? Int.min)
      return x != y ? x > y : a < b
    }
    let chart = TileChart(
      columns: index.domains.indices.map { String($0 + 1) },
      rows: order.map { place in
        TileChart.Row(name: units[place].shortName(say), classes: columns.map { $0[place] })
      })
    let legend = index.domains.enumerated().map { "\($0.offset + 1) – \($0.element.title)" }.joined(separator: "; ")
    return Figure(
      id: "f-indeks-obszary", caption: say("Obszary wskaźnika: piąte części", "Domains of the index: fifths"),
      chart: .tiles(chart),
      alternative: say(
        "Tablica piątych części według obszarów: \(legend). Wiersze od najmniej korzystnego wyniku.",
        "Fifths by domain: \(legend). Rows from the worst score."), table: table, note: legend + ".")
  }

  /// Fifths by place, 1 the best, equal scores in the same; whether a greater score is worse is read off the ranking.
  private func fifths(_ scores: [Double?]) -> [Int?] {
    let present = scores.compactMap(\.self)
    guard present.count >= 5 else { return scores.map { _ in nil } }
    let isGreaterWorse = greaterIsWorse
    return scores.map { score in
      guard let score else { return nil }
      let before = present.count { isGreaterWorse ? $0 < score : $0 > score }
      return min(5, before * 5 / present.count + 1)
    }
  }

  private var greaterIsWorse: Bool {
    let ranked = ranked()
    guard let best = ranked.min(by: { $0.rank < $1.rank }), let worst = ranked.max(by: { $0.rank < $1.rank }) else {
      return true
    }
    return worst.score >= best.score
  }
}
