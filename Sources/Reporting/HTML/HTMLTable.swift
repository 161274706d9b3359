extension HTMLWriter {
  /// A table of groups is folded: what all are compared with, then a table for each group.
  mutating func write(_ table: Table) {
    let head = table.groups.first?.rows.lowerBound ?? table.rows.count
    if table.groups.isEmpty, !table.notes.isEmpty {
      output.markup("<div class=\"tn\" style=\"--n:\(HTMLWriter.lines(of: table.notes))\">\n")
      write(table, table.rows[...], id: table.id, caption: table.caption, isLabelled: true)
      output.markup("<div class=\"ns\">\n")
      write(notes: table.notes)
      output.markup("</div>\n</div>\n")
      return
    }
    if head > 0 || table.groups.isEmpty {
      write(table, table.rows[..<head], id: table.id, caption: table.caption, isLabelled: true)
    } else {
      output.markup("<p class=\"caption\" id=\"\(escaped(table.id))\">")
      writeLabel(of: table.id)
      writeProse(table.caption)
      output.markup("</p>\n")
    }
    for (place, group) in table.groups.enumerated() {
      output.markup("<details>\n<summary>")
      writeProse(group.summary)
      output.markup("</summary>\n")
      let rows = table.rows[group.rows].dropFirst(group.beginsWithName ? 1 : 0)
      write(
        table, rows, id: "\(table.id)-g\(place + 1)", caption: "\(table.caption): \(group.title)", isLabelled: false)
      output.markup("</details>\n")
    }
    write(notes: table.notes)
  }

  private mutating func write(notes: [String]) {
    for note in notes {
      output.markup("<p class=\"r\">")
      writeProse(note)
      output.markup("</p>\n")
    }
  }

  /// Lines that the notes of a table take on paper, where one holds some 115 letters.
  static func lines(of notes: [String]) -> Int { notes.reduce(0) { $0 + ($1.count + 114) / 115 } }

  private mutating func write(_ table: Table, _ rows: ArraySlice<Table.Row>, id: String, caption: String, isLabelled: Bool) {
    let id = escaped(id)
    // The id is the caption's: links show the table from its caption on, and the frame takes its name from it.
    // Wide tables scroll inside their frame; the frame takes the focus so that the keyboard can scroll it too.
    output.markup("<div class=\"f\" role=\"group\" tabindex=\"0\" aria-labelledby=\"\(id)\">\n")
    output.markup("<table>\n<caption id=\"\(id)\"><span>")
    if isLabelled { writeLabel(of: table.id) }
    writeProse(caption)
    output.markup("</span></caption>\n<thead><tr>")
    output.element("th", " scope=\"col\" class=\"t\"", typeset(table.stub, phrasing))
    for column in table.columns {
      let title = typeset(column.title, phrasing)
      output.element("th", column.kind == .number ? " scope=\"col\"" : " scope=\"col\" class=\"t\"", title)
    }
    output.markup("</tr></thead>\n<tbody>\n")
    for row in rows {
      output.markup("<tr")
      if let id = row.id {
        output.markup(" id=\"")
        output.text(id)
        output.markup("\"")
      }
      output.markup(row.isReference ? " class=\"ref\"><th scope=\"row\">" : "><th scope=\"row\">")
      write(inlines: row.heading)
      output.markup("</th>")
      for (index, cell) in row.cells.enumerated() {
        write(cell, kind: index < table.columns.count ? table.columns[index].kind : .text)
      }
      output.markup("</tr>")
    }
    output.markup("</tbody>\n</table>\n</div>\n")
  }

  private mutating func write(_ cell: Cell, kind: Table.Column.Kind) {
    let numbers = phrasing.numbers
    let plain =
      switch kind {
      case .number: "<td>"
      case .text: "<td class=\"t\">"
      case .prose: "<td class=\"t p\">"
      case .literal: "<td class=\"l\">"
      }
    switch cell {
    case .text(let text) where document.isForeign(text):
      output.markup(String(plain.dropLast()) + " lang=\"pl\">")
      writeProse(text)
    case .text(let text):
      output.markup(plain)
      writeProse(text)
    case .code(let text):
      output.markup(plain)
      output.element("code", "", text)
    case .link(.inside(let id), let text) where !numbering.contains(id):
      // The section that it would lead to was not chosen, or has nothing to show.
      output.markup(plain)
      writeProse(text)
    case .link(let target, let text):
      output.markup(plain)
      output.markup("<a href=\"")
      output.markup(address(of: target))
      output.markup("\">")
      output.text(text)
      output.markup("</a>")
    case .number(let quantity):
      let id = quantity.isProven ? quantity.id : quantity.id.map { $0.part.isEmpty ? $0.part("value") : $0 }
      open(id, "")
      let isLink = openLink(toProofOf: id, needsCells: quantity.isProven)
      output.number(quantity.value, decimals: quantity.decimals, isSigned: quantity.isSigned, numbers)
      if isLink { output.markup("</a>") }
      if !quantity.mark.isEmpty { output.element("sup", "", quantity.mark) }
    case .traced(let text, let id):
      open(id, kind == .number ? "" : " class=\"t\"")
      let isLink = openLink(toProofOf: id)
      writeProse(text)
      if isLink { output.markup("</a>") }
    case .count(let count, let id):
      open(id, "")
      let isLink = openLink(toProofOf: id)
      output.whole(count, numbers)
      if isLink { output.markup("</a>") }
    case .range(let lower, let upper, let decimals, let id):
      open(id, "")
      let isLink = openLink(toProofOf: id)
      output.range(lower, upper, decimals: decimals, numbers)
      if isLink { output.markup("</a>") }
    case .span(let from, let to):
      open(nil, "")
      write(from)
      output.text(numbers.joint(from.value, to.value))
      write(to)
    case .rank(let rank, let low, let high, let id):
      open(id, "")
      let isLink = openLink(toProofOf: id)
      output.text(rankText(rank, low: low, high: high, numbers))
      if isLink { output.markup("</a>") }
    case .quintile(let quintile, let id):
      open(id, "")
      let isLink = openLink(toProofOf: id)
      output.whole(quintile, numbers)
      if isLink { output.markup("</a>") }
    case .missing(let reason, let id):
      open(id, " class=\"m\"")
      output.text(typeset(missingMark(reason, phrasing), phrasing))
    case .notApplicable:
      output.markup(plain)
      output.text("x")
    }
    output.markup("</td>")
  }

  /// Begins a link to the proof of a number, where the report has one.
  private mutating func openLink(toProofOf id: ValueID?, needsCells: Bool = true) -> Bool {
    guard let id, needsCells ? isProven(id) : hasProofs(id) else { return false }
    output.markup("<a class=\"n\" href=\"")
    writeAddress(ofProof: id)
    output.markup("\">")
    return true
  }

  /// A cell with the id of its number, or with a mark of it when the id is already taken.
  private mutating func open(_ id: ValueID?, _ attributes: String) {
    output.markup("<td")
    // The address of a proof says the id; it need not be said twice.
    if let id, !id.part.isEmpty, hasProofs(id) {
      output.markup(" data-p=\"\(escaped(id.part))\"")
    } else if let id {
      let isFirst = id.part.isEmpty && claim(id)
      output.markup(isFirst ? " id=\"" : " data-n=\"")
      output.anchor(id)
      output.markup("\"")
      if !id.part.isEmpty { output.markup(" data-p=\"\(escaped(id.part))\"") }
    }
    output.markup(attributes)
    output.markup(">")
  }
}

/// `3 (2–5)`; without the brackets where the rank is sure.
package func rankText(_ rank: Int, low: Int?, high: Int?, _ numbers: NumberStyle) -> String {
  guard let low, let high, low != high else { return numbers.whole(rank) }
  return "\(numbers.whole(rank))\(NumberStyle.noBreakSpace)(\(numbers.whole(low))–\(numbers.whole(high)))"
}

/// `brak danych` and why; `#` and why for what is kept back.
package func missingText(_ reason: String, _ phrasing: Phrasing) -> String {
  if Sign.isSigned(reason) { return reason }
  let words = phrasing("brak danych", "no data")
  return reason.isEmpty ? words : "\(words): \(reason)"
}

/// The same for a cell of a table: a sign where nothing can be said but that there is no number.
package func missingMark(_ reason: String, _ phrasing: Phrasing) -> String {
  reason.isEmpty ? phrasing("b.d.", "n/a") : missingText(reason, phrasing)
}
