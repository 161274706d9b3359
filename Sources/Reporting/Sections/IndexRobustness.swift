import Contracts

/// How far the places of the index hang on how it is made: other methods, and what moves places most.
struct IndexRobustness {
  let composition: Composition
  let index: CompositeIndex

  private var material: Material { composition.material }
  private var say: Phrasing { composition.say }
  private var terms: Terms { Terms(say) }

  /// The rows of a level in their newest period.
  static func newest(_ rows: [IndexMethodRow], level: String) -> [IndexMethodRow] {
    let own = rows.filter { $0.level == level }
    let period = own.map(\.period).max()
    return own.filter { $0.period == period }
  }

  static func newest(_ rows: [IndexDriverRow], level: String) -> [IndexDriverRow] {
    let own = rows.filter { $0.level == level }
    let period = own.map(\.period).max()
    return own.filter { $0.period == period }
  }

  /// Empty when the diagnosis has no such tables.
  func chapters() -> [Chapter] { [methods(), drivers()].compactMap(\.self) }

  // MARK: Methods

  private func methods() -> Chapter? {
    let level = material.units.mainLevel
    let rows = IndexRobustness.newest(material.judgements.methods.filter { $0.index == index.id }, level: level)
    guard let period = rows.first?.period else { return nil }
    var methods: [String] = [index.method]
    for row in rows where !methods.contains(row.method) { methods.append(row.method) }
    var byUnit: [String: [String: IndexMethodRow]] = [:]
    for row in rows { byUnit[row.unit, default: [:]][row.method] = row }
    guard methods.count > 1, !byUnit.isEmpty else { return nil }
    let units = material.units.main.filter { byUnit[$0.unit] != nil }
    var table = Table(
      id: "t-indeks-metody",
      caption: say(
        "Miejsca według metod: \(index.title), \(say.dates.period(period))", "Ranks by method: \(index.title), \(period)"),
      stub: say.sentenceCase(Terms(say).level(level)),
      columns: methods.map { Table.Column(terms.method($0)) } + [
        Table.Column(say("Rozbieżność metod (miejsca)", "Disagreement of methods (places)")),
        Table.Column(say("90% powtórzeń (miejsca)", "90% of replications (places)")),
        Table.Column(say("Co najbardziej przesuwa", "What moves it most"), .text),
      ],
      rows: [],
      notes: [
        say(
          "Powtórzenia zmieniają losowo normalizację, wagi, sposób łączenia i pomijają po jednym wskaźniku; zakres obejmuje miejsca od 5. do 95. centyla. W nawiasie udział wariancji miejsca.",
          "Replications vary normalisation, weights and aggregation at random and leave out one indicator at a time; the range holds the places from the 5th to the 95th percentile. In brackets the share of the variance of the place."
        ),
        say(
          "Metoda Hellwiga i TOPSIS porządkują jednostki według wyników obszarów z wagami obszarów.",
          "Hellwig's method and TOPSIS order the units by the scores of the domains, with the weights of the domains."
        ),
      ])
    let unitRows = units.map { unit -> (unit: UnitRow, row: Table.Row) in
      let own = byUnit[unit.unit] ?? [:]
      let any = own[index.method] ?? own.values.first { $0.rankLow != nil }
      var cells = methods.map { method -> Cell in
        own[method].flatMap { row in row.rank.map { .rank($0, low: nil, high: nil, id: row.valueID.part("rank:" + method)) } }
          ?? .notApplicable
      }
      cells.append(any?.disagreement.map { .count($0, id: any?.valueID.part("disagreement")) } ?? .notApplicable)
      if let low = any?.rankLow, let high = any?.rankHigh {
        cells.append(.range(lower: Double(low), upper: Double(high), decimals: 0, id: any?.valueID.part("rank_range")))
      } else {
        cells.append(.notApplicable)
      }
      cells.append(driver(any))
      return (unit: unit, row: Table.Row(unit.shortName(say), cells))
    }
    table.append(unitRows, under: material.units, say)
    return Chapter(
      id: "indeks-metody", title: say("Czy wynik zależy od metody", "Does the result hang on the method"),
      blocks: [
        .paragraph(sentence(units, byUnit, methods)),
        .folded(summary: say("Miejsca według metod", "Ranks by method"), [.table(table)]),
      ])
  }

  private func sentence(_ units: [UnitRow], _ byUnit: [String: [String: IndexMethodRow]], _ methods: [String]) -> [Inline] {
    let gaps = units.compactMap { unit in
      byUnit[unit.unit]?.values.compactMap(\.disagreement).max().map { (unit: unit, places: $0) }
    }
    let names = say.list(methods.map(terms.method))
    guard let widest = gaps.max(by: { $0.places < $1.places }) else { return [] }
    let small = gaps.count { $0.places <= 2 }
    let most = gaps.filter { $0.places == widest.places }.map { $0.unit.fullName(say) }
    var words: [Inline] = [
      .text(say("Miejsca policzono kilkoma metodami: \(names). U ", "Places were made by several methods: \(names). For ")),
      .link(
        .inside("t-indeks-metody"),
        say(
          "\(say.numbers.whole(small)) z \(say.numbers.whole(gaps.count)) jednostek",
          "\(say.numbers.whole(small)) of \(say.numbers.whole(gaps.count)) units")),
      .text(say(" metody różnią się o najwyżej 2 miejsca", " the methods differ by at most 2 places")),
    ]
    if widest.places > 2, let id = byUnit[widest.unit.unit]?.values.first?.valueID {
      words += [
        .text(say("; najbardziej, o ", "; most, by ")),
        .traced(say.counted(widest.places, .placeOfRank), id.part("disagreement")),
        .text(
          say(
            ": \(say.list(most)). O \(most.count == 1 ? "tej jednostce" : "tych jednostkach") nie należy wnioskować z samego miejsca",
            ": \(say.list(most)). Nothing should be concluded about \(most.count == 1 ? "this unit" : "these units") from the place alone"
          )),
      ]
    }
    words.append(.text("."))
    let outside = units.filter { unit in
      guard let rows = byUnit[unit.unit], let rank = rows[index.method]?.rank else { return false }
      let ranged = rows[index.method]?.rankLow == nil ? rows.values.first { $0.rankLow != nil } : rows[index.method]
      guard let low = ranged?.rankLow, let high = ranged?.rankHigh else { return false }
      return rank < low || rank > high
    }
    if !outside.isEmpty {
      let named = say.list(outside.map { $0.fullName(say) })
      words.append(
        .text(
          say(
            " Miejsce według głównej metody leży poza zakresem 90% powtórzeń: \(named); z niego samego też nie należy wnioskować.",
            " The rank by the main method lies outside the range of 90% of the replications: \(named); nothing should be concluded from it alone either."
          )))
    }
    return words
  }

  private func driver(_ row: IndexMethodRow?) -> Cell {
    guard let row, !row.driver.isEmpty else { return .notApplicable }
    guard let share = row.driverShare else { return .text(terms.choice(row.driver)) }
    let printed = "\(terms.choice(row.driver)) (\(say.numbers.fixed(share * 100, decimals: 0))%)"
    return .traced(printed, row.valueID.part("driver_share"))
  }

  // MARK: Drivers

  private func drivers() -> Chapter? {
    let rows = IndexRobustness.newest(
      material.judgements.drivers.filter { $0.index == index.id }, level: material.units.mainLevel)
    guard !rows.isEmpty else { return nil }
    func number(_ value: Double?, _ decimals: Int, _ row: IndexDriverRow, _ part: String) -> Cell {
      value.map { .number(Quantity($0, decimals: decimals, id: row.valueID.part(part))) } ?? .notApplicable
    }
    func share(_ value: Double?, _ row: IndexDriverRow, _ part: String) -> Cell { number(value.map { $0 * 100 }, 1, row, part) }
    var tables: [Block] = []
    let domains = rows.filter { $0.kind == "domain" }
    if !domains.isEmpty {
      tables.append(
        .table(
          Table(
            id: "t-indeks-wagi",
            caption: say("Waga nominalna i rzeczywista obszarów", "Nominal and effective weight of the domains"),
            stub: say("Obszar", "Domain"),
            columns: [
              Table.Column(say("Waga nominalna (%)", "Nominal weight (%)")),
              Table.Column(say("Waga rzeczywista (%)", "Effective weight (%)")),
              Table.Column(say("Korelacja ze wskaźnikiem", "Correlation with the index")),
            ],
            rows: domains.map { row in
              Table.Row(
                index.domains.first { $0.id == row.element }?.title ?? row.element,
                [
                  share(row.weight, row, "weight"), share(row.effectiveWeight, row, "effective_weight"),
                  number(row.correlation, 2, row, "correlation"),
                ])
            },
            notes: [
              say(
                "Waga rzeczywista: udział zmienności wskaźnika, który przechodzi przez obszar; ujemna znaczy, że obszar porządkuje jednostki odwrotnie niż całość.",
                "Effective weight: the share of the variance of the index that goes through the domain; negative where the domain orders units the other way round."
              )
            ])))
    }
    let indicators = rows.filter { $0.kind == "indicator" }.enumerated().sorted { a, b in
      let (x, y) = (a.element.shift ?? 0, b.element.shift ?? 0)
      return x != y ? x > y : a.offset < b.offset
    }.map(\.element)
    if !indicators.isEmpty {
      tables.append(
        .table(
          Table(
            id: "t-indeks-wplyw",
            caption: say("Co zmienia pominięcie jednego wskaźnika", "What leaving out one indicator does"),
            stub: say("Wskaźnik", "Indicator"),
            columns: [
              Table.Column(say("Waga (%)", "Weight (%)")),
              Table.Column(say("Korelacja ze wskaźnikiem", "Correlation with the index")),
              Table.Column(say("Średnie przesunięcie (miejsca)", "Mean shift (places)")),
            ],
            rows: indicators.map { row in
              Table.Row(
                material.indicator(row.element).map { "\($0.id) \($0.label)" } ?? row.element,
                [
                  share(row.weight, row, "weight"), number(row.correlation, 2, row, "correlation"),
                  number(row.shift, 2, row, "rank_shift"),
                ])
            })))
    }
    guard !tables.isEmpty else { return nil }
    var blocks: [Block] = []
    if let first = indicators.first, let shift = first.shift, let known = material.indicator(first.element) {
      let places = say.numbers.fixed(shift, decimals: 2)
      blocks.append(
        .paragraph([
          .text(
            say(
              "Miejsca najbardziej zależą od wskaźnika „\(known.label)”: bez niego jednostki przesuwają się średnio o ",
              "Places hang most on the indicator “\(known.label)”: without it units move on average by ")),
          .traced(say("\(places) miejsca", "\(places) places"), first.valueID.part("rank_shift")), .text("."),
        ]))
    }
    let choices = rows.filter { $0.kind == "choice" && $0.total != nil }
    if let first = choices.max(by: { ($0.total ?? 0) < ($1.total ?? 0) }), let total = first.total {
      let share = say.numbers.fixed(total * 100, decimals: 0) + "%"
      blocks.append(
        .paragraph([
          .text(
            say(
              "Z wyborów metody najwięcej znaczy \(terms.choice(first.element)): całkowity wskaźnik Sobola obejmuje ",
              "Of the choices of method \(terms.choice(first.element)) matters most: its total Sobol index holds ")),
          .traced(share, first.valueID.part("total")), .text(say(" zmienności przesunięć.", " of the variance of shifts.")),
        ]))
    }
    blocks.append(.folded(summary: say("Wagi i wpływ wskaźników", "Weights and influence of indicators"), tables))
    return Chapter(id: "indeks-wplyw", title: say("Od czego zależą miejsca", "What the places hang on"), blocks: blocks)
  }
}
