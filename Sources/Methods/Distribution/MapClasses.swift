/// Classes of a map: upper limits, the last being the largest value; a value belongs to the first class whose limit it does not
/// pass.
package enum MapClasses: Sendable, Hashable {
  /// Equal parts of the range.
  case equal
  /// Quantiles of a type 1...9.
  case quantile(type: Int)
  /// Fisher's exact division of least squared error (natural breaks of Jenks).
  case fisher
  /// Below mean - s, to the mean, to mean + s, above: four classes always. Source: Polish rule of linear ordering.
  case meanAndDeviation(VarianceDivisor)

  /// - Returns: nil for fewer different values than classes, or a number of classes below 2.
  package func limits(_ values: [Double], classes: Int) -> [Double]? {
    guard let least = values.min(), let most = values.max(), most > least, classes >= 2 else { return nil }
    switch self {
    case .equal: return (1...classes).map { $0 == classes ? most : least + (most - least) * Double($0) / Double(classes) }
    case .quantile(let type):
      var limits: [Double] = []
      for part in 1...classes {
        guard let limit = Methods.quantile(values, Double(part) / Double(classes), type: type) else { return nil }
        limits.append(part == classes ? most : limit)
      }
      return limits
    case .meanAndDeviation(let divisor):
      let centre = mean(values)
      let spread = standardDeviation(values, divisor)
      return [centre - spread, centre, centre + spread, max(most, centre + spread)]
    case .fisher: return fisherLimits(values.sorted(), classes)
    }
  }

  /// Class (from 1) of a value.
  package static func place(_ value: Double, limits: [Double]) -> Int? {
    limits.firstIndex { value <= $0 }.map { $0 + 1 }
  }
}

/// Dynamic programming over the sorted values. Source: W. D. Fisher, JASA 53 (1958), 789-798.
private func fisherLimits(_ sorted: [Double], _ classes: Int) -> [Double]? {
  guard Set(sorted).count >= classes else { return nil }
  let n = sorted.count
  let centre = mean(sorted)
  // Sums of centred values keep the differences of prefix sums exact enough.
  var sums = [0.0]
  var squares = [0.0]
  for value in sorted {
    sums.append((sums.last ?? 0) + value - centre)
    squares.append((squares.last ?? 0) + (value - centre) * (value - centre))
  }
  func cost(_ from: Int, _ to: Int) -> Double {
    let sum = sums[to + 1] - sums[from]
    return max(0, squares[to + 1] - squares[from] - sum * sum / Double(to - from + 1))
  }
  var best = (0..<n).map { cost(0, $0) }
  var starts: [[Int]] = [[Int](repeating: 0, count: n)]
  for level in 1..<classes {
    var row = [Double](repeating: .infinity, count: n)
    var start = [Int](repeating: 0, count: n)
    for end in level..<n {
      for from in level...end where sorted[from] > sorted[from - 1] {
        let total = best[from - 1] + cost(from, end)
        if total < row[end] {
          row[end] = total
          start[end] = from
        }
      }
    }
    best = row
    starts.append(start)
  }
  var limits: [Double] = []
  var end = n - 1
  for level in stride(from: classes - 1, through: 0, by: -1) {
    limits.insert(sorted[end], at: 0)
    end = starts[level][end] - 1
  }
  return limits
}
