import Contracts
import Pipelines
import Territory

/// Everything the catalogue needs of the observations, laid out densely: a column a series (measure with breakdown), in
/// it a place a unit and year. A figure is then an array access, and what is not there is a place without a row.
struct ObservationCube: Sendable {
  /// One measure with one breakdown, over all units and years.
  struct Series: Sendable {
    var breakdown: Breakdown
    /// Row of `observations.arrow`, or -1 where there is no observation.
    var rows: [Int32]
    /// Meaningful where the status has a number.
    var values: [Double]
    var statuses: [ObservationStatus]
    /// Whether the place holds December's state because there is no figure of the year.
    var fromDecember: [Bool]
  }

  /// What there is of one measure.
  struct Measure: Sendable {
    var definition: MeasureDefinition
    /// In the order of the canonical text of their breakdowns.
    var series: [Series]
    /// For each level (by its place in `Level.allCases`) and year: whether any unit has any observation.
    var isPresent: [Bool]
  }

  var units: RegionUnits
  var years: YearList
  var measures: [Measure]
  /// For each row of `observations.arrow`: position of its source in `sources`.
  var sourceOfRow: [Int32]
  var sources: [String]

  func place(unit: Int, year: Int) -> Int { unit * years.count + year }

  /// Whether the measure has any observation at the level: in the given year, or in any.
  func isPresent(_ measure: Int, at level: Level, year: Int?) -> Bool {
    let start = level.position * years.count
    let present = measures[measure].isPresent
    if let year { return present[start + year] }
    return present[start..<start + years.count].contains(true)
  }
}
