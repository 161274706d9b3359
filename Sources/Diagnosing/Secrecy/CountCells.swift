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
  }

  private(set) var cells: [Cell] = []
  private(set) var relations: [Additivity.Relation] = []
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

  /// - Parameters:
  ///   - values: by subject and then unit; nil where nothing would be shown.
  ///   - thresholds: by subject.
  ///   - existing: whether a unit existed in the year.
  init(
    _ units: RegionUnits, values: [Int?], thresholds: [Int], wholes: [Whole], groups: GroupPolicy,
    existing: (Int) -> Bool
  ) {
    self.units = units
    numbers = Array(repeating: -1, count: values.count)
    for subject in thresholds.indices {
      for unit in 0..<units.count where units.isInRegion[unit] {
        let place = subject * units.count + unit
        guard let value = values[place] else { continue }
        numbers[place] = Int32(cells.count)
        cells.append(Cell(subject: subject, unit: unit, value: value, threshold: thresholds[subject]))
      }
    }
    for subject in thresholds.indices { addTerritory(subject, threshold: thresholds[subject], existing: existing) }
    for whole in wholes { addParts(whole, thresholds: thresholds, groups: groups) }
  }

  func number(subject: Int, unit: Int) -> Int? {
    let number = numbers[subject * units.count + unit]
    return number < 0 ? nil : Int(number)
  }

  private mutating func addTerritory(_ subject: Int, threshold: Int, existing: (Int) -> Bool) {
    for unit in 0..<units.count where units.isInRegion[unit] {
      guard let total = number(subject: subject, unit: unit) else { continue }
      for partition in units[unit].partitions {
        let children = partition.filter(existing)
        var parts = children.compactMap { number(subject: subject, unit: $0) }
        guard !parts.isEmpty else { continue }
        let left = parts.reduce(cells[total].value) { $0 - cells[$1].value }
        if parts.count == children.count {
          // Figures that do not add up bind nobody.
          guard left == 0 else { continue }
        } else {
          guard left >= 0 else { continue }
          // Units without a figure: what they have together can be subtracted, but is nobody's in particular.
          parts.append(cells.count)
          cells.append(Cell(subject: nil, unit: unit, value: left, threshold: 0))
        }
        relations.append(Additivity.Relation(total: total, parts: parts))
      }
    }
  }

  /// A part is known to be no more than its whole, and what is left of the whole is a count like any other. Where far more
  /// is left than any protection moves, the relation binds nobody and is left out, which keeps the systems small.
  private mutating func addParts(_ whole: Whole, thresholds: [Int], groups: GroupPolicy) {
    for unit in 0..<units.count where units.isInRegion[unit] {
      guard let total = number(subject: whole.whole, unit: unit) else { continue }
      var parts = whole.parts.compactMap { number(subject: $0, unit: unit) }
      guard parts.count == whole.parts.count else { continue }
      let left = parts.reduce(cells[total].value) { $0 - cells[$1].value }
      guard left >= 0 else { continue }
      let threshold = whole.parts.map { thresholds[$0] }.max() ?? 0
      if whole.isComplete {
        guard left == 0 else { continue }
      } else {
        guard left < 2 * threshold else { continue }
        let isGroup = left == 0 && cells[total].value > 0
        let isShielded = isGroup ? groups.withholds(threshold: threshold) : true
        parts.append(cells.count)
        cells.append(Cell(subject: nil, unit: unit, value: left, threshold: isShielded ? threshold : 0))
        if isGroup, isShielded { shielded.insert(cells.count - 1) }
      }
      relations.append(Additivity.Relation(total: total, parts: parts))
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
