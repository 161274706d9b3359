import Bytes
package import Contracts
package import Findings
package import Pipelines

/// What the files of a source speak of, found by reading them as the ingest stage does and keeping nothing.
package struct SourceSurvey: Sendable {
  /// Periods as published, by the file as messages name it.
  package private(set) var periods: [String: Set<String>] = [:]
  /// Why files, or parts of them, could not be read.
  package private(set) var errors: [Finding] = []
  /// What became of the cells.
  package let balance: Balance

  /// - Parameters:
  ///   - forms: where the labels of rows are to be compared with theirs.
  ///   - watch: is shown all cells that were laid out.
  /// - Throws: failures of the machine; a file that is no good is an error among the others.
  package init(
    of source: Source, _ profile: Profile, _ files: [SourceFile], forms: FormTables? = nil,
    watching watch: @escaping (CellBatch, CellInterners) -> Void = { _, _ in }
  ) throws(Refusal) {
    let tally = Tally()
    let sink = CellSink(source: source.id) { batch, texts in
      tally.take(batch, texts)
      watch(batch, texts)
    }
    let reader = SourceReader(
      source: source, profile: profile, sink: sink, forms: profile.layout.namesRows ? forms : nil)
    for file in try reader.ordered(files) { try reader.read(file) }
    reader.finish()
    try sink.finish()
    periods = tally.periods
    errors = sink.findings.filter { $0.severity == .error }
    balance = sink.balance
  }

  /// Which files have which periods.
  private final class Tally {
    private(set) var periods: [String: Set<String>] = [:]
    /// The file that a period was last seen in, by the period's code: a file's cells stand together.
    private var lastFile: [Int32] = []

    func take(_ batch: CellBatch, _ texts: CellInterners) {
      for index in 0..<batch.count {
        let (file, period) = (batch.file[index], Int(batch.period[index]))
        while lastFile.count <= period { lastFile.append(-1) }
        guard lastFile[period] != file else { continue }
        lastFile[period] = file
        periods[texts.file[file], default: []].insert(texts.period[Int32(period)])
      }
    }
  }
}
