package import Contracts
import Findings

/// Where a number stands beside others: those that it was ranked among, the earlier ones that it was compared with and those of the
/// units above it. A place, a change or a comparison is as much a published number as the value, and is explained by these.
package struct Standing: Sendable {
  /// A number of the same indicator or index.
  package struct Other: Sendable {
    package var id: NumberID
    package var unitName: String
    package var value: Double
    package var rank: Int?
  }

  /// All that have a place, the number itself among them, the first place first.
  package var ranked: [Other] = []
  /// Of the period that the change is counted from; nil where that period is not one of the tables.
  package var previous: Other?
  package var base: Other?
  /// Of the powiat, the voivodeship and the country.
  package var above: [Other] = []
}

extension Standing {
  /// - Parameter path: of `indicators.csv`.
  init(of row: IndicatorRow, in path: String) throws(Refusal) {
    var ranked: [Other] = []
    var above: [Other] = []
    var earlier: [String: Other] = [:]
    try IndicatorRow.forEach(in: path, shownAs: "3-tables/indicators.csv") { (it) throws(Refusal) -> Void in
      guard it.indicator == row.indicator, let value = it.value else { return }
      let id = NumberID(indicator: it.indicator, unit: it.unit, period: it.period)
      let other = Other(id: id, unitName: it.unitName, value: value, rank: it.rank)
      if it.period == row.period, it.level == row.level, it.rank != nil { ranked.append(other) }
      if it.unit == row.unit { earlier[it.period] = other }
      if it.period == row.period, Self.isAbove(row, it) { above.append(other) }
    }
    self.init(
      ranked: Self.byPlace(ranked), previous: earlier[row.previousPeriod], base: earlier[row.basePeriod], above: above)
  }

  /// - Parameter rows: of `index.csv`.
  init(of row: IndexRow, among rows: [IndexRow]) {
    var ranked: [Other] = []
    for it in rows where it.index == row.index && it.level == row.level && it.period == row.period && it.rank != nil {
      guard let score = it.score else { continue }
      let id = NumberID(indicator: it.index, unit: it.unit, period: it.period)
      ranked.append(Other(id: id, unitName: it.unitName, value: score, rank: it.rank))
    }
    self.init(ranked: Self.byPlace(ranked))
  }

  private static func byPlace(_ numbers: [Other]) -> [Other] {
    numbers.sorted { ($0.rank ?? 0, $0.id.unit) < ($1.rank ?? 0, $1.id.unit) }
  }

  /// Whether a row is of a unit that the first one's lies in, and that it was compared with.
  private static func isAbove(_ row: IndicatorRow, _ other: IndicatorRow) -> Bool {
    switch other.level {
    case "powiat": row.powiatValue != nil && other.unit.prefix(4) == row.unit.prefix(4)
    case "voivodeship": row.voivodeshipValue != nil && other.unit.prefix(2) == row.unit.prefix(2)
    case "country": row.countryValue != nil
    default: false
    }
  }

  /// Those on the places next to the number's own: the one before it and the one after.
  func neighbours(of id: NumberID) -> [Other] {
    guard let place = ranked.firstIndex(where: { $0.id == id }) else { return [] }
    return [place - 1, place + 1].filter { ranked.indices.contains($0) }.map { ranked[$0] }
  }
}
