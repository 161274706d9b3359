import Bytes
import Contracts
import Findings

/// Writes the observations in the order of their keys, one a key. Where sources overlap the newest material counts; a
/// second figure that agrees is skipped, one that differs is reported beside the one that counted.
///
/// - Returns: the rows that count, in the order of their keys.
func writeObservations(
  _ candidates: Candidates, to path: String, _ outcome: inout StageOutcome
) throws(Refusal) -> [Int] {
  var winners: [Int] = []
  var doubled = DoubledUnits()
  let order = candidates.sorted()
  var writer = try ObservationsWriter(creating: path)
  writer.texts = candidates.texts
  let bytes = candidates.text.bytes.span
  var position = 0
  while position < order.count {
    var end = position + 1
    while end < order.count, candidates.isSameKey(order[position], order[end]) { end += 1 }
    let group = order[position..<end]
    let winner = winner(of: group, candidates)
    winners.append(winner)
    for loser in group where loser != winner {
      let agrees = candidates.value[loser] == candidates.value[winner]
      let balance = Int(candidates.sourceIndex[loser])
      outcome.balances[balance].used -= 1
      outcome.balances[balance].skip(agrees || candidates.value[loser] == nil ? "duplicate-agreeing" : "duplicate-overruled")
      if doubled.take(winner, loser, candidates) { continue }
      if !agrees, candidates.value[loser] != nil { outcome.findings.append(disagreement(winner, loser, candidates)) }
    }
    try writer.append(
      unit: candidates.unit[winner], level: candidates.level[winner], unitName: candidates.unitName[winner],
      period: candidates.period[winner], measure: candidates.measure[winner], breakdown: candidates.breakdown[winner],
      value: candidates.value[winner], status: candidates.status[winner], decimals: candidates.decimals[winner],
      unitOfMeasure: candidates.unitOfMeasure[winner], source: candidates.source[winner], file: candidates.file[winner],
      sheet: candidates.sheet[winner], row: candidates.row[winner], column: candidates.column[winner],
      text: bytes.extracting(candidates.text.range(winner)), updated: candidates.updated[winner])
    position = end
  }
  try writer.finish()
  outcome.findings += doubled.findings(candidates)
  return winners
}

/// The first in order (newest, then source order) that has a number; a missing figure never overrules a published one.
private func winner(of group: ArraySlice<Int>, _ candidates: Candidates) -> Int {
  group.first { candidates.value[$0] != nil } ?? group[group.startIndex]
}

private func disagreement(_ winner: Int, _ loser: Int, _ candidates: Candidates) -> Finding {
  let kept = candidates.text[winner]
  let other = candidates.text[loser]
  let measure = candidates.texts.measure[candidates.measure[winner]]
  let breakdown = candidates.texts.breakdown[candidates.breakdown[winner]]
  let period = candidates.texts.period[candidates.period[winner]]
  let name = candidates.texts.unitName[candidates.unitName[winner]]
  let subject = breakdown.isEmpty ? measure : "\(measure)[\(breakdown)]"
  let keptPlace = candidates.place(winner).wording
  return Finding(
    .warning, "sources-disagree", at: candidates.place(loser), unit: candidates.texts.unit[candidates.unit[winner]],
    measure: measure,
    Wording(
      "Dwie różne liczby dla: \(name), \(period), \(subject). Przyjęto „\(kept)” (\(keptPlace.polish)), pominięto „\(other)”.",
      en:
        "Two different numbers for \(name), \(period), \(subject). “\(kept)” counts (\(keptPlace.english)), “\(other)” does not.")
  )
}
