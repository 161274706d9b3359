/// Eigenvalues, largest first, and eigenvectors of a symmetric matrix by Jacobi's rotations.
///
/// The sign of a vector is free: here its largest component (by size, the first of equals) is positive.
///
/// Source: G. H. Golub, C. F. Van Loan, Matrix Computations (1996), 8.4.
/// - Returns: vectors[k] belongs to values[k].
package func eigenvalues(_ matrix: [[Double]]) -> (values: [Double], vectors: [[Double]]) {
  let n = matrix.count
  var a = matrix
  var v = (0..<n).map { i in (0..<n).map { $0 == i ? 1.0 : 0 } }
  for _ in 0..<100 {
    var off = 0.0
    for i in 0..<n { for j in 0..<n where i != j { off += a[i][j] * a[i][j] } }
    if off < 1e-300 { break }
    for p in 0..<n {
      for q in (p + 1)..<max(p + 1, n) where a[p][q] != 0 {
        let theta = (a[q][q] - a[p][p]) / (2 * a[p][q])
        let t = (theta >= 0 ? 1.0 : -1.0) / (abs(theta) + (theta * theta + 1).squareRoot())
        let c = 1 / (t * t + 1).squareRoot()
        let s = t * c
        for k in 0..<n {
          let (x, y) = (a[k][p], a[k][q])
          a[k][p] = c * x - s * y
          a[k][q] = s * x + c * y
        }
        for k in 0..<n {
          let (x, y) = (a[p][k], a[q][k])
          a[p][k] = c * x - s * y
          a[q][k] = s * x + c * y
          let (left, right) = (v[k][p], v[k][q])
          v[k][p] = c * left - s * right
          v[k][q] = s * left + c * right
        }
        a[p][q] = 0
        a[q][p] = 0
      }
    }
  }
  let diagonal: [Double] = (0..<n).map { a[$0][$0] }
  let order = (0..<n).sorted { (i: Int, j: Int) -> Bool in diagonal[i] != diagonal[j] ? diagonal[i] > diagonal[j] : i < j }
  let vectors = order.map { column -> [Double] in
    let vector: [Double] = (0..<n).map { v[$0][column] }
    let size = vector.map { abs($0) }.max() ?? 0
    let largest = vector.first { abs($0) >= size - 1e-12 } ?? 1
    return largest < 0 ? vector.map { -$0 } : vector
  }
  return (order.map { diagonal[$0] }, vectors)
}

/// Inverse of a matrix by Gauss and Jordan with pivots, and its determinant.
/// - Returns: nil for a singular matrix.
package func inverse(_ matrix: [[Double]]) -> (matrix: [[Double]], determinant: Double)? {
  let n = matrix.count
  var a = matrix
  var b = (0..<n).map { i in (0..<n).map { $0 == i ? 1.0 : 0 } }
  var determinant = 1.0
  for column in 0..<n {
    guard let pivot = (column..<n).max(by: { abs(a[$0][column]) < abs(a[$1][column]) }), abs(a[pivot][column]) > 1e-13 else {
      return nil
    }
    if pivot != column {
      a.swapAt(pivot, column)
      b.swapAt(pivot, column)
      determinant = -determinant
    }
    let size = a[column][column]
    determinant *= size
    for k in 0..<n {
      a[column][k] /= size
      b[column][k] /= size
    }
    for row in 0..<n where row != column {
      let factor = a[row][column]
      guard factor != 0 else { continue }
      for k in 0..<n {
        a[row][k] -= factor * a[column][k]
        b[row][k] -= factor * b[column][k]
      }
    }
  }
  return (b, determinant)
}
