import Bytes
package import Findings
import Markup

/// Says to a person how the program sees a file: what it is, how that was found out, and the first rows of its tables.
///
/// - Returns: lines, each ended by LF, without control characters.
/// - Throws: what detection and the format's reader throw.
package func inspectAsText(_ input: Input, _ options: InspectionOptions) throws(Refusal) -> String {
  let format = try detectFormat(input)
  var page = InspectionPage(language: options.language)
  page.line(Wording("plik", en: "file"), input.name)
  page.line(Wording("rodzaj", en: "format"), format.title.text(options.language))
  if let finding = disagreement(ofName: input, with: format) {
    page.line(Wording("uwaga", en: "finding"), finding.message.text(options.language))
  }
  try describe(input, format, options, on: &page)
  return page.text
}

private func describe(
  _ input: Input, _ format: InputFormat, _ options: InspectionOptions, on page: inout InspectionPage
) throws(Refusal) {
  var preview = TablePreview(limit: options.limit ?? 10)
  switch format {
  case .xml:
    page.outline(try outlineOfXML(input, options.reading))
    if try isSpreadsheetML(input) { try judge(input, format, options) }
  case .json:
    let (outline, twins) = try outlineOfJSON(input)
    page.outline(outline)
    if let twins { page.finding(twins) }
  case .dbf:
    // As in JSON, with the memos of the file beside it.
    var table = try DBFTable(input, options.reading)
    try table.openMemo()
    var watch = TextWatch(preview, file: input.name)
    try table.read(into: &watch)
    preview = watch.receiver
    var understanding = table.understanding
    understanding.findings += watch.findings
    page.understanding(understanding)
  case .zip, .gzip:
    // A list of names says nothing of what is inside; the first thing that is wrong there is to be told as well.
    try judge(input, format, options)
    for member in try ArchiveMembers(of: input, format).members {
      let inner = try detectFormat(member.input)
      page.line(Wording("w środku", en: "inside"), "\(member.name) — \(inner.title.text(options.language))")
    }
  default:
    var watch = TornHeaderWatch(preview, file: input.name, isText: format == .csv)
    guard let understanding = try readTables(input, format, options: options.reading, into: &watch) else {
      throw refusalOfFormat(format, file: input.name)
    }
    preview = watch.receiver
    page.understanding(understanding)
  }
  for table in preview.tables { page.table(table) }
}

/// Reads all that the inspection in JSON reads, and shows nothing: both must refuse the same files.
private func judge(_ input: Input, _ format: InputFormat, _ options: InspectionOptions) throws(Refusal) {
  var stream = InspectionStream(options.layout) { (_) throws(Refusal) in }
  stream.json.beginObject()
  _ = try inspectContent(input, format, options, into: &stream)
}

/// Lines for a person, in one language.
private struct InspectionPage {
  let language: Language
  private(set) var text = ""

  init(language: Language) { self.language = language }

  mutating func line(_ name: Wording, _ value: String) {
    let name = name.text(language)
    add("\(name):" + String(repeating: " ", count: max(1, 11 - name.unicodeScalars.count)) + value)
  }

  mutating func understanding(_ understanding: Understanding) {
    let by: Wording =
      switch understanding.encodingBy {
      case .standard: Wording("z góry", en: "by the format")
      case .detected: Wording("wykryte", en: "detected")
      case .chosen: Wording("podane", en: "chosen")
      }
    if let encoding = understanding.encoding {
      line(Wording("kodowanie", en: "encoding"), "\(encoding.rawValue) (\(by.text(language)))")
    }
    if let delimiter = understanding.delimiter {
      line(Wording("separator", en: "separator"), separatorName(delimiter).text(language))
    }
    for evidence in understanding.evidence { line(Wording("podstawa", en: "evidence"), evidence.text(language)) }
    if let runnerUp = understanding.runnerUp {
      line(Wording("odrzucono", en: "runner-up"), runnerUp.text(language))
    }
    for field in understanding.fields {
      line(Wording("pole", en: "field"), "\(field.name) \(field.type) \(field.length),\(field.decimals)")
    }
    for finding in understanding.findings { self.finding(finding) }
  }

  mutating func finding(_ finding: Finding) {
    // The file is named above.
    let place = Place(sheet: finding.place.sheet, row: finding.place.row, column: finding.place.column)
    let prefix = place.isEmpty ? "" : place.wording.text(language) + ": "
    line(Wording("uwaga", en: "finding"), prefix + finding.message.text(language))
  }

  mutating func outline(_ outline: Outline) {
    line(Wording("elementy", en: "elements"), String(outline.total))
    for (path, count) in zip(outline.paths, outline.counts) { add("  \(path)  × \(count)") }
    if outline.isCut { add("  …") }
  }

  mutating func table(_ table: TablePreview.Table) {
    let rows = Wording("wierszy", en: "rows").text(language)
    let columns = Wording("kolumn", en: "columns").text(language)
    let name = table.heading.name.isEmpty ? "" : "„\(table.heading.name)”, "
    let hidden = table.heading.visible == "visible" ? "" : " (\(Wording("ukryta", en: "hidden").text(language)))"
    line(Wording("tabela", en: "table"), "\(name)\(table.rowCount) \(rows), \(table.columnCount) \(columns)\(hidden)")
    var widths: [Int] = []
    for row in table.rows {
      for (index, text) in row.texts.enumerated() {
        if index == widths.count { widths.append(0) }
        widths[index] = max(widths[index], text.unicodeScalars.count)
      }
    }
    for row in table.rows {
      let cells = row.texts.enumerated().map { index, text in
        text + String(repeating: " ", count: widths[index] - text.unicodeScalars.count)
      }
      add("  \(row.number)  " + cells.joined(separator: " | "))
    }
  }

  private mutating func add(_ line: String) {
    for scalar in line.unicodeScalars {
      // A control character in published text must not reach the terminal.
      let isControl = scalar.value < 32 || scalar.value >= 127 && scalar.value < 160
      text.unicodeScalars.append(isControl ? "·" : scalar)
    }
    while text.last == " " { text.removeLast() }
    text += "\n"
  }
}

/// Keeps the first rows of each table and counts the rest.
private struct TablePreview: RowReceiver {
  struct Table {
    var heading: TableHeading
    var rows: [(number: Int, texts: [String])] = []
    var rowCount = 0
    var columnCount = 0
  }

  private(set) var tables: [Table] = []
  private let limit: Int
  private var lastRow: Int32 = 0

  init(limit: Int) { self.limit = limit }

  mutating func open(_ table: TableHeading) throws(Refusal) {
    tables.append(Table(heading: table))
    lastRow = 0
  }

  mutating func receive(_ rows: borrowing Rows) throws(Refusal) {
    guard var table = tables.popLast() else { return }
    for cell in rows.cells {
      if cell.row != lastRow {
        lastRow = cell.row
        table.rowCount += 1
        if table.rowCount <= limit { table.rows.append((Int(cell.row), [])) }
      }
      table.columnCount = max(table.columnCount, Int(cell.column))
      // A preview has room for a page; the rest of a wide row is only counted.
      guard table.rowCount <= limit, cell.column <= 40 else { continue }
      let last = table.rows.count - 1
      while table.rows[last].texts.count < Int(cell.column) - 1 { table.rows[last].texts.append("") }
      table.rows[last].texts.append(shortened(rows.string(cell)))
    }
    tables.append(table)
  }

  mutating func close(merged: [String]) throws(Refusal) {}

  private func shortened(_ text: String) -> String {
    text.unicodeScalars.count <= 30 ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(29))) + "…"
  }
}

/// The paths of a document's elements in the order in which they were first met, and how often each was.
private struct Outline {
  private(set) var paths: [String] = []
  private(set) var counts: [Int] = []
  private(set) var total = 0
  private(set) var isCut = false
  private var places: [String: Int] = [:]

  mutating func meet(_ path: String) {
    total += 1
    if let place = places[path] {
      counts[place] += 1
    } else if paths.count < 60 {
      places[path] = paths.count
      paths.append(path)
      counts.append(1)
    } else {
      isCut = true
    }
  }
}

private func outlineOfXML(_ input: Input, _ options: ReadingOptions) throws(Refusal) -> Outline {
  let pull = try XMLPull(try input.open(), shownAs: input.name, encoding: options.encoding)
  var outline = Outline()
  var open: [String] = []
  while let event = try pull.next() {
    switch event {
    case .start:
      open.append((open.last.map { $0 + "/" } ?? "") + pull.word(pull.local))
      outline.meet(open[open.count - 1])
    case .end: open.removeLast()
    case .text: break
    }
  }
  return outline
}

/// - Returns: the elements, and what is to be said of names that stand twice.
private func outlineOfJSON(_ input: Input) throws(Refusal) -> (Outline, Finding?) {
  var pull = try inspectionPull(ofJSON: input).pull
  var outline = Outline()
  var open: [String] = []
  var name = ""
  while let event = try pull.next() {
    let path = (open.last ?? "") + name
    switch event {
    case .beginObject:
      outline.meet(path + "{}")
      open.append(path + "/")
    case .beginArray:
      outline.meet(path + "[]")
      open.append(path + "[]")
    case .endObject, .endArray: open.removeLast()
    case .name:
      name = String(decoding: pull.text, as: UTF8.self)
      continue
    case .string, .number, .boolean, .null: outline.meet(path)
    }
    name = ""
  }
  return (outline, twinFinding(pull, file: input.name))
}
