import Contracts
import Methods
import Pipelines
import Territory

/// `trends.csv`: whether an indicator rises or falls, said only where a test says so.
struct TrendTable {
  let scope: IndicatorRows.Scope
  let breaks: BreakMarks

  /// Two-sided level of the test.
  static let significance = 0.05
  /// With four values no order is improbable enough.
  static let least = 5

  /// One row a unit of the region at the levels of the tables.
  func rows(_ entry: Catalogue.Entry, _ grid: IndicatorGrid) -> [TrendRow] {
    (0..<scope.units.count).compactMap { unit in
      guard scope.isReported(unit, entry) else { return nil }
      return row(entry, grid, unit)
    }
  }

  private func row(_ entry: Catalogue.Entry, _ grid: IndicatorGrid, _ unit: Int) -> TrendRow {
    let it = scope.units[unit].unit
    var row = TrendRow()
    row.indicator = entry.definition.id
    row.unit = it.code
    row.unitName = it.name
    row.level = it.level.rawValue
    var points: [(year: Int, value: Double)] = []
    for year in scope.years {
      if let position = grid.years.position(of: year), let value = grid[unit, position]?.value { points.append((year, value)) }
    }
    let all = points.count
    if let first = points.first?.year, let last = points.last?.year,
      let mark = breaks.cuts(of: entry, unit: it.code, after: first, through: last).last
    {
      points.removeAll { $0.year < mark.year }
      row.breakPeriod = String(mark.year)
      row.breakCode = mark.code
    }
    row.count = points.count
    row.firstPeriod = points.first.map { String($0.year) } ?? ""
    row.lastPeriod = points.last.map { String($0.year) } ?? ""
    let values = points.map(\.value)
    guard values.count >= Self.least else {
      row.reason = all >= Self.least ? .brokenSeries : .tooFew
      return row
    }
    guard let least = values.min(), let most = values.max(), most > least else {
      row.reason = .constant
      return row
    }
    guard let test = mannKendall(values, exactUpTo: 10), let line = theilSen(values, at: points.map { Double($0.year) }) else {
      row.reason = .tooFew
      return row
    }
    row.tau = test.tau
    row.probability = test.probability
    row.slope = line.slope
    row.slopeLower = line.limits.lower
    row.slopeUpper = line.limits.upper
    row.verdict = test.probability < Self.significance ? (test.s > 0 ? .rising : .falling) : .none
    row.meaning = meaning(row.verdict, entry.definition.direction)
    return row
  }

  private func meaning(_ verdict: TrendRow.Verdict, _ direction: IndicatorDefinition.Direction) -> String {
    switch (verdict, direction) {
    case (.rising, .more), (.falling, .less): "better"
    case (.rising, .less), (.falling, .more): "worse"
    default: ""
    }
  }
}
