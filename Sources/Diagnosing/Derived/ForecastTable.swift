import Contracts
import Methods
import Pipelines
import Territory

/// `forecasts.csv`: what an indicator of the region or a powiat will be, with the error of the model against the naive one,
/// or why nothing is said.
struct ForecastTable {
  let scope: IndicatorRows.Scope
  let breaks: BreakMarks
  /// Last year of the strategy.
  let horizon: Int

  /// Units that are forecast: the region's voivodeship, powiats and districts. A gmina's series moves too much from year to
  /// year for a model to prove itself on some ten values.
  static let levels: Set<Level> = [.voivodeship, .powiat, .district]

  func rows(_ entry: Catalogue.Entry, _ grid: IndicatorGrid) -> [ForecastRow] {
    (0..<scope.units.count).flatMap { unit -> [ForecastRow] in
      guard scope.isReported(unit, entry), Self.levels.contains(scope.units.levels[unit]) else { return [] }
      return rows(entry, grid, unit)
    }
  }

  private func rows(_ entry: Catalogue.Entry, _ grid: IndicatorGrid, _ unit: Int) -> [ForecastRow] {
    let it = scope.units[unit].unit
    var blank = ForecastRow()
    blank.indicator = entry.definition.id
    blank.unit = it.code
    blank.unitName = it.name
    blank.level = it.level.rawValue
    let (points, refusal) = series(entry, grid, unit)
    blank.count = points.count
    blank.firstPeriod = points.first.map { String($0.year) } ?? ""
    blank.lastPeriod = points.last.map { String($0.year) } ?? ""
    blank.reason = refusal
    guard refusal == .forecast, let last = points.last?.year else { return [blank] }
    let top = entry.definition.multiplier
    let scale = scale(entry, points.map(\.value), top: top)
    guard let scale, let values = scale.there(points.map(\.value), top: top) else {
      blank.reason = .outOfScale
      return [blank]
    }
    blank.scale = scale.rawValue
    let back = { (value: Double) in scale.back(value, top: top) }
    let isRegion = scope.units.levels[unit] == .voivodeship
    let choice = ForecastModel.best(for: values, among: isRegion ? ForecastModel.all : ForecastModel.quick, back: back)
    blank.model = choice.model.rawValue
    blank.scaledError = choice.relativeError
    blank.coverage = choice.coverage
    let ahead = max(2, horizon - last)
    guard let wide = choice.model.forecast(values, ahead, 0.95), let narrow = choice.model.forecast(values, ahead, 0.8) else {
      blank.reason = .tooFew
      return [blank]
    }
    return wide.indices.map { step in
      var row = blank
      row.period = String(last + step + 1)
      row.purpose = step < 2 ? .assessment : step == ahead - 1 ? .strategy : .path
      row.value = back(wide[step].value)
      row.lower95 = wide[step].interval.map { back($0.lower) }
      row.upper95 = wide[step].interval.map { back($0.upper) }
      row.lower80 = narrow[step].interval.map { back($0.lower) }
      row.upper80 = narrow[step].interval.map { back($0.upper) }
      if let interval = wide[step].interval {
        let deviation = (interval.upper - interval.lower) / (2 * normalDeviate(confidence: 0.95))
        row.mean = scale.mean(median: wide[step].value, variance: deviation * deviation, top: top)
      }
      return row
    }
  }

  /// The values in years that follow one another up to the latest year of the tables, since the last break.
  private func series(
    _ entry: Catalogue.Entry, _ grid: IndicatorGrid, _ unit: Int
  ) -> (points: [(year: Int, value: Double)], reason: ForecastRow.Reason) {
    var points: [(year: Int, value: Double)] = []
    guard let latest = scope.years.last else { return ([], .tooFew) }
    for year in scope.years.reversed() {
      guard points.last.map({ $0.year == year + 1 }) ?? (year == latest) else { break }
      guard let position = grid.years.position(of: year), let value = grid[unit, position]?.value else { break }
      points.append((year, value))
    }
    points.reverse()
    guard let first = points.first?.year, let last = points.last?.year else { return ([], .notCurrent) }
    let breaks = breaks.cuts(of: entry, unit: scope.units[unit].unit.code, after: first, through: last).map(\.year)
    let reasons = ForecastRefusal.reasons(count: points.count, breaks: breaks.map { $0 - first })
    if reasons.contains(.lateBreak) { return (points, .recentBreak) }
    if let mark = breaks.max() { points.removeAll { $0.year < mark } }
    return (points, points.count < 6 ? .tooFew : .forecast)
  }

  private func scale(_ entry: Catalogue.Entry, _ values: [Double], top: Double) -> ForecastScale? {
    if entry.definition.interval == .wilson {
      return values.allSatisfy { $0 > 0 && $0 < top } ? .logit : nil
    }
    if values.allSatisfy({ $0 > 0 }) { return .log }
    // Balances pass through zero; a count that is zero now and then lies at the end of its scale.
    return values.contains { $0 < 0 } ? .identity : nil
  }
}
