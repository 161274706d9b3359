import Bytes
import Contracts
import Findings
import Pipelines

/// Lays out `rejects/<source>.csv` after a person corrected it: each line is the value that counts in the place of the cell
/// it names. What was not corrected is rejected again, once.
struct CorrectionsReceiver: RowReceiver {
  private let sink: CellSink
  private var search = HeaderSearch(RejectsFile.corrected)
  private var places: [String: Int]?

  init(_ sink: CellSink) {
    self.sink = sink
  }

  /// Whether the first line of a file is the header of a rejects file, whatever a spreadsheet did to its separators.
  static func isCorrections(_ file: SourceFile) throws(Refusal) -> Bool {
    let stream = try FileStream(path: file.path, shownAs: file.shown, hashing: false)
    var chunk = [UInt8](repeating: 0, count: 512)
    let count = try stream.read(into: &chunk)
    let line = chunk[..<count].prefix { $0 != 0x0A && $0 != 0x0D }
    var words: Set<String> = []
    for word in line.split(whereSeparator: { $0 == 0x2C || $0 == 0x3B || $0 == 0x09 }) {
      words.insert(String(decoding: word.filter { ($0 >= 0x61 && $0 <= 0x7A) || $0 == 0x5F }, as: UTF8.self))
    }
    return RejectsFile.corrected.allSatisfy(words.contains)
  }

  mutating func open(_ table: TableHeading) throws(Refusal) {
    sink.begin(sheet: table.name)
  }

  mutating func receive(_ rows: borrowing Rows) throws(Refusal) {
    var view = RowView(rows)
    while view.advance() {
      guard let places else {
        places = search.columns(in: view)
        sink.skip(places == nil ? "preamble" : "heading", count: view.filledCount())
        continue
      }
      try dataRow(view, rows, places)
    }
  }

  mutating func close(merged: [String]) throws(Refusal) {}

  func finish() throws(Refusal) {
    if places == nil { throw search.refusal(sink) }
  }

  private func dataRow(_ view: RowView, _ rows: borrowing Rows, _ places: [String: Int]) throws(Refusal) {
    // The apostrophe of a text that a spreadsheet would run is not what was published.
    func text(_ name: String) -> String { places[name].map { TextSafety.unguarded(view.text($0)) } ?? "" }
    let column = places["text"] ?? 0
    var cell = view.range(column)
    if TextSafety.isGuarded(rows.bytes.span.extracting(cell)) { cell = cell.lowerBound + 1..<cell.upperBound }
    // The sheet of a corrected cell is the file that it stands for: its statement is checked with it.
    sink.begin(sheet: text("file"))
    sink.correct(
      Place(file: text("file"), sheet: text("sheet"), row: Int(text("row")) ?? 0, column: Int(text("column")) ?? 0),
      row: view.row, unitCode: text("unit_code"), period: text("period"))
    try sink.value(
      row: view.row, column: Int32(column),
      CellSink.Heading(
        unitCode: sink.unitCode(text("unit_code")), unitName: sink.unitName(""), period: sink.period(text("period")),
        series: sink.series(text("series")), unitOfMeasure: sink.unitOfMeasure(text("unit_of_measure")),
        attribute: sink.attribute(text("attribute"))),
      text: rows.bytes.span.extracting(cell))
    sink.skip("heading", count: view.filledCount() - (view.isEmpty(column) ? 0 : 1))
  }
}
