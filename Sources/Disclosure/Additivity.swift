/// Which cells are sums of which: all additive relations between numbered cells, of one table or of many that share cells.
///
/// Every relation reads: parts add up to the total. The row of the matrix has +1 at the parts and -1 at the total.
package struct Additivity: Sendable {
  package struct Relation: Sendable, Hashable {
    package var total: Int
    package var parts: [Int]

    package init(total: Int, parts: [Int]) {
      self.total = total
      self.parts = parts
    }
  }

  package let cellCount: Int
  package let relations: [Relation]
  /// Where the relations of a cell begin in `relationOf`; one more than there are cells.
  let starts: [Int32]
  let relationOf: [Int32]
  /// +1 where the cell is a part, -1 where it is the total.
  let signOf: [Int8]

  /// - Precondition: cells of the relations lie in `0..<cellCount`; no cell stands twice in a relation.
  package init(cellCount: Int, relations: [Relation]) {
    var memberStarts: [Int32] = [0]
    var members: [Int32] = []
    for relation in relations {
      members.append(Int32(relation.total))
      for part in relation.parts { members.append(Int32(part)) }
      memberStarts.append(Int32(members.count))
    }
    self.memberStarts = memberStarts
    self.members = members
    var counts = [Int32](repeating: 0, count: cellCount + 1)
    for relation in relations {
      counts[relation.total + 1] += 1
      for part in relation.parts { counts[part + 1] += 1 }
    }
    for cell in 0..<cellCount { counts[cell + 1] += counts[cell] }
    var next = counts
    var relationOf = [Int32](repeating: 0, count: Int(counts[cellCount]))
    var signOf = [Int8](repeating: 0, count: Int(counts[cellCount]))
    for (row, relation) in relations.enumerated() {
      for (cell, sign) in [(relation.total, Int8(-1))] + relation.parts.map({ ($0, Int8(1)) }) {
        relationOf[Int(next[cell])] = Int32(row)
        signOf[Int(next[cell])] = sign
        next[cell] += 1
      }
    }
    self.cellCount = cellCount
    self.relations = relations
    self.starts = counts
    self.relationOf = relationOf
    self.signOf = signOf
  }

  /// Where the members of a relation begin in `members`: the total, then the parts.
  let memberStarts: [Int32]
  let members: [Int32]

  /// Positions of a cell's entries in `relationOf` and `signOf`.
  func entries(of cell: Int) -> Range<Int> { Int(starts[cell])..<Int(starts[cell + 1]) }

  /// All totals that a cell adds up into, directly or through others; without the cell itself.
  package func ancestors(of cell: Int) -> Set<Int> {
    var found: Set<Int> = []
    var waiting = [cell]
    while let at = waiting.popLast() {
      for entry in entries(of: at) where signOf[entry] > 0 {
        let total = relations[Int(relationOf[entry])].total
        if found.insert(total).inserted { waiting.append(total) }
      }
    }
    return found
  }

  /// Relations that the values break, with what their parts add up to; nil where the sum leaves the range of `Int`.
  package func broken(by values: [Int]) -> [(relation: Int, sum: Int?)] {
    var found: [(relation: Int, sum: Int?)] = []
    for (row, relation) in relations.enumerated() {
      var sum: Int? = 0
      for part in relation.parts {
        if let value = sum {
          let (next, overflow) = value.addingReportingOverflow(values[part])
          sum = overflow ? nil : next
        }
      }
      if sum != values[relation.total] { found.append((row, sum)) }
    }
    return found
  }
}
