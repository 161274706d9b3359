import Contracts

/// What the forecasts of the region were made from.
struct ForecastProofs {
  let composition: Composition
  private var material: Material { composition.material }
  private var say: Phrasing { composition.say }

  func sheet() -> ProofSheet {
    let unit = material.units.region?.unit ?? ""
    let rows = material.indicators.flatMap { material.judgements.forecast($0.id, unit) }.filter { $0.purpose != .path }
    return ProofSheet(
      name: "forecasts", title: say("Prognozy – pochodzenie liczb", "Forecasts – origin of the numbers"),
      opening: [
        say(
          "Model wybrano według najmniejszego błędu prognoz o jeden rok z ruchomym początkiem; prognozę naiwną zastępuje tylko model od niej lepszy. Liczono w podanej skali. Wszystkie wiersze: 3-tables/forecasts.csv.",
          "The model is the one with the least error of one-year forecasts at a rolling origin; only a better one takes the place of the naive forecast. Made on the scale that is named. All rows: 3-tables/forecasts.csv."
        )
      ],
      entries: rows.map { row in
        ProofSheet.Entry(id: row.valueID, title: "\(title(row)), \(say.dates.period(row.period))", lines: lines(row))
      })
  }

  private func title(_ row: ForecastRow) -> String {
    material.indicator(row.indicator).map { "\($0.id) \($0.label)" } ?? row.indicator
  }

  private func lines(_ row: ForecastRow) -> [[Inline]] {
    let decimals = material.indicator(row.indicator)?.decimals ?? 1
    func range(_ lower: Double?, _ upper: Double?) -> String {
      guard let lower, let upper else { return "x" }
      return say.numbers.range(lower, upper, decimals: decimals)
    }
    let terms = Terms(say)
    let value = row.value.map { say.numbers.fixed($0, decimals: decimals) } ?? "x"
    var text = say(
      "Prognoza \(value); granice 80%: \(range(row.lower80, row.upper80)), 95%: \(range(row.lower95, row.upper95)). Model: \(terms.model(row.model)); skala: \(terms.scale(row.scale)); \(say.counted(row.count, .value)).",
      "Forecast \(value); 80% limits: \(range(row.lower80, row.upper80)), 95%: \(range(row.lower95, row.upper95)). Model: \(terms.model(row.model)); scale: \(terms.scale(row.scale)); \(say.counted(row.count, .value))."
    )
    if let error = row.scaledError {
      let printed = say.numbers.fixed(error, decimals: 2)
      text += say(" Błąd wobec prognozy naiwnej: \(printed).", " Error against the naive forecast: \(printed).")
    }
    if let coverage = row.coverage {
      let printed = say.numbers.fixed(coverage * 100, decimals: 0)
      text += say(
        " Odłożonych wartości w granicach 80%: \(printed)%.", " Held-back values within the 80% limits: \(printed)%.")
    }
    if let indicator = material.indicator(row.indicator) {
      let caution = ForecastCaution(row, indicator, say).sentences
      if !caution.isEmpty { text += " " + caution }
    }
    let series = composition.series(row.indicator, row.unit, from: row.firstPeriod, to: row.lastPeriod)
    return [[.text(text)], [.text(say("Szereg: ", "Series: "))] + series + [.text(".")]]
  }
}

/// What the tests of trends of the region were made from.
struct TrendProofs {
  let composition: Composition
  private var material: Material { composition.material }
  private var say: Phrasing { composition.say }

  func sheet() -> ProofSheet {
    let unit = material.units.region?.unit ?? ""
    let rows = material.indicators.compactMap { material.judgements.trend($0.id, unit) }.filter { $0.slope != nil }
    return ProofSheet(
      name: "trends", title: say("Trendy – pochodzenie liczb", "Trends – origin of the numbers"),
      opening: [
        say(
          "Kierunek: test Manna–Kendalla na poziomie 5%; zmiana na rok: mediana nachyleń wszystkich par lat (Theil–Sen) z granicami 95%. Wszystkie wiersze: 3-tables/trends.csv.",
          "Direction: test of Mann and Kendall at the 5% level; change a year: median of the slopes of all pairs of years (Theil–Sen) with 95% limits. All rows: 3-tables/trends.csv."
        )
      ],
      entries: rows.map { row in
        let title = material.indicator(row.indicator).map { "\($0.id) \($0.label)" } ?? row.indicator
        return ProofSheet.Entry(
          id: row.valueID, title: "\(title), \(row.firstPeriod)–\(row.lastPeriod)", lines: lines(row))
      })
  }

  private func lines(_ row: TrendRow) -> [[Inline]] {
    let decimals = (material.indicator(row.indicator)?.decimals ?? 1) + 1
    func number(_ value: Double?, _ decimals: Int) -> String { value.map { say.numbers.signed($0, decimals: decimals) } ?? "x" }
    let slope =
      "\(number(row.slope, decimals)) (\(number(row.slopeLower, decimals)) \(say("do", "to")) \(number(row.slopeUpper, decimals)))"
    let probability = row.probability.map { say.numbers.fixed($0, decimals: 4) } ?? "x"
    let text = say(
      "Zmiana na rok: \(slope). Tau Kendalla \(number(row.tau, 3)), p = \(probability), \(say.counted(row.count, .value)).",
      "Change a year: \(slope). Kendall's tau \(number(row.tau, 3)), p = \(probability), \(say.counted(row.count, .value)).")
    let series = composition.series(row.indicator, row.unit, from: row.firstPeriod, to: row.lastPeriod)
    return [[.text(text)], [.text(say("Szereg: ", "Series: "))] + series + [.text(".")]]
  }
}
