import Bytes
import Contracts
import Diagnosing
package import Findings
import Markup
package import Pipelines

/// Runs the stages of one pipeline that are not current, and publishes an edition when all four are whole. Built to be killed
/// at any moment: what is published changes by one rename, and the next run sweeps up and goes on from the finished stages.
package struct Conductor {
  package let pipeline: Pipeline
  package let layout: OutputLayout
  /// Editions elsewhere that may hold results of its stages.
  private let alsoIn: [String]
  private let works: StageWorks
  private let voice: RunVoice
  private let gate: StopGate

  /// - Parameter output: the folder given with `-o`, made absolute by the caller or relative to the working directory.
  package init(
    _ pipeline: Pipeline, output: String? = nil, works: StageWorks = .real, voice: RunVoice, gate: StopGate = StopGate()
  ) {
    self.pipeline = pipeline
    self.layout = OutputLayout(pipeline: pipeline, root: output)
    self.alsoIn = []
    self.works = works
    self.voice = voice
    self.gate = gate
  }

  /// One that makes tables for a comparison, silently, in a folder of its own.
  init(_ pipeline: Pipeline, layout: OutputLayout, alsoIn: [String], works: StageWorks) {
    self.pipeline = pipeline
    self.layout = layout
    self.alsoIn = alsoIn
    self.works = works
    voice = RunVoice(clock: RunClock { 0 })
    gate = StopGate()
  }

  /// The directory of a stage's result: where it stands already, else made.
  func directory(upTo stage: Stage) throws(Refusal) -> String {
    if let found = try plan()[stage]?.found { return found.directory }
    _ = try run(RunOrder(stages: .ingest...stage))
    guard let found = try plan()[stage]?.found else {
      throw Refusal(
        .internalInvariant,
        Wording("wynik etapu zniknął zaraz po obliczeniu", en: "a stage's result was gone as soon as it was made"),
        at: Place(file: layout.folder))
    }
    return found.directory
  }

  /// What a run would do. Writes nothing.
  package func plan() throws(Refusal) -> Plan {
    let hashes = ContentHashes()
    try hashes.recall(from: layout.hashes)
    return try plan(hashes)
  }

  func plan(
    _ hashes: ContentHashes, of pipeline: Pipeline? = nil, frozen: [Stage: StageStore.Found] = [:]
  ) throws(Refusal) -> Plan {
    try Planner(pipeline: pipeline ?? self.pipeline, layout: layout, hashes: hashes, frozen: frozen, also: alsoIn).plan()
  }

  /// - Throws: `unavailable` when a stage before the first one asked for is missing, or stale and not forced, `tryLater` when
  ///   another run is at work or a statement is not due yet, `data` when the errors are above the tolerance, and whatever stops a stage.
  package func run(_ order: RunOrder) throws(Refusal) -> RunResult {
    do throws(Refusal) {
      return try attempt(order)
    } catch {
      gate.pass()
      let refusal = try judged(error)
      journal(refusal)
      throw refusal
    }
  }

  /// A statement that is not due yet is not missing.
  private func judged(_ refusal: Refusal) throws(Refusal) -> Refusal {
    let today = String(RunClock.timestamp(voice.clock.milliseconds()).prefix(10))
    return try Freshness(pipeline, today: today).judged(refusal)
  }

  /// Whatever ends a run is in the journal, before its first stage too: at night there is nobody to see it.
  private func journal(_ refusal: Refusal) {
    do throws(Refusal) {
      if try Files.exists(layout.folder) { try log.failed(refusal) }
    } catch {
      // The failure is the one to end with; a disk that takes nothing takes no line either.
      voice.say(error.message, true)
    }
  }

  private func attempt(_ order: RunOrder) throws(Refusal) -> RunResult {
    let isWhole = order.edition == nil && order.stages == .ingest ... .report
    if isWhole, !order.isForced, try Glance(pipeline: pipeline, layout: layout).isUnchanged(), try Sweeper(layout: layout).isTidy
    {
      return .nothingToDo
    }
    let hashes = ContentHashes(threads: order.jobs, began: voice.clock.milliseconds())
    try hashes.recall(from: layout.hashes)
    if order.edition == nil, let seen = try planUnlessLocked(for: order, hashes) {
      if !order.isForced, try isDone(order, seen), try isTidy(order, seen, hashes) {
        if isWhole { rememberLook(order, hashes) }
        return .nothingToDo
      }
    }
    try Files.createDirectories(layout.folder)
    return try holdingLock(order) { () throws(Refusal) -> RunResult in try runLocked(order, hashes) }
  }

  /// - Returns: nil where what stands before the stages is missing or stale and another run is at work: it may be making just that, so
  /// that the lock comes first.
  private func planUnlessLocked(for order: RunOrder, _ hashes: ContentHashes) throws(Refusal) -> Plan? {
    do throws(Refusal) {
      return try plan(for: order, hashes)
    } catch {
      guard error.kind == .unavailable, try Files.exists(layout.lock) else { throw error }
      switch try FileLock.attempt(layout.lock, note: note(order)) {
      case .held(let lock):
        _ = consume lock
        throw error
      default: return nil
      }
    }
  }

  /// Files that were only touched are looked at in full once, not every night. Saves time and nothing else: a folder that takes no
  /// note, or where another run is at work, is left alone.
  private func rememberLook(_ order: RunOrder, _ hashes: ContentHashes) {
    do throws(Refusal) {
      guard case .held(let lock) = try FileLock.attempt(layout.lock, note: note(order)) else { return }
      try rememberLook(hashes)
      try hashes.remember(at: layout.hashes)
      _ = consume lock
    } catch {
      voice.say(error.message, true)
    }
  }

  private func rememberLook(_ hashes: ContentHashes) throws(Refusal) {
    try Glance(pipeline: pipeline, layout: layout).remember { () throws(Refusal) in
      let isTidy = try Sweeper(layout: layout).isTidy
      return try plan(hashes).isCurrent && isTidy
    }
  }

  func holdingLock<Result>(_ order: RunOrder, _ work: () throws(Refusal) -> Result) throws(Refusal) -> Result {
    try RunLock.holding(layout.lock, note: note(order), patience: order.patience, gate: gate, work: work)
  }

  private var log: RunLog {
    RunLog(layout: layout, pipeline: pipeline.name, clock: voice.clock, process: voice.process)
  }

  private func note(_ order: RunOrder) -> String {
    "\(order.command), \(RunClock.timestamp(voice.clock.milliseconds()))"
  }

  private func isDone(_ order: RunOrder, _ plan: Plan) throws(Refusal) -> Bool {
    let current = plan.steps.allSatisfy { !order.stages.contains($0.stage) || $0.isCurrent }
    guard current else { return false }
    if order.stages.upperBound == .report, !plan.isPublished { return false }
    // What was tolerated when it was made may be so no more.
    return try isTolerable(plan, upTo: order.stages.upperBound)
  }

  /// Stages that stand may have been refused for what they found, and are refused again.
  private func isTolerable(_ plan: Plan, upTo last: Stage) throws(Refusal) -> Bool {
    var verdict = Verdict(pipeline: pipeline, inputs: plan[.ingest]?.ingredients.inputs ?? [])
    for step in plan.steps where step.stage <= last {
      if let found = step.found { try verdict.add(step.stage, found) }
    }
    return verdict.isTolerable
  }

  /// Whether a run that has nothing to do leaves nothing to sweep up.
  private func isTidy(_ order: RunOrder, _ plan: Plan, _ hashes: ContentHashes) throws(Refusal) -> Bool {
    guard order.stages == .ingest ... .report else { return true }
    guard try log.tells(plan.edition, plan.steps), try pruner(hashes).excess().isEmpty else { return false }
    guard try InputStore(layout: layout, hashes: hashes).isWhole(plan.edition) else { return false }
    return try Sweeper(layout: layout).isTidy
  }

  /// The plan for the stages asked for. What stands before them must be there; when it is stale, only force makes it do.
  func plan(for order: RunOrder, _ hashes: ContentHashes) throws(Refusal) -> Plan {
    let first = order.stages.lowerBound
    let plan: Plan
    do throws(Refusal) {
      plan = try self.plan(hashes)
    } catch {
      // Whoever forces a stage on what stands does not ask whether the files behind it are still there.
      guard error.kind == .missingInput, order.isForced, let standing = try standing(before: first, hashes) else { throw error }
      return try self.plan(hashes, frozen: try verified(standing, hashes))
    }
    let lacking = plan.steps.filter { $0.stage < first && !$0.isCurrent }
    guard !lacking.isEmpty else { return plan }
    if order.isForced, lacking.allSatisfy({ $0.stale != nil }), let before = first.before {
      // Only the stage before is read; what it was made from is its own affair.
      guard let stale = plan[before]?.found ?? plan[before]?.stale else { throw missingUpstream(of: first, lacking) }
      var frozen: [Stage: StageStore.Found] = [:]
      for step in plan.steps where step.stage < first { frozen[step.stage] = step.found ?? step.stale }
      frozen[before] = stale
      return try self.plan(hashes, frozen: try verified(frozen, hashes))
    }
    throw missingUpstream(of: first, lacking)
  }

  private func verified(
    _ frozen: [Stage: StageStore.Found], _ hashes: ContentHashes
  ) throws(Refusal) -> [Stage: StageStore.Found] {
    for (_, found) in frozen { try StageFolder(found.directory).verify(found.record, hashes: hashes) }
    return frozen
  }

  /// The newest results of the stages before one, whatever they were made from; nil when one was never made.
  private func standing(before first: Stage, _ hashes: ContentHashes) throws(Refusal) -> [Stage: StageStore.Found]? {
    var standing: [Stage: StageStore.Found] = [:]
    for stage in Stage.allCases where stage < first {
      guard let found = try StageStore(layout: layout, hashes: hashes, also: alsoIn).search(for: stage, key: "").latest else {
        return nil
      }
      standing[stage] = found
    }
    return standing.isEmpty ? nil : standing
  }

  private func missingUpstream(of first: Stage, _ lacking: [Plan.Step]) -> Refusal {
    let names = lacking.map { $0.stage.directory }.joined(separator: ", ")
    var mend = Wording("", en: "")
    if let step = lacking.first, let reason = step.reasons.first {
      mend = Wording(
        "\(step.stage.directory): \(reason.wording.polish); uruchom: \(step.stage.program) \(pipeline.shownFile) albo diagnoza run \(pipeline.shownFile)",
        en:
          "\(step.stage.directory): \(reason.wording.english); run: \(step.stage.program) \(pipeline.shownFile) or diagnoza run \(pipeline.shownFile)"
      )
    }
    return Refusal(
      .unavailable,
      Wording(
        "Wynik, z którego korzysta etap \(first.rawValue), jest nieaktualny albo go nie ma: \(names)",
        en: "What the stage \(first.rawValue) reads is stale or missing: \(names)"),
      at: Place(file: layout.folder), mend: mend)
  }

  private func runLocked(_ order: RunOrder, _ hashes: ContentHashes) throws(Refusal) -> RunResult {
    let sweeper = Sweeper(layout: layout)
    try sweeper.begin()
    let interrupted = try log.unendedRun()
    try log.turnOver()
    if let run = interrupted {
      try log.append(.runInterrupted, [("interrupted_process", .integer(run.process)), ("began", .string(run.began))])
    }
    gate.tell { [log, voice] signal in
      do throws(Refusal) {
        try log.append(.runStopped, [("signal", .string(signal))])
      } catch {
        voice.say(error.message, false)
      }
    }
    defer { gate.closeJournal() }
    let result: RunResult
    var isStale = false
    if let edition = order.edition {
      result = try reproduce(edition, order, hashes)
      try sweeper.endReproduction()
    } else {
      let plan = try plan(for: order, hashes)
      result = try makeCurrent(order, plan, hashes)
      try sweeper.end(after: order)
      if order.stages.upperBound == .report { try prune(hashes) }
      isStale = !plan.frozen.isEmpty
    }
    // What was made of stale results is not current, and the files behind it may be gone.
    if order.edition == nil, order.stages.upperBound == .report, !isStale { try rememberLook(hashes) }
    try hashes.remember(at: layout.hashes)
    return result
  }

  /// - Parameter plan: made under the lock: what stood there a moment ago may have been changed by the run that has just let go.
  private func makeCurrent(_ order: RunOrder, _ plan: Plan, _ hashes: ContentHashes) throws(Refusal) -> RunResult {
    var plan = plan
    if order.isForced { plan = plan.forcing(order.stages) }
    guard try isDone(order, plan) else {
      if let since = pipeline.changesSince, order.stages.upperBound >= .diagnose { try requireEdition(since) }
      // An indicator that cannot be computed is told before an hour of reading, not after.
      try checkDiagnosis(of: pipeline)
      try tellGone(plan)
      var building = StageBuilding(
        pipeline: pipeline, layout: layout, works: works, voice: voice, gate: gate, hashes: hashes, log: log, order: order)
      return try building.run(plan)
    }
    // A run that was killed between the publication and the line that tells of it.
    if plan.isPublished { try log.published(plan.edition, plan.steps) }
    if plan.isPublished, plan.frozen.isEmpty, let ingest = plan[.ingest]?.ingredients {
      try InputStore(layout: layout, hashes: hashes).keep(pipeline, ingredients: ingest, edition: plan.edition)
    }
    return .nothingToDo
  }

  /// A night run has nobody to tell: the journal keeps it.
  private func tellGone(_ plan: Plan) throws(Refusal) {
    let gone = try GoneInputs(plan, pipeline)
    for finding in gone.findings {
      let file = finding.place.file
      try log.append(.inputGone, [("file", .string(file))])
      voice.say(Wording("\(file): \(finding.message.polish)", en: "\(file): \(finding.message.english)"), false)
    }
  }

  /// The edition that the report is to be compared with has to be there before an hour of work, not after.
  /// - Parameter later: the edition that is to be made again, for which it was the earlier one.
  func requireEdition(_ id: String, for later: String? = nil) throws(Refusal) {
    guard try !Files.exists(Paths.join(layout.edition(id), EditionFolder.run)) else { return }
    let known = try Files.exists(layout.editions) ? try Files.list(layout.editions).filter { !$0.hasPrefix(".") } : []
    var mend = Wording("usuń „changes_since” z pliku potoku", en: "take “changes_since” out of the pipeline file")
    if let later {
      mend = Wording(
        "z nim porównywano wydanie \(later); odtwórz je najpierw: --edition \(id)",
        en: "the edition \(later) was compared with it; make it again first: --edition \(id)")
    } else if !known.isEmpty {
      mend = Wording(
        "„changes_since” może być: \(known.joined(separator: ", "))",
        en: "“changes_since” can be: \(known.joined(separator: ", "))")
    }
    throw Refusal(
      .missingInput,
      Wording(
        "Nie ma wydania „\(id)”, z którym raport ma porównać liczby",
        en: "There is no edition “\(id)” for the report to be compared with"),
      at: Place(file: pipeline.shownFile), mend: mend)
  }

  private func pruner(_ hashes: ContentHashes) -> Pruner {
    Pruner(
      layout: layout, hashes: hashes, count: pipeline.keptEditions.value, spared: Set([pipeline.changesSince].compactMap(\.self)))
  }

  private func prune(_ hashes: ContentHashes) throws(Refusal) {
    for edition in try pruner(hashes).prune() { try log.append(.pruned, [("edition", .string(edition))]) }
  }

  // MARK: an older edition

  /// Makes an edition again from the inputs that were kept of it.
  /// - Throws: `missingInput` when none were kept, `unavailable` when this program would make something else of them,
  ///   `internalInvariant` when it makes other bytes.
  private func reproduce(_ edition: String, _ order: RunOrder, _ hashes: ContentHashes) throws(Refusal) -> RunResult {
    let (store, manifest) = try kept(edition, hashes)
    let (past, seen) = try past(edition, store, manifest, hashes)
    var plan = seen
    if !order.isForced, seen.isPublished { return .nothingToDo }
    if let since = past.changesSince { try requireEdition(since, for: edition) }
    if order.isForced { plan = plan.forcing(.ingest ... .report) }
    var building = StageBuilding(
      pipeline: past, layout: layout, works: works, voice: voice, gate: gate, hashes: hashes, log: log, order: order)
    return try building.run(plan)
  }

  /// Where the inputs of an edition are kept: in this folder of results, or in the standard one of the pipeline.
  func kept(_ edition: String, _ hashes: ContentHashes) throws(Refusal) -> (InputStore, InputManifest) {
    guard Self.isID(edition) else { throw notKept(edition) }
    for layout in [layout, OutputLayout(pipeline: pipeline, root: nil)] {
      let store = InputStore(layout: layout, hashes: hashes)
      if let manifest = try store.manifest(of: edition) { return (store, manifest) }
    }
    throw try Files.exists(layout.edition(edition)) ? notWhole(edition) : notKept(edition)
  }

  /// An edition that stands and whose inputs were never known as a whole.
  private func notWhole(_ edition: String) -> Refusal {
    Refusal(
      .missingInput,
      Wording(
        "Wydania „\(edition)” nie da się zrobić ponownie: powstało z --force na wynikach, które nie były aktualne, więc nikt nie zna wszystkich jego wejść",
        en:
          "The edition “\(edition)” cannot be made again: it was forced over results that were stale, so that nobody knows all of its inputs"
      ),
      at: Place(file: layout.edition(edition)),
      mend: Wording(
        "weź jego pliki takie, jakie są, albo opublikuj wydanie bez --force",
        en: "take its files as they are, or publish an edition without --force"))
  }

  private func notKept(_ edition: String) -> Refusal {
    Refusal(
      .missingInput, Wording("Nie zachowano wejść wydania „\(edition)”", en: "The inputs of edition “\(edition)” were not kept"),
      at: Place(file: layout.inputs),
      mend: Wording(
        "podaj identyfikator z \(layout.editions); starsze wydania są usuwane według keep_editions",
        en: "give an id from \(layout.editions); older editions are removed according to keep_editions"))
  }

  func otherProgram(_ edition: String, _ manifest: InputManifest, _ plan: Plan) -> Refusal {
    func list(_ methods: [Int]) -> String { methods.map { String($0) }.joined(separator: ".") }
    let (then, now) = (list(manifest.methods), list(Stage.allCases.map(\.methodVersion)))
    return Refusal(
      .unavailable,
      Wording(
        "Ten program zrobiłby z tych wejść inne wydanie (\(plan.edition) zamiast \(edition))",
        en: "This program would make another edition of these inputs (\(plan.edition) instead of \(edition))"),
      at: Place(file: layout.edition(edition)),
      mend: Wording(
        "metody etapów były wtedy \(then), teraz są \(now); użyj wersji programu z run.json tego wydania",
        en: "the methods of the stages were \(then) then and are \(now) now; use the program version in that edition's run.json"))
  }
}
