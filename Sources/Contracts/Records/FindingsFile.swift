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

  package static func write(_ findings: FindingList, to path: String, in language: Language) throws(Refusal) {
    var writer = try TableWriter<FindingLine>(creating: path)
    let names = FindingNames(findings)
    for index in order(of: findings) {
      let entry = findings.entries[index]
      try writer.append { line in
        names.append(entry, findings, to: &line)
        line.made { findings.append(language, messageOf: entry, to: &$0) }
      }
    }
    try writer.finish()
  }

  package static func write(_ findings: [Finding], to path: String, in language: Language) throws(Refusal) {
    try write(FindingList(findings), to: path, in: language)
  }

  /// The findings of a file; each message stands for both languages, as it is in the file.
  package static func read(_ path: String, shownAs: String? = nil) throws(Refusal) -> [Finding] {
    try FindingLine.read(path, shownAs: shownAs).map(\.finding)
  }

  /// The errors among them. Most files have none, and then their lines are not taken apart.
  package static func errors(in path: String, shownAs: String? = nil) throws(Refusal) -> [Finding] {
    let begin = Array((Severity.error.rawValue + ",").utf8)
    let stream = try FileStream(path: path, shownAs: shownAs, hashing: false)
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    // A line is begun anew behind every line end, within quotes too: what is found there by mistake is only read in vain.
    var matched = 0
    var mayHaveErrors = false
    while !mayHaveErrors {
      let got = try stream.read(into: &chunk)
      guard got > 0 else { break }
      let bytes = chunk.span.extracting(0..<got)
      var place = 0
      while place < got {
        if matched < 0 {
          guard let end = next(10, in: bytes, from: place) else { break }
          place = end + 1
          matched = 0
          continue
        }
        matched = bytes[place] == begin[matched] ? matched + 1 : bytes[place] == 10 ? 0 : -1
        place += 1
        if matched == begin.count {
          mayHaveErrors = true
          break
        }
      }
    }
    return mayHaveErrors ? try read(path, shownAs: shownAs).filter { $0.severity == .error } : []
  }

  /// Where a finding stands, as numbers: a million of them are sorted without touching their texts.
  private struct Key: BitwiseCopyable {
    /// Ranks of file and sheet.
    var place: UInt64
    /// Row and column.
    var spot: UInt64
    /// Rank of the finding's code.
    var code: Int32
    var index: Int32
  }

  private static func order(of findings: FindingList) -> [Int] {
    let (files, sheets) = (ranks(findings.files.strings), ranks(findings.sheets.strings))
    let codes = ranks(findings.patterns.map(\.code) + findings.singles.map(\.code))
    var keys: [Key] = []
    keys.reserveCapacity(findings.count)
    for (index, entry) in findings.entries.enumerated() {
      let rule = entry.pattern >= 0 ? Int(entry.pattern) : findings.patterns.count + Int(entry.own.first)
      keys.append(
        Key(
          place: UInt64(files[Int(entry.file)]) << 32 | UInt64(sheets[Int(entry.sheet)]),
          spot: UInt64(UInt32(bitPattern: entry.row)) << 32 | UInt64(UInt32(bitPattern: entry.column)), code: codes[rule],
          index: Int32(index)))
    }
    keys.sort { a, b in
      if a.place != b.place { return a.place < b.place }
      if a.spot != b.spot { return a.spot < b.spot }
      if a.code != b.code { return a.code < b.code }
      return precedes(findings.entries[Int(a.index)], findings.entries[Int(b.index)], findings)
    }
    return keys.map { Int($0.index) }
  }

  /// For each text its rank among the different ones.
  private static func ranks(_ texts: [String]) -> [Int32] {
    var ranks: [String: Int32] = [:]
    for (rank, text) in Set(texts).sorted(by: precedesByBytes).enumerated() { ranks[text] = Int32(rank) }
    return texts.map { ranks[$0] ?? 0 }
  }

  /// Of two findings with one code at one place.
  private static func precedes(_ a: FindingList.Entry, _ b: FindingList.Entry, _ findings: FindingList) -> Bool {
    if a.unit != b.unit { return precedesByBytes(findings.units[a.unit], findings.units[b.unit]) }
    let measures = (findings.measure(a), findings.measure(b))
    if measures.0 != measures.1 { return precedesByBytes(measures.0, measures.1) }
    return precedesByBytes(findings.message(a).polish, findings.message(b).polish)
  }
}

/// What lines of findings say again and again, as it stands in the table.
private struct FindingNames {
  private let files: [[UInt8]]
  private let sheets: [[UInt8]]
  private let units: [[UInt8]]
  private let rules: [(severity: [UInt8], code: [UInt8], measure: [UInt8])]

  init(_ findings: FindingList) {
    files = findings.files.strings.map(TableLine.field)
    sheets = findings.sheets.strings.map(TableLine.field)
    units = findings.units.strings.map(TableLine.field)
    rules = findings.patterns.map {
      (TableLine.field($0.severity.rawValue), TableLine.field($0.code), TableLine.field($0.measure))
    }
  }

  /// Everything but the message.
  func append(_ entry: FindingList.Entry, _ findings: FindingList, to line: inout TableLine) {
    if entry.pattern >= 0 {
      line.field(rules[Int(entry.pattern)].severity)
      line.field(rules[Int(entry.pattern)].code)
    } else {
      line.text(findings.severity(entry).rawValue)
      line.text(findings.code(entry))
    }
    line.field(files[Int(entry.file)])
    line.field(sheets[Int(entry.sheet)])
    line.integer(entry.row > 0 ? Int(entry.row) : nil)
    line.integer(entry.column > 0 ? Int(entry.column) : nil)
    line.field(units[Int(entry.unit)])
    if entry.pattern >= 0 { line.field(rules[Int(entry.pattern)].measure) } else { line.text(findings.measure(entry)) }
  }
}
