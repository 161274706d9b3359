import Bytes
import Contracts
import Findings

/// Statements that came twice: the same unit and period from two places of one source, or of one file. One finding for
/// each pair of places, not one for each of their numbers.
struct DoubledUnits {
  private struct Key: Hashable {
    var unit: Int32
    var period: Int32
    var source: Int32
    var kept: Int32
    var left: Int32
  }
  private struct Pair {
    var winner: Int
    var loser: Int
    var numbers = 0
    var different = 0
  }

  private var pairs: [Key: Pair] = [:]

  /// - Returns: whether the two rows belong to a doubled statement. Two downloads of a bank's table overlap by nature
  ///   (their names tell when each was made), and so do two publishers.
  mutating func take(_ winner: Int, _ loser: Int, _ candidates: Candidates) -> Bool {
    // A unit listed under its codes of two times has nothing beside the one that did not hold: that is no number come twice.
    guard candidates.number(loser) != nil else { return false }
    guard candidates.source(winner) == candidates.source(loser), candidates.updated(winner) == candidates.updated(loser) else {
      return false
    }
    // Nor are two assessments of different years, each of which shows the years before its own.
    if candidates.texts.updated[candidates.updated(winner)].isEmpty, candidates.moment(winner) != candidates.moment(loser) {
      return false
    }
    // The bank gives one number in several of its tables (by age, by sex): that is no statement come twice.
    if !candidates.texts.updated[candidates.updated(winner)].isEmpty, candidates.file[winner] != candidates.file[loser] {
      return false
    }
    if candidates.file[winner] == candidates.file[loser], candidates.sheet[winner] == candidates.sheet[loser],
      candidates.row[winner] == candidates.row[loser]
    {
      return false
    }
    if candidates.rowsAsNUTS.contains(winner) != candidates.rowsAsNUTS.contains(loser) { return false }
    let key = Key(
      unit: candidates.unit[winner], period: candidates.period[winner], source: candidates.source(winner),
      kept: candidates.file[winner], left: candidates.file[loser])
    pairs[key, default: Pair(winner: winner, loser: loser)].numbers += 1
    if candidates.number(winner) != candidates.number(loser) { pairs[key]?.different += 1 }
    return true
  }

  func findings(_ candidates: Candidates) -> [Finding] {
    pairs.values.sorted { ($0.winner, $0.loser) < ($1.winner, $1.loser) }.map { pair in
      let unit = candidates.texts.unit[candidates.unit[pair.winner]]
      let name = candidates.texts.unitName[candidates.unitName(pair.winner)]
      let period = candidates.texts.period[candidates.period[pair.winner]]
      let kept = candidates.place(pair.winner).wording
      return Finding(
        pair.different > 0 ? .error : .warning, "doubled-unit", at: candidates.place(pair.loser), unit: unit,
        Wording(
          "\(name) (\(unit)) jest za \(period) dwa razy: liczb wspólnych \(pair.numbers), różnych \(pair.different). Przyjęto pierwszą (\(kept.polish)); usuń zbędną.",
          en:
            "\(name) (\(unit)) is there twice for \(period): \(pair.numbers) numbers in common, \(pair.different) of them different. The first counts (\(kept.english)); remove the other."
        ))
    }
  }
}
