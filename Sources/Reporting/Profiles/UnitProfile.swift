import Contracts

/// The page of one unit: `units/<teryt>.html`.
package struct UnitProfile {
  let unit: UnitRow
  let ground: ProfileGround

  /// A page for every unit of the region.
  /// - Parameter report: gives the banner and the proofs; without it there are none.
  package static func pages(_ composition: Composition, like report: Document? = nil) -> [HTMLPage] {
    let ground = ProfileGround(composition)
    return composition.material.units.profiled.map { UnitProfile(unit: $0, ground: ground).page(like: report) }
  }

  /// The page of this unit.
  func page(like report: Document?) -> HTMLPage {
    let hasMethods = report?.chapters.contains { $0.id == "methods" } ?? true
    var document = document(hasMethods: hasMethods).marked(by: figures).explained()
    document.banner = report?.banner
    document.proven = report?.proven ?? []
    return HTMLWriter.pages(document, path: UnitProfile.path(of: unit))[0]
  }

  private var composition: Composition { ground.composition }
  private var material: Material { ground.material }
  private var say: Phrasing { material.phrasing }
  private var figures: Figures { material.figures }

  /// Below the report's folder.
  static func path(of unit: UnitRow) -> String { "units/\(unit.unit).html" }

  /// Titles of the areas, as the report's chapters have them, in their order.
  private static let areas = [
    "demography", "labour", "assistance", "exclusion", "disability", "alcohol", "family", "housing", "resources",
  ]

  /// - Parameter hasMethods: whether the report has the chapter that readers are sent to.
  func document(hasMethods: Bool = true) -> Document {
    let standings = ground.spreads(at: unit.level).compactMap { spread in
      spread.places[unit.unit].map { UnitStanding(spread: spread, row: figures.rows[$0]) }
    }
    var document = Document(
      language: say.language, title: say("Profil: \(unit.fullName(say))", "Profile: \(unit.fullName(say))"),
      subtitle: say.sentenceCase(material.units.region?.fullName(say) ?? ""), facts: facts(standings))
    document.back = .link(.file("index.html"), material.title)
    document.chapters =
      [MainProblems(standings: standings, say: say).chapter(), index()].compactMap(\.self) + areaChapters(standings)
      + [peers(standings)].compactMap(\.self)
      + gminas() + [reading(hasMethods: hasMethods)]
    return document
  }

  // MARK: Head

  private func facts(_ standings: [UnitStanding]) -> [Fact] {
    var facts = [
      Fact("TERYT", unit.unit), Fact(say("Poziom", "Level"), Terms(say).level(unit.level)),
    ]
    if let parent = material.units.above(unit), parent.unit != material.units.region?.unit {
      let name = parent.fullName(say)
      let hasProfile = material.units.hasProfile(parent)
      facts.append(Fact(say("Część", "Part of"), [hasProfile ? .link(.file(UnitProfile.path(of: parent)), name) : .text(name)]))
    }
    if let row = standings.first(where: { $0.indicator.id == "A01" }), let value = row.row.value {
      facts.append(
        Fact(
          say("Ludność, \(say.dates.period(row.row.period))", "Population, \(row.row.period)"),
          [.number(Quantity(value, decimals: 0, unit: row.indicator.unit, id: ValueID(row.row.id)))]))
    }
    return facts
  }

  // MARK: Index

  private func index() -> Chapter? {
    guard let index = ground.exclusionIndex, let row = index.row(of: unit.unit), let score = row.score else { return nil }
    let id = index.id(of: unit.unit)
    var words: [Inline] = [.text("\(index.caption): "), .number(Quantity(score, decimals: 3, id: id))]
    if let rank = row.rank, let ranked = row.unitsRanked {
      let place = rankText(rank, low: row.rankLow, high: row.rankHigh, say.numbers)
      words.append(.text(say(", miejsce ", ", rank ")))
      words.append(.traced(say("\(place) z \(ranked)", "\(place) of \(ranked)"), id.part("rank")))
    }
    let rows = index.domains.map { domain in
      Table.Row(
        domain.title,
        [
          index.domainScore(domain.id, of: unit.unit).map {
            .number(Quantity($0, decimals: 3, id: index.id(of: unit.unit, part: "domain:" + domain.id)))
          } ?? .missing(reason: "", id: nil)
        ])
    }
    return Chapter(
      id: "indeks", title: say("Wskaźnik syntetyczny", "Composite index"),
      blocks: [
        .paragraph(say.ended(words)),
        .table(
          Table(
            id: "t-indeks",
            caption: say("Wyniki w obszarach: 0 najkorzystniej, 1 najmniej korzystnie", "Scores by domain: 0 best, 1 worst"),
            stub: say("Obszar", "Domain"), columns: [Table.Column(say("Wynik", "Score"))], rows: rows)),
      ])
  }

  // MARK: Areas

  private func areaChapters(_ standings: [UnitStanding]) -> [Chapter] {
    UnitProfile.areas.compactMap { area in
      let own = standings.filter { $0.indicator.area == area }
      guard own.contains(where: { $0.row.value != nil }) else { return nil }
      let title = Section.all.first { $0.id == area }.map { say($0.title) } ?? area
      var blocks: [Block] = []
      let table = table(own, area: area, title: title)
      if let figure = spine(own, area: area, title: title, table: table.id) { blocks.append(.figure(figure)) }
      blocks.append(.table(table))
      if let trends = trends(own, area: area, title: title) { blocks += trends }
      return Chapter(id: area, title: title, blocks: blocks)
    }
  }

  private func spine(_ own: [UnitStanding], area: String, title: String, table: String) -> Figure? {
    let rows = own.compactMap { $0.spine(say) }
    guard !rows.isEmpty else { return nil }
    let region = material.units.region?.unitName ?? ""
    func named(_ standing: SpineChart.Standing) -> String {
      rows.filter { $0.standing == standing }.map { row in
        "\(row.name) \(row.value)" + (row.rank.isEmpty ? "" : say(", miejsce ", ", rank ") + row.rank)
      }.joined(separator: "; ")
    }
    let name = unit.fullName(say)
    var alternative = say(
      "Wykres położenia jednostki \(name) na tle regionu, \(say.counted(rows.count, .indicator)).",
      "Chart of \(name) against the region, \(say.counted(rows.count, .indicator)).")
    for (standing, words) in [
      (SpineChart.Standing.worse, say("Mniej korzystnie", "Worse")), (.better, say("Korzystniej", "Better")),
      (.similar, say("Bez wyraźnej różnicy", "No clear difference")), (.unrated, say("Bez oceny", "Not rated")),
    ] {
      let names = named(standing)
      if !names.isEmpty { alternative += " \(words): \(names)." }
    }
    return Figure(
      id: "f-\(area)",
      caption: say("\(title): \(name) na tle regionu", "\(title): \(name) against the region"),
      chart: .spine(SpineChart(rows: rows, middle: region, country: material.units.country?.unitName ?? "")),
      alternative: alternative, table: table)
  }

  private func table(_ own: [UnitStanding], area: String, title: String) -> Table {
    let region = material.units.region?.unitName ?? say("region", "region")
    let hasCountry = own.contains { $0.spread.country?.value != nil }
    let ranked = Set(own.compactMap(\.row.unitsRanked))
    let rankTitle =
      ranked.count == 1
      ? say("Miejsce wśród \(ranked.first ?? 0) (zakres)", "Rank among \(ranked.first ?? 0) (range)")
      : say("Miejsce (zakres)", "Rank (range)")
    var columns = [
      Table.Column(say("Okres", "Period"), .text), Table.Column(say("Wartość", "Value")),
      Table.Column(say("Przedział ufności 95%", "95% interval")), Table.Column(say.sentenceCase(region)),
    ]
    if hasCountry { columns.append(Table.Column(say("Polska", "Poland"))) }
    columns += [
      Table.Column(say("Najniższa–najwyższa", "Lowest–highest")), Table.Column(rankTitle),
      Table.Column(say("Wobec regionu", "Against the region"), .text),
    ]
    let rows = own.map { standing -> Table.Row in
      let indicator = standing.indicator
      let row = standing.row
      var cells: [Cell] = [
        .text(say.dates.shortPeriod(row.period)),
        row.value.map { .number(Quantity($0, decimals: indicator.decimals, id: ValueID(row.id))) }
          ?? .missing(reason: Terms(say).reason(row), id: ValueID(row.id)),
      ]
      if row.value != nil, let lower = row.lower, let upper = row.upper {
        cells.append(
          .range(lower: lower, upper: upper, decimals: indicator.decimals, id: ValueID(row.id, part: "interval")))
      } else {
        cells.append(.notApplicable)
      }
      cells.append(reference(standing.spread.region, standing))
      if hasCountry { cells.append(reference(standing.spread.country, standing)) }
      cells.append(standing.spread.extremes.map { .span(from: $0.least, to: $0.greatest) } ?? .notApplicable)
      if let rank = row.rank, ranked.count == 1 {
        cells.append(.rank(rank, low: row.rankLow, high: row.rankHigh, id: ValueID(row.id, part: "rank")))
      } else if let rank = row.rank, let ranked = row.unitsRanked {
        cells.append(
          .traced(
            rankText(rank, low: row.rankLow, high: row.rankHigh, say.numbers) + say(" z \(ranked)", " of \(ranked)"),
            ValueID(row.id, part: "rank")))
      } else {
        cells.append(.notApplicable)
      }
      cells.append(.text(words(standing)))
      return Table.Row(
        [.link(.file("indicators/\(indicator.id).html"), standing.spread.title)], cells)
    }
    return Table(
      id: "t-\(area)", caption: say("\(title): \(unit.fullName(say))", "\(title): \(unit.fullName(say))"),
      stub: say("Wskaźnik", "Indicator"), columns: columns, rows: rows)
  }

  private func reference(_ row: IndicatorRow?, _ standing: UnitStanding) -> Cell {
    if standing.spread.isTotal { return .notApplicable }
    // The sign of what is not published, as for the unit's own value: `x` is for what would make no sense.
    guard let row, let value = row.value else { return .missing(reason: Terms(say).sign(row), id: nil) }
    return .number(Quantity(value, decimals: standing.indicator.decimals, id: ValueID(row.id)))
  }

  private func words(_ standing: UnitStanding) -> String {
    switch standing.isBetter() {
    case true?: return say("korzystniej", "better")
    case false?: return say("mniej korzystnie", "worse")
    case nil:
      switch standing.standing() {
      case .withinInterval, .equal: return say("bez wyraźnej różnicy", "no clear difference")
      case .higher: return say("wyżej", "higher")
      case .lower: return say("niżej", "lower")
      case nil: return "x"
      }
    }
  }

  // MARK: Trends

  /// Small charts of the indicators with values in at least three years, and the table of all years.
  private func trends(_ own: [UnitStanding], area: String, title: String) -> [Block]? {
    let years = material.years
    let periods = years.map { String($0) }
    var panels: [MultiplesChart.Panel] = []
    var rows: [Table.Row] = []
    for standing in own {
      let indicator = standing.indicator
      let places = figures.places(indicator.id, unit.unit, periods)
      let values = places.map { place in place.flatMap { figures.rows[$0].value } }
      guard values.count(where: { $0 != nil }) >= 3 else { continue }
      panels.append(
        MultiplesChart.Panel(
          name: "\(indicator.id) \(indicator.label)", own: values,
          region: standing.spread.isTotal ? years.map { _ in nil } : standing.spread.regionSeries,
          breaks: material.breakYears(of: indicator, unit: unit.unit), decimals: indicator.decimals))
      rows.append(
        Table.Row(
          standing.spread.title,
          places.map { place in
            guard let place, let value = figures.rows[place].value else {
              return .missing(reason: Terms(say).sign(place.map { figures.rows[$0] }), id: nil)
            }
            return .number(
              Quantity(value, decimals: indicator.decimals, id: ValueID(figures.rows[place].id), isProven: false))
          }))
    }
    guard !panels.isEmpty else { return nil }
    let table = Table(
      id: "s-\(area)",
      caption: say(
        "\(title): \(unit.fullName(say)), \(say.dates.span(years))",
        "\(title): \(unit.fullName(say)), \(say.dates.years(years))"),
      stub: say("Wskaźnik", "Indicator"), columns: years.map { Table.Column(String($0)) }, rows: rows)
    let figure = Figure(
      id: "z-\(area)",
      caption: say(
        "\(title): \(unit.fullName(say)), zmiany w czasie", "\(title): \(unit.fullName(say)), changes over time"),
      chart: .multiples(
        MultiplesChart(
          years: years, panels: panels, unit: unit.shortName(say), region: material.units.region?.unitName ?? "")),
      alternative: alternative(panels), table: table.id,
      note: say("Każdy wykres ma własną skalę.", "Every chart has a scale of its own."))
    return [.figure(figure), .folded(summary: say("Dane według lat", "Data by year"), [.table(table)])]
  }

  /// What each of the small charts shows of the unit, and where the region ends.
  private func alternative(_ panels: [MultiplesChart.Panel]) -> String {
    let (years, name) = (material.years, unit.fullName(say))
    var parts = [
      say(
        "Małe wykresy liniowe: \(name), \(say.dates.span(years)), \(say.counted(panels.count, .indicator)).",
        "Small line charts: \(name), \(say.dates.years(years)), \(say.counted(panels.count, .indicator)).")
    ]
    for panel in panels {
      let words = SeriesWords(years: years, decimals: panel.decimals, say: say)
      guard var text = words.described(panel.name, panel.own) else { continue }
      if let place = panel.region.lastIndex(where: { $0 != nil }), let value = panel.region[place] {
        let number = say.numbers.fixed(value, decimals: panel.decimals)
        text += "; region: \(years[place]) – \(number)"
      }
      let shown = panel.breaks.filter { years.dropFirst().contains($0) }
      if !shown.isEmpty {
        let list = say.list(shown.map { String($0) })
        text += say("; linia przerwana: \(list)", "; line broken: \(list)")
      }
      parts.append(text + ".")
    }
    return parts.joined(separator: " ")
  }

  // MARK: Peers

  private func peers(_ standings: [UnitStanding]) -> Chapter? {
    let peers = ground.peers(of: unit, most: 5)
    let group = PeerGroup(unit: unit, material: material).blocks(standings)
    let title = say("Jednostki podobne", "Similar units")
    guard !peers.isEmpty else { return group.isEmpty ? nil : Chapter(id: "podobne", title: title, blocks: group) }
    let shown = standings.filter { !$0.spread.isTotal && $0.indicator.direction != .neither && $0.row.value != nil }
    let rows = shown.map { standing -> Table.Row in
      let indicator = standing.indicator
      let cells = ([unit] + peers).map { other -> Cell in
        let place = standing.spread.places[other.unit]
        guard let place, let value = figures.rows[place].value else {
          return .missing(reason: Terms(say).sign(place.map { figures.rows[$0] }), id: nil)
        }
        return .number(Quantity(value, decimals: indicator.decimals, id: ValueID(figures.rows[place].id, part: "value")))
      }
      return Table.Row(standing.spread.title, cells)
    }
    let links: [Inline] = peers.enumerated().flatMap { index, peer -> [Inline] in
      (index > 0 ? [.text(", ")] : []) + [
        .link(.file(UnitProfile.path(of: peer)), material.units.distinct(peer.fullName(say), of: peer, say))
      ]
    }
    return Chapter(
      id: "podobne", title: title,
      blocks: group + [
        .paragraph(
          [
            .text(
              say(
                "Jednostki tego samego poziomu i rodzaju o najbliższej liczbie mieszkańców: ",
                "Units of the same level and kind with the nearest number of residents: "))
          ] + links + [.text(".")]),
        .table(
          Table(
            id: "t-podobne", caption: say("Porównanie z jednostkami podobnymi", "Comparison with similar units"),
            stub: say("Wskaźnik", "Indicator"), columns: ([unit] + peers).map { Table.Column($0.shortName(say)) }, rows: rows)),
      ])
  }

  // MARK: Gminas of a powiat

  private func gminas() -> [Chapter] {
    guard !material.units.details(of: unit.unit).isEmpty else { return [] }
    let tables = UnitProfile.areas.compactMap { area -> Block? in
      let title = Section.all.first { $0.id == area }.map { say($0.title) } ?? area
      return GminaTables(material: material).table(of: unit, area: area, title: title).map { table in
        .folded(summary: title, [.table(table)])
      }
    }
    return tables.isEmpty ? [] : [Chapter(id: "gminy", title: say("Gminy powiatu", "Gminas of the powiat"), blocks: tables)]
  }

  private func reading(hasMethods: Bool) -> Chapter {
    let signs: [[Inline]] = Sign.meanings.map { [.text(say($0))] }
    return Chapter(
      id: "czytanie", title: say("Jak czytać profil", "How to read the profile"),
      blocks: [
        .list([
          [
            .text(
              say(
                "Miejsce 1 jest najkorzystniejsze wśród jednostek tego samego poziomu; zakres w nawiasie obejmuje miejsca, których nie wykluczają przedziały ufności.",
                "Rank 1 is the best among the units of the same level; the range in brackets holds the ranks that the intervals do not exclude."
              ))
          ],
          [
            .text(
              say(
                "„Bez wyraźnej różnicy” znaczy, że wartość regionu mieści się w przedziale ufności wartości jednostki.",
                "“No clear difference” means that the value of the region lies within the interval of the unit's value."))
          ],
          [
            .text(
              say(
                "W małych jednostkach kilka osób zmienia wskaźnik o wiele punktów.",
                "In small units a few persons move a rate by many points."))
          ],
          [
            .text(
              say(
                "Każda liczba z odnośnikiem prowadzi do wzoru i komórek plików źródłowych. ",
                "Every number that is a link leads to its formula and source cells. "))
          ] + (hasMethods ? [.link(.file("index.html#methods"), say("Metody", "Methods")), .text(".")] : []),
        ]), .list(signs),
      ])
  }
}
