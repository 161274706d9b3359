import Disclosure
import Findings
import Testing

@Suite struct LinkedTablesTests {
  static let units = [("a", "T"), ("b", "T"), ("c", "T")]

  static func table(_ name: String, _ dimension: String, _ codes: [String], _ finest: [[Int]]) throws -> LinkedTables.Table {
    let cells = try CellTable(dimensions: [
      Hierarchy(dimension: "unit", links: units.map { Hierarchy.Link(child: $0.0, parent: $0.1) }),
      Hierarchy(dimension: dimension, links: codes.map { Hierarchy.Link(child: $0, parent: "T") }),
    ])
    var values = [Int](repeating: 0, count: cells.count)
    for (unit, row) in finest.enumerated() {
      for (code, value) in row.enumerated() { values[cells.cell([unit + 1, code + 1])] = value }
    }
    return LinkedTables.Table(name: name, subject: "persons", cells: cells, values: try cells.addingTotals(values))
  }

  @Test func totalsOfTwoTablesAreOneCell() throws {
    let bySex = try Self.table("sex", "sex", ["K", "M"], [[10, 12], [2, 20], [30, 9]])
    let byAge = try Self.table("age", "age", ["0-17", "18+"], [[7, 15], [11, 11], [19, 20]])
    let linked = try LinkedTables([bySex, byAge])
    // 12 cells each; the four totals by unit are shared.
    #expect(linked.values.count == 20)
    let total = bySex.cells.cell([0, 0])
    #expect(linked.cellOf[0][total] == linked.cellOf[1][byAge.cells.cell([0, 0])])
    #expect(linked.structure.broken(by: linked.values).isEmpty)
    let pattern = try suppression(
      of: linked.structure, values: linked.values, needs: FrequencyRule.standard.needs(linked.values),
      options: SuppressionOptions(singleton: true))
    let bounds = try attackerBounds(
      linked.structure, published: linked.values.indices.map { pattern.statuses[$0].isWithheld ? nil : linked.values[$0] })
    for cell in linked.values.indices where pattern.statuses[cell] == .primary { #expect(bounds[cell]?.contain(0, 3) == true) }
  }

  @Test func whatProtectsOneTableAloneFailsWhenLinked() throws {
    // Alone, withholding a unit's total with its small cell protects it; the second table gives the total away.
    let bySex = try Self.table("sex", "sex", ["K", "M"], [[10, 12], [2, 20], [30, 9]])
    let byAge = try Self.table("age", "age", ["0-17", "18+"], [[7, 15], [11, 11], [19, 20]])
    let linked = try LinkedTables([bySex, byAge])
    let small = linked.cellOf[0][bySex.cells.cell([2, 1])]
    let hidden = Set([[2, 1], [2, 0], [3, 1], [3, 0]].map { linked.cellOf[0][bySex.cells.cell($0)] })
    let alone = try attackerBounds(
      bySex.cells.additivity,
      published: bySex.values.indices.map { hidden.contains(linked.cellOf[0][$0]) ? nil : bySex.values[$0] })
    #expect(alone[bySex.cells.cell([2, 1])]?.contain(0, 3) == true)
    let together = try attackerBounds(
      linked.structure, published: linked.values.indices.map { hidden.contains($0) ? nil : linked.values[$0] })
    #expect(together[small]?.upper == Fraction(2))
  }

  @Test func tablesThatDisagreeAreRefused() throws {
    let one = try Self.table("one", "sex", ["K", "M"], [[10, 12], [2, 20], [30, 9]])
    let other = try Self.table("other", "age", ["0-17", "18+"], [[7, 15], [11, 11], [19, 21]])
    #expect(throws: Refusal.self) { _ = try LinkedTables([one, other]) }
    // Named apart they are different things.
    var apart = other
    apart.subject = "families"
    #expect(try LinkedTables([one, apart]).values.count == 24)
  }
}
