package import Findings

/// All cells of a table with its totals: the product of its dimensions' codes, numbered in the order of the codes, the
/// first dimension outermost.
package struct CellTable: Sendable {
  package let dimensions: [Hierarchy]
  package let count: Int
  private let strides: [Int]

  /// More cells than this are no table of a report but a mistake in a hierarchy.
  package static let largest = 2_000_000

  /// - Throws: `.data` when the product of the dimensions has more than `largest` cells, or there is no dimension.
  package init(dimensions: [Hierarchy]) throws(Refusal) {
    guard !dimensions.isEmpty else {
      throw Refusal(
        .data, Wording("tabela nie ma żadnego wymiaru", en: "the table has no dimension"),
        mend: Wording("dodaj kolumnę wymiaru przed kolumną value", en: "add a column of a dimension before the column value"))
    }
    var strides = [Int](repeating: 1, count: dimensions.count)
    var count = 1
    for index in dimensions.indices.reversed() {
      strides[index] = count
      let (next, overflow) = count.multipliedReportingOverflow(by: dimensions[index].codes.count)
      guard !overflow, next <= Self.largest else {
        throw Refusal(
          .data,
          Wording("tabela miałaby ponad \(Self.largest) komórek", en: "the table would have more than \(Self.largest) cells"),
          mend: Wording("podziel ją na mniejsze", en: "divide it into smaller ones"))
      }
      count = next
    }
    self.dimensions = dimensions
    self.strides = strides
    self.count = count
  }

  /// The number of a cell from the positions of its codes.
  package func cell(_ positions: [Int]) -> Int {
    var cell = 0
    for (index, position) in positions.enumerated() { cell += position * strides[index] }
    return cell
  }

  /// Position of a cell's code in one dimension.
  package func position(_ cell: Int, in dimension: Int) -> Int {
    cell / strides[dimension] % dimensions[dimension].codes.count
  }

  package func codes(of cell: Int) -> [String] {
    dimensions.indices.map { dimensions[$0].codes[position(cell, in: $0)] }
  }

  /// Whether the cell is no total in any dimension.
  package func isFinest(_ cell: Int) -> Bool {
    dimensions.indices.allSatisfy { dimensions[$0].isFinest(position(cell, in: $0)) }
  }

  /// A cell and every total that it is counted in.
  package func withTotals(of cell: Int) -> [Int] {
    var found = [cell]
    for (index, hierarchy) in dimensions.enumerated() {
      var above: [Int] = []
      var position = position(cell, in: index)
      let start = position
      while hierarchy.parents[position] >= 0 {
        position = hierarchy.parents[position]
        let step = (position - start) * strides[index]
        above += found.map { $0 + step }
      }
      found += above
    }
    return found
  }

  /// One relation for each total of each dimension, at every combination of the other dimensions.
  package var additivity: Additivity {
    var relations: [Additivity.Relation] = []
    for (index, hierarchy) in dimensions.enumerated() {
      for cell in 0..<count {
        let position = position(cell, in: index)
        let children = hierarchy.children[position]
        if children.isEmpty { continue }
        relations.append(.init(total: cell, parts: children.map { cell + ($0 - position) * strides[index] }))
      }
    }
    return Additivity(cellCount: count, relations: relations)
  }

  /// Fills in the totals, given the finest cells (what stands in the others is overwritten).
  /// - Throws: `.data` when a total leaves the range of whole numbers.
  package func addingTotals(_ finest: [Int]) throws(Refusal) -> [Int] {
    var values = finest
    for cell in values.indices where !isFinest(cell) { values[cell] = 0 }
    for (index, hierarchy) in dimensions.enumerated() {
      // Children stand after their parents, so going backwards every part is whole before it is added.
      for cell in values.indices.reversed() {
        let position = position(cell, in: index)
        let parent = hierarchy.parents[position]
        guard parent >= 0 else { continue }
        let total = cell + (parent - position) * strides[index]
        let (sum, overflow) = values[total].addingReportingOverflow(values[cell])
        guard !overflow else {
          throw Refusal(
            .data, Wording("suma przekracza zakres liczb", en: "a total is beyond the range of numbers"),
            mend: Wording("sprawdź największe wartości", en: "look at the largest values"))
        }
        values[total] = sum
      }
    }
    return values
  }
}
