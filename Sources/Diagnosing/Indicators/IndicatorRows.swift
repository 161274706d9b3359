import Contracts
import Findings
import Methods
import Pipelines
import Territory

/// Makes the rows of `indicators.csv` of one indicator from its values: places, classes, comparisons and changes.
struct IndicatorRows {
  /// Which units get a row.
  struct Scope: Sendable {
    var units: RegionUnits
    /// Years of the pipeline.
    var years: [Int]
    var baseYear: Int
    /// Levels of the pipeline's tables.
    var levels: Set<Level>
    /// The region's own code, for the units that contain it.
    var region: String

    /// A unit of the region at a level of the tables: its row is there with or without a value.
    func isReported(_ unit: Int, _ entry: Catalogue.Entry) -> Bool {
      let level = units.levels[unit]
      return units.isInRegion[unit] && levels.contains(level) && entry.levels.contains(level)
    }

    /// A unit to compare with: its row is there when it has a value.
    func isCompared(_ unit: Int) -> Bool {
      switch units.levels[unit] {
      case .country, .voivodeship: true
      case .powiat: region.hasPrefix(units[unit].unit.code.prefix(4))
      case .macroregion, .region, .subregion, .gmina, .district: false
      }
    }
  }

  let scope: Scope
  let entry: Catalogue.Entry
  let grid: IndicatorGrid
  /// Positions of the units with a row in the year.
  private let members: [[Int]]

  init(_ scope: Scope, _ entry: Catalogue.Entry, _ grid: IndicatorGrid) {
    self.scope = scope
    self.entry = entry
    self.grid = grid
    members = scope.years.map { year in
      guard let position = grid.years.position(of: year) else { return [] }
      return (0..<scope.units.count).filter { unit in
        scope.isReported(unit, entry) || (scope.isCompared(unit) && grid[unit, position]?.value != nil)
      }
    }
  }

  /// The rows, by unit and then by year.
  /// - Parameter body: takes the position of the unit, the year and the row without its sources.
  func forEach(_ body: (Int, Int, IndicatorRow) throws(Refusal) -> Void) throws(Refusal) {
    let standings = members.indices.map { standing(of: members[$0], year: scope.years[$0]) }
    let comparisons = scope.years.map { comparisonYears(of: $0) }
    for unit in 0..<scope.units.count {
      for (position, year) in scope.years.enumerated() {
        guard let place = members[position].firstIndexSorted(of: unit), let yearPosition = grid.years.position(of: year),
          let value = grid[unit, yearPosition]
        else { continue }
        var row = row(unit, year, value)
        standings[position][place].fill(&row)
        compare(&row, unit: unit, year: yearPosition)
        change(&row, unit: unit, value, with: comparisons[position])
        row.reliability = reliability(value)
        if let whole = row.voivodeshipValue, whole > 0, let own = row.value, isRatio {
          row.locationQuotient = own / whole
        }
        try body(unit, year, row)
      }
    }
  }

  private func row(_ unit: Int, _ year: Int, _ value: IndicatorValue) -> IndicatorRow {
    let it = scope.units[unit].unit
    var row = IndicatorRow()
    row.indicator = entry.definition.id
    row.unit = it.code
    row.unitName = it.name
    row.level = it.level.rawValue
    row.period = String(year)
    row.id = "\(row.indicator)/\(row.unit)/\(row.period)"
    row.value = value.value
    row.lower = value.interval?.lower
    row.upper = value.interval?.upper
    row.interval = value.interval == nil ? "none" : entry.definition.interval.rawValue
    row.numerator = value.numerator
    row.denominator = value.denominator
    row.status = value.status
    row.reason = value.reason?.code ?? ""
    return row
  }

  /// Whether the value is one part over another: only then does it say how the unit's share of the one compares to its share of
  /// the other.
  private var isRatio: Bool {
    !entry.denominator.references.isEmpty && entry.denominator.references.allSatisfy { $0.whose == .own }
  }

  private func reliability(_ value: IndicatorValue) -> IndicatorRow.Reliability {
    guard value.value != nil, value.interval != nil, let numerator = value.numerator else { return .notJudged }
    let whole = entry.definition.interval == .wilson ? value.denominator : nil
    let found = RateReliability(events: numerator, ofWhole: whole)
    return IndicatorRow.Reliability(rawValue: found.rawValue) ?? .notJudged
  }

  // MARK: standing among the units of the same level

  private struct Standing {
    var rank: Int?
    var ranked: Int?
    var range: ClosedRange<Int>?
    var quintile: Int?

    func fill(_ row: inout IndicatorRow) {
      row.rank = rank
      row.unitsRanked = ranked
      row.rankLow = range?.lowerBound
      row.rankHigh = range?.upperBound
      row.quintile = quintile
    }
  }

  /// Places within each level; none where neither end is better or where there is nobody to compare with.
  private func standing(of units: [Int], year: Int) -> [Standing] {
    var result = Array(repeating: Standing(), count: units.count)
    guard let preference = entry.definition.direction.preference, let position = grid.years.position(of: year) else {
      return result
    }
    for level in Level.allCases {
      let places = units.indices.filter { scope.units.levels[units[$0]] == level }
      let values = places.map { grid[units[$0], position]?.value }
      let ranked = values.count { $0 != nil }
      guard ranked > 1 else { continue }
      let ranks = ranks(values, better: preference)
      // A value without an interval is as sure as it stands.
      let intervals = places.map { place -> Interval? in
        guard let value = grid[units[place], position], let number = value.value else { return nil }
        return value.interval ?? Interval(number, number)
      }
      let ranges = rankRanges(intervals, better: preference)
      for (index, place) in places.enumerated() {
        guard let rank = ranks[index] else { continue }
        result[place] = Standing(
          rank: rank, ranked: ranked, range: ranges[index], quintile: quantileClass(rank: rank, of: ranked))
      }
    }
    return result
  }

  // MARK: comparison with the units above

  private func compare(_ row: inout IndicatorRow, unit: Int, year: Int) {
    func value(_ level: Level) -> Double? {
      guard scope.units.levels[unit] > level, let above = scope.units.container(of: unit, at: level) else { return nil }
      return grid[above, year]?.value
    }
    row.powiatValue = value(.powiat)
    row.voivodeshipValue = value(.voivodeship)
    row.countryValue = value(.country)
  }

  // MARK: change

  /// The years that the values of a year are compared with.
  private struct ComparisonYears {
    /// By level: the year before when any unit of the level has a value for it, else the nearest earlier year of the
    /// tables with one. All units of a level are compared with the same year.
    var previous: [Level: Int]
    var base: Int?
  }

  private func comparisonYears(of year: Int) -> ComparisonYears {
    var previous: [Level: Int] = [:]
    let candidates = [year - 1] + scope.years.filter { $0 < year - 1 }.reversed()
    for level in Level.allCases {
      let units = (0..<scope.units.count).filter { scope.units.levels[$0] == level }
      previous[level] = candidates.first { candidate in
        guard let position = grid.years.position(of: candidate) else { return false }
        return units.contains { grid[$0, position]?.value != nil }
      }
    }
    return ComparisonYears(previous: previous, base: scope.baseYear < year ? scope.baseYear : nil)
  }

  /// Differences in the unit of the indicator (percentage points for a share), unrounded and free of binary noise; the period
  /// stands only with a difference.
  private func change(_ row: inout IndicatorRow, unit: Int, _ value: IndicatorValue, with years: ComparisonYears) {
    guard let now = value.value else { return }
    func difference(from year: Int?) -> (year: Int, size: Double)? {
      guard let year, let position = grid.years.position(of: year), let then = grid[unit, position]?.value,
        (now - then).isFinite
      else { return nil }
      return (year, exactDifference(now, then))
    }
    if let previous = difference(from: years.previous[scope.units.levels[unit]]) {
      row.changePrevious = previous.size
      row.previousPeriod = String(previous.year)
    }
    if let base = difference(from: years.base) {
      row.changeBase = base.size
      row.basePeriod = String(base.year)
    }
  }
}

extension IndicatorDefinition.Direction {
  /// Which values are better; nil when neither end is.
  var preference: Preference? {
    switch self {
    case .more: .more
    case .less: .less
    case .neither: nil
    }
  }
}

/// The difference of two published decimals as a decimal: 8.8 - 9.1 is -0.3 and not -0.2999999999999989. Where a number has more
/// decimals than any source publishes it is a quotient, and the difference stays as it is.
func exactDifference(_ now: Double, _ then: Double) -> Double {
  guard let a = publishedDecimals(now), let b = publishedDecimals(then) else { return now - then }
  let power = powersOfTen[max(a, b)]
  let scaled = (now * power).rounded() - (then * power).rounded()
  return abs(now * power) < 0x1p52 && abs(then * power) < 0x1p52 ? scaled / power : now - then
}

private let powersOfTen = [1.0, 10, 100, 1_000, 10_000, 100_000, 1_000_000]

/// The fewest decimals that give the number; nil for more than six.
private func publishedDecimals(_ value: Double) -> Int? {
  powersOfTen.indices.first { (value * powersOfTen[$0]).rounded() / powersOfTen[$0] == value }
}

extension [Int] {
  /// Position of an element of an ascending list.
  fileprivate func firstIndexSorted(of element: Int) -> Int? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < element { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low] == element ? low : nil
  }
}
