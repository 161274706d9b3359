/// Rings with fewer points: those farther than a tolerance from the straight line between their neighbours are kept (Douglas and
/// Peucker), ends always.
enum Simplifying {
  /// - Parameter tolerance: in the unit of the points.
  static func ring(_ points: [MapChart.Point], tolerance: Double) -> [MapChart.Point] {
    guard points.count > 4 else { return points }
    var keep = [Bool](repeating: false, count: points.count)
    keep[0] = true
    keep[points.count - 1] = true
    // A closed ring has no line between its ends: the farthest point from the first divides it.
    let middle = points.indices.max { distance(points[$0], points[0]) < distance(points[$1], points[0]) } ?? 0
    keep[middle] = true
    var waiting = [(0, middle), (middle, points.count - 1)]
    while let (from, to) = waiting.popLast() {
      guard to - from > 1 else { continue }
      var farthest = (index: from, distance: 0.0)
      for index in (from + 1)..<to {
        let away = distance(points[index], from: points[from], to: points[to])
        if away > farthest.distance { farthest = (index, away) }
      }
      guard farthest.distance > tolerance else { continue }
      keep[farthest.index] = true
      waiting += [(from, farthest.index), (farthest.index, to)]
    }
    return points.indices.filter { keep[$0] }.map { points[$0] }
  }

  private static func distance(_ a: MapChart.Point, _ b: MapChart.Point) -> Double {
    (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)
  }

  /// Of a point from a line through two others.
  private static func distance(_ point: MapChart.Point, from a: MapChart.Point, to b: MapChart.Point) -> Double {
    let (dx, dy) = (b.x - a.x, b.y - a.y)
    let length = (dx * dx + dy * dy).squareRoot()
    guard length > 0 else { return distance(point, a).squareRoot() }
    return abs(dy * (point.x - a.x) - dx * (point.y - a.y)) / length
  }
}
