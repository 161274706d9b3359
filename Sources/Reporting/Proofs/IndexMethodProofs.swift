import Contracts

/// The places of the units by other methods of making the index.
struct IndexMethodProofs {
  let composition: Composition
  private var material: Material { composition.material }
  private var say: Phrasing { composition.say }

  func sheet() -> ProofSheet {
    let rows = IndexRobustness.newest(material.judgements.methods, level: material.units.mainLevel)
    var order: [String] = []
    for row in rows where !order.contains(row.unit) { order.append(row.unit) }
    let byUnit = Dictionary(grouping: rows, by: \.unit)
    return ProofSheet(
      name: "index_methods",
      title: say("Miejsca według metod – pochodzenie liczb", "Ranks by method – origin of the numbers"),
      opening: [
        say(
          "Rozbieżność: najdalsze miejsce minus najbliższe wśród metod. Zakres: 5. i 95. centyl miejsc w powtórzeniach z ustalonym ziarnem losowym. Wszystkie wiersze: 3-tables/index_methods.csv.",
          "Disagreement: the last place less the first among the methods. Range: 5th and 95th percentile of the places over replications from a fixed seed. All rows: 3-tables/index_methods.csv."
        )
      ],
      entries: order.compactMap { unit in
        guard let own = byUnit[unit], let first = own.first else { return nil }
        let name = say.sentenceCase(composition.name(unit, or: first.unitName))
        return ProofSheet.Entry(id: first.valueID, title: "\(name), \(say.dates.period(first.period))", lines: lines(own))
      })
  }

  private func lines(_ rows: [IndexMethodRow]) -> [[Inline]] {
    let terms = Terms(say)
    let listed = rows.map { row in
      let score = row.score.map { say.numbers.fixed($0, decimals: 3) } ?? "x"
      let rank = row.rank.map { say.numbers.whole($0) } ?? "x"
      return say(
        "\(terms.method(row.method)): wynik \(score), miejsce \(rank)",
        "\(terms.method(row.method)): score \(score), rank \(rank)")
    }
    var text = say.sentenceCase(listed.joined(separator: "; ")) + "."
    if let disagreement = rows.compactMap(\.disagreement).first {
      let ranks = rows.compactMap(\.rank)
      text += say(
        " Rozbieżność: \(ranks.max() ?? 0) − \(ranks.min() ?? 0) = \(disagreement).",
        " Disagreement: \(ranks.max() ?? 0) − \(ranks.min() ?? 0) = \(disagreement).")
    }
    if let row = rows.first(where: { $0.rankLow != nil }), let low = row.rankLow, let high = row.rankHigh {
      text += say(" Powtórzenia: miejsca \(low)–\(high).", " Replications: places \(low)–\(high).")
      if let share = row.driverShare {
        let printed = say.numbers.fixed(share * 100, decimals: 0)
        text += say(
          " Najwięcej zmienności miejsca: \(terms.choice(row.driver)), \(printed)%.",
          " Most of the variance of the place: \(terms.choice(row.driver)), \(printed)%.")
      }
    }
    return [[.text(text)]]
  }
}

/// What the places of the index hang on.
struct IndexDriverProofs {
  let composition: Composition
  private var material: Material { composition.material }
  private var say: Phrasing { composition.say }

  func sheet() -> ProofSheet {
    let rows = IndexRobustness.newest(material.judgements.drivers, level: material.units.mainLevel)
    return ProofSheet(
      name: "index_drivers",
      title: say("Od czego zależą miejsca – pochodzenie liczb", "What the places hang on – origin of the numbers"),
      opening: [
        say(
          "Waga rzeczywista: waga × kowariancja elementu ze wskaźnikiem / wariancja wskaźnika. Przesunięcie: średnia bezwzględna zmiana miejsca po pominięciu elementu. Wskaźniki Sobola: estymatory Saltellego i Jansena na powtórzeniach z ustalonym ziarnem. Wszystkie wiersze: 3-tables/index_drivers.csv.",
          "Effective weight: weight × covariance of the element with the index / variance of the index. Shift: mean absolute change of place when the element is left out. Sobol indices: estimators of Saltelli and Jansen on replications from a fixed seed. All rows: 3-tables/index_drivers.csv."
        )
      ],
      entries: rows.map { row in
        ProofSheet.Entry(id: row.valueID, title: "\(name(row)), \(say.dates.period(row.period))", lines: [[.text(line(row))]])
      })
  }

  private func name(_ row: IndexDriverRow) -> String {
    switch row.kind {
    case "domain": material.index?.domains.first { $0.id == row.element }?.title ?? row.element
    case "indicator": material.indicator(row.element).map { "\($0.id) \($0.label)" } ?? row.element
    default: say.sentenceCase(Terms(say).choice(row.element))
    }
  }

  private func line(_ row: IndexDriverRow) -> String {
    var parts: [String] = []
    func add(_ polish: String, _ english: String, _ value: Double?, _ decimals: Int, _ factor: Double = 1, _ sign: String = "") {
      guard let value else { return }
      parts.append("\(say(polish, english)) \(say.numbers.fixed(value * factor, decimals: decimals))\(sign)")
    }
    add("waga nominalna", "nominal weight", row.weight, 1, 100, "%")
    add("waga rzeczywista", "effective weight", row.effectiveWeight, 1, 100, "%")
    add("korelacja ze wskaźnikiem", "correlation with the index", row.correlation, 2)
    add("średnie przesunięcie", "mean shift", row.shift, 2)
    add("wskaźnik Sobola pierwszego rzędu", "first-order Sobol index", row.firstOrder, 0, 100, "%")
    add("całkowity wskaźnik Sobola", "total Sobol index", row.total, 0, 100, "%")
    return say.sentenceCase(parts.joined(separator: "; ")) + "."
  }
}
