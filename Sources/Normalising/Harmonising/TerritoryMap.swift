import Territory

/// How additive figures of the units of one day make up those of the register date, as far as merges and splits touch them.
struct TerritoryMap {
  /// What a unit of the register date is made of.
  struct Target {
    /// Units of the day and the part of each that belongs here, by code. Units that did not exist on the day are left out.
    var parts: [(code: String, share: Double)]
    /// A part whose share nobody knows: the figure cannot be computed.
    var isBroken: Bool
    /// ISO date of the latest change.
    var date: String

    /// Made up of whole units.
    var isMerged: Bool { !isBroken && parts.allSatisfy { $0.share == 1 } }

    /// Nothing but the unit itself, whole.
    func isUntouched(_ code: String) -> Bool {
      !isBroken && parts.count == 1 && parts[0].code == code && parts[0].share == 1
    }
  }

  private(set) var targets: [String: Target] = [:]

  /// - Parameter day: ISO date that the figures speak of.
  init(_ register: Register, on day: String) {
    let crosswalk = register.crosswalk
    let isForward = day <= register.date
    let crossed = crosswalk.changes(between: day, and: register.date).filter { $0.kind != .recode }
    let codes = Set(crossed.flatMap { [$0.predecessor, $0.successor] }).sorted()
    var next: [String: Set<String>] = [:]
    for change in crossed {
      let (source, target) = isForward ? (change.predecessor, change.successor) : (change.successor, change.predecessor)
      next[source, default: []].insert(target)
    }
    for code in codes where register.existed(code: code, on: day) {
      let carried = crosswalk.carried([code: 1], from: day, to: register.date)
      if carried.broken.isEmpty {
        for (target, share) in carried.values where share > 0 {
          targets[target, default: Target(parts: [], isBroken: false, date: "")].parts.append((code, share))
        }
      } else {
        for target in Self.reached(from: code, next) {
          targets[target, default: Target(parts: [], isBroken: false, date: "")].isBroken = true
        }
      }
    }
    // Figures of other days cannot make up a unit that the register date does not have.
    targets = targets.filter { register[$0.key] != nil }
    for code in targets.keys {
      let own = crossed.filter { $0.predecessor == code || $0.successor == code }
      targets[code]?.date = own.map(\.date).max() ?? crossed.map(\.date).max() ?? ""
      targets[code]?.parts.sort { $0.code < $1.code }
    }
  }

  private static func reached(from code: String, _ next: [String: Set<String>]) -> Set<String> {
    var found: Set<String> = [code]
    var open = [code]
    while let last = open.popLast() {
      for target in next[last] ?? [] where found.insert(target).inserted { open.append(target) }
    }
    return found
  }
}
