import Bytes
import Contracts
import Findings
import Pipelines
import Territory

// Units without a figure for a period that others have.
extension ObservationChecker {
  /// What a series has for one period.
  private struct Coverage {
    /// Codes of units, of any level.
    var units: Set<String> = []
    /// A row of the level in question.
    var row: Int?
  }

  /// Which units of a level have nothing for a period that most others have. A year that fewer than half of them have is told of
  /// at once, where the series has other years of most units: what has a few units by nature lacks none.
  mutating func findMissing(_ rule: CheckRule, _ key: ObservedSeries.SeriesKey) {
    for levelName in rule.levels {
      guard let level = Level(rawValue: levelName),
        let levelCode = observed.candidates.texts.level.existingCode(of: levelName.utf8.span)
      else { continue }
      let expected = register.units(at: level, in: region)
      guard expected.count >= 3 else { continue }
      var isUsual = false
      var few: [(period: CanonicalPeriod, row: Int, due: [Unit], lacking: [Unit])] = []
      for (period, coverage) in coverages(of: key, at: levelCode) {
        guard let row = coverage.row else { continue }
        let due = expected.filter { register.existed($0, on: period.lastDay) }
        let lacking = due.filter { !isGiven($0, coverage.units) }
        guard lacking.count * 2 <= due.count else {
          if period.kind == .year { few.append((period, row, due, lacking)) }
          continue
        }
        if period.kind == .year { isUsual = true }
        count(rule, checked: due.count, failed: lacking.count)
        for unit in lacking { report(missing(rule, key, unit, period, row, given: due.count - lacking.count, of: due.count)) }
      }
      for year in isUsual ? few : [] {
        count(rule, checked: year.due.count, failed: year.lacking.count)
        report(missing(rule, key, year.lacking, year.period, year.row, of: year.due))
      }
    }
  }

  /// The periods that a series has something for, in order.
  private func coverages(of key: ObservedSeries.SeriesKey, at level: Int32) -> [(CanonicalPeriod, Coverage)] {
    var found: [Int32: Coverage] = [:]
    for run in observed.runsOfSeries[key] ?? [] {
      let own = observed.runs[Int(run)]
      let unit = observed.candidates.texts.unit[own.unit]
      // An empty cell is no figure; a sign (withheld, not applicable) says why there is none.
      for position in own.positions where !observed.values[position].isNaN || observed.status(position) != .notAvailable {
        found[observed.periods[position], default: Coverage()].units.insert(unit)
        if own.level == level { found[observed.periods[position]]?.row = Int(observed.rows[position]) }
      }
    }
    let periods = found.compactMap { code, coverage in observed.calendar[Int(code)].map { ($0, coverage) } }
    return periods.sorted { $0.0.text < $1.0.text }
  }

  /// Whether a unit has a figure, or all of the districts that Warsaw is made of have one.
  private func isGiven(_ unit: Unit, _ given: Set<String>) -> Bool {
    if given.contains(unit.code) { return true }
    guard unit.level == .gmina || unit.level == .powiat else { return false }
    let districts = register.summableChildren(of: unit.level == .gmina ? unit.parent : unit.code, at: .district)
    return !districts.isEmpty && given.isSuperset(of: districts)
  }

  private func missing(
    _ rule: CheckRule, _ key: ObservedSeries.SeriesKey, _ unit: Unit, _ period: CanonicalPeriod, _ row: Int, given: Int,
    of due: Int
  ) -> Finding {
    let source = observed.candidates.texts.source[observed.candidates.source(row)]
    return Finding(
      rule.severity, rule.id, unit: unit.code, measure: observed.candidates.texts.measure[key.measure],
      Wording(
        "\(rule.label.polish): \(unit.name) (\(unit.code)) nie ma danych za \(period.text) w źródle „\(source)”; ma je \(given) z \(due) jednostek.",
        en:
          "\(rule.label.english): \(unit.name) (\(unit.code)) has no data for \(period.text) in “\(source)”; \(given) of \(due) units have them."
      ))
  }

  private func missing(
    _ rule: CheckRule, _ key: ObservedSeries.SeriesKey, _ lacking: [Unit], _ period: CanonicalPeriod, _ row: Int, of due: [Unit]
  ) -> Finding {
    let source = observed.candidates.texts.source[observed.candidates.source(row)]
    let few = FewUnits(lacking: lacking.map { ($0.code, $0.name) }, of: due.map { ($0.code, $0.name) })
    return Finding(
      rule.severity, rule.id, measure: observed.candidates.texts.measure[key.measure],
      Wording(
        "\(rule.label.polish): za \(period.text) w źródle „\(source)” \(few.wording.polish).",
        en: "\(rule.label.english): for \(period.text) in “\(source)” \(few.wording.english)."))
  }
}
