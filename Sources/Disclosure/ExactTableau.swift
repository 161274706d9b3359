import Findings

/// A simplex tableau in exact fractions for one component of withheld cells.
///
/// Each row says: d x_basic + sum of a_j x_j = b over the non-basic cells, with d > 0 and all of them whole numbers without a
/// common divisor. Relations of tables have coefficients of one, so d is nearly always 1 and the numbers stay small;
/// where they would leave 64 bits the computation refuses rather than rounds. There are as many columns as the component
/// has degrees of freedom, which in a pattern of suppression is few.
struct ExactTableau {
  /// The cell (position in the component) of each row and of each column.
  private var basic: [Int] = []
  private var nonbasic: [Int] = []
  /// By cell: its row, or -1 - column.
  private var seat: [Int]
  /// Row by row: the a_j, then b, then d.
  private var entries: [Int] = []
  private let width: Int
  /// The lowest and highest value that each cell had in any table visited.
  private var lowest: [Fraction?]
  private var highest: [Fraction?]

  private var stride: Int { width + 2 }
  /// More entries than this are beyond the memory one would give to an audit.
  private static let largest = 150_000_000
  private static let mostPivots = 1_000_000

  /// Eliminates as many cells as there are independent relations and finds a first table.
  /// - Parameter fixed: bounds of all cells; those outside the component have one value.
  init(_ structure: Additivity, component: Component, fixed: IntervalPropagation) throws(Refusal) {
    let elimination = try RelationElimination(structure, component: component, fixed: fixed)
    seat = [Int](repeating: 0, count: component.cells.count)
    lowest = [Fraction?](repeating: nil, count: component.cells.count)
    highest = [Fraction?](repeating: nil, count: component.cells.count)
    for cell in component.cells.indices where !elimination.isBasic(cell) {
      seat[cell] = -1 - nonbasic.count
      nonbasic.append(cell)
    }
    width = nonbasic.count
    guard elimination.rows.count * (width + 2) <= Self.largest else {
      throw Refusal(
        .data, Wording("za dużo ukrytych komórek naraz", en: "too many withheld cells at once"),
        mend: Wording("sprawdź tabele po kolei", en: "audit the tables one by one"))
    }
    entries = [Int](repeating: 0, count: elimination.rows.count * (width + 2))
    for row in elimination.rows {
      let start = basic.count * stride
      seat[row.basic] = basic.count
      basic.append(row.basic)
      for (cell, coefficient) in zip(row.cells, row.coefficients) { entries[start + (-1 - seat[cell])] = coefficient }
      entries[start + width] = row.constant
      entries[start + width + 1] = row.divisor
    }
    try makeFeasible(structure, component)
    recordAll()
  }

  /// The exact bounds of a cell, given bounds known to hold.
  mutating func bounds(of cell: Int, notBelow: Int, notAbove: Int?) throws(Refusal) -> AttackerBounds {
    if lowest[cell] != Fraction(notBelow) { _ = try optimise(cell, isMaximum: false) }
    if notAbove == nil || highest[cell] != notAbove.map({ Fraction($0) }), try !optimise(cell, isMaximum: true) {
      return AttackerBounds(lower: lowest[cell] ?? Fraction(0), upper: nil)
    }
    return AttackerBounds(lower: lowest[cell] ?? Fraction(0), upper: highest[cell])
  }

  // MARK: - The first table

  /// Dual simplex without costs: the most negative row first, and by least number (Bland) when that does not end soon.
  private mutating func makeFeasible(_ structure: Additivity, _ component: Component) throws(Refusal) {
    var pivots = 0
    let patience = 4 * (basic.count + width) + 50
    while true {
      var row = -1
      for candidate in basic.indices where constant(candidate) < 0 {
        if row < 0 {
          row = candidate
        } else if pivots < patience {
          if value(candidate) < value(row) { row = candidate }
        } else if basic[candidate] < basic[row] {
          row = candidate
        }
      }
      guard row >= 0 else { return }
      var column = -1
      for candidate in 0..<width where entries[row * stride + candidate] < 0 {
        if column < 0 || nonbasic[candidate] < nonbasic[column] { column = candidate }
      }
      guard column >= 0 else { throw IntervalPropagation.contradiction(structure, at: component.cells[basic[row]]) }
      try pivot(row, column)
      pivots += 1
      guard pivots < Self.mostPivots else { throw Self.endless }
    }
  }

  // MARK: - Optimising

  /// Moves to a table in which the cell is least or greatest.
  /// - Returns: false when it has no greatest value.
  private mutating func optimise(_ cell: Int, isMaximum: Bool) throws(Refusal) -> Bool {
    var idle = 0
    var pivots = 0
    if seat[cell] < 0 {
      // A non-basic cell is 0: that is its least; to be the greatest it must first become basic.
      if !isMaximum { return true }
      let column = -1 - seat[cell]
      guard let row = blocking(column, isBland: false, except: -1) else { return false }
      try pivot(row, column)
      record()
    }
    while seat[cell] >= 0 {
      let row = seat[cell]
      if !isMaximum && constant(row) == 0 { return true }
      let isBland = idle > 30
      var column = -1
      for candidate in 0..<width {
        // d x = b - sum of a_j x_j: a negative a_j raises the cell, a positive one lowers it.
        let gain = isMaximum ? -entries[row * stride + candidate] : entries[row * stride + candidate]
        guard gain > 0 else { continue }
        if column < 0 {
          column = candidate
        } else if isBland {
          if nonbasic[candidate] < nonbasic[column] { column = candidate }
        } else {
          let best = abs(entries[row * stride + column])
          if gain > best || (gain == best && nonbasic[candidate] < nonbasic[column]) { column = candidate }
        }
      }
      guard column >= 0 else { return true }
      guard let leaving = blocking(column, isBland: isBland, except: isMaximum ? row : -1) else { return false }
      let isIdle = constant(leaving) == 0
      try pivot(leaving, column)
      record()
      idle = isIdle ? idle + 1 : 0
      pivots += 1
      guard pivots < Self.mostPivots else { throw Self.endless }
    }
    return true
  }

  /// The row whose cell first reaches 0 when the column's cell rises; nil when none does.
  private func blocking(_ column: Int, isBland: Bool, except: Int) -> Int? {
    var best = -1
    for row in basic.indices where row != except && entries[row * stride + column] > 0 {
      if best < 0 {
        best = row
        continue
      }
      let new = Fraction(constant(row), over: entries[row * stride + column])
      let old = Fraction(constant(best), over: entries[best * stride + column])
      if new < old || (!(old < new) && basic[row] < basic[best]) { best = row }
    }
    return best >= 0 ? best : nil
  }

  private func constant(_ row: Int) -> Int { entries[row * stride + width] }

  private func value(_ row: Int) -> Fraction { Fraction(constant(row), over: entries[row * stride + width + 1]) }

  // MARK: - Pivoting

  private mutating func pivot(_ row: Int, _ column: Int) throws(Refusal) {
    let start = row * stride
    let divisorSeat = start + width + 1
    var pivot = entries[start + column]
    if pivot < 0 {
      for entry in start..<start + stride { entries[entry] = -entries[entry] }
      pivot = -pivot
    }
    // The row now speaks of the entering cell: its coefficient becomes the divisor, the old divisor a coefficient.
    let old = entries[divisorSeat]
    entries[divisorSeat] = pivot
    entries[start + column] = old
    for other in basic.indices where other != row {
      let otherStart = other * stride
      let coefficient = entries[otherStart + column]
      if coefficient == 0 { continue }
      let common = greatestCommonDivisor(pivot, coefficient)
      let (keep, take) = (pivot / common, coefficient / common)
      entries[otherStart + column] = 0
      var overflow = false
      if keep == 1 {
        for entry in 0...width where entries[start + entry] != 0 {
          let (product, a) = entries[start + entry].multipliedReportingOverflow(by: take)
          let (difference, b) = entries[otherStart + entry].subtractingReportingOverflow(product)
          entries[otherStart + entry] = difference
          overflow = overflow || a || b
        }
      } else {
        for entry in 0...width {
          let (mine, a) = entries[otherStart + entry].multipliedReportingOverflow(by: keep)
          let (product, b) = entries[start + entry].multipliedReportingOverflow(by: take)
          let (difference, c) = mine.subtractingReportingOverflow(product)
          entries[otherStart + entry] = difference
          overflow = overflow || a || b || c
        }
        let (divisor, a) = entries[otherStart + width + 1].multipliedReportingOverflow(by: keep)
        entries[otherStart + width + 1] = divisor
        overflow = overflow || a
      }
      // Int.min has no opposite.
      guard !overflow, !entries[otherStart..<otherStart + stride].contains(Int.min) else { throw IntervalPropagation.tooLarge }
      if entries[otherStart + width + 1] > 1 { reduce(other) }
    }
    if pivot > 1 { reduce(row) }
    (basic[row], nonbasic[column]) = (nonbasic[column], basic[row])
    seat[basic[row]] = row
    seat[nonbasic[column]] = -1 - column
  }

  /// Divides a row by its greatest common divisor.
  private mutating func reduce(_ row: Int) {
    let start = row * stride
    var common = entries[start + width + 1]
    for entry in start..<start + width + 1 where entries[entry] != 0 {
      common = greatestCommonDivisor(common, entries[entry])
      if common == 1 { return }
    }
    for entry in start..<start + stride { entries[entry] /= common }
  }

  // MARK: - What was seen

  private mutating func recordAll() {
    for cell in nonbasic { see(cell, Fraction(0)) }
    record()
  }

  private mutating func record() {
    for row in basic.indices { see(basic[row], value(row)) }
    for cell in nonbasic { see(cell, Fraction(0)) }
  }

  private mutating func see(_ cell: Int, _ value: Fraction) {
    if lowest[cell].map({ value < $0 }) ?? true { lowest[cell] = reduced(value) }
    if highest[cell].map({ $0 < value }) ?? true { highest[cell] = reduced(value) }
  }

  private func reduced(_ value: Fraction) -> Fraction {
    if value.denominator == 1 { return value }
    let common = greatestCommonDivisor(value.denominator, value.numerator)
    return Fraction(value.numerator / common, over: value.denominator / common)
  }

  private static let endless = Refusal(
    .internalInvariant, Wording("liczenie granic nie kończy się", en: "the computation of bounds does not end"))
}

/// Of a positive number and one that is not zero or is.
func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
  var (x, y) = (a.magnitude, b.magnitude)
  while y != 0 { (x, y) = (y, x % y) }
  // Not above `a`, which is positive.
  return Int(x)
}
