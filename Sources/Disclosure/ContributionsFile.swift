package import Bytes
package import Findings

/// Amounts of single entities, a row each: a column for each dimension, `value`, and `entity` where an entity has more than
/// one row. Totals follow from the hierarchies; an entity that stands in several parts of a total is one entity of it.
package struct ContributionsFile: Sendable {
  package let cells: CellTable
  /// Digits after the decimal mark in the file; amounts are whole numbers of that unit.
  package let decimals: Int
  /// Amounts of all cells, totals among them, in units of 10^-`decimals`.
  package private(set) var values: [Int]
  /// By cell, totals among them: what each entity has in it.
  private var amounts: [Int: [String: Int]] = [:]
  /// By cell: a row that speaks of it, for messages.
  private var rowOf: [Int: Int] = [:]
  private let table: SeparatedTable

  static let reserved = ["value", "entity"]
  /// Sums of this many units are still exact in every step of the search.
  private static let largest = 1e12

  /// - Throws: `.data` with file, row and column: a dimension that is no column, a code that the hierarchy lacks, an amount
  ///   at a total, an amount that is no number from 0 up, an entity without a name. All of them are in the refusal's findings.
  package init(_ table: SeparatedTable, hierarchies: [Hierarchy]) throws(Refusal) {
    let valueColumn = try table.column("value")
    let entityColumn = table.header.firstIndex(of: "entity")
    let dimensions = try TableDimensions(table, beside: Self.reserved, hierarchies: hierarchies)
    cells = dimensions.cells
    values = Array(repeating: 0, count: cells.count)
    self.table = table
    var mistakes = Mistakes()
    var read: [(cell: Int, row: Int, value: Double, entity: String)] = []
    var most = 0
    for row in table.rows.indices {
      guard let cell = dimensions.cell(row, of: table, &mistakes) else { continue }
      guard cells.isFinest(cell) else {
        mistakes.add(
          "contribution-of-total", table.place(row),
          Wording(
            "wkład stoi przy sumie: \(cells.codes(of: cell).joined(separator: ", "))",
            en: "the contribution stands at a total: \(cells.codes(of: cell).joined(separator: ", "))"),
          Wording("podaj go przy najniższych kodach; sumy wyjdą same", en: "give it at the finest codes; totals follow"))
        continue
      }
      let text = table.rows[row][valueColumn]
      guard case .number(let value, let digits) = NumberText(text, .technical), value >= 0, digits <= 9 else {
        mistakes.add(
          "unreadable-number", table.place(row, column: "value"),
          Wording("„\(text)” nie jest kwotą od 0 wzwyż", en: "'\(text)' is not an amount from 0 up"),
          Wording("wpisz liczbę cyframi, z kropką", en: "write the number in digits, with a dot"))
        continue
      }
      // A space too many does not make one entity two.
      let entity = entityColumn.map { table.rows[row][$0].split(whereSeparator: \.isWhitespace).joined(separator: " ") }
      if entity?.isEmpty == true {
        // All rows without one would pass for a single entity, and its cells for those of one.
        mistakes.add(
          "entity-missing", table.place(row, column: "entity"),
          Wording("brak podmiotu, którego jest ten wkład", en: "it is not said whose contribution this is"),
          Wording(
            "wpisz oznaczenie podmiotu w każdym wierszu albo usuń kolumnę entity, gdy każdy wiersz jest innym podmiotem",
            en: "name the entity in every row, or leave the column entity out when every row is another entity"))
        continue
      }
      most = max(most, digits)
      read.append((cell, row, value, entity ?? "\(row)"))
    }
    try mistakes.check()
    decimals = most
    let unit = CellsFile.powers[most]
    var sum = 0.0
    for (cell, row, value, entity) in read {
      let amount = (value * unit).rounded()
      sum += amount
      guard sum <= Self.largest else {
        throw Refusal(
          .data, Wording("kwoty są za duże, aby liczyć je dokładnie", en: "the amounts are too large to be counted exactly"),
          at: table.place(row, column: "value"),
          mend: Wording("podaj je w tysiącach lub bez groszy", en: "give them in thousands or without decimals"))
      }
      for total in cells.withTotals(of: cell) {
        values[total] += Int(amount)
        amounts[total, default: [:]][entity, default: 0] += Int(amount)
      }
      if rowOf[cell] == nil { rowOf[cell] = row }
    }
  }

  /// Who stands behind a cell.
  package func contributions(_ cell: Int) -> Contributions { Contributions((amounts[cell] ?? [:]).values.map(Double.init)) }

  /// Cells of one entity, which knows them.
  package var soleCells: Set<Int> {
    Set(amounts.filter { $0.value.count { $0.value > 0 } == 1 }.keys)
  }

  /// What each sensitive cell needs: nobody may know it to within the share that its rule protects.
  package func needs(_ rules: [DominanceRule]) -> [ProtectionNeed] {
    var needs: [ProtectionNeed] = []
    for (cell, value) in values.enumerated() where value > 0 {
      let contributions = contributions(cell)
      let broken = rules.filter { $0.withholds(contributions) }
      guard let percent = broken.map(\.protectedPercent).max() else { continue }
      let far = Int((Double(value) * percent / 100).rounded(.up))
      needs.append(ProtectionNeed(cell: cell, lower: value - far, upper: value + far))
    }
    return needs
  }

  /// The place in the file of what a refusal of the computation says of a cell.
  func located(_ refusal: Refusal) -> Refusal {
    guard refusal.place.file.isEmpty else { return refusal }
    var located = refusal
    located.place = rowOf[refusal.place.row - 1].map { table.place($0) } ?? Place(file: table.name)
    return located
  }
}
