/// What happened to a unit on a day: the predecessor's area went to the successor, wholly or in part.
package struct UnitChange: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The same borders under another code (a rural gmina that becomes urban-rural).
    case recode
    /// The same borders and code under another name.
    case rename
    /// The whole unit went into another: figures add up exactly.
    case merge
    /// The unit was divided: figures are shared out by population.
    case split
  }

  package var kind: Kind
  package var predecessor: String
  package var successor: String
  /// ISO date of the first day on which the new state holds.
  package var date: String
  /// Part of the predecessor's population that went to the successor, 0 to 1; nil where it is not known.
  package var share: Double?
  /// Part of the successor's population that came from the predecessor; nil where it is not known.
  package var shareBack: Double?

  package init(
    _ kind: Kind, _ predecessor: String, to successor: String, on date: String, share: Double? = 1, shareBack: Double? = nil
  ) {
    self.kind = kind
    self.predecessor = predecessor
    self.successor = successor
    self.date = date
    self.share = kind == .split ? share : 1
    self.shareBack = kind == .recode || kind == .rename ? 1 : shareBack
  }
}

/// Carries additive figures of units from the register of one day to that of another, and says how it was done.
///
/// Recodes, renames and merges are exact. A split, and a merge that is undone, goes by population shares and is an estimate;
/// where a share is not known the figure is left out and the series breaks there (METHODS 5). Totals are kept by everything
/// but a break.
package struct Crosswalk: Sendable {
  /// How a unit's figure came about, printed beside the series.
  package enum Policy: String, Sendable, Hashable, CaseIterable, Comparable {
    case unchanged, recoded, merged, estimated, broken

    package static func < (a: Policy, b: Policy) -> Bool {
      (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
    }
  }

  package struct Figures: Sendable, Hashable {
    package var values: [String: Double]
    /// The least exact step that a unit's figure took.
    package var policies: [String: Policy]
    /// Units whose figures could not be carried over.
    package var broken: [String]
  }

  /// By date, then predecessor, then successor.
  package let changes: [UnitChange]

  /// - Parameters:
  ///   - units: states of units; a gmina that ends on a day when one with the same six digits begins was recoded.
  ///   - changes: what the states do not say: merges and splits.
  package init(_ units: some Sequence<Unit>, _ changes: [UnitChange] = []) {
    var ended: [String: Unit] = [:]
    var begun: [Unit] = []
    for unit in units where unit.kind?.isWholeGmina ?? false {
      if !unit.validTo.isEmpty { ended["\(unit.stem)|\(unit.validTo)"] = unit }
      if !unit.validFrom.isEmpty { begun.append(unit) }
    }
    var all = changes
    for unit in begun {
      guard let former = ended["\(unit.stem)|\(unit.validFrom)"], former.code != unit.code else { continue }
      all.append(UnitChange(.recode, former.code, to: unit.code, on: unit.validFrom))
    }
    self.changes = all.sorted { ($0.date, $0.predecessor, $0.successor) < ($1.date, $1.predecessor, $1.successor) }
  }

  /// Successors of a unit that went into others, in the order of the table.
  package func successors(of code: String) -> [UnitChange] {
    changes.filter { $0.predecessor == code && $0.kind != .rename }
  }

  /// Units that a unit was made of, in the order of the table.
  package func predecessors(of code: String) -> [UnitChange] {
    changes.filter { $0.successor == code && $0.predecessor != code && $0.kind != .rename }
  }

  /// The changes that lie between two days, renames left out: those that touch figures.
  package func changes(between a: String, and b: String) -> [UnitChange] {
    let (first, last) = (min(a, b), max(a, b))
    return changes.filter { $0.kind != .rename && $0.date > first && $0.date <= last }
  }

  /// Additive figures of one day's units as figures of another day's units.
  package func carried(_ values: [String: Double], from: String, to: String) -> Figures {
    var figures = Figures(values: values, policies: values.mapValues { _ in .unchanged }, broken: [])
    let isForward = from <= to
    let crossed = changes.filter { isForward ? $0.date > from && $0.date <= to : $0.date > to && $0.date <= from }
    let dates = Set(crossed.map(\.date)).sorted()
    for date in isForward ? dates : dates.reversed() {
      step(crossed.filter { $0.date == date && $0.kind != .rename }, isForward, &figures)
    }
    figures.broken.sort()
    return figures
  }

  /// All changes of one day at once: what a unit gives is what it had before any of them.
  private func step(_ changes: [UnitChange], _ isForward: Bool, _ figures: inout Figures) {
    let before = figures
    for (source, itsChanges) in Dictionary(grouping: changes, by: { isForward ? $0.predecessor : $0.successor }) {
      guard let value = before.values[source] else { continue }
      let parts = itsChanges.map { (to: isForward ? $0.successor : $0.predecessor, share: isForward ? $0.share : $0.shareBack) }
      // A merged unit keeps what was its own before: only the parts that came to it are given back.
      let given = parts.reduce(0) { $0 + ($1.share ?? .nan) }
      let keeps = !isForward && itsChanges.allSatisfy { $0.kind != .recode }
      guard given.isFinite, keeps || abs(given - 1) < 1e-9, given <= 1 + 1e-9 else {
        figures.values[source] = nil
        figures.policies[source] = nil
        figures.broken.append(source)
        continue
      }
      figures.values[source] = (figures.values[source] ?? 0) - value
      if keeps { figures.values[source] = (figures.values[source] ?? 0) + value * (1 - given) }
    }
    var received: Set<String> = []
    for change in changes {
      let (source, target) = isForward ? (change.predecessor, change.successor) : (change.successor, change.predecessor)
      guard let value = before.values[source], !figures.broken.contains(source),
        let share = isForward ? change.share : change.shareBack
      else { continue }
      figures.values[target] = (figures.values[target] ?? 0) + value * share
      received.insert(target)
      let own: Policy =
        switch change.kind {
        case .rename: .unchanged
        case .recode: .recoded
        case .merge: isForward ? .merged : .estimated
        case .split: isForward ? .estimated : .merged
        }
      let policy = max(own, before.policies[source] ?? .unchanged, figures.policies[target] ?? .unchanged)
      figures.policies[target] = policy
      if !isForward, change.kind == .merge, figures.values[source] != nil { figures.policies[source] = policy }
    }
    for source in Set(changes.map { isForward ? $0.predecessor : $0.successor }) where !received.contains(source) {
      // Nothing is left of a unit that gave itself away.
      let isGone = isForward || changes.contains { $0.successor == source && $0.kind == .recode }
      if isGone, !figures.broken.contains(source) {
        figures.values[source] = nil
        figures.policies[source] = nil
      }
    }
  }
}
