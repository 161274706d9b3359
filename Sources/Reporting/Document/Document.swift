package import Findings

/// The report as a structure, before it is written as anything: headings, paragraphs, lists, tables, charts. Values are
/// typed, so that one writer prints `8,3%` and another puts the number 8.3 with a format into a cell.
package struct Document: Sendable {
  package var language: Language
  package var title: String
  /// Lines under the title: region, period, publisher.
  package var subtitle: String
  /// A sentence that every page shows, such as that the figures are samples.
  package var banner: String?
  /// Name and value pairs of the title page.
  package var facts: [Fact]
  package var chapters: [Chapter]
  /// Indicators whose numbers have a page of proofs, `lineage/<indicator>.html`; a number of theirs is a link to its proof.
  package var proven: Set<String> = []
  /// Texts that are Polish in a document of another language - what the catalogue and the pipeline say in Polish alone: sources,
  /// publishers, licences. A screen reader has to know, or it reads them out as English.
  package var foreignTexts: Set<String> = []
  /// Leads from a document that belongs to another, such as the profile of a unit, to that one.
  package var back: Inline?

  package init(
    language: Language, title: String, subtitle: String = "", banner: String? = nil, facts: [Fact] = [],
    chapters: [Chapter] = []
  ) {
    self.language = language
    self.title = title
    self.subtitle = subtitle
    self.banner = banner
    self.facts = facts
    self.chapters = chapters
  }

  /// Whether the whole of a run of text or of a cell is in Polish while the document is not.
  func isForeign(_ text: String) -> Bool { !foreignTexts.isEmpty && foreignTexts.contains(text) }
}

/// A named fact: `Okres` - `2015–2023`.
package struct Fact: Sendable, Hashable {
  package var name: String
  package var value: [Inline]

  package init(_ name: String, _ value: [Inline]) {
    self.name = name
    self.value = value
  }

  package init(_ name: String, _ value: String) {
    self.init(name, [.text(value)])
  }
}

/// A part with a heading. Its depth in the tree is the level of the heading, so no level can be skipped.
package struct Chapter: Sendable {
  /// Unique in the document; links go to it.
  package var id: String
  package var title: String
  package var blocks: [Block]
  package var parts: [Chapter]
  /// Where the chapter stands when the report is written as web pages: a file of its own, relative to the report's folder.
  /// nil leaves it where it is in the tree. Writers of a single document heed it only to leave out what nobody would print.
  package var page: String?

  package init(id: String, title: String, blocks: [Block] = [], parts: [Chapter] = [], page: String? = nil) {
    self.page = page
    self.id = id
    self.title = title
    self.blocks = blocks
    self.parts = parts
  }
}

/// What stands between headings.
package indirect enum Block: Sendable {
  case paragraph([Inline])
  /// A paragraph in smaller type: definitions, sources, explanations.
  case remark([Inline])
  case list([[Inline]])
  case facts([Fact])
  case keyFigures([KeyFigure])
  case table(Table)
  case figure(Figure)
  /// Figures that stand side by side where there is room.
  case figures([Figure])
  /// Content that can be folded away on a screen and is always printed.
  case folded(summary: String, [Block])

  package static func paragraph(_ text: String) -> Block { .paragraph([.text(text)]) }
  package static func remark(_ text: String) -> Block { .remark([.text(text)]) }
}

/// One finding of the summary: the number large, beside it what it is and what it compares with.
package struct KeyFigure: Sendable {
  package var quantity: Quantity
  package var label: String
  package var lines: [[Inline]]
  package var link: Inline

  package init(quantity: Quantity, label: String, lines: [[Inline]], link: Inline) {
    self.quantity = quantity
    self.label = label
    self.lines = lines
    self.link = link
  }
}
