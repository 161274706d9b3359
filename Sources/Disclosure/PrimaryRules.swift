/// Which counts of persons may not be shown by themselves: those from 1 to below the threshold. Zeros are shown.
package struct FrequencyRule: Sendable, Hashable {
  /// Least count that may be shown: 3 by custom; 5 for violence, addiction and homelessness.
  package var threshold: Int

  package init(threshold: Int) { self.threshold = threshold }

  package static let standard = FrequencyRule(threshold: 3)

  package func isSensitive(_ count: Int) -> Bool { count > 0 && count < threshold }

  /// What an attacker must not be able to exclude for each sensitive cell: nothing from 0 to the threshold.
  package func needs(_ values: [Int]) -> [ProtectionNeed] {
    values.indices.filter { isSensitive(values[$0]) }.map { ProtectionNeed(cell: $0, lower: 0, upper: threshold, mayShift: true) }
  }
}

/// Who stands behind one cell of a magnitude table (money, places, staff of entities).
package struct Contributions: Sendable, Hashable {
  /// Amounts of the entities, largest first.
  package let amounts: [Double]

  package init(_ amounts: [Double]) { self.amounts = amounts.filter { $0 > 0 }.sorted(by: >) }

  package var total: Double { amounts.reduce(0, +) }

  /// Art. 38 ust. 2 ustawy o statystyce publicznej (Dz.U. 2024 poz. 1799): fewer than three entities, or one with more
  /// than three quarters of the whole. An empty cell tells of nobody.
  package var isSecretByArticle38: Bool {
    guard let largest = amounts.first else { return false }
    return amounts.count < 3 || largest > 0.75 * total
  }

  /// The (n, k) rule: the n largest have more than a share k of the whole.
  package func isDominated(by n: Int, share k: Double) -> Bool {
    guard n > 0, let largest = amounts.first, largest > 0 else { return false }
    return amounts.prefix(n).reduce(0, +) > k * total
  }

  /// The p % rule: the second largest could work out the largest to within p percent of it: T - x1 - x2 < p/100 x1.
  package func isSensitive(percent p: Double) -> Bool {
    guard let largest = amounts.first else { return false }
    let second = amounts.count > 1 ? amounts[1] : 0
    return total - largest - second < p / 100 * largest
  }
}

/// Everyone in the total has the property of the part: whoever is known to be counted is known to have it, however large
/// the number. Not a matter of suppression by itself; flagged for a person to judge.
package struct GroupDisclosure: Sendable, Hashable {
  package var part: Int
  package var total: Int

  package init(part: Int, total: Int) {
    self.part = part
    self.total = total
  }
}

/// Cells that are all of a total, where the total has other parts and nothing of them.
package func groupDisclosures(_ structure: Additivity, values: [Int]) -> [GroupDisclosure] {
  var found: [GroupDisclosure] = []
  for relation in structure.relations where relation.parts.count > 1 && values[relation.total] > 0 {
    for part in relation.parts where values[part] == values[relation.total] {
      found.append(GroupDisclosure(part: part, total: relation.total))
    }
  }
  return found
}
