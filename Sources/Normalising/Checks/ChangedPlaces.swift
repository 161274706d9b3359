import Bytes
import Contracts
import Findings
import Pipelines

// Two columns of like size that changed places in one statement: no sum is broken by that and no figure jumps far, but what stands
// on their relation in all other years of the unit stands on its head in this one.
extension ObservationChecker {
  /// A year of one unit in which both sides are above zero.
  private struct Pair {
    var position: Int
    var left: Double
    var right: Double
    /// Logarithm of the left side as a part of the right.
    var relation: Double
  }

  /// Relations that stand on their head: the unit's usual relation is plain (a twentieth at least), all its other years keep to it,
  /// and chance does not turn it round.
  mutating func findInversions(
    _ rule: CheckRule, _ key: ObservedSeries.SeriesKey, _ left: BoundProgram, _ right: BoundProgram
  ) {
    var checked = 0
    var failed = 0
    let wanted = wantedLevels(rule)
    var pairs: [Pair] = []
    var others: [Double] = []
    for run in observed.runsOfSeries[key] ?? [] where wanted[Int(observed.runs[Int(run)].level)] {
      findPairs(run, left, right, &pairs)
      guard pairs.count >= 4 else { continue }
      checked += pairs.count
      // Who is on the other side in one year only is looked at; nearly always nobody is.
      let above = pairs.count { $0.relation > 0 }
      guard above == 1 || above == pairs.count - 1 else { continue }
      guard let place = pairs.firstIndex(where: { ($0.relation > 0) == (above == 1) }) else { continue }
      let pair = pairs[place]
      others.removeAll(keepingCapacity: true)
      for (index, other) in pairs.enumerated() where index != place { others.append(other.relation) }
      let usual = Spread.median(of: &others)
      let chance = 3 * (1 / pair.left + 1 / pair.right).squareRoot()
      guard abs(usual) >= 0.05, others.allSatisfy({ (0.5...2).contains($0 / usual) }),
        (0.5...2).contains(-pair.relation / usual), abs(pair.relation - usual) > chance
      else { continue }
      failed += 1
      report(rule, inversionMessage(rule, pair, usual), at: pair.position)
    }
    count(rule, checked: checked, failed: failed)
  }

  private mutating func findPairs(_ run: Int32, _ left: BoundProgram, _ right: BoundProgram, _ pairs: inout [Pair]) {
    pairs.removeAll(keepingCapacity: true)
    let own = observed.runs[Int(run)]
    guard let leftTerms = terms(left, of: own.unit), let rightTerms = terms(right, of: own.unit) else { return }
    var stack: [Double] = []
    var values: [Double] = []
    for position in own.positions where observed.year(position) != ObservedSeries.notAYear {
      let offset = position - own.positions.lowerBound
      let a = value(left.program, leftTerms, position, offset, &values, &stack)
      let b = value(right.program, rightTerms, position, offset, &values, &stack)
      guard a > 0, b > 0 else { continue }
      pairs.append(Pair(position: position, left: a, right: b, relation: (a / b).logarithm))
    }
  }

  private func inversionMessage(_ rule: CheckRule, _ pair: Pair, _ usual: Double) -> Wording {
    let subject = subject(of: pair.position)
    let sides = "\(shown(pair.left)) / \(shown(pair.right)) = \(shown(pair.left / pair.right))"
    return Wording(
      "\(rule.label.polish): \(subject): \(sides), w innych latach \(shown(usual.exponential)). Sprawdź, czy kolumny nie są zamienione.",
      en:
        "\(rule.label.english): \(subject): \(sides), in other years \(shown(usual.exponential)). See whether the columns have changed places."
    )
  }
}
