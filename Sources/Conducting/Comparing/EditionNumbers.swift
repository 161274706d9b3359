import Bytes
import Contracts
import Findings

/// The published numbers of one set of tables: indicators and indices.
struct EditionNumbers {
  struct Number {
    var unitName: String
    var value: Double?
    var lower: Double?
    var upper: Double?
    var status: String
    /// Withheld by disclosure control: what an earlier edition showed of it is not shown again.
    var isWithheld = false

    /// Standard error, when there is a 95 % interval.
    var error: Double? {
      guard let lower, let upper, upper > lower else { return nil }
      return (upper - lower) / (2 * 1.959963984540054)
    }
  }

  private(set) var numbers: [NumberID: Number] = [:]

  /// - Parameter tables: a directory of the diagnose stage.
  init(tables: String) throws(Refusal) {
    try IndicatorRow.forEach(in: Paths.join(tables, "indicators.csv"), shownAs: "3-tables/indicators.csv") { row in
      let status = row.status == .ok ? row.reason : "\(row.status.rawValue) \(row.reason)"
      numbers[NumberID(indicator: row.indicator, unit: row.unit, period: row.period)] = Number(
        unitName: row.unitName, value: row.value, lower: row.lower, upper: row.upper, status: status,
        isWithheld: row.reason == "withheld")
    }
    let index = Paths.join(tables, "index.csv")
    guard try Files.exists(index) else { return }
    try IndexRow.forEach(in: index, shownAs: "3-tables/index.csv") { row in
      numbers[NumberID(indicator: row.index, unit: row.unit, period: row.period)] = Number(
        unitName: row.unitName, value: row.score, lower: nil, upper: nil, status: "")
    }
  }

  subscript(_ id: NumberID) -> Number? { numbers[id] }
}
