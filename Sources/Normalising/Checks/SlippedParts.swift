import Bytes
import Contracts
import Findings
import Pipelines

// Slips and zeros of months, quarters and half-years: each kind is a series of its own, and seasons are no slips.
extension ObservationChecker {
  private struct PartSlip {
    var position: Int
    var usual: Double
    /// Logarithm of the figure as a part of the usual one.
    var distance: Double
    /// The unit's own other periods are too few to tell: only peers can.
    var needsPeers: Bool
  }

  /// Times that no season makes of the months beside it.
  private static let leastTimes = 8.0

  /// Figures of a part of a year eight or more times above or below the median of up to three before and three behind them,
  /// which are alike; of two or three periods in all, the newest, where its peers did not move so, and of three any that is a
  /// thousand times away.
  mutating func findSlippedParts(_ rule: CheckRule, _ key: ObservedSeries.SeriesKey) {
    guard observed.years.contains(ObservedSeries.notAYear),
      let measure = measures[observed.candidates.texts.measure[key.measure]]
    else { return }
    let isShare = measure.unit == "%"
    let wanted = wantedLevels(rule)
    let periods = observed.calendar.count
    // By place of level and period.
    var counts = [Int](repeating: 0, count: wanted.count * periods)
    var moves = [[Double]](repeating: [], count: wanted.count * periods)
    var slips: [PartSlip] = []
    var checked = 0
    var failed = 0
    for run in observed.runsOfSeries[key] ?? [] {
      let own = observed.runs[Int(run)]
      guard wanted[Int(own.level)], own.positions.contains(where: { observed.year($0) == ObservedSeries.notAYear })
      else { continue }
      for kind in [CanonicalPeriod.Kind.half, .quarter, .month] {
        let all = own.positions.filter { position in
          !observed.values[position].isNaN && observed.calendar[Int(observed.periods[position])]?.kind == kind
        }
        guard all.count >= 2 else { continue }
        checked += all.count
        failed += findZeroParts(rule, all, least: isShare ? 2 : 20)
        let counted = all.filter { observed.values[$0] > 0 }
        for (index, position) in counted.enumerated() {
          let place = Int(own.level) * periods + Int(observed.periods[position])
          counts[place] += 1
          var near = (counted[max(0, index - 3)..<index] + counted[(index + 1)..<min(counted.count, index + 4)]).map {
            observed.values[$0]
          }
          guard let least = near.min(), let greatest = near.max(), greatest < 3 * least else { continue }
          let usual = Spread.median(of: &near)
          let distance = (observed.values[position] / usual).logarithm
          let isShort = counted.count < 4
          // A thousand times is another unit of measure, whatever the peers do.
          if counted.count == 3, greatest < SlippedOfThree.likeness * least,
            SlippedOfThree.power(observed.values[position], usual: usual) != nil
          {
            slips.append(PartSlip(position: position, usual: usual, distance: distance, needsPeers: false))
            continue
          }
          if isShort, index < counted.count - 1 { continue }
          if isShort { moves[place].append(distance) }
          guard abs(distance) >= Self.leastTimes.logarithm, max(observed.values[position], usual) >= (isShare ? 2 : 100)
          else { continue }
          slips.append(PartSlip(position: position, usual: usual, distance: distance, needsPeers: isShort))
        }
      }
    }
    failed += tell(rule, slips, counts, &moves, periods)
    count(rule, checked: checked, failed: failed)
  }

  /// Says what was found: once where a quarter of a level slipped in one period.
  private mutating func tell(
    _ rule: CheckRule, _ slips: [PartSlip], _ counts: [Int], _ moves: inout [[Double]], _ periods: Int
  ) -> Int {
    var shared: [Int: Int] = [:]
    var found: [(place: Int, slip: PartSlip)] = []
    for slip in slips {
      let row = Int(observed.rows[slip.position])
      let level = Int(observed.candidates.level(ofUnit: observed.candidates.unit[row]))
      let place = level * periods + Int(observed.periods[slip.position])
      if slip.needsPeers {
        let usual = Spread.median(of: &moves[place])
        guard moves[place].count >= 8, abs(slip.distance - usual) >= Self.leastTimes.logarithm else { continue }
      }
      shared[place, default: 0] += 1
      found.append((place, slip))
    }
    var told: Set<Int> = []
    for (place, slip) in found {
      slipped.insert(slip.position)
      let alike = shared[place] ?? 1
      let isShared = counts[place] >= 4 && alike * 4 > counts[place]
      if isShared, !told.insert(place).inserted { continue }
      report(rule, partMessage(rule, slip, alike: isShared ? alike : 1), at: slip.position)
    }
    return found.count
  }

  private func partMessage(_ rule: CheckRule, _ slip: PartSlip, alike: Int) -> Wording {
    let times = shown((10 * abs(slip.distance).exponential).rounded() / 10)
    let isMore = slip.distance > 0
    let (value, usual) = (shown(observed.values[slip.position]), shown(slip.usual))
    let who =
      alike == 1
      ? Wording("", en: "") : Wording(" i inne jednostki tego poziomu (\(alike))", en: " and other units of the level (\(alike))")
    return Wording(
      "\(rule.label.polish): \(subject(of: slip.position))\(who.polish): \(value) jest \(times) razy \(isMore ? "większe" : "mniejsze") niż w okresach obok (\(usual)). Sprawdź jednostkę miary i ten okres.",
      en:
        "\(rule.label.english): \(subject(of: slip.position))\(who.english): \(value) is \(times) times \(isMore ? "more" : "less") than in the periods beside it (\(usual)). Check the unit of measure and that period."
    )
  }

  /// Zeros that no publisher marked as true ones, beside periods that are far from zero.
  /// - Parameter all: positions of one kind of period that have a number.
  /// - Returns: how many.
  private mutating func findZeroParts(_ rule: CheckRule, _ all: [Int], least: Double) -> Int {
    var failed = 0
    for (index, position) in all.enumerated() where observed.values[position] == 0 && observed.status(position) == .ok {
      let near = all[max(0, index - 2)..<index] + all[(index + 1)..<min(all.count, index + 3)]
      guard near.count >= 2, near.allSatisfy({ observed.values[$0] >= least }) else { continue }
      failed += 1
      let values = near.map { shown(observed.values[$0]) }
      report(
        rule,
        Wording(
          "\(rule.label.polish): \(subject(of: position)): 0, a w okresach obok \(values.joined(separator: " i ")). Jeśli wartość jest nieznana lub tajna, zero jej nie zastępuje.",
          en:
            "\(rule.label.english): \(subject(of: position)): 0 beside \(values.joined(separator: " and ")) in the periods next to it. A zero does not stand for an unknown or secret value."
        ), at: position)
    }
    return failed
  }
}
