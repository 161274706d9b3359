import Contracts
import Findings

/// The document as one run of headings, paragraphs, tables and pictures: what a word processor's file is made of. Details that only a
/// screen has room for - tables without a number, pages of proofs - are left out; the workbook has them.
struct DocumentFlow {
  enum Item {
    case heading(level: Int, id: String, String)
    case paragraph(Style, [Inline])
    case item([Inline])
    case table(Table, label: String)
    case figure(Figure, label: String)
  }

  enum Style: String {
    case body = "Normal"
    case remark = "Remark"
    case banner = "Banner"
    case figure = "KeyFigure"
    case label = "KeyLabel"
  }

  private(set) var items: [Item] = []
  /// Ids of headings, tables and figures in it, to which links may lead.
  private(set) var marked: Set<String> = []
  let numbering: Numbering
  private let say: Phrasing

  init(_ document: Document) {
    // Pages of tables without a chapter are for those who come from other pages.
    var printed = document
    printed.chapters.removeAll { $0.page != nil }
    numbering = Numbering(printed)
    say = Phrasing(document.language)
    for chapter in printed.chapters { add(chapter, level: 1) }
    for item in items {
      switch item {
      case .heading(_, let id, _): marked.insert(id)
      case .table(let table, _): marked.insert(table.id)
      case .figure(let figure, _): marked.insert(figure.id)
      case .paragraph, .item: break
      }
    }
  }

  private mutating func add(_ chapter: Chapter, level: Int) {
    let blocks = chapter.page == nil ? chapter.blocks : chapter.blocks.filter(isPrinted)
    guard chapter.page == nil || !blocks.isEmpty else { return }
    // The tables of an indicator follow its charts under the same heading.
    if chapter.page == nil {
      items.append(.heading(level: level, id: chapter.id, chapter.title))
    }
    for block in blocks { add(block) }
    for part in chapter.parts { add(part, level: level + 1) }
  }

  /// Of a page of details: its numbered tables and its pictures.
  private func isPrinted(_ block: Block) -> Bool {
    switch block {
    case .table(let table): table.isNumbered
    case .figure, .figures: true
    default: false
    }
  }

  /// Rows that somebody would still print: the powiats of the country fit, its gminas do not.
  static let mostRows = 420

  /// Of a table beyond all printing what heads its groups; the workbook has it whole.
  private func printed(_ table: Table) -> Table {
    guard let first = table.groups.first?.rows.lowerBound, table.rows.count > DocumentFlow.mostRows else { return table }
    var short = table
    let heads = table.groups.filter { !$0.beginsWithName }.map { table.rows[$0.rows.lowerBound] }
    guard first + heads.count > 0 else { return table }
    short.rows = Array(table.rows[..<first]) + heads
    short.groups = []
    short.notes.append(
      say(
        "Wiersze pozostałych jednostek są na stronach raportu i w pliku tables.xlsx.",
        "The rows of the other units are on the pages of the report and in tables.xlsx."))
    return short
  }

  private mutating func add(_ block: Block) {
    switch block {
    case .paragraph(let words): items.append(.paragraph(.body, words))
    case .remark(let words): items.append(.paragraph(.remark, words))
    case .list(let list): items += list.map { .item($0) }
    case .facts(let facts): items += facts.map { .paragraph(.body, [.strong($0.name + ": ")] + $0.value) }
    case .keyFigures(let figures):
      for figure in figures {
        items.append(.paragraph(.figure, [.number(figure.quantity)]))
        items.append(.paragraph(.label, [.text(figure.label)]))
        for (index, line) in figure.lines.enumerated() {
          items.append(.paragraph(.body, index == figure.lines.count - 1 ? line + [.text(" "), figure.link] : line))
        }
      }
    case .table(let table):
      guard table.isNumbered else { return }
      items.append(.table(printed(table), label: numbering.label(of: table.id, say)))
    case .figure(let figure): items.append(.figure(figure, label: numbering.label(of: figure.id, say)))
    case .figures(let figures): for figure in figures { add(.figure(figure)) }
    case .folded(let summary, let blocks):
      guard blocks.contains(where: isPrinted) || blocks.contains(where: { if case .table = $0 { false } else { true } }) else {
        return
      }
      items.append(.paragraph(.label, [.text(summary)]))
      for block in blocks { add(block) }
    }
  }
}

/// Text as Polish typography wants it: no one-letter word at the end of a line, no range parted.
func typeset(_ text: String, _ say: Phrasing) -> String {
  unbrokenRanges(say.language == .polish ? tiedSingleLetters(text) : text)
}

/// A cell as text, set as text; a number has its own unbroken blanks.
func typeset(_ cell: Cell, _ say: Phrasing) -> String {
  switch cell {
  case .text, .link, .traced, .missing: typeset(plainText(cell, say), say)
  default: plainText(cell, say)
  }
}
