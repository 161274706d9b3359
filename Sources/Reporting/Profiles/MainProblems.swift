import Contracts

/// What stands first in the profile of a unit: by which indicators it is worse, and better, than the region, and its rank is no matter of chance.
struct MainProblems {
  let standings: [UnitStanding]
  let say: Phrasing

  /// Where the unit stands worse than the region and among the worst fifth of its level; and where among the best.
  func chapter() -> Chapter {
    func chosen(worst: Bool) -> [UnitStanding] {
      let own = standings.filter { standing in
        // The fifth of the tables: a share of the places below a fifth can be one of the second.
        standing.isBetter() == !worst && standing.row.quintile == (worst ? 5 : 1) && standing.row.keepsToHalf(worse: worst)
      }
      let sorted = own.enumerated().sorted { a, b in
        let (x, y) = (a.element.burden ?? 0, b.element.burden ?? 0)
        return x != y ? (worst ? x > y : x < y) : a.offset < b.offset
      }.map(\.element)
      var kept: [UnitStanding] = []
      for standing in sorted {
        if !kept.contains(where: { $0.indicator.isInverse(of: standing.indicator) }) { kept.append(standing) }
      }
      return kept
    }
    var blocks: [Block] = []
    for (worst, most) in [(true, 8), (false, 4)] {
      let list = chosen(worst: worst)
      guard !list.isEmpty else {
        if worst {
          blocks.append(
            .paragraph(
              say(
                "W żadnym wskaźniku jednostka nie jest gorsza od regionu i zarazem pewnie w najgorszej piątej części.",
                "By no indicator is the unit worse than the region and surely in the worst fifth.")))
        }
        continue
      }
      blocks.append(
        .paragraph(
          worst
            ? say(
              "Mniej korzystnie niż w regionie i w najgorszej piątej części jednostek tego poziomu (bez wskaźników, w których przedział miejsca sięga lepszej połowy):",
              "Worse than the region and in the worst fifth of the units of this level (without indicators by which the range of its rank reaches the better half):"
            )
            : say(
              "Korzystniej niż w regionie i w najlepszej piątej części (bez wskaźników, w których przedział miejsca sięga gorszej połowy):",
              "Better than the region and in the best fifth (without indicators by which the range of its rank reaches the worse half):"
            )))
      blocks.append(.list(list.prefix(most).map(sentence)))
      if list.count > most {
        blocks.append(
          .remark(
            say(
              "Pokazano \(most) z \(list.count), te o \(worst ? "najdalszych" : "najbliższych początku") miejscach; pozostałe są w tabelach obszarów niżej.",
              "\(most) of \(list.count) are shown, those of the \(worst ? "last" : "first") ranks; the others are in the tables of the areas below."
            )))
      }
    }
    blocks += unjudged()
    return Chapter(
      id: "problemy", title: say("Najważniejsze problemy i mocne strony", "Main problems and strengths"), blocks: blocks)
  }

  /// By these the unit is among the last and nobody can say whether it is worse than the region, which has no value: silence would pass
  /// them off as no problems.
  private func unjudged() -> [Block] {
    let own = standings.filter { standing in
      !standing.spread.isTotal && standing.spread.region?.value == nil && standing.row.quintile == 5
        && standing.row.keepsToHalf(worse: true)
    }
    guard !own.isEmpty else { return [] }
    var words: [Inline] = [
      .text(
        say(
          "W najgorszej piątej części, lecz bez porównania z regionem, który nie ma wartości: ",
          "In the worst fifth, but not compared with the region, which has no value: "))
    ]
    for (place, standing) in own.enumerated() {
      if place > 0 { words.append(.text("; ")) }
      words.append(.link(.file("indicators/\(standing.indicator.id).html"), standing.indicator.label))
    }
    return [.remark(say.ended(words))]
  }

  private func sentence(_ standing: UnitStanding) -> [Inline] {
    guard let value = standing.row.value else { return [] }
    let indicator = standing.indicator
    var words: [Inline] = [
      .link(
        .file("indicators/\(indicator.id).html"), indicator.unit.isIndex ? IndicatorTables.title(indicator, say) : indicator.label
      ),
      .text(", \(say.dates.period(standing.row.period)): "),
      .number(Quantity(value, decimals: indicator.decimals, unit: indicator.unit, id: ValueID(standing.row.id))),
    ]
    if let region = standing.spread.region, let other = region.value {
      words += [
        .text(say(" (region: ", " (region: ")),
        .number(Quantity(other, decimals: indicator.decimals, unit: indicator.unit, id: ValueID(region.id))), .text(")"),
      ]
    }
    if let rank = standing.row.rank, let ranked = standing.row.unitsRanked {
      let place = rankText(rank, low: standing.row.rankLow, high: standing.row.rankHigh, say.numbers)
      words.append(.text(say(", miejsce ", ", rank ")))
      words.append(.traced(say("\(place) z \(ranked)", "\(place) of \(ranked)"), ValueID(standing.row.id, part: "rank")))
    }
    return say.ended(words)
  }
}
