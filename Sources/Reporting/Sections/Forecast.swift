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
    func number(_ value: Double?, _ decimals: Int, _ id: ValueID) -> Cell {
      value.map { .number(Quantity($0, decimals: decimals, id: id)) } ?? .notApplicable
    }
    for row in forecast where row.purpose != .path {
      let id = row.valueID
      let years = "\(row.firstPeriod)–\(row.lastPeriod)" + ForecastCaution(row, reading.indicator, say).mark
      let cells: [Cell] = [
        .text(row.period), number(row.value, decimals, id.part("value")),
        range(row.lower80, row.upper80, id.part("limits_80")), range(row.lower95, row.upper95, id.part("limits_95")),
        .text(Terms(say).model(row.model)), number(row.scaledError, 2, id.part("mase")),
        number(row.coverage.map { $0 * 100 }, 0, id.part("coverage_80")), .text(years),
      ]
      rows.append(
        Table.Row([.link(.inside(reading.indicator.id), IndicatorTables.title(reading.indicator, say))], cells))
    }
  }
  guard !rows.isEmpty else { return nil }
  let last = forecasts.compactMap(\.rows.last)
  let judged = last.filter { $0.scaledError != nil }
  // As printed: a model that is better by a hundred-thousandth stands in the table as good as the naive one.
  let better = judged.count { (($0.scaledError ?? 1) * 100).rounded() < 100 }
  let counts = say(
    "\(say.numbers.whole(better)) z \(say.numbers.whole(judged.count))",
    "\(say.numbers.whole(better)) of \(say.numbers.whole(judged.count))")
  var quality: [Inline] = [
    .text(
      say(
        "Szeregi, w których model był dokładniejszy od prognozy naiwnej („tak jak ostatnio”): ",
        "Series in which the model did better than the naive forecast (“as last”): ")), .link(.inside("t-prognoza"), counts),
    .text(
      say(
        "; w pozostałych żaden nie był od niej lepszy po zaokrągleniu błędu.",
        "; in the others none was better once the error is rounded.")),
  ]
  let cautions = forecasts.compactMap { entry in entry.rows.last.map { ForecastCaution($0, entry.reading.indicator, say) } }
  quality += cautionSentences(cautions, say)
  let table = Table(
    id: "t-prognoza", caption: say("Prognozy wskaźników regionu", "Forecasts of the region's indicators"),
    stub: say("Wskaźnik", "Indicator"),
    columns: [
      Table.Column(say("Rok", "Year"), .text), Table.Column(say("Prognoza", "Forecast")),
      Table.Column(say("Granice 80%", "80% limits")), Table.Column(say("Granice 95%", "95% limits")),
      Table.Column("Model", .text), Table.Column(say("Błąd wobec naiwnej", "Error against naive")),
      Table.Column(say("Pokrycie granic 80% (%)", "Coverage of the 80% limits (%)")),
      Table.Column(say("Na podstawie lat", "Based on"), .text),
    ], rows: rows,
    notes: [
      say(
        "Błąd wobec naiwnej: średni błąd bezwzględny modelu przy ruchomym początku podzielony przez błąd prognozy „tak jak ostatnio”; poniżej 1 model jest lepszy od niej. Pokrycie: odsetek odłożonych wartości w granicach 80% tych samych prognoz; powinno wynosić około 80%. Dwa najbliższe lata odpowiadają kolumnom oceny zasobów pomocy społecznej (art. 16a), ostatni rok to koniec strategii (art. 16b).",
        "Error against naive: mean absolute error of the model at a rolling origin over that of the forecast “as last”; below 1 the model does better. Coverage: share of the held-back values within the 80% limits of the same forecasts; it should be about 80%. The next years are those of the assessment of resources (art. 16a), the last is the end of the strategy (art. 16b)."
      )
    ])
  return Chapter(
    id: "forecast", title: say(Section.forecast.title),
    blocks: [
      .paragraph(
        say(
          "Prognozę podano tam, gdzie są wartości z co najmniej sześciu kolejnych lat, do najnowszego włącznie, a żadna nie leży na końcu skali (zero lub całość): \(say.counted(forecasts.count, .indicator)). Lat sprzed spisu, zmiany definicji, źródła, metody lub granic się nie bierze, tak samo lat sprzed nowego formularza, który według katalogu pyta o co innego. Inny nowy formularz nie skraca szeregu, z którego robi się prognozę, choć liczb sprzed niego i po nim raport nie porównuje. Liczba środkowa jest tak samo prawdopodobnie za niska, jak za wysoka; granice mówią, czego należy się spodziewać, jeżeli nic nie zmieni sposobu, w jaki szereg dotąd się zmieniał. Prognoza nie uwzględnia decyzji, które dopiero zapadną.",
          "A forecast is given where there are values for at least six years in a row up to the newest and none lies at the end of its scale (zero or the whole): \(say.counted(forecasts.count, .indicator)). Years before a census or before a change of definition, source, method or borders are not used, nor years before a new form that according to the catalogue asks for something else. Any other new form does not shorten the series that the forecast is made from, though the report does not compare the numbers before and after it. The middle number is as likely too low as too high; the limits tell what to expect if nothing changes the way the series has moved. Decisions still to be taken are not in it."
        )), .paragraph(quality), .figures(fans(forecasts.map(\.reading), material)),
      .folded(summary: table.caption, [.table(table)]),
    ])
}

/// How many forecasts are made over a break, and how many have limits that held less than they should. Those whose limits held fewer than
/// half are named.
private func cautionSentences(_ cautions: [ForecastCaution], _ say: Phrasing) -> [Inline] {
  var words = ""
  let broken = cautions.count { $0.spansBreak }
  if broken > 0 {
    words += say(
      " Prognozy przez przerwę w szeregu, taką jak nowy formularz: \(say.counted(broken, .indicator)); ich granice mogą być za wąskie, co zaznaczono w tabeli i przy wykresach.",
      " Forecasts over a break of the series, such as a new form: \(say.counted(broken, .indicator)); their limits may be too narrow, which is marked in the table and beside the charts."
    )
  }
  let tried = cautions.filter { $0.row.coverage != nil }
  guard !tried.isEmpty else { return words.isEmpty ? [] : [.text(words)] }
  let below = say.numbers.whole(tried.count { $0.isBelowNominal })
  let all = say.numbers.whole(tried.count)
  words += say(
    " Granice 80% wypróbowano na odłożonych latach, po kilka na szereg: objęły mniej niż 80% wartości w \(below) z \(all) prognoz",
    " The 80% limits were tried on years held back, a few a series: they held less than 80% of the values in \(below) of \(all) forecasts"
  )
  let poor = tried.filter { $0.isUnreliable }
  if poor.isEmpty {
    words += "."
  } else {
    let names = poor.map(\.indicator.id).joined(separator: ", ")
    words += say(
      ", a mniej niż połowę w \(say.numbers.whole(poor.count)) (\(names)): granice tych prognoz są niewiarygodne.",
      ", and less than half in \(say.numbers.whole(poor.count)) (\(names)): the limits of those forecasts are unreliable.")
  }
  return [.text(words)]
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
    let say = material.phrasing
    let isOverBreak = if case .lines(let chart) = figure.chart { chart.fan?.spansBreak ?? false } else { false }
    let what =
      isOverBreak
      ? say("prognoza przez przerwę w szeregu", "forecast over a break of the series") : say("prognoza", "forecast")
    figure.caption = "\(IndicatorTables.title(reading.indicator, say)) – \(what)"
    figures.append(figure)
  }
  return figures
}
