import Contracts

/// A unit among the like units of the diagnosis: group, size, quartiles of each indicator.
struct PeerGroup {
  let unit: UnitRow
  let material: Material

  private var say: Phrasing { material.phrasing }

  /// Empty when the diagnosis put the unit into no group, or nothing is said of it.
  func blocks(_ standings: [UnitStanding]) -> [Block] {
    guard let group = material.judgements.groups[unit.unit], let values = material.judgements.groupValues[group.group] else {
      return []
    }
    var outside = (below: 0, above: 0)
    var compared = 0
    let rows = standings.compactMap { standing -> Table.Row? in
      let indicator = standing.indicator
      guard !standing.spread.isTotal, let peer = values[indicator.id], peer.period == standing.row.period,
        let low = peer.lowerQuartile, let middle = peer.median, let high = peer.upperQuartile
      else { return nil }
      func number(_ value: Double, _ part: String) -> Cell {
        .number(Quantity(value, decimals: indicator.decimals, id: peer.valueID.part(part)))
      }
      var place: Cell = .notApplicable
      if let value = standing.row.value {
        // What prints the same as a quartile is not said to lie beyond it.
        func differs(_ limit: Double) -> Bool {
          RoundedDecimal(value, decimals: indicator.decimals) != RoundedDecimal(limit, decimals: indicator.decimals)
        }
        let (isBelow, isAbove) = (value < low && differs(low), value > high && differs(high))
        compared += 1
        if isBelow { outside.below += 1 }
        if isAbove { outside.above += 1 }
        place = .text(
          isBelow
            ? say("poniżej środkowej połowy", "below the middle half")
            : isAbove
              ? say("powyżej środkowej połowy", "above the middle half") : say("w środkowej połowie", "in the middle half"))
      }
      let own: Cell =
        standing.row.value.map {
          .number(Quantity($0, decimals: indicator.decimals, id: ValueID(standing.row.id, part: "value")))
        } ?? .missing(reason: Terms(say).sign(standing.row), id: nil)
      return Table.Row(
        standing.spread.title,
        [
          .text(say.dates.shortPeriod(peer.period)), own, number(low, "q1"), number(middle, "median"), number(high, "q3"),
          .count(peer.count, id: peer.valueID.part("n")), place,
        ])
    }
    guard !rows.isEmpty else { return [] }
    let title = say(group.titlePolish, group.titleEnglish)
    return [
      .paragraph([
        .text(
          say(
            "Grupa porównawcza: \(title), \(say.counted(group.size, .ofLevel(unit.level))). Z ",
            "Group of like units: \(title), \(say.counted(group.size, .ofLevel(unit.level))). Of ")),
        .link(
          .inside("t-grupa"),
          say(
            "\(say.numbers.whole(compared)) porównanych wskaźników", "\(say.counted(compared, .indicator)) compared")),
        .text(
          say(
            " jednostka leży poniżej środkowej połowy grupy w \(say.numbers.whole(outside.below)), powyżej w \(say.numbers.whole(outside.above)).",
            " the unit is below the middle half of the group by \(say.numbers.whole(outside.below)), above by \(say.numbers.whole(outside.above))."
          )),
      ]),
      .folded(
        summary: say("Jednostka na tle grupy porównawczej", "The unit against its group"),
        [
          .table(
            Table(
              id: "t-grupa", caption: say("Wartość i kwartyle grupy: \(title)", "Value and quartiles of the group: \(title)"),
              stub: say("Wskaźnik", "Indicator"),
              columns: [
                Table.Column(say("Okres", "Period"), .text), Table.Column(unit.shortName(say)),
                Table.Column(say("Dolny kwartyl", "Lower quartile")), Table.Column(say("Mediana", "Median")),
                Table.Column(say("Górny kwartyl", "Upper quartile")),
                Table.Column(say("Jednostki z wartością", "Units with a value")),
                Table.Column(say("Położenie", "Position"), .text),
              ], rows: rows,
              notes: [
                say(
                  "Między kwartylami leży środkowa połowa jednostek grupy. Położenie nie mówi, co jest korzystne.",
                  "The middle half of the group's units lies between the quartiles. The position does not say what is good.")
              ]))
        ]),
    ]
  }
}
