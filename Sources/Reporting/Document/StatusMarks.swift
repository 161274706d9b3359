import Contracts

// A number that is not simply what was counted carries a letter in every table, and the table says under it what the letter means.
// The letters are those of the European statistical system where it has one (p, u, b, r, e, n, z).
extension ObservationStatus {
  /// Empty for an ordinary number, and where there is no number.
  fileprivate var mark: String {
    switch self {
    case .preliminary: "p"
    case .lowPrecision: "u"
    case .methodChanged: "b"
    case .revised: "r"
    case .estimated: "e"
    case .incomplete: "i"
    case .joint: "j"
    case .belowUnit: "n"
    case .trueZero: "z"
    case .ok, .notAvailable, .notYetAvailable, .secret, .notApplicable, .noInformation: ""
    }
  }
}

extension Document {
  /// The same with the marks in its tables.
  func marked(by figures: Figures) -> Document {
    guard !figures.unusual.isEmpty else { return self }
    var document = self
    let say = Phrasing(language)
    document.chapters = chapters.map { $0.marked(by: figures, say) }
    return document
  }
}

extension Chapter {
  fileprivate func marked(by figures: Figures, _ say: Phrasing) -> Chapter {
    var chapter = self
    chapter.blocks = blocks.map { $0.marked(by: figures, say) }
    chapter.parts = parts.map { $0.marked(by: figures, say) }
    return chapter
  }
}

extension Block {
  fileprivate func marked(by figures: Figures, _ say: Phrasing) -> Block {
    switch self {
    case .table(let table): .table(table.marked(by: figures, say))
    case .folded(let summary, let blocks): .folded(summary: summary, blocks.map { $0.marked(by: figures, say) })
    default: self
    }
  }
}

extension Table {
  /// How many rows a note names; a sheet of a workbook, whose numbers carry no letters, has the status of every number.
  private static let namedRows = 12

  fileprivate func marked(by figures: Figures, _ say: Phrasing) -> Table {
    var table = self
    var found: [(status: ObservationStatus, rows: [String])] = []
    for row in table.rows.indices {
      for place in table.rows[row].cells.indices {
        guard case .number(var quantity) = table.rows[row].cells[place], let id = quantity.id, id.part.isEmpty,
          let status = figures.unusual[id.text], !status.mark.isEmpty
        else { continue }
        quantity.mark = status.mark
        table.rows[row].cells[place] = .number(quantity)
        let name = plainText(table.rows[row].heading, say)
        let entry = found.firstIndex { $0.status == status } ?? found.count
        if entry == found.count { found.append((status, [])) }
        if found[entry].rows.last != name { found[entry].rows.append(name) }
      }
    }
    guard !found.isEmpty else { return table }
    let terms = Terms(say)
    let list = ObservationStatus.allCases.compactMap { status in
      found.first { $0.status == status }.map { entry in
        var names = entry.rows.prefix(Self.namedRows).joined(separator: ", ")
        if entry.rows.count > Self.namedRows { names += say(" i inne", " and others") }
        return "\(status.mark) – \(terms.status(status)) (\(names))"
      }
    }
    table.notes.append(say("Znaki przy liczbach: ", "Marks beside numbers: ") + list.joined(separator: "; ") + ".")
    return table
  }
}
