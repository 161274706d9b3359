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
  private(set) var findings: [Finding] = []
  private(set) var tallies: RuleTallies
  private var childrenKnown: [ChildrenKey: [Int32]?] = [:]

  private struct ChildrenKey: Hashable {
    var unit: Int32
    var level: String
  }

  init(
    _ observed: ObservedSeries, measures: MeasureTable, register: Register, region: String, tallies: RuleTallies
  ) {
    self.observed = observed
    self.measures = measures
    self.register = register
    self.region = region
    self.tallies = tallies
  }

  mutating func run(_ rules: [CheckRule]) {
    let series = observed.sortedSeries
    let named = Dictionary(grouping: series) { observed.candidates.texts.measure[$0.measure] }
    var tiles: [Int32: [AgeTiling]] = [:]
    for rule in rules {
      tallies.add(rule.id, rule.severity, checked: 0, failed: 0)
      guard let driver = rule.left.terms.first else { continue }
      let pattern = MeasurePattern(driver.name)
      let brackets = BreakdownPattern(driver.breakdown)
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
        case .steady(let deviations): findSteps(rule, key, deviations)
        case .scale: findSlips(rule, key)
        case .zero(let neighbours): findZeros(rule, key, neighbours)
        case .complete: findMissing(rule, key)
        }
      }
    }
  }

  private func admits(_ rule: CheckRule, _ name: String) -> Bool {
    guard let measure = measures[name] else { return false }
    if !rule.unit.isEmpty, measure.unit != rule.unit { return false }
    if rule.needsAdditive, !measure.isAdditive { return false }
    if !rule.only.isEmpty, !rule.only.contains(where: { MeasurePattern($0).stem(of: name) != nil }) { return false }
    return !rule.except.contains { MeasurePattern($0).stem(of: name) != nil }
  }

  /// For each code of a level, whether the rule holds there.
  func wantedLevels(_ rule: CheckRule) -> [Bool] {
    observed.candidates.texts.level.strings.map { rule.levels.isEmpty || rule.levels.contains($0) }
  }

  mutating func report(_ rule: CheckRule, _ message: Wording, at row: Int) {
    let candidates = observed.candidates
    findings.append(
      Finding(
        rule.severity, rule.id, at: candidates.place(row), unit: candidates.texts.unit[candidates.unit[row]],
        measure: candidates.texts.measure[candidates.measure[row]], message))
  }

  mutating func report(_ finding: Finding) { findings.append(finding) }

  mutating func count(_ rule: CheckRule, checked: Int, failed: Int) {
    tallies.add(rule.id, rule.severity, checked: checked, failed: failed)
  }

  // MARK: Comparisons

  /// A side with its terms bound to series of the data.
  private struct BoundProgram {
    var program: CheckProgram
    var terms: [BoundTerm]
  }

  private struct BoundTerm {
    /// One series; several that are summed for ages.
    var series: [ObservedSeries.SeriesKey]
    var shift: Int
    var childLevel: String?
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
        terms.append(BoundTerm(series: tiling.series, shift: term.shift, childLevel: nil))
        continue
      }
      guard let text = BreakdownPattern(term.breakdown).breakdown(with: others),
        let series = known.first(where: { observed.candidates.texts.breakdown[$0.breakdown] == text })
      else { return nil }
      var childLevel: String?
      if case .children(let level) = term.gathering { childLevel = level }
      terms.append(BoundTerm(series: [series], shift: term.shift, childLevel: childLevel))
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
    for run in observed.runsOfSeries[key] ?? [] {
      let unit = observed.runs[Int(run)].unit
      for position in observed.runs[Int(run)].rows {
        let row = observed.rows[position]
        guard wanted[Int(observed.candidates.level[row])] else { break }
        if !rule.exceptYears.isEmpty, let period = observed.periods[Int(observed.candidates.period[row])],
          rule.exceptYears.contains(period.year)
        {
          continue
        }
        let a = value(left, unit, row, &values, &stack)
        if a.isNaN { continue }
        let b = value(right, unit, row, &values, &stack)
        if b.isNaN { continue }
        checked += 1
        let excess = relation.excess(a, b)
        // A half of the last printed digit on either side is no difference.
        guard excess > max(rule.tolerance, rule.relativeTolerance * abs(b)) + 1e-9 * max(1, abs(b)) else { continue }
        failed += 1
        report(rule, message(rule, row, relation, a, b, excess), at: row)
      }
    }
    count(rule, checked: checked, failed: failed)
  }

  private mutating func value(
    _ side: BoundProgram, _ unit: Int32, _ row: Int, _ values: inout [Double], _ stack: inout [Double]
  ) -> Double {
    values.removeAll(keepingCapacity: true)
    for term in side.terms {
      let period = observed.period(observed.candidates.period[row], shifted: term.shift)
      if let level = term.childLevel {
        values.append(sum(term.series[0], ofUnitsBelow: unit, level, period, like: row))
      } else {
        var sum = 0.0
        for series in term.series { sum += number(unit, series, period) }
        values.append(sum)
      }
      // Nothing comes of a sum with a missing part.
      if values[values.count - 1].isNaN { return .nan }
    }
    return side.program.value(values, &stack)
  }

  private func number(_ unit: Int32, _ series: ObservedSeries.SeriesKey, _ period: Int32) -> Double {
    guard period >= 0, let run = observed.run(unit: unit, series), let row = observed.row(run, period: period),
      let value = observed.candidates.value[row]
    else { return .nan }
    return value
  }

  /// Only where all units below have a number, and from the source of the whole: two publishers need not agree.
  private mutating func sum(
    _ series: ObservedSeries.SeriesKey, ofUnitsBelow unit: Int32, _ level: String, _ period: Int32, like row: Int
  ) -> Double {
    guard let children = children(of: unit, at: level) else { return .nan }
    var sum = 0.0
    for child in children {
      guard period >= 0, let run = observed.run(unit: child, series), let part = observed.row(run, period: period),
        observed.candidates.source[part] == observed.candidates.source[row], let value = observed.candidates.value[part]
      else { return .nan }
      sum += value
    }
    return sum
  }

  /// Codes of the units below; nil when one of them has no observation at all, or there are none.
  private mutating func children(of unit: Int32, at level: String) -> [Int32]? {
    let key = ChildrenKey(unit: unit, level: level)
    if let known = childrenKnown[key] { return known }
    var codes: [Int32]? = []
    if let level = Level(rawValue: level) {
      for child in register.summableChildren(of: observed.candidates.texts.unit[unit], at: level) {
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
    _ rule: CheckRule, _ row: Int, _ relation: CheckRelation, _ left: Double, _ right: Double, _ excess: Double
  ) -> Wording {
    let subject = subject(of: row)
    let sides = "\(shown(left)) \(relation.broken) \(shown(right))"
    return Wording(
      "\(rule.label.polish): \(subject): \(sides), różnica \(shown(excess)), tolerancja \(rule.toleranceText).",
      en: "\(rule.label.english): \(subject): \(sides), difference \(shown(excess)), tolerance \(rule.toleranceText).")
  }

  /// `Bartoszyce, 2023, population[sex=K]`.
  func subject(of row: Int) -> String {
    let candidates = observed.candidates
    let measure = candidates.texts.measure[candidates.measure[row]]
    let breakdown = candidates.texts.breakdown[candidates.breakdown[row]]
    return
      "\(candidates.texts.unitName[candidates.unitName[row]]), \(candidates.texts.period[candidates.period[row]]), \(breakdown.isEmpty ? measure : "\(measure)[\(breakdown)]")"
  }

  func shown(_ value: Double) -> String {
    let rounded = (value * 1000).rounded() / 1000
    return NumberPrinting.shortest(rounded.isFinite ? rounded : value, comma: true)
  }
}
