import Bytes
import Contracts
import Findings
import Pipelines
import Territory

/// Runs the rules of `checks.csv` over the observations that count.
struct ObservationChecker {
  let observed: ObservedSeries
  let measures: MeasureTable
  let register: Register
  let region: String
  var findings = FindingList()
  private(set) var tallies: RuleTallies
  private var childrenKnown: [ChildrenKey: [Int32]?] = [:]
  /// Positions that were said to be away by a factor of ten, and the last ones within borders of another time: the rules about
  /// jumps need not speak of them.
  var slipped: Set<Int> = []
  /// Rows of the candidates whose figures are of the borders of another time than those of the register date.
  private let ofOtherBorders: Set<Int32>
  /// Whether the rule at hand sets the parts of one source against the whole of another.
  private var comparesSources = false
  /// How many changes of the register lie before the last day of each period, by its code.
  private let eras: [Int]
  /// Codes of the units that have districts, a city as powiat and as gmina: rules about districts need not ask every other
  /// gmina of every year.
  private let cities: Set<Int32>

  private struct ChildrenKey: Hashable {
    var unit: Int32
    var level: String
    var era: Int
  }

  init(
    _ observed: ObservedSeries, measures: MeasureTable, register: Register, region: String, tallies: RuleTallies,
    ofOtherBorders: Set<Int32> = []
  ) {
    self.observed = observed
    self.measures = measures
    self.register = register
    self.region = region
    self.tallies = tallies
    self.ofOtherBorders = ofOtherBorders
    eras = observed.calendar.map { period in
      period.map { period in register.changeDays.count { $0 <= period.lastDay } } ?? register.changeDays.count
    }
    var cities: Set<Int32> = []
    for city in Set(register.units(at: .district).map(\.parent)) {
      for code in [city] + register.summableChildren(of: city, at: .gmina) {
        if let known = observed.candidates.texts.unit.existingCode(of: code.utf8.span) { cities.insert(known) }
      }
    }
    self.cities = cities
    if !ofOtherBorders.isEmpty { slipped = lastOfOtherBorders() }
  }

  /// Positions beside which the figures of one unit pass from the borders of another time to those of the register date.
  private func lastOfOtherBorders() -> Set<Int> {
    var found: Set<Int> = []
    for run in observed.runs {
      for position in run.positions.dropFirst() {
        let (before, now) = (isOfOtherBorders(position - 1), isOfOtherBorders(position))
        if before != now { found.insert(before ? position - 1 : position) }
      }
    }
    return found
  }

  /// Goes on where another checker, of the same material in another view, has ended.
  mutating func resume(_ other: inout ObservationChecker) {
    // There and back: nobody keeps the findings twice.
    swap(&findings, &other.findings)
    tallies = other.tallies
  }

  private func isOfOtherBorders(_ position: Int) -> Bool { ofOtherBorders.contains(observed.rows[position]) }

  mutating func run(_ rules: [CheckRule]) {
    let series = observed.sortedSeries
    let named = Dictionary(grouping: series) { observed.candidates.texts.measure[$0.measure] }
    var tiles: [Int32: [AgeTiling]] = [:]
    for rule in rules {
      tallies.add(rule.id, rule.severity, checked: 0, failed: 0)
      guard let driver = rule.left.terms.first else { continue }
      comparesSources = rule.comparesSources
      let pattern = MeasurePattern(driver.name)
      let brackets = BreakdownPattern(driver.breakdown)
      // Of rules that look at measures together.
      var gathered: [ObservedSeries.SeriesKey] = []
      for key in series {
        let name = observed.candidates.texts.measure[key.measure]
        guard let stem = pattern.stem(of: name), admits(rule, name),
          let others = brackets.others(of: observed.candidates.texts.breakdown[key.breakdown])
        else { continue }
        switch rule.test {
        case .comparison(let relation, let right):
          guard let left = bound(rule.left, stem, others, named, &tiles), let right = bound(right, stem, others, named, &tiles)
          else { continue }
          compare(rule, key, relation, left, right)
        case .inverted(let right):
          guard let left = bound(rule.left, stem, others, named, &tiles), let right = bound(right, stem, others, named, &tiles)
          else { continue }
          findInversions(rule, key, left, right)
        case .steady(let deviations): findSteps(rule, key, deviations)
        case .scale: findSlips(rule, key)
        case .zero(let neighbours): findZeros(rule, key, neighbours)
        case .complete: findMissing(rule, key)
        case .whole: findFractions(rule, key)
        // Stocks, and what a rule names: a rate of the end of the year too.
        case .december: if measures[name]?.kind == .stock || !rule.only.isEmpty { compareDecembers(rule, key) }
        case .withinParent: compareWithParents(rule, key)
        case .withinYear: if measures[name]?.kind == .flow { compareWithYears(rule, key) }
        case .exchanged, .halved: gathered.append(key)
        }
      }
      if !gathered.isEmpty {
        if case .halved = rule.test { findHalves(rule, gathered) } else { findExchanges(rule, gathered) }
      }
    }
  }

  private func admits(_ rule: CheckRule, _ name: String) -> Bool {
    guard let measure = measures[name] else { return false }
    if !rule.unit.isEmpty, measure.unit != rule.unit { return false }
    if rule.exceptUnits.contains(measure.unit) { return false }
    if rule.needsAdditive, !measure.isAdditive { return false }
    if !rule.only.isEmpty, !rule.only.contains(where: { MeasurePattern($0).stem(of: name) != nil }) { return false }
    return !rule.except.contains { MeasurePattern($0).stem(of: name) != nil }
  }

  /// For each code of a level, whether the rule holds there.
  func wantedLevels(_ rule: CheckRule) -> [Bool] {
    observed.candidates.texts.level.strings.map { rule.levels.isEmpty || rule.levels.contains($0) }
  }

  mutating func report(_ rule: CheckRule, _ message: Wording, at position: Int) {
    let row = Int(observed.rows[position])
    findings.append(
      Finding(
        rule.severity, rule.id, at: observed.candidates.place(row),
        unit: observed.candidates.texts.unit[observed.candidates.unit[row]],
        measure: observed.candidates.texts.measure[observed.candidates.measure[row]], message))
  }

  mutating func report(_ finding: Finding) { findings.append(finding) }

  mutating func count(_ rule: CheckRule, checked: Int, failed: Int) {
    tallies.add(rule.id, rule.severity, checked: checked, failed: failed)
  }

  // MARK: Comparisons

  /// A side with its terms bound to series of the data.
  struct BoundProgram {
    var program: CheckProgram
    var terms: [BoundTerm]
  }

  struct BoundTerm {
    /// Runs by unit of one series; of several that are summed for ages.
    var runsByUnit: [[Int32]]
    var shift: Int
    var childLevel: String?
  }

  /// A term in one unit.
  struct UnitTerm {
    /// Runs to be added up, -1 where one is missing.
    var runs: [Int32]
    /// Of units below: their source has to be that of the whole, since two publishers need not agree; in a rule about just that
    /// it has to be one other.
    var isBelow: Bool
    var shift: Int
  }

  /// nil when a term names a series that the data do not have.
  private func bound(
    _ program: CheckProgram, _ stem: String, _ others: [String],
    _ named: [String: [ObservedSeries.SeriesKey]], _ tiles: inout [Int32: [AgeTiling]]
  ) -> BoundProgram? {
    var terms: [BoundTerm] = []
    for term in program.terms {
      let name = MeasurePattern(term.name).name(stem)
      guard let known = named[name], let measure = known.first?.measure else { return nil }
      if term.gathering == .ages {
        let tilings = tiles[measure] ?? AgeTiling.all(of: known, texts: observed.candidates.texts)
        tiles[measure] = tilings
        guard let tiling = tilings.first(where: { $0.others == others }) else { return nil }
        terms.append(
          BoundTerm(runsByUnit: tiling.series.map(observed.runsByUnit), shift: term.shift, childLevel: nil))
        continue
      }
      guard let text = BreakdownPattern(term.breakdown).breakdown(with: others),
        let series = known.first(where: { observed.candidates.texts.breakdown[$0.breakdown] == text })
      else { return nil }
      var childLevel: String?
      if case .children(let level) = term.gathering { childLevel = level }
      terms.append(BoundTerm(runsByUnit: [observed.runsByUnit(series)], shift: term.shift, childLevel: childLevel))
    }
    return BoundProgram(program: program, terms: terms)
  }

  private mutating func compare(
    _ rule: CheckRule, _ key: ObservedSeries.SeriesKey, _ relation: CheckRelation, _ left: BoundProgram,
    _ right: BoundProgram
  ) {
    var stack: [Double] = []
    var values: [Double] = []
    var checked = 0
    var failed = 0
    let wanted = wantedLevels(rule)
    let addsUnits = rule.addsUnits
    let addsDistricts = (left.terms + right.terms).contains { $0.childLevel == Level.district.rawValue }
    for run in observed.runsOfSeries[key] ?? [] {
      let own = observed.runs[Int(run)]
      guard wanted[Int(own.level)], !addsDistricts || cities.contains(own.unit) else { continue }
      var era = -1
      var leftTerms: [UnitTerm] = []
      var rightTerms: [UnitTerm] = []
      for position in own.positions {
        // Which units lie below is another matter after each change of borders.
        let now = addsUnits ? eras[Int(observed.periods[position])] : 0
        if now != era {
          era = now
          (leftTerms, rightTerms) = (terms(left, of: own.unit, era) ?? [], terms(right, of: own.unit, era) ?? [])
        }
        guard leftTerms.count == left.terms.count, rightTerms.count == right.terms.count else { continue }
        if !rule.exceptYears.isEmpty, let period = observed.calendar[Int(observed.periods[position])],
          rule.exceptYears.contains(period.year)
        {
          continue
        }
        let offset = position - own.positions.lowerBound
        let a = value(left.program, leftTerms, position, offset, &values, &stack)
        if a.isNaN { continue }
        let b = value(right.program, rightTerms, position, offset, &values, &stack)
        if b.isNaN { continue }
        checked += 1
        let excess = relation.excess(a, b)
        // A half of the last printed digit on either side is no difference.
        let limit = max(rule.tolerance, rule.relativeTolerance * abs(b)) + 1e-9 * max(1, abs(b))
        guard excess > limit else { continue }
        // Nor is what rounded figures make of a sum; looked into only where the sides differ at all.
        if relation == .equal,
          excess <= limit + rounding(left.program, leftTerms, position, offset)
            + rounding(right.program, rightTerms, position, offset)
        {
          continue
        }
        failed += 1
        let other = rule.comparesSources ? firstBelow(rightTerms, position, offset) : nil
        report(rule, message(rule, position, relation, a, b, excess, against: other), at: position)
      }
    }
    count(rule, checked: checked, failed: failed)
  }

  /// The terms of a side in one unit; nil where one of them has no observation at all.
  /// - Parameter era: so many changes of the register have been made.
  mutating func terms(_ side: BoundProgram, of unit: Int32, _ era: Int = 0) -> [UnitTerm]? {
    var found: [UnitTerm] = []
    for term in side.terms {
      var runs: [Int32] = []
      if let level = term.childLevel {
        guard let children = children(of: unit, at: level, era) else { return nil }
        for child in children { runs.append(term.runsByUnit[0][Int(child)]) }
      } else {
        for runsByUnit in term.runsByUnit { runs.append(runsByUnit[Int(unit)]) }
      }
      if runs.contains(-1) { return nil }
      found.append(UnitTerm(runs: runs, isBelow: term.childLevel != nil, shift: term.shift))
    }
    return found
  }

  /// NaN where a part is missing: nothing comes of such a sum.
  func value(
    _ program: CheckProgram, _ terms: [UnitTerm], _ position: Int, _ offset: Int, _ values: inout [Double],
    _ stack: inout [Double]
  ) -> Double {
    values.removeAll(keepingCapacity: true)
    for term in terms {
      let period = observed.period(observed.periods[position], shifted: term.shift)
      guard period >= 0 else { return .nan }
      var sum = 0.0
      var below: Int32 = -1
      for run in term.runs {
        guard let part = observed.position(run, period: period, near: offset + term.shift) else { return .nan }
        if term.isBelow {
          // Given for two units together, and perhaps with both of them.
          if observed.status(part) == .joint { return .nan }
          let own = source(part)
          if (own == source(position)) == comparesSources || below >= 0 && own != below { return .nan }
          below = own
        }
        if !ofOtherBorders.isEmpty, isOfOtherBorders(part) != isOfOtherBorders(position) { return .nan }
        sum += observed.values[part]
      }
      if sum.isNaN { return .nan }
      values.append(sum)
    }
    return program.value(values, &stack)
  }

  func source(_ position: Int) -> Int32 { observed.candidates.sourceIndex[Int(observed.rows[position])] }

  /// Codes of the units below in that era; nil when one of them has no observation at all, or there are none.
  private mutating func children(of unit: Int32, at level: String, _ era: Int) -> [Int32]? {
    let key = ChildrenKey(unit: unit, level: level, era: era)
    if let known = childrenKnown[key] { return known }
    var codes: [Int32]? = []
    if let level = Level(rawValue: level) {
      let day = era == 0 ? "" : register.changeDays[era - 1]
      var whole = observed.candidates.texts.unit[unit]
      // The districts of a city stand in the register below its powiat, which is the same territory as its gmina.
      if level == .district, let city = register[whole], city.level == .gmina { whole = city.parent }
      for child in register.summableChildren(of: whole, at: level, on: day) {
        if let code = observed.candidates.texts.unit.existingCode(of: child.utf8.span) {
          codes?.append(code)
        } else {
          codes = nil
        }
        if codes == nil { break }
      }
    }
    if codes?.isEmpty ?? true { codes = nil }
    childrenKnown[key] = .some(codes)
    return codes
  }

  private func message(
    _ rule: CheckRule, _ position: Int, _ relation: CheckRelation, _ left: Double, _ right: Double, _ excess: Double,
    against other: Int?
  ) -> Wording {
    let subject = subject(of: position)
    let sides = "\(shown(left)) \(relation.broken) \(shown(right))"
    let others = other.map { bothSources(of: position, and: $0) } ?? Wording("", en: "")
    return Wording(
      "\(rule.label.polish): \(subject): \(sides), różnica \(shown(excess)), tolerancja \(rule.toleranceText)\(others.polish).",
      en:
        "\(rule.label.english): \(subject): \(sides), difference \(shown(excess)), tolerance \(rule.toleranceText)\(others.english)."
    )
  }

  /// `Bartoszyce, 2023, population[sex=K]`.
  func subject(of position: Int) -> String {
    let row = Int(observed.rows[position])
    let key = ObservedSeries.SeriesKey(
      measure: observed.candidates.measure[row], breakdown: observed.candidates.breakdown[row])
    let name = observed.candidates.texts.unitName[observed.candidates.unitName(row)]
    return "\(name), \(observed.candidates.texts.period[observed.periods[position]]), \(observed.name(of: key))"
  }

  func shown(_ value: Double) -> String { NumberPrinting.shortest(Self.rounded(value), comma: true) }

  /// As many decimals as a person wants to see: three, and of small numbers two digits that say something.
  static func rounded(_ value: Double) -> Double {
    var scale = 1000.0
    while value != 0, abs(value) * scale < 10, scale < 1e9 { scale *= 10 }
    let rounded = (value * scale).rounded() / scale
    return rounded.isFinite ? rounded : value
  }
}

extension CheckRule {
  /// Whether it adds up units: those that were there on the day of the figures, whatever is made of them afterwards.
  var addsUnits: Bool {
    var terms = left.terms
    switch test {
    case .comparison(_, let right), .inverted(let right): terms += right.terms
    default: break
    }
    return terms.contains { if case .children = $0.gathering { true } else { false } }
  }
}
