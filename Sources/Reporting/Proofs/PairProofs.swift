import Contracts

/// How a need was set against the resource that should meet it.
struct PairProofs {
  let composition: Composition
  private var say: Phrasing { composition.say }

  func sheet() -> ProofSheet {
    let rows = Adequacy(composition: composition).shownPairs()
    return ProofSheet(
      name: "adequacy_pairs",
      title: say("Potrzeby i zasoby – pochodzenie liczb", "Needs and resources – origin of the numbers"),
      opening: [
        say(
          "z = (wartość jednostki − średnia jednostek tego poziomu) / odchylenie standardowe z próby; znak odwraca się tam, gdzie większa wartość to mniej zasobów. Luka = z potrzeby − z zasobu. Wszystkie wiersze: 3-tables/adequacy_pairs.csv.",
          "z = (value of the unit − mean of the units of the level) / sample standard deviation; the sign is turned where a greater value is less resource. Gap = z of the need − z of the resource. All rows: 3-tables/adequacy_pairs.csv."
        )
      ],
      entries: rows.map { row in
        let name = say.sentenceCase(composition.name(row.unit, or: row.unitName))
        return ProofSheet.Entry(
          id: row.valueID, title: "\(name), \(row.need) – \(row.resource), \(say.dates.period(row.period))", lines: [line(row)])
      })
  }

  private func line(_ row: AdequacyPairRow) -> [Inline] {
    func score(_ value: Double?) -> String { value.map { say.numbers.signed($0, decimals: 2) } ?? missingMark("", say) }
    return [
      .text(say("Potrzeba \(row.need): ", "Need \(row.need): ")), composition.figure(row.need, row.unit, row.period),
      .text(
        say(", z = \(score(row.needScore)); zasób \(row.resource): ", ", z = \(score(row.needScore)); resource \(row.resource): ")
      ),
      composition.figure(row.resource, row.unit, row.period),
      .text(
        say(
          ", z = \(score(row.resourceScore)). Luka: \(score(row.needScore)) − (\(score(row.resourceScore))) ≈ \(score(row.gap)).",
          ", z = \(score(row.resourceScore)). Gap: \(score(row.needScore)) − (\(score(row.resourceScore))) ≈ \(score(row.gap)).")),
    ]
  }
}
