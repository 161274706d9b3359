import Contracts

/// The residents of the region by sex and age, as picture, table and sentences.
struct PopulationPyramid {
  let composition: Composition

  private var say: Phrasing { composition.say }

  /// Empty when the observations have no breakdown by age and sex.
  func chapters() -> [Chapter] {
    guard let ages = composition.material.ages, ages.total > 0 else { return [] }
    let name = composition.material.units.region?.fullName(say) ?? ""
    let caption = say(
      "Ludność według płci i wieku: \(name), \(say.dates.period(ages.period))",
      "Population by sex and age: \(name), \(ages.period)")
    let table = table(ages, caption)
    let figure = Figure(
      id: "f-piramida", caption: caption,
      chart: .pyramid(
        PyramidChart(
          bars: ages.groups.map { PyramidChart.Bar(name: $0.name, men: $0.men, women: $0.women) }, men: say("mężczyźni", "men"),
          women: say("kobiety", "women"))),
      alternative: alternative(ages), table: table.id, note: note(ages))
    return [
      Chapter(
        id: "piramida", title: say("Struktura wieku i płci", "Structure by age and sex"),
        blocks: [
          .paragraph(words(ages)), .figure(figure),
          .folded(summary: say("Dane: płeć i wiek", "Data: sex and age"), [.table(table)]),
        ])
    ]
  }

  private func share(_ part: Double, _ ages: AgeGroups) -> String {
    say.numbers.fixed(part / ages.total * 100, decimals: 1) + "%"
  }

  private func words(_ ages: AgeGroups) -> String {
    let women = ages.groups.reduce(0) { $0 + $1.women }
    let men = ages.total - women
    var text = say(
      "Kobiety stanowią \(share(women, ages)) mieszkańców", "Women are \(share(women, ages)) of the residents")
    if men > 0 {
      let ratio = say.numbers.fixed(women / men * 100, decimals: 1)
      text += say(": na 100 mężczyzn przypada ich \(ratio)", ": \(ratio) to 100 men")
    }
    text += "."
    if let oldest = ages.groups.last, oldest.to == nil, oldest.men > 0 {
      let own = oldest.women + oldest.men
      let ratio = say.numbers.fixed(oldest.women / oldest.men * 100, decimals: 1)
      text += say(
        " W grupie \(oldest.name) jest \(share(own, ages)) mieszkańców, a na 100 mężczyzn przypada \(ratio) kobiet.",
        " The group \(oldest.name) has \(share(own, ages)) of the residents, with \(ratio) women to 100 men.")
    }
    // Only groups of the same width compare.
    let closed = ages.groups.filter { $0.to != nil }
    let widths = closed.map { ($0.to ?? $0.from) - $0.from }
    if let usual = widths.sorted().dropFirst(widths.count / 2).first {
      let alike = closed.filter { ($0.to ?? $0.from) - $0.from == usual }
      let counts = alike.map { $0.women + $0.men }
      if alike.count > 2, let most = zip(alike, counts).max(by: { $0.1 < $1.1 }),
        let least = zip(alike, counts).min(by: { $0.1 < $1.1 }),
        most.1 > least.1
      {
        let years = say.counted(usual + 1, .year)
        text += say(
          " Spośród grup obejmujących \(years) najliczniejsza jest grupa \(most.0.name) (\(share(most.1, ages))), najmniej liczna \(least.0.name) (\(share(least.1, ages))).",
          " Of the groups of \(years) the largest is \(most.0.name) (\(share(most.1, ages))), the smallest \(least.0.name) (\(share(least.1, ages)))."
        )
      }
    }
    return text
  }

  private func alternative(_ ages: AgeGroups) -> String {
    let list = ages.groups.map { group in
      let (men, women) = (say.numbers.fixed(group.men, decimals: 0), say.numbers.fixed(group.women, decimals: 0))
      return say("\(group.name): \(men) mężczyzn, \(women) kobiet", "\(group.name): \(men) men, \(women) women")
    }
    return say("Piramida wieku, od najmłodszych. ", "Population pyramid, from the youngest. ") + list.joined(separator: "; ")
      + "."
  }

  /// Bars of groups of different width must not be taken for generations.
  private func note(_ ages: AgeGroups) -> String? {
    let widths = ages.groups.compactMap { group in group.to.map { $0 - group.from + 1 } }
    guard let usual = widths.sorted().dropFirst(widths.count / 2).first else { return nil }
    let odd = ages.groups.filter { group in group.to.map { $0 - group.from + 1 != usual } ?? true }.map(\.name)
    guard !odd.isEmpty else { return nil }
    let list = say.list(odd)
    let years = say.counted(usual, .year)
    return say(
      "Grupy \(list) obejmują inną liczbę lat niż pozostałe (\(years)), więc ich słupków nie należy z nimi porównywać.",
      "The groups \(list) span another number of years than the rest (\(years)); their bars do not compare with them.")
  }

  private func table(_ ages: AgeGroups, _ caption: String) -> Table {
    func row(_ name: String, _ men: Double, _ women: Double, isReference: Bool = false) -> Table.Row {
      Table.Row(
        name,
        [
          .number(Quantity(men, decimals: 0)), .number(Quantity(women, decimals: 0)), .number(Quantity(men + women, decimals: 0)),
          .number(Quantity((men + women) / ages.total * 100, decimals: 1)),
          men > 0 ? .number(Quantity(women / men * 100, decimals: 1)) : .notApplicable,
        ], isReference: isReference)
    }
    let men = ages.groups.reduce(0) { $0 + $1.men }
    return Table(
      id: "t-piramida", caption: caption, stub: say("Wiek (lata)", "Age (years)"),
      columns: [
        Table.Column(say("Mężczyźni", "Men")), Table.Column(say("Kobiety", "Women")), Table.Column(say("Razem", "Total")),
        Table.Column(say("Udział (%)", "Share (%)")), Table.Column(say("Kobiety na 100 mężczyzn", "Women to 100 men")),
      ],
      rows: [row(say("Ogółem", "All ages"), men, ages.total - men, isReference: true)]
        + ages.groups.map { row($0.name, $0.men, $0.women) })
  }
}
