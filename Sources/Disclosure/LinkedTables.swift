package import Findings

/// Several tables that share cells, as one system: a cell that stands in two tables is one cell, withheld or published in
/// both, and a total of one table helps the attacker of another.
///
/// A cell is known by its subject (the measure) and its codes, those at the root of their dimension left out: the total
/// of a table by age and the total of a table by sex are the same cell.
package struct LinkedTables: Sendable {
  package struct Table: Sendable {
    package var name: String
    /// What is counted, with whatever else tells it from others (the period, say).
    package var subject: String
    package var cells: CellTable
    /// By cell of the table, totals included.
    package var values: [Int]

    package init(name: String, subject: String, cells: CellTable, values: [Int]) {
      self.name = name
      self.subject = subject
      self.cells = cells
      self.values = values
    }
  }

  package let structure: Additivity
  package let values: [Int]
  /// By table, by cell of the table: the cell of the system.
  package let cellOf: [[Int]]

  /// - Precondition: each table has a value for each of its cells.
  /// - Throws: `.data` when two tables disagree on a cell that both hold.
  package init(_ tables: [Table]) throws(Refusal) {
    var numberOf: [String: Int] = [:]
    var values: [Int] = []
    var firstTable: [Int] = []
    var cellOf: [[Int]] = []
    var relations: [Additivity.Relation] = []
    var known: Set<Additivity.Relation> = []
    for (index, table) in tables.enumerated() {
      var numbers: [Int] = []
      for cell in 0..<table.cells.count {
        let key = Self.key(table, cell)
        if let number = numberOf[key] {
          guard values[number] == table.values[cell] else {
            let codes = table.cells.codes(of: cell).joined(separator: ", ")
            throw Refusal(
              .data,
              Wording(
                "komórka \(codes) ma w tabeli „\(tables[firstTable[number]].name)” wartość \(values[number]), a w „\(table.name)” \(table.values[cell])",
                en:
                  "the cell \(codes) is \(values[number]) in the table '\(tables[firstTable[number]].name)' and \(table.values[cell]) in '\(table.name)'"
              ), at: Place(file: table.name, row: cell + 1),
              mend: Wording(
                "tabele muszą liczyć to samo albo mieć różne nazwy", en: "the tables must count the same or be named apart"))
          }
          numbers.append(number)
        } else {
          numberOf[key] = values.count
          numbers.append(values.count)
          values.append(table.values[cell])
          firstTable.append(index)
        }
      }
      for relation in table.cells.additivity.relations {
        let linked = Additivity.Relation(total: numbers[relation.total], parts: relation.parts.map { numbers[$0] }.sorted())
        if known.insert(linked).inserted { relations.append(linked) }
      }
      cellOf.append(numbers)
    }
    self.structure = Additivity(cellCount: values.count, relations: relations)
    self.values = values
    self.cellOf = cellOf
  }

  private static func key(_ table: Table, _ cell: Int) -> String {
    var parts: [String] = []
    for (index, dimension) in table.cells.dimensions.enumerated() {
      let position = table.cells.position(cell, in: index)
      if position != dimension.root { parts.append("\(dimension.dimension)\u{1f}\(dimension.codes[position])") }
    }
    return ([table.subject] + parts.sorted()).joined(separator: "\u{1e}")
  }
}
