import Bytes
import Contracts
import Findings

/// Units of one level whose figures of a period from one source are all the same: one of them was copied under the code of the
/// other, in the office's own files or on the way here. The figures are kept, since nobody here can say whose they are.
///
/// - Parameter rows: of the candidates, in the order of their keys.
/// - Returns: one finding for each group of such units.
func findTwins(_ candidates: Candidates, rows: [Int32]) -> [Finding] {
  var twins = TwinUnits(candidates)
  for row in rows.lazy.map(Int.init) { twins.take(row) }
  return twins.findings()
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

  /// With fewer figures than that two units may be alike by chance.
  private static let enough = 20

  private let candidates: Candidates
  private var unit: Int32 = -1
  /// Of the unit at hand, by source and period.
  private var figures: [Figures] = []
  private var places: [Int32] = []
  private let periods: Int
  private var groups: [Key: [Figures]] = [:]

  init(_ candidates: Candidates) {
    self.candidates = candidates
    periods = candidates.texts.period.count
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
    for known in figures {
      let slot = Int(candidates.sourceIndex[known.first]) * periods + Int(candidates.period[known.first])
      places[slot] = -1
      guard known.filled >= Self.enough else { continue }
      let key = Key(
        source: candidates.source(known.first), period: candidates.period[known.first],
        level: candidates.level(ofUnit: known.unit), digest: known.digest, count: known.count)
      groups[key, default: []].append(known)
    }
    figures.removeAll(keepingCapacity: true)
  }

  mutating func findings() -> [Finding] {
    close()
    return groups.values.filter { $0.count > 1 }.sorted { $0[0].first < $1[0].first }.map { group in
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
  }

  private func name(_ figures: Figures) -> String {
    candidates.texts.unitName[candidates.unitName(figures.first)]
  }
}
