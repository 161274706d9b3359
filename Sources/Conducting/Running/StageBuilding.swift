import Bytes
import Contracts
import Findings
import Markup
import Pipelines

/// Builds in the working folder what a plan asks for - finished stages are linked in, the others run - and hands it over to be
/// published or kept.
struct StageBuilding {
  let pipeline: Pipeline
  let layout: OutputLayout
  let works: StageWorks
  let voice: RunVoice
  let gate: StopGate
  let hashes: ContentHashes
  let log: RunLog
  let order: RunOrder

  private var publication: Publication { Publication(layout: layout, gate: gate) }

  /// Results that are read although they are stale.
  private var frozen: [Stage: StageStore.Found] = [:]

  init(
    pipeline: Pipeline, layout: OutputLayout, works: StageWorks, voice: RunVoice, gate: StopGate, hashes: ContentHashes,
    log: RunLog, order: RunOrder
  ) {
    self.pipeline = pipeline
    self.layout = layout
    self.works = works
    self.voice = voice
    self.gate = gate
    self.hashes = hashes
    self.log = log
    self.order = order
  }

  mutating func run(_ plan: Plan) throws(Refusal) -> RunResult {
    let began = voice.clock.milliseconds()
    try log.append(
      .runStarted,
      [
        ("edition", .string(plan.edition)), ("version", .string(ProductVersion.text)), ("command", .string(order.command)),
        ("forced", .boolean(order.isForced)),
      ])
    gate.unfinished(layout.work)
    frozen = plan.frozen
    try Files.createDirectories(layout.work)
    var built = Built(verdict: Verdict(pipeline: pipeline, inputs: plan[.ingest]?.ingredients.inputs ?? []))
    do throws(Refusal) {
      try build(plan, &built)
      return try finish(plan, built, began: began)
    } catch {
      gate.pass()
      throw try failure(error, built)
    }
  }

  /// What has come together in the working folder.
  private struct Built {
    var records: [StageRecord] = []
    var finished: [Stage] = []
    var ran: [Stage] = []
    var atWork: Stage?
    var verdict: Verdict
  }

  private func build(_ plan: Plan, _ built: inout Built) throws(Refusal) {
    for step in plan.steps {
      gate.pass()
      if let found = step.found, step.reasons.isEmpty {
        try adopt(step, found, &built)
      } else if step.stage <= order.stages.upperBound {
        if try !takeOver(step, &built) { try run(step, &built, plan) }
      } else {
        continue
      }
      // Whoever corrects the data wants to see what is wrong with the files and with the cells at once.
      if step.stage != .ingest || order.stages.upperBound == .ingest { try built.verdict.check(kept: layout.refused) }
    }
  }

  private func adopt(_ step: Plan.Step, _ found: StageStore.Found, _ built: inout Built) throws(Refusal) {
    let folder = StageFolder(found.directory)
    try FolderTree.adopt(
      folder.files(found.record), from: found.directory, to: Paths.join(layout.work, step.stage.directory))
    try built.verdict.add(step.stage, found)
    built.records.append(found.record)
    built.finished.append(step.stage)
    try log.append(.stageReused, [("stage", .string(step.stage.rawValue)), ("key", .string(step.key))])
    // Which result it is that the next stage reads: by hash, and by the day on which it was made.
    let made = try Files.status(Paths.join(found.directory, StageRecord.fileName))?.mtimeNanoseconds ?? 0
    let date = RunClock.timestamp(made / 1_000_000).prefix(10)
    let name = "\(step.stage.rawValue) \(found.record.key.prefix(12)), \(date)"
    voice.say(
      frozen[step.stage] == nil
        ? Wording("\(name): aktualny, użyty ponownie", en: "\(name): current, used again")
        : Wording("\(name): nieaktualny, użyty, bo wymuszono", en: "\(name): stale, used because it was forced"), true)
  }

  /// Gives the last result of a stage a new record when what it was made from says the same as before, although the stage
  /// before was run again.
  /// - Returns: whether there was such a result.
  private func takeOver(_ step: Plan.Step, _ built: inout Built) throws(Refusal) -> Bool {
    guard !order.isForced, frozen.isEmpty, let stale = step.stale,
      let material = UnchangedMaterial(of: step.stage, in: built.records), material.made(stale.record, for: step.ingredients),
      // The annex of changes hangs on more than what the report reads.
      step.stage != .report || pipeline.changesSince == nil,
      try StageFolder(stale.directory).isWhole(stale.record, hashes: hashes)
    else { return false }
    let directory = Paths.join(layout.work, step.stage.directory)
    try FolderTree.adopt(stale.record.outputs.map(\.path), from: stale.directory, to: directory)
    let folder = StageFolder(directory)
    let known = Set(step.ingredients.settings.map(\.name))
    let outcome = StageOutcome(
      findings: try folder.findings(), balances: stale.record.balances, inputs: stale.record.inputs,
      settings: stale.record.settings.filter { !known.contains($0.name) })
    let record = try folder.seal(step.ingredients, outcome: outcome, hashes: hashes)
    built.verdict.add(step.stage, findings: outcome.findings, balances: outcome.balances)
    built.records.append(record)
    built.finished.append(step.stage)
    try log.append(.stageReused, [("stage", .string(step.stage.rawValue)), ("key", .string(step.key))])
    let name = step.stage.rawValue
    voice.say(
      Wording(
        "\(name): użyty ponownie, bo to, z czego powstaje, mówi to samo co przedtem",
        en: "\(name): used again, because what it is made from says the same as before"), true)
    return true
  }

  private func run(_ step: Plan.Step, _ built: inout Built, _ plan: Plan) throws(Refusal) {
    let stage = step.stage
    tell(step)
    // Whoever finds it at work in the morning sees at which stage, and since when.
    let because = step.reasons.prefix(5).map { JSONValue.string("\($0.code) \($0.subject)") }
    built.atWork = stage
    try log.append(.stageStarted, [("stage", .string(stage.rawValue)), ("because", .array(because))])
    let began = voice.clock.milliseconds()
    let directory = Paths.join(layout.work, stage.directory)
    try Files.createDirectories(directory)
    let progress = voice.progress
    let inputs = Dictionary(
      step.ingredients.inputs.map { ($0.record.path, $0.record) }, uniquingKeysWith: { first, _ in first })
    var context = StageContext(
      pipeline: pipeline, directory: directory,
      upstream: stage.before.map { Paths.join(layout.work, $0.directory) } ?? "", jobs: order.jobs,
      earlier: try earlier(step), published: stage == .diagnose ? published : "", inputs: inputs,
      hashed: stage == .ingest ? hashes.settled : [:], progress: { progress(stage, $0) })
    // An edition made from stale numbers says so where people read it. Of the results that nobody makes anew only the last is read.
    if stage == .report, let before = Stage.allCases.last(where: { frozen[$0] != nil }), let stale = frozen[before] {
      context.remarks = [Self.forced(before, stale)]
    }
    var gone: [Finding] = []
    if stage == .report, let since = pipeline.changesSince { gone = try writeChanges(since: since, to: directory, plan) }
    var outcome = try works.perform(stage, context)
    gate.pass()
    outcome.findings += gone
    if let before = stage.before, let stale = frozen[before] { outcome.findings.append(Self.forced(before, stale)) }
    try checkStanding(step, outcome)
    if let material = UnchangedMaterial(of: stage, in: built.records) { outcome.settings.append(material.record) }
    let folder = StageFolder(directory)
    let record = try folder.close(step.ingredients, outcome: outcome, language: pipeline.language, hashes: hashes)
    built.verdict.add(stage, findings: outcome.findings, balances: outcome.balances)
    built.records.append(record)
    built.finished.append(stage)
    built.ran.append(stage)
    built.atWork = nil
    let milliseconds = max(0, voice.clock.milliseconds() - began)
    let cells = outcome.balances.reduce(0) { $0 + $1.read }
    try log.append(
      .stageDone,
      [
        ("stage", .string(stage.rawValue)), ("key", .string(step.key)), ("milliseconds", .integer(milliseconds)),
        ("cells", .integer(cells)), ("cells_per_second", .integer(cells * 1000 / max(1, milliseconds))),
        ("findings", .integer(outcome.findings.count)),
      ])
  }

  /// Tables of the edition that was published before: what it shows everybody knows.
  private var published: String {
    pipeline.changesSince.map { Paths.join(layout.edition($0), Stage.diagnose.directory) } ?? ""
  }

  /// The annex of changes: `changes.csv` and `changed-inputs.csv` beside the report that is to print them.
  /// - Returns: what is to be said of files that are gone.
  private func writeChanges(since: String, to directory: String, _ plan: Plan) throws(Refusal) -> [Finding] {
    let old = try EditionPlace.read(layout.edition(since))
    let new = EditionPlace(
      directory: layout.work, id: plan.edition, pipeline: pipeline.name, version: ProductVersion.text, home: layout.folder)
    if let ingest = plan[.ingest]?.ingredients, order.edition == nil, plan.frozen.isEmpty {
      try InputStore(layout: layout, hashes: hashes).keep(pipeline, ingredients: ingest, edition: plan.edition)
    }
    var comparison = EditionComparison(old, new, works: works)
    let difference = try comparison.difference()
    try ChangeRow.write(difference.changes, to: Paths.join(directory, ChangeRow.fileName))
    try DerivedChangeRow.write(difference.derived, to: Paths.join(directory, DerivedChangeRow.fileName))
    let inputs = InputChanges(old: try old.record(of: .ingest), new: try new.record(of: .ingest))
    try InputChangeRow.write(inputs.rows, to: Paths.join(directory, InputChangeRow.fileName))
    return inputs.findings(since: since)
  }

  /// The last result of the ingest stage, when nothing but published files differs from it: those that do not are not read
  /// again. Forced, all are.
  private func earlier(_ step: Plan.Step) throws(Refusal) -> String? {
    guard step.stage == .ingest, !order.isForced, let stale = step.stale else { return nil }
    let differences = PlanReason.differences(step.ingredients, from: stale.record)
    guard differences.allSatisfy({ $0.code.hasPrefix("input-") }) else { return nil }
    guard try StageFolder(stale.directory).isWhole(stale.record, hashes: hashes) else { return nil }
    return stale.directory
  }

  /// What an edition says that was made from a stale result.
  private static func forced(_ before: Stage, _ stale: StageStore.Found) -> Finding {
    let key = stale.record.key.prefix(12)
    return Finding(
      .warning, "stale-upstream", at: Place(file: before.directory),
      Wording(
        "Liczby powstały z nieaktualnego wyniku \(before.directory) (klucz \(key)), bo wymuszono to opcją --force. Uruchom cały potok, żeby je uaktualnić.",
        en:
          "These numbers were made from a stale result of \(before.directory) (key \(key)), because --force was given. Run the whole pipeline to bring them up to date."
      ))
  }

  private func tell(_ step: Plan.Step) {
    let name = step.stage.rawValue
    voice.say(Wording("\(name): \(step.stage.title.polish)", en: "\(name): \(step.stage.title.english)"), true)
    for reason in step.reasons.prefix(5) {
      voice.say(Wording("  bo \(reason.wording.polish)", en: "  because \(reason.wording.english)"), true)
    }
  }

  /// What the stage was to be made from must still be there when it has come to its end, and must be what it read: otherwise
  /// its result would stand under a key that is not its own.
  private func checkStanding(_ step: Plan.Step, _ outcome: StageOutcome) throws(Refusal) {
    let planner = Planner(pipeline: pipeline, layout: layout, hashes: hashes, frozen: frozen)
    for now in try planner.ingredients() where now.stage == step.stage {
      guard let change = PlanReason.differences(now, from: step.ingredients).first else { continue }
      throw Self.changed(change.subject, change.wording)
    }
    let planned = Dictionary(
      step.ingredients.inputs.map { ($0.record.path, $0.record.sha256) }, uniquingKeysWith: { first, _ in first })
    let read = Dictionary(outcome.inputs.map { ($0.path, $0.sha256) }, uniquingKeysWith: { first, _ in first })
    if let path = planned.keys.filter({ planned[$0] != read[$0] }).min(by: precedesByBytes) {
      throw Self.changed(path, Wording("plik \(path) jest inny", en: "the file \(path) is another"))
    }
    guard step.stage == .ingest else { return }
    if let path = read.keys.filter({ planned[$0] == nil && !$0.contains("!/") }).min(by: precedesByBytes) {
      throw Self.changed(path, Wording("doszedł plik \(path)", en: "the file \(path) was added"))
    }
  }

  private static func changed(_ subject: String, _ how: Wording) -> Refusal {
    Refusal(
      .data,
      Wording(
        "Dane lub definicje zmieniły się w trakcie pracy: \(how.polish)",
        en: "Data or definitions changed while they were being read: \(how.english)"),
      at: Place(file: subject),
      mend: Wording("poczekaj, aż pliki będą gotowe, i uruchom ponownie", en: "wait until the files are complete and run again"))
  }

  private func finish(_ plan: Plan, _ built: Built, began: Int) throws(Refusal) -> RunResult {
    guard built.finished == Stage.allCases, order.stages.upperBound == .report else {
      try publication.keepStages()
      try log.append(.stagesKept, [("stages", .string(built.finished.map(\.rawValue).joined(separator: " ")))])
      return .kept(ran: built.ran)
    }
    try EditionFolder(layout.work).close(pipeline: pipeline, id: plan.edition, records: built.records, hashes: hashes)
    if order.edition == nil, plan.frozen.isEmpty, let ingest = plan[.ingest]?.ingredients {
      try InputStore(layout: layout, hashes: hashes).keep(pipeline, ingredients: ingest, edition: plan.edition)
    }
    let isShown = try showsPublished()
    try publication.publishEdition(
      plan.edition, standsWhole: try standsWhole(plan, built.records), isShown: isShown
    ) { () throws(Refusal) in
      if isShown { try log.published(plan.edition, plan.steps) }
    }
    try log.append(
      .published,
      [
        ("edition", .string(plan.edition)), ("current", .boolean(isShown)),
        ("milliseconds", .integer(max(0, voice.clock.milliseconds() - began))), ("errors", .integer(built.verdict.errors.count)),
      ])
    return .published(edition: plan.edition, path: layout.edition(plan.edition), ran: built.ran)
  }

  /// Whether readers are pointed to the edition. One that is made again is put in its place; what is current stays current.
  private func showsPublished() throws(Refusal) -> Bool {
    guard order.edition != nil else { return true }
    return try Files.readLink(layout.current) == nil
  }

  /// Whether the edition is there with what has just been made.
  private func standsWhole(_ plan: Plan, _ records: [StageRecord]) throws(Refusal) -> Bool {
    let edition = layout.edition(plan.edition)
    guard try Files.linkStatus(edition) != nil else { return false }
    return try EditionFolder(edition).holds(records, hashes: hashes)
  }

  /// Keeps what is of use after a failure, and gives the refusal to throw.
  private func failure(_ refusal: Refusal, _ built: Built) throws(Refusal) -> Refusal {
    var refusal = refusal
    do throws(Refusal) {
      if refusal.kind == .data { try keepRefused(refusal, built) }
      try keepFinished(refusal, built)
      if let stage = built.atWork {
        try log.append(.stageFailed, [("stage", .string(stage.rawValue))] + RunLog.members(of: refusal))
      }
    } catch {
      // The first failure is the one to tell; that the tidying up failed too is said with it.
      refusal.mend.polish += " (nie udało się też posprzątać: \(error.what.polish))"
      refusal.mend.english += " (tidying up failed too: \(error.what.english))"
    }
    return refusal
  }

  /// Findings and rejects of the stages that came to an end, and of the refusal itself.
  private func keepRefused(_ refusal: Refusal, _ built: Built) throws(Refusal) {
    guard built.verdict.hasErrors || !refusal.findings.isEmpty else { return }
    let folder = layout.refusing
    try Files.remove(folder)
    var stages = built.finished
    if let stage = stopped(built), !refusal.findings.isEmpty, built.verdict.errors.isEmpty {
      let directory = Paths.join(layout.work, stage.directory)
      try Files.createDirectories(directory)
      try StageFolder(directory).write(FindingList(refusal.findings), language: pipeline.language)
      stages.append(stage)
    }
    guard !stages.isEmpty else { return }
    _ = try EditionFolder(folder).mergeFindingsAndRejects(of: stages, from: layout.work, language: pipeline.language)
    try FolderTree.synchronise(folder)
    try publication.showRefused(folder)
  }

  /// The stage that did not come to an end.
  private func stopped(_ built: Built) -> Stage? {
    Stage.allCases.first { !built.finished.contains($0) && $0 <= order.stages.upperBound }
  }

  /// Stages that came to an end serve the next run; on a full disk or a broken one everything unfinished is given back.
  private func keepFinished(_ refusal: Refusal, _ built: Built) throws(Refusal) {
    if let stage = stopped(built) { try Files.remove(Paths.join(layout.work, stage.directory)) }
    if built.ran.isEmpty || refusal.kind == .inputOutput || refusal.kind == .cannotCreate {
      try Files.remove(layout.work)
      gate.unfinished(nil)
    } else {
      try publication.keepStages()
    }
  }
}
