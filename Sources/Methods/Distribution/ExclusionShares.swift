/// Weighted shares of persons with at least one of several traits, with each, and with all, in per cent: AROPE from poverty, severe
/// deprivation and very low work intensity.
///
/// Source: Eurostat, EU 2030 target on poverty or social exclusion (ilc_peps01n).
package struct ExclusionShares: Sendable, Hashable {
  package var any: Double
  /// By trait, of all persons; nobody to whom the trait cannot apply has it.
  package var single: [Double]
  package var all: Double

  /// - Parameter flags: by trait, by person: 1 or 0, nil where it does not apply (work intensity is that of persons of 18 to 64).
  /// - Returns: nil for another number, a negative weight, or no weight at all.
  package init?(_ flags: [[Double?]], weights: [Double]) {
    guard flags.allSatisfy({ $0.count == weights.count && $0.allSatisfy { $0 == nil || $0 == 0 || $0 == 1 } }),
      weights.allSatisfy({ $0 >= 0 && $0.isFinite })
    else { return nil }
    let total = weights.reduce(0, +)
    guard total > 0 else { return nil }
    func share(_ holds: (Int) -> Bool) -> Double {
      var sum = 0.0
      for (person, weight) in weights.enumerated() where holds(person) { sum += weight }
      return 100 * sum / total
    }
    any = share { person in flags.contains { $0[person] == 1 } }
    single = flags.map { flag in share { flag[$0] == 1 } }
    all = share { person in flags.allSatisfy { $0[person] == 1 } }
  }
}
