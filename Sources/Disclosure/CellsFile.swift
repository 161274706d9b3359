package import Bytes
package import Findings

/// A table of one's own as a file: a column for each dimension, then `value`, and for the audit `status`.
package struct CellsFile: Sendable {
  package let cells: CellTable
  /// By cell: the row of the file (from 0) that speaks of it, -1 where none does.
  package let rowOf: [Int]
  private let table: SeparatedTable

  static let reserved = ["value", "status"]

  /// - Parameter hierarchies: by dimension; a dimension without one has no totals, its codes being those of the file.
  /// - Throws: `.data` with file, row and column: a dimension that is no column, a code that the hierarchy lacks, a cell
  ///   twice. All of them are in the refusal's findings.
  package init(_ table: SeparatedTable, hierarchies: [Hierarchy]) throws(Refusal) {
    _ = try table.column("value")
    let dimensions = try TableDimensions(table, beside: Self.reserved, hierarchies: hierarchies)
    let cells = dimensions.cells
    var rowOf = [Int](repeating: -1, count: cells.count)
    var mistakes = Mistakes()
    for index in table.rows.indices {
      guard let cell = dimensions.cell(index, of: table, &mistakes) else { continue }
      if rowOf[cell] >= 0 {
        let first = table.rowNumbers[rowOf[cell]]
        mistakes.add(
          "duplicate-cell", table.place(index),
          Wording(
            "ta sama komórka co w wierszu \(first): \(cells.codes(of: cell).joined(separator: ", "))",
            en: "the same cell as in row \(first): \(cells.codes(of: cell).joined(separator: ", "))"),
          Wording("zostaw jeden z wierszy", en: "keep one of the rows"))
      } else {
        rowOf[cell] = index
      }
    }
    try mistakes.check()
    self.cells = cells
    self.rowOf = rowOf
    self.table = table
  }

  /// Counts of all cells, totals added. A finest cell without a row is 0; a total that has a row must agree.
  /// - Throws: `.data`: a value that is no whole number from 0 up, a total that is not the sum of its parts.
  package func counts() throws(Refusal) -> [Int] {
    var mistakes = Mistakes()
    var values = [Int](repeating: 0, count: cells.count)
    let column = try table.column("value")
    for cell in values.indices where rowOf[cell] >= 0 {
      let text = table.rows[rowOf[cell]][column]
      let place = table.place(rowOf[cell], column: "value")
      guard let value = NumberText(text, .technical).value, value == value.rounded() else {
        mistakes.add(
          "unreadable-number", place,
          Wording("„\(text)” nie jest liczbą całkowitą", en: "'\(text)' is not a whole number"),
          Wording("wpisz liczbę cyframi, brak osób jako 0", en: "write the number in digits, nobody as 0"))
        continue
      }
      guard value >= 0, value <= Self.largest else {
        mistakes.add(
          "value-out-of-range", place,
          Wording("liczba „\(text)” jest ujemna albo za duża", en: "the number '\(text)' is negative or too large"),
          Wording("podaj liczbę od 0 do \(Int(Self.largest))", en: "give a number from 0 to \(Int(Self.largest))"))
        continue
      }
      values[cell] = Int(value)
    }
    try mistakes.check()
    let complete = try cells.addingTotals(values)
    for cell in values.indices where rowOf[cell] >= 0 && values[cell] != complete[cell] {
      mistakes.add(
        "total-differs", table.place(rowOf[cell], column: "value"),
        Wording(
          "suma wynosi \(values[cell]), a jej składniki razem \(complete[cell])",
          en: "the total is \(values[cell]), its parts together \(complete[cell])"),
        Wording("usuń wiersz sumy albo popraw składniki", en: "remove the row of the total or mend the parts"))
    }
    try mistakes.check()
    return complete
  }

  /// Above this a double does not hold every whole number.
  private static let largest = 9_007_199_254_740_992.0

  /// What an attacker sees.
  package struct Published: Sendable {
    /// By cell, in units of 10^-`decimals`; nil where it is withheld or has no row.
    package var values: [Int?]
    package var decimals: Int
    /// Cells with a row that says that they are withheld, in the order of the cells.
    package var withheld: [Int]
  }

  /// Published values, by the column `status`; the values of withheld rows are not looked at.
  /// - Throws: `.data`: a status other than p, 1, 2; a published row without a value; published parts that do not add up
  ///   to their published total.
  package func published() throws(Refusal) -> Published {
    var mistakes = Mistakes()
    let valueColumn = try table.column("value")
    let statusColumn = try table.column("status")
    var read: [(cell: Int, value: Double, decimals: Int)] = []
    var withheld: [Int] = []
    for cell in rowOf.indices where rowOf[cell] >= 0 {
      let row = table.rows[rowOf[cell]]
      guard let status = CellStatus(rawValue: row[statusColumn]) else {
        mistakes.add(
          "unknown-status", table.place(rowOf[cell], column: "status"),
          Wording("nieznany stan „\(row[statusColumn])”", en: "unknown status '\(row[statusColumn])'"),
          Wording("p: opublikowana, 1: ukryta pierwotnie, 2: wtórnie", en: "p: published, 1: primary, 2: secondary"))
        continue
      }
      if status.isWithheld {
        withheld.append(cell)
        continue
      }
      guard case .number(let value, let decimals) = NumberText(row[valueColumn], .technical), value >= 0,
        value * Self.powers[min(decimals, 9)] <= Self.largest, decimals <= 9
      else {
        mistakes.add(
          "unreadable-number", table.place(rowOf[cell], column: "value"),
          Wording(
            "„\(row[valueColumn])” nie jest liczbą nieujemną", en: "'\(row[valueColumn])' is not a number from 0 up"),
          Wording(
            "komórka opublikowana musi mieć wartość; ukrytą oznacz 1 lub 2",
            en: "a published cell must have a value; mark a withheld one 1 or 2"))
        continue
      }
      read.append((cell, value, decimals))
    }
    try mistakes.check()
    let decimals = read.map(\.decimals).max() ?? 0
    var values = [Int?](repeating: nil, count: cells.count)
    for (cell, value, _) in read {
      let scaled = (value * Self.powers[decimals]).rounded()
      guard scaled <= Self.largest else { throw IntervalPropagation.tooLarge }
      values[cell] = Int(scaled)
    }
    try checkSums(values, decimals)
    return Published(values: values, decimals: decimals, withheld: withheld)
  }

  static let powers: [Double] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9]

  private func checkSums(_ values: [Int?], _ decimals: Int) throws(Refusal) {
    var mistakes = Mistakes()
    for relation in cells.additivity.relations {
      guard let total = values[relation.total] else { continue }
      var sum = 0
      var isWhole = true
      for part in relation.parts {
        guard let value = values[part] else {
          isWhole = false
          continue
        }
        let (next, overflow) = sum.addingReportingOverflow(value)
        guard !overflow else { throw IntervalPropagation.tooLarge }
        sum = next
      }
      if isWhole ? sum != total : sum > total {
        let (shown, parts) = (Double(total) / Self.powers[decimals], Double(sum) / Self.powers[decimals])
        mistakes.add(
          "total-differs", table.place(rowOf[relation.total], column: "value"),
          Wording(
            "suma wynosi \(NumberPrinting.shortest(shown)), a jej opublikowane składniki razem \(NumberPrinting.shortest(parts))",
            en: "the total is \(NumberPrinting.shortest(shown)), its published parts together \(NumberPrinting.shortest(parts))"),
          Wording("popraw sumę albo składniki", en: "mend the total or the parts"))
      }
    }
    try mistakes.check()
  }

  /// The place in the file of what a refusal of the computation says of a cell.
  package func located(_ refusal: Refusal) -> Refusal {
    var located = refusal
    guard refusal.place.file.isEmpty else { return refusal }
    let cell = refusal.place.row - 1
    if rowOf.indices.contains(cell), rowOf[cell] >= 0 {
      located.place = table.place(rowOf[cell])
    } else {
      located.place = Place(file: table.name)
    }
    return located
  }
}

/// All that is wrong with a file, for one refusal.
struct Mistakes {
  private var findings: [Finding] = []
  private var first: (what: Wording, place: Place, mend: Wording)?

  mutating func add(_ code: String, _ place: Place, _ what: Wording, _ mend: Wording) {
    findings.append(
      Finding(
        .error, code, at: place,
        Wording("\(what.polish); \(mend.polish)", en: "\(what.english); \(mend.english)")))
    if first == nil { first = (what, place, mend) }
  }

  func check() throws(Refusal) {
    guard let first else { return }
    let others = findings.count - 1
    let what =
      others == 0
      ? first.what
      : Wording("\(first.what.polish) (i \(others) dalszych)", en: "\(first.what.english) (and \(others) more)")
    throw Refusal(.data, what, at: first.place, mend: first.mend, findings: findings)
  }
}
