import Contracts
import Findings

extension Section {
  package static let forecast = Section("forecast", Wording("Prognoza", en: "Forecast"), compose: forecastChapter)
}

/// Forecasts of the region with their limits and with how they did against the naive forecast; nil when there is none.
private func forecastChapter(_ composition: Composition) -> Chapter? {
  let material = composition.material
  let say = composition.say
  guard let region = material.units.region?.unit else { return nil }
  let forecasts = material.indicators.compactMap { indicator -> (reading: Reading, rows: [ForecastRow])? in
    let rows = material.judgements.forecast(indicator.id, region)
    guard !rows.isEmpty, let reading = composition.readings[indicator.id] else { return nil }
    return (reading, rows)
  }
  guard !forecasts.isEmpty else { return nil }
  var rows: [Table.Row] = []
  for (reading, forecast) in forecasts {
    let decimals = reading.indicator.decimals
    func range(_ lower: Double?, _ upper: Double?, _ id: ValueID) -> Cell {
      guard let lower, let upper else { return .notApplicable }
      return .range(lower: lower, upper: upper, decimals: decimals, id: id)
    }
    for row in forecast where row.purpose != .path {
      let id = row.valueID
      rows.append(
        Table.Row(
          [.link(.inside(reading.indicator.id), IndicatorTables.title(reading.indicator, say))],
          [
            .text(row.period),
            row.value.map { .number(Quantity($0, decimals: decimals, id: id.part("value"))) } ?? .notApplicable,
            range(row.lower80, row.upper80, id.part("limits_80")), range(row.lower95, row.upper95, id.part("limits_95")),
            .text(Terms(say).model(row.model)),
            row.scaledError.map { .number(Quantity($0, decimals: 2, id: id.part("mase"))) } ?? .notApplicable,
            .text("\(row.firstPeriod)–\(row.lastPeriod)" + (spansBreak(row, reading.indicator) ? " *" : "")),
          ]))
    }
  }
  guard !rows.isEmpty else { return nil }
  let last = forecasts.compactMap(\.rows.last)
  let judged = last.filter { $0.scaledError != nil }
  // As printed: a model that is better by a hundred-thousandth stands in the table as good as the naive one.
  let better = judged.count { (($0.scaledError ?? 1) * 100).rounded() < 100 }
  let broken = forecasts.count { entry in entry.rows.contains { spansBreak($0, entry.reading.indicator) } }
  let counts = say(
    "\(say.numbers.whole(better)) z \(say.numbers.whole(judged.count)) szeregów",
    "\(say.numbers.whole(better)) of \(say.numbers.whole(judged.count)) series")
  var quality: [Inline] = [
    .text(
      say(
        "Model był dokładniejszy od prognozy naiwnej („tak jak ostatnio”) w ",
        "The model did better than the naive forecast (“as last”) in ")), .link(.inside("t-prognoza"), counts),
    .text(
      say(
        "; w pozostałych żaden nie był od niej lepszy po zaokrągleniu błędu.",
        "; in the others none was better once the error is rounded.")),
  ]
  if broken > 0 {
    quality.append(
      .text(
        say(
          " Gwiazdka (\(say.counted(broken, .indicator))): lata, z których zrobiono prognozę, obejmują przerwę w szeregu, na przykład nowy formularz, więc granice mogą być za wąskie.",
          " Asterisk (\(say.counted(broken, .indicator))): the years that the forecast is made from hold a break of the series, such as a new form, so the limits may be too narrow."
        )))
  }
  let table = Table(
    id: "t-prognoza", caption: say("Prognozy wskaźników regionu", "Forecasts of the region's indicators"),
    stub: say("Wskaźnik", "Indicator"),
    columns: [
      Table.Column(say("Rok", "Year"), .text), Table.Column(say("Prognoza", "Forecast")),
      Table.Column(say("Granice 80%", "80% limits")), Table.Column(say("Granice 95%", "95% limits")),
      Table.Column("Model", .text), Table.Column(say("Błąd wobec naiwnej", "Error against naive")),
      Table.Column(say("Na podstawie lat", "Based on"), .text),
    ], rows: rows,
    notes: [
      say(
        "Błąd wobec naiwnej: średni błąd bezwzględny modelu przy ruchomym początku podzielony przez błąd prognozy „tak jak ostatnio”; poniżej 1 model jest lepszy od niej. Dwa najbliższe lata odpowiadają kolumnom oceny zasobów pomocy społecznej (art. 16a), ostatni rok to koniec strategii (art. 16b).",
        "Error against naive: mean absolute error of the model at a rolling origin over that of the forecast “as last”; below 1 the model does better. The next years are those of the assessment of resources (art. 16a), the last is the end of the strategy (art. 16b)."
      )
    ])
  return Chapter(
    id: "forecast", title: say(Section.forecast.title),
    blocks: [
      .paragraph(
        say(
          "Prognozę podano tylko tam, gdzie szereg jest dość długi i w ostatnich latach porównywalny według katalogu: \(say.counted(forecasts.count, .indicator)). Liczba środkowa jest tak samo prawdopodobnie za niska, jak za wysoka; granice mówią, czego należy się spodziewać, jeżeli nic nie zmieni sposobu, w jaki szereg dotąd się zmieniał. Prognoza nie uwzględnia decyzji, które dopiero zapadną.",
          "A forecast is given only where the series is long enough and comparable in recent years after the catalogue: \(say.counted(forecasts.count, .indicator)). The middle number is as likely too low as too high; the limits tell what to expect if nothing changes the way the series has moved. Decisions still to be taken are not in it."
        )), .paragraph(quality), .figures(fans(forecasts.map(\.reading), material)),
      .folded(summary: table.caption, [.table(table)]),
    ])
}

/// Whether the years that a forecast rests on hold a break of the series.
private func spansBreak(_ row: ForecastRow, _ indicator: Indicator) -> Bool {
  guard let first = Int(row.firstPeriod.prefix(4)), let last = Int(row.lastPeriod.prefix(4)) else { return false }
  return indicator.breaks.contains { first < $0.year && $0.year <= last }
}

/// The series with their fans, the first indicator of each chapter: the others have theirs where they are discussed.
private func fans(_ readings: [Reading], _ material: Material) -> [Figure] {
  var areas: [String] = []
  var figures: [Figure] = []
  for reading in readings where !areas.contains(reading.indicator.area) && figures.count < 6 {
    let tables = IndicatorTables(reading: reading, material: material)
    guard var figure = IndicatorCharts(tables: tables).lines() else { continue }
    areas.append(reading.indicator.area)
    figure.id = "w-\(reading.indicator.id)"
    figure.caption =
      "\(IndicatorTables.title(reading.indicator, material.phrasing)) – \(material.phrasing("prognoza", "forecast"))"
    figures.append(figure)
  }
  return figures
}
