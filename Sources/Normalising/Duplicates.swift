import Bytes
import Contracts
import Findings

/// Settles which row counts where sources overlap: the newest material does; a second figure that agrees is skipped, one that
/// differs is reported beside the one that counted. A number that a later download of the same source changed is `revised`; one
/// that a later download of the same table takes back (left empty, withheld, not yet available) counts no more, and that is
/// reported.
///
/// - Returns: the rows that count, one a key, in the order of their keys.
func settleDuplicates(_ candidates: inout Candidates, _ outcome: inout StageOutcome) -> [Int32] {
  var winners: [Int32] = []
  var doubled = DoubledUnits()
  let order = candidates.sorted()
  winners.reserveCapacity(order.count)
  var position = 0
  while position < order.count {
    var end = position + 1
    while end < order.count, candidates.isSameKey(Int(order[position]), Int(order[end])) { end += 1 }
    if end - position == 1 {
      winners.append(order[position])
      position = end
      continue
    }
    let all = order[position..<end].map(Int.init)
    let group = all.filter { !candidates.isZeroOfNothing($0, in: all) }
    for zero in all where !group.contains(zero) {
      let balance = Int(candidates.sourceIndex[zero])
      outcome.balances[balance].used -= 1
      outcome.balances[balance].skip("zero-without-attribute")
      outcome.findings.append(withheldElsewhere(zero, group, candidates))
    }
    let winner = winner(of: group, candidates)
    winners.append(Int32(winner))
    if let withdrawn = group.first(where: { candidates.isTakenBack($0, in: group) }) {
      outcome.findings.append(withdrawal(of: withdrawn, by: group[0], candidates))
    }
    for loser in group where loser != winner {
      let agrees =
        candidates.number(loser) == candidates.number(winner)
        || candidates.source(loser) != candidates.source(winner) && candidates.isRoundedAlike(loser, winner)
      let balance = Int(candidates.sourceIndex[loser])
      outcome.balances[balance].used -= 1
      outcome.balances[balance].skip(agrees || candidates.number(loser) == nil ? "duplicate-agreeing" : "duplicate-overruled")
      if doubled.take(winner, loser, candidates) { continue }
      // What was taken back has been told, and there may be no number to compare it with.
      if !agrees, candidates.number(loser) != nil, candidates.number(winner) != nil, !candidates.isTakenBack(loser, in: group) {
        outcome.findings.append(disagreement(winner, loser, candidates))
        if candidates.isLaterDownload(winner, than: loser), candidates.status[winner] == .ok {
          candidates.status[winner] = .revised
        }
      }
    }
    position = end
  }
  outcome.findings += doubled.findings(candidates)
  return winners
}

/// Writes the rows given, which stand in the order of their keys.
func writeObservations(_ candidates: Candidates, rows: [Int32], to path: String) throws(Refusal) {
  var writer = try ObservationsWriter(creating: path)
  writer.texts = candidates.texts
  let bytes = candidates.text.bytes.span
  for row in rows.lazy.map(Int.init) {
    try writer.append(
      unit: candidates.unit[row], level: candidates.level(row), unitName: candidates.unitName(row),
      period: candidates.period[row], measure: candidates.measure[row], breakdown: candidates.breakdown[row],
      value: candidates.number(row), status: candidates.status[row], decimals: candidates.decimals[row],
      unitOfMeasure: candidates.unitOfMeasure(row), source: candidates.source(row), file: candidates.file[row],
      sheet: candidates.sheet[row], row: candidates.row[row], column: candidates.column[row],
      text: bytes.extracting(candidates.text.range(row)), updated: candidates.updated(row))
  }
  try writer.finish()
}

extension Candidates {
  /// Two downloads of one table of the bank, the first of them made later.
  fileprivate func isLaterDownload(_ a: Int, than b: Int) -> Bool {
    source(a) == source(b) && !moment(b).isEmpty && moment(a) > moment(b)
  }

  /// Whether a row is the zero that the bank's tables and workbooks print where there is no number, as another file of the source
  /// says: they have no column for the attribute (FORMATS 1.3).
  fileprivate func isZeroOfNothing(_ row: Int, in group: [Int]) -> Bool {
    guard number(row) == 0, status[row] == .ok, hasNoAttributes(texts.file[file[row]]) else { return false }
    return group.contains { other in
      (status[other] == .noInformation || status[other] == .secret) && source(other) == source(row) && file[other] != file[row]
    }
  }

  /// Whether a number of the group is gone in a later download of the table that it is from.
  fileprivate func isTakenBack(_ row: Int, in group: [Int]) -> Bool {
    guard number(row) != nil, let newest = group.first, number(newest) == nil, isLaterDownload(newest, than: row) else {
      return false
    }
    // Tables of the bank share figures (the population stands in many of them), and not each has all of them.
    return subgroupInName(texts.file[file[newest]]) == subgroupInName(texts.file[file[row]])
  }
}

/// `LUDN_2137` of `gus/LUDN_2137_CTAB_20250522102000.csv`: which table of the bank it is; empty for other names.
private func subgroupInName(_ file: String) -> Substring {
  let name = file[(file.lastIndex(of: "/").map { file.index(after: $0) } ?? file.startIndex)...]
  let parts = name.split(separator: "_")
  guard parts.count >= 3, parts[1].utf8.count == 4, parts[1].utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return "" }
  return name[parts[0].startIndex..<parts[1].endIndex]
}

/// Whether a file is one of the shapes that print figures without their attributes.
private func hasNoAttributes(_ file: String) -> Bool {
  let name = file[(file.lastIndex(of: "/").map { file.index(after: $0) } ?? file.startIndex)...].lowercased()
  return name.contains("_ctab_") || name.contains("_xtab_") || [".xlsx", ".xls", ".ods"].contains { name.hasSuffix($0) }
}

/// The first in order (newest, then source order) that has a number which no later download of its table takes back; a missing
/// figure of another table never overrules a published one, nor a rounded one the same number of another source in full.
private func winner(of group: [Int], _ candidates: Candidates) -> Int {
  guard
    let first = group.first(where: { candidates.number($0) != nil && !candidates.isTakenBack($0, in: group) })
  else { return group[0] }
  return group.first { candidates.source($0) != candidates.source(first) && candidates.isFiner($0, than: first) } ?? first
}

private func withdrawal(of kept: Int, by newer: Int, _ candidates: Candidates) -> Finding {
  let measure = candidates.texts.measure[candidates.measure[kept]]
  let period = candidates.texts.period[candidates.period[kept]]
  let subject = subject(of: kept, candidates)
  let name = candidates.texts.unitName[candidates.unitName(kept)]
  let status = candidates.status[newer].rawValue
  let keptPlace = candidates.place(kept).wording
  return Finding(
    .warning, "figure-withdrawn", at: candidates.place(newer), unit: candidates.texts.unit[candidates.unit[kept]],
    measure: measure,
    Wording(
      "\(name), \(period), \(subject): nowsze pobranie nie podaje już liczby (\(status)), starsze podawało „\(candidates.text[kept])” (\(keptPlace.polish)). Liczy się nowsze: tej liczby się nie publikuje. Jeśli nowszy plik jest niepełny, pobierz tablicę jeszcze raz.",
      en:
        "\(name), \(period), \(subject): the newer download no longer gives a number (\(status)), the older one had “\(candidates.text[kept])” (\(keptPlace.english)). The newer one counts: the number is not published. If the newer file is incomplete, download the table again."
    ))
}

private func withheldElsewhere(_ zero: Int, _ group: [Int], _ candidates: Candidates) -> Finding {
  let name = candidates.texts.unitName[candidates.unitName(zero)]
  let period = candidates.texts.period[candidates.period[zero]]
  let subject = subject(of: zero, candidates)
  let telling = group.first { !candidates.status[$0].hasNumber && candidates.source($0) == candidates.source(zero) } ?? zero
  let (status, place) = (candidates.status[telling].rawValue, candidates.place(telling).wording)
  return Finding(
    .warning, "zero-without-attribute", at: candidates.place(zero), unit: candidates.texts.unit[candidates.unit[zero]],
    measure: candidates.texts.measure[candidates.measure[zero]],
    Wording(
      "\(name), \(period), \(subject): tu stoi zero, a \(place.polish) mówi, że liczby nie ma (\(status)). Tablica bez atrybutów drukuje wtedy 0: zera nie przyjęto.",
      en:
        "\(name), \(period), \(subject): here stands a zero, \(place.english) says that there is no number (\(status)). A table without attributes prints 0 then: the zero does not count."
    ))
}

/// `population[sex=K]`.
private func subject(of row: Int, _ candidates: Candidates) -> String {
  seriesName(candidates.texts.measure[candidates.measure[row]], candidates.texts.breakdown[candidates.breakdown[row]])
}

private func disagreement(_ winner: Int, _ loser: Int, _ candidates: Candidates) -> Finding {
  let kept = candidates.text[winner]
  let other = candidates.text[loser]
  let measure = candidates.texts.measure[candidates.measure[winner]]
  let period = candidates.texts.period[candidates.period[winner]]
  let name = candidates.texts.unitName[candidates.unitName(winner)]
  let subject = subject(of: winner, candidates)
  let keptPlace = candidates.place(winner).wording
  let unit = candidates.texts.unitOfMeasure[candidates.unitOfMeasure(winner)]
  let difference = NumberPrinting.shortest(
    ObservationChecker.rounded(abs(candidates.value[winner] - candidates.value[loser])), comma: true)
  // One table says both: nobody knows which of them it means.
  let isOneTable =
    candidates.file[winner] == candidates.file[loser] && candidates.sheet[winner] == candidates.sheet[loser]
  return Finding(
    isOneTable ? .error : .warning, "sources-disagree", at: candidates.place(loser),
    unit: candidates.texts.unit[candidates.unit[winner]], measure: measure,
    Wording(
      "Dwie różne liczby dla: \(name), \(period), \(subject). Przyjęto „\(kept)” (\(keptPlace.polish)), pominięto „\(other)”; różnica \(difference) (\(unit)).",
      en:
        "Two different numbers for \(name), \(period), \(subject). “\(kept)” counts (\(keptPlace.english)), “\(other)” does not; difference \(difference) (\(unit))."
    )
  )
}
