import Contracts

/// Who keeps the staffing norm of art. 110 of the act of 12 March 2004 on social assistance: a centre employs social
/// workers in proportion to the population, one full-time worker per 2000 residents, or to the families and single
/// persons in social work, one per at most 50. It must keep one of the two, so only being above both is a breach.
struct StaffingNorm {
  /// Ids in the catalogue: residents per social worker, families in social work per social worker.
  private static let residents = (indicator: "H01", limit: 2000.0)
  private static let families = (indicator: "H05", limit: 50.0)

  private let composition: Composition
  private let reading: Reading
  private let other: Reading?

  private var material: Material { composition.material }
  private var say: Phrasing { composition.say }

  /// - Returns: nil when the tables have no residents per social worker.
  init?(_ composition: Composition) {
    guard let reading = composition.readings[StaffingNorm.residents.indicator] else { return nil }
    self.composition = composition
    self.reading = reading
    other = composition.readings[StaffingNorm.families.indicator]
  }

  func chapter() -> Chapter {
    var blocks: [Block] = [
      .paragraph(
        say(
          "Art. 110 ustawy o pomocy społecznej wymaga w ośrodku jednego pracownika socjalnego na pełny etat na 2000 mieszkańców albo jednego na nie więcej niż 50 rodzin i osób samotnie gospodarujących objętych pracą socjalną. Wystarczy spełnić jeden z tych warunków.",
          "Art. 110 of the act on social assistance asks a centre for one full-time social worker per 2,000 residents, or one per at most 50 families and single persons in social work. Meeting one of the two is enough."
        ))
    ]
    let words = regionWords()
    if !words.isEmpty { blocks.append(.paragraph(words)) }
    blocks.append(.table(table()))
    return Chapter(
      id: "norma", title: say("Norma zatrudnienia pracowników socjalnych", "Staffing norm of social workers"), blocks: blocks)
  }

  private func regionWords() -> [Inline] {
    guard let row = reading.region, let value = row.value else { return [] }
    let name = say.sentenceCase(material.units.region?.fullName(say) ?? "")
    var words: [Inline] = [
      .text(
        say(
          "\(name), \(say.dates.period(reading.period)), mieszkańcy na pracownika socjalnego: ",
          "\(name), \(reading.period), residents per social worker: ")),
      .number(Quantity(value, decimals: reading.indicator.decimals, id: ValueID(row.id))),
    ]
    if let row = other?.region, let value = row.value, let other {
      words.append(
        .text(say("; rodziny objęte pracą socjalną na pracownika: ", "; families in social work per worker: ")))
      words.append(.number(Quantity(value, decimals: other.indicator.decimals, id: ValueID(row.id))))
    }
    return words + [.text(".")]
  }

  private func table() -> Table {
    let units = material.units
    var rows = [row(say.sentenceCase(say(units.noun.few, units.noun.englishOther)), units.main.map(\.unit))]
    let gminas = units.main.flatMap { units.details(of: $0.unit) }.map(\.unit)
    if material.figures.hasValues(reading.indicator.id, of: gminas) { rows.append(row(say("Gminy", "Gminas"), gminas)) }
    var columns = [
      Table.Column(say("Jednostki", "Units")),
      Table.Column(say("Do 2000 mieszkańców na pracownika", "Up to 2,000 residents per worker")),
      Table.Column(say("Ponad 2000 mieszkańców", "Above 2,000 residents")),
    ]
    if other != nil {
      columns.append(Table.Column(say("Ponad 50 rodzin", "Above 50 families")))
      columns.append(Table.Column(say("Ponad obie liczby", "Above both")))
    }
    columns.append(Table.Column(say("Brak danych", "No data")))
    return Table(
      id: "t-norma",
      caption: say(
        "Jednostki według normy zatrudnienia, \(say.dates.period(reading.period))",
        "Units by the staffing norm, \(reading.period)"),
      stub: say("Poziom", "Level"), columns: columns, rows: rows,
      notes: [
        say(
          "Brak danych: jednostki, dla których nie ma liczby mieszkańców na pracownika. Powiaty pokazano dla orientacji; norma dotyczy ośrodków w gminach.",
          "No data: units without residents per worker. Powiats are shown for orientation; the norm binds the centres of gminas."
        )
      ])
  }

  private func row(_ name: String, _ units: [String]) -> Table.Row {
    func value(_ indicator: String, _ unit: String) -> Double? {
      material.figures.row(indicator, unit, reading.period)?.value
    }
    var (above, aboveFamilies, aboveBoth, missing) = (0, 0, 0, 0)
    for unit in units {
      let families = value(StaffingNorm.families.indicator, unit)
      let isAboveFamilies = families.map { $0 > StaffingNorm.families.limit } ?? false
      if isAboveFamilies { aboveFamilies += 1 }
      guard let residents = value(StaffingNorm.residents.indicator, unit) else {
        missing += 1
        continue
      }
      guard residents > StaffingNorm.residents.limit else { continue }
      above += 1
      if isAboveFamilies { aboveBoth += 1 }
    }
    var cells: [Cell] = [.count(units.count), .count(units.count - missing - above), .count(above)]
    if other != nil { cells += [.count(aboveFamilies), .count(aboveBoth)] }
    return Table.Row(name, cells + [.count(missing)])
  }
}
