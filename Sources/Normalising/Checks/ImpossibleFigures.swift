import Bytes
import Contracts
import Findings
import Pipelines

// Rules about figures that cannot be what they are said to be, whatever the others do: zeros, fractions of a person, none at all.
extension ObservationChecker {
  // MARK: Zeros

  /// What a unit has in the years beside one.
  private struct Neighbours {
    var values: [Double]
    /// Years on one side only.
    var isOneSided: Bool
    /// None before it: what begins may well begin with nothing.
    var isFirst: Bool
    var isAdjacent: Bool
  }

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
        if let beside = lowNeighbours(near, neighbours) {
          if !isSharedZero(key, position) { reportEndingZero(rule, position, beside) }
          continue
        }
        // With years on one side only, or further away, the figure may have begun or ended; it has to have been high for long.
        let least = near.isOneSided || !near.isAdjacent ? 5 * neighbours : neighbours
        guard !near.isFirst, near.values.count >= (near.isOneSided ? 3 : 2), near.values.allSatisfy({ $0 >= least }) else {
          continue
        }
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

  /// The values beside a zero at either end of a series, where they are too low or too few to be sure: alike, and as high as
  /// neighbours on both sides have to be. nil where the zero is told as a warning, or is likely to be one.
  private func lowNeighbours(_ near: Neighbours, _ neighbours: Double) -> [Double]? {
    guard near.isOneSided, near.isAdjacent, near.values.count >= 2 else { return nil }
    guard let least = near.values.min(), let greatest = near.values.max(), least >= neighbours, greatest < 2 * least else {
      return nil
    }
    return near.isFirst || near.values.count < 3 || least < 5 * neighbours ? near.values : nil
  }

  /// Whether a third of the units of the level have a zero in the same period: what begins or ends does so for many at once.
  private func isSharedZero(_ key: ObservedSeries.SeriesKey, _ position: Int) -> Bool {
    let period = observed.periods[position]
    let level = observed.candidates.level(Int(observed.rows[position]))
    var zeros = 0
    var among = 0
    for run in observed.runsOfSeries[key] ?? [] where observed.runs[Int(run)].level == level {
      guard let place = observed.position(run, period: period, near: 0), !observed.values[place].isNaN else { continue }
      among += 1
      if observed.values[place] == 0 { zeros += 1 }
    }
    return zeros > 1 && zeros * 3 >= among
  }

  /// At the end of a series a figure may have ended, so this is a note whatever the rule says.
  private mutating func reportEndingZero(_ rule: CheckRule, _ position: Int, _ beside: [Double]) {
    let row = Int(observed.rows[position])
    let list = beside.map(shown)
    let subject = subject(of: position)
    report(
      Finding(
        .note, rule.id, at: observed.candidates.place(row),
        unit: observed.candidates.texts.unit[observed.candidates.unit[row]],
        measure: observed.candidates.texts.measure[observed.candidates.measure[row]],
        Wording(
          "\(rule.label.polish): \(subject): 0 na skraju szeregu, a w latach obok \(list.joined(separator: " i ")). Jeśli wartość jest nieznana lub tajna, zero jej nie zastępuje.",
          en:
            "\(rule.label.english): \(subject): 0 at the end of the series, beside \(list.joined(separator: " and ")) in the years next to it. A zero does not stand for an unknown or secret value."
        )))
  }

  /// The nearest years before and after that have a figure; for the first or last one with a figure the three beside it.
  private func neighbouringValues(_ positions: [Int], _ index: Int) -> Neighbours {
    func hasValue(_ position: Int) -> Bool { !observed.values[position].isNaN }
    let before = positions[..<index].reversed().lazy.filter(hasValue)
    let after = positions[(index + 1)...].lazy.filter(hasValue)
    let near: [Int]
    if let next = after.first {
      near = before.first.map { [$0, next] } ?? Array(after.prefix(3))
    } else {
      near = before.prefix(3).reversed()
    }
    let isOneSided = before.isEmpty || after.isEmpty
    let year = observed.year(positions[index])
    let isAdjacent = near.allSatisfy { abs(observed.year($0) - year) <= (isOneSided ? near.count : 1) }
    return Neighbours(
      values: near.map { observed.values[$0] }, isOneSided: isOneSided, isFirst: before.isEmpty, isAdjacent: isAdjacent)
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
