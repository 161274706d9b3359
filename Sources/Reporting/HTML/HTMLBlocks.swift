import Findings

extension HTMLWriter {
  mutating func write(_ block: Block) {
    switch block {
    case .paragraph(let content):
      output.markup("<p>")
      write(inlines: content)
      output.markup("</p>\n")
    case .remark(let content):
      output.markup("<p class=\"r\">")
      write(inlines: content)
      output.markup("</p>\n")
    case .list(let items):
      output.markup("<ul>\n")
      for item in items {
        output.markup("<li>")
        write(inlines: item)
        output.markup("</li>\n")
      }
      output.markup("</ul>\n")
    case .facts(let facts): write(facts: facts)
    case .keyFigures(let figures): write(keyFigures: figures)
    case .table(let table): write(table)
    case .figure(let figure): write(figure)
    case .figures(let figures):
      output.markup("<div class=\"pair\">\n")
      for figure in figures { write(figure) }
      output.markup("</div>\n")
    case .folded(let summary, let blocks):
      output.markup("<details>\n<summary>")
      writeProse(summary)
      output.markup("</summary>\n")
      for block in blocks { write(block) }
      output.markup("</details>\n")
    }
  }

  mutating func write(facts: [Fact]) {
    output.markup("<dl class=\"facts\">\n")
    for fact in facts {
      output.markup("<div>")
      output.element("dt", "", typeset(fact.name, phrasing))
      output.markup("<dd>")
      write(inlines: fact.value)
      output.markup("</dd></div>\n")
    }
    output.markup("</dl>\n")
  }

  private mutating func write(keyFigures figures: [KeyFigure]) {
    output.markup("<ol class=\"findings\">\n")
    for figure in figures {
      output.markup("<li>\n<p class=\"figure\">")
      write(figure.quantity)
      output.markup("</p>\n<div><p class=\"label\">")
      writeProse(figure.label)
      output.markup("</p>\n")
      for (index, line) in figure.lines.enumerated() {
        output.markup("<p>")
        write(inlines: line)
        if index == figure.lines.count - 1 {
          output.markup(" ")
          write(figure.link)
        }
        output.markup("</p>\n")
      }
      output.markup("</div>\n</li>\n")
    }
    output.markup("</ol>\n")
  }

  private mutating func write(_ figure: Figure) {
    let id = escaped(figure.id)
    let drawing = figure.chart.drawing(id: id, phrasing: phrasing)
    output.markup("<figure>\n<figcaption id=\"\(id)\">")
    writeLabel(of: figure.id)
    writeProse(figure.caption)
    // A wide chart scrolls on a phone, where shrunk to the screen nobody could read it; its frame takes the focus for the keyboard.
    let isWide = Double(drawing.width) > Drawing.phoneWidth
    let frame = isWide ? " role=\"group\" tabindex=\"0\" aria-labelledby=\"\(id)\"" : ""
    output.markup("</figcaption>\n<div class=\"chart\"\(frame)>")
    // A map whose units lead to their profiles is a group of links; everything else is one picture.
    let role = figure.chart.hasLinks ? "group" : "img"
    let wide = isWide ? " class=\"w\"" : ""
    output.markup(
      "<svg\(wide) role=\"\(role)\" aria-labelledby=\"\(id) \(id)-d\" viewBox=\"0 0 \(drawing.width) \(drawing.height)\" ")
    // A little larger than drawn: the text of charts then has the size of the tables' text. Paper and phones scale by the width.
    output.markup(
      "width=\"\(drawing.width * 6 / 5)\" height=\"\(drawing.height * 6 / 5)\" style=\"--w:\(drawing.width)\">")
    output.element("desc", " id=\"\(id)-d\"", typeset(figure.alternative, phrasing))
    if figure.chart.hasLinks {
      output.markup(drawing.markup.replacing("{root}", with: root))
    } else {
      output.append(drawing.bytes)
    }
    output.markup("</svg></div>\n<p class=\"r\">")
    if let note = figure.note {
      writeProse(note)
      output.markup(" ")
    }
    output.text(phrasing("Dane: ", "Data: "))
    write(Inline.reference(to: figure.table))
    output.markup(".</p>\n</figure>\n")
  }

  // MARK: Text

  mutating func write(inlines: [Inline]) {
    for inline in inlines { write(inline) }
  }

  mutating func write(_ inline: Inline) {
    switch inline {
    case .text(let text) where document.isForeign(text):
      output.markup("<span lang=\"pl\">")
      writeProse(text)
      output.markup("</span>")
    case .text(let text): writeProse(text)
    case .strong(let text): output.element("strong", "", typeset(text, phrasing))
    case .code(let text): output.element("code", "", text)
    case .number(let quantity): write(quantity)
    case .traced(let text, let id): write(text, of: id)
    case .link(.inside(let id), let text) where !numbering.contains(id): writeProse(text)
    case .link(let target, let text):
      output.markup("<a href=\"")
      output.markup(address(of: target))
      output.markup("\">")
      writeProse(text)
      output.markup("</a>")
    case .reference(let id):
      guard numbering.contains(id) else { return }
      output.markup("<a href=\"\(address(of: .inside(id)))\">")
      output.text(numbering.label(of: id, phrasing, inSentence: true))
      output.markup("</a>")
    }
  }

  /// A number in text: a link to its proof, or to the cell of a table that it stands in where the report has no proof of it.
  mutating func write(_ quantity: Quantity) {
    let text = quantity.unit.attached(to: quantity, phrasing)
    guard let id = quantity.id else { return output.text(text) }
    write(text, of: id)
  }

  private mutating func write(_ text: String, of id: ValueID) {
    let isProven = isProven(id)
    let isLink = isProven || numbering.hasCell(id)
    output.markup(isLink ? "<a class=\"n\" data-n=\"" : "<span data-n=\"")
    output.anchor(id)
    output.markup("\"")
    if !id.part.isEmpty { output.markup(" data-p=\"\(escaped(id.part))\"") }
    if isLink {
      output.markup(" href=\"")
      if isProven { writeAddress(ofProof: id) } else { output.markup(address(of: .inside(id.anchor))) }
      output.markup("\"")
    }
    output.markup(">")
    writeProse(text)
    output.markup(isLink ? "</a>" : "</span>")
  }

  /// `Tabela 12.` before a caption.
  mutating func writeLabel(of id: String) {
    let label = numbering.label(of: id, phrasing)
    guard !label.isEmpty else { return }
    output.element("b", "", label)
    output.markup(" ")
  }

  mutating func writeProse(_ text: String) {
    output.text(typeset(text, phrasing))
  }
}
