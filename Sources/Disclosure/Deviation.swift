/// Another table with the same published cells: by how much which cells differ from the true one. A proof, in exact
/// arithmetic, that an attacker cannot tell the two tables apart.
package struct Deviation: Sendable, Hashable {
  /// The cells that differ, ascending.
  package let cells: [Int]
  /// By how much, in units of 1/`denominator`.
  package let amounts: [Int]
  /// 1 when the other table holds whole numbers too.
  package let denominator: Int

  package init(cells: [Int], amounts: [Int], denominator: Int) {
    self.cells = cells
    self.amounts = amounts
    self.denominator = denominator
  }

  /// The nearest fractions with denominators that the precision of the amounts still tells apart; nil when there are none.
  init?(cells: [Int], near values: [Double]) {
    var common = 1
    for value in values {
      guard let denominator = Self.denominator(of: value) else { return nil }
      common = common / greatestCommonDivisor(common, denominator) * denominator
      guard common <= Self.largestDenominator else { return nil }
    }
    var kept: [Int] = []
    var amounts: [Int] = []
    for (cell, value) in zip(cells, values) {
      let scaled = (value * Double(common)).rounded()
      guard abs(scaled) < 1e18 else { return nil }
      let amount = Int(scaled)
      if amount != 0 {
        kept.append(cell)
        amounts.append(amount)
      }
    }
    self.init(cells: kept, amounts: amounts, denominator: common)
  }

  private static let largestDenominator = 100_000_000

  /// By continued fractions: the smallest denominator that is right to about the precision of the search.
  private static func denominator(of value: Double) -> Int? {
    var rest = abs(value)
    guard rest < 1e15 else { return nil }
    let tolerance = 1e-8 * max(1, rest)
    let whole = rest
    var (before, now) = (0, 1)
    for _ in 0..<20 {
      if abs((whole * Double(now)).rounded() / Double(now) - whole) < tolerance { return now }
      rest = rest - rest.rounded(.down)
      guard rest > 1e-12 else { return nil }
      rest = 1 / rest
      guard rest < 1e6 else { return nil }
      (before, now) = (now, Int(rest) * now + before)
      guard now < 100_000 else { return nil }
    }
    return nil
  }

  /// Whether every relation still adds up, no cell falls below zero, and the target differs by exactly `amount`.
  package func holds(in structure: Additivity, values: [Int], target: Int, amount: Int) -> Bool {
    var sums: [Int: Int] = [:]
    var found = 0
    for (cell, difference) in zip(cells, amounts) {
      if cell == target { found = difference }
      let (value, overflow) = values[cell].multipliedReportingOverflow(by: denominator)
      let (other, isBeyond) = value.addingReportingOverflow(difference)
      guard !overflow, !isBeyond, other >= 0 else { return false }
      for entry in structure.entries(of: cell) {
        let row = Int(structure.relationOf[entry])
        let (sum, isTooLarge) = (sums[row] ?? 0).addingReportingOverflow(Int(structure.signOf[entry]) * difference)
        guard !isTooLarge else { return false }
        sums[row] = sum
      }
    }
    let (wanted, overflow) = amount.multipliedReportingOverflow(by: denominator)
    return !overflow && found == wanted && sums.values.allSatisfy { $0 == 0 }
  }
}
