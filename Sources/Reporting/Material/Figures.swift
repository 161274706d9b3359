package import Contracts

/// The rows of `3-tables/indicators.csv`, found by indicator, unit and period.
package struct Figures: Sendable {
  package let rows: [IndicatorRow]
  /// Row numbers by indicator and unit, periods ascending.
  private let places: [String: [String: [Int]]]

  package init(_ rows: [IndicatorRow]) {
    self.rows = rows
    var places: [String: [String: [Int]]] = [:]
    for (index, row) in rows.enumerated() { places[row.indicator, default: [:]][row.unit, default: []].append(index) }
    for (indicator, units) in places {
      for (unit, indices) in units {
        places[indicator]?[unit] = indices.sorted { rows[$0].period < rows[$1].period }
      }
    }
    self.places = places
  }

  /// All periods of one unit, ascending.
  package func series(_ indicator: String, _ unit: String) -> [IndicatorRow] {
    (places[indicator]?[unit] ?? []).map { rows[$0] }
  }

  package func row(_ indicator: String, _ unit: String, _ period: String) -> IndicatorRow? {
    place(indicator, unit, period).map { rows[$0] }
  }

  /// The number of the row.
  package func place(_ indicator: String, _ unit: String, _ period: String) -> Int? {
    for index in places[indicator]?[unit] ?? [] where rows[index].period == period { return index }
    return nil
  }

  /// Periods in which at least one of `units` has a value, ascending.
  package func periods(_ indicator: String, of units: [String]) -> [String] {
    var periods: Set<String> = []
    for unit in units {
      for index in places[indicator]?[unit] ?? [] where rows[index].value != nil { periods.insert(rows[index].period) }
    }
    return periods.sorted()
  }

  package func hasValues(_ indicator: String, of units: [String]) -> Bool {
    units.contains { unit in (places[indicator]?[unit] ?? []).contains { rows[$0].value != nil } }
  }
}
