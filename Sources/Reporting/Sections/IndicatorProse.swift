import Contracts
import Findings

/// Sentences about one indicator, made from its rows by rule. Each says what the numbers say and no more: a difference
/// within the interval is called that, a comparison across a break names the break, a missing number is a missing number.
struct IndicatorProse {
  let reading: Reading
  let material: Material

  private var say: Phrasing { material.phrasing }
  private var indicator: Indicator { reading.indicator }

  /// The region in the newest period, and how it stands against the country.
  func level() -> [Inline] {
    let name = say.sentenceCase(material.units.region?.fullName(say) ?? material.region)
    let when = say.dates.period(reading.period)
    guard let row = reading.region, let value = row.value else {
      return [.text(say.ended("\(name), \(when): \(missingText(Terms(say).reason(reading.region), say))"))]
    }
    var words: [Inline] = [.text("\(name), \(when): "), .number(reading.quantity(row, value: value))]
    let range = interval(of: row)
    if !range.isEmpty { words += [.text(" (")] + range + [.text(")")] }
    let comparison = comparison(of: row)
    if !comparison.isEmpty { words += [.text(", ")] + comparison }
    return say.ended(words)
  }

  /// The same for the summary, where the number itself stands apart.
  func standing() -> [Inline] {
    guard let row = reading.region, row.value != nil else { return [] }
    var words = comparison(of: row)
    if case .text(let first) = words.first { words[0] = .text(say.sentenceCase(first)) }
    words = say.ended(words)
    let range = interval(of: row)
    if case .text(let first) = range.first {
      words.append(.text((words.isEmpty ? "" : " ") + say.sentenceCase(first)))
      words += say.ended(Array(range.dropFirst()))
    }
    return words
  }

  private func interval(of row: IndicatorRow) -> [Inline] {
    guard let lower = row.lower, let upper = row.upper else { return [] }
    let range = say.numbers.range(lower, upper, decimals: indicator.decimals)
    return [
      .text(say("przedział ufności 95%: ", "95% confidence interval: ")), .traced(range, ValueID(row.id, part: "interval")),
    ]
  }

  /// `o 3,2 p.p. więcej niż w kraju (5,1%), czyli mniej korzystnie`.
  private func comparison(of row: IndicatorRow) -> [Inline] {
    guard let value = row.value, let country = reading.country, let other = country.value,
      let standing = reading.standing(of: row, against: other)
    else { return [] }
    let number = Inline.number(reading.quantity(country, value: other))
    switch standing {
    case .withinInterval:
      return [
        .text(say("różnica wobec kraju (", "the difference from the country (")), number,
        .text(say(") mieści się w przedziale ufności", ") is within the interval")),
      ]
    case .equal: return [.text(say("tyle samo co w kraju (", "the same as in the country (")), number, .text(")")]
    case .higher, .lower:
      let more = standing == .higher
      let size = Quantity(
        (value - other).magnitude, decimals: indicator.decimals, unit: indicator.unit.ofDifferenceInSentence,
        id: ValueID(row.id, part: "country"))
      var words: [Inline] = [
        .text(say("o ", "")), .number(size),
        .text(
          say(
            more ? " więcej niż w kraju (" : " mniej niż w kraju (",
            more ? " more than in the country (" : " less than in the country (")),
        number, .text(")"),
      ]
      if let better = reading.isBetter(standing) {
        words.append(
          .text(
            say(better ? ", czyli korzystniej" : ", czyli mniej korzystnie", better ? ", which is better" : ", which is worse")))
      }
      return words
    }
  }

  /// The region's own rank among its peers (a voivodeship among sixteen), when the tables hold the peers.
  func ownRank() -> [Inline] {
    guard let row = reading.region, let rank = row.rank, let ranked = row.unitsRanked, ranked > 1 else { return [] }
    let place = rankText(rank, low: row.rankLow, high: row.rankHigh, say.numbers)
    let peers = Plural.ofLevel(row.level)
    return [
      .text(say("Miejsce wśród \(peers.many): ", "Rank among \(peers.englishOther): ")),
      .traced(say("\(place) z \(ranked)", "\(place) of \(ranked)"), ValueID(row.id, part: "rank")),
      .text(say("; 1 jest najkorzystniejsze.", "; 1 is the best.")),
    ]
  }

  /// Best and worst of the main units with rank and range; greatest and least where neither end is good.
  func places() -> [Inline] {
    let ranked = reading.main.compactMap { entry in
      entry.row.flatMap { row in row.rank.flatMap { rank in row.value.map { (entry.unit, row, rank, $0) } } }
    }
    guard let best = ranked.min(by: { $0.2 < $1.2 }), let worst = ranked.max(by: { $0.2 < $1.2 }), best.2 != worst.2
    else { return spread() }
    // Where the ranges of the two places meet, nobody can say which of the two units does better.
    if let low = worst.1.rankLow, let high = best.1.rankHigh, low <= high {
      let words = spread()
      guard !words.isEmpty else { return [] }
      return words + [
        .text(
          say(
            " Przedziały miejsc tych jednostek zachodzą na siebie, więc kolejność nie jest pewna.",
            " The ranges of the ranks of these units overlap, so their order is not certain."))
      ]
    }
    let all = worst.1.unitsRanked ?? ranked.count
    func described(_ entry: (UnitRow, IndicatorRow, Int, Double)) -> [Inline] {
      // Those that print the same are named together, as the tables show them.
      let printed = RoundedDecimal(entry.3, decimals: indicator.decimals)
      let tied = ranked.filter { RoundedDecimal($0.3, decimals: indicator.decimals) == printed }
      let opening: [Inline] = [.text(places(tied.map(\.0)) + " ("), .number(reading.quantity(entry.1, value: entry.3))]
      guard let first = tied.min(by: { $0.2 < $1.2 }), let last = tied.max(by: { $0.2 < $1.2 }), first.2 != last.2 else {
        let place = rankText(entry.2, low: entry.1.rankLow, high: entry.1.rankHigh, say.numbers)
        return opening + [
          .text(say(", miejsce ", ", rank ")),
          .traced(say("\(place) z \(all)", "\(place) of \(all)"), ValueID(entry.1.id, part: "rank")), .text(")"),
        ]
      }
      return opening + [
        .text(say(", miejsca ", ", ranks ")),
        .traced(say.numbers.whole(first.2), ValueID(first.1.id, part: "rank")), .text("–"),
        .traced(say("\(last.2) z \(all)", "\(last.2) of \(all)"), ValueID(last.1.id, part: "rank")), .text(")"),
      ]
    }
    var words: [Inline] = [.text(say("Najmniej korzystnie: ", "Worst: "))]
    words += described(worst)
    words.append(.text(say("; najkorzystniej: ", "; best: ")))
    words += described(best)
    words.append(.text("." + withoutValue(ranked.count)))
    return words
  }

  /// How many of the main units have no value that could have been the greatest or the least.
  private func withoutValue(_ present: Int) -> String {
    let (all, noun) = (reading.main.count, material.units.noun)
    guard present < all else { return "" }
    return say(
      " Bez podanej wartości: \(say.numbers.whole(all - present)) z \(say.numbers.whole(all)) \(noun.many); skrajne mogą być wśród nich.",
      " Without a published value: \(say.numbers.whole(all - present)) of \(say.counted(all, noun)); the extremes may be among them."
    )
  }

  /// Changes of the region since a period with which it compares; empty when there is none. Over a break nothing is compared: what `breaks`
  /// then says is why.
  func change() -> [Inline] {
    let parts = changes().filter { reading.breaks(since: $0.since).isEmpty }
    guard !parts.isEmpty else { return [] }
    var words: [Inline] = [.text(say("Zmiana ", "Change "))]
    for (index, part) in parts.enumerated() {
      if index > 0 { words.append(.text(", ")) }
      words += [.text(say("wobec ", "since ") + say.dates.period(part.since) + ": "), .number(part.change)]
    }
    return say.ended(words)
  }

  /// Since the previous period and since the base, as far as the tables have them.
  private func changes() -> [(since: String, change: Quantity)] {
    guard let row = reading.region, row.value != nil else { return [] }
    var parts: [(since: String, change: Quantity)] = []
    if let change = reading.changeSincePrevious(row) { parts.append((row.previousPeriod, change)) }
    if row.basePeriod != row.previousPeriod, let change = reading.changeSinceBase(row) {
      parts.append((row.basePeriod, change))
    }
    return parts
  }

  /// The direction of the region's series, where a test found one.
  func trend() -> [Inline] {
    guard let unit = material.units.region?.unit else { return [] }
    return TrendWords(say: say, indicator: indicator).sentence(material.judgements.trend(indicator.id, unit))
  }

  /// With which periods the newest does not compare, and why.
  func breaks() -> [Inline] {
    let apart = changes().filter { !reading.breaks(since: $0.since).isEmpty }
    guard let earliest = apart.map(\.since).min() else { return [] }
    let terms = Terms(say)
    let breaks = reading.breaks(since: earliest)
    let list = breaks.map { "\($0.year) – \(terms.breakReason($0.code))" }.joined(separator: "; ")
    let noun = breaks.count == 1 ? "przerwę" : "przerwy"
    let periods = say.list(apart.map { say.dates.period($0.since) })
    return [
      .text(
        say.ended(
          say(
            "Nie porównuje się z danymi za \(periods), bo szereg ma \(noun): \(list)",
            "Not compared with \(periods) because the series breaks: \(list)")))
    ]
  }

  /// The greatest and the least among the main units.
  func spread() -> [Inline] {
    guard let high = reading.extreme(greatest: true), let low = reading.extreme(greatest: false),
      high.units.first?.unit != low.units.first?.unit
    else { return [] }
    let noun = material.units.noun
    let present = reading.main.count { $0.row?.value != nil }
    let words: [Inline] = [
      .text(
        say(
          "Wśród \(say.numbers.whole(present)) \(noun.many) najwyższa wartość: ",
          "Among \(say.counted(present, noun)) the highest value: ")),
      .text(names(high.units) + " ("), .number(reading.quantity(high.row, value: high.value)),
      .text(say("), najniższa: ", "), the lowest: ") + names(low.units) + " ("),
      .number(reading.quantity(low.row, value: low.value)), .text(")." + withoutValue(present)),
    ]
    return words
  }

  /// The same as `names`, as where something is: `w powiecie bartoszyckim i w Olsztynie`.
  private func places(_ units: [UnitRow]) -> String {
    guard say.language == .polish else { return names(units) }
    let places = units.map { material.declension.inside($0, say) }
    if places.count <= 3 { return say.list(places) }
    return places.prefix(2).joined(separator: ", ") + " i jeszcze \(say.numbers.whole(places.count - 2))"
  }

  /// Up to three names; then how many more have the same value.
  func names(_ units: [UnitRow]) -> String {
    let names = units.map { $0.fullName(say) }
    if names.count <= 3 { return say.list(names) }
    let more = say.numbers.whole(names.count - 2)
    return names.prefix(2).joined(separator: ", ") + say(" i jeszcze \(more)", " and \(more) more")
  }
}
