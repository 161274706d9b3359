package import Contracts

/// The rows of `3-tables/indicators.csv`, found by indicator, unit and period.
package struct Figures: Sendable {
  package let rows: [IndicatorRow]
  /// The rows where they stand in the file; nil for rows that were not read from one.
  let file: PlacedRows<IndicatorRow>?
  /// Status of each row with a number that is not simply what was counted, by the row's id; most rows are ordinary.
  let unusual: [String: ObservationStatus]
  private let indicators: [String: Int]
  private let units: [String: Int]
  /// Row numbers by indicator, unit and period.
  private let order: [Int]
  /// Rows of indicator `i` and unit `u` are `starts[i * units + u] ..< starts[i * units + u + 1]` of `order`.
  private let starts: [Int]

  package init(_ rows: [IndicatorRow]) {
    self.init(rows, nil)
  }

  init(_ file: PlacedRows<IndicatorRow>) {
    self.init(file.rows, file)
  }

  private init(_ rows: [IndicatorRow], _ file: PlacedRows<IndicatorRow>?) {
    self.rows = rows
    self.file = file
    var indicators: [String: Int] = [:]
    var units: [String: Int] = [:]
    func code(_ text: String, _ codes: inout [String: Int]) -> Int {
      if let known = codes[text] { return known }
      codes[text] = codes.count
      return codes.count - 1
    }
    var keys: [(indicator: Int, unit: Int)] = []
    keys.reserveCapacity(rows.count)
    var unusual: [String: ObservationStatus] = [:]
    for row in rows {
      keys.append((code(row.indicator, &indicators), code(row.unit, &units)))
      if row.status != .ok, row.value != nil { unusual[row.id] = row.status }
    }
    self.unusual = unusual
    var starts = [Int](repeating: 0, count: indicators.count * units.count + 1)
    for key in keys { starts[key.indicator * units.count + key.unit + 1] += 1 }
    for place in 1..<max(1, starts.count) { starts[place] += starts[place - 1] }
    var next = starts
    var order = [Int](repeating: 0, count: rows.count)
    for (index, key) in keys.enumerated() {
      let place = key.indicator * units.count + key.unit
      order[next[place]] = index
      next[place] += 1
    }
    for place in 0..<max(0, starts.count - 1) where starts[place + 1] - starts[place] > 1 {
      let range = starts[place]..<starts[place + 1]
      // Tables come sorted; one that does not is put in order.
      let isSorted = range.dropLast().allSatisfy { rows[order[$0]].period <= rows[order[$0 + 1]].period }
      if !isSorted { order[range].sort { (rows[$0].period, $0) < (rows[$1].period, $1) } }
    }
    self.indicators = indicators
    self.units = units
    self.order = order
    self.starts = starts
  }

  /// Numbers of the rows of one unit, periods ascending.
  private func places(_ indicator: String, _ unit: String) -> ArraySlice<Int> {
    guard let indicator = indicators[indicator], let unit = units[unit] else { return [] }
    let place = indicator * units.count + unit
    return order[starts[place]..<starts[place + 1]]
  }

  /// Numbers of all rows of some indicators, ascending.
  func places(ofIndicators ids: [String]) -> [Int] {
    var places: [Int] = []
    for id in ids {
      guard let indicator = indicators[id] else { continue }
      places += order[starts[indicator * units.count]..<starts[(indicator + 1) * units.count]]
    }
    return places.sorted()
  }

  /// All periods of one unit, ascending.
  package func series(_ indicator: String, _ unit: String) -> [IndicatorRow] {
    places(indicator, unit).map { rows[$0] }
  }

  package func row(_ indicator: String, _ unit: String, _ period: String) -> IndicatorRow? {
    place(indicator, unit, period).map { rows[$0] }
  }

  package func value(_ indicator: String, _ unit: String, _ period: String) -> Double? {
    place(indicator, unit, period).flatMap { rows[$0].value }
  }

  /// Numbers of the rows of one unit in some periods, these ascending; nil for a period without one.
  func places(_ indicator: String, _ unit: String, _ periods: [String]) -> [Int?] {
    var rest = places(indicator, unit)
    return periods.map { period in
      while let first = rest.first, rows[first].period < period { rest.removeFirst() }
      return rest.first.flatMap { rows[$0].period == period ? $0 : nil }
    }
  }

  /// The number of the row.
  package func place(_ indicator: String, _ unit: String, _ period: String) -> Int? {
    for index in places(indicator, unit) where rows[index].period == period { return index }
    return nil
  }

  /// The number of the row that a number of the report is a part of; nil for the numbers of other tables.
  func place(of id: ValueID) -> Int? {
    let text = id.text.utf8
    let stroke = UInt8(ascii: "/")
    guard let first = text.firstIndex(of: stroke) else { return nil }
    let unit = text[text.index(after: first)...]
    guard let second = unit.firstIndex(of: stroke) else { return nil }
    let period = unit[unit.index(after: second)...]
    guard !period.contains(stroke) else { return nil }
    // Nothing of the row is copied: this is asked of every number of every page.
    return place(String(Substring(text[..<first])), String(Substring(unit[..<second])), String(Substring(period)))
  }

  /// Periods in which at least one of `units` has a value, ascending.
  package func periods(_ indicator: String, of units: [String]) -> [String] {
    var periods: Set<String> = []
    for unit in units {
      for index in places(indicator, unit) where rows[index].value != nil { periods.insert(rows[index].period) }
    }
    return periods.sorted()
  }

  /// The last of them, which is asked for far more often than all.
  package func newestPeriod(_ indicator: String, of units: [String]) -> String? {
    var newest: String?
    for unit in units {
      guard let place = places(indicator, unit).last(where: { rows[$0].value != nil }) else { continue }
      let period = rows[place].period
      if let known = newest, known >= period { continue }
      newest = period
    }
    return newest
  }

  package func hasValues(_ indicator: String, of units: [String]) -> Bool {
    units.contains { unit in places(indicator, unit).contains { rows[$0].value != nil } }
  }
}
