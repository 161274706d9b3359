import Bytes
import Contracts
package import Findings
import Pipelines

/// Compares two editions number by number and finds out why each changed, by making the tables again with one factor after
/// the other taken from the newer edition: sources, territory, catalogue, settings; what remains is the program's.
package struct EditionComparison {
  private let old: EditionPlace
  private let new: EditionPlace
  private let works: StageWorks
  private let hashes = ContentHashes()
  private var notes: [Wording] = []
  /// Rows of derived numbers that differ.
  private var derivedRows: Set<String> = []

  /// The numbers after a factor was taken from the newer edition.
  private struct State {
    var numbers: EditionNumbers
    var derived: DerivedNumbers
  }

  private func state(_ tables: String) throws(Refusal) -> State {
    State(numbers: try EditionNumbers(tables: tables), derived: try DerivedNumbers(tables: tables, rows: derivedRows))
  }

  package init(_ old: EditionPlace, _ new: EditionPlace, works: StageWorks = .real) {
    self.old = old
    self.new = new
    self.works = works
  }

  package mutating func difference() throws(Refusal) -> EditionDifference {
    var records: [[StageRecord]] = []
    for edition in [old, new] {
      var list: [StageRecord] = []
      for stage in [Stage.ingest, .normalise, .diagnose] { list.append(try edition.record(of: stage)) }
      // The annex of changes is made before its report.
      if try Files.exists(Paths.join(edition.directory(of: .report), StageRecord.fileName)) {
        list.append(try edition.record(of: .report))
      }
      records.append(list)
    }
    let factors = EditionFactors(old: records[0], new: records[1])
    derivedRows = try DerivedNumbers.differing(old.directory(of: .diagnose), new.directory(of: .diagnose))
    let first = try state(old.directory(of: .diagnose))
    let published = try state(new.directory(of: .diagnose))
    var steps = try between(factors, published)
    // Whatever the last factor is, it leads to what was published.
    if let last = steps.indices.last {
      steps[last].state = published
    } else {
      steps = [(factors.causes.last ?? .program, published)]
    }
    let series = ChangeSeries(old: first.numbers, steps: steps.map { ($0.cause, $0.state.numbers) })
    let derived = DerivedChanges(old: first.derived, steps: steps.map { ($0.cause, $0.state.derived) })
    return EditionDifference(
      old: old, new: new,
      factors: factors.causes.map { .init(cause: $0, reasons: factors.differences[$0] ?? []) }, ofReport: factors.ofReport,
      changes: series.changes(), derived: derived.changes(), notes: notes)
  }

  /// The states from the old edition to the new one; the numbers of the last are filled in by the caller.
  private mutating func between(
    _ factors: EditionFactors, _ published: State
  ) throws(Refusal) -> [(cause: ChangeCause, state: State)] {
    let causes = factors.causes
    // One factor explains everything: nothing needs to be made again.
    guard causes.count > 1 else { return causes.map { ($0, published) } }
    guard let a = try manifest(of: old), let b = try manifest(of: new) else {
      let list = causes.map { $0.wording }
      notes.append(
        Wording(
          "Wejść jednego z wydań nie zachowano, więc przyczyn nie da się rozdzielić; zmiany przypisano ostatniej z nich: \(list.map(\.polish).joined(separator: ", ")).",
          en:
            "The inputs of one of the editions were not kept, so the causes cannot be told apart; the changes are put down to the last of them: \(list.map(\.english).joined(separator: ", "))."
        ))
      return [(causes[causes.count - 1], published)]
    }
    return try replayed(causes, a, b, published)
  }

  private func manifest(of edition: EditionPlace) throws(Refusal) -> (InputStore, InputManifest)? {
    let store = InputStore(layout: edition.layout, hashes: hashes)
    return try store.manifest(of: edition.id).map { (store, $0) }
  }

  private mutating func replayed(
    _ causes: [ChangeCause], _ a: (store: InputStore, manifest: InputManifest),
    _ b: (store: InputStore, manifest: InputManifest), _ published: State
  ) throws(Refusal) -> [(cause: ChangeCause, state: State)] {
    let room = Paths.join(new.layout.folder, OutputLayout.comparing)
    try Files.createDirectories(room)
    guard
      case .held(let lock) = try FileLock.attempt(Paths.join(new.layout.folder, OutputLayout.comparing + ".lock"), note: "diff")
    else {
      throw Refusal(
        .tryLater, Wording("Inne porównanie tych wyników właśnie trwa", en: "Another comparison of these results is under way"),
        at: Place(file: room), mend: Wording("poczekaj, aż skończy", en: "wait until it ends"))
    }
    try Files.remove(room)
    var mixture = try EditionMixture(a, b, room: room)
    var states: [(cause: ChangeCause, state: State)] = []
    let methods = Stage.allCases.map(\.methodVersion)
    if causes.contains(.program) {
      states.append((.program, try tables(of: mixture, in: room)))
      notes.append(Self.attribution(a.manifest.methods, b.manifest.methods))
    } else if a.manifest.methods != methods {
      notes.append(
        Wording(
          "Oba wydania zrobiła inna wersja programu; podział na przyczyny policzyła ta wersja.",
          en: "Both editions were made by another version of the program; the split by cause was computed by this one."))
    }
    // A factor that cannot be replayed by itself (a new index of new indicators) is put together with the next one.
    for cause in ChangeCause.allCases where causes.contains(cause) && cause != .program {
      mixture.take(cause)
      do throws(Refusal) {
        states.append((cause, try tables(of: mixture, in: room)))
      } catch {
        guard error.kind != .inputOutput, error.kind != .cannotCreate, error.kind != .permission else { throw error }
        notes.append(
          Wording(
            "Krok „\(cause.wording.polish)” nie daje się powtórzyć osobno (\(error.what.polish)); jego skutek jest w następnym.",
            en:
              "The step “\(cause.wording.english)” cannot be replayed by itself (\(error.what.english)); its effect is in the next one."
          ))
      }
    }
    if causes.contains(.program), b.manifest.methods != methods {
      states.append((.program, published))
    } else if states.isEmpty {
      states = [(causes[causes.count - 1], published)]
    }
    try Files.remove(room)
    _ = consume lock
    return states
  }

  /// How the program's part was told apart: what an older program did can be read, not repeated.
  private static func attribution(_ old: [Int], _ new: [Int]) -> Wording {
    func list(_ methods: [Int]) -> String { methods.map { String($0) }.joined(separator: ".") }
    return Wording(
      "Metody etapów: \(list(old)) → \(list(new)). Starszej wersji programu nie uruchomiono: jej przypisano to, czym jej liczby różnią się od tych, które ta wersja robi z tego samego; pozostałe przyczyny rozdzielono, powtarzając obliczenia tą wersją po jednym czynniku.",
      en:
        "Methods of the stages: \(list(old)) → \(list(new)). No older program version was run: what its numbers differ by from those that this version makes of the same is put down to it; the other causes were told apart by computing again with this version, one factor at a time."
    )
  }

  /// The tables that the mixture makes: found where one of the editions has them already, else made.
  private func tables(of mixture: EditionMixture, in room: String) throws(Refusal) -> State {
    var pipeline = try mixture.pipeline()
    pipeline.tolerateEverything()
    pipeline.changesSince = nil
    let conductor = Conductor(
      pipeline, layout: OutputLayout(folder: Paths.join(room, "run")), alsoIn: [old.directory, new.directory], works: works)
    return try state(try conductor.directory(upTo: .diagnose))
  }
}
