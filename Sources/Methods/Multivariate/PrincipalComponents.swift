import Glibc

/// Principal components of the correlations, and whether the data are fit for them.
///
/// Source: OECD/JRC Handbook (2008), step 4; H. F. Kaiser, Psychometrika 39 (1974), 31-36 (KMO); M. S. Bartlett, Journal of the
/// Royal Statistical Society B 16 (1954), 296-298.
package struct PrincipalComponents: Sendable, Hashable {
  package var correlations: [[Double]]
  /// Largest first; they sum to the number of variables. Kaiser keeps those above 1.
  package var eigenvalues: [Double]
  /// loadings[k][j]: eigenvector times the root of the eigenvalue, of variable j on component k.
  package var loadings: [[Double]]
  /// Sampling adequacy of all variables and of each; nil when the correlations cannot be inverted.
  package var kmo: Double?
  package var kmoByVariable: [Double]?
  /// Chi-squared, degrees of freedom, probability that the variables do not correlate at all.
  package var bartlett: (statistic: Double, degrees: Double, probability: Double)? {
    guard let determinant, determinant > 0 else { return nil }
    let p = Double(eigenvalues.count)
    let statistic = -(Double(count) - 1 - (2 * p + 5) / 6) * log(determinant)
    let degrees = p * (p - 1) / 2
    return (statistic, degrees, chiSquaredTail(statistic, degrees: degrees))
  }
  private var determinant: Double?
  private var count: Int

  /// - Parameter columns: complete values, one list a variable.
  /// - Returns: nil for fewer than two variables or one that does not vary.
  package init?(_ columns: [[Double]]) {
    guard columns.count >= 2, let rows = columns.first?.count, rows >= 3 else { return nil }
    var matrix: [[Double]] = []
    for a in columns {
      var row: [Double] = []
      for b in columns {
        guard let r = correlation(a, b) else { return nil }
        row.append(r)
      }
      matrix.append(row)
    }
    for i in matrix.indices { matrix[i][i] = 1 }
    correlations = matrix
    let (values, vectors) = Methods.eigenvalues(matrix)
    eigenvalues = values
    loadings = zip(values, vectors).map { value, vector in vector.map { $0 * max(0, value).squareRoot() } }
    count = rows
    guard let (inverted, determinant) = inverse(matrix) else { return }
    self.determinant = determinant
    var simple = [Double](repeating: 0, count: columns.count)
    var partial = simple
    for i in matrix.indices {
      for j in matrix.indices where i != j {
        simple[i] += matrix[i][j] * matrix[i][j]
        partial[i] += inverted[i][j] * inverted[i][j] / (inverted[i][i] * inverted[j][j])
      }
    }
    let all = simple.reduce(0, +)
    kmo = all / (all + partial.reduce(0, +))
    kmoByVariable = zip(simple, partial).map { $0 / ($0 + $1) }
  }
}

extension PrincipalComponents {
  /// Weights from the components with an eigenvalue above 1 (Kaiser), rotated by varimax: each variable has its squared loading
  /// on the component it loads most on, as a share of what that component explains, and the components weigh by what they
  /// explain. Never negative; they add up to 1.
  ///
  /// Source: OECD/JRC Handbook (2008), step 6, table 19; G. Nicoletti, S. Scarpetta, O. Boylaud (2000). (COINr `get_PCA` takes the
  /// first eigenvector as it is, whose sign is arbitrary.)
  package var weights: [Double] {
    let kept = max(1, eigenvalues.count { $0 > 1 })
    let rotated = varimax(Array(loadings.prefix(kept)))
    let explained = rotated.map { $0.reduce(0) { $0 + $1 * $1 } }
    var weights = [Double](repeating: 0, count: eigenvalues.count)
    for variable in weights.indices {
      guard let best = rotated.indices.max(by: { abs(rotated[$0][variable]) < abs(rotated[$1][variable]) }) else { continue }
      // Share within the component times share of the component among those kept: what the component explains cancels.
      weights[variable] = explained[best] > 0 ? rotated[best][variable] * rotated[best][variable] : 0
    }
    let total = weights.reduce(0, +)
    return weights.map { $0 / total }
  }
}

/// Loadings turned so that each variable loads high on few components: varimax with Kaiser's normalisation, by plane rotations until
/// none turns further.
///
/// Source: H. F. Kaiser, Psychometrika 23 (1958), 187-200; R `varimax`.
/// - Parameter loadings: by component and then variable.
package func varimax(_ loadings: [[Double]]) -> [[Double]] {
  guard loadings.count > 1, let count = loadings.first?.count else { return loadings }
  let sizes = (0..<count).map { variable in loadings.reduce(0) { $0 + $1[variable] * $1[variable] }.squareRoot() }
  var turned = loadings.map { row in zip(row, sizes).map { $1 > 0 ? $0 / $1 : 0 } }
  let n = Double(count)
  for _ in 0..<1_000 {
    var largest = 0.0
    for i in turned.indices {
      for j in (i + 1)..<max(i + 1, turned.count) {
        var (a, b, c, d) = (0.0, 0.0, 0.0, 0.0)
        for variable in 0..<count {
          let (x, y) = (turned[i][variable], turned[j][variable])
          let u = x * x - y * y
          let v = 2 * x * y
          a += u
          b += v
          c += u * u - v * v
          d += 2 * u * v
        }
        let angle = atan2(d - 2 * a * b / n, c - (a * a - b * b) / n) / 4
        largest = max(largest, abs(angle))
        let (cosine, sine) = (cos(angle), sin(angle))
        for variable in 0..<count {
          let (x, y) = (turned[i][variable], turned[j][variable])
          turned[i][variable] = cosine * x + sine * y
          turned[j][variable] = cosine * y - sine * x
        }
      }
    }
    if largest < 1e-14 { break }
  }
  return turned.map { row in zip(row, sizes).map { $0 * $1 } }
}
