import Findings

/// Gauss-Jordan elimination, sparse and in whole numbers, of the relations between the withheld cells of a component.
struct RelationElimination {
  /// divisor x basic + sum of coefficients x cells = constant; cells ascending, divisor positive.
  struct Row {
    var basic: Int
    var divisor: Int
    var cells: [Int]
    var coefficients: [Int]
    var constant: Int
  }

  private(set) var rows: [Row] = []
  /// Row of each basic cell, -1 for the others.
  private var rowOf: [Int]

  func isBasic(_ cell: Int) -> Bool { rowOf[cell] >= 0 }

  /// - Parameter fixed: bounds of all cells; those outside the component have one value.
  init(_ structure: Additivity, component: Component, fixed: IntervalPropagation) throws(Refusal) {
    var positionOf: [Int: Int] = [:]
    for (position, cell) in component.cells.enumerated() { positionOf[cell] = position }
    rowOf = [Int](repeating: -1, count: component.cells.count)
    var given: [Row] = []
    for relation in component.relations {
      given.append(try Self.row(structure.relations[relation], positionOf, fixed))
    }
    // Short relations first: they fill in least.
    for relation in given.indices.sorted(by: { (given[$0].cells.count, $0) < (given[$1].cells.count, $1) }) {
      try take(given[relation], structure, component)
    }
  }

  private static func row(
    _ relation: Additivity.Relation, _ positionOf: [Int: Int], _ fixed: IntervalPropagation
  ) throws(Refusal) -> Row {
    var terms: [(cell: Int, coefficient: Int)] = []
    var constant = 0
    for (cell, sign) in relation.parts.map({ ($0, 1) }) + [(relation.total, -1)] {
      if let position = positionOf[cell] {
        terms.append((position, sign))
      } else {
        let (difference, overflow) = constant.subtractingReportingOverflow(sign * fixed.lower[cell])
        guard !overflow else { throw IntervalPropagation.tooLarge }
        constant = difference
      }
    }
    terms.sort { $0.cell < $1.cell }
    return Row(basic: -1, divisor: 0, cells: terms.map(\.cell), coefficients: terms.map(\.coefficient), constant: constant)
  }

  private mutating func take(_ given: Row, _ structure: Additivity, _ component: Component) throws(Refusal) {
    var row = given
    for cell in given.cells where rowOf[cell] >= 0 { row = try Self.eliminate(cell, from: row, by: rows[rowOf[cell]]) }
    guard !row.cells.isEmpty else {
      guard row.constant == 0 else {
        throw IntervalPropagation.contradiction(structure, at: component.cells[given.cells.first ?? 0])
      }
      return
    }
    var chosen = 0
    for (position, coefficient) in row.coefficients.enumerated() where abs(coefficient) < abs(row.coefficients[chosen]) {
      chosen = position
    }
    row.basic = row.cells.remove(at: chosen)
    row.divisor = row.coefficients.remove(at: chosen)
    if row.divisor < 0 {
      row.divisor = -row.divisor
      row.constant = -row.constant
      for position in row.coefficients.indices { row.coefficients[position] = -row.coefficients[position] }
    }
    for other in rows.indices where rows[other].coefficient(of: row.basic) != 0 {
      rows[other] = try Self.eliminate(row.basic, from: rows[other], by: row)
    }
    rowOf[row.basic] = rows.count
    rows.append(row)
  }

  /// Replaces a cell in a row by what another row says of it.
  private static func eliminate(_ cell: Int, from row: Row, by other: Row) throws(Refusal) -> Row {
    let coefficient = row.coefficient(of: cell)
    let common = greatestCommonDivisor(other.divisor, coefficient)
    let (keep, take) = (other.divisor / common, coefficient / common)
    var result = Row(basic: row.basic, divisor: try times(row.divisor, keep), cells: [], coefficients: [], constant: 0)
    result.constant = try difference(try times(row.constant, keep), try times(other.constant, take))
    var divisor = greatestCommonDivisor(result.divisor, result.constant)
    var (a, b) = (0, 0)
    while a < row.cells.count || b < other.cells.count {
      let next = min(a < row.cells.count ? row.cells[a] : Int.max, b < other.cells.count ? other.cells[b] : Int.max)
      var value = 0
      if a < row.cells.count, row.cells[a] == next {
        value = try times(row.coefficients[a], keep)
        a += 1
      }
      if b < other.cells.count, other.cells[b] == next {
        value = try difference(value, try times(other.coefficients[b], take))
        b += 1
      }
      if value != 0 && next != cell {
        result.cells.append(next)
        result.coefficients.append(value)
        if divisor != 1 { divisor = greatestCommonDivisor(value, divisor) }
      }
    }
    if divisor > 1 {
      result.divisor /= divisor
      result.constant /= divisor
      for position in result.coefficients.indices { result.coefficients[position] /= divisor }
    }
    return result
  }

  private static func times(_ a: Int, _ b: Int) throws(Refusal) -> Int {
    let (product, overflow) = a.multipliedReportingOverflow(by: b)
    guard !overflow, product != Int.min else { throw IntervalPropagation.tooLarge }
    return product
  }

  private static func difference(_ a: Int, _ b: Int) throws(Refusal) -> Int {
    let (difference, overflow) = a.subtractingReportingOverflow(b)
    guard !overflow, difference != Int.min else { throw IntervalPropagation.tooLarge }
    return difference
  }
}

extension RelationElimination.Row {
  /// Coefficient of a cell that is not the basic one, by binary search.
  func coefficient(of cell: Int) -> Int {
    var (low, high) = (0, cells.count)
    while low < high {
      let middle = (low + high) / 2
      if cells[middle] < cell { low = middle + 1 } else { high = middle }
    }
    return low < cells.count && cells[low] == cell ? coefficients[low] : 0
  }
}
