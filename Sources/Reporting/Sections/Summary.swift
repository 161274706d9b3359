import Contracts
import Findings

extension Section {
  package static let summary = Section(
    "summary", Wording("Najważniejsze ustalenia", en: "Key findings"), compose: { Summary($0).chapter() })
}

/// Eight to twelve findings made from the tables by rule:
/// 1. of every area the first indicator of the catalogue that has a value for the region (the catalogue's order is the
///    editor's choice);
/// 2. the composite index, when there is one;
/// 3. up to twelve in all, the rated indicators in which the region differs from the country most, as a ratio, and by
///    more than the interval.
struct Summary {
  let composition: Composition
  private static let most = 12
  /// Beyond the indicators that open an area.
  private static let mostExtra = 4

  private var material: Material { composition.material }
  private var say: Phrasing { composition.say }

  init(_ composition: Composition) {
    self.composition = composition
  }

  func chapter() -> Chapter? {
    let index = ExclusionIndex(composition)?.keyFigure()
    let readings = chosen(room: Summary.most - (index == nil ? 0 : 1))
    let figures = readings.compactMap(keyFigure) + [index].compactMap(\.self)
    guard !figures.isEmpty else { return nil }
    let blocks: [Block] = [.paragraph(lead(readings, hasIndex: index != nil)), .keyFigures(figures)]
    return Chapter(id: "summary", title: say(Section.summary.title), blocks: blocks)
  }

  /// How the findings were chosen - no more of the rule than was of use - and where their tables are.
  private func lead(_ readings: [Reading], hasIndex: Bool) -> String {
    var rule: [String] = []
    let areas = readings.reduce(into: [String]()) { if !$0.contains($1.indicator.area) { $0.append($1.indicator.area) } }
    if !areas.isEmpty {
      // An indicator without a value of the region is passed over for the next of its area.
      rule.append(
        say(
          "pierwszy wskaźnik każdego obszaru z wartością regionu", "the first indicator of each area with a value of the region"))
    }
    if hasIndex { rule.append(say("wskaźnik syntetyczny", "the composite index")) }
    if readings.count > areas.count {
      rule.append(
        say(
          "oceniane wskaźniki o największym stosunku wartości regionu i kraju",
          "the rated indicators in which region and country differ most as a ratio"))
    }
    let years = say.dates.years(material.years)
    let chosen = say(
      "Ustalenia wybrano z tabel według stałej reguły: \(say.list(rule)). Okres zestawienia: \(years).",
      "The findings are taken from the tables by a fixed rule: \(say.list(rule)). Period covered: \(years).")
    return chosen + " " + places(areas, hasIndex: hasIndex)
  }

  /// A pipeline may leave chapters out: their tables then stand on the pages of the indicators.
  private func places(_ areas: [String], hasIndex: Bool) -> String {
    let needed = Set(areas + (hasIndex ? [Section.exclusion.id] : []))
    let absent = Section.all.filter { needed.contains($0.id) && !composition.sections.contains($0.id) }.map { say($0.title) }
    guard !absent.isEmpty else { return say("Każde ustalenie prowadzi do swojej tabeli.", "Each finding leads to its table.") }
    let polish = say.list(absent.map { "„\($0)”" })
    let english = say.list(absent.map { "“\($0)”" })
    return absent.count == 1
      ? say(
        "W raporcie nie ma rozdziału \(polish); tabele jego ustaleń są na stronach wskaźników i w plikach z tabelami.",
        "The report has no chapter \(english); the tables of its findings are on the pages of the indicators and in the files of tables."
      )
      : say(
        "W raporcie nie ma rozdziałów \(polish); tabele ich ustaleń są na stronach wskaźników i w plikach z tabelami.",
        "The report has no chapters \(english); the tables of their findings are on the pages of the indicators and in the files of tables."
      )
  }

  /// In the order of the chapters.
  func chosen(room: Int) -> [Reading] {
    var order: [String] = []
    for indicator in material.indicators where !order.contains(indicator.area) { order.append(indicator.area) }
    let candidates = material.indicators.compactMap { composition.readings[$0.id] }.filter { $0.region?.value != nil }
    var chosen: Set<String> = []
    for area in order {
      if let first = candidates.first(where: { $0.indicator.area == area }) { chosen.insert(first.indicator.id) }
    }
    let contrasts = candidates.enumerated().compactMap { place, reading -> (id: String, size: Double, place: Int)? in
      guard !chosen.contains(reading.indicator.id) else { return nil }
      return contrast(reading).map { (reading.indicator.id, $0, place) }
    }
    let extra = min(Summary.mostExtra, max(0, room - chosen.count))
    for entry in contrasts.sorted(by: { $0.size != $1.size ? $0.size > $1.size : $0.place < $1.place }).prefix(extra) {
      chosen.insert(entry.id)
    }
    return order.flatMap { area in
      candidates.filter { $0.indicator.area == area && chosen.contains($0.indicator.id) }
    }
  }

  /// The ratio of region and country, whichever is greater over the other; nil when they do not clearly differ, or
  /// neither end is good.
  private func contrast(_ reading: Reading) -> Double? {
    // Without places among the units a finding would lack the half of what it should say.
    guard reading.hasMain, let own = reading.region?.value, let other = reading.country?.value, own > 0, other > 0,
      reading.isBetter(reading.standing(of: reading.region, against: other)) != nil
    else { return nil }
    return max(own, other) / min(own, other)
  }

  private func keyFigure(_ reading: Reading) -> KeyFigure? {
    guard let row = reading.region, let value = row.value else { return nil }
    let prose = IndicatorProse(reading: reading, material: material)
    let lines = [prose.standing(), prose.ownRank(), prose.change(), prose.breaks(), prose.trend(), prose.places()].filter {
      !$0.isEmpty
    }
    let tables = IndicatorTables(reading: reading, material: material)
    let link: Inline = .reference(to: reading.hasMain ? tables.unitsID : tables.seriesID)
    let indicator = reading.indicator
    let name = indicator.unit.isIndex ? IndicatorTables.title(indicator, say) : indicator.label
    return KeyFigure(
      quantity: reading.quantity(row, value: value),
      label: "\(name), \(say.dates.period(reading.period))", lines: lines, link: link)
  }
}
