import Bytes
import Contracts
import Findings

/// Units of one level whose figures of a period from one source are all the same: one of them was copied under the code of the
/// other, in the office's own files or on the way here. The figures are kept, since nobody here can say whose they are.
///
/// Of one unit, two periods of one length whose figures are all the same: the statement of one was sent again as that of the other.
///
/// - Parameter rows: of the candidates, in the order of their keys.
/// - Returns: one finding for each group of such units, and of such periods of a unit; and which periods of which source these are.
func findTwins(_ candidates: Candidates, rows: [Int32]) -> (findings: [Finding], again: Set<RepeatedPeriods>) {
  var twins = TwinUnits(candidates)
  for row in rows.lazy.map(Int.init) { twins.take(row) }
  return (twins.findings(), twins.repeatedPeriods)
}

/// Periods of a source with the same figures.
struct RepeatedPeriods: Hashable {
  /// Code among the texts of the candidates.
  var source: Int32
  /// In order.
  var periods: [String]
}

private struct TwinUnits {
  /// Figures of one unit, period and source.
  private struct Figures {
    var unit: Int32
    var first: Int
    var count = 0
    /// Those that are not zero: two small gminas may well have the same zeros.
    var filled = 0
    /// Of measures, breakdowns and values, in the order of the keys.
    var digest: UInt64 = 0xcbf2_9ce4_8422_2325
  }
  private struct Key: Hashable {
    var source: Int32
    var period: Int32
    var level: Int32
    var digest: UInt64
    var count: Int
  }

  /// Figures of one unit that are the same in several periods.
  private struct AgainKey: Hashable {
    var source: Int32
    var kind: CanonicalPeriod.Kind?
    var digest: UInt64
    var count: Int
  }

  /// With fewer figures than that two units may be alike by chance.
  private static let enough = 20
  /// Places and posts of a small unit may well be those of the year before.
  private static let enoughAgain = 40

  private let candidates: Candidates
  private var unit: Int32 = -1
  /// Of the unit at hand, by source and period.
  private var figures: [Figures] = []
  private var places: [Int32] = []
  private let periods: Int
  private var groups: [Key: [Figures]] = [:]
  private var again: [[Figures]] = []
  /// By code of the period: which of them one of the unit's may have been sent again as.
  private let kinds: [CanonicalPeriod.Kind?]

  init(_ candidates: Candidates) {
    self.candidates = candidates
    periods = candidates.texts.period.count
    kinds = candidates.texts.period.strings.map { text in
      let kind = CanonicalPeriod(text)?.kind
      // A statement of a year that holds but the figures of its first half; of a state, the last month is the year's.
      return kind == .half ? .year : kind
    }
  }

  mutating func take(_ row: Int) {
    if candidates.unit[row] != unit {
      close()
      unit = candidates.unit[row]
    }
    guard let value = candidates.number(row) else { return }
    let slot = Int(candidates.sourceIndex[row]) * periods + Int(candidates.period[row])
    while places.count <= slot { places.append(-1) }
    if places[slot] < 0 {
      places[slot] = Int32(figures.count)
      figures.append(Figures(unit: unit, first: row))
    }
    let place = Int(places[slot])
    figures[place].count += 1
    if value != 0 { figures[place].filled += 1 }
    for word in [
      UInt64(UInt32(bitPattern: candidates.measure[row])), UInt64(UInt32(bitPattern: candidates.breakdown[row])),
      value.bitPattern,
    ] {
      figures[place].digest = (figures[place].digest ^ word) &* 0x0000_0100_0000_01b3
      figures[place].digest ^= figures[place].digest >> 29
    }
  }

  private mutating func close() {
    var alike: [AgainKey: [Figures]] = [:]
    for known in figures {
      let slot = Int(candidates.sourceIndex[known.first]) * periods + Int(candidates.period[known.first])
      places[slot] = -1
      guard known.filled >= Self.enough else { continue }
      let key = Key(
        source: candidates.source(known.first), period: candidates.period[known.first],
        level: candidates.level(ofUnit: known.unit), digest: known.digest, count: known.count)
      groups[key, default: []].append(known)
      guard known.filled >= Self.enoughAgain else { continue }
      let own = AgainKey(
        source: key.source, kind: kinds[Int(key.period)], digest: known.digest, count: known.count)
      alike[own, default: []].append(known)
    }
    for group in alike.values where group.count > 1 { again.append(group) }
    figures.removeAll(keepingCapacity: true)
  }

  mutating func findings() -> [Finding] {
    close()
    return groups.values.filter { $0.count > 1 }.sorted { $0[0].first < $1[0].first }.map { twins($0) }
      + again.map { $0.sorted { period($0) < period($1) } }.sorted { $0[0].first < $1[0].first }.map { repetition($0) }
  }

  var repeatedPeriods: Set<RepeatedPeriods> {
    Set(again.map { RepeatedPeriods(source: candidates.source($0[0].first), periods: $0.map(period).sorted()) })
  }

  private func twins(_ group: [Figures]) -> Finding {
    let last = group[group.count - 1]
    let units = group.map { "\(name($0)) (\(candidates.texts.unit[$0.unit]))" }
    let period = candidates.texts.period[candidates.period[last.first]]
    let place = candidates.place(group[0].first).wording
    return Finding(
      .warning, "twin-units", at: candidates.place(last.first), unit: candidates.texts.unit[last.unit],
      Wording(
        "Jednostki \(units.joined(separator: ", ")) mają za \(period) wszystkie liczby takie same (\(last.filled) różnych od zera; pierwsza jednostka: \(place.polish)). Sprawdź, czy sprawozdania jednej nie zapisano pod kodem drugiej.",
        en:
          "The units \(units.joined(separator: ", ")) have all the same numbers for \(period) (\(last.filled) of them not zero; the first unit: \(place.english)). See whether a statement of one was saved under the code of the other."
      ))
  }

  private func repetition(_ group: [Figures]) -> Finding {
    let last = group[group.count - 1]
    let list = group.map(period).joined(separator: ", ")
    let place = candidates.place(group[0].first).wording
    return Finding(
      .warning, "repeated-figures", at: candidates.place(last.first), unit: candidates.texts.unit[last.unit],
      Wording(
        "\(name(last)) (\(candidates.texts.unit[last.unit])) ma za \(list) wszystkie liczby takie same (\(last.filled) różnych od zera; pierwszy okres: \(place.polish)). Sprawdź, czy sprawozdania jednego okresu nie wysłano jeszcze raz jako innego.",
        en:
          "\(name(last)) (\(candidates.texts.unit[last.unit])) has all the same numbers for \(list) (\(last.filled) of them not zero; the first period: \(place.english)). See whether the statement of one period was sent again as that of another."
      ))
  }

  private func period(_ figures: Figures) -> String { candidates.texts.period[candidates.period[figures.first]] }

  private func name(_ figures: Figures) -> String {
    candidates.texts.unitName[candidates.unitName(figures.first)]
  }
}
