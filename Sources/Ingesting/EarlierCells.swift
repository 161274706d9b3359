import Bytes
import Contracts
import Findings

/// What an earlier run of the stage, set up in the same way, made of the files of one source. A file that has not changed
/// since is not read again: its cells are taken from there, in the order in which they would be read.
final class EarlierCells {
  private let run: EarlierRun
  private let accounts: [String: FileAccountRow]
  private let texts: CellTexts
  private let batches: [CellBatch]
  /// Outer file -> where its cells stand.
  private var runs: [String: [(batch: Int, rows: Range<Int>)]] = [:]

  /// Beyond this the cells are read from the files again: they would not fit into memory.
  private static let mostCells = 4_000_000

  /// - Returns: nil when there is nothing of the source, or too much.
  init?(_ run: EarlierRun, source: String) throws(Refusal) {
    let path = Paths.join(run.directory, source + ".arrow")
    let rows = run.accounts(of: source)
    guard try Files.exists(path), !rows.isEmpty, rows.reduce(0, { $0 + $1.used }) <= Self.mostCells else { return nil }
    self.run = run
    accounts = Dictionary(rows.map { ($0.file, $0) }, uniquingKeysWith: { _, last in last })
    let reader = try CellsReader(path: path, shownAs: "1-cells/\(source).arrow")
    texts = reader.texts
    var batches: [CellBatch] = []
    for index in 0..<reader.batchCount { batches.append(try reader.batch(index)) }
    self.batches = batches
    index()
  }

  private func index() {
    let outer = texts.file.map(EarlierRun.outer)
    for (number, batch) in batches.enumerated() {
      var first = 0
      while first < batch.count {
        var end = first + 1
        while end < batch.count, batch.file[end] == batch.file[first] { end += 1 }
        runs[outer[Int(batch.file[first])], default: []].append((number, first..<end))
        first = end
      }
    }
  }

  /// Puts the cells of a file into the sink as if it had been read.
  /// - Returns: whether that could be done: the file is the same, was whole, and no cell of it was rejected.
  func take(_ input: InputRecord, into sink: CellSink) throws(Refusal) -> Bool {
    guard let account = accounts[input.path], account.sha256 == input.sha256, account.used > 0, account.rejected == 0 else {
      return false
    }
    // A correction of that time may be gone or changed.
    guard !account.skippedCounts.contains(where: { $0.0 == "corrected" }) else { return false }
    let notes = run.findings(of: input.path)
    guard notes.allSatisfy({ $0.severity != .error && $0.code != "identical-file" }) else { return false }
    let runs = runs[input.path] ?? []
    guard runs.reduce(0, { $0 + $1.rows.count }) == account.used else { return false }
    var file: Int32 = -1
    var sheet: Int32 = -1
    for run in runs {
      let batch = batches[run.batch]
      let bytes = batch.text.bytes.span
      for row in run.rows {
        if batch.file[row] != file {
          // The members of an archive are each a file of its own to the sink's account.
          if file >= 0 { try sink.commit() }
          file = batch.file[row]
          sheet = -1
          sink.begin(file: texts.file[Int(file)])
        }
        if batch.sheet[row] != sheet {
          sheet = batch.sheet[row]
          sink.begin(sheet: texts.sheet[Int(sheet)])
        }
        try sink.value(
          row: batch.row[row], column: batch.column[row], heading(batch, row, sink), text: bytes.extracting(batch.text.range(row))
        )
      }
    }
    for (reason, count) in account.skippedCounts { sink.skip(reason, count: count) }
    for note in notes { sink.note(note) }
    try sink.commit()
    return true
  }

  /// Codes of the earlier file -> codes of the sink, as far as they were met.
  private var known: [[Int32]] = Array(repeating: [], count: 6)

  private func heading(_ batch: CellBatch, _ row: Int, _ sink: CellSink) -> CellSink.Heading {
    CellSink.Heading(
      unitCode: code(0, batch.unitCode[row], texts.unitCode) { sink.unitCode($0) },
      unitName: code(1, batch.unitName[row], texts.unitName) { sink.unitName($0) },
      period: code(2, batch.period[row], texts.period) { sink.period($0) },
      series: code(3, batch.series[row], texts.series) { sink.series($0) },
      unitOfMeasure: code(4, batch.unitOfMeasure[row], texts.unitOfMeasure) { sink.unitOfMeasure($0) },
      attribute: code(5, batch.attribute[row], texts.attribute) { sink.attribute($0) })
  }

  private func code(_ column: Int, _ old: Int32, _ texts: [String], _ new: (String) -> Int32) -> Int32 {
    if known[column].isEmpty { known[column] = Array(repeating: -1, count: texts.count) }
    if known[column][Int(old)] < 0 { known[column][Int(old)] = new(texts[Int(old)]) }
    return known[column][Int(old)]
  }
}
