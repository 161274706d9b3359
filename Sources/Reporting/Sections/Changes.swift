import Contracts
import Findings

extension Section {
  package static let changes = Section(
    "changes", Wording("Co się zmieniło", en: "What has changed"), compose: changesChapter)
}

/// The region's newest figures against those of the period before: which rated indicators moved for the better and the worse by more
/// than what is printed. Across a break of the series nothing is compared.
private func changesChapter(_ composition: Composition) -> Chapter? {
  let say = composition.say
  struct Entry {
    var reading: Reading
    var row: IndicatorRow
    var change: Double
    var isBetter: Bool
    /// No greater than the intervals of the two values explain.
    var isUncertain: Bool
  }
  var entries: [Entry] = []
  var same = 0
  var broken = 0
  for indicator in composition.material.indicators where indicator.direction != .neither {
    guard let reading = composition.readings[indicator.id], let row = reading.region, row.value != nil,
      let change = row.changePrevious
    else { continue }
    if !reading.breaks(since: row.previousPeriod).isEmpty {
      broken += 1
    } else if RoundedDecimal(change, decimals: indicator.decimals)?.isZero ?? true {
      same += 1
    } else {
      entries.append(
        Entry(
          reading: reading, row: row, change: change, isBetter: (change > 0) == (indicator.direction == .moreIsBetter),
          isUncertain: isExplained(row, change, composition.material.figures.row(indicator.id, row.unit, row.previousPeriod))))
    }
  }
  let sinceEdition = EditionChanges(composition: composition).chapter()
  guard !entries.isEmpty else {
    return sinceEdition.map { Chapter(id: "changes", title: say(Section.changes.title), parts: [$0]) }
  }
  let better = entries.count { $0.isBetter && !$0.isUncertain }
  let worse = entries.count { !$0.isBetter && !$0.isUncertain }
  let table = Table(
    id: "t-zmiany",
    caption: say(
      "Zmiany wskaźników regionu od poprzedniego okresu", "Changes of the region's indicators since the previous period"),
    stub: say("Wskaźnik", "Indicator"),
    columns: [
      Table.Column(say("Okres", "Period"), .text), Table.Column(say("Wartość", "Value")),
      Table.Column(say("Poprzedni okres", "Previous period"), .text), Table.Column(say("Zmiana", "Change")),
      Table.Column(say("Kierunek", "Direction"), .text),
    ],
    rows: entries.map { entry in
      Table.Row(
        [.link(.inside(entry.reading.indicator.id), IndicatorTables.title(entry.reading.indicator, say))],
        [
          .text(say.dates.shortPeriod(entry.row.period)),
          entry.row.value.map { .number(entry.reading.quantity(entry.row, value: $0, isRepeated: true)) } ?? .notApplicable,
          .text(say.dates.shortPeriod(entry.row.previousPeriod)),
          entry.reading.changeSincePrevious(entry.row).map { .number($0) } ?? .notApplicable,
          .text(
            entry.isUncertain
              ? say("w granicach niepewności", "within uncertainty")
              : entry.isBetter ? say("korzystny", "for the better") : say("niekorzystny", "for the worse")),
        ])
    },
    notes: [
      say(
        "Zmiana w jednostce wskaźnika (procenty: w punktach procentowych, promile: w promilowych); liczb ogółem w procentach. Nie porównuje się okresów, między którymi szereg ma przerwę.",
        "Change in the indicator's unit (percentages: in percentage points, numbers per 1,000: in points per 1,000); of totals in per cent. Periods with a break between them are not compared."
      )
    ])
  return Chapter(
    id: "changes", title: say(Section.changes.title),
    blocks: [
      .paragraph([
        .text(
          say(
            "Zmiany od poprzedniego okresu w kierunku korzystnym: \(say.counted(better, .indicator)) regionu, w niekorzystnym: \(say.counted(worse, .indicator)) (",
            "Changes since the previous period for the better: \(say.counted(better, .indicator)) of the region, for the worse: \(say.counted(worse, .indicator)) ("
          )), .reference(to: table.id),
        .text(
          say(
            "). W granicach niepewności obu wartości: \(say.numbers.whole(entries.count - better - worse)). Bez zmiany po zaokrągleniu: \(say.numbers.whole(same)), nieporównywalne z powodu przerwy w szeregu: \(say.numbers.whole(broken)).",
            "). Within the uncertainty of the two values: \(say.numbers.whole(entries.count - better - worse)). Unchanged when rounded: \(say.numbers.whole(same)); not comparable because of a break: \(say.numbers.whole(broken))."
          )),
      ]), .folded(summary: say("Wskaźniki, które się zmieniły", "Indicators that changed"), [.table(table)]),
    ], parts: [sinceEdition].compactMap(\.self))
}

/// Whether a difference is no greater than the 95 % intervals of the two values explain; not where one has none, since it is then a
/// full count or nothing is known of its uncertainty. An earlier period that the pipeline does not publish has no row, and its value
/// counts as no more certain than the newest.
private func isExplained(_ now: IndicatorRow, _ change: Double, _ before: IndicatorRow?) -> Bool {
  func error(_ row: IndicatorRow) -> Double? {
    guard let lower = row.lower, let upper = row.upper, upper > lower else { return nil }
    return (upper - lower) / 2
  }
  guard let a = error(now), let b = before.map(error) ?? a else { return false }
  return change.magnitude < (a * a + b * b).squareRoot()
}
