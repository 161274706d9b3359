import Bytes
import Contracts
import Findings
import Pipelines

/// Whether what the stages found may be published. Errors above the tolerance refuse it (exit 65). A source with a tolerance
/// of its own is judged by itself; all others together by the pipeline's.
struct Verdict {
  /// What counts against a tolerance.
  private struct Count {
    var rejectedCells = 0
    var refusedFiles: Set<String> = []
    /// Errors of checks: broken control sums, powiats that are not their voivodeship.
    var failedChecks = 0

    mutating func add(_ other: Count) {
      rejectedCells += other.rejectedCells
      refusedFiles.formUnion(other.refusedFiles)
      failedChecks += other.failedChecks
    }
  }

  let pipeline: Pipeline
  /// File as shown -> id of its source.
  private let sourceOf: [String: String]
  /// By source; the empty id for what belongs to none.
  private var counts: [String: Count] = [:]
  /// Errors that are neither a refused file nor a rejected cell: never tolerated.
  private var otherErrors = 0
  private(set) var errors = FindingList()

  /// Code of the ingest stage's finding about a file that was refused as a whole.
  static let refusedFile = "refused-file"
  /// Codes of files that count as refused ones: their name promises what they do not hold, or pages of a download are missing.
  private static let unusableFiles: Set = [refusedFile, "identical-file-other-name", "incomplete-pages"]

  /// Checks of a statement that are made while it is read.
  private static let checksOfReading: Set = ["label-not-of-row", "sheets-of-two-statements"]

  init(pipeline: Pipeline, inputs: [StageIngredients.Input]) {
    self.pipeline = pipeline
    sourceOf = Dictionary(inputs.map { ($0.record.path, $0.source) }, uniquingKeysWith: { first, _ in first })
  }

  /// Of files that have not been hashed.
  init(ahead pipeline: Pipeline) throws(Refusal) {
    self.pipeline = pipeline
    var sources: [String: String] = [:]
    for source in pipeline.sources {
      for file in try pipeline.files(of: source) where sources[file.shown] == nil { sources[file.shown] = source.id }
    }
    sourceOf = sources
  }

  /// The source of a file or of a member of an archive.
  private func source(of file: String) -> String {
    if let source = sourceOf[file] { return source }
    return file.split(separator: "!", maxSplits: 1).first.flatMap { sourceOf[String($0)] } ?? ""
  }

  /// Counts in what one stage left.
  /// - Parameter findings: those of the stage. Errors of the first two stages are refused files, or stand for rejected cells,
  ///   which the balances count.
  mutating func add(_ stage: Stage, findings: FindingList, balances: [Balance]) {
    let found = findings.only(.error)
    errors += found
    for balance in balances where balance.rejected > 0 {
      counts[balance.source, default: Count()].rejectedCells += balance.rejected
    }
    switch stage {
    case .ingest:
      for finding in found where Self.unusableFiles.contains(finding.code) {
        counts[source(of: finding.place.file), default: Count()].refusedFiles.insert(finding.place.file)
      }
      for finding in found where Self.checksOfReading.contains(finding.code) {
        counts[source(of: finding.place.file), default: Count()].failedChecks += 1
      }
    case .normalise:
      // Each rejected cell has its finding; the other errors are broken checks.
      var failed: [String: Int] = [:]
      for (file, count) in found.countsByFile { failed[source(of: file), default: 0] += count }
      for balance in balances { failed[balance.source, default: 0] -= balance.rejected }
      for (source, count) in failed where count > 0 { counts[source, default: Count()].failedChecks += count }
    case .diagnose, .report: otherErrors += found.count
    }
  }

  /// Counts in what a result that stands says of itself.
  mutating func add(_ stage: Stage, _ found: StageStore.Found) throws(Refusal) {
    let errors = try StageFolder(found.directory).errors()
    add(stage, findings: FindingList(errors), balances: found.record.balances)
  }

  /// Whether there is anything to correct, tolerated or not.
  var hasErrors: Bool { !errors.isEmpty || counts.values.contains { $0.rejectedCells > 0 } }

  /// The one place of all errors, or their one file.
  private var place: Place {
    guard let first = errors.first?.place else { return Place() }
    if errors.allSatisfy({ $0.place == first }) { return first }
    return errors.allSatisfy { $0.place.file == first.file } ? Place(file: first.file) : Place()
  }

  /// What is above a tolerance.
  private static func excess(_ count: Count, over tolerance: Tolerance, _ whose: Wording) -> [Wording] {
    var what: [Wording] = []
    func say(_ polish: String, _ english: String, _ found: Int, _ allowed: Int) {
      guard found > allowed else { return }
      what.append(
        Wording(
          "\(whose.polish)\(polish): \(found), dopuszczalne: \(allowed)",
          en: "\(whose.english)\(english): \(found), tolerated: \(allowed)"))
    }
    say("odrzucone pliki", "refused files", count.refusedFiles.count, tolerance.refusedFiles)
    say("odrzucone komórki", "rejected cells", count.rejectedCells, tolerance.rejectedCells)
    say("złamane reguły kontrolne", "broken checks", count.failedChecks, tolerance.failedChecks)
    return what
  }

  /// What must not be published; empty where everything is tolerated.
  private var excesses: [Wording] {
    var shared = Count()
    var what: [Wording] = []
    for (source, count) in counts.sorted(by: { precedesByBytes($0.key, $1.key) }) {
      if let own = pipeline.sources.first(where: { $0.id == source })?.tolerance {
        what += Self.excess(count, over: own, Wording("źródło „\(source)”: ", en: "source “\(source)”: "))
      } else {
        shared.add(count)
      }
    }
    what = Self.excess(shared, over: pipeline.tolerance, Wording("", en: "")) + what
    if otherErrors > 0 {
      what.append(Wording("błędy obliczeń: \(otherErrors)", en: "errors in the computation: \(otherErrors)"))
    }
    return what
  }

  /// Whether nothing is above its tolerance.
  var isTolerable: Bool { excesses.isEmpty }

  /// All that is above its tolerance, in one sentence; nil when nothing is.
  private var excess: Wording? {
    let what = excesses
    guard !what.isEmpty else { return nil }
    return Wording(what.map(\.polish).joined(separator: "; "), en: what.map(\.english).joined(separator: "; "))
  }

  /// Before a run: whoever asks has been told the findings.
  func checkAhead() throws(Refusal) {
    guard let excess else { return }
    throw Refusal(
      .data,
      Wording(
        "Uruchomienie niczego by nie opublikowało. Dane mają błędy: \(excess.polish)",
        en: "A run would publish nothing. The data have errors: \(excess.english)"),
      at: place,
      mend: Wording(
        "popraw dane albo podnieś „tolerance” w pliku potoku", en: "correct the data, or raise “tolerance” in the pipeline file"))
  }

  /// - Parameter kept: where findings and rejects are kept for correction.
  func check(kept: String) throws(Refusal) {
    guard let excess else { return }
    let (polish, english) = (excess.polish, excess.english)
    throw Refusal(
      .data,
      Wording("Nic nie opublikowano. Dane mają błędy: \(polish)", en: "Nothing was published. The data have errors: \(english)"),
      at: place,
      mend: Wording(
        "popraw dane (wszystkie uwagi: \(kept)/findings.csv, odrzucone komórki: \(kept)/rejects/) i uruchom ponownie albo podnieś „tolerance” w pliku potoku",
        en:
          "correct the data (all findings: \(kept)/findings.csv, rejected cells: \(kept)/rejects/) and run again, or raise “tolerance” in the pipeline file"
      ),
      findings: Array(errors))
  }
}
