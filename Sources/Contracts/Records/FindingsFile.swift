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
    line.text(finding.message.text(language))
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
    for finding in findings.sorted(by: precedes) { try writer.append(FindingLine(finding, language)) }
    try writer.finish()
  }

  /// The findings of a file; each message stands for both languages, as it is in the file.
  package static func read(_ path: String, shownAs: String? = nil) throws(Refusal) -> [Finding] {
    try FindingLine.read(path, shownAs: shownAs).map(\.finding)
  }

  private static func precedes(_ a: Finding, _ b: Finding) -> Bool {
    let (p, q) = (a.place, b.place)
    if p.file != q.file { return precedesByBytes(p.file, q.file) }
    if p.sheet != q.sheet { return precedesByBytes(p.sheet, q.sheet) }
    if (p.row, p.column) != (q.row, q.column) { return (p.row, p.column) < (q.row, q.column) }
    return [a.code, a.unit, a.measure, a.message.polish].lexicographicallyPrecedes(
      [b.code, b.unit, b.measure, b.message.polish], by: precedesByBytes)
  }
}
