import Contracts
import Disclosure
import Findings
import Pipelines
import Territory

/// Disclosure control over all tables of an edition together.
///
/// Every count of persons, families or cases that some table would show, as a numerator or denominator, is a cell of one
/// system a year (`CountCells`). Counts below the threshold are withheld, and with them what would give them away through
/// sums over units or through a part and its whole. A withheld count takes with it the value, the interval and every
/// place, comparison, change, index part, trend and forecast that would be made of it: they are worked out from the
/// grids that this leaves. The attacker's bounds of every withheld cell are then worked out from what is still shown, and a cell
/// whose bounds are too narrow is an error, which stops the publication.
///
/// Cells withheld for their own sake and cells withheld to protect them carry the same reason: to tell them apart would say
/// of the former that they lie between 1 and the threshold.
struct EditionDisclosure {
  private let scope: IndicatorRows.Scope
  private let entries: [Catalogue.Entry]
  private let years: YearList
  private var subjects: [String] = []
  private var thresholds: [Int] = []
  private var wholes: [CountCells.Whole] = []
  /// By entry: subjects of its numerator and denominator.
  private var numerators: [Int?] = []
  private var denominators: [Int?] = []
  private let groups: GroupPolicy
  private let withholdsZeros: Bool

  private(set) var findings: [Finding] = []
  private(set) var rows: [DisclosureRow] = []

  /// Least count for the denominators of indicators with a threshold of their own.
  private static let standardThreshold = FrequencyRule.standard.threshold

  /// - Parameters:
  ///   - entries: in the order of the grids.
  init(
    _ entries: [Catalogue.Entry], _ measures: [MeasureDefinition], _ scope: IndicatorRows.Scope, years: YearList,
    settings: DisclosureSettings = DisclosureSettings()
  ) {
    self.scope = scope
    self.years = years
    groups = settings.withholdsGroups ? .sensitive : .shown
    withholdsZeros = settings.withholdsZeros
    self.entries = entries
    var units: [String: String] = [:]
    for measure in measures { units[measure.id] = measure.unit }
    var positions: [String: Int] = [:]
    var terms: [[String]] = []
    func position(_ subject: CountedSubject?, _ threshold: Int) -> Int? {
      guard let subject, threshold > 0 else { return nil }
      if let known = positions[subject.text] {
        thresholds[known] = max(thresholds[known], threshold)
        return known
      }
      positions[subject.text] = subjects.count
      subjects.append(subject.text)
      thresholds.append(threshold)
      terms.append(subject.terms)
      return subjects.count - 1
    }
    var found: Set<CountCells.Whole> = []
    for entry in entries {
      let threshold = entry.definition.threshold
      let above = position(CountedSubject(entry.numerator) { units[$0] }, threshold)
      let below = position(
        CountedSubject(entry.denominator) { units[$0] }, min(threshold, Self.standardThreshold))
      numerators.append(above)
      denominators.append(below)
      if let above, let below, above != below, entry.definition.interval == .wilson {
        found.insert(CountCells.Whole(whole: below, parts: [above], isComplete: false))
      }
    }
    for (whole, list) in terms.enumerated() where list.count > 1 {
      let parts = list.compactMap { positions[$0] }
      guard !parts.isEmpty else { continue }
      let isComplete = parts.count == list.count
      if !isComplete, parts.count == 1, found.contains(.init(whole: whole, parts: parts, isComplete: false)) { continue }
      found.insert(CountCells.Whole(whole: whole, parts: parts.sorted(), isComplete: isComplete))
    }
    wholes = found.sorted { ($0.whole, $0.parts.first ?? 0, $0.parts.count) < ($1.whole, $1.parts.first ?? 0, $1.parts.count) }
  }

  /// Takes out of the grids what may not be shown.
  /// - Parameter grids: one an entry.
  mutating func apply(to grids: inout [IndicatorGrid]) throws(Refusal) {
    guard !subjects.isEmpty else { return }
    let isBalance = balances(in: grids)
    for position in 0..<years.count {
      var values = values(of: grids, year: position)
      for subject in subjects.indices where isBalance[subject] {
        for unit in 0..<scope.units.count { values[subject * scope.units.count + unit] = nil }
      }
      let year = years[position]
      let cells = CountCells(
        scope.units, values: values, thresholds: thresholds, wholes: wholes, groups: groups,
        existing: { scope.units.exists($0, in: year) })
      let withheld = try withheld(cells, year: year)
      for (subject, unit) in withheld { withhold(subject, unit, position, &grids) }
    }
  }

  /// Subjects that fall below zero anywhere are balances, not counts of anybody.
  private func balances(in grids: [IndicatorGrid]) -> [Bool] {
    var isBalance = [Bool](repeating: false, count: subjects.count)
    for (index, grid) in grids.enumerated() {
      for value in grid.values {
        if let subject = numerators[index], let number = value?.numerator, number < 0 { isBalance[subject] = true }
        if let subject = denominators[index], let number = value?.denominator, number < 0 { isBalance[subject] = true }
      }
    }
    return isBalance
  }

  /// The counts of one year, by subject and unit.
  private func values(of grids: [IndicatorGrid], year: Int) -> [Int?] {
    var values = [Int?](repeating: nil, count: subjects.count * scope.units.count)
    func note(_ subject: Int?, _ unit: Int, _ value: Double?) {
      guard let subject, let value, value >= 0, let count = Int(exactly: value) else { return }
      values[subject * scope.units.count + unit] = count
    }
    for (index, grid) in grids.enumerated() where numerators[index] != nil || denominators[index] != nil {
      for unit in 0..<scope.units.count {
        guard let value = grid[unit, year] else { continue }
        note(numerators[index], unit, value.numerator)
        note(denominators[index], unit, value.denominator)
      }
    }
    return values
  }

  // MARK: the pattern of one year

  /// - Returns: the shown cells that are withheld, as subject and unit.
  private mutating func withheld(_ cells: CountCells, year: Int) throws(Refusal) -> [(subject: Int, unit: Int)] {
    var needs: [ProtectionNeed] = []
    for (number, cell) in cells.cells.enumerated() where cell.threshold > 0 {
      let isSmall = FrequencyRule(threshold: cell.threshold).isSensitive(cell.value)
      let isZero = withholdsZeros && cell.value == 0 && cell.subject != nil
      guard isSmall || isZero || cells.shielded.contains(number) else { continue }
      needs.append(ProtectionNeed(cell: number, lower: 0, upper: cell.threshold, mayShift: true))
    }
    guard !needs.isEmpty else { return [] }
    var result: [(subject: Int, unit: Int)] = []
    for system in CountSystem.systems(cells, needs: needs) {
      let pattern = try system.pattern()
      let bounds = try attackerBounds(
        system.structure,
        published: system.values.indices.map { pattern.statuses[$0].isWithheld || system.isHidden[$0] ? nil : system.values[$0] })
      for (number, cell) in system.cells.enumerated() where pattern.statuses[number].isWithheld {
        guard let subject = cells.cells[cell].subject else { continue }
        result.append((subject, cells.cells[cell].unit))
        rows.append(row(subject, cells.cells[cell].unit, year, bounds[number]))
      }
      for need in system.needs {
        let isSafe = bounds[need.cell].map { $0.isAtLeast(need.upper - need.lower) } ?? false
        if !isSafe { findings.append(unsafe(cells.cells[system.cells[need.cell]], year)) }
      }
    }
    return result
  }

  private func row(_ subject: Int, _ unit: Int, _ year: Int, _ bounds: AttackerBounds?) -> DisclosureRow {
    let it = scope.units[unit].unit
    var row = DisclosureRow()
    row.subject = subjects[subject]
    row.unit = it.code
    row.unitName = it.name
    row.level = it.level.rawValue
    row.period = String(year)
    row.lower = bounds?.lower.value
    row.upper = bounds?.upper?.value
    row.indicators = entries.indices.filter {
      (numerators[$0] == subject || denominators[$0] == subject) && scope.isReported(unit, entries[$0])
    }.map { entries[$0].definition.id }
    return row
  }

  private func unsafe(_ cell: CountCells.Cell, _ year: Int) -> Finding {
    let what = cell.subject.map { subjects[$0] } ?? "-"
    return Finding(
      .error, "disclosure-audit-failed", unit: scope.units[cell.unit].unit.code, measure: what,
      Wording(
        "Z tabel za \(year) można zbyt dokładnie wyliczyć ukrytą liczbę \(what). Wydania nie wolno ogłosić; usuń wskaźnik z katalogu albo podnieś próg, a jeśli to nie pomaga, zgłoś błąd.",
        en:
          "The tables of \(year) give away a withheld count of \(what) too closely. The edition must not be published; take the indicator out of the catalogue or raise the threshold, and if that does not help, report a bug."
      ))
  }

  // MARK: what goes with a withheld count

  private func withhold(_ subject: Int, _ unit: Int, _ year: Int, _ grids: inout [IndicatorGrid]) {
    for index in entries.indices {
      let isAbove = numerators[index] == subject
      let isBelow = denominators[index] == subject
      guard isAbove || isBelow, var value = grids[index][unit, year] else { continue }
      value.value = nil
      value.interval = nil
      if isAbove { value.numerator = nil }
      if isBelow {
        value.denominator = nil
        // An amount of money that belongs to so few is theirs.
        if numerators[index] == nil { value.numerator = nil }
      }
      value.reason = .withheld
      value.status = MissingReason.withheld.status
      grids[index][unit, year] = value
    }
  }
}
