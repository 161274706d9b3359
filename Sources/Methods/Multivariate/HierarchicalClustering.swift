/// Agglomerative clustering: again and again the two nearest groups are joined.
///
/// Source: G. N. Lance, W. T. Williams, The Computer Journal 9 (1967), 373-380; scipy `linkage` (Ward on distances, as R
/// `ward.D2`).
package struct HierarchicalClustering: Sendable, Hashable {
  package enum Linkage: String, Sendable, Hashable, CaseIterable {
    case single, complete, average, ward
  }

  package struct Join: Sendable, Hashable {
    /// Numbers of the groups: 0..<n are units, n + k is what join k made.
    package var first: Int
    package var second: Int
    package var height: Double
    package var size: Int
  }

  /// In the order of their heights.
  package var joins: [Join]
  private var count: Int

  /// - Parameter distances: symmetric.
  package init(_ distances: [[Double]], _ linkage: Linkage) {
    count = distances.count
    joins = []
    var d = distances
    var sizes = [Int](repeating: 1, count: count)
    var names = Array(0..<count)
    var active = Array(0..<count)
    while active.count > 1 {
      var best = (Double.infinity, 0, 0)
      for (place, i) in active.enumerated() {
        for j in active[(place + 1)...] where d[i][j] < best.0 { best = (d[i][j], i, j) }
      }
      let (height, i, j) = best
      guard i != j else { break }
      for k in active where k != i && k != j {
        let (a, b, c) = (Double(sizes[i]), Double(sizes[j]), Double(sizes[k]))
        let value: Double =
          switch linkage {
          case .single: min(d[i][k], d[j][k])
          case .complete: max(d[i][k], d[j][k])
          case .average: (a * d[i][k] + b * d[j][k]) / (a + b)
          case .ward:
            max(0, ((a + c) * d[i][k] * d[i][k] + (b + c) * d[j][k] * d[j][k] - c * height * height) / (a + b + c)).squareRoot()
          }
        d[i][k] = value
        d[k][i] = value
      }
      joins.append(
        Join(first: min(names[i], names[j]), second: max(names[i], names[j]), height: height, size: sizes[i] + sizes[j]))
      sizes[i] += sizes[j]
      names[i] = count + joins.count - 1
      active.removeAll { $0 == j }
    }
  }

  /// Group of each unit when so many groups are left, numbered from 1 in the order of their first units.
  package func groups(_ wanted: Int) -> [Int] {
    var members: [Int: [Int]] = [:]
    for unit in 0..<count { members[unit] = [unit] }
    for (index, join) in joins.prefix(max(0, count - wanted)).enumerated() {
      members[count + index] = (members.removeValue(forKey: join.first) ?? []) + (members.removeValue(forKey: join.second) ?? [])
    }
    var result = [Int](repeating: 0, count: count)
    let ordered = members.values.sorted { ($0.min() ?? 0) < ($1.min() ?? 0) }
    for (number, units) in ordered.enumerated() { for unit in units { result[unit] = number + 1 } }
    return result
  }
}

/// Euclidean distances between units.
package func euclideanDistances(_ columns: [[Double]]) -> [[Double]] {
  guard let count = columns.first?.count else { return [] }
  var distances = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
  for i in 0..<count {
    for j in 0..<count {
      var squares = 0.0
      for column in columns {
        let difference = column[i] - column[j]
        squares += difference * difference
      }
      distances[i][j] = squares.squareRoot()
    }
  }
  return distances
}
