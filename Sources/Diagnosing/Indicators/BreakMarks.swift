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

  /// By unit.
  private var marks: [String: [Mark]] = [:]

  /// - Parameter path: `breaks.csv` of the stage before; nothing is known of the data without it.
  init(_ path: String) throws(Refusal) {
    guard try Files.exists(path) else { return }
    for row in try SeriesBreakRow.read(path, shownAs: SeriesBreakRow.fileName) {
      guard let year = Int(row.period.prefix(4)) else { continue }
      marks[row.unit, default: []].append(Mark(year: year, code: row.code.rawValue, unit: row.unit, measure: row.measure))
    }
  }

  /// `2020:census-2021`: the breaks between the period that a row is compared with and its own, in the order of the years.
  func breaks(of entry: Catalogue.Entry, _ row: IndicatorRow) -> [String] {
    guard row.value != nil, let now = Int(row.period), let before = Int(row.previousPeriod) else { return [] }
    var found: Set<String> = []
    for mark in entry.definition.breaks where before < mark.year && mark.year <= now {
      found.insert("\(mark.year):\(mark.code)")
    }
    for unit in ["", row.unit] {
      for mark in marks[unit] ?? [] where before < mark.year && mark.year <= now {
        guard mark.measure.isEmpty || entry.uses(mark.measure) else { continue }
        found.insert("\(mark.year):\(mark.code)")
      }
    }
    return found.sorted()
  }
}

extension Catalogue.Entry {
  fileprivate func uses(_ measure: String) -> Bool {
    numerator.references.contains { $0.measure == measure } || denominator.references.contains { $0.measure == measure }
  }
}
