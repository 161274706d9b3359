package import Findings

/// Finds the cheapest deviation from a table that moves one cell by a given amount: the linear programme of Kelly, Golden
/// and Assad, "Cell suppression: disclosure protection for sensitive tabular data", Networks 22 (1992), for any additive
/// relations.
///
/// Minimise the sum of cost x |deviation| where every relation still adds up, no cell falls below zero, and the target
/// moves by the amount. Solved by a bounded dual simplex: at the start nothing deviates and all reduced costs are the costs
/// themselves, which are not negative; the step that moves the target then breaks the relations around it, and each
/// iteration mends one. Double precision with the tolerance below; what counts as a proof is checked in whole numbers
/// (`Deviation.holds`).
package struct DeviationSearch {
  let structure: Additivity
  let values: [Int]
  /// Price of one unit of deviation of each cell; infinite where the cell is published and stays so. Not negative.
  package var costs: [Double]

  /// Multiplications done so far, nearly: the measure of work for whoever has only so much of it to spend.
  package private(set) var work = 0

  static let tolerance = 1e-9
  /// Far beyond what tables need; reaching it is a bug, and is said.
  static let mostIterations = 100_000

  /// Steps after which the inverse is computed anew. Its entries are small fractions, so rounding grows slowly.
  private static let stepsBetweenInversions = 150

  /// Variable 2c is a rise of cell c, without limit; 2c+1 a fall, up to the cell's value.
  private var basisPosition: [Int32]
  private var isAtLimit: [Bool]
  private var rowPosition: [Int32]
  private var residual: [Double]
  private var isResidualTouched: [Bool]
  private var priceOfCell: [Double]
  private var isPriced: [Bool]
  private var isStill: [Bool]

  package init(structure: Additivity, values: [Int]) {
    self.structure = structure
    self.values = values
    costs = [Double](repeating: .infinity, count: structure.cellCount)
    basisPosition = [Int32](repeating: -1, count: 2 * structure.cellCount)
    isAtLimit = [Bool](repeating: false, count: 2 * structure.cellCount)
    rowPosition = [Int32](repeating: -1, count: structure.relations.count)
    residual = [Double](repeating: 0, count: structure.relations.count)
    isResidualTouched = [Bool](repeating: false, count: structure.relations.count)
    priceOfCell = [Double](repeating: 0, count: structure.cellCount)
    isPriced = [Bool](repeating: false, count: structure.cellCount)
    isStill = [Bool](repeating: false, count: structure.cellCount)
  }

  /// - Parameters:
  ///   - still: cells that do not move, because the attacker knows them.
  /// - Returns: nil when no deviation does it (then the attacker knows that the cell cannot differ so much), or when what
  ///   was found does not stand in exact arithmetic.
  package mutating func cheapest(moving target: Int, by amount: Int, still: [Int] = []) throws(Refusal) -> Deviation? {
    if amount == 0 { return Deviation(cells: [], amounts: [], denominator: 1) }
    guard amount >= -values[target] else { return nil }
    for cell in still { isStill[cell] = true }
    isStill[target] = true
    defer {
      for cell in still { isStill[cell] = false }
      isStill[target] = false
    }
    var work = Work()
    defer { clear(work) }
    add(Double(amount), of: target, to: &work)
    var iterations = 0
    while let leaving = leaving(work) {
      iterations += 1
      guard iterations < Self.mostIterations else {
        throw Refusal(
          .internalInvariant,
          Wording("szukanie wtórnego ukrycia nie kończy się", en: "the search for a secondary suppression does not end"))
      }
      self.work += (work.basis.count + 1) * (work.basis.count + 1)
      guard step(leaving, &work) else { return nil }
      if iterations.isMultiple(of: Self.stepsBetweenInversions), !refresh(target: target, amount: amount, &work) { return nil }
    }
    var amounts: [Int: Double] = [target: Double(amount)]
    for (position, variable) in work.basis.variables.enumerated() {
      amounts[variable / 2, default: 0] += (variable % 2 == 0 ? 1 : -1) * work.level[position]
    }
    // A variable may have come to its limit more than once.
    for variable in Set(work.atLimit) where isAtLimit[variable] {
      amounts[variable / 2, default: 0] -= Double(values[variable / 2])
    }
    let cells = amounts.keys.sorted().filter { abs(amounts[$0] ?? 0) > 1e-7 }
    guard let found = Deviation(cells: cells, near: cells.map { amounts[$0] ?? 0 }),
      found.holds(in: structure, values: values, target: target, amount: amount)
    else { return nil }
    return found
  }

  /// What one search has built up; the large arrays beside it are cleaned by the lists kept here.
  private struct Work {
    var basis = DeviationBasis()
    /// Levels of the basic variables.
    var level: [Double] = []
    /// Prices of the relations of the basis: costs of the basic variables times the inverse.
    var duals: [Double] = []
    /// Reused from step to step.
    var reach: [Double] = []
    var onBasis: [Double] = []
    var column: [Double] = []
    var step: [Double] = []
    var priced: [Int] = []
    var touched: [Int] = []
    /// Variables that were at their limit at some time.
    var atLimit: [Int] = []
  }

  private struct Leaving {
    /// Position in the basis, or -1 when it is the artificial of `row`.
    var position: Int
    var row: Int
    /// What it must become.
    var target: Double
    var level: Double
  }

  private mutating func clear(_ work: Work) {
    for variable in work.basis.variables { basisPosition[variable] = -1 }
    for variable in work.atLimit { isAtLimit[variable] = false }
    for row in work.basis.rows { rowPosition[row] = -1 }
    for row in work.touched {
      residual[row] = 0
      isResidualTouched[row] = false
    }
  }

  /// A rise of the cell takes as much from what is missing in its relations.
  private mutating func add(_ amount: Double, of cell: Int, to work: inout Work) {
    for entry in structure.entries(of: cell) {
      let row = Int(structure.relationOf[entry])
      if !isResidualTouched[row] {
        isResidualTouched[row] = true
        work.touched.append(row)
      }
      residual[row] -= Double(structure.signOf[entry]) * amount
    }
  }

  private func limit(_ variable: Int) -> Double {
    variable % 2 == 0 ? .infinity : Double(values[variable / 2])
  }

  /// What is furthest out of its bounds; nil when nothing is.
  private func leaving(_ work: Work) -> Leaving? {
    var worst = Self.tolerance
    var found: Leaving?
    for position in 0..<work.basis.count {
      let level = work.level[position]
      let limit = limit(work.basis.variables[position])
      let excess = max(-level, level - limit)
      if excess > worst {
        worst = excess
        found = Leaving(position: position, row: -1, target: level < 0 ? 0 : limit, level: level)
      }
    }
    for row in work.touched where rowPosition[row] < 0 && abs(residual[row]) > worst {
      worst = abs(residual[row])
      found = Leaving(position: -1, row: row, target: 0, level: residual[row])
    }
    return found
  }

  /// One iteration: what enters for the leaving one, and the new basis.
  /// - Returns: false when nothing can enter: there is no such deviation.
  private mutating func step(_ leaving: Leaving, _ work: inout Work) -> Bool {
    // The row of the inverse that belongs to what leaves: on the rows of the basis, and 1 on the artificial's own.
    if leaving.position >= 0 {
      work.basis.inverseRow(leaving.position, into: &work.reach)
    } else {
      work.onBasis.removeAll(keepingCapacity: true)
      for variable in work.basis.variables {
        work.onBasis.append(Double(coefficient(row: leaving.row, cell: variable / 2)) * (variable.isMultiple(of: 2) ? 1 : -1))
      }
      work.basis.project(work.onBasis, times: -1, into: &work.reach)
    }
    guard let (entering, reduced) = entering(leaving, &work) else { return false }
    let cell = entering / 2
    let sign: Double = entering.isMultiple(of: 2) ? 1 : -1
    work.column.removeAll(keepingCapacity: true)
    work.column.append(contentsOf: repeatElement(0, count: work.basis.count))
    for entry in structure.entries(of: cell) {
      let position = rowPosition[Int(structure.relationOf[entry])]
      if position >= 0 { work.column[Int(position)] = sign * Double(structure.signOf[entry]) }
    }
    work.basis.solve(work.column, into: &work.step)
    var pivot = 0.0
    if leaving.position >= 0 {
      pivot = work.step[leaving.position]
    } else {
      pivot = sign * Double(coefficient(row: leaving.row, cell: cell))
      for (position, value) in work.onBasis.enumerated() { pivot -= value * work.step[position] }
    }
    guard abs(pivot) > Self.tolerance else { return false }
    let move = (leaving.level - leaving.target) / pivot
    for position in 0..<work.basis.count where work.step[position] != 0 {
      let variable = work.basis.variables[position]
      let change = -move * work.step[position]
      work.level[position] += change
      add(variable.isMultiple(of: 2) ? change : -change, of: variable / 2, to: &work)
    }
    add(move * sign, of: cell, to: &work)
    let level = (isAtLimit[entering] ? limit(entering) : 0) + move
    isAtLimit[entering] = false
    for (position, weight) in work.reach.enumerated() where weight != 0 { work.duals[position] += reduced / pivot * weight }
    if leaving.position >= 0 {
      let left = work.basis.variables[leaving.position]
      basisPosition[left] = -1
      if leaving.target > 0 {
        isAtLimit[left] = true
        work.atLimit.append(left)
      }
      work.basis.replace(at: leaving.position, with: entering, step: work.step)
      work.level[leaving.position] = level
      basisPosition[entering] = Int32(leaving.position)
    } else {
      work.step.append(pivot)
      basisPosition[entering] = Int32(work.basis.count)
      rowPosition[leaving.row] = Int32(work.basis.count)
      work.basis.extend(with: entering, row: leaving.row, artificial: work.reach, step: work.step)
      work.level.append(level)
      work.duals.append(reduced / pivot)
    }
    for row in work.basis.rows { residual[row] = 0 }
    return true
  }

  /// Adds a relation's weight to the price of its cells.
  private mutating func price(_ row: Int, _ weight: Double, _ priced: inout [Int]) {
    let start = Int(structure.memberStarts[row])
    for member in start..<Int(structure.memberStarts[row + 1]) {
      let cell = Int(structure.members[member])
      if !isPriced[cell] {
        if costs[cell] == .infinity || isStill[cell] { continue }
        isPriced[cell] = true
        priced.append(cell)
      }
      priceOfCell[cell] += member == start ? -weight : weight
    }
  }

  /// The ratio test: the cheapest that mends what leaves; among equals the surest pivot, then the first cell.
  private mutating func entering(_ leaving: Leaving, _ work: inout Work) -> (variable: Int, reducedCost: Double)? {
    let direction: Double = leaving.level < leaving.target ? -1 : 1
    work.priced.removeAll(keepingCapacity: true)
    for (position, weight) in work.reach.enumerated() where abs(weight) > 1e-12 {
      price(work.basis.rows[position], weight, &work.priced)
    }
    if leaving.position < 0 { price(leaving.row, 1, &work.priced) }
    var best = -1
    var bestReduced = 0.0
    var bestRatio = Double.infinity
    var bestPivot = 0.0
    for cell in work.priced {
      let weight = priceOfCell[cell]
      priceOfCell[cell] = 0
      isPriced[cell] = false
      guard abs(weight) > Self.tolerance else { continue }
      var dual = 0.0
      for entry in structure.entries(of: cell) {
        let position = rowPosition[Int(structure.relationOf[entry])]
        if position >= 0 { dual += work.duals[Int(position)] * Double(structure.signOf[entry]) }
      }
      for fall in 0...1 {
        let variable = 2 * cell + fall
        if basisPosition[variable] >= 0 || (fall == 1 && values[cell] == 0) { continue }
        let pivot = fall == 1 ? -weight : weight
        guard direction * pivot * (isAtLimit[variable] ? -1 : 1) > 0 else { continue }
        let reduced = fall == 1 ? costs[cell] + dual : costs[cell] - dual
        let ratio = abs(isAtLimit[variable] ? min(reduced, 0) : max(reduced, 0)) / abs(pivot)
        let isBetter: Bool
        if ratio < bestRatio - 1e-10 {
          isBetter = true
        } else if ratio > bestRatio + 1e-10 {
          isBetter = false
        } else if abs(pivot) != bestPivot {
          isBetter = abs(pivot) > bestPivot
        } else {
          isBetter = variable < best
        }
        if isBetter {
          best = variable
          bestReduced = reduced
          bestRatio = ratio
          bestPivot = abs(pivot)
        }
      }
    }
    return best >= 0 ? (best, bestReduced) : nil
  }

  private func coefficient(row: Int, cell: Int) -> Int {
    for entry in structure.entries(of: cell) where Int(structure.relationOf[entry]) == row { return Int(structure.signOf[entry]) }
    return 0
  }

  /// Computes inverse, levels and residuals anew from the basis.
  private mutating func refresh(target: Int, amount: Int, _ work: inout Work) -> Bool {
    let structure = structure
    let isFresh = work.basis.refresh { row, variable in
      for entry in structure.entries(of: variable / 2) where Int(structure.relationOf[entry]) == row {
        return Double(structure.signOf[entry]) * (variable.isMultiple(of: 2) ? 1 : -1)
      }
      return 0
    }
    guard isFresh else { return false }
    for row in work.touched { residual[row] = 0 }
    add(Double(amount), of: target, to: &work)
    for variable in Set(work.atLimit).sorted() where isAtLimit[variable] {
      add(-Double(values[variable / 2]), of: variable / 2, to: &work)
    }
    work.basis.solve(work.basis.rows.map { residual[$0] }, into: &work.level)
    work.basis.project(work.basis.variables.map { costs[$0 / 2] }, times: 1, into: &work.duals)
    for (position, variable) in work.basis.variables.enumerated() {
      add(work.level[position] * (variable.isMultiple(of: 2) ? 1 : -1), of: variable / 2, to: &work)
    }
    for row in work.basis.rows { residual[row] = 0 }
    return true
  }
}
