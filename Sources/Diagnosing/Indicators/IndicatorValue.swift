import Contracts
import Methods

/// What is known of an indicator for one unit and year.
struct IndicatorValue: Sendable {
  /// nil with a `reason`.
  var value: Double?
  var numerator: Double?
  var denominator: Double?
  var reason: MissingReason?
  var status: ObservationStatus
  /// 95 % interval of the value, in its unit.
  var interval: Interval?
}

/// An indicator over all units and the years that its rows and changes need.
struct IndicatorGrid: Sendable {
  let years: YearList
  var values: [IndicatorValue?]

  init(units: Int, years: YearList) {
    self.years = years
    values = Array(repeating: nil, count: units * years.count)
  }

  /// - Parameters: positions of unit and year.
  subscript(unit: Int, year: Int) -> IndicatorValue? {
    get { values[unit * years.count + year] }
    set { values[unit * years.count + year] = newValue }
  }
}
