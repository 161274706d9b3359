import Bytes
import Findings

/// The tables of a page, read tag by tag as browsers do: end tags may be missing, what is unknown is passed over.
struct HTMLPage {
  /// Bytes of a page.
  static let limit = 64 << 20
  /// Tables within tables.
  static let depthLimit = 64

  private let text: [UInt8]
  private let shown: String
  private var at = 0
  private(set) var tables: [HTMLTable] = []
  /// Whether digits of marks above the line are given as what they are (see `RaisedDigits`).
  var raisesDigits = false
  /// The tables that are open, the innermost last.
  private var open: [Int] = []
  /// The element that hides what is in it, how many of its name are open, and how many tables in it.
  private var hidden: (name: String, depth: Int, tables: Int)?

  /// - Parameter text: UTF-8.
  init(_ text: [UInt8], shown: String) {
    self.text = text
    self.shown = shown
  }

  mutating func read() throws(Refusal) {
    while at < text.count {
      if text[at] == UInt8(ascii: "<") { try readMarkup() } else { readText() }
    }
    while let index = open.popLast() { tables[index].finish() }
    guard tables.contains(where: { !$0.cells.isEmpty }) else {
      throw Refusal(
        .data, Wording("strona HTML bez tabeli", en: "an HTML page without a table"), at: Place(file: shown),
        mend: Wording("poproś o te dane w CSV albo XLSX", en: "ask for the data as CSV or XLSX"))
    }
    tables.removeAll { $0.cells.isEmpty }
    for index in tables.indices { tables[index].name = tables.count == 1 ? "" : "\(index + 1)" }
  }

  private mutating func readText() {
    let end = text[at...].firstIndex(of: UInt8(ascii: "<")) ?? text.count
    if hidden == nil, let table = open.last { tables[table].append(text[at..<end]) }
    at = end
  }

  private mutating func readMarkup() throws(Refusal) {
    let next = at + 1 < text.count ? text[at + 1] : 0
    if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") { return skipDeclaration() }
    let isEnd = next == UInt8(ascii: "/")
    let begin = at + (isEnd ? 2 : 1)
    guard begin < text.count, HTMLTag.isLetter(text[begin]) else {
      // A bare `<` is text.
      if hidden == nil, let table = open.last { tables[table].append(text[at...at]) }
      at += 1
      return
    }
    let tag = HTMLTag(text, from: begin)
    at = tag.end
    if !isEnd, tag.name == "script" || tag.name == "style" || tag.name == "title" { return skipRaw(tag.name) }
    if hidden != nil, !endsHidden(tag, isEnd: isEnd) { return }
    if isEnd { end(tag.name) } else { try start(tag) }
    if !isEnd, tag.name == "textarea" { readPlainText(tag.name) }
  }

  /// Whether a tag ends what is hidden and means something itself: a hidden cell, or what is in a cell and hidden, ends at the
  /// next cell or row also where its end tag is left out.
  private mutating func endsHidden(_ tag: HTMLTag, isEnd: Bool) -> Bool {
    guard var hidden else { return true }
    let isStructure = ["td", "th", "tr", "thead", "tbody", "tfoot"].contains(tag.name)
    if hidden.tables == 0, !open.isEmpty, isStructure || (isEnd && tag.name == "table") {
      self.hidden = nil
      return true
    }
    if tag.name == "table" { hidden.tables += isEnd ? -1 : 1 }
    if tag.name == hidden.name, !tag.isEmpty { hidden.depth += isEnd ? -1 : 1 }
    self.hidden = hidden.depth == 0 ? nil : hidden
    return false
  }

  private mutating func start(_ tag: HTMLTag) throws(Refusal) {
    // Rows that are folded up are rows, as in every workbook.
    if tag.isHidden, !tag.isEmpty, !["table", "tr", "thead", "tbody", "tfoot"].contains(tag.name) {
      hidden = (tag.name, 1, 0)
      return
    }
    if tag.name == "table" {
      guard open.count < Self.depthLimit else {
        throw refusal(
          Wording(
            "więcej niż \(Self.depthLimit) tabel jedna w drugiej", en: "more than \(Self.depthLimit) tables in one another"))
      }
      open.append(tables.count)
      tables.append(HTMLTable())
      return
    }
    guard let table = open.last else { return }
    switch tag.name {
    case "tr": tables[table].startRow()
    case "td", "th":
      let (columns, rows) = (max(1, tag.number("colspan")), tag.number("rowspan"))
      guard tables[table].startCell(columns: columns, rows: rows, stored: HTMLStoredNumber(tag)) else {
        throw refusal(Wording("tabela strony jest za duża", en: "the page's table is too large"))
      }
    case "caption": tables[table].endCell()
    case "thead", "tbody", "tfoot": tables[table].endSection()
    case "br": tables[table].endLine()
    case "sup": if raisesDigits { tables[table].raise() }
    case "select": tables[table].startChoice()
    case "option": tables[table].startOption(isChosen: tag.value("selected") != nil)
    case "input": if tag.isTextField { tables[table].append((tag.value("value") ?? "").utf8) }
    case "p", "div", "li", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6": tables[table].breakLine()
    default: break
    }
  }

  private mutating func end(_ name: String) {
    guard let table = open.last else { return }
    switch name {
    case "table":
      tables[table].finish()
      open.removeLast()
    case "td", "th": tables[table].endCell()
    case "tr": tables[table].endRow()
    case "thead", "tbody", "tfoot": tables[table].endSection()
    case "sup": tables[table].lower()
    case "select": tables[table].endChoice()
    case "p", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6": tables[table].breakLine()
    default: break
    }
  }

  /// `<!-- … -->`, `<!DOCTYPE …>`, `<?xml …?>`.
  private mutating func skipDeclaration() {
    if text.count - at >= 4, text[at + 2] == UInt8(ascii: "-"), text[at + 3] == UInt8(ascii: "-") {
      var index = at + 4
      while index < text.count {
        if text[index] == UInt8(ascii: ">"), text[index - 1] == UInt8(ascii: "-"), text[index - 2] == UInt8(ascii: "-") { break }
        index += 1
      }
      at = min(index + 1, text.count)
      return
    }
    at = (text[at...].firstIndex(of: UInt8(ascii: ">")) ?? text.count - 1) + 1
  }

  /// What is in scripts and styles is no markup.
  private mutating func skipRaw(_ name: String) {
    let wanted = Array("</\(name)".utf8)
    while at < text.count {
      guard let next = text[at...].firstIndex(of: UInt8(ascii: "<")) else { break }
      at = next
      let part = text[at..<min(at + wanted.count, text.count)].map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
      if part == wanted { return }
      at += 1
    }
    at = text.count
  }

  /// What is in a field for text is no markup, but entities are resolved.
  private mutating func readPlainText(_ name: String) {
    let begin = at
    skipRaw(name)
    guard let table = open.last else { return }
    for (index, line) in text[begin..<at].split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
      if index > 0 { tables[table].endLine() }
      tables[table].append(line)
    }
  }

  private func refusal(_ what: Wording) -> Refusal {
    Refusal(
      .data, what, at: Place(file: shown),
      mend: Wording("poproś o te dane w CSV albo XLSX", en: "ask for the data as CSV or XLSX"))
  }
}

/// A tag of a page.
struct HTMLTag {
  /// In small letters.
  let name: String
  private(set) var attributes: [(name: String, value: String)] = []
  /// Behind the tag.
  let end: Int
  private let isClosed: Bool

  /// - Parameter begin: where the name begins.
  init(_ text: [UInt8], from begin: Int) {
    var at = begin
    func word(_ at: inout Int, until isEnd: (UInt8) -> Bool) -> String {
      let start = at
      while at < text.count, !isEnd(text[at]) { at += 1 }
      return String(decoding: text[start..<at], as: UTF8.self)
    }
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 9 && byte <= 13) }
    name = word(&at) { isSpace($0) || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "/") }.lowercased()
    var isClosed = false
    while at < text.count, text[at] != UInt8(ascii: ">") {
      if isSpace(text[at]) || text[at] == UInt8(ascii: "/") {
        isClosed = text[at] == UInt8(ascii: "/")
        at += 1
        continue
      }
      isClosed = false
      let attribute = word(&at) { isSpace($0) || "=>/".utf8.contains($0) }.lowercased()
      while at < text.count, isSpace(text[at]) { at += 1 }
      guard at < text.count, text[at] == UInt8(ascii: "=") else {
        attributes.append((attribute, ""))
        continue
      }
      at += 1
      while at < text.count, isSpace(text[at]) { at += 1 }
      guard at < text.count else { break }
      let quote = text[at]
      if quote == 0x22 || quote == 0x27 {
        at += 1
        attributes.append((attribute, word(&at) { $0 == quote }))
        at += 1
      } else {
        attributes.append((attribute, word(&at) { isSpace($0) || $0 == UInt8(ascii: ">") }))
      }
    }
    end = min(at + 1, text.count)
    self.isClosed = isClosed
  }

  static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  /// Whether there is nothing in the element.
  var isEmpty: Bool {
    isClosed || ["br", "img", "col", "input", "hr", "meta", "link", "wbr", "area", "base", "embed", "param"].contains(name)
  }

  /// Whether the element is not shown.
  var isHidden: Bool {
    if value("hidden") != nil || ["template", "datalist", "comment"].contains(name) { return true }
    // Marks of notes that Excel writes into the cell for browsers.
    if value("class")?.hasPrefix("msocom") == true { return true }
    guard let style = value("style") else { return false }
    return style.lowercased().filter { $0 != " " }.contains("display:none")
  }

  func value(_ name: String) -> String? { attributes.first { $0.name == name }?.value }

  /// Whether the element is a field that shows what is written in it.
  var isTextField: Bool {
    name == "input" && !isHidden && ["", "text", "number", "tel", "date", "search"].contains((value("type") ?? "").lowercased())
  }

  /// A span; 1 where none is given.
  func number(_ name: String) -> Int {
    let digits = (value(name) ?? "").drop { $0 == " " }.prefix { $0.isASCII && $0.isNumber }
    return Int(digits.prefix(9)) ?? 1
  }
}
