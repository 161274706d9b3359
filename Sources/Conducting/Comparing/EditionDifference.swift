package import Contracts
package import Findings

/// What changed between two editions, and why.
package struct EditionDifference: Sendable {
  /// A factor that differs, with what differs in it.
  package struct Factor: Sendable {
    package var cause: ChangeCause
    package var reasons: [PlanReason]
  }

  package var old: EditionPlace
  package var new: EditionPlace
  package var factors: [Factor]
  /// What differs in what only the report is made from: it may look or read otherwise, its numbers are the same.
  package var ofReport: [PlanReason]
  /// Sorted by indicator, unit and period.
  package var changes: [ChangeRow]
  /// What else is published and changed: ranks, comparisons, forecasts and the like; sorted by row.
  package var derived: [DerivedChangeRow]
  /// What could not be done, and what follows from it.
  package var notes: [Wording]

  /// How many numbers changed by each cause.
  package var counts: [(cause: ChangeCause, count: Int)] {
    ChangeCause.allCases.compactMap { cause in
      let count = changes.count { $0.cause == cause }
      return count > 0 ? (cause, count) : nil
    }
  }
}

/// Numbers of the two editions and of what lies between them, each state by one factor further than the one before.
struct ChangeSeries {
  var old: EditionNumbers
  /// The numbers after each factor; the last are those of the new edition.
  var steps: [(cause: ChangeCause, numbers: EditionNumbers)]

  /// The numbers that changed.
  func changes() -> [ChangeRow] {
    guard let new = steps.last?.numbers else { return [] }
    var rows: [ChangeRow] = []
    for id in Set(old.numbers.keys).union(new.numbers.keys) {
      let (before, after) = (old[id], new[id])
      guard before?.value != after?.value || (before == nil) != (after == nil) || before?.status != after?.status else {
        continue
      }
      // A unit that came or went takes with it rows that never said anything.
      if before?.value == nil, after?.value == nil, before == nil || after == nil { continue }
      rows.append(row(id, before, after))
    }
    return rows.sorted { ($0.indicator, $0.unit, $0.period) < ($1.indicator, $1.unit, $1.period) }
  }

  private func row(_ id: NumberID, _ before: EditionNumbers.Number?, _ after: EditionNumbers.Number?) -> ChangeRow {
    var row = ChangeRow()
    row.id = id.text
    row.indicator = id.indicator
    row.unit = id.unit
    row.unitName = after?.unitName ?? before?.unitName ?? ""
    row.period = id.period
    row.old = after?.isWithheld == true ? nil : before?.value
    row.new = after?.value
    row.oldStatus = before?.status ?? ""
    row.newStatus = after?.status ?? ""
    if let old = before?.value, let new = after?.value { row.difference = new - old }
    if let difference = row.difference, let a = before?.error, let b = after?.error {
      let z = difference / (a * a + b * b).squareRoot()
      row.z = z
      row.significance = abs(z) >= 1.959963984540054 ? .significant : .insignificant
    }
    split(id, before, &row)
    return row
  }

  /// Walks from state to state and says what each factor did.
  private func split(_ id: NumberID, _ before: EditionNumbers.Number?, _ row: inout ChangeRow) {
    var last = before
    var parts: [(cause: ChangeCause, part: Double)] = []
    var appeared: ChangeCause?
    for step in steps {
      let now = step.numbers[id]
      if let a = last?.value, let b = now?.value {
        if a != b { parts.append((step.cause, b - a)) }
      } else if last?.value != now?.value || (last == nil) != (now == nil) || last?.status != now?.status {
        // What makes a number come or go outweighs whatever changes its size.
        appeared = step.cause
      }
      last = now
    }
    row.cause = appeared ?? parts.max { abs($0.part) < abs($1.part) }?.cause ?? steps.last?.cause ?? .source
    guard appeared == nil, row.difference != nil else { return }
    for part in parts { row[part.cause] = (row[part.cause] ?? 0) + part.part }
  }
}
