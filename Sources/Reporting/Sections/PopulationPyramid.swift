import Contracts

/// The residents of the region by sex and age, as picture, table and sentences.
struct PopulationPyramid {
  let composition: Composition

  private var say: Phrasing { composition.say }
  private static let women = Plural("kobieta", "kobiety", "kobiet", fraction: "kobiety", en: ("woman", "women"))

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

  private func words(_ ages: AgeGroups) -> [Inline] {
    let (women, men) = (ages.women, ages.men)
    func share(_ part: Double, _ id: ValueID, _ name: String = "share") -> Inline {
      .traced(self.share(part, ages), id.part(name))
    }
    func ratio(_ women: Double, _ men: Double, _ id: ValueID) -> Inline {
      .traced(say.numbers.fixed(women / men * 100, decimals: 1), id.part("women_per_100_men"))
    }
    var text: [Inline] = [
      .text(say("Kobiety stanowią ", "Women are ")), share(women, ages.valueID, "women_share"),
      .text(say(" mieszkańców", " of the residents")),
    ]
    if men > 0 {
      text += [
        .text(say(": na 100 mężczyzn przypada ich ", ": ")), ratio(women, men, ages.valueID), .text(say("", " to every 100 men")),
      ]
    }
    text.append(.text("."))
    if let oldest = ages.groups.last, oldest.to == nil, oldest.men > 0 {
      let id = oldest.valueID(ages.period)
      text += [
        .text(say(" W grupie \(oldest.name) jest ", " The group \(oldest.name) has ")), share(oldest.women + oldest.men, id),
        .text(say(" mieszkańców, a na 100 mężczyzn przypada ", " of the residents; women to 100 men: ")),
        ratio(oldest.women, oldest.men, id), .text(say(" kobiety.", ".")),
      ]
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
        text += [
          .text(
            say(
              " Spośród grup obejmujących \(years) najliczniejsza jest grupa \(most.0.name) (",
              " Of the groups of \(years) the largest is \(most.0.name) (")),
          share(most.1, most.0.valueID(ages.period)),
          .text(say("), najmniej liczna \(least.0.name) (", "), the smallest \(least.0.name) (")),
          share(least.1, least.0.valueID(ages.period)), .text(")."),
        ]
      }
    }
    return text
  }

  private func alternative(_ ages: AgeGroups) -> String {
    let list = ages.groups.map { group in
      let (men, women) = (say.numbers.fixed(group.men, decimals: 0), say.numbers.fixed(group.women, decimals: 0))
      let noun = Self.women.form(after: group.women, decimals: 0, say.language)
      return say("\(group.name): \(men) mężczyzn, \(women) \(noun)", "\(group.name): \(men) men, \(women) women")
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
    if odd.count == 1 {
      return say(
        "Grupa \(list) obejmuje inną liczbę lat niż pozostałe (\(years)), więc jej słupków nie należy z nimi porównywać.",
        "The group \(list) covers a different number of years from the others (\(years)), so its bars cannot be compared with theirs."
      )
    }
    return say(
      "Grupy \(list) obejmują inną liczbę lat niż pozostałe (\(years)), więc ich słupków nie należy z nimi porównywać.",
      "The groups \(list) cover a different number of years from the others (\(years)), so their bars cannot be compared with theirs."
    )
  }

  private func table(_ ages: AgeGroups, _ caption: String) -> Table {
    func row(_ name: String, _ men: Double, _ women: Double, _ id: ValueID, isReference: Bool = false) -> Table.Row {
      func number(_ value: Double, _ decimals: Int, _ part: String) -> Cell {
        .number(Quantity(value, decimals: decimals, id: id.part(part)))
      }
      return Table.Row(
        name,
        [
          number(men, 0, "men"), number(women, 0, "women"), number(men + women, 0, "total"),
          number((men + women) / ages.total * 100, 1, "share"),
          men > 0 ? number(women / men * 100, 1, "women_per_100_men") : .notApplicable,
        ], isReference: isReference)
    }
    return Table(
      id: "t-piramida", caption: caption, stub: say("Wiek (lata)", "Age (years)"),
      columns: [
        Table.Column(say("Mężczyźni", "Men")), Table.Column(say("Kobiety", "Women")), Table.Column(say("Razem", "Total")),
        Table.Column(say("Udział (%)", "Share (%)")), Table.Column(say("Kobiety na 100 mężczyzn", "Women to 100 men")),
      ],
      rows: [row(say("Ogółem", "All ages"), ages.men, ages.women, ages.valueID, isReference: true)]
        + ages.groups.map { row($0.name, $0.men, $0.women, $0.valueID(ages.period)) })
  }
}
