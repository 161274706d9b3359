/// Rings sorted into polygons: a ring that lies in an odd number of others is a hole of the smallest of them.
enum Polygons {
  /// - Returns: for each polygon its outer ring, then its holes; closed, y growing to the north.
  static func of(_ rings: [[MapChart.Point]]) -> [[[MapChart.Point]]] {
    let closed = rings.filter { $0.count >= 3 }.map { ring in ring.first == ring.last ? ring : ring + [ring[0]] }
    let areas = closed.map(signedArea)
    let around = closed.indices.map { inner in
      closed.indices.filter { outer in
        outer != inner && areas[outer].magnitude > areas[inner].magnitude && holds(closed[outer], closed[inner])
      }
    }
    var polygons: [Int: [[MapChart.Point]]] = [:]
    var order: [Int] = []
    for place in closed.indices where around[place].count % 2 == 0 {
      order.append(place)
      polygons[place] = [areas[place] < 0 ? closed[place].reversed() : closed[place]]
    }
    for place in closed.indices where around[place].count % 2 == 1 {
      let outer = around[place].min { areas[$0].magnitude < areas[$1].magnitude }
      guard let outer else { continue }
      polygons[outer]?.append(areas[place] > 0 ? closed[place].reversed() : closed[place])
    }
    return order.compactMap { polygons[$0] }
  }

  /// Positive where the ring runs counter-clockwise with y to the north.
  private static func signedArea(_ ring: [MapChart.Point]) -> Double {
    zip(ring, ring.dropFirst()).reduce(0) { $0 + ($1.0.x * $1.1.y - $1.1.x * $1.0.y) } / 2
  }

  /// Whether most points of a ring lie within another: one point may lie on a border that both share.
  private static func holds(_ outer: [MapChart.Point], _ inner: [MapChart.Point]) -> Bool {
    let tested = inner.dropLast()
    return tested.count { contains(outer, $0) } * 2 > tested.count
  }

  private static func contains(_ ring: [MapChart.Point], _ point: MapChart.Point) -> Bool {
    var isInside = false
    for (a, b) in zip(ring, ring.dropFirst()) where (a.y > point.y) != (b.y > point.y) {
      if point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x { isInside.toggle() }
    }
    return isInside
  }
}
