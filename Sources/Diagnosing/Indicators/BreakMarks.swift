import Bytes
import Contracts
import Findings
import Pipelines

/// Where the series of an indicator break: what its definition says, and what the observations themselves show of its measures.
struct BreakMarks {
  private struct Mark: Hashable {
    var year: Int
    var code: String
    /// Empty for every unit.
    var unit: String
    /// Empty for every measure.
    var measure: String
  }

  private var marks: [Mark] = []

  /// - Parameter path: `breaks.csv` of the stage before; nothing is known of the data without it.
  init(_ path: String) throws(Refusal) {
    guard try Files.exists(path) else { return }
    for row in try SeriesBreakRow.read(path, shownAs: SeriesBreakRow.fileName) {
      guard let year = Int(row.period.prefix(4)) else { continue }
      marks.append(Mark(year: year, code: row.code.rawValue, unit: row.unit, measure: row.measure))
    }
  }

  /// `2020:census-2021`: the breaks between the period that a row is compared with and its own, in the order of the years.
  func breaks(of entry: Catalogue.Entry, _ row: IndicatorRow) -> [String] {
    guard row.value != nil, let now = Int(row.period), let before = Int(row.previousPeriod) else { return [] }
    let measures = Set((entry.numerator.references + entry.denominator.references).map(\.measure))
    var found: Set<String> = []
    for mark in entry.definition.breaks where before < mark.year && mark.year <= now {
      found.insert("\(mark.year):\(mark.code)")
    }
    for mark in marks where before < mark.year && mark.year <= now {
      guard mark.unit.isEmpty || mark.unit == row.unit, mark.measure.isEmpty || measures.contains(mark.measure) else { continue }
      found.insert("\(mark.year):\(mark.code)")
    }
    return found.sorted()
  }
}
