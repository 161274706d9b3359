import Disclosure
import Findings
import Testing

/// Reference: scipy 1.17.1, optimize.linprog (HiGHS): least cost of moving each of the first primary cells of the synthetic
/// tables up to 3 and down to 0, at a cost of 1 + sqrt(value) for every cell but the target and the empty ones.
@Suite struct DeviationSearchTests {
  struct Case: CustomTestStringConvertible {
    var name: String
    var table: @Sendable () throws -> SyntheticTable
    var costs: [Double]
    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(
      name: "flat", table: { try .flat() },
      costs: [22.74887361, 11.18960814, 13.06118744, 26.12237487, 23.67488951, 11.55926548, 23.30523217, 11.18960814]),
    Case(
      name: "nested", table: { try .nested() },
      costs: [
        10.51873466, 21.03746931, 9.645751311, 19.29150262, 20.65622093, 10.25130259, 20.11992975, 10.05996487, 8.645751311,
        17.29150262, 16.88171014, 7.968118785,
      ]),
    Case(
      name: "solid", table: { try .solid() },
      costs: [
        15.96811879, 34.53199168, 36.55317626, 17.02457955, 17.29252874, 34.58505748, 17.29252874, 34.58505748, 33.40691189,
        16.38233235, 18.52859672, 37.70294475,
      ]),
  ]

  @Test(arguments: cases) func costsAreThoseOfHighs(_ test: Case) throws {
    let table = try test.table()
    var search = DeviationSearch(structure: table.additivity, values: table.values)
    search.costs = table.values.map { $0 == 0 ? .infinity : 1 + Double($0).squareRoot() }
    for (index, target) in table.primaries.prefix(test.costs.count / 2).enumerated() {
      for (direction, amount) in [3 - table.values[target], -table.values[target]].enumerated() {
        let found = try #require(try search.cheapest(moving: target, by: amount))
        #expect(found.holds(in: table.additivity, values: table.values, target: target, amount: amount))
        var cost = 0.0
        for (cell, difference) in zip(found.cells, found.amounts) where cell != target {
          cost += search.costs[cell] * abs(Double(difference)) / Double(found.denominator)
        }
        #expect(abs(cost - test.costs[2 * index + direction]) < 1e-6 * cost, "\(target) by \(amount)")
      }
    }
  }

  @Test func whatIsPublishedDoesNotMove() throws {
    let table = try SyntheticTable.flat()
    var search = DeviationSearch(structure: table.additivity, values: table.values)
    #expect(try search.cheapest(moving: table.primaries[0], by: 1) == nil)
    // Nor does a cell fall below zero.
    search.costs = table.values.map { _ in 1 }
    #expect(try search.cheapest(moving: table.primaries[0], by: -table.values[table.primaries[0]] - 1) == nil)
  }

  @Test func aSearchLeavesNothingBehind() throws {
    let table = try SyntheticTable.solid()
    var search = DeviationSearch(structure: table.additivity, values: table.values)
    search.costs = table.values.map { 1 + Double($0) }
    let first = try table.primaries.map { try search.cheapest(moving: $0, by: 2) }
    let second = try table.primaries.reversed().map { try search.cheapest(moving: $0, by: 2) }
    #expect(first == second.reversed())
  }

  @Test func falseProofsAreSeen() {
    let structure = Additivity(cellCount: 3, relations: [.init(total: 0, parts: [1, 2])])
    let values = [5, 2, 3]
    #expect(
      Deviation(cells: [1, 2], amounts: [1, -1], denominator: 1).holds(in: structure, values: values, target: 1, amount: 1))
    for wrong in [
      Deviation(cells: [1, 2], amounts: [1, 1], denominator: 1), Deviation(cells: [1, 2], amounts: [4, -4], denominator: 1),
      Deviation(cells: [1, 2], amounts: [1, -1], denominator: 2), Deviation(cells: [1], amounts: [1], denominator: 1),
    ] {
      let amount = wrong.amounts[0]
      #expect(!wrong.holds(in: structure, values: values, target: 1, amount: amount))
    }
  }
}
