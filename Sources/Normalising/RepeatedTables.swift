import Bytes
import Contracts
import Findings
import Pipelines

/// Series of a source whose figures of all units of a level are the same in two periods: a table was saved again as that of another
/// year. Statements, which come one a unit, are told unit by unit (`findTwins`).
///
/// - Parameters:
///   - rows: of the candidates, in the order of their keys.
///   - told: sources and periods of which that was said of single units.
/// - Returns: one finding for each source, level and pair of periods.
func findRepeatedTables(
  _ candidates: Candidates, rows: [Int32], _ measures: MeasureTable, told: Set<RepeatedPeriods>
) -> [Finding] {
  var tables = RepeatedTables(candidates, measures)
  for row in rows.lazy.map(Int.init) { tables.take(row) }
  return tables.findings(told)
}

private struct RepeatedTables {
  private struct Key: Hashable {
    var source: Int32
    var level: Int32
    var measure: Int32
    var breakdown: Int32
    var period: Int32
  }

  fileprivate struct Figures {
    var first: Int
    var count = 0
    /// Those that chance does not repeat: not whole, or twenty and more.
    var telling = 0
    /// Of units and values, in the order of the units.
    var digest: UInt64 = 0xcbf2_9ce4_8422_2325
  }

  private struct Series: Hashable {
    var source: Int32
    var level: Int32
    var measure: Int32
    var breakdown: Int32
    var kind: CanonicalPeriod.Kind?
  }

  /// Two periods of a table, which may stand in one file or in two.
  private struct Pair: Hashable {
    var source: Int32
    var level: Int32
    var files: [Int32]
    var periods: [String]
  }

  private struct Again {
    var first: Int
    var last: Int
    var units: Int
    /// Series that are the same, of those that both periods have.
    var series = 0
    var all = 0
  }

  /// A few units may well be alike in two years.
  private static let enough = 8
  /// Units of measures that need not change from year to year: land, and places in institutions.
  private static let constant: Set = ["ha", "km2", "km²", "miejsce"]

  private let candidates: Candidates
  /// By code of the measure.
  private let isLooked: [Bool]
  private var keys: [Key] = []
  private var figures: [Figures] = []
  private var places: [Key: Int] = [:]
  /// Rows of the units of a level follow one another series by series: behind one place stands nearly always the same one.
  private var following: [Int] = []
  private var last = 0

  init(_ candidates: Candidates, _ measures: MeasureTable) {
    self.candidates = candidates
    isLooked = candidates.texts.measure.strings.map { !Self.constant.contains(measures[$0]?.unit ?? "") }
  }

  mutating func take(_ row: Int) {
    guard isLooked[Int(candidates.measure[row])], let value = candidates.number(row) else { return }
    let unit = candidates.unit[row]
    let key = Key(
      source: candidates.source(row), level: candidates.level(ofUnit: unit), measure: candidates.measure[row],
      breakdown: candidates.breakdown[row], period: candidates.period[row])
    let place = place(of: key, row)
    figures[place].add(unit, value)
    last = place
  }

  private mutating func place(of key: Key, _ row: Int) -> Int {
    if last < following.count, following[last] < keys.count, keys[following[last]] == key { return following[last] }
    let place = places[key] ?? keys.count
    if place == keys.count {
      places[key] = place
      keys.append(key)
      figures.append(Figures(first: row))
      following.append(0)
    }
    following[last] = place
    return place
  }

  func findings(_ told: Set<RepeatedPeriods>) -> [Finding] {
    let texts = candidates.texts
    let kinds = texts.period.strings.map { CanonicalPeriod($0)?.kind }
    var series: [Series: [(period: String, figures: Figures)]] = [:]
    for (key, found) in zip(keys, figures) where found.telling >= Self.enough {
      let own = Series(
        source: key.source, level: key.level, measure: key.measure, breakdown: key.breakdown, kind: kinds[Int(key.period)])
      series[own, default: []].append((texts.period[key.period], found))
    }
    var again: [Pair: Again] = [:]
    for (own, periods) in series where periods.count > 1 {
      for alike in Dictionary(grouping: periods, by: \.figures.digest).values where isNews(alike.count, of: periods.count) {
        let sorted = alike.sorted { $0.period < $1.period }
        for (one, other) in zip(sorted, sorted.dropFirst()) {
          let pair = self.pair(own, one, other)
          guard !told.contains(RepeatedPeriods(source: own.source, periods: pair.periods)) else { continue }
          let (first, last) = (one.figures.first, other.figures.first)
          var known = again[pair] ?? Again(first: first, last: last, units: 0)
          known.first = min(known.first, first)
          known.last = min(known.last, last)
          known.units = max(known.units, one.figures.count)
          known.series += 1
          again[pair] = known
        }
      }
    }
    for (own, periods) in series {
      for pair in again.keys where pair.source == own.source && pair.level == own.level {
        let both = pair.periods.compactMap { period in periods.first { $0.period == period } }
        if both.count == 2, self.pair(own, both[0], both[1]) == pair { again[pair]?.all += 1 }
      }
    }
    // One series of many may well stand still; a copy is the same in most.
    return again.filter { $0.value.series * 2 > $0.value.all }
      .sorted { ($0.value.first, $0.value.last) < ($1.value.first, $1.value.last) }.map { finding($0, $1) }
  }

  private func pair(
    _ own: Series, _ one: (period: String, figures: Figures), _ other: (period: String, figures: Figures)
  ) -> Pair {
    Pair(
      source: own.source, level: own.level,
      files: [candidates.file[one.figures.first], candidates.file[other.figures.first]], periods: [one.period, other.period])
  }

  /// What is the same in all of many periods does not change.
  private func isNews(_ alike: Int, of periods: Int) -> Bool { alike > 1 && (alike < periods || periods == 2) }

  private func finding(_ pair: Pair, _ found: Again) -> Finding {
    let list = pair.periods.joined(separator: ", ")
    let place = candidates.place(found.first).wording
    return Finding(
      .warning, "repeated-figures", at: candidates.place(found.last),
      measure: found.series == 1 ? candidates.texts.measure[candidates.measure[found.last]] : "",
      Wording(
        "Za \(list) wszystkie liczby są takie same: szeregów \(found.series), jednostek do \(found.units) (pierwszy okres: \(place.polish)). Sprawdź, czy tabeli jednego okresu nie zapisano jeszcze raz jako innego.",
        en:
          "For \(list) all numbers are the same: \(found.series) series, up to \(found.units) units (the first period: \(place.english)). See whether the table of one period was saved again as that of another."
      ))
  }
}

extension RepeatedTables.Figures {
  fileprivate mutating func add(_ unit: Int32, _ value: Double) {
    count += 1
    if abs(value) >= 20 || value != value.rounded() { telling += 1 }
    mix(UInt64(UInt32(bitPattern: unit)))
    mix(value.bitPattern)
  }

  private mutating func mix(_ word: UInt64) {
    digest = (digest ^ word) &* 0x0000_0100_0000_01b3
    digest ^= digest >> 29
  }
}
