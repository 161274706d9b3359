/// Who neighbours whom, and how much.
package struct SpatialWeights: Sendable, Hashable {
  package enum Style: String, Sendable, Hashable, CaseIterable {
    /// Each unit's weights sum to 1.
    case rows = "W"
    /// As given: 1 a neighbour unless said otherwise.
    case binary = "B"
  }
  package struct Link: Sendable, Hashable {
    package var unit: Int
    package var weight: Double
  }

  /// Neighbours of each unit; empty for an island.
  package var links: [[Link]]

  /// - Parameter pairs: from, to, weight; positions of units.
  package init(count: Int, pairs: [(from: Int, to: Int, weight: Double)], style: Style, includingSelf: Bool = false) {
    links = Array(repeating: [], count: count)
    for pair in pairs where pair.from != pair.to && pair.weight != 0 {
      links[pair.from].append(Link(unit: pair.to, weight: pair.weight))
    }
    if includingSelf { for unit in 0..<count { links[unit].append(Link(unit: unit, weight: 1)) } }
    for unit in 0..<count {
      links[unit].sort { $0.unit < $1.unit }
      guard style == .rows else { continue }
      let total = links[unit].reduce(0) { $0 + $1.weight }
      if total != 0 { for index in links[unit].indices { links[unit][index].weight /= total } }
    }
  }

  /// Units without a neighbour: they have no lag, and do not count in the moments.
  package var islands: [Int] { links.indices.filter { links[$0].isEmpty } }

  /// Weighted sum over the neighbours.
  package func lag(_ values: [Double], of unit: Int) -> Double { links[unit].reduce(0) { $0 + $1.weight * values[$1.unit] } }

  /// S0, S1, S2 of the moments of Moran and Geary.
  var sums: (s0: Double, s1: Double, s2: Double) {
    var s0 = 0.0
    var s1 = 0.0
    var rows = [Double](repeating: 0, count: links.count)
    var columns = rows
    for (unit, own) in links.enumerated() {
      for link in own {
        s0 += link.weight
        rows[unit] += link.weight
        columns[link.unit] += link.weight
        // (w_ij + w_ji)^2 over both orders: each one-sided term here, the cross term from both sides.
        let back = links[link.unit].first { $0.unit == unit }?.weight ?? 0
        s1 += link.weight * link.weight + link.weight * back
      }
    }
    let s2 = zip(rows, columns).reduce(0) { $0 + ($1.0 + $1.1) * ($1.0 + $1.1) }
    return (s0, s1, s2)
  }
}
