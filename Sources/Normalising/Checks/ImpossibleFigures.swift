import Bytes
import Contracts
import Findings
import Pipelines

// Rules about figures that cannot be what they are said to be, whatever the others do: zeros, fractions of a person, none at all.
extension ObservationChecker {
  // MARK: Zeros

  /// A zero between years that are far from it is a suppressed or lost value, unless the publisher marked it as a true one.
  mutating func findZeros(_ rule: CheckRule, _ key: ObservedSeries.SeriesKey, _ neighbours: Double) {
    var checked = 0
    var failed = 0
    let wanted = wantedLevels(rule)
    for run in observed.runsOfSeries[key] ?? [] {
      guard wanted[Int(observed.runs[Int(run)].level)], observed.hasZero(run) else { continue }
      let positions = observed.runs[Int(run)].positions.filter { observed.year($0) != ObservedSeries.notAYear }
      for (index, position) in positions.enumerated() where observed.values[position] == 0 && observed.status(position) == .ok {
        checked += 1
        let near = neighbouringValues(positions, index)
        // With years on one side only, or further away, the figure may have begun or ended; it has to have been high for long.
        let least = near.isOneSided || !near.isAdjacent ? 5 * neighbours : neighbours
        guard near.values.count >= (near.isOneSided ? 3 : 2), near.values.allSatisfy({ $0 >= least }) else { continue }
        failed += 1
        let list = near.values.map(shown).joined(separator: " i ")
        report(
          rule,
          Wording(
            "\(rule.label.polish): \(subject(of: position)): 0, a w latach obok \(list). Jeśli wartość jest nieznana lub tajna, zero jej nie zastępuje.",
            en:
              "\(rule.label.english): \(subject(of: position)): 0 beside \(near.values.map(shown).joined(separator: " and ")) in the years next to it. A zero does not stand for an unknown or secret value."
          ), at: position)
      }
    }
    count(rule, checked: checked, failed: failed)
  }

  /// The nearest years before and after that have a figure; for the last one with a figure the three before it.
  private func neighbouringValues(
    _ positions: [Int], _ index: Int
  ) -> (values: [Double], isOneSided: Bool, isAdjacent: Bool) {
    func hasValue(_ position: Int) -> Bool { !observed.values[position].isNaN }
    let before = positions[..<index].reversed().lazy.filter(hasValue)
    let after = positions[(index + 1)...].first(where: hasValue)
    let near = after.map { Array(before.prefix(1)) + [$0] } ?? before.prefix(3).reversed()
    let year = observed.year(positions[index])
    let isAdjacent = near.allSatisfy { abs(observed.year($0) - year) <= (after == nil ? near.count : 1) }
    return (near.map { observed.values[$0] }, after == nil, isAdjacent)
  }

  // MARK: Fractions

  /// Persons, families and the like come whole: a fraction is thousands, an average, or a number of another column. Where a file
  /// has many of them they are told together.
  mutating func findFractions(_ rule: CheckRule, _ key: ObservedSeries.SeriesKey) {
    var checked = 0
    var found: [Int] = []
    // By code of the file.
    var counts = [Int32](repeating: 0, count: observed.candidates.texts.file.count)
    let wanted = wantedLevels(rule)
    for run in observed.runsOfSeries[key] ?? [] where wanted[Int(observed.runs[Int(run)].level)] {
      for position in observed.runs[Int(run)].positions where !observed.values[position].isNaN {
        checked += 1
        let value = observed.values[position]
        guard abs(value - value.rounded()) > max(1e-6, 1e-9 * abs(value)) else { continue }
        // What was shared out or put together here is no count.
        let status = observed.status(position)
        guard status != .estimated, status != .incomplete else { continue }
        found.append(position)
        counts[Int(observed.candidates.file[Int(observed.rows[position])])] += 1
      }
    }
    count(rule, checked: checked, failed: found.count)
    guard !found.isEmpty else { return }
    let pattern = findings.add(FractionPattern(rule, key, observed))
    var isTold = [Bool](repeating: false, count: counts.count)
    for position in found {
      let file = Int(observed.candidates.file[Int(observed.rows[position])])
      if counts[file] > 3, isTold[file] { continue }
      isTold[file] = true
      report(pattern, at: position, value: observed.values[position], alike: counts[file])
    }
  }

  // MARK: Mirrors

  /// The state at the end of a year in one source, and at the end of its December in another: one and the same number.
  mutating func compareDecembers(_ rule: CheckRule, _ key: ObservedSeries.SeriesKey) {
    var checked = 0
    var failed = 0
    let wanted = wantedLevels(rule)
    for run in observed.runsOfSeries[key] ?? [] where wanted[Int(observed.runs[Int(run)].level)] {
      let positions = observed.runs[Int(run)].positions
      for december in positions where !observed.values[december].isNaN {
        guard let month = observed.calendar[Int(observed.periods[december])], month.kind == .month, month.number == 12,
          let year = positions.first(where: { observed.year($0) == month.year && !observed.values[$0].isNaN })
        else { continue }
        checked += 1
        let (a, b) = (observed.values[year], observed.values[december])
        guard abs(a - b) > rule.tolerance,
          !observed.candidates.isRoundedAlike(Int(observed.rows[year]), Int(observed.rows[december]))
        else { continue }
        failed += 1
        let place = observed.candidates.place(Int(observed.rows[december])).wording
        report(
          rule,
          Wording(
            "\(rule.label.polish): \(subject(of: year)): \(shown(a)), w grudniu \(shown(b)) (\(place.polish)), różnica \(shown(abs(a - b))).",
            en:
              "\(rule.label.english): \(subject(of: year)): \(shown(a)), in December \(shown(b)) (\(place.english)), difference \(shown(abs(a - b)))."
          ), at: year)
      }
    }
    count(rule, checked: checked, failed: failed)
  }
}
