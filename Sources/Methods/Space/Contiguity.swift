/// A point of a boundary, in whatever coordinates the boundaries have.
package struct BoundaryPoint: Sendable, Hashable {
  package var x: Double
  package var y: Double

  package init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }
}

/// Who neighbours whom by their boundaries.
///
/// Boundaries published together share the points of their common stretches exactly; that is what is looked for. Where one
/// boundary has points that the other lacks (generalised apart from each other), stretches are missed.
///
/// Source: L. Anselin, S. J. Rey, Modern Spatial Econometrics in Practice (2014), chapter 3; libpysal `Queen`, `Rook`.
package enum Contiguity: String, Sendable, Hashable, CaseIterable {
  /// A common point suffices.
  case queen
  /// A common stretch between two points is needed.
  case rook

  /// - Parameter rings: by unit, its rings, closed or not; outer rings and holes alike.
  /// - Returns: both directions of each pair, ascending.
  package func pairs(_ rings: [[[BoundaryPoint]]]) -> [(from: Int, to: Int)] {
    var found: Set<Pair> = []
    switch self {
    case .queen:
      var owners: [BoundaryPoint: [Int]] = [:]
      for (unit, list) in rings.enumerated() {
        for point in Set(list.joined()) { owners[point, default: []].append(unit) }
      }
      for units in owners.values { found.formUnion(Self.pairs(among: units)) }
    case .rook:
      var owners: [Stretch: [Int]] = [:]
      for (unit, list) in rings.enumerated() {
        for stretch in Set(list.flatMap(Self.stretches)) { owners[stretch, default: []].append(unit) }
      }
      for units in owners.values { found.formUnion(Self.pairs(among: units)) }
    }
    return found.sorted { ($0.from, $0.to) < ($1.from, $1.to) }.map { ($0.from, $0.to) }
  }

  private struct Pair: Hashable {
    var from: Int
    var to: Int
  }

  /// Two neighbouring points of a ring, the same from either side.
  private struct Stretch: Hashable {
    var one: BoundaryPoint
    var other: BoundaryPoint

    init(_ a: BoundaryPoint, _ b: BoundaryPoint) {
      let isOrdered = (a.x, a.y) <= (b.x, b.y)
      one = isOrdered ? a : b
      other = isOrdered ? b : a
    }
  }

  private static func pairs(among units: [Int]) -> [Pair] {
    var pairs: [Pair] = []
    for from in units { for to in units where to != from { pairs.append(Pair(from: from, to: to)) } }
    return pairs
  }

  private static func stretches(_ ring: [BoundaryPoint]) -> [Stretch] {
    var stretches: [Stretch] = []
    for (index, point) in ring.enumerated() {
      let next = ring[(index + 1) % ring.count]
      if next != point { stretches.append(Stretch(point, next)) }
    }
    return stretches
  }
}
