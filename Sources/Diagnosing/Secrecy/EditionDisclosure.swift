import Contracts
import Disclosure
import Findings
import Pipelines
import Territory

/// Disclosure control over all tables of an edition together.
///
/// Every count of persons, families or cases that some table would show, as a numerator or denominator, and every amount of
/// entities (art. 38), is a cell of one system a year (`CountCells`). Counts below the threshold are withheld, and with
/// them what would give them away through sums over units or through a part and its whole. A withheld count takes with it the
/// value, the interval and every place, comparison, change, index part, trend and forecast that would be made of it:
/// they are worked out from the grids that this leaves. The attacker's bounds of every withheld cell are then worked out
/// from what is still shown, and a cell whose bounds are too narrow is an error, which stops the publication.
///
/// What the edition before withholds stays withheld: shown now, it would tell the count beside it that was small then. What a public
/// source or that edition shows is known: it protects nothing, and what it gives away by itself cannot be
/// taken back. The latter is withheld all the same, and said.
///
/// Cells withheld for their own sake and cells withheld to protect them carry the same reason: to tell them apart would say
/// of the former that they lie between 1 and the threshold.
struct EditionDisclosure {
  /// What is known of the figures beside their values.
  struct Knowledge {
    var entities: EntityCounts
    var earlier: EarlierEdition?
    /// Entry, whether it is the numerator, unit and year -> whether all its figures come from public sources.
    var isPublic: (_ entry: Int, _ isNumerator: Bool, _ unit: Int, _ year: Int) -> Bool
  }

  /// Chooses what a system withholds; the audit does not trust it.
  typealias PatternChoice = (CountSystem) throws(Refusal) -> [CellStatus]

  private let scope: IndicatorRows.Scope
  private let entries: [Catalogue.Entry]
  private let years: YearList
  private let subjects: DisclosureSubjects
  private let knowledge: Knowledge
  private let groups: GroupPolicy
  private let withholdsZeros: Bool
  private let choose: PatternChoice

  private(set) var findings: [Finding] = []
  private(set) var rows: [DisclosureRow] = []

  /// - Parameters:
  ///   - entries: in the order of the grids.
  init(
    _ entries: [Catalogue.Entry], _ measures: [MeasureDefinition], _ scope: IndicatorRows.Scope, years: YearList,
    settings: DisclosureSettings, knowledge: Knowledge,
    choose: @escaping PatternChoice = { (system) throws(Refusal) in try system.pattern().statuses }
  ) {
    self.scope = scope
    self.years = years
    self.entries = entries
    self.knowledge = knowledge
    self.choose = choose
    groups = settings.withholdsGroups ? .sensitive : .shown
    withholdsZeros = settings.withholdsZeros
    subjects = DisclosureSubjects(entries, measures)
  }

  /// Takes out of the grids what may not be shown.
  /// - Parameter grids: one an entry.
  mutating func apply(to grids: inout [IndicatorGrid]) throws(Refusal) {
    guard !subjects.texts.isEmpty else { return }
    if subjects.areAmounts.contains(true) { findings.append(DisclosureFindings.sharesUnknown) }
    let isBalance = balances(in: grids)
    for position in 0..<years.count {
      var year = CountYear(years[position], cellCount: subjects.texts.count * scope.units.count)
      read(grids, position, isBalance, &year)
      let cells = CountCells(
        scope.units, values: year.values, isKnown: year.isKnown,
        .init(thresholds: subjects.thresholds, areAmounts: subjects.areAmounts), wholes: subjects.wholes, groups: groups,
        existing: { scope.units.exists($0, in: years[position]) })
      for (subject, unit) in try withheld(cells, year) { withhold(subject, unit, position, &grids) }
    }
  }

  /// Subjects that fall below zero anywhere are balances, not counts of anybody.
  private func balances(in grids: [IndicatorGrid]) -> [Bool] {
    var isBalance = [Bool](repeating: false, count: subjects.texts.count)
    for (index, grid) in grids.enumerated() {
      for value in grid.values {
        if let subject = subjects.numerators[index], let number = value?.numerator, number < 0 { isBalance[subject] = true }
        if let subject = subjects.denominators[index], let number = value?.denominator, number < 0 { isBalance[subject] = true }
      }
    }
    return isBalance
  }

  /// The counts of one year, by subject and unit, and who knows them.
  private struct CountYear {
    let year: Int
    var values: [Int?]
    var isKnown: [Bool]
    /// Known from a source that everybody can look into.
    var isPublic: [Bool]

    init(_ year: Int, cellCount: Int) {
      self.year = year
      values = Array(repeating: nil, count: cellCount)
      isKnown = Array(repeating: false, count: cellCount)
      isPublic = isKnown
    }
  }

  private func read(_ grids: [IndicatorGrid], _ position: Int, _ isBalance: [Bool], _ year: inout CountYear) {
    let count = scope.units.count
    func note(_ subject: Int, _ unit: Int, _ value: Double?, _ entry: Int, isNumerator: Bool) {
      guard !isBalance[subject], let value = subjects.cellValue(value, of: subject) else { return }
      let place = subject * count + unit
      year.values[place] = value
      if !year.isPublic[place], knowledge.isPublic(entry, isNumerator, unit, year.year) {
        year.isPublic[place] = true
        year.isKnown[place] = true
      }
    }
    for (index, grid) in grids.enumerated() {
      let (above, below) = (subjects.numerators[index], subjects.denominators[index])
      guard above != nil || below != nil else { continue }
      for unit in 0..<count {
        guard let value = grid[unit, position] else { continue }
        if let above { note(above, unit, value.numerator, index, isNumerator: true) }
        if let below { note(below, unit, value.denominator, index, isNumerator: false) }
      }
    }
    guard let earlier = knowledge.earlier else { return }
    for subject in subjects.texts.indices where !isBalance[subject] {
      for unit in 0..<count where scope.units.isInRegion[unit] {
        let before = earlier.value(subjects.texts[subject], unit: scope.units[unit].unit.code, period: year.year)
        guard let value = subjects.cellValue(before, of: subject) else { continue }
        let place = subject * count + unit
        // A figure that was revised since is another; what is no longer shown at all is still remembered.
        if year.values[place] == nil { year.values[place] = value }
        if year.values[place] == value { year.isKnown[place] = true }
      }
    }
  }

  // MARK: the pattern of one year

  /// - Returns: the shown cells that are withheld, as subject and unit.
  private mutating func withheld(_ cells: CountCells, _ year: CountYear) throws(Refusal) -> [(subject: Int, unit: Int)] {
    var needs: [ProtectionNeed] = []
    var givenAway: [Int] = []
    for (number, cell) in cells.cells.enumerated() {
      guard let need = need(number, cell, cells, year) else { continue }
      if !cell.isKnown {
        needs.append(need)
      } else if let subject = cell.subject, !year.isPublic[subject * scope.units.count + cell.unit] {
        givenAway.append(number)
      }
    }
    guard !needs.isEmpty || !givenAway.isEmpty else { return [] }
    let all = Additivity(cellCount: cells.cells.count, relations: cells.relations)
    var isWithheld = try pattern(cells, cells.relations.prefix(cells.firstLoose), needs)
    var bounds = try audit(cells, all) { $0.isKnown || !isWithheld[$1] }
    if !needs.allSatisfy({ Self.isMet($0, bounds) }), cells.firstLoose < cells.relations.count {
      isWithheld = try pattern(cells, cells.relations[...], needs)
      bounds = try audit(cells, all) { $0.isKnown || !isWithheld[$1] }
    }
    let failed = needs.filter { !Self.isMet($0, bounds) }
    if !failed.isEmpty { try judge(failed, cells, all, year) }
    guard !givenAway.isEmpty else { return record(isWithheld, bounds, [], cells, year) }
    for number in givenAway {
      isWithheld[number] = true
      findings.append(finding(.given, cells.cells[number], year))
    }
    return record(isWithheld, bounds, Set(givenAway), cells, year)
  }

  /// What a cell needs for its own sake.
  private mutating func need(_ number: Int, _ cell: CountCells.Cell, _ cells: CountCells, _ year: CountYear) -> ProtectionNeed? {
    if let subject = cell.subject, subjects.areAmounts[subject] { return amountNeed(number, cell, subject, year.year) }
    guard cell.threshold > 0 else { return nil }
    let isSmall = FrequencyRule(threshold: cell.threshold).isSensitive(cell.value)
    let isZero = withholdsZeros && cell.value == 0 && cell.subject != nil
    guard isSmall || isZero || cells.shielded.contains(number) || isStillWithheld(cell, year.year) else { return nil }
    return ProtectionNeed(cell: number, lower: 0, upper: cell.threshold, mayShift: true)
  }

  /// Whether the edition before withholds the cell, and nothing else has told it since.
  private func isStillWithheld(_ cell: CountCells.Cell, _ year: Int) -> Bool {
    guard let earlier = knowledge.earlier, let subject = cell.subject, !cell.isKnown else { return false }
    return earlier.withholds(subjects.texts[subject], unit: scope.units[cell.unit].unit.code, period: year)
  }

  private mutating func amountNeed(_ number: Int, _ cell: CountCells.Cell, _ subject: Int, _ year: Int) -> ProtectionNeed? {
    guard cell.value > 0 else { return nil }
    guard let count = knowledge.entities.count(subjects.texts[subject], unit: cell.unit, year: year) else {
      findings.append(
        DisclosureFindings.entitiesUnknown(subjects.texts[subject], unit: scope.units[cell.unit].unit.code, year: year))
      return nil
    }
    guard count < Double(EntityCounts.fewest) else { return nil }
    let far = cell.value / EntityCounts.protectedShare + 1
    return ProtectionNeed(cell: number, lower: max(0, cell.value - far), upper: cell.value + far, mayShift: false)
  }

  private func pattern(
    _ cells: CountCells, _ relations: ArraySlice<Additivity.Relation>, _ needs: [ProtectionNeed]
  ) throws(Refusal) -> [Bool] {
    var isWithheld = [Bool](repeating: false, count: cells.cells.count)
    for system in CountSystem.systems(cells, relations: relations, needs: needs) {
      let statuses = try choose(system)
      for (number, cell) in system.cells.enumerated() { isWithheld[cell] = statuses[number].isWithheld }
    }
    return isWithheld
  }

  /// The bounds of somebody who knows the cells that `isShown` picks, and all relations.
  private func audit(
    _ cells: CountCells, _ all: Additivity, isShown: (CountCells.Cell, Int) -> Bool
  ) throws(Refusal) -> [AttackerBounds?] {
    var published = [Int?](repeating: nil, count: cells.cells.count)
    for (number, cell) in cells.cells.enumerated() where cell.subject != nil || cell.isKnown {
      if isShown(cell, number) { published[number] = cell.value }
    }
    return try attackerBounds(all, published: published)
  }

  private static func isMet(_ need: ProtectionNeed, _ bounds: [AttackerBounds?]) -> Bool {
    guard let found = bounds[need.cell] else { return false }
    return need.mayShift ? found.isAtLeast(need.upper - need.lower) : found.contain(need.lower, need.upper)
  }

  /// Whose doing it is that a cell is not protected: what was known before tells it, or this edition does.
  private mutating func judge(
    _ failed: [ProtectionNeed], _ cells: CountCells, _ all: Additivity, _ year: CountYear
  ) throws(Refusal) {
    let count = scope.units.count
    let known = try audit(cells, all) { (cell, _) in cell.isKnown }
    let open = try audit(cells, all) { (cell, _) in
      cell.isKnown && (cell.subject.map { year.isPublic[$0 * count + cell.unit] } ?? false)
    }
    for need in failed {
      let kind: DisclosureFindings.Kind = !Self.isMet(need, open) ? .open : Self.isMet(need, known) ? .unsafe : .given
      findings.append(finding(kind, cells.cells[need.cell], year))
    }
  }

  private func finding(_ kind: DisclosureFindings.Kind, _ cell: CountCells.Cell, _ year: CountYear) -> Finding {
    DisclosureFindings.finding(
      kind, what: cell.subject.map { subjects.texts[$0] } ?? "-", unit: scope.units[cell.unit].unit.code, year: year.year,
      earlier: knowledge.earlier?.id ?? "")
  }

  private mutating func record(
    _ isWithheld: [Bool], _ bounds: [AttackerBounds?], _ givenAway: Set<Int>, _ cells: CountCells, _ year: CountYear
  ) -> [(subject: Int, unit: Int)] {
    var result: [(subject: Int, unit: Int)] = []
    for (number, cell) in cells.cells.enumerated() where isWithheld[number] {
      guard let subject = cell.subject else { continue }
      result.append((subject, cell.unit))
      var row = row(subject, cell.unit, year.year, bounds[number])
      if givenAway.contains(number) {
        row.shownIn = knowledge.earlier?.id ?? ""
        row.lower = nil
        row.upper = nil
      }
      rows.append(row)
    }
    return result
  }

  private func row(_ subject: Int, _ unit: Int, _ year: Int, _ bounds: AttackerBounds?) -> DisclosureRow {
    let it = scope.units[unit].unit
    var row = DisclosureRow()
    row.subject = subjects.texts[subject]
    row.unit = it.code
    row.unitName = it.name
    row.level = it.level.rawValue
    row.period = String(year)
    let scale = subjects.areAmounts[subject] ? 0.01 : 1
    row.lower = bounds.map { $0.lower.value * scale }
    row.upper = bounds?.upper.map { $0.value * scale }
    row.indicators = entries.indices.filter {
      (subjects.numerators[$0] == subject || subjects.denominators[$0] == subject) && scope.isReported(unit, entries[$0])
    }.map { entries[$0].definition.id }
    return row
  }

  // MARK: what goes with a withheld count

  private func withhold(_ subject: Int, _ unit: Int, _ year: Int, _ grids: inout [IndicatorGrid]) {
    for index in entries.indices {
      let isAbove = subjects.numerators[index] == subject
      let isBelow = subjects.denominators[index] == subject
      guard isAbove || isBelow, var value = grids[index][unit, year] else { continue }
      value.value = nil
      value.interval = nil
      if isAbove { value.numerator = nil }
      if isBelow {
        value.denominator = nil
        // An amount of money that belongs to so few is theirs.
        if subjects.numerators[index] == nil { value.numerator = nil }
      }
      value.reason = .withheld
      value.status = MissingReason.withheld.status
      grids[index][unit, year] = value
    }
  }
}
