package import Findings

import Bytes

/// A line of `findings.csv`: a finding with its message in one language.
struct FindingLine: TableRow {
  var finding: Finding
  var language: Language

  static let columns: [TableColumn] = [
    TableColumn("severity", .text, Wording("waga", en: "severity")),
    TableColumn("code", .text, Wording("kod", en: "code")),
    TableColumn("file", .text, Wording("plik", en: "file")),
    TableColumn("sheet", .text, Wording("arkusz", en: "sheet")),
    TableColumn("row", .integer, Wording("wiersz", en: "row")),
    TableColumn("column", .integer, Wording("kolumna", en: "column")),
    TableColumn("unit", .text, Wording("kod jednostki", en: "unit code")),
    TableColumn("measure", .text, Wording("miara lub wskaźnik", en: "measure or indicator")),
    TableColumn("message", .text, Wording("opis", en: "message")),
  ]

  init(_ finding: Finding, _ language: Language) {
    self.finding = finding
    self.language = language
  }

  init(reading fields: inout TableFields) throws(Refusal) {
    let severity = try fields.choice(Severity.self)
    let code = fields.text()
    let place = Place(
      file: fields.text(), sheet: fields.text(), row: try fields.integer() ?? 0, column: try fields.integer() ?? 0)
    let unit = fields.text()
    let measure = fields.text()
    let message = fields.text()
    finding = Finding(severity, code, at: place, unit: unit, measure: measure, Wording(message, en: message))
    language = .polish
  }

  func write(to line: inout TableLine) {
    line.text(finding.severity.rawValue)
    line.text(finding.code)
    line.place(finding.place)
    line.text(finding.unit)
    line.text(finding.measure)
    line.made { finding.message.append(language, to: &$0) }
  }

  var key: [String] { [] }
}

extension TableLine {
  /// File, sheet, row and column; what is not known stays empty.
  mutating func place(_ place: Place) {
    text(place.file)
    text(place.sheet)
    integer(place.row > 0 ? place.row : nil)
    integer(place.column > 0 ? place.column : nil)
  }
}

/// `findings.csv` of a stage or an edition: every finding, sorted by place, code, unit, measure and message.
package enum FindingsFile {
  package static let name = "findings.csv"

  package static func write(_ findings: [Finding], to path: String, in language: Language) throws(Refusal) {
    var writer = try TableWriter<FindingLine>(creating: path)
    for index in order(of: findings) { try writer.append(FindingLine(findings[index], language)) }
    try writer.finish()
  }

  /// The findings of a file; each message stands for both languages, as it is in the file.
  package static func read(_ path: String, shownAs: String? = nil) throws(Refusal) -> [Finding] {
    try FindingLine.read(path, shownAs: shownAs).map(\.finding)
  }

  /// Where a finding stands, as numbers: a million of them are sorted without touching their texts.
  private struct Key {
    var file: Int32
    var sheet: Int32
    var row: Int
    var column: Int
    var index: Int
  }

  private static func order(of findings: [Finding]) -> [Int] {
    let files = ranks(findings.lazy.map(\.place.file))
    let sheets = ranks(findings.lazy.map(\.place.sheet))
    var keys: [Key] = []
    keys.reserveCapacity(findings.count)
    for index in findings.indices {
      let place = findings[index].place
      keys.append(Key(file: files[index], sheet: sheets[index], row: place.row, column: place.column, index: index))
    }
    keys.sort { a, b in
      if a.file != b.file { return a.file < b.file }
      if a.sheet != b.sheet { return a.sheet < b.sheet }
      if a.row != b.row { return a.row < b.row }
      if a.column != b.column { return a.column < b.column }
      return precedes(findings[a.index], findings[b.index])
    }
    return keys.map(\.index)
  }

  /// For each text its rank among all of them; runs of one text cost a comparison.
  private static func ranks(_ texts: some Sequence<String>) -> [Int32] {
    var codes: [String: Int32] = [:]
    var found: [String] = []
    var coded: [Int32] = []
    var last = ""
    var lastCode: Int32 = -1
    for text in texts {
      if lastCode < 0 || text != last {
        last = text
        if let known = codes[text] {
          lastCode = known
        } else {
          lastCode = Int32(found.count)
          codes[text] = lastCode
          found.append(text)
        }
      }
      coded.append(lastCode)
    }
    var ranks = [Int32](repeating: 0, count: found.count)
    let sorted = found.indices.sorted { precedesByBytes(found[$0], found[$1]) }
    for (rank, code) in sorted.enumerated() { ranks[code] = Int32(rank) }
    return coded.map { ranks[Int($0)] }
  }

  /// Of two findings at one place.
  private static func precedes(_ a: Finding, _ b: Finding) -> Bool {
    if a.code != b.code { return precedesByBytes(a.code, b.code) }
    if a.unit != b.unit { return precedesByBytes(a.unit, b.unit) }
    if a.measure != b.measure { return precedesByBytes(a.measure, b.measure) }
    return precedesByBytes(a.message.polish, b.message.polish)
  }
}
