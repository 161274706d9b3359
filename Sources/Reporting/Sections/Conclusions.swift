import Bytes
import Contracts
import Findings

extension Section {
  package static let conclusions = Section(
    "conclusions", Wording("Wnioski", en: "Conclusions"), compose: { Conclusions($0).chapter() })
}

/// What follows from the tables for the goals of a strategy: where the region does worse than the country, where it gets worse, where the
/// units differ most, which units carry several problems at once. A sentence stands only while its claims hold (`Claim.holds`).
package struct Conclusions {
  /// What a sentence says of the numbers, to be checked against the rows of the tables themselves.
  package enum Claim: Sendable, Hashable {
    /// The region's value is worse (or better) than the country's, which lies outside the interval of the region's.
    case differs(ValueID, from: ValueID, isBetter: Bool)
    /// The trend test found a direction that is for the worse (or better).
    case trend(indicator: String, unit: String, isBetter: Bool)
    /// The unit is in the worst fifth by each of these numbers, and the ranges of its ranks keep to the worse half.
    case worstFifth([ValueID])
    /// One value is so many times the other, or more.
    case ratio(ValueID, over: ValueID, least: Double)
  }

  package struct Sentence: Sendable {
    package var words: [Inline]
    package var claims: [Claim]
  }

  private let composition: Composition
  private static let mostOfKind = 8
  /// Fewer indicators in the worst fifth are no heap of problems.
  private static let leastProblems = 5

  private var material: Material { composition.material }
  private var say: Phrasing { composition.say }

  package init(_ composition: Composition) {
    self.composition = composition
  }

  package func chapter() -> Chapter? {
    var parts: [Chapter] = []
    func add(_ id: String, _ title: Wording, _ opening: Wording, _ sentences: [Sentence]) {
      let standing = sentences.filter { sentence in sentence.claims.allSatisfy { $0.holds(in: material) } }
      guard !standing.isEmpty else { return }
      parts.append(
        Chapter(id: id, title: say(title), blocks: [.paragraph(say(opening)), .list(standing.map(\.words))]))
    }
    add(
      "wnioski-potrzeby", Wording("Gdzie potrzebne są działania", en: "Where action is needed"),
      Wording(
        "Region wypada gorzej niż kraj: gdzie wskaźnik ma przedział ufności, różnica leży poza nim, a gdzie go nie ma, niepewności nie oceniono. Jeżeli zbadano kierunek zmian, dodano go.",
        en:
          "The region does worse than the country: where the indicator has an interval the difference lies beyond it, and where it has none no uncertainty was assessed. The direction of change is added where it was tested."
      ),
      against(isBetter: false))
    add(
      "wnioski-pogorszenie", Wording("Co się pogarsza", en: "What is getting worse"),
      Wording("Trend niekorzystny potwierdzony testem.", en: "An unfavourable trend that a test confirms."), worsening())
    add(
      "wnioski-zroznicowanie", Wording("Gdzie różnice w regionie są największe", en: "Where the region differs most within"),
      Wording(
        "Największa wartość podzielona przez najmniejszą; wskaźniki oceniane, bez liczb ogółem i tylko takie, w których przedziały ufności obu wartości się nie stykają. Wskaźników bez przedziału ufności nie porównano.",
        en:
          "The greatest value over the least; rated indicators, totals left out, and only those in which the intervals of the two values do not meet. Indicators without an interval were not compared."
      ), unequal())
    add(
      "wnioski-nagromadzenie", Wording("Gdzie problemy się nakładają", en: "Where problems add up"),
      Wording(
        "Jednostki, które w wielu wskaźnikach naraz należą do najgorszej piątej części, a przedział ich miejsca nie sięga lepszej połowy. Dwa wskaźniki, z których jeden jest odwrotnością drugiego, liczą się raz.",
        en:
          "Units in the worst fifth by many indicators at once, the range of their rank not reaching the better half. Two indicators of which one is the inverse of the other count once."
      ),
      heaped())
    add(
      "wnioski-potencjal", Wording("Na czym można budować", en: "What to build on"),
      Wording(
        "Region wypada lepiej niż kraj: gdzie wskaźnik ma przedział ufności, różnica leży poza nim, a gdzie go nie ma, niepewności nie oceniono.",
        en:
          "The region does better than the country: where the indicator has an interval the difference lies beyond it, and where it has none no uncertainty was assessed."
      ),
      against(isBetter: true))
    if let table = indicatorsOfGoals() {
      parts.append(
        Chapter(
          id: "wnioski-wskazniki", title: say("Wskaźniki do celów", "Indicators for goals"),
          blocks: [
            .paragraph(
              say(
                "Propozycja wskaźników dla celów strategii (art. 16b): wartość bazowa, źródło i częstotliwość. Wartość docelową ustala samorząd i wpisuje do targets.csv; raport jej nie zgaduje.",
                "Proposed indicators for goals of the strategy (art. 16b): base value, source and frequency. The target is for the self-government to set in targets.csv; the report does not guess it."
              )), .table(table),
          ]))
    }
    guard !parts.isEmpty else { return nil }
    return Chapter(
      id: "conclusions", title: say(Section.conclusions.title),
      blocks: [
        .remark(
          say(
            "Każde zdanie program sprawdził z liczbami, o których mówi; zdania, które nie zachodzą, nie są drukowane. Wnioski mówią, co widać w danych, a nie dlaczego tak jest.",
            "The program checked every sentence against the numbers it speaks of; those that do not hold are not printed. They say what the data show, not why."
          ))
      ], parts: parts)
  }

  // MARK: Against the country

  /// Indicators in which the region is worse (or better) than the country, by how far it is away; the first of each chapter first.
  package func against(isBetter: Bool) -> [Sentence] {
    var printed: Set<[Double]> = []
    let chosen = material.indicators.compactMap { indicator -> (reading: Reading, size: Double)? in
      guard let reading = composition.readings[indicator.id], let own = reading.region?.value, let other = reading.country?.value,
        reading.isBetter(reading.standing(of: reading.region, against: other)) == isBetter
      else { return nil }
      // The same number as computed here and as its publisher has it is one finding, not two.
      guard printed.insert([own.rounded(), other.rounded(), (own / max(other, 1) * 100).rounded()]).inserted else { return nil }
      return (reading, own > 0 && other > 0 ? max(own, other) / min(own, other) : 0)
    }
    return chosen.enumerated().sorted { a, b in
      a.element.size != b.element.size ? a.element.size > b.element.size : a.offset < b.offset
    }.prefix(Conclusions.mostOfKind).compactMap { sentence($0.element.reading, isBetter: isBetter) }
  }

  private func sentence(_ reading: Reading, isBetter: Bool) -> Sentence? {
    guard let row = reading.region, let value = row.value, let country = reading.country, let other = country.value else {
      return nil
    }
    var words: [Inline] = [
      .link(.inside(reading.indicator.id), reading.indicator.label), .text(", \(say.dates.period(reading.period)): "),
      .number(reading.quantity(row, value: value)), .text(say(" wobec ", " against ")),
      .number(reading.quantity(country, value: other)), .text(say(" w kraju", " in the country")),
    ]
    var claims: [Claim] = [.differs(ValueID(row.id), from: ValueID(country.id), isBetter: isBetter)]
    if let trend = material.judgements.trend(reading.indicator.id, row.unit), ["better", "worse"].contains(trend.meaning),
      !TrendWords(say: say, indicator: reading.indicator).spansBreak(trend)
    {
      let better = trend.meaning == "better"
      words.append(
        .text(say("; trend \(better ? "korzystny" : "niekorzystny")", "; trend \(better ? "for the better" : "for the worse")")))
      claims.append(.trend(indicator: reading.indicator.id, unit: row.unit, isBetter: better))
    }
    return Sentence(words: say.ended(words), claims: claims)
  }

  // MARK: Trends

  package func worsening() -> [Sentence] {
    guard let region = material.units.region?.unit else { return [] }
    return material.indicators.compactMap { indicator -> Sentence? in
      guard composition.readings[indicator.id] != nil, let trend = material.judgements.trend(indicator.id, region),
        trend.meaning == "worse", isVisible(trend, indicator)
      else { return nil }
      let words = TrendWords(say: say, indicator: indicator).sentence(trend)
      guard case .text(let first) = words.first else { return nil }
      let lowered = first.prefix(1).lowercased() + first.dropFirst()
      return Sentence(
        words: [.link(.inside(indicator.id), indicator.label), .text(": " + lowered)] + words.dropFirst(),
        claims: [.trend(indicator: indicator.id, unit: region, isBetter: false)])
    }.prefix(Conclusions.mostOfKind).map(\.self)
  }

  /// Whether both limits of the slope keep their sign as printed: a trend of 0,000 a year is none to act on.
  private func isVisible(_ trend: TrendRow, _ indicator: Indicator) -> Bool {
    guard let lower = trend.slopeLower, let upper = trend.slopeUpper else { return false }
    return [lower, upper].allSatisfy { RoundedDecimal($0, decimals: indicator.decimals + 1)?.isZero == false }
  }

  // MARK: Within the region

  package func unequal() -> [Sentence] {
    let found = material.indicators.compactMap { indicator -> (sentence: Sentence, ratio: Double)? in
      guard indicator.direction != .neither, let reading = composition.readings[indicator.id], !reading.isTotal,
        let high = reading.extreme(greatest: true), let low = reading.extreme(greatest: false), low.value > 0,
        let sure = high.row.lower, let most = low.row.upper, most > 0, sure > most
      else { return nil }
      let ratio = high.value / low.value
      guard ratio >= 2 else { return nil }
      let prose = IndicatorProse(reading: reading, material: material)
      // From values that nobody has rounded, as all differences and changes; no bound, since nothing is said of its interval.
      let printed = (ratio * 10).rounded() / 10
      let words: [Inline] = [
        .link(.inside(indicator.id), indicator.label),
        .text(", \(say.dates.period(reading.period)): \(prose.names(high.units)) ("),
        .number(reading.quantity(high.row, value: high.value)), .text(say(") i ", ") and ") + prose.names(low.units) + " ("),
        .number(reading.quantity(low.row, value: low.value)),
        .text(say("); pierwsza wartość jest około ", "); the first value is about ")),
        .traced(
          say("\(say.numbers.fixed(printed, decimals: 1)) raza", "\(say.numbers.fixed(printed, decimals: 1)) times"),
          ValueID(high.row.id).ratio(to: low.row.unit)), .text(say(" większa.", " the second.")),
      ]
      let claim = Claim.ratio(ValueID(high.row.id), over: ValueID(low.row.id), least: min(ratio, printed))
      return (Sentence(words: words, claims: [claim]), ratio)
    }
    return found.enumerated().sorted { a, b in
      a.element.ratio != b.element.ratio ? a.element.ratio > b.element.ratio : a.offset < b.offset
    }.prefix(5).map(\.element.sentence)
  }

  package func heaped() -> [Sentence] {
    var worst: [String: [(reading: Reading, row: IndicatorRow)]] = [:]
    for indicator in material.indicators {
      guard let reading = composition.readings[indicator.id] else { continue }
      for entry in reading.main {
        guard let row = entry.row, row.quintile == 5, row.keepsToHalf(worse: true) else { continue }
        let known = worst[entry.unit.unit] ?? []
        if known.contains(where: { $0.reading.indicator.isInverse(of: indicator) }) { continue }
        worst[entry.unit.unit] = known + [(reading: reading, row: row)]
      }
    }
    let units = material.units.main.filter { (worst[$0.unit]?.count ?? 0) >= Conclusions.leastProblems }
    let order = units.enumerated().sorted { a, b in
      let (x, y) = (worst[a.element.unit]?.count ?? 0, worst[b.element.unit]?.count ?? 0)
      return x != y ? x > y : a.offset < b.offset
    }
    return order.prefix(5).map { entry in
      let own = worst[entry.element.unit] ?? []
      var words: [Inline] = [
        .link(
          .file(UnitProfile.path(of: entry.element)),
          say.sentenceCase(material.units.distinct(entry.element.fullName(say), of: entry.element, say))),
        .text(": \(say.counted(own.count, .indicator))" + say(", między innymi: ", ", among them: ")),
      ]
      for (place, item) in own.prefix(4).enumerated() {
        if place > 0 { words.append(.text("; ")) }
        words.append(.link(.inside(item.reading.indicator.id), item.reading.indicator.label))
      }
      return Sentence(words: say.ended(words), claims: [.worstFifth(own.map { ValueID($0.row.id) })])
    }
  }

  // MARK: For goals

  /// The indicators that the other conclusions speak of, with what a goal needs to be measured.
  private func indicatorsOfGoals() -> Table? {
    guard let region = material.units.region else { return nil }
    let named = (against(isBetter: false) + worsening()).flatMap(\.claims).compactMap { claim -> String? in
      switch claim {
      case .differs(let id, _, _): id.indicator
      case .trend(let indicator, _, _): indicator
      case .worstFifth, .ratio: nil
      }
    }
    let chosen = material.indicators.filter { named.contains($0.id) }
    guard !chosen.isEmpty else { return nil }
    return Table(
      id: "t-wnioski", caption: say("Wskaźniki do celów: wartości bazowe", "Indicators for goals: base values"),
      stub: say("Wskaźnik", "Indicator"),
      columns: [
        Table.Column(say("Wartość bazowa", "Base value")), Table.Column(say("Okres", "Period"), .text),
        Table.Column(say("Kierunek", "Direction"), .text), Table.Column(say("Źródło", "Source"), .text),
        Table.Column(say("Częstotliwość", "Frequency"), .text),
      ],
      rows: chosen.compactMap { indicator in
        guard let reading = composition.readings[indicator.id], let row = reading.region, let value = row.value else {
          return nil
        }
        return Table.Row(
          [.link(.inside(indicator.id), "\(indicator.id) \(IndicatorTables.title(indicator, say))")],
          [
            .number(Quantity(value, decimals: indicator.decimals, id: ValueID(row.id), isProven: true)),
            .text(say.dates.shortPeriod(reading.period)), .text(Terms(say).direction(indicator.direction)),
            .text(indicator.source), .text(frequency(indicator, region.unit)),
          ])
      })
  }

  /// From the periods that have a value: yearly where two neighbouring years have one.
  private func frequency(_ indicator: Indicator, _ unit: String) -> String {
    let years = material.figures.series(indicator.id, unit).filter { $0.value != nil }.compactMap { Int($0.period) }
    let steps = zip(years, years.dropFirst()).map { $1 - $0 }
    guard let step = steps.min() else { return missingMark("", say) }
    if step == 1 { return say("co rok", "yearly") }
    // Years that the edition leaves out may have been published: only what is there is said.
    return say("są dane za: \(say.dates.years(years))", "data for: \(say.dates.years(years))")
  }
}

extension Conclusions.Claim {
  /// Whether the rows of the tables say so; looked up anew, not taken from what made the sentence.
  package func holds(in material: Material) -> Bool {
    func row(_ id: ValueID) -> IndicatorRow? {
      let parts = id.text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
      return parts.count == 3 ? material.figures.row(parts[0], parts[1], parts[2]) : nil
    }
    switch self {
    case .differs(let id, let other, let isBetter):
      guard let own = row(id), let value = own.value, let compared = row(other)?.value,
        let indicator = material.indicator(own.indicator)
      else { return false }
      if let lower = own.lower, let upper = own.upper, lower <= compared, compared <= upper { return false }
      switch indicator.direction {
      case .neither: return false
      case .moreIsBetter: return value != compared && (value > compared) == isBetter
      case .moreIsWorse: return value != compared && (value < compared) == isBetter
      }
    case .trend(let indicator, let unit, let isBetter):
      guard let trend = material.judgements.trend(indicator, unit), let slope = trend.slope,
        trend.verdict == .rising || trend.verdict == .falling, let known = material.indicator(indicator)
      else { return false }
      guard (slope > 0) == (trend.verdict == .rising), !TrendWords(say: material.phrasing, indicator: known).spansBreak(trend)
      else { return false }
      switch known.direction {
      case .neither: return false
      case .moreIsBetter: return (slope > 0) == isBetter
      case .moreIsWorse: return (slope < 0) == isBetter
      }
    case .worstFifth(let ids):
      return !ids.isEmpty && ids.allSatisfy { row($0).map { $0.quintile == 5 && $0.keepsToHalf(worse: true) } ?? false }
    case .ratio(let id, let other, let least):
      guard let value = row(id)?.value, let compared = row(other)?.value, compared > 0 else { return false }
      return value / compared >= least
    }
  }
}
