/// The basis of a dual simplex that begins with an artificial variable for every relation: only the relations whose
/// artificial has left are held, as the inverse of a small dense matrix. Its size is the number of steps taken, not the
/// size of the table, so a cell far from the one asked about costs nothing.
struct DeviationBasis {
  /// Variables in the basis, and the relations they took over; position by position.
  private(set) var variables: [Int] = []
  private(set) var rows: [Int] = []
  /// Inverse of the matrix with `rows` as rows and `variables` as columns: entry [variable][row].
  private(set) var inverse: [Double] = []
  private(set) var stride = 0

  var count: Int { variables.count }

  /// The row of the inverse that belongs to the variable at a position.
  func inverseRow(_ position: Int, into result: inout [Double]) {
    result.removeAll(keepingCapacity: true)
    result.append(contentsOf: inverse[position * stride..<position * stride + count])
  }

  /// Inverse times a column given on `rows`.
  func solve(_ column: [Double], into result: inout [Double]) {
    result.removeAll(keepingCapacity: true)
    result.append(contentsOf: repeatElement(0, count: count))
    for a in 0..<count where column[a] != 0 {
      for b in 0..<count { result[b] += inverse[b * stride + a] * column[a] }
    }
  }

  /// A row vector given on `variables`, times a factor and the inverse.
  func project(_ row: [Double], times factor: Double, into result: inout [Double]) {
    result.removeAll(keepingCapacity: true)
    result.append(contentsOf: repeatElement(0, count: count))
    for b in 0..<count where row[b] != 0 {
      let weight = factor * row[b]
      for a in 0..<count { result[a] += weight * inverse[b * stride + a] }
    }
  }

  /// The entering variable takes the place at a position.
  /// - Parameters:
  ///   - step: inverse times the entering column.
  mutating func replace(at position: Int, with variable: Int, step: [Double]) {
    variables[position] = variable
    pivot(position, step)
  }

  /// The entering variable takes over a further relation from its artificial.
  /// - Parameters:
  ///   - relation: the relation, with the row of the inverse that belongs to its artificial on `rows`.
  ///   - step: inverse times the entering column on `variables`, then the artificial's own.
  mutating func extend(with variable: Int, row: Int, artificial: [Double], step: [Double]) {
    let old = count
    if old + 1 > stride { widen() }
    for b in 0..<old { inverse[b * stride + old] = 0 }
    for a in 0..<old { inverse[old * stride + a] = artificial[a] }
    inverse[old * stride + old] = 1
    variables.append(variable)
    rows.append(row)
    pivot(old, step)
  }

  private mutating func pivot(_ position: Int, _ step: [Double]) {
    let count = count
    let start = position * stride
    let scale = 1 / step[position]
    for a in 0..<count { inverse[start + a] *= scale }
    for b in 0..<count where b != position && step[b] != 0 {
      let factor = step[b]
      let other = b * stride
      for a in 0..<count where inverse[start + a] != 0 { inverse[other + a] -= factor * inverse[start + a] }
    }
  }

  private mutating func widen() {
    let wider = max(16, stride * 2)
    var moved = [Double](repeating: 0, count: wider * wider)
    for b in 0..<count { for a in 0..<count { moved[b * wider + a] = inverse[b * stride + a] } }
    inverse = moved
    stride = wider
  }

  /// Inverts anew, to throw away the rounding of many steps.
  /// - Parameter coefficient: of a row in a variable, by positions.
  /// - Returns: false when the matrix has become singular.
  mutating func refresh(_ coefficient: (_ row: Int, _ variable: Int) -> Double) -> Bool {
    let n = count
    var matrix = [Double](repeating: 0, count: n * n)
    for a in 0..<n { for b in 0..<n { matrix[a * n + b] = coefficient(rows[a], variables[b]) } }
    // Gauss-Jordan on [matrix | identity]; row exchanges are made in both.
    var result = [Double](repeating: 0, count: n * n)
    for a in 0..<n { result[a * n + a] = 1 }
    for column in 0..<n {
      var best = column
      for a in column..<n where abs(matrix[a * n + column]) > abs(matrix[best * n + column]) { best = a }
      guard abs(matrix[best * n + column]) > 1e-9 else { return false }
      if best != column {
        for c in 0..<n {
          matrix.swapAt(best * n + c, column * n + c)
          result.swapAt(best * n + c, column * n + c)
        }
      }
      let scale = 1 / matrix[column * n + column]
      for c in 0..<n {
        matrix[column * n + c] *= scale
        result[column * n + c] *= scale
      }
      for a in 0..<n where a != column && matrix[a * n + column] != 0 {
        let factor = matrix[a * n + column]
        for c in 0..<n {
          matrix[a * n + c] -= factor * matrix[column * n + c]
          result[a * n + c] -= factor * result[column * n + c]
        }
      }
    }
    for b in 0..<n { for a in 0..<n { inverse[b * stride + a] = result[b * n + a] } }
    return true
  }
}
