import Bytes
import Diagnosing
package import Findings
package import Pipelines
import Reporting

/// Looks whether a pipeline could run: its configuration, its definitions and its source files. Writes nothing.
package struct Checkup {
  /// What was found in order.
  package struct Result: Sendable, Hashable {
    package var sources: Int
    package var files: Int
    package var indicators: Int
    package var measures: Int
  }

  private let pipeline: Pipeline

  package init(_ pipeline: Pipeline) {
    self.pipeline = pipeline
  }

  /// - Throws: `configuration` for mistakes of definitions, `missingInput` with every source whose files are missing,
  ///   `data` for what is no file.
  package func result() throws(Refusal) -> Result {
    let measures = try pipeline.loadMeasures()
    let indicators = try pipeline.loadIndicators()
    try checkDiagnosis(of: pipeline)
    _ = try pipeline.loadForms()
    try ReportSections.check(pipeline.sections, in: Place(file: pipeline.shownFile))
    for source in pipeline.sources { _ = try Profile.load(source.profile, for: pipeline) }
    _ = try Target.read(from: pipeline.definitions)
    return Result(
      sources: pipeline.sources.count, files: try presentFiles(), indicators: indicators.indicators.count,
      measures: measures.measures.count)
  }

  /// Counts the source files after looking at all of them.
  private func presentFiles() throws(Refusal) -> Int {
    var count = 0
    var lacking: [Refusal] = []
    for source in pipeline.sources {
      do throws(Refusal) {
        for file in try pipeline.files(of: source) {
          count += 1
          guard let status = try Files.status(file.path) else {
            lacking.append(SystemFailure.missing(file.shown).refusal)
            continue
          }
          if status.kind != .regular { lacking.append(Self.unreadable(file)) }
        }
      } catch {
        guard error.kind == .missingInput else { throw error }
        lacking.append(error)
      }
    }
    guard var refusal = lacking.first else { return count }
    if lacking.count > 1 {
      refusal.findings = lacking.map { Finding(.error, "missing-source", at: $0.place, $0.what) }
    }
    throw refusal
  }

  /// As the run refuses it: something is there, but it is no data.
  private static func unreadable(_ file: SourceFile) -> Refusal {
    Refusal(
      .data, Wording("To nie jest zwykły plik", en: "This is not a regular file"), at: Place(file: file.shown),
      mend: Wording("podaj plik z danymi", en: "give a file with data"))
  }
}
