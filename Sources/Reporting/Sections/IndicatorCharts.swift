import Contracts

/// The charts of one indicator: the region over the years, and the units in the newest period.
struct IndicatorCharts {
  let tables: IndicatorTables

  private var reading: Reading { tables.reading }
  private var material: Material { tables.material }
  private var indicator: Indicator { reading.indicator }
  private var say: Phrasing { material.phrasing }

  /// - Returns: nil when the region has values for fewer than two years.
  func lines() -> Figure? {
    let years = material.years
    func values(_ unit: UnitRow?) -> [Double?] {
      years.map { year in unit.flatMap { material.figures.row(indicator.id, $0.unit, String(year))?.value } }
    }
    let units = material.units
    var series = [
      LineChart.Series(
        name: say.sentenceCase(units.region?.fullName(say) ?? ""), role: .region, values: values(units.region))
    ]
    guard series[0].values.count(where: { $0 != nil }) >= 2 else { return nil }
    if !reading.isTotal {
      if let voivodeship = units.voivodeship {
        series.append(
          LineChart.Series(
            name: say.sentenceCase(voivodeship.fullName(say)), role: .voivodeship, values: values(voivodeship)))
      }
      if let country = units.country {
        series.append(LineChart.Series(name: country.fullName(say), role: .country, values: values(country)))
      }
    }
    series.removeAll { series in series.values.allSatisfy { $0 == nil } }
    let ranges = years.map { tables.rangeOfMain(String($0)) }
    let hasBand = !reading.isTotal && ranges.contains { $0 != nil }
    let band = LineChart.Band(
      name: say(
        "\(units.noun.few): od najniższej do najwyższej wartości", "\(units.noun.englishOther): from lowest to highest"),
      low: ranges.map { $0?.low.value }, high: ranges.map { $0?.high.value })
    let breaks = indicator.breaks.map(\.year).filter { $0 > (years.first ?? 0) && $0 <= (years.last ?? 0) }
    var chart = LineChart(
      years: years, series: series, band: hasBand ? band : nil, breaks: breaks, decimals: indicator.decimals)
    chart.fan = fan()
    return Figure(
      id: "l-\(indicator.id)", caption: captioned(say("zmiany w czasie", "over time")), chart: .lines(chart),
      alternative: alternative(chart), table: tables.seriesID, note: note(chart))
  }

  /// The years that are left out, and what the reader must know of the forecast.
  private func note(_ chart: LineChart) -> String? {
    let notes = [gapNote(), chart.fan == nil ? nil : caution?.sentences].compactMap(\.self).filter { !$0.isEmpty }
    return notes.isEmpty ? nil : notes.joined(separator: " ")
  }

  private var caution: ForecastCaution? {
    guard let unit = material.units.region?.unit, let row = material.judgements.forecast(indicator.id, unit).last else {
      return nil
    }
    return ForecastCaution(row, indicator, say)
  }

  /// The forecast of the region, where the diagnosis has one.
  private func fan() -> LineChart.Fan? {
    guard let unit = material.units.region?.unit else { return nil }
    var fan = LineChart.Fan(years: [], middle: [], inner: [], outer: [])
    for row in material.judgements.forecast(indicator.id, unit) {
      guard let year = Int(row.period), year > material.years.last ?? 0, let value = row.value, let low80 = row.lower80,
        let high80 = row.upper80, let low95 = row.lower95, let high95 = row.upper95, low80 <= high80, low95 <= high95
      else { continue }
      fan.years.append(year)
      fan.middle.append(value)
      fan.inner.append(low80...high80)
      fan.outer.append(low95...high95)
    }
    fan.spansBreak = caution?.spansBreak ?? false
    fan.isUnreliable = caution?.isUnreliable ?? false
    return fan.years.isEmpty ? nil : fan
  }

  private func captioned(_ what: String) -> String {
    "\(IndicatorTables.title(indicator, say)) – \(what)"
  }

  /// Names the years that the list leaves out, so that an unjoined line is not taken for missing data.
  private func gapNote() -> String? {
    let years = material.years
    var gaps: [String] = []
    for (earlier, later) in zip(years, years.dropFirst()) where later > earlier + 1 {
      gaps.append(later == earlier + 2 ? "\(earlier + 1)" : "\(earlier + 1)–\(later - 1)")
    }
    guard !gaps.isEmpty else { return nil }
    let list = say.list(gaps)
    return say(
      "Zestawienie nie obejmuje lat \(list).", "The edition does not cover the years \(list).")
  }

  private func alternative(_ chart: LineChart) -> String {
    let years = say.dates.years(chart.years)
    var parts = [say("Wykres liniowy, lata \(years).", "Line chart, years \(years).")]
    let numbers = say.numbers
    for series in chart.series {
      let present = zip(chart.years, series.values).compactMap { year, value in value.map { (year, $0) } }
      guard let first = present.first, let last = present.last else { continue }
      func number(_ value: Double) -> String { numbers.fixed(value, decimals: chart.decimals) }
      var text = "\(series.name): \(first.0) – \(number(first.1))"
      if last.0 != first.0 { text += ", \(last.0) – \(number(last.1))" }
      // The extremes only where they are not the ends, which have been said.
      let ends = [first.0, last.0]
      if let top = present.max(by: { $0.1 < $1.1 }), !ends.contains(top.0) {
        text += say("; najwięcej \(number(top.1)) (\(top.0))", "; most \(number(top.1)) (\(top.0))")
      }
      if let bottom = present.min(by: { $0.1 < $1.1 }), !ends.contains(bottom.0) {
        text += say("; najmniej \(number(bottom.1)) (\(bottom.0))", "; least \(number(bottom.1)) (\(bottom.0))")
      }
      let missing = series.values.count { $0 == nil }
      if missing > 0 { text += say("; lata bez danych: \(missing)", "; years without data: \(missing)") }
      parts.append(text + ".")
    }
    if let fan = chart.fan, let year = fan.years.last, let middle = fan.middle.last, let outer = fan.outer.last {
      let range = numbers.range(outer.lowerBound, outer.upperBound, decimals: chart.decimals)
      let value = numbers.fixed(middle, decimals: chart.decimals)
      parts.append(say("Prognoza na \(year): \(value) (95%: \(range)).", "Forecast for \(year): \(value) (95%: \(range))."))
      if let words = caution?.sentences, !words.isEmpty { parts.append(words) }
    }
    return parts.joined(separator: " ")
  }

  /// - Returns: nil when the main units have no values.
  func dots() -> Figure? {
    guard reading.hasMain else { return nil }
    var items = reading.main.map { entry in
      DotChart.Item(
        name: entry.unit.shortName(say), value: entry.row?.value, lower: entry.row?.lower, upper: entry.row?.upper)
    }
    // Sorted by value, the alphabetical order of the table deciding among equals; units without a value last.
    items = items.enumerated().sorted { a, b in
      switch (a.element.value, b.element.value) {
      case (let x?, let y?): x != y ? x > y : a.offset < b.offset
      case (nil, nil): a.offset < b.offset
      case (_, nil): true
      case (nil, _): false
      }
    }.map(\.element)
    var references: [DotChart.Reference] = []
    if !reading.isTotal {
      if let value = reading.region?.value, let unit = material.units.region {
        references.append(DotChart.Reference(name: say.sentenceCase(unit.fullName(say)), role: .region, value: value))
      }
      if let value = reading.country?.value, let unit = material.units.country {
        references.append(DotChart.Reference(name: unit.fullName(say), role: .country, value: value))
      }
    }
    let chart = DotChart(items: items, references: references, decimals: indicator.decimals)
    let hasIntervals = items.contains { $0.lower != nil }
    return Figure(
      id: "d-\(indicator.id)",
      caption: captioned(
        say(
          "\(material.units.noun.few) w \(say.dates.period(reading.period))",
          "\(material.units.noun.englishOther) in \(reading.period)")),
      chart: .dots(chart), alternative: alternative(chart), table: tables.unitsID,
      note: hasIntervals ? say("Odcinek: przedział ufności 95%.", "Bar: 95% confidence interval.") : nil)
  }

  private func alternative(_ chart: DotChart) -> String {
    let numbers = say.numbers
    func number(_ value: Double) -> String { numbers.fixed(value, decimals: chart.decimals) }
    let present = chart.items.compactMap { item in item.value.map { (item.name, $0) } }
    var parts = [
      say(
        "Wykres punktowy, \(say.counted(present.count, material.units.noun)) od najwyższej do najniższej wartości.",
        "Dot chart, \(say.counted(present.count, material.units.noun)) from the highest to the lowest value.")
    ]
    let shown = 3
    func listed(_ items: [(String, Double)]) -> String {
      items.map { "\($0.0) \(number($0.1))" }.joined(separator: ", ")
    }
    if present.count > 2 * shown {
      parts.append(say("Najwyższe: ", "Highest: ") + listed(Array(present.prefix(shown))) + ".")
      parts.append(say("Najniższe: ", "Lowest: ") + listed(Array(present.suffix(shown))) + ".")
    } else {
      parts.append(listed(present) + ".")
    }
    for reference in chart.references { parts.append("\(reference.name): \(number(reference.value)).") }
    let missing = chart.items.count - present.count
    if missing > 0 {
      parts.append(
        say("Bez danych: \(say.counted(missing, material.units.noun)).", "No data: \(say.counted(missing, material.units.noun)).")
      )
    }
    return parts.joined(separator: " ")
  }
}
