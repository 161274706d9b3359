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
    guard let period = judged.filter({ $0.verdict != .unknown }).map(\.period).max() else { return nil }
    let rows = judged.filter { $0.period == period }
    let details = rows.filter { $0.level == "gmina" || $0.level == "district" }
    guard !details.isEmpty else { return nil }
    let under = details.filter { $0.verdict == .under }
    let met = details.count { $0.verdict == .met }
    let noun = Plural.ofLevel(details[0].level)
    let lacking = under.compactMap(\.lacking).reduce(0, +)
    var blocks: [Block] = [
      .paragraph(
        say(
          "Art. 110 ust. 11 i 12 ustawy o pomocy społecznej: jeden pracownik socjalny na pełny etat na 2000 mieszkańców albo na nie więcej niż 50 rodzin i osób samotnie gospodarujących objętych pracą socjalną, i nie mniej niż trzech w ośrodku. Wystarczy jedna z dwóch proporcji.",
          "Art. 110 of the act on social assistance: one full-time social worker to 2,000 residents, or to at most 50 families and single persons in social work, and not fewer than three in a centre. One of the two proportions is enough."
        )),
      .paragraph(
        say(
          "\(say.dates.period(period)): normę spełnia \(say.counted(met, noun)), poniżej normy jest \(say.counted(under.count, noun)), bez oceny z braku danych \(say.numbers.whole(details.count - met - under.count)). Do normy brakuje łącznie \(say.numbers.fixed(lacking, decimals: 1)) etatu.",
          "\(period): \(say.counted(met, noun)) meet the norm, \(say.counted(under.count, noun)) are under it, \(say.numbers.whole(details.count - met - under.count)) cannot be judged for lack of data. \(say.numbers.fixed(lacking, decimals: 1)) full-time posts are lacking in all."
        )),
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
    func number(_ value: Double?, _ decimals: Int) -> Cell {
      value.map { .number(Quantity($0, decimals: decimals)) } ?? .missing(reason: "", id: nil)
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
        let name = material.units[row.unit].map { $0.fullName(say) } ?? row.unitName
        let heading: [Inline] =
          material.units[row.unit].map { [.link(.file(UnitProfile.path(of: $0)), name)] } ?? [.text(name)]
        return Table.Row(
          heading,
          [
            number(row.workers, 2), number(row.residentsPerWorker, 0), number(row.familiesPerWorker, 1),
            .text(answer(row.meetsThree)),
            number(row.required, 2), number(row.lacking, 2),
          ])
      })
  }

  private func answer(_ code: String) -> String {
    switch code {
    case "yes": say("tak", "yes")
    case "no": say("nie", "no")
    default: "x"
    }
  }

  // MARK: Needs and resources

  private func matrix() -> Chapter? {
    let level = material.units.mainLevel
    let own = material.judgements.pairs.filter { $0.level == level }
    var pairs: [String] = []
    for row in own where !pairs.contains(row.pair) { pairs.append(row.pair) }
    let parts = pairs.compactMap { pair in part(pair, own.filter { $0.pair == pair }) }
    guard !parts.isEmpty else { return nil }
    return Chapter(
      id: "potrzeby", title: say("Potrzeby i zasoby", "Needs and resources"),
      blocks: [
        .paragraph(
          say(
            "Każdy punkt to jednostka: w prawo większa potrzeba, w górę więcej zasobów, w odchyleniach standardowych od średniej jednostek. Prawa dolna ćwiartka to duża potrzeba i mało zasobów; jednostkę nazywa się tak tylko wtedy, gdy obie strony różnią się od regionu bardziej, niż tłumaczy to przypadek.",
            "Each point is a unit: more need to the right, more resource upwards, in standard deviations from the mean of the units. The lower right quarter is high need and low resource; a unit is named so only when both sides differ from the region by more than chance."
          ))
      ], parts: parts)
  }

  private func part(_ pair: String, _ all: [AdequacyPairRow]) -> Chapter? {
    guard let period = all.filter({ $0.gap != nil }).map(\.period).max() else { return nil }
    let rows = all.filter { $0.period == period && $0.gap != nil }
    guard rows.count > 2, let first = rows.first, let need = material.indicator(first.need),
      let resource = material.indicator(first.resource)
    else { return nil }
    let title = "\(need.label) – \(resource.label)"
    let short = rows.filter { $0.quadrant == .highNeedLowResource }
    let names = short.compactMap { material.units[$0.unit]?.fullName(say) }
    let points = rows.compactMap { row -> MatrixChart.Point? in
      guard let x = row.needScore, let y = row.resourceScore else { return nil }
      return MatrixChart.Point(
        name: material.units[row.unit]?.shortName(say) ?? row.unitName, x: x, y: y,
        isMarked: row.quadrant == .highNeedLowResource)
    }
    let table = Table(
      id: "t-para-\(pair)", caption: "\(title), \(say.dates.period(period))", stub: say("Jednostka", "Unit"),
      columns: [
        Table.Column(say("Potrzeba: \(need.id)", "Need: \(need.id)")),
        Table.Column(say("Zasób: \(resource.id)", "Resource: \(resource.id)")),
        Table.Column(say("Luka (odchylenia)", "Gap (deviations)")), Table.Column(say("Ćwiartka", "Quarter"), .text),
      ],
      rows: rows.map { row in
        Table.Row(
          material.units[row.unit]?.shortName(say) ?? row.unitName,
          [
            row.needValue.map { .number(Quantity($0, decimals: need.decimals)) } ?? .missing(reason: "", id: nil),
            row.resourceValue.map { .number(Quantity($0, decimals: resource.decimals)) } ?? .missing(reason: "", id: nil),
            row.gap.map { .number(Quantity($0, decimals: 2, isSigned: true)) } ?? .notApplicable, .text(quarter(row.quadrant)),
          ])
      })
    let none = say("żadna jednostka", "no unit")
    let said = say(
      "Duża potrzeba i mało zasobów: \(names.isEmpty ? none : say.list(names)).",
      "High need and low resource: \(names.isEmpty ? none : say.list(names)).")
    let figure = Figure(
      id: "f-para-\(pair)", caption: title,
      chart: .matrix(
        MatrixChart(
          points: points, horizontal: say("potrzeba: \(need.label)", "need: \(need.label)"),
          vertical: say("zasób: \(resource.label)", "resource: \(resource.label)"))),
      alternative: say("Wykres punktowy \(points.count) jednostek. \(said)", "Scatter chart of \(points.count) units. \(said)"),
      table: table.id)
    return Chapter(
      id: "para-\(pair)", title: title,
      blocks: [.paragraph(said), .figure(figure), .folded(summary: say("Dane", "Data"), [.table(table)])])
  }

  private func quarter(_ quadrant: AdequacyPairRow.Quadrant) -> String {
    switch quadrant {
    case .highNeedLowResource: say("duża potrzeba, mało zasobów", "high need, low resource")
    case .highNeedHighResource: say("duża potrzeba, dużo zasobów", "high need, high resource")
    case .lowNeedLowResource: say("mała potrzeba, mało zasobów", "low need, low resource")
    case .lowNeedHighResource: say("mała potrzeba, dużo zasobów", "low need, high resource")
    case .uncertain: say("w granicach przypadku", "within chance")
    case .unknown: "x"
    }
  }
}
