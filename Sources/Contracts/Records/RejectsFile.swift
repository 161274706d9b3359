package import Findings

import Bytes

/// A line of a rejects file: the reject with its message in one language.
struct RejectLine: TableRow {
  var reject: RejectRow
  var language: Language

  static let columns: [TableColumn] = [
    TableColumn("file", .text, Wording("plik", en: "file")),
    TableColumn("sheet", .text, Wording("arkusz", en: "sheet")),
    TableColumn("row", .integer, Wording("wiersz", en: "row")),
    TableColumn("column", .integer, Wording("kolumna", en: "column")),
    TableColumn("unit_code", .text, Wording("kod jednostki", en: "unit code")),
    TableColumn("period", .text, Wording("okres", en: "period")),
    TableColumn("series", .text, Wording("szereg", en: "series")),
    TableColumn("unit_of_measure", .text, Wording("jednostka miary", en: "unit of measure")),
    TableColumn("attribute", .text, Wording("atrybut", en: "attribute")),
    TableColumn("text", .text, Wording("tekst", en: "text")),
    TableColumn("code", .text, Wording("kod", en: "code")),
    TableColumn("message", .text, Wording("opis", en: "message")),
  ]

  init(_ reject: RejectRow, _ language: Language) {
    self.reject = reject
    self.language = language
  }

  init(reading fields: inout TableFields) throws(Refusal) {
    let place = Place(
      file: fields.text(), sheet: fields.text(), row: try fields.integer() ?? 0, column: try fields.integer() ?? 0)
    let texts = (0..<8).map { _ in fields.text() }
    reject = RejectRow(
      place: place, unitCode: texts[0], period: texts[1], series: texts[2], unitOfMeasure: texts[3], attribute: texts[4],
      text: texts[5], code: texts[6], message: Wording(texts[7], en: texts[7]))
    language = .polish
  }

  func write(to line: inout TableLine) {
    // What a corrected file is read from stays as published.
    line.published(reject.place.file)
    line.published(reject.place.sheet)
    line.integer(reject.place.row > 0 ? reject.place.row : nil)
    line.integer(reject.place.column > 0 ? reject.place.column : nil)
    for text in [reject.unitCode, reject.period, reject.series, reject.unitOfMeasure, reject.attribute, reject.text] {
      line.published(text)
    }
    line.text(reject.code)
    line.text(reject.message.text(language))
  }

  var key: [String] { [] }
}

/// Writes `rejects/<source>.csv`, in the order given. The file (and its folder) is made with the first reject: a source
/// without rejects has none. Raw texts stay exactly as published, but for the apostrophe in front of one that a spreadsheet would run;
/// whoever reads the file, corrected or not, takes it off.
package struct RejectsWriter: ~Copyable {
  /// Rejects written so far.
  package private(set) var count = 0
  private let directory: String
  private let source: String
  private let language: Language
  private var writer: TableWriter<RejectLine>?

  /// - Parameters:
  ///   - directory: the stage's directory.
  ///   - source: id of the source.
  package init(in directory: String, source: String, language: Language) {
    self.directory = directory
    self.source = source
    self.language = language
  }

  package mutating func append(_ reject: RejectRow) throws(Refusal) {
    if writer == nil {
      try Files.createDirectories("\(directory)/\(RejectsFile.folder)")
      writer = try TableWriter(creating: RejectsFile.path(in: directory, source: source))
    }
    try writer?.append(RejectLine(reject, language))
    count += 1
  }

  package consuming func finish() throws(Refusal) {
    if let writer { try writer.finish() }
  }
}

package enum RejectsFile {
  package static let folder = "rejects"

  /// The columns from which a corrected file is ingested again.
  package static let corrected = [
    "file", "sheet", "row", "column", "unit_code", "period", "series", "unit_of_measure", "attribute", "text",
  ]

  package static func path(in directory: String, source: String) -> String { "\(directory)/\(folder)/\(source).csv" }

  /// The rejects of a file; each message stands for both languages, as it is in the file.
  package static func read(_ path: String, shownAs: String? = nil) throws(Refusal) -> [RejectRow] {
    try RejectLine.read(path, shownAs: shownAs).map(\.reject)
  }
}
