import Disclosure
import Findings

/// Tables of the shapes that disclosure control meets, made by a seeded generator: units by categories (117 cells), units in
/// districts by nested categories (480), units by age by sex (198). The reference numbers of these tests were computed on
/// the same tables with scipy 1.17.1, optimize.linprog, method HiGHS.
struct SyntheticTable {
  var cells: CellTable
  var values: [Int]
  var additivity: Additivity { cells.additivity }

  var primaries: [Int] { values.indices.filter { 0 < values[$0] && values[$0] < 3 } }

  static func flat() throws -> SyntheticTable {
    try SyntheticTable(
      [
        ("unit", (0..<12).map { ($0 < 10 ? "u0\($0)" : "u\($0)", "T") }),
        ("cat", (0..<8).map { ("c\($0)", "T") }),
      ], seed: 1, scale: 60)
  }

  static func nested() throws -> SyntheticTable {
    var units = (0..<4).map { ("p\($0)", "T") }
    var categories = (0..<4).map { ("k\($0)", "T") }
    for i in 0..<4 {
      for j in 0..<(i < 3 ? 5 : 4) { units.append(("g\(i)\(j)", "p\(i)")) }
      for j in 0..<(i < 3 ? 4 : 3) { categories.append(("d\(i)\(j)", "k\(i)")) }
    }
    return try SyntheticTable([("unit", units), ("cat", categories)], seed: 1, scale: 10)
  }

  static func solid() throws -> SyntheticTable {
    try SyntheticTable(
      [
        ("unit", (0..<10).map { ("u0\($0)", "T") }), ("age", (0..<5).map { ("a\($0)", "T") }), ("sex", [("M", "T"), ("K", "T")]),
      ], seed: 4, scale: 7)
  }

  /// Weights of the codes and noise by a 64-bit linear congruential generator.
  init(_ dimensions: [(String, [(String, String)])], seed: UInt64, scale: Int) throws {
    var state = seed
    func below(_ n: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % n
    }
    let hierarchies = try dimensions.map { name, links in
      try Hierarchy(dimension: name, links: links.map { Hierarchy.Link(child: $0.0, parent: $0.1) })
    }
    cells = try CellTable(dimensions: hierarchies)
    // Finest codes in the order in which they were listed, for the generator.
    let finest = dimensions.map { _, links in
      links.map(\.0).filter { code in !links.contains { $0.1 == code } }
    }
    let weights = finest.map { $0.map { _ in 1 + below(20) } }
    var unit = 100
    for _ in dimensions { unit *= 10 }
    var values = [Int](repeating: 0, count: cells.count)
    var chosen = [Int](repeating: 0, count: dimensions.count)
    var isDone = false
    while !isDone {
      var product = scale
      var positions: [Int] = []
      for (dimension, index) in chosen.enumerated() {
        product *= weights[dimension][index]
        positions.append(hierarchies[dimension].position(of: finest[dimension][index]) ?? 0)
      }
      values[cells.cell(positions)] = product * (50 + below(101)) / unit
      var dimension = dimensions.count - 1
      chosen[dimension] += 1
      while chosen[dimension] == finest[dimension].count {
        chosen[dimension] = 0
        dimension -= 1
        if dimension < 0 {
          isDone = true
          break
        }
        chosen[dimension] += 1
      }
    }
    self.values = try cells.addingTotals(values)
  }
}
