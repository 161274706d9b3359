import Glibc

/// Where a series changes: the segments of least squared error, their number by BIC.
///
/// Dynamic programming over all divisions into segments of at least the least length. BIC as R strucchange counts it:
/// -2 logLik + ln(n) ((p + 1)(m + 1)), logLik = -n/2 (ln RSS + 1 - ln n + ln 2π), p coefficients a segment.
///
/// Source: J. Bai, P. Perron, Journal of Applied Econometrics 18 (2003), 1-22; R strucchange `breakpoints`.
package struct StructuralBreaks: Sendable, Hashable {
  package enum Model: String, Sendable, Hashable, CaseIterable {
    /// A mean in each segment.
    case level
    /// A straight line in each segment.
    case trend

    var coefficients: Int { self == .level ? 1 : 2 }
  }

  /// Positions (from 0) of the first value of each segment but the first.
  package var starts: [Int]
  /// BIC for 0, 1, 2 ... breaks.
  package var criteria: [Double]
  /// Sum of squared residuals for 0, 1, 2 ... breaks.
  package var squaredErrors: [Double]

  /// - Parameters:
  ///   - least: least length of a segment, 3 or more.
  ///   - most: most breaks to look for.
  ///   - fixed: exactly so many breaks instead of BIC's choice.
  /// - Returns: nil for a series shorter than two segments.
  package init?(_ values: [Double], model: Model = .level, least: Int = 3, most: Int = 5, fixed: Int? = nil) {
    let n = values.count
    let length = max(least, model.coefficients + 1)
    guard n >= 2 * length else { return nil }
    var cost: [[Double]] = []
    for from in 0..<n {
      cost.append((0..<n).map { to in to - from + 1 >= length ? Self.squaredError(values[from...to], model) : .infinity })
    }
    let breaks = min(fixed ?? most, n / length - 1)
    // best[m][t]: least error of values 0...t in m + 1 segments; from[m][t]: start of the last of them.
    var best = [cost[0]]
    var from = [[Int](repeating: 0, count: n)]
    for m in 1..<max(1, breaks + 1) {
      var row = [Double](repeating: .infinity, count: n)
      var starts = [Int](repeating: 0, count: n)
      for end in 0..<n {
        for start in length..<max(length, end - length + 2) {
          let total = best[m - 1][start - 1] + cost[start][end]
          if total < row[end] {
            row[end] = total
            starts[end] = start
          }
        }
      }
      best.append(row)
      from.append(starts)
    }
    squaredErrors = best.map { $0[n - 1] }
    let count = Double(n)
    criteria = squaredErrors.enumerated().map { m, error in
      let logLikelihood = -count / 2 * (log(error) + 1 - log(count) + log(2 * Double.pi))
      return -2 * logLikelihood + log(count) * Double((model.coefficients + 1) * (m + 1))
    }
    var chosen = fixed.map { min($0, breaks) } ?? 0
    if fixed == nil { for m in criteria.indices where criteria[m] < criteria[chosen] { chosen = m } }
    starts = []
    var end = n - 1
    for m in stride(from: chosen, to: 0, by: -1) {
      starts.insert(from[m][end], at: 0)
      end = from[m][end] - 1
    }
  }

  private static func squaredError(_ values: ArraySlice<Double>, _ model: Model) -> Double {
    let list = Array(values)
    guard model == .trend else { return sumOfSquares(list) }
    guard list.count > 2, let line = LinearTrend(list, at: list.indices.map(Double.init)) else { return 0 }
    return line.residualVariance * Double(list.count - 2)
  }
}
