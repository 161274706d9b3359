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
    let years = say.dates.span(chart.years)
    var parts = [say("Wykres liniowy, \(years).", "Line chart, \(years).")]
    let words = SeriesWords(years: chart.years, decimals: chart.decimals, say: say)
    for series in chart.series {
      if let text = words.described(series.name, series.values) { parts.append(text + ".") }
    }
    if let breaks = words.breaks(chart.breaks) { parts.append(breaks) }
    if let band = chart.band, let text = described(band, chart) { parts.append(text) }
    if let fan = chart.fan, let text = described(fan, chart) {
      parts.append(text)
      if let words = caution?.sentences, !words.isEmpty { parts.append(words) }
    }
    return parts.joined(separator: " ")
  }

  /// How wide the band of the units is at both ends.
  private func described(_ band: LineChart.Band, _ chart: LineChart) -> String? {
    let ranges = chart.years.indices.compactMap { place -> String? in
      guard let low = band.low[place], let high = band.high[place] else { return nil }
      return "\(chart.years[place]) – \(say.numbers.range(low, high, decimals: chart.decimals))"
    }
    guard let first = ranges.first, let last = ranges.last else { return nil }
    let told = ranges.count > 1 ? "\(first), \(last)" : first
    return say("Pasmo (\(band.name)): \(told).", "Band (\(band.name)): \(told).")
  }

  /// The forecast's last year with both bands around it.
  private func described(_ fan: LineChart.Fan, _ chart: LineChart) -> String? {
    guard let first = fan.years.first, let year = fan.years.last, let middle = fan.middle.last, let inner = fan.inner.last,
      let outer = fan.outer.last
    else { return nil }
    func range(_ limits: ClosedRange<Double>) -> String {
      say.numbers.range(limits.lowerBound, limits.upperBound, decimals: chart.decimals)
    }
    let value = say.numbers.fixed(middle, decimals: chart.decimals)
    let years = first == year ? String(year) : "\(first)–\(year)"
    return say(
      "Pasmo prognozy na \(years): w \(year) r. \(value) (80%: \(range(inner)); 95%: \(range(outer))).",
      "Band of the forecast for \(years): in \(year) \(value) (80%: \(range(inner)); 95%: \(range(outer))).")
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
    let present = chart.items.compactMap { item in item.value.map { (name: item.name, value: $0) } }
    let noun = material.units.noun
    var parts = [
      say(
        "Wykres punktowy, \(say.counted(present.count, noun)) od najwyższej do najniższej wartości.",
        "Dot chart, \(say.counted(present.count, noun)) from the highest to the lowest value.")
    ]
    let words = ExtremeWords(items: present, decimals: chart.decimals, noun: noun, say: say)
    // Few units are told one by one.
    if present.count > 6 {
      parts.append(say("Najwyższe: ", "Highest: ") + words.listed(greatest: true) + ".")
      parts.append(say("Najniższe: ", "Lowest: ") + words.listed(greatest: false) + ".")
    } else {
      parts.append(present.map { "\($0.name) \(number($0.value))" }.joined(separator: ", ") + ".")
    }
    if chart.items.contains(where: { $0.lower != nil }) {
      parts.append(say("Przy wartościach przedziały ufności 95%.", "The values have 95% confidence intervals."))
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
