import Bytes
import Contracts
import Findings
import Pipelines
import Territory

// A part that is more than its whole: no set of parts has to be complete for that to be seen.
extension ObservationChecker {
  /// A unit that has more than the one that it lies in, by one source. Where all parts are there, their sum tells it.
  mutating func compareWithParents(_ rule: CheckRule, _ key: ObservedSeries.SeriesKey) {
    let runs = observed.runsByUnit(key)
    tell(rule, partsAbove(rule, key, whole: { runOfParent(observed.runs[Int($0)].unit, runs) }, period: { $0 }))
  }

  /// A half-year, quarter or month with more than the year that it lies in, by one source.
  mutating func compareWithYears(_ rule: CheckRule, _ key: ObservedSeries.SeriesKey) {
    let found = partsAbove(
      rule, key, whole: { $0 },
      period: { code in
        let year = observed.yearCode(of: code, before: 0)
        return year == code ? -1 : year
      })
    tell(rule, found)
  }

  /// - Parameters:
  ///   - whole: for a run, that of what its figures are parts of; nil where there is none.
  ///   - period: for the code of a part's period, that of the whole's; -1 where there is none.
  /// - Returns: how many were compared, and the positions of the parts that are more than their wholes.
  private func partsAbove(
    _ rule: CheckRule, _ key: ObservedSeries.SeriesKey, whole: (Int32) -> Int32?, period: (Int32) -> Int32
  ) -> (checked: Int, failed: [(part: Int, whole: Int)]) {
    var checked = 0
    var failed: [(part: Int, whole: Int)] = []
    let wanted = wantedLevels(rule)
    for run in observed.runsOfSeries[key] ?? [] where wanted[Int(observed.runs[Int(run)].level)] {
      guard let wholeRun = whole(run) else { continue }
      let positions = observed.runs[Int(run)].positions
      for part in positions where !observed.values[part].isNaN {
        let code = period(observed.periods[part])
        guard code >= 0, let whole = observed.position(wholeRun, period: code, near: part - positions.lowerBound),
          !observed.values[whole].isNaN, source(whole) == source(part)
        else { continue }
        checked += 1
        if observed.values[part] > observed.values[whole] + rule.tolerance { failed.append((part, whole)) }
      }
    }
    return (checked, failed)
  }

  private mutating func tell(_ rule: CheckRule, _ found: (checked: Int, failed: [(part: Int, whole: Int)])) {
    for (part, whole) in found.failed { report(rule, message(rule, part, above: whole), at: part) }
    count(rule, checked: found.checked, failed: found.failed.count)
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
