/// Wrocław taxonomy: the shortest tree that joins all units, cut at its longest edges.
///
/// Source: K. Florek et al., Taksonomia wrocławska, Przegląd Antropologiczny 17 (1951), 193-211.
package struct SpanningTree: Sendable, Hashable {
  package struct Edge: Sendable, Hashable {
    package var from: Int
    package var to: Int
    package var length: Double
  }

  package enum Cut: Sendable, Hashable {
    /// So many groups: the longest edges go.
    case groups(Int)
    /// Edges longer than the mean plus so many standard deviations (n - 1) go.
    case longerThan(deviations: Double)
  }

  /// n - 1 edges in the order in which Prim's algorithm, begun at the first unit, finds them.
  package var edges: [Edge]

  /// - Parameter distances: symmetric.
  package init(_ distances: [[Double]]) {
    edges = []
    guard distances.count > 1 else { return }
    var nearest = distances[0].map { (distance: $0, from: 0) }
    var isIn = [Bool](repeating: false, count: distances.count)
    isIn[0] = true
    for _ in 1..<distances.count {
      var next: Int?
      for unit in distances.indices where !isIn[unit] {
        if let best = next, nearest[unit].distance >= nearest[best].distance { continue }
        next = unit
      }
      guard let next else { break }
      edges.append(Edge(from: nearest[next].from, to: next, length: nearest[next].distance))
      isIn[next] = true
      for unit in distances.indices where !isIn[unit] && distances[next][unit] < nearest[unit].distance {
        nearest[unit] = (distances[next][unit], next)
      }
    }
  }

  /// Group of each unit, numbered from 1 in the order of their first units.
  package func groups(_ cut: Cut) -> [Int] {
    let order = edges.indices.sorted { (i: Int, j: Int) -> Bool in
      edges[i].length != edges[j].length ? edges[i].length > edges[j].length : i < j
    }
    var removed: Set<Int>
    switch cut {
    case .groups(let count): removed = Set(order.prefix(max(0, count - 1)))
    case .longerThan(let deviations):
      let lengths = edges.map(\.length)
      let spread = lengths.count > 1 ? standardDeviation(lengths) : 0
      let limit = mean(lengths) + deviations * spread
      removed = Set(edges.indices.filter { edges[$0].length > limit })
    }
    var leader = Array(0...edges.count)
    func root(_ unit: Int) -> Int {
      var unit = unit
      while leader[unit] != unit { unit = leader[unit] }
      return unit
    }
    for index in edges.indices where !removed.contains(index) {
      let (a, b) = (root(edges[index].from), root(edges[index].to))
      leader[max(a, b)] = min(a, b)
    }
    removed = []
    var numbers: [Int: Int] = [:]
    return leader.indices.map { unit in
      let top = root(unit)
      let number = numbers[top] ?? numbers.count + 1
      numbers[top] = number
      return number
    }
  }
}
