package import Findings

/// A fraction in lowest terms.
package struct Fraction: Sendable, Hashable {
  package let numerator: Int
  /// Positive.
  package let denominator: Int

  package init(_ numerator: Int, over denominator: Int = 1) {
    self.numerator = numerator
    self.denominator = denominator
  }

  package var value: Double { Double(numerator) / Double(denominator) }

  /// Compares exactly.
  package static func < (a: Fraction, b: Fraction) -> Bool {
    let left = a.numerator.multipliedFullWidth(by: b.denominator)
    let right = b.numerator.multipliedFullWidth(by: a.denominator)
    return (left.high, left.low) < (right.high, right.low)
  }
}

/// What an attacker knows of a withheld cell: it lies between the two, and nothing narrower can be said.
package struct AttackerBounds: Sendable, Hashable {
  package var lower: Fraction
  /// nil when there is no upper bound at all.
  package var upper: Fraction?

  package init(lower: Fraction, upper: Fraction?) {
    self.lower = lower
    self.upper = upper
  }

  /// Whether somebody who sees these bounds cannot exclude anything from `lower` to `upper`.
  package func contain(_ lower: Int, _ upper: Int) -> Bool {
    !(Fraction(lower) < self.lower) && (self.upper.map { !($0 < Fraction(upper)) } ?? true)
  }

  /// Whether the interval is at least as wide as `width` and reaches at least to it.
  package func isAtLeast(_ width: Int) -> Bool {
    guard let upper else { return true }
    let (far, overflow) = upper.denominator.multipliedReportingOverflow(by: width)
    let (high, isBeyond) = upper.numerator.subtractingReportingOverflow(far)
    // Beyond the range of numbers the interval ends below every lower bound.
    return !overflow && !isBeyond && high >= 0 && !(Fraction(high, over: upper.denominator) < lower)
  }
}

/// The exact bounds of every withheld cell, given what is published, all additive relations, and that nothing is negative.
///
/// Published cells are put into the relations; what is left falls into components that share no cell. In each, bounds are
/// first propagated along single relations (fast, never narrower than the truth); where a table that agrees with everything
/// reaches the propagated bound, that bound is exact; for the others two linear programmes are solved in exact fractions
/// (`ExactTableau`). The attacker need not know the true values, and they are not used.
///
/// - Parameter published: the published value of each cell, nil where it is withheld or was never shown.
/// - Returns: by cell, nil for published ones.
/// - Throws: `.data` when what is published contradicts itself, with the number of a cell (from 1) in the place's row, or
///   when the numbers are too large for exact arithmetic.
package func attackerBounds(_ structure: Additivity, published: [Int?]) throws(Refusal) -> [AttackerBounds?] {
  var propagation = IntervalPropagation(structure, published: published)
  try propagation.run()
  var bounds = [AttackerBounds?](repeating: nil, count: structure.cellCount)
  var open: [Int] = []
  for cell in published.indices where published[cell] == nil {
    let (lower, upper) = (propagation.lower[cell], propagation.upper[cell])
    bounds[cell] = AttackerBounds(lower: Fraction(lower), upper: upper == IntervalPropagation.unlimited ? nil : Fraction(upper))
    if lower != upper { open.append(cell) }
  }
  for component in components(structure, of: open) {
    var tableau = try ExactTableau(structure, component: component, fixed: propagation)
    for (position, cell) in component.cells.enumerated() {
      bounds[cell] = try tableau.bounds(
        of: position, notBelow: propagation.lower[cell],
        notAbove: propagation.upper[cell] == IntervalPropagation.unlimited ? nil : propagation.upper[cell])
    }
  }
  return bounds
}

/// Cells that hang together by relations, and those relations.
struct Component {
  var cells: [Int]
  var relations: [Int]
}

/// Divides the cells into groups that share no relation; in the order of their first cells.
func components(_ structure: Additivity, of cells: [Int]) -> [Component] {
  var isOpen = [Bool](repeating: false, count: structure.cellCount)
  for cell in cells { isOpen[cell] = true }
  var isSeen = [Bool](repeating: false, count: structure.cellCount)
  var isTaken = [Bool](repeating: false, count: structure.relations.count)
  var found: [Component] = []
  for first in cells where !isSeen[first] {
    isSeen[first] = true
    var component = Component(cells: [], relations: [])
    var waiting = [first]
    while let cell = waiting.popLast() {
      component.cells.append(cell)
      for entry in structure.entries(of: cell) {
        let row = Int(structure.relationOf[entry])
        if isTaken[row] { continue }
        isTaken[row] = true
        component.relations.append(row)
        let relation = structure.relations[row]
        for other in relation.parts + [relation.total] where isOpen[other] && !isSeen[other] {
          isSeen[other] = true
          waiting.append(other)
        }
      }
    }
    component.cells.sort()
    component.relations.sort()
    found.append(component)
  }
  return found
}
