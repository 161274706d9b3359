/// Strokes from lower left to upper right that fill an area, for pictures that know no patterns.
enum Hatching {
  /// - Parameters:
  ///   - rings: outlines and holes, shaded by the even-odd rule.
  ///   - step: distance between strokes along the axes.
  static func strokes(_ rings: [[PathLines.Point]], step: Double) -> [[PathLines.Point]] {
    // Along a stroke x + y stays the same.
    let sums = rings.joined().map { $0.x + $0.y }
    guard let least = sums.min(), let greatest = sums.max(), greatest - least < 10_000 else { return [] }
    var strokes: [[PathLines.Point]] = []
    var sum = (least / step).rounded(.down) * step + step / 2
    while sum < greatest {
      var crossings: [PathLines.Point] = []
      for ring in rings {
        for (place, a) in ring.enumerated() {
          let b = ring[(place + 1) % ring.count]
          let (from, to) = (a.x + a.y - sum, b.x + b.y - sum)
          guard (from > 0) != (to > 0) else { continue }
          let share = from / (from - to)
          crossings.append(PathLines.Point(x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share))
        }
      }
      crossings.sort { $0.x < $1.x }
      for pair in stride(from: 0, to: crossings.count - 1, by: 2) { strokes.append([crossings[pair], crossings[pair + 1]]) }
      sum += step
    }
    return strokes
  }
}
