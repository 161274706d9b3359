import Disclosure
import Findings
import Territory

/// The counts of one year that an edition would show, as one system: the same count under two indicators is one cell, units
/// add up into the units above, a part and its whole give away what is left.
struct CountCells {
  /// Where the value of a cell is to be seen.
  struct Cell: Sendable {
    /// Position of the subject; nil for what no table shows but everybody can subtract.
    var subject: Int?
    var unit: Int
    var value: Int
    /// Least count that may be shown.
    var threshold: Int
    /// Everybody knows it from elsewhere: another publisher, an earlier edition. It cannot be withheld.
    var isKnown = false
  }

  private(set) var cells: [Cell] = []
  private(set) var relations: [Additivity.Relation] = []
  /// The first of `relations` that leave more of a whole than protection needs: the pattern is looked for without them, which
  /// keeps its systems small, and the audit is made with them.
  private(set) var firstLoose = 0
  /// By subject and unit; -1 where there is none.
  private var numbers: [Int32]
  private let units: RegionUnits

  /// What a subject is a part of.
  struct Whole: Sendable, Hashable {
    var whole: Int
    var parts: [Int]
    /// Whether the parts are all there is of the whole.
    var isComplete: Bool
  }

  /// What is counted, one entry a subject.
  struct Subjects: Sendable {
    /// Least count that may be shown.
    var thresholds: [Int]
    /// Amounts of entities in grosze, which sources round: their sums may be out by as much.
    var areAmounts: [Bool]
  }

  /// - Parameters:
  ///   - values: by subject and then unit; nil where nothing would be shown.
  ///   - isKnown: in the same order, whether everybody knows the value from elsewhere.
  ///   - existing: whether a unit existed in the year.
  init(
    _ units: RegionUnits, values: [Int?], isKnown: [Bool], _ subjects: Subjects, wholes: [Whole], groups: GroupPolicy,
    existing: (Int) -> Bool
  ) {
    self.units = units
    let thresholds = subjects.thresholds
    reach = thresholds.max() ?? 0
    numbers = Array(repeating: -1, count: values.count)
    for subject in thresholds.indices {
      for unit in 0..<units.count where units.isInRegion[unit] {
        let place = subject * units.count + unit
        guard let value = values[place] else { continue }
        numbers[place] = Int32(cells.count)
        cells.append(
          Cell(subject: subject, unit: unit, value: value, threshold: thresholds[subject], isKnown: isKnown[place]))
      }
    }
    for subject in thresholds.indices { addTerritory(subject, isAmount: subjects.areAmounts[subject], existing: existing) }
    for whole in wholes { addParts(whole, thresholds: thresholds, groups: groups) }
    firstLoose = relations.count
    for loose in loose { add(loose.parts, left: loose.left, of: loose.total) }
  }

  /// The largest threshold: no proof moves a cell further (see `addParts`).
  private let reach: Int
  private var loose: [(total: Int, parts: [Int], left: Int)] = []

  func number(subject: Int, unit: Int) -> Int? {
    let number = numbers[subject * units.count + unit]
    return number < 0 ? nil : Int(number)
  }

  private mutating func addTerritory(_ subject: Int, isAmount: Bool, existing: (Int) -> Bool) {
    for unit in 0..<units.count where units.isInRegion[unit] {
      guard let total = number(subject: subject, unit: unit) else { continue }
      for partition in units[unit].partitions {
        let children = partition.filter(existing)
        let parts = children.compactMap { number(subject: subject, unit: $0) }
        guard !parts.isEmpty else { continue }
        let left = parts.reduce(cells[total].value) { $0 - cells[$1].value }
        if parts.count < children.count {
          // Units without a figure: what they have together can be subtracted, but is nobody's in particular.
          if left >= 0 { add(parts, left: left, of: total) }
        } else if left == 0 {
          relations.append(Additivity.Relation(total: total, parts: parts))
        } else if isAmount {
          bridge(parts, left: left, of: total)
        }
        // Counts that do not add up bind nobody.
      }
    }
  }

  private mutating func add(_ parts: [Int], left: Int, of total: Int, threshold: Int = 0) {
    let isKnown = cells[total].isKnown && parts.allSatisfy { cells[$0].isKnown }
    relations.append(Additivity.Relation(total: total, parts: parts + [cells.count]))
    cells.append(Cell(subject: nil, unit: cells[total].unit, value: left, threshold: threshold, isKnown: isKnown))
  }

  /// Amounts that add up but for rounding and the like: the difference is taken as known to everybody.
  private mutating func bridge(_ parts: [Int], left: Int, of total: Int) {
    let unit = cells[total].unit
    let difference = cells.count
    cells.append(Cell(subject: nil, unit: unit, value: abs(left), threshold: 0, isKnown: true))
    guard left < 0 else {
      relations.append(Additivity.Relation(total: total, parts: parts + [difference]))
      return
    }
    let sum = cells.count
    cells.append(Cell(subject: nil, unit: unit, value: cells[total].value - left, threshold: 0))
    relations.append(Additivity.Relation(total: sum, parts: parts))
    relations.append(Additivity.Relation(total: sum, parts: [total, difference]))
  }

  /// A part is known to be no more than its whole, and what is left of the whole is a count like any other.
  ///
  /// Where at least twice the largest threshold is left, the relation is put off to the audit. In the patterns as they are
  /// found a proof moves no cell by more than that threshold (every need asks for no more, and the proofs are
  /// circulations), so a part and its whole, each moved as far as may be and against each other, leave nothing negative. The
  /// audit does not rest on this: it is made with all relations, and a pattern that does not stand up to it is looked for
  /// again with all of them.
  private mutating func addParts(_ whole: Whole, thresholds: [Int], groups: GroupPolicy) {
    for unit in 0..<units.count where units.isInRegion[unit] {
      guard let total = number(subject: whole.whole, unit: unit) else { continue }
      let parts = whole.parts.compactMap { number(subject: $0, unit: unit) }
      guard parts.count == whole.parts.count else { continue }
      let left = parts.reduce(cells[total].value) { $0 - cells[$1].value }
      guard left >= 0 else { continue }
      if whole.isComplete {
        if left == 0 { relations.append(Additivity.Relation(total: total, parts: parts)) }
        continue
      }
      guard left < 2 * reach else {
        loose.append((total, parts, left))
        continue
      }
      let threshold = whole.parts.map { thresholds[$0] }.max() ?? 0
      let isGroup = left == 0 && cells[total].value > 0
      let isShielded = isGroup ? groups.withholds(threshold: threshold) : true
      if isGroup, isShielded { shielded.insert(cells.count) }
      add(parts, left: left, of: total, threshold: isShielded ? threshold : 0)
    }
  }

  /// Remainders of 0 that are to be hidden: everybody in the whole has the property.
  private(set) var shielded: Set<Int> = []
}

/// What is done where everybody who is counted has a property.
enum GroupPolicy: Sendable, Hashable {
  /// Withheld for traits that need five persons (violence, addiction, homelessness), shown for others.
  case sensitive
  case shown

  /// Least count that marks a trait as sensitive.
  static let sensitiveThreshold = 5

  func withholds(threshold: Int) -> Bool { self == .sensitive && threshold >= Self.sensitiveThreshold }
}
