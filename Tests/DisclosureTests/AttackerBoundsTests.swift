import Disclosure
import Findings
import Testing

/// Reference: scipy 1.17.1, optimize.linprog (HiGHS), least and greatest value of every withheld cell of the synthetic tables
/// when the cells with (7919 i + 13) mod 10 below a limit are withheld.
@Suite struct AttackerBoundsTests {
  static func published(_ values: [Int], withheld: (Int) -> Bool) -> [Int?] {
    values.enumerated().map { withheld($0.offset) ? nil : $0.element }
  }

  static func text(_ bounds: AttackerBounds) -> String {
    func text(_ value: Fraction) -> String {
      value.denominator == 1 ? "\(value.numerator)" : "\(value.numerator)/\(value.denominator)"
    }
    return text(bounds.lower) + ":" + (bounds.upper.map { text($0) } ?? "inf")
  }

  static func check(_ table: SyntheticTable, limit: Int, expected: String) throws {
    let bounds = try attackerBounds(
      table.additivity, published: published(table.values) { ($0 * 7919 + 13) % 10 < limit })
    #expect(bounds.compactMap { $0 }.map { text($0) } == expected.split { $0 == " " || $0 == "\n" }.map(String.init))
  }

  @Test func flatTableAgreesWithHighs() throws {
    try Self.check(
      .flat(), limit: 5,
      expected: """
        5339:inf 637:inf 34:inf 383:inf 418:inf 0:inf 0:inf 0:inf 0:610 0:329 0:329 0:329 0:329 0:329 0:507 0:507 0:507
        0:468 0:507 0:446 0:446 0:446 0:446 0:347 0:529 0:468 0:529 0:347 0:181 0:378 0:378 0:347 0:181 294:1376 0:554 0:347
        0:181 97:inf 0:inf 0:347 0:181 482:inf 0:inf 0:inf 0:181 258:inf 0:inf 0:inf 0:inf 86:inf 0:inf 0:inf 0:inf 0:610
        0:103 0:103 0:103 0:103 0:103
        """)
  }

  @Test func nestedTableAgreesWithHighs() throws {
    try Self.check(
      .nested(), limit: 3,
      expected: """
        497:1075 0:578 0:578 313:891 0:578 0:578 180:369 0:189 0:189 107:296 0:189 0:189 49:92 0:43 0:43 21:64 0:43 0:43
        38:74 0:36 0:36 27:63 0:36 0:36 34:67 0:33 0:33 17:50 0:33 0:33 16:51 0:35 0:35 23:58 0:35 0:35 43:85 0:42 0:42
        19:61 0:42 0:42 112:245 0:133 0:133 62:195 0:133 0:133 30:85 0:55 0:55 17:72 0:55 0:55 37:65 0:28 0:28 15:43 0:28
        0:28 3:12 0:9 0:9 4:13 0:9 0:9 21:46 0:25 0:25 14:39 0:25 0:25 21:37 0:16 0:16 12:28 0:16 0:16 86:191 0:105 0:105
        49:154 0:105 0:105 11:20 0:9 0:9 4:13 0:9 0:9 8:17 0:9 0:9 3:12 0:9 0:9 32:70 0:38 0:38 22:60 0:38 0:38 2:4 0:2 0:2
        0:2 0:2 0:2 33:80 0:47 0:47 20:67 0:47 0:47 119:270 0:151 0:151 95:246 0:151 0:151 16:54 0:38 0:38 24:62 0:38 0:38
        22:53 0:31 0:31 18:49 0:31 0:31 41:82 0:41 0:41 31:72 0:41 0:41 40:81 0:41 0:41 22:63 0:41 0:41
        """)
  }

  @Test func solidTableAgreesWithHighs() throws {
    try Self.check(
      .solid(), limit: 6,
      expected: """
        465:inf 172:inf 283:inf 135:135 86:86 31:inf 7:inf 14:inf 36:inf 10:inf 15:inf 6:inf 5:53 0:36 0:28 0:36 0:4 0:4
        0:inf 0:inf 0:8 4:4 37:37 0:36 0:22 0:20 12:34 0:22 0:30 0:22 0:8 0:42 0:22 0:20 0:19 8:27 0:36 0:19 0:36 6:6 4:4
        0:36 0:19 0:36 48:inf 6:inf 0:63 0:35 0:28 0:inf 0:inf 0:28 0:15 0:15 22:inf 9:inf 13:inf 7:7 6:6 0:inf 0:inf 0:inf
        1:inf 0:inf 19:inf 6:inf 7:57 0:36 0:28 0:36 0:6 0:6 0:inf 0:inf 0:8 6:6 3:3 0:5 0:3 0:2 1:4 0:3 0:5 0:3 0:2 0:5 0:3
        0:2 0:16 0:16 0:31 0:19 0:28 8:8 3:3 0:31 0:19 0:28 60:inf 15:inf 0:70 0:35 0:36 0:inf 0:inf 0:36 0:19 0:19 60:inf
        24:inf 36:inf 13:13 12:12 0:inf 0:inf 0:inf 6:inf 0:inf
        """)
  }

  @Test func fractionsAreExact() throws {
    // x+y+a = 1, y+z+b = 1, x+z+c = 1: the sum of x, y, z is at most 3/2. Cells: x y z a b c, their totals, the sum.
    let structure = Additivity(
      cellCount: 10,
      relations: [
        .init(total: 6, parts: [0, 1, 3]), .init(total: 7, parts: [1, 2, 4]), .init(total: 8, parts: [0, 2, 5]),
        .init(total: 9, parts: [0, 1, 2]),
      ])
    let bounds = try attackerBounds(structure, published: [nil, nil, nil, nil, nil, nil, 1, 1, 1, nil])
    #expect(bounds[9] == AttackerBounds(lower: Fraction(0), upper: Fraction(3, over: 2)))
    #expect(bounds[0] == AttackerBounds(lower: Fraction(0), upper: Fraction(1)))
    // Without the slack every cell is one half.
    let tight = try attackerBounds(structure, published: [nil, nil, nil, 0, 0, 0, 1, 1, 1, nil])
    #expect(tight[0] == AttackerBounds(lower: Fraction(1, over: 2), upper: Fraction(1, over: 2)))
    #expect(tight[9] == AttackerBounds(lower: Fraction(3, over: 2), upper: Fraction(3, over: 2)))
  }

  @Test func theTrueValueLiesBetweenItsBounds() throws {
    let table = try SyntheticTable.solid()
    let bounds = try attackerBounds(
      table.additivity, published: Self.published(table.values) { ($0 * 7919 + 13) % 10 < 7 })
    for (cell, bound) in bounds.enumerated() {
      guard let bound else { continue }
      #expect(!(Fraction(table.values[cell]) < bound.lower))
      if let upper = bound.upper { #expect(!(upper < Fraction(table.values[cell]))) }
    }
  }

  @Test func aLoneWithheldCellIsExact() throws {
    let structure = Additivity(cellCount: 3, relations: [.init(total: 0, parts: [1, 2])])
    let bounds = try attackerBounds(structure, published: [10, nil, 8])
    #expect(bounds[1] == AttackerBounds(lower: Fraction(2), upper: Fraction(2)))
    #expect(bounds[0] == nil)
  }

  @Test func aWithheldTotalHasNoUpperBound() throws {
    let structure = Additivity(cellCount: 3, relations: [.init(total: 0, parts: [1, 2])])
    let bounds = try attackerBounds(structure, published: [nil, nil, 8])
    #expect(bounds[0] == AttackerBounds(lower: Fraction(8), upper: nil))
    #expect(bounds[1] == AttackerBounds(lower: Fraction(0), upper: nil))
  }

  @Test(
    "What cannot be is refused",
    arguments: [
      [5, nil, 8],  // a part above its total
      [5, 2, 2],  // a total that is not its parts
    ] as [[Int?]])
  func contradictions(published: [Int?]) throws {
    let structure = Additivity(cellCount: 3, relations: [.init(total: 0, parts: [1, 2])])
    #expect(throws: Refusal.self) { _ = try attackerBounds(structure, published: published) }
  }

  @Test func aContradictionThatOnlyManyRelationsShowIsRefused() throws {
    // x+y = 1, y+z = 1, x+z = 1 and the sum of the three is 2.
    let structure = Additivity(
      cellCount: 7,
      relations: [
        .init(total: 3, parts: [0, 1]), .init(total: 4, parts: [1, 2]), .init(total: 5, parts: [0, 2]),
        .init(total: 6, parts: [0, 1, 2]),
      ])
    #expect(throws: Refusal.self) { _ = try attackerBounds(structure, published: [nil, nil, nil, 1, 1, 1, 2]) }
  }

  @Test func numbersTooLargeAreRefusedNotTrapped() throws {
    let structure = Additivity(
      cellCount: 5, relations: [.init(total: 0, parts: [1, 2]), .init(total: 0, parts: [3, 4])])
    #expect(throws: Refusal.self) { _ = try attackerBounds(structure, published: [nil, Int.max, Int.max, nil, nil]) }
  }

  @Test func widthAndReach() {
    let bounds = AttackerBounds(lower: Fraction(1), upper: Fraction(4))
    #expect(bounds.isAtLeast(3) && !bounds.isAtLeast(4))
    #expect(bounds.contain(1, 4) && !bounds.contain(0, 3))
    #expect(AttackerBounds(lower: Fraction(7), upper: nil).isAtLeast(100))
  }
}
