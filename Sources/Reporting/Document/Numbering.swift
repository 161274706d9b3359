/// The numbers of tables and figures in the order in which they stand, and where in the tables each number is.
package struct Numbering: Sendable {
  private enum Kind: Sendable { case table, figure }
  private var places: [String: (kind: Kind, number: Int)] = [:]
  private var tables = 0
  private var figures = 0
  /// Anchors of the numbers that stand in a cell of some table.
  package private(set) var cells: Set<String> = []
  /// Ids of chapters and rows: what else a link may lead to.
  private var anchors: Set<String> = []

  package init(_ document: Document) {
    for chapter in document.chapters { add(chapter) }
  }

  /// `Tabela 12.` as it stands before a caption, or `tabela 12` in a sentence.
  package func label(of id: String, _ phrasing: Phrasing, inSentence: Bool = false) -> String {
    guard let place = places[id] else { return id }
    let space = NumberStyle.noBreakSpace
    let words =
      switch place.kind {
      case .table: phrasing("tabela", "table")
      case .figure: phrasing("wykres", "chart")
      }
    return inSentence ? "\(words)\(space)\(place.number)" : "\(phrasing.sentenceCase(words))\(space)\(place.number)."
  }

  /// Whether the document has something with this id. A pipeline may leave a section out that others lead to.
  package func contains(_ id: String) -> Bool { places[id] != nil || anchors.contains(id) || cells.contains(id) }

  private mutating func add(_ chapter: Chapter) {
    anchors.insert(chapter.id)
    for block in chapter.blocks { add(block) }
    for part in chapter.parts { add(part) }
  }

  private mutating func add(_ block: Block) {
    switch block {
    case .table(let table):
      tables += 1
      places[table.id] = (.table, tables)
      for row in table.rows {
        if let id = row.id { anchors.insert(id) }
        for cell in row.cells {
          switch cell {
          case .number(let quantity): if let id = quantity.id { cells.insert(id.anchor) }
          case .missing(_, let id): if let id { cells.insert(id.anchor) }
          default: break
          }
        }
      }
    case .figure(let figure):
      figures += 1
      places[figure.id] = (.figure, figures)
    case .figures(let list): for figure in list { add(.figure(figure)) }
    case .folded(_, let blocks): for block in blocks { add(block) }
    case .paragraph, .remark, .list, .facts, .keyFigures: break
    }
  }
}
