import Findings

/// The register of territorial units with the dates between which each state of a unit held.
///
/// One key stands for one place through time: the code that the unit has on the register date of the pipeline. A gmina
/// that changed its kind (rural to urban-rural) keeps its first six digits, so its older codes lead to the same key.
package struct Register: Sendable {
  /// The date (ISO) whose codes are the keys.
  package let date: String
  private var states: [String: [Unit]] = [:]
  private var keys: [String: Unit] = [:]
  private var keysByStem: [String: Unit] = [:]
  private var keysByBankID: [String: Unit] = [:]
  private var keysByISOCode: [String: Unit] = [:]
  private var childrenByParent: [String: [String]] = [:]
  private var statesByParent: [String: [Unit]] = [:]
  private var formerByStem: [String: Unit] = [:]
  private var voivodeshipsByNUTS: [String: Unit] = [:]
  /// What became of units that are no longer there.
  package let crosswalk: Crosswalk
  private var wholeStatesByStem: [String: [Unit]] = [:]
  /// ISO dates on which a state of some unit begins or ends, ascending: between two of them nothing changes.
  package let changeDays: [String]

  /// - Parameters:
  ///   - units: every state of every unit, in any order.
  ///   - date: ISO date on which the keys are read.
  ///   - changes: merges and splits, which the states alone do not tell.
  package init(_ units: some Sequence<Unit>, on date: String, changes: [UnitChange] = []) {
    self.date = date
    crosswalk = Crosswalk(units, changes)
    var days: Set<String> = []
    for unit in units {
      days.formUnion([unit.validFrom, unit.validTo])
      states[unit.code, default: []].append(unit)
      for parent in [unit.parent] + Self.nutsAbove(unit) where !parent.isEmpty {
        statesByParent[parent, default: []].append(unit)
      }
      if unit.kind?.isWholeGmina ?? false { wholeStatesByStem[String(unit.stem), default: []].append(unit) }
      if unit.isValid(on: date) {
        keys[unit.code] = unit
        if unit.kind?.isWholeGmina ?? false { keysByStem[String(unit.stem)] = unit }
        if !unit.bankID.isEmpty { keysByBankID[unit.bankID] = unit }
        for code in unit.isoCode.split(separator: " ") { keysByISOCode[String(code)] = unit }
      } else if unit.kind?.isWholeGmina ?? false {
        formerByStem[String(unit.stem)] = unit
      }
    }
    // The change of a unit whose states nobody wrote down does not tell that all else of its day is known.
    for change in changes where states[change.predecessor] != nil { days.insert(change.date) }
    changeDays = days.filter { !$0.isEmpty }.sorted()
    for unit in keys.values where !unit.parent.isEmpty {
      childrenByParent[unit.parent, default: []].append(unit.code)
      for nuts in Self.nutsAbove(unit) { childrenByParent[nuts, default: []].append(unit.code) }
    }
    for parent in childrenByParent.keys { childrenByParent[parent]?.sort() }
    for unit in keys.values where unit.level == .region || unit.level == .macroregion {
      let powiats = summableChildren(of: unit.code, at: .powiat)
      let voivodeships = Set(powiats.compactMap { keys[$0]?.parent })
      guard voivodeships.count == 1, let voivodeship = voivodeships.first.flatMap({ keys[$0] }) else { continue }
      if powiats == summableChildren(of: voivodeship.code, at: .powiat) { voivodeshipsByNUTS[unit.code] = voivodeship }
    }
  }

  /// NUTS codes nest by their first characters: PL911 lies in PL91 and that in PL9.
  private static func nutsAbove(_ unit: Unit) -> [String] {
    guard unit.nuts.utf8.count >= 3 else { return [] }
    return (3...unit.nuts.utf8.count).map { String(unit.nuts.prefix($0)) }
  }

  /// The unit whose key this is, on the register date.
  package subscript(key: String) -> Unit? { keys[key] }

  /// All keys, sorted by code.
  package var sortedKeys: [String] { keys.keys.sorted() }

  /// Keys of the units directly below that may be summed to the given one without counting anything twice: whole gminas
  /// of a powiat (kinds 1, 2, 3), powiats of a voivodeship or NUTS unit, voivodeships of a macroregion, districts of Warsaw.
  package func summableChildren(of key: String, at level: Level) -> [String] {
    (childrenByParent[key] ?? []).filter { code in
      guard let unit = keys[code], unit.level == level else { return false }
      return level == .gmina ? (unit.kind?.isWholeGmina ?? false) : true
    }
  }

  /// The same of another day: keys of the units that lay directly below the given one then, or their own codes where the place has
  /// no key any more, sorted.
  /// - Parameter day: ISO date; empty for the time before all changes.
  package func summableChildren(of key: String, at level: Level, on day: String) -> [String] {
    let children = (statesByParent[key] ?? []).filter { state in
      state.level == level && state.isValid(on: day) && (level != .gmina || (state.kind?.isWholeGmina ?? false))
    }
    return Set(children.map(self.key(of:))).sorted()
  }

  /// Every state that the register knows of a code, oldest first.
  package func history(of code: String) -> [Unit] {
    (states[code] ?? []).sorted { ($0.validFrom, $0.validTo) < ($1.validFrom, $1.validTo) }
  }

  /// Units of a level below a region that together cover it once, sorted by code.
  /// - Parameter region: prefix of TERYT codes; empty for the country.
  package func units(at level: Level, in region: String) -> [Unit] {
    keys.values.filter { unit in
      guard unit.level == level else { return false }
      if level == .gmina, !(unit.kind?.isWholeGmina ?? false) { return false }
      return unit.isNUTS
        ? summableChildren(of: unit.code, at: .powiat).contains { $0.hasPrefix(region) } : unit.code.hasPrefix(region)
    }.sorted { $0.code < $1.code }
  }

  /// Units of the register date at a level that are counted once, sorted by code.
  package func units(at level: Level) -> [Unit] { units(at: level, in: "") }

  /// Every name that the place has had, under whichever code of its stem.
  package func names(of unit: Unit) -> [String] {
    let states = unit.level == .gmina ? (wholeStatesByStem[String(unit.stem)] ?? []) : history(of: unit.code)
    return Array(Set(states.map(\.name) + [unit.name])).sorted()
  }

  /// The states that hold on a day, sorted by code.
  package func states(on day: String) -> [Unit] {
    states.values.joined().filter { $0.isValid(on: day) }.sorted { $0.code < $1.code }
  }

  /// Whether a unit of just this code was there on a day.
  package func existed(code: String, on day: String) -> Bool { states[code]?.contains { $0.isValid(on: day) } ?? false }

  /// Whether the place was there on a day, under whichever code of its stem.
  package func existed(_ unit: Unit, on day: String) -> Bool {
    let states = unit.level == .gmina ? (wholeStatesByStem[String(unit.stem)] ?? []) : history(of: unit.code)
    return states.contains { $0.isValid(on: day) }
  }

  /// The whole gmina that has these six digits on the register date.
  package func gmina(stem: some StringProtocol) -> Unit? { keysByStem[String(stem)] }

  package func unit(bankID: String) -> Unit? { keysByBankID[bankID] }

  /// - Parameter isoCode: of ISO 3166-2, `PL-28`, or one that was in use until November 2018, `PL-WN`.
  package func unit(isoCode: String) -> Unit? { keysByISOCode[isoCode] }

  /// The voivodeship that covers the very same powiats as a NUTS 1 or NUTS 2 unit (PL62 is Warmińsko-mazurskie, PL9 is
  /// Mazowieckie), nil for all other units.
  package func voivodeship(ofSameArea unit: Unit) -> Unit? { voivodeshipsByNUTS[unit.code] }

  /// Twelve-digit id of the Local Data Bank of any unit that lies in a powiat with one, else nil.
  package func bankID(of unit: Unit) -> String? {
    if !unit.bankID.isEmpty { return unit.bankID }
    guard unit.level == .gmina || unit.level == .district, let powiat = keys[unit.code.prefix(4) + "000"],
      powiat.bankID.utf8.count == 12
    else { return nil }
    return String(powiat.bankID.prefix(9)) + unit.code.suffix(3)
  }

  /// A gmina of that stem that no longer exists on the register date, if there was one.
  package func formerGmina(stem: some StringProtocol) -> Unit? { formerByStem[String(stem)] }

  /// Codes near a code that is none, for "did you mean": one digit changed or two neighbours swapped; of six digits, one lost.
  package func neighbour(of code: String) -> String? {
    let digits = Array(code.utf8)
    if digits.count == 6 { return completion(of: digits) }
    guard digits.count == 7 else { return nil }
    var found: [String] = []
    for index in digits.indices {
      for digit in UInt8(ascii: "0")...UInt8(ascii: "9") where digit != digits[index] {
        var changed = digits
        changed[index] = digit
        let candidate = String(decoding: changed, as: UTF8.self)
        if keys[candidate] != nil { found.append(candidate) }
      }
      if index + 1 < digits.count {
        var swapped = digits
        swapped.swapAt(index, index + 1)
        let candidate = String(decoding: swapped, as: UTF8.self)
        if keys[candidate] != nil { found.append(candidate) }
      }
    }
    // The last digit (kind) and the gmina's number are the likeliest slips, so a longer common prefix wins.
    return found.max { (commonPrefix($0, code), $1) < (commonPrefix($1, code), $0) }
  }

  /// The code that six digits are without one of its own. Zeros are lost most easily.
  private func completion(of digits: [UInt8]) -> String? {
    let code = String(decoding: digits, as: UTF8.self)
    for digit in UInt8(ascii: "0")...UInt8(ascii: "9") {
      let found = digits.indices.map { index in
        var longer = digits
        longer.insert(digit, at: index)
        return String(decoding: longer, as: UTF8.self)
      }.filter { keys[$0] != nil }
      if let nearest = found.max(by: { (commonPrefix($0, code), $1) < (commonPrefix($1, code), $0) }) { return nearest }
    }
    return nil
  }
}

private func commonPrefix(_ a: String, _ b: String) -> Int {
  zip(a.utf8, b.utf8).prefix { $0 == $1 }.count
}
