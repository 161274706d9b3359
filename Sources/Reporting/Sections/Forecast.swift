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
    func range(_ lower: Double?, _ upper: Double?) -> Cell {
      guard let lower, let upper else { return .notApplicable }
      return .range(lower: lower, upper: upper, decimals: decimals)
    }
    for row in forecast where row.purpose != .path {
      rows.append(
        Table.Row(
          [.link(.inside(reading.indicator.id), IndicatorTables.title(reading.indicator, say))],
          [
            .text(row.period), row.value.map { .number(Quantity($0, decimals: decimals)) } ?? .notApplicable,
            range(row.lower80, row.upper80), range(row.lower95, row.upper95), .text(row.model),
            row.scaledError.map { .number(Quantity($0, decimals: 2)) } ?? .notApplicable,
            .text("\(row.firstPeriod)–\(row.lastPeriod)"),
          ]))
    }
  }
  guard !rows.isEmpty else { return nil }
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
        "Błąd wobec naiwnej: średni błąd bezwzględny modelu przy ruchomym początku podzielony przez błąd prognozy „tak jak ostatnio”; poniżej 1 model jest lepszy od niej. Lata roczne to kolumny oceny zasobów pomocy społecznej (art. 16a), ostatni rok to koniec strategii (art. 16b).",
        "Error against naive: mean absolute error of the model at a rolling origin over that of the forecast “as last”; below 1 the model does better. The next years are those of the assessment of resources (art. 16a), the last is the end of the strategy (art. 16b)."
      )
    ])
  return Chapter(
    id: "forecast", title: say(Section.forecast.title),
    blocks: [
      .paragraph(
        say(
          "Prognozę podano tylko tam, gdzie szereg jest dość długi i bez niedawnej przerwy: \(say.counted(forecasts.count, .indicator)). Liczba środkowa jest tak samo prawdopodobnie za niska, jak za wysoka; granice mówią, czego należy się spodziewać, jeżeli nic nie zmieni sposobu, w jaki szereg dotąd się zmieniał. Prognoza nie uwzględnia decyzji, które dopiero zapadną.",
          "A forecast is given only where the series is long enough and has no recent break: \(say.counted(forecasts.count, .indicator)). The middle number is as likely too low as too high; the limits tell what to expect if nothing changes the way the series has moved. Decisions still to be taken are not in it."
        )), .table(table),
    ])
}
