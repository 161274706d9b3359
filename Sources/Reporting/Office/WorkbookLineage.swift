import Contracts

/// The rows of the hidden sheet of lineage: what each number of the workbook is called, how it was computed and what it was read from.
struct WorkbookLineage {
  let material: Material
  let lineages: Lineages?
  /// What each row of a derived table was made of, in words, by its id.
  private let derived: [ValueID: String]
  private(set) var rows: [[Workbook.Value]] = []
  /// The formula put together last: the numbers of an indicator follow one another.
  private var last = (indicator: "", formula: "")

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
    case .span(let from, _): id = from.id
    case .text, .code, .link, .missing, .notApplicable: id = nil
    }
    guard let id else { return }
    if let indicator = material.indicator(id.indicator), let place = material.figures.place(of: id) {
      let row = material.figures.rows[place]
      if let method = method(of: id.part, row, printed) {
        addPart(id, of: row, method, printed: printed, sheet: sheet, at: address)
      } else {
        add(row, place, indicator, part: id.part, sheet: sheet, at: address)
      }
      return
    }
    let value: Workbook.Value = if case .number(let number, _) = printed { .number(number, decimals: 6) } else { printed }
    rows.append([
      .text(id.part.isEmpty ? id.text : "\(id.text) [\(id.part)]"), .text(sheet), .text(address), .text(""), .empty, .empty,
      .empty, value, .text(""), .empty, .text("\(Lineages.folder)/\(id.indicator).html#\(id.whole.anchor)"),
      .text(derived[id.whole] ?? ""),
    ])
  }

  /// How a number beside a value comes from it, and from which other values; nil for the value itself.
  private func method(of part: String, _ row: IndicatorRow, _ printed: Workbook.Value) -> (text: String, other: String)? {
    func change(_ size: Double?, since period: String) -> (text: String, other: String) {
      let other = "\(row.indicator)/\(row.unit)/\(period)"
      // Of amounts the change is in per cent.
      if case .number(let number, _) = printed, number != size {
        return (
          say(
            "(wartość − wartość za \(period)) / wartość za \(period) × 100",
            "(value − value of \(period)) / value of \(period) × 100"), other
        )
      }
      return (say("wartość − wartość za \(period)", "value − value of \(period)"), other)
    }
    func distance(_ unit: String?, _ polish: String, _ english: String) -> (text: String, other: String) {
      (
        say("wartość − wartość \(polish)", "value − value of \(english)"),
        unit.map { "\(row.indicator)/\($0)/\(row.period)" } ?? ""
      )
    }
    switch part {
    case "change_previous": return change(row.changePrevious, since: row.previousPeriod)
    case "change_base": return change(row.changeBase, since: row.basePeriod)
    case "region": return distance(material.units.region?.unit, "regionu", "the region")
    case "country": return distance(material.units.country?.unit, "kraju", "the country")
    case "interval": return (say("przedział ufności: ", "confidence interval: ") + Terms(say).interval(row.interval), "")
    case "rank":
      return (
        say("miejsce wśród jednostek tego samego poziomu i okresu", "rank among the units of the same level and period"), ""
      )
    case "class": return (say("piąta część według miejsca", "fifth by rank"), "")
    default: return nil
    }
  }

  /// A number that a cell prints beside the value: with its own value, and with the rows of the tables that it was worked out from.
  private mutating func addPart(
    _ id: ValueID, of row: IndicatorRow, _ method: (text: String, other: String), printed: Workbook.Value, sheet: String,
    at address: String
  ) {
    let value: Workbook.Value = if case .number(let number, _) = printed { .number(number, decimals: 6) } else { printed }
    let from = method.other.isEmpty ? row.id : "\(row.id) | \(method.other)"
    rows.append([
      .text("\(row.id) [\(id.part)]"), .text(sheet), .text(address), .text(method.text), .empty, .empty, .empty, value,
      .text(row.status.rawValue), .empty, .text(row.sources.joined(separator: " ")),
      .text("\(from) | \(Lineages.folder)/\(id.indicator).html#\(id.whole.anchor)"),
    ])
  }

  /// A number of an indicator.
  mutating func add(
    _ row: IndicatorRow, _ place: Int, _ indicator: Indicator, part: String = "", sheet: String, at address: String
  ) {
    // Numbers that no page prints have no cells in the lineage.
    let (known, shown) = lineages?.cells(of: place, most: 3) ?? (0, [])
    let count = max(known, row.sourceCount)
    if last.indicator != indicator.id { last = (indicator.id, formula(indicator, say)) }
    rows.append([
      .text(part.isEmpty || part == "value" ? row.id : "\(row.id) [\(part)]"), .text(sheet), .text(address),
      .text(last.formula), row.numerator.map { .number($0, decimals: 6) } ?? .empty,
      row.denominator.map { .number($0, decimals: 6) } ?? .empty, .number(indicator.multiplier, decimals: 3),
      row.value.map { .number($0, decimals: 6) } ?? .empty, .text(row.status.rawValue), .number(Double(count), decimals: 0),
      .text(row.sources.joined(separator: " ")),
      .text(shown.joined(separator: " | ") + (count > shown.count ? " | …" : "")),
    ])
  }

  /// The columns of an indicator's sheet that are worked out from others of it: a line a column, since a line a cell would be ten times the
  /// sheet. Columns are those of `ReportWorkbook`.
  /// - Parameter lines: rows of the sheet that hold units.
  mutating func addDerived(_ indicator: Indicator, lines: ClosedRange<Int>) {
    func column(_ first: String, _ last: String) -> String { "\(first)\(lines.lowerBound):\(last)\(lines.upperBound)" }
    let terms = Terms(say)
    var derived: [(part: String, cells: String, method: String, from: String)] = [
      (
        "numerator, denominator", column("H", "I"),
        say(
          "licznik i mianownik wartości; źródła: wiersz jej komórki w kolumnie E",
          "numerator and denominator of the value; sources: the row of its cell in column E"), column("E", "E")
      )
    ]
    if indicator.interval != "none" {
      derived.append(
        (
          "interval", column("F", "G"),
          say(
            "przedział ufności: \(terms.interval(indicator.interval))",
            "confidence interval: \(terms.interval(indicator.interval))"),
          column("H", "I")
        ))
    }
    if indicator.direction != .neither {
      derived.append(
        (
          "rank", column("J", "M"),
          say(
            "miejsce wśród jednostek tego samego poziomu i okresu z wartością (\(terms.direction(indicator.direction))); od–do: miejsca, których nie wykluczają przedziały ufności",
            "rank among the units of the same level and period with a value (\(terms.direction(indicator.direction))); from–to: the ranks that the intervals do not exclude"
          ), column("E", "G")
        ))
      derived.append(
        (
          "class", column("N", "N"),
          say("piąta część według miejsca wśród porównywanych jednostek", "fifth by rank among the units compared"),
          column("J", "K")
        ))
    }
    let table = "tables/\(indicator.area).csv"
    for (part, cells, period, polish, english) in [
      ("change_previous", column("O", "O"), "previous_period", "poprzedniego okresu", "the previous period"),
      ("change_base", column("P", "P"), "base_period", "okresu bazowego", "the base period"),
    ] {
      derived.append(
        (
          part, cells,
          say(
            "wartość minus wartość jednostki z \(polish); okres: kolumna \(period) pliku \(table)",
            "value minus the unit's value of \(english); period: column \(period) of \(table)"), column("E", "E")
        ))
    }
    for entry in derived {
      rows.append([
        .text("\(indicator.id) [\(entry.part)]"), .text(indicator.id), .text(entry.cells), .text(entry.method), .empty, .empty,
        .empty, .empty, .text(""), .empty, .text(""), .text(entry.from),
      ])
    }
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
