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
    self.init(try Files.exists(path) ? try SeriesBreakRow.read(path, shownAs: SeriesBreakRow.fileName) : [])
  }

  init(_ rows: [SeriesBreakRow]) {
    for row in rows {
      guard let year = Int(row.period.prefix(4)) else { continue }
      marks[row.unit, default: []].append(Mark(year: year, code: row.code.rawValue, unit: row.unit, measure: row.measure))
    }
  }

  /// `2020:census-2021`: the breaks between an earlier period that a row is compared with and its own, in the order of the years.
  /// - Parameter earlier: empty where it is compared with none.
  func breaks(of entry: Catalogue.Entry, _ row: IndicatorRow, since earlier: String) -> [String] {
    guard row.value != nil, let now = Int(row.period), let before = Int(earlier) else { return [] }
    return marks(of: entry, unit: row.unit, after: before, through: now).map { "\($0.year):\($0.code)" }
  }

  /// The breaks across which no trend is tested and no model fitted. The rows of two versions of a form that are mapped to one
  /// measure ask for the same; where a new version asks for something else, the catalogue names the break.
  func cuts(
    of entry: Catalogue.Entry, unit: String, after first: Int, through last: Int
  ) -> [(year: Int, code: String)] {
    let named = Set(entry.definition.breaks.map(\.year))
    return marks(of: entry, unit: unit, after: first, through: last).filter {
      $0.code != SeriesBreakRow.Code.formChange.rawValue || named.contains($0.year)
    }
  }

  /// The breaks of an indicator of a unit in the years `after` < year <= `through`, each once, in the order of the years.
  private func marks(
    of entry: Catalogue.Entry, unit: String, after first: Int, through last: Int
  ) -> [(year: Int, code: String)] {
    // Nearly every row has none, so what is cheap to ask comes first.
    var result: [(year: Int, code: String)] = []
    func add(_ year: Int, _ code: String) {
      if !result.contains(where: { $0.year == year && $0.code == code }) { result.append((year, code)) }
    }
    for mark in entry.definition.breaks where first < mark.year && mark.year <= last { add(mark.year, mark.code) }
    for key in ["", unit] {
      for mark in marks[key] ?? [] where first < mark.year && mark.year <= last {
        if mark.measure.isEmpty || entry.uses(mark.measure) { add(mark.year, mark.code) }
      }
    }
    if result.count < 2 { return result }
    return result.sorted { $0.year != $1.year ? $0.year < $1.year : precedesByBytes($0.code, $1.code) }
  }
}

extension Catalogue.Entry {
  fileprivate func uses(_ measure: String) -> Bool {
    numerator.references.contains { $0.measure == measure } || denominator.references.contains { $0.measure == measure }
  }
}
