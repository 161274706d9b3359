import Contracts

/// The rows of the hidden sheet of lineage: what each number of the workbook is called, how it was computed and what it was read from.
struct WorkbookLineage {
  let material: Material
  let lineages: Lineages?
  /// What each row of a derived table was made of, in words, by its id.
  private let derived: [ValueID: String]
  private(set) var rows: [[Workbook.Value]] = []

  private var say: Phrasing { material.phrasing }

  init(material: Material, lineages: Lineages?, sheets: [ProofSheet]) {
    self.material = material
    self.lineages = lineages
    let say = material.phrasing
    var derived: [ValueID: String] = [:]
    for entry in sheets.flatMap(\.entries) {
      derived[entry.id] = entry.lines.map { plainText($0, say) }.joined(separator: " ")
    }
    self.derived = derived
  }

  /// A number that a cell of a table of the report prints.
  mutating func add(_ cell: Cell, printed: Workbook.Value, sheet: String, at address: String) {
    let id: ValueID?
    switch cell {
    case .number(let quantity): id = quantity.id
    case .count(_, let own), .range(_, _, _, let own), .rank(_, _, _, let own), .quintile(_, let own): id = own
    case .traced(_, let own): id = own
    case .text, .code, .link, .missing, .notApplicable: id = nil
    }
    guard let id else { return }
    if let indicator = material.indicator(id.indicator), let place = material.figures.place(of: id) {
      add(material.figures.rows[place], place, indicator, part: id.part, sheet: sheet, at: address)
      return
    }
    let value: Workbook.Value = if case .number(let number, _) = printed { .number(number, decimals: 6) } else { printed }
    rows.append([
      .text(id.part.isEmpty ? id.text : "\(id.text) [\(id.part)]"), .text(sheet), .text(address), .text(""), .empty, .empty,
      .empty, value, .text(""), .empty, .text("\(Lineages.folder)/\(id.indicator).html#\(id.whole.anchor)"),
      .text(derived[id.whole] ?? ""),
    ])
  }

  /// A number of an indicator.
  mutating func add(
    _ row: IndicatorRow, _ place: Int, _ indicator: Indicator, part: String = "", sheet: String, at address: String
  ) {
    // Numbers that no page prints have no cells in the lineage.
    let (known, shown) = lineages?.cells(of: place, most: 3) ?? (0, [])
    let count = max(known, row.sourceCount)
    rows.append([
      .text(part.isEmpty || part == "value" ? row.id : "\(row.id) [\(part)]"), .text(sheet), .text(address),
      .text(formula(indicator, say)), row.numerator.map { .number($0, decimals: 6) } ?? .empty,
      row.denominator.map { .number($0, decimals: 6) } ?? .empty, .number(indicator.multiplier, decimals: 3),
      row.value.map { .number($0, decimals: 6) } ?? .empty, .text(row.status.rawValue), .number(Double(count), decimals: 0),
      .text(row.sources.joined(separator: " ")),
      .text(shown.joined(separator: " | ") + (count > shown.count ? " | …" : "")),
    ])
  }

  func sheet(named name: String) -> Workbook.Sheet {
    let titles = [
      say("Identyfikator", "Id"), say("Arkusz", "Sheet"), say("Komórka", "Cell"), say("Wzór", "Formula"),
      say("Licznik", "Numerator"), say("Mianownik", "Denominator"), say("Mnożnik", "Multiplier"), say("Wartość", "Value"),
      say("Stan", "Status"), say("Komórek źródłowych", "Source cells"), say("Źródła", "Sources"),
      say("Pierwsze komórki albo z czego obliczono", "First cells, or what it was computed from"),
    ]
    return Workbook.Sheet(
      name: name, rows: [titles.map { .heading($0) }] + rows, widths: [24, 10, 10, 50, 14, 14, 10, 14, 12, 12, 24, 120],
      frozen: (1, 1), isHidden: true, definedName: "pochodzenie")
  }
}
