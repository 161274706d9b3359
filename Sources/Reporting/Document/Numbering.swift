/// The numbers of tables and figures in the order in which they stand, and on which page each thing is.
package struct Numbering: Sendable {
  private enum Kind: Sendable { case table, figure }
  private var places: [String: (kind: Kind, number: Int?)] = [:]
  private var tables = 0
  private var figures = 0
  /// Page of every id that a link may lead to: chapters, tables, figures, rows, numbers in a cell without a proof.
  private var pages: [String: String] = [:]
  /// The numbers without a proof that stand in a cell of some table.
  private var cells: Set<ValueID> = []
  private var page: String
  private let proven: Set<String>
  /// The indicator looked up last: those of one table are mostly the same.
  private var last = (indicator: "", isProven: false)

  /// Where everything stands that has no page of its own.
  package static let firstPage = "index.html"

  /// - Parameter page: the file of the document's first page.
  package init(_ document: Document, page: String = Numbering.firstPage) {
    self.page = page
    proven = document.proven
    for chapter in document.chapters { add(chapter) }
  }

  /// `Tabela 12.` as it stands before a caption, or `tabela 12` in a sentence; without a number where there is none.
  package func label(of id: String, _ phrasing: Phrasing, inSentence: Bool = false) -> String {
    guard let place = places[id] else { return id }
    let words =
      switch place.kind {
      case .table: phrasing("tabela", "table")
      case .figure: phrasing("wykres", "chart")
      }
    guard let number = place.number else { return inSentence ? words : "" }
    let space = NumberStyle.noBreakSpace
    return inSentence ? "\(words)\(space)\(number)" : "\(phrasing.sentenceCase(words))\(space)\(number)."
  }

  /// Whether the document has something with this id. A pipeline may leave a section out that others lead to.
  package func contains(_ id: String) -> Bool { pages[id] != nil }

  /// The page that something stands on, relative to the report's folder.
  package func page(of id: String) -> String? { pages[id] }

  /// Whether the number, one that has no proof, stands in a cell of a table.
  func hasCell(_ id: ValueID) -> Bool { cells.contains(id.whole) }

  private mutating func add(_ chapter: Chapter) {
    let outer = page
    if let own = chapter.page { page = own }
    note(chapter.id)
    for block in chapter.blocks { add(block) }
    for part in chapter.parts { add(part) }
    page = outer
  }

  /// The first place of an id is the one that links lead to.
  private mutating func note(_ id: String) {
    if pages[id] == nil { pages[id] = page }
  }

  private mutating func add(_ block: Block) {
    switch block {
    case .table(let table): add(table)
    case .figure(let figure):
      figures += 1
      places[figure.id] = (.figure, figures)
      note(figure.id)
    case .figures(let list): for figure in list { add(.figure(figure)) }
    case .folded(_, let blocks): for block in blocks { add(block) }
    case .paragraph, .remark, .list, .facts, .keyFigures: break
    }
  }

  private mutating func isProven(_ indicator: String) -> Bool {
    if indicator != last.indicator { last = (indicator, proven.contains(indicator)) }
    return last.isProven
  }

  private mutating func add(_ table: Table) {
    if table.isNumbered { tables += 1 }
    places[table.id] = (.table, table.isNumbered ? tables : nil)
    note(table.id)
    for row in table.rows {
      if let id = row.id { note(id) }
      for cell in row.cells {
        let id: ValueID? =
          switch cell {
          case .number(let quantity): quantity.id
          case .missing(_, let id): id
          default: nil
          }
        guard let id, id.part.isEmpty, !isProven(id.indicator) else { continue }
        note(id.anchor)
        cells.insert(id)
      }
    }
  }
}
