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

  /// - Throws: failures of the machine; a file that is no good is an error among the others.
  package init(of source: Source, _ profile: Profile, _ files: [SourceFile]) throws(Refusal) {
    let tally = Tally()
    let sink = CellSink(source: source.id) { batch, texts in tally.take(batch, texts) }
    let reader = SourceReader(source: source, profile: profile, sink: sink)
    for file in try reader.ordered(files) { try reader.read(file) }
    reader.finish()
    try sink.finish()
    periods = tally.periods
    errors = sink.findings.filter { $0.severity == .error }
    balance = sink.balance
  }

  /// Which files have which periods: runs of like cells cost a comparison.
  private final class Tally {
    private(set) var periods: [String: Set<String>] = [:]
    private var last: (file: Int32, period: Int32) = (-1, -1)
    private var known: Set<Int64> = []

    func take(_ batch: CellBatch, _ texts: CellInterners) {
      for index in 0..<batch.count where (batch.file[index], batch.period[index]) != last {
        last = (batch.file[index], batch.period[index])
        guard known.insert(Int64(last.file) << 32 | Int64(last.period)).inserted else { continue }
        periods[texts.file[last.file], default: []].insert(texts.period[last.period])
      }
    }
  }
}
