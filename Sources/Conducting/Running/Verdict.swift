import Bytes
import Contracts
import Findings
import Pipelines

/// Whether what the stages found may be published. Errors above the pipeline's tolerance refuse it (exit 65).
struct Verdict {
  let pipeline: Pipeline
  private(set) var rejectedCells = 0
  private var refusedFiles: Set<String> = []
  /// Errors of checks: broken control sums, powiats that are not their voivodeship.
  private(set) var failedChecks = 0
  /// Errors that are neither a refused file nor a rejected cell: never tolerated.
  private(set) var otherErrors = 0
  private(set) var errors: [Finding] = []

  /// Code of the ingest stage's finding about a file that was refused as a whole.
  private static let refusedFile = "refused-file"

  init(pipeline: Pipeline) {
    self.pipeline = pipeline
  }

  /// Counts in what one stage left.
  /// - Parameter findings: those of the stage. Errors of the first two stages are refused files, or stand for rejected cells,
  ///   which the balances count.
  mutating func add(_ stage: Stage, findings: [Finding], balances: [Balance]) {
    let found = findings.filter { $0.severity == .error }
    errors += found
    rejectedCells = balances.reduce(rejectedCells) { $0 + $1.rejected }
    switch stage {
    case .ingest: refusedFiles.formUnion(found.filter { $0.code == Self.refusedFile }.map(\.place.file))
    // Each rejected cell has its finding; the other errors are broken checks.
    case .normalise: failedChecks += max(0, found.count - balances.reduce(0) { $0 + $1.rejected })
    case .diagnose, .report: otherErrors += found.count
    }
  }

  /// Whether there is anything to correct, tolerated or not.
  var hasErrors: Bool { rejectedCells > 0 || !errors.isEmpty }

  /// The one place of all errors, or their one file.
  private var place: Place {
    guard let first = errors.first?.place else { return Place() }
    if errors.allSatisfy({ $0.place == first }) { return first }
    return errors.allSatisfy { $0.place.file == first.file } ? Place(file: first.file) : Place()
  }

  /// - Parameter kept: where findings and rejects are kept for correction.
  func check(kept: String) throws(Refusal) {
    let tolerance = pipeline.tolerance
    var what: [Wording] = []
    if refusedFiles.count > tolerance.refusedFiles {
      what.append(
        Wording(
          "odrzucone pliki: \(refusedFiles.count), dopuszczalne: \(tolerance.refusedFiles)",
          en: "refused files: \(refusedFiles.count), tolerated: \(tolerance.refusedFiles)"))
    }
    if rejectedCells > tolerance.rejectedCells {
      what.append(
        Wording(
          "odrzucone komórki: \(rejectedCells), dopuszczalne: \(tolerance.rejectedCells)",
          en: "rejected cells: \(rejectedCells), tolerated: \(tolerance.rejectedCells)"))
    }
    if failedChecks > tolerance.failedChecks {
      what.append(
        Wording(
          "złamane reguły kontrolne: \(failedChecks), dopuszczalne: \(tolerance.failedChecks)",
          en: "broken checks: \(failedChecks), tolerated: \(tolerance.failedChecks)"))
    }
    if otherErrors > 0 {
      what.append(Wording("błędy obliczeń: \(otherErrors)", en: "errors in the computation: \(otherErrors)"))
    }
    guard !what.isEmpty else { return }
    let polish = what.map(\.polish).joined(separator: "; ")
    let english = what.map(\.english).joined(separator: "; ")
    throw Refusal(
      .data,
      Wording("Nic nie opublikowano. Dane mają błędy: \(polish)", en: "Nothing was published. The data have errors: \(english)"),
      at: place,
      mend: Wording(
        "popraw dane (wszystkie uwagi: \(kept)/findings.csv, odrzucone komórki: \(kept)/rejects/) i uruchom ponownie albo podnieś „tolerance” w pliku potoku",
        en:
          "correct the data (all findings: \(kept)/findings.csv, rejected cells: \(kept)/rejects/) and run again, or raise “tolerance” in the pipeline file"
      ),
      findings: errors)
  }
}
