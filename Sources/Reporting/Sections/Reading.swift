package import Contracts

/// One indicator as the report reads it: its newest period, the rows of that period, and how the region stands.
package struct Reading: Sendable {
  package let indicator: Indicator
  /// Newest period in which the region or one of the main units has a value.
  package let period: String
  package let region: IndicatorRow?
  package let voivodeship: IndicatorRow?
  package let country: IndicatorRow?
  package let subregions: [(unit: UnitRow, row: IndicatorRow)]
  /// The units of the main table in alphabetical order; nil where the tables have no row.
  package let main: [(unit: UnitRow, row: IndicatorRow?)]
  /// The region's value is the sum of its parts, or a count by itself: an amount, which does not compare between units of different
  /// size.
  package let isTotal: Bool

  /// - Returns: nil when neither the region nor any of its main units has a value in any period.
  package init?(_ indicator: Indicator, in material: Material) {
    let units = material.units
    let figures = material.figures
    let region = units.region?.unit ?? ""
    let wanted = [region] + units.main.map(\.unit)
    guard let period = figures.newestPeriod(indicator.id, of: wanted) else { return nil }
    self.indicator = indicator
    self.period = period
    self.region = figures.row(indicator.id, region, period)
    voivodeship = units.voivodeship.flatMap { figures.row(indicator.id, $0.unit, period) }
    country = units.country.flatMap { figures.row(indicator.id, $0.unit, period) }
    subregions = units.subregions.compactMap { unit in
      figures.row(indicator.id, unit.unit, period).map { (unit, $0) }
    }
    main = units.main.map { ($0, figures.row(indicator.id, $0.unit, period)) }
    isTotal = material.isAmount(indicator) || Reading.isSum(self.region?.value, of: main.map { $0.row?.value })
  }

  /// Whether the main units have values to show in a table of their own.
  package var hasMain: Bool { main.contains { $0.row?.value != nil } }

  /// - Parameter isRepeated: a table that gathers numbers of others, where no link is to lead.
  package func quantity(_ row: IndicatorRow, value: Double, isRepeated: Bool = false) -> Quantity {
    Quantity(
      value, decimals: indicator.decimals, unit: indicator.unit, id: ValueID(row.id, part: isRepeated ? "value" : ""))
  }

  /// Within half a per mille, as far as rounded parts may be off; all parts must be there.
  private static func isSum(_ whole: Double?, of parts: [Double?]) -> Bool {
    guard let whole, whole != 0, parts.count > 1 else { return false }
    var sum = 0.0
    for part in parts {
      guard let part else { return false }
      sum += part
    }
    return (sum - whole).magnitude <= whole.magnitude * 0.0005
  }

  // MARK: Extremes

  /// Main units whose printed value is the greatest (or the least), with that value.
  package func extreme(greatest: Bool) -> (units: [UnitRow], row: IndicatorRow, value: Double)? {
    let present = main.compactMap { entry in
      entry.row.flatMap { row in row.value.map { (unit: entry.unit, row: row, value: $0) } }
    }
    guard
      let chosen = greatest
        ? present.max(by: { $0.value < $1.value }) : present.min(by: { $0.value < $1.value })
    else { return nil }
    let printed = RoundedDecimal(chosen.value, decimals: indicator.decimals)
    let tied = present.filter { RoundedDecimal($0.value, decimals: indicator.decimals) == printed }
    return (tied.map(\.unit), chosen.row, chosen.value)
  }

  // MARK: Comparison

  /// How a value stands against another that it is compared with.
  package enum Standing: Sendable, Hashable {
    case higher, lower
    /// The interval of the value holds the other.
    case withinInterval
    /// Both print the same.
    case equal
  }

  /// Only for values that compare, so not for totals.
  package func standing(of row: IndicatorRow?, against other: Double?) -> Standing? {
    guard !isTotal, let row, let value = row.value, let other else { return nil }
    if let lower = row.lower, let upper = row.upper, lower <= other, other <= upper { return .withinInterval }
    if RoundedDecimal(value, decimals: indicator.decimals) == RoundedDecimal(other, decimals: indicator.decimals) {
      return .equal
    }
    return value > other ? .higher : .lower
  }

  /// True when better, false when worse, nil when the catalogue does not say which end is good or there is no difference.
  package func isBetter(_ standing: Standing?) -> Bool? {
    switch (standing, indicator.direction) {
    case (.higher, .moreIsBetter), (.lower, .moreIsWorse): true
    case (.higher, .moreIsWorse), (.lower, .moreIsBetter): false
    default: nil
    }
  }

  // MARK: Change

  /// A change as it is printed: in percent for totals, in the unit (percentage points for percentages) for the rest.
  /// - Parameter part: which change of the row it is, `change_previous` or `change_base`.
  private func change(_ change: Double?, of row: IndicatorRow, part: String) -> Quantity? {
    guard let change, let value = row.value else { return nil }
    let id = ValueID(row.id, part: part)
    if isTotal {
      let before = value - change
      guard before > 0 else { return nil }
      return Quantity(change / before * 100, decimals: 1, unit: UnitOfMeasure("%"), isSigned: true, id: id)
    }
    return Quantity(change, decimals: indicator.decimals, unit: indicator.unit.ofDifference, isSigned: true, id: id)
  }

  package func changeSincePrevious(_ row: IndicatorRow) -> Quantity? {
    change(row.changePrevious, of: row, part: "change_previous")
  }

  package func changeSinceBase(_ row: IndicatorRow) -> Quantity? { change(row.changeBase, of: row, part: "change_base") }

  /// Breaks of comparability after `earlier` up to the reading's period.
  package func breaks(since earlier: String) -> [Indicator.Break] {
    guard let from = Int(earlier.prefix(4)), let to = Int(period.prefix(4)) else { return [] }
    return indicator.breaks.filter { $0.year > from && $0.year <= to }
  }
}

extension IndicatorRow {
  /// Whether the range of its rank keeps to the worse (or better) half of the field; true where nothing is known of the range.
  func keepsToHalf(worse: Bool) -> Bool {
    guard let ranked = unitsRanked, let low = rankLow, let high = rankHigh else { return true }
    return worse ? low * 2 > ranked : high * 2 <= ranked + 1
  }
}
