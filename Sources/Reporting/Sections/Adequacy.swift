import Contracts

/// Staff against art. 110 as the diagnosis judged it, and needs against resources.
struct Adequacy {
  let composition: Composition
  private var material: Material { composition.material }
  private var say: Phrasing { composition.say }

  /// Empty when the diagnosis has no such tables.
  func chapters() -> [Chapter] { [norm(), matrix()].compactMap(\.self) }

  // MARK: Art. 110

  private func norm() -> Chapter? {
    let judged = material.judgements.adequacy
    guard let period = Adequacy.period(of: judged) else { return nil }
    let rows = judged.filter { $0.period == period }
    let details = rows.filter(Adequacy.hasCentre)
    guard !details.isEmpty else { return nil }
    let region = material.units.region?.unit ?? ""
    // The region's own row is what proves the counts and the sum.
    let id = rows.first { $0.unit == region }?.valueID
    func counted(_ count: String, _ part: String) -> Inline { id.map { .traced(count, $0.part(part)) } ?? .text(count) }
    let under = details.filter { $0.verdict == .under }
    let met = details.count { $0.verdict == .met }
    let noun = Plural.ofLevel(details[0].level)
    let known = under.compactMap(\.lacking)
    let sum = say.numbers.fixed(known.reduce(0, +), decimals: 1)
    // A sum of which parts are missing is no less than what is there; of nothing there is none.
    let lacking: [Inline] =
      known.isEmpty && !under.isEmpty
      ? [
        .text(
          say(
            ". Brakujących etatów nie da się policzyć z braku danych.", ". What is lacking cannot be computed for lack of data."))
      ]
      : [
        .text(
          known.count < under.count
            ? say(". Do normy brakuje łącznie co najmniej ", ". Lacking in all at least: ")
            : say(". Do normy brakuje łącznie ", ". Lacking in all: ")),
        counted(say("\(sum) etatu", "\(sum) full-time posts"), "lacking"), .text("."),
      ]
    var blocks: [Block] = [
      .paragraph(
        say(
          "Art. 110 ust. 11 i 12 ustawy o pomocy społecznej: jeden pracownik socjalny na pełny etat na 2000 mieszkańców albo na nie więcej niż 50 rodzin i osób samotnie gospodarujących objętych pracą socjalną, i nie mniej niż trzech w ośrodku. Wystarczy jedna z dwóch proporcji.",
          "Art. 110 of the act on social assistance: one full-time social worker to 2,000 residents, or to at most 50 families and single persons in social work, and not fewer than three in a centre. One of the two proportions is enough."
        )),
      .paragraph(
        [
          .text("\(say.dates.period(period)): " + say("norma spełniona: ", "the norm is met by ")),
          counted(say.counted(met, noun), "met"), .text(say(", poniżej normy: ", ", missed by ")),
          counted(say.counted(under.count, noun), "units_under"),
          .text(say(", bez oceny z braku danych: ", ", not judged for lack of data: ")),
          counted(say.numbers.whole(details.count - met - under.count), "unknown"),
        ] + lacking),
    ]
    let sorted = Adequacy.byLack(under)
    if !sorted.isEmpty {
      let caption = say("Jednostki najdalej od normy, \(say.dates.period(period))", "Units farthest from the norm, \(period)")
      blocks.append(.table(table("t-norma", caption, Array(sorted.prefix(Adequacy.mostShown)))))
    }
    let rest = Array(sorted.dropFirst(Adequacy.mostShown))
    if !rest.isEmpty {
      let caption = say("Pozostałe jednostki poniżej normy, \(say.dates.period(period))", "Other units under the norm, \(period)")
      let summary = say(
        "Pozostałe jednostki poniżej normy: \(say.counted(rest.count, noun))",
        "Other units under the norm: \(say.counted(rest.count, noun))")
      blocks.append(.folded(summary: summary, [.table(table("t-norma-2", caption, rest))]))
    }
    return Chapter(
      id: "norma", title: say("Norma zatrudnienia pracowników socjalnych", "Staffing norm of social workers"), blocks: blocks)
  }

  /// The newest period in which something was judged.
  static func period(of judged: [AdequacyRow]) -> String? {
    judged.filter { $0.verdict != .unknown }.map(\.period).max()
  }

  /// Gminas and districts have centres of their own; units above are their sums.
  static func hasCentre(_ row: AdequacyRow) -> Bool { row.level == "gmina" || row.level == "district" }

  /// Shown at once; the others are folded.
  private static let mostShown = 20

  /// The greatest lack of posts first.
  private static func byLack(_ under: [AdequacyRow]) -> [AdequacyRow] {
    under.enumerated().sorted { a, b in
      let (x, y) = (a.element.lacking ?? 0, b.element.lacking ?? 0)
      return x != y ? x > y : a.offset < b.offset
    }.map(\.element)
  }

  private func table(_ id: String, _ caption: String, _ sorted: [AdequacyRow]) -> Table {
    func number(_ value: Double?, _ decimals: Int, _ row: AdequacyRow, _ part: String) -> Cell {
      value.map { .number(Quantity($0, decimals: decimals, id: row.valueID.part(part))) } ?? .missing(reason: "", id: nil)
    }
    return Table(
      id: id, caption: caption,
      stub: say("Jednostka", "Unit"),
      columns: [
        Table.Column(say("Etaty", "Posts")), Table.Column(say("Mieszkańcy na etat", "Residents per post")),
        Table.Column(say("Rodziny na etat", "Families per post")), Table.Column(say("Co najmniej 3", "At least 3"), .text),
        Table.Column(say("Wymagane etaty", "Posts required")), Table.Column(say("Brakuje", "Lacking")),
      ],
      rows: sorted.map { row in
        let heading: [Inline] =
          material.units[row.unit].map { unit in
            [.link(.file(UnitProfile.path(of: unit)), material.units.distinct(unit.fullName(say), of: unit, say))]
          } ?? [.text(row.unitName)]
        return Table.Row(
          heading,
          [
            number(row.workers, 2, row, "social_workers"), number(row.residentsPerWorker, 0, row, "residents_per_worker"),
            number(row.familiesPerWorker, 1, row, "families_per_worker"), .text(answer(row.meetsThree)),
            number(row.required, 2, row, "required"), number(row.lacking, 2, row, "lacking"),
          ])
      })
  }

  private func answer(_ code: String) -> String {
    switch code {
    case "yes": say("tak", "yes")
    case "no": say("nie", "no")
    default: missingMark("", say)
    }
  }

  // MARK: Needs and resources

  private func matrix() -> Chapter? {
    let parts = pairs().compactMap(part)
    guard !parts.isEmpty else { return nil }
    return Chapter(
      id: "potrzeby", title: say("Potrzeby i zasoby", "Needs and resources"),
      blocks: [
        .paragraph(
          say(
            "Każdy punkt to jednostka: w prawo większa potrzeba, w górę więcej zasobów, w odchyleniach standardowych od średniej jednostek; linie krzyżują się tam, gdzie leży region. Prawa dolna ćwiartka to duża potrzeba i mało zasobów; jednostkę nazywa się tak i oznacza kwadratem tylko wtedy, gdy obie strony różnią się od regionu bardziej, niż tłumaczy to przypadek; w kwotach liczy się każda różnica.",
            "Each point is a unit: more need to the right, more resource upwards, in standard deviations from the mean of the units; the lines cross where the region lies. The lower right quarter is high need and low resource; a unit is named so and marked by a square only when both sides differ from the region by more than chance; of amounts of money every difference counts."
          ))
      ], parts: parts)
  }

  /// Of each pair the rows of the main units in the newest period that has them.
  private func pairs() -> [(pair: String, rows: [AdequacyPairRow])] {
    let own = material.judgements.pairs.filter { $0.level == material.units.mainLevel && $0.gap != nil }
    var order: [String] = []
    for row in own where !order.contains(row.pair) { order.append(row.pair) }
    let byPair = Dictionary(grouping: own, by: \.pair)
    let places = Dictionary(uniqueKeysWithValues: material.units.main.enumerated().map { ($0.element.unit, $0.offset) })
    return order.compactMap { pair in
      let all = byPair[pair] ?? []
      let newest = all.map(\.period).max()
      // In alphabetical order, as in every other table.
      let rows = all.filter { $0.period == newest }.sorted { (places[$0.unit] ?? .max) < (places[$1.unit] ?? .max) }
      guard rows.count > 2, let first = rows.first, material.indicator(first.need) != nil,
        material.indicator(first.resource) != nil
      else { return nil }
      return (pair, rows)
    }
  }

  /// The rows that the chapter prints.
  func shownPairs() -> [AdequacyPairRow] { pairs().flatMap(\.rows) }

  private func part(_ pair: String, _ rows: [AdequacyPairRow]) -> Chapter? {
    guard let first = rows.first, let need = material.indicator(first.need), let resource = material.indicator(first.resource)
    else { return nil }
    let period = first.period
    func id(_ indicator: Indicator, _ row: AdequacyPairRow) -> ValueID {
      ValueID("\(indicator.id)/\(row.unit)/\(row.period)", part: "value")
    }
    let title = "\(need.label) – \(resource.label)"
    let short = rows.filter { $0.quadrant == .highNeedLowResource }
    let names = short.compactMap { material.units[$0.unit]?.fullName(say) }
    let points = rows.compactMap { row -> MatrixChart.Point? in
      guard let x = row.needScore, let y = row.resourceScore else { return nil }
      return MatrixChart.Point(
        name: material.units[row.unit]?.shortName(say) ?? row.unitName, x: x, y: y,
        isMarked: row.quadrant == .highNeedLowResource)
    }
    var table = Table(
      id: "t-para-\(pair)", caption: "\(title), \(say.dates.period(period))", stub: say("Jednostka", "Unit"),
      columns: [
        Table.Column(say("Potrzeba: ", "Need: ") + named(need)), Table.Column(say("Zasób: ", "Resource: ") + named(resource)),
        Table.Column(say("Luka (odchylenia)", "Gap (deviations)")), Table.Column(say("Ćwiartka", "Quarter"), .text),
      ],
      rows: [], notes: resource.direction == .moreIsWorse ? [turned(resource)] : [])
    let unitRows = rows.compactMap { row -> (unit: UnitRow, row: Table.Row)? in
      guard let unit = material.units[row.unit] else { return nil }
      let cells: [Cell] = [
        row.needValue.map { .number(Quantity($0, decimals: need.decimals, id: id(need, row))) } ?? .missing(reason: "", id: nil),
        row.resourceValue.map { .number(Quantity($0, decimals: resource.decimals, id: id(resource, row))) }
          ?? .missing(reason: "", id: nil),
        row.gap.map { .number(Quantity($0, decimals: 2, isSigned: true, id: row.valueID.part("gap"))) } ?? .notApplicable,
        .text(quarter(row.quadrant)),
      ]
      return (unit: unit, row: Table.Row(unit.shortName(say), cells))
    }
    table.append(unitRows, under: material.units, say)
    let said = sentence(names, unjudged: rows.count { $0.quadrant == .unknown }, of: rows.count)
    let region = material.units.region?.unit ?? ""
    func place(_ indicator: Indicator, _ points: [(value: Double?, score: Double?)]) -> Double {
      Adequacy.place(of: material.figures.row(indicator.id, region, period)?.value, points)
    }
    let chart = MatrixChart(
      points: points,
      cross: (
        place(need, rows.map { (value: $0.needValue, score: $0.needScore) }),
        place(resource, rows.map { (value: $0.resourceValue, score: $0.resourceScore) })
      ), horizontal: say("potrzeba: \(need.label)", "need: \(need.label)"),
      vertical: say("zasób: \(resource.label)", "resource: \(resource.label)"))
    let figure = Figure(
      id: "f-para-\(pair)", caption: title, chart: .matrix(chart),
      alternative: say("Wykres punktowy \(points.count) jednostek. \(said)", "Scatter chart of \(points.count) units. \(said)"),
      table: table.id, note: unnamedNote(chart.unnamed(say), of: points.count))
    return Chapter(
      id: "para-\(pair)", title: title,
      blocks: [.paragraph(said), .figure(figure), .folded(summary: say("Dane", "Data"), [.table(table)])])
  }

  private func named(_ indicator: Indicator) -> String {
    let unit = indicator.unit.heading(say)
    return unit.isEmpty ? indicator.id : "\(indicator.id) (\(unit))"
  }

  /// A point without a name is nobody's until the reader knows where to look.
  func unnamedNote(_ unnamed: Int, of all: Int) -> String? {
    guard unnamed > 0 else { return nil }
    let (few, many) = (say.numbers.whole(unnamed), say.numbers.whole(all))
    return say(
      "Bez nazwy na wykresie: \(few) z \(many) punktów, bo nazwy nakładałyby się na inne; wszystkie jednostki są w tabeli.",
      "Without a name in the chart: \(few) of \(many) points, for names would cover others; the table has all units.")
  }

  private func turned(_ resource: Indicator) -> String {
    say("Mniejsza wartość \(resource.id) to więcej zasobów.", "A smaller value of \(resource.id) is more resource.")
  }

  /// Which units are in the quarter that is looked for; that none is can be said only of those that were judged.
  private func sentence(_ names: [String], unjudged: Int, of all: Int) -> String {
    guard unjudged < all else {
      return say("Jednostek nie oceniono: brakuje wartości regionu.", "The units were not judged: the region has no value.")
    }
    let list = names.isEmpty ? say("żadna jednostka", "no unit") : say.list(names)
    let rest =
      unjudged > 0
      ? say(
        " Bez oceny z braku danych: \(say.counted(unjudged, .unit)).",
        " Not judged for lack of data: \(say.counted(unjudged, .unit)).")
      : ""
    return say("Duża potrzeba i mało zasobów: \(list).", "High need and low resource: \(list).") + rest
  }

  /// Where a value lies on the scale of scores, which are straight in the values; 0, the mean, where nothing tells.
  static func place(of whole: Double?, _ points: [(value: Double?, score: Double?)]) -> Double {
    let known = points.compactMap { point in
      point.value.flatMap { value in point.score.map { (value: value, score: $0) } }
    }
    guard let whole, let low = known.min(by: { $0.value < $1.value }), let high = known.max(by: { $0.value < $1.value }),
      high.value > low.value
    else { return 0 }
    return low.score + (whole - low.value) * (high.score - low.score) / (high.value - low.value)
  }

  private func quarter(_ quadrant: AdequacyPairRow.Quadrant) -> String {
    switch quadrant {
    case .highNeedLowResource: say("duża potrzeba, mało zasobów", "high need, low resource")
    case .highNeedHighResource: say("duża potrzeba, dużo zasobów", "high need, high resource")
    case .lowNeedLowResource: say("mała potrzeba, mało zasobów", "low need, low resource")
    case .lowNeedHighResource: say("mała potrzeba, dużo zasobów", "low need, high resource")
    case .uncertain: say("w granicach przypadku", "within chance")
    case .unknown: missingMark("", say)
    }
  }
}
