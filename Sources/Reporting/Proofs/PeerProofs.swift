import Contracts

/// The quartiles of the groups of like units, with the values that they were taken from.
struct PeerProofs {
  let composition: Composition
  private var material: Material { composition.material }
  private var say: Phrasing { composition.say }

  func sheet() -> ProofSheet {
    let judgements = material.judgements
    let members = Dictionary(grouping: material.units.profiled.filter { judgements.groups[$0.unit] != nil }) { unit in
      judgements.groups[unit.unit]?.group ?? ""
    }
    var entries: [ProofSheet.Entry] = []
    for group in members.keys.sorted() {
      let units = members[group] ?? []
      for indicator in material.indicators {
        guard let row = judgements.groupValues[group]?[indicator.id] else { continue }
        entries.append(entry(row, indicator, units))
      }
    }
    return ProofSheet(
      name: "peer_values",
      title: say("Kwartyle grup porównawczych – pochodzenie liczb", "Quartiles of groups of like units – origin of the numbers"),
      opening: [
        say(
          "Kwartyle typu 7 (jak w R i arkuszach): liniowo między sąsiednimi wartościami uporządkowanymi rosnąco. Wartości jednostek mają własne dowody w ich profilach. Wszystkie wiersze: 3-tables/peer_values.csv.",
          "Quartiles of type 7 (as in R and spreadsheets): linear between neighbouring values in ascending order. The values of units have proofs of their own in their profiles. All rows: 3-tables/peer_values.csv."
        )
      ], entries: entries)
  }

  private func entry(_ row: PeerValueRow, _ indicator: Indicator, _ units: [UnitRow]) -> ProofSheet.Entry {
    let values = units.compactMap { unit -> (name: String, value: Double)? in
      let figure = material.figures.row(indicator.id, unit.unit, row.period)
      return figure?.value.map { (unit.shortName(say), $0) }
    }
    let sorted = values.enumerated().sorted { a, b in
      a.element.value != b.element.value ? a.element.value < b.element.value : a.offset < b.offset
    }
    func number(_ value: Double?) -> String {
      value.map { say.numbers.fixed($0, decimals: indicator.decimals) } ?? missingMark("", say)
    }
    let listed = sorted.map { "\($0.element.name) \(number($0.element.value))" }.joined(separator: "; ")
    let group = units.first.flatMap { material.judgements.groups[$0.unit] }
    let title = group.map { say($0.titlePolish, $0.titleEnglish) } ?? row.group
    let text = say(
      "Wartości: \(row.count) (\(listed)). Dolny kwartyl \(number(row.lowerQuartile)), mediana \(number(row.median)), górny kwartyl \(number(row.upperQuartile)).",
      "Values: \(row.count) (\(listed)). Lower quartile \(number(row.lowerQuartile)), median \(number(row.median)), upper quartile \(number(row.upperQuartile))."
    )
    return ProofSheet.Entry(
      id: row.valueID,
      title: "\(say.sentenceCase(title)): \(indicator.id) \(indicator.label), \(say.dates.period(row.period))",
      lines: [[.text(text)]])
  }
}
