import Bytes
import Contracts
import Findings
import Pipelines
import Territory

// A part that is more than its whole: no set of parts has to be complete for that to be seen.
extension ObservationChecker {
  /// A unit that has more than the one that it lies in, by one source. Where all parts are there, their sum tells it.
  mutating func compareWithParents(_ rule: CheckRule, _ key: ObservedSeries.SeriesKey) {
    var checked = 0
    var failed = 0
    let wanted = wantedLevels(rule)
    let runs = observed.runsByUnit(key)
    for run in observed.runsOfSeries[key] ?? [] {
      let own = observed.runs[Int(run)]
      guard wanted[Int(own.level)], let parent = runOfParent(own.unit, runs) else { continue }
      for position in own.positions where !observed.values[position].isNaN {
        let offset = position - own.positions.lowerBound
        guard let whole = observed.position(parent, period: observed.periods[position], near: offset),
          !observed.values[whole].isNaN, source(whole) == source(position)
        else { continue }
        checked += 1
        guard observed.values[position] > observed.values[whole] + rule.tolerance else { continue }
        failed += 1
        report(rule, message(rule, position, above: whole), at: position)
      }
    }
    count(rule, checked: checked, failed: failed)
  }

  /// A half-year, quarter or month with more than the year that it lies in, by one source.
  mutating func compareWithYears(_ rule: CheckRule, _ key: ObservedSeries.SeriesKey) {
    var checked = 0
    var failed = 0
    let wanted = wantedLevels(rule)
    for run in observed.runsOfSeries[key] ?? [] where wanted[Int(observed.runs[Int(run)].level)] {
      let positions = observed.runs[Int(run)].positions
      for part in positions where !observed.values[part].isNaN {
        guard let period = observed.calendar[Int(observed.periods[part])], period.kind != .year,
          let year = positions.first(where: { observed.year($0) == period.year && !observed.values[$0].isNaN }),
          source(year) == source(part)
        else { continue }
        checked += 1
        guard observed.values[part] > observed.values[year] + rule.tolerance else { continue }
        failed += 1
        report(rule, message(rule, part, above: year), at: part)
      }
    }
    count(rule, checked: checked, failed: failed)
  }

  /// The run of the unit above that has one: of a gmina its powiat, of a district its city.
  private func runOfParent(_ unit: Int32, _ runs: [Int32]) -> Int32? {
    guard let parent = register[observed.candidates.texts.unit[unit]]?.parent,
      let code = observed.candidates.texts.unit.existingCode(of: parent.utf8.span), runs[Int(code)] >= 0
    else { return nil }
    return runs[Int(code)]
  }

  private func message(_ rule: CheckRule, _ part: Int, above whole: Int) -> Wording {
    let (a, b) = (observed.values[part], observed.values[whole])
    let place = observed.candidates.place(Int(observed.rows[whole])).wording
    return Wording(
      "\(rule.label.polish): \(subject(of: part)): \(shown(a)), całość \(shown(b)) (\(place.polish)), różnica \(shown(a - b)), tolerancja \(rule.toleranceText).",
      en:
        "\(rule.label.english): \(subject(of: part)): \(shown(a)), the whole \(shown(b)) (\(place.english)), difference \(shown(a - b)), tolerance \(rule.toleranceText)."
    )
  }
}
