/// Where names and numbers of classes stand on a drawn map: inside their unit where they fit, else - a town within its land powiat - on a
/// flag beside it that a line leads to. A class told by its shade alone would be no class for many readers.
struct MapLabels {
  typealias Point = (x: Double, y: Double)

  struct Unit {
    let name: String
    /// Of the class, or what stands for it where there is none.
    let number: String
    /// Borders in units of the picture.
    let rings: [[Point]]
  }

  /// A rectangle by its middle.
  struct Box {
    var x: Double
    var y: Double
    var width: Double
    var height: Double

    func overlaps(_ other: Box) -> Bool {
      abs(x - other.x) * 2 < width + other.width && abs(y - other.y) * 2 < height + other.height
    }

    func holds(_ point: Point) -> Bool { abs(x - point.x) * 2 < width && abs(y - point.y) * 2 < height }
  }

  struct Label {
    var lines: [String]
    var box: Box
    /// On a ground of its own, for it does not lie within the unit.
    var isFlag = false
    /// The point of the unit that a line leads to the flag from.
    var anchor: Point?
  }

  /// Height of a line of 11 units.
  static let line = 12.0

  private let units: [Unit]
  private let width: Double
  private let height: Double
  /// What each unit lies in.
  private let bounds: [Box]
  /// A point well inside each unit.
  private let hearts: [Point]

  init(_ units: [Unit], width: Double, height: Double) {
    self.units = units
    self.width = width
    self.height = height
    bounds = units.map { MapLabels.frame(of: $0.rings) }
    hearts = units.map { MapLabels.heart($0.rings) }
  }

  /// One for each unit, in their order.
  func labels() -> [Label] {
    var taken: [Box] = []
    var labels: [Label?] = []
    for place in units.indices {
      let label = inner(place, taken)
      if let label { taken.append(label.box) }
      labels.append(label)
    }
    for place in units.indices where labels[place] == nil {
      taken.append(Box(x: hearts[place].x, y: hearts[place].y, width: 8, height: 8))
    }
    var result: [Label] = []
    for place in units.indices {
      let label = labels[place] ?? flag(place, taken)
      if label.isFlag { taken.append(label.box) }
      result.append(label)
    }
    return result
  }

  // MARK: Inside

  private func inner(_ place: Int, _ taken: [Box]) -> Label? {
    let unit = units[place]
    let longestWord = unit.name.split(separator: " ").map { estimatedWidth(String($0)) }.max() ?? 0
    for names in [[unit.name], wrapped(unit.name, width: longestWord + 1, lines: 3)] {
      let lines = names + [unit.number]
      var box = MapLabels.box(lines)
      for point in points(place) {
        (box.x, box.y) = (point.x, point.y)
        if isFree(box, place, taken) { return Label(lines: lines, box: box) }
      }
    }
    return nil
  }

  private static func box(_ lines: [String]) -> Box {
    let width = (lines.map { estimatedWidth($0) }.max() ?? 0) * 11 / 12
    return Box(x: 0, y: 0, width: width + 4, height: Double(lines.count) * line + 2)
  }

  /// Points of a unit that a label may have its middle at, the heart and those near it first.
  private func points(_ place: Int) -> [Point] {
    let (heart, around) = (hearts[place], bounds[place])
    let steps = 14
    var points: [(distance: Double, x: Double, y: Double)] = [(0, heart.x, heart.y)]
    for row in 1..<steps {
      for column in 1..<steps {
        let x = around.x + around.width * (Double(column) / Double(steps) - 0.5)
        let y = around.y + around.height * (Double(row) / Double(steps) - 0.5)
        points.append(((x - heart.x) * (x - heart.x) + (y - heart.y) * (y - heart.y), x, y))
      }
    }
    points.sort { $0.distance < $1.distance }
    return points.map { (x: $0.x, y: $0.y) }
  }

  /// Whether a box lies within its unit and covers neither another unit nor another label.
  private func isFree(_ box: Box, _ place: Int, _ taken: [Box]) -> Bool {
    if taken.contains(where: box.overlaps) { return false }
    let columns = max(2, Int(box.width / 8) + 1)
    var samples: [Point] = []
    for row in 0...2 {
      for column in 0...columns {
        samples.append(
          (
            x: box.x + box.width * (Double(column) / Double(columns) - 0.5), y: box.y + box.height * (Double(row) / 2 - 0.5)
          ))
      }
    }
    guard samples.allSatisfy({ MapLabels.isInside($0, units[place].rings) }) else { return false }
    for other in units.indices where other != place && bounds[other].overlaps(box) {
      if box.holds(hearts[other]) || samples.contains(where: { MapLabels.isInside($0, units[other].rings) }) { return false }
    }
    return true
  }

  // MARK: Beside

  private static let directions: [Point] = [
    (1, 0), (-1, 0), (0.7, -0.7), (-0.7, -0.7), (0.7, 0.7), (-0.7, 0.7), (0, -1), (0, 1),
  ]

  /// Name and number in the nearest free place; the number upon the unit where there is none.
  private func flag(_ place: Int, _ taken: [Box]) -> Label {
    let (unit, heart) = (units[place], hearts[place])
    let lines = ["\(unit.name) \(unit.number)"]
    var box = MapLabels.box(lines)
    for distance in stride(from: 18.0, through: 114, by: 12) {
      for direction in MapLabels.directions {
        box.x = heart.x + direction.x * (distance + box.width / 2)
        box.y = heart.y + direction.y * distance
        let isWithin =
          box.x - box.width / 2 > 1 && box.x + box.width / 2 < width - 1 && box.y - box.height / 2 > 1
          && box.y + box.height / 2 < height - 1
        if isWithin, !taken.contains(where: box.overlaps) { return Label(lines: lines, box: box, isFlag: true, anchor: heart) }
      }
    }
    var small = MapLabels.box([unit.number])
    (small.x, small.y) = (heart.x, heart.y)
    return Label(lines: [unit.number], box: small, isFlag: true)
  }

  // MARK: Shapes

  private static func frame(of rings: [[Point]]) -> Box {
    let points = rings.flatMap(\.self)
    guard let left = points.map(\.x).min(), let right = points.map(\.x).max(), let top = points.map(\.y).min(),
      let bottom = points.map(\.y).max()
    else { return Box(x: 0, y: 0, width: 0, height: 0) }
    return Box(x: (left + right) / 2, y: (top + bottom) / 2, width: right - left, height: bottom - top)
  }

  /// Room that a label wants around its middle.
  private static let wanted = 12.0

  /// A point within the unit: the centre of its largest part, or, when that lies in a hole, outside or close to a border, as that of a
  /// rural unit around its town does, the one of a grid that is farthest from all borders.
  private static func heart(_ rings: [[Point]]) -> Point {
    var largest = (size: 0.0, x: 0.0, y: 0.0)
    for ring in rings {
      let part = centre(ring)
      if part.size > largest.size { largest = part }
    }
    var best = (room: room((x: largest.x, y: largest.y), rings), x: largest.x, y: largest.y)
    guard best.room < wanted else { return (x: best.x, y: best.y) }
    let around = frame(of: rings)
    let steps = 20
    for row in 1..<steps {
      for column in 1..<steps {
        let x = around.x + around.width * (Double(column) / Double(steps) - 0.5)
        let y = around.y + around.height * (Double(row) / Double(steps) - 0.5)
        let here = room((x: x, y: y), rings)
        if here > best.room { best = (here, x, y) }
      }
    }
    return (x: best.x, y: best.y)
  }

  /// By the number of borders between the point and the east.
  private static func isInside(_ point: Point, _ rings: [[Point]]) -> Bool {
    var isInside = false
    for ring in rings {
      for (place, a) in ring.enumerated() {
        let b = ring[(place + 1) % ring.count]
        if (a.y > point.y) != (b.y > point.y), point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x { isInside.toggle() }
      }
    }
    return isInside
  }

  /// How far a point is from the nearest border; negative outside.
  private static func room(_ point: Point, _ rings: [[Point]]) -> Double {
    var nearest = Double.infinity
    for ring in rings {
      for (place, a) in ring.enumerated() {
        let b = ring[(place + 1) % ring.count]
        let (dx, dy) = (b.x - a.x, b.y - a.y)
        let square = dx * dx + dy * dy
        let along = square > 0 ? max(0, min(1, ((point.x - a.x) * dx + (point.y - a.y) * dy) / square)) : 0
        let (ex, ey) = (a.x + along * dx - point.x, a.y + along * dy - point.y)
        nearest = min(nearest, ex * ex + ey * ey)
      }
    }
    return isInside(point, rings) ? nearest.squareRoot() : -nearest.squareRoot()
  }

  /// Area and centre of mass of a ring.
  private static func centre(_ points: [Point]) -> (size: Double, x: Double, y: Double) {
    var (twice, x, y) = (0.0, 0.0, 0.0)
    for (index, a) in points.enumerated() {
      let b = points[(index + 1) % points.count]
      let cross = a.x * b.y - b.x * a.y
      twice += cross
      x += (a.x + b.x) * cross
      y += (a.y + b.y) * cross
    }
    guard twice != 0 else { return (0, 0, 0) }
    return (abs(twice / 2), x / (3 * twice), y / (3 * twice))
  }
}
