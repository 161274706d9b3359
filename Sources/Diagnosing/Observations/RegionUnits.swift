import Territory

/// The units that a diagnosis of one region needs, in the order of their codes: those of the region, those above it, and
/// the other voivodeships to compare with. Everything else speaks of a unit by its position here.
struct RegionUnits: Sendable {
  struct Entry: Sendable {
    var unit: Unit
    /// The first year at whose end the unit existed; nil when it is older than the register.
    var firstYear: Int?
    /// Ways of putting the unit together from units below it, each of them complete: gminas (kinds 1, 2, 3) or
    /// districts of a powiat, powiats or subregions of a voivodeship.
    var partitions: [[Int]]
    /// In earlier years a unit lay in it that is gone and whose figures nobody can share out: the units below are not all of it.
    var isWholeSince: Int?
    /// From that year on a unit lies in it that the register date does not have and whose figures belong to no other.
    var isWholeBefore: Int?

    /// Whether the units below were all of it at the end of the year.
    func isWhole(in year: Int) -> Bool {
      (isWholeSince.map { year >= $0 } ?? true) && (isWholeBefore.map { year < $0 } ?? true)
    }
  }

  let entries: [Entry]
  // What is asked for in every step of every sum stands in arrays of its own: an entry is a heavy thing to hand out.
  let levels: [Level]
  /// Part of the region itself; only there are the figures of the units below complete, and only there may they be summed.
  let isInRegion: [Bool]
  /// For each unit, by the place of the level in `Level.allCases`: the unit itself or the one that contains it, else -1.
  private let containers: [Int32]
  private let positions: [String: Int]

  /// - Parameter region: TERYT prefix; empty for the whole country.
  init(_ register: Register, region: String) {
    let units = register.sortedKeys.compactMap { register[$0] }
    var kept = units.filter { unit in
      switch unit.level {
      case .country, .voivodeship: true
      case .macroregion, .region, .subregion: Self.isWithin(unit, region, register)
      // A powiat above the region (Warsaw above a single district) is there to compare with.
      case .powiat, .gmina, .district: unit.code.hasPrefix(region) || Self.contains(unit, region)
      }
    }
    // Parts of gminas (kinds 4, 5) and delegatures repeat what their whole already says.
    kept.removeAll { $0.kind == .townPart || $0.kind == .ruralPart || $0.kind == .delegation }
    var positions: [String: Int] = [:]
    for (position, unit) in kept.enumerated() { positions[unit.code] = position }
    self.positions = positions
    let isInRegion = kept.map { $0.isNUTS || $0.code.hasPrefix(region) }
    self.isInRegion = isInRegion
    levels = kept.map(\.level)
    containers = kept.flatMap { Self.containers(of: $0, register, positions) }
    let (since, before) = Self.lostYears(register)
    entries = kept.enumerated().map { position, unit in
      Entry(
        unit: unit, firstYear: Self.firstYear(of: unit, register),
        partitions: isInRegion[position] ? Self.partitions(of: unit, register, positions) : [],
        isWholeSince: since[unit.code], isWholeBefore: before[unit.code])
    }
  }

  var count: Int { entries.count }

  func position(of code: String) -> Int? { positions[code] }

  subscript(position: Int) -> Entry { entries[position] }

  /// The unit itself at its own level, else the one that contains it.
  func container(of position: Int, at level: Level) -> Int? {
    let found = containers[position * Level.allCases.count + level.position]
    return found < 0 ? nil : Int(found)
  }

  /// Whether the unit was there at the end of the year.
  func exists(_ position: Int, in year: Int) -> Bool { entries[position].firstYear.map { $0 <= year } ?? true }

  private static func contains(_ unit: Unit, _ region: String) -> Bool {
    unit.level == .powiat && region.hasPrefix(unit.code.prefix(4))
  }

  private static func isWithin(_ unit: Unit, _ region: String, _ register: Register) -> Bool {
    let powiats = register.summableChildren(of: unit.code, at: .powiat)
    return !powiats.isEmpty && powiats.allSatisfy { $0.hasPrefix(region) }
  }

  private static func partitions(of unit: Unit, _ register: Register, _ positions: [String: Int]) -> [[Int]] {
    func children(_ code: String, _ level: Level) -> [Int] {
      register.summableChildren(of: code, at: level).compactMap { positions[$0] }
    }
    let found: [[Int]] =
      switch unit.level {
      case .country: [children(unit.code, .voivodeship), children(unit.code, .macroregion)]
      case .macroregion: [children(unit.code, .voivodeship), children(unit.code, .region)]
      case .region:
        [
          children(unit.code, .powiat), children(unit.code, .subregion),
          // All that is published of it stands under the key of the voivodeship that it is.
          [register.voivodeship(ofSameArea: unit)].compactMap { $0.flatMap { positions[$0.code] } },
        ]
      case .voivodeship: [children(unit.code, .powiat), children(unit.code, .subregion)]
      case .subregion: [children(unit.code, .powiat)]
      case .powiat: [children(unit.code, .gmina), children(unit.code, .district)]
      // The districts of a city stand in the register below its powiat, which is the same territory.
      case .gmina: [children(unit.parent, .district)]
      case .district: []
      }
    return found.filter { !$0.isEmpty }
  }

  private static func containers(of unit: Unit, _ register: Register, _ positions: [String: Int]) -> [Int32] {
    var result = [Int32](repeating: -1, count: Level.allCases.count)
    func note(_ code: String, _ level: Level) {
      if let position = positions[code] { result[level.position] = Int32(position) }
    }
    note(unit.code, unit.level)
    var above = unit
    // A register never has more steps than levels; the bound keeps a parent that names itself from running on.
    for _ in Level.allCases {
      if let nuts = register[above.nuts], unit.level > nuts.level { note(nuts.code, nuts.level) }
      guard let parent = register[above.parent], parent.level < above.level else { break }
      note(parent.code, parent.level)
      above = parent
    }
    return result
  }

  /// By powiat: the first year without a loss, and the first with one.
  private static func lostYears(_ register: Register) -> (since: [String: Int], before: [String: Int]) {
    var since: [String: Int] = [:]
    var before: [String: Int] = [:]
    for change in register.crosswalk.changes where change.kind == .split || change.kind == .merge {
      guard let year = Int(change.date.prefix(4)) else { continue }
      if change.date <= register.date, change.share == nil, register[change.predecessor] == nil,
        let powiat = register.history(of: change.predecessor).last?.parent
      {
        since[powiat] = max(since[powiat] ?? year, year)
      }
      if change.date > register.date, change.shareBack == nil, register[change.successor] == nil,
        let powiat = register.history(of: change.successor).first?.parent
      {
        before[powiat] = min(before[powiat] ?? year, year)
      }
    }
    return (since, before)
  }

  /// A gmina that changed its kind has another code since, but is the same place, so the older state counts.
  private static func firstYear(of unit: Unit, _ register: Register) -> Int? {
    guard register.formerGmina(stem: unit.stem) == nil || !(unit.kind?.isWholeGmina ?? false) else { return nil }
    guard let first = register.history(of: unit.code).first?.validFrom, !first.isEmpty else { return nil }
    return Int(first.prefix(4))
  }
}

extension Level {
  /// Place in `allCases`.
  var position: Int {
    switch self {
    case .country: 0
    case .macroregion: 1
    case .voivodeship: 2
    case .region: 3
    case .subregion: 4
    case .powiat: 5
    case .gmina: 6
    case .district: 7
    }
  }
}
