import Bytes
import Contracts
import Diagnosing
package import Findings
package import Pipelines

/// Runs the stages of one pipeline that are not current, and publishes an edition when all four are whole. Built to be killed
/// at any moment: what is published changes by one rename, and the next run sweeps up and goes on from the finished stages.
package struct Conductor {
  package let pipeline: Pipeline
  package let layout: OutputLayout
  private let works: StageWorks
  private let voice: RunVoice
  private let gate: StopGate

  /// - Parameter output: the folder given with `-o`, made absolute by the caller or relative to the working directory.
  package init(
    _ pipeline: Pipeline, output: String? = nil, works: StageWorks = .real, voice: RunVoice, gate: StopGate = StopGate()
  ) {
    self.pipeline = pipeline
    self.layout = OutputLayout(pipeline: pipeline, root: output)
    self.works = works
    self.voice = voice
    self.gate = gate
  }

  /// What a run would do. Writes nothing.
  package func plan() throws(Refusal) -> Plan {
    let hashes = ContentHashes()
    try hashes.recall(from: layout.hashes)
    return try plan(hashes)
  }

  private func plan(_ hashes: ContentHashes) throws(Refusal) -> Plan {
    try Planner(pipeline: pipeline, layout: layout, hashes: hashes).plan()
  }

  /// - Throws: `unavailable` when a stage before the first one asked for is missing or stale, `tryLater` when another run is at
  ///   work, `data` when the errors are above the tolerance, and whatever stops a stage.
  package func run(_ order: RunOrder) throws(Refusal) -> RunResult {
    let hashes = ContentHashes()
    try hashes.recall(from: layout.hashes)
    let seen = try plan(hashes)
    try requireUpstream(of: order.stages.lowerBound, in: seen)
    if !order.isForced, isDone(order, seen), try isTidy(order) { return .nothingToDo }
    try Files.createDirectories(layout.folder)
    return try RunLock.holding(layout.lock, note: note(order)) { () throws(Refusal) in try runLocked(order, hashes) }
  }

  private func note(_ order: RunOrder) -> String {
    "\(order.command), \(RunClock.timestamp(voice.clock.milliseconds()))"
  }

  private func isDone(_ order: RunOrder, _ plan: Plan) -> Bool {
    let current = plan.steps.allSatisfy { !order.stages.contains($0.stage) || $0.isCurrent }
    return current && (order.stages.upperBound != .report || plan.isPublished)
  }

  /// Whether a run that has nothing to do leaves nothing to sweep up.
  private func isTidy(_ order: RunOrder) throws(Refusal) -> Bool {
    guard order.stages == .ingest ... .report else { return true }
    return try Sweeper(layout: layout).isTidy
  }

  private func requireUpstream(of first: Stage, in plan: Plan) throws(Refusal) {
    let lacking = plan.steps.filter { $0.stage < first && !$0.isCurrent }
    guard let step = lacking.first, let reason = step.reasons.first else { return }
    let names = lacking.map { $0.stage.directory }.joined(separator: ", ")
    throw Refusal(
      .unavailable,
      Wording(
        "Wynik, z którego korzysta etap \(first.rawValue), jest nieaktualny albo go nie ma: \(names)",
        en: "What the stage \(first.rawValue) reads is stale or missing: \(names)"),
      at: Place(file: layout.folder),
      mend: Wording(
        "\(step.stage.directory): \(reason.wording.polish); uruchom: \(step.stage.program) \(pipeline.shownFile) albo diagnoza run \(pipeline.shownFile)",
        en:
          "\(step.stage.directory): \(reason.wording.english); run: \(step.stage.program) \(pipeline.shownFile) or diagnoza run \(pipeline.shownFile)"
      ))
  }

  private func runLocked(_ order: RunOrder, _ hashes: ContentHashes) throws(Refusal) -> RunResult {
    let sweeper = Sweeper(layout: layout)
    try sweeper.begin()
    // What stood there a moment ago may have been changed by the run that has just let go of the lock.
    var plan = try plan(hashes)
    try requireUpstream(of: order.stages.lowerBound, in: plan)
    if order.isForced { plan = plan.forcing(order.stages) }
    var result = RunResult.nothingToDo
    if !isDone(order, plan) {
      // An indicator that cannot be computed is told before an hour of reading, not after.
      try checkDiagnosis(of: pipeline)
      let building = StageBuilding(
        pipeline: pipeline, layout: layout, works: works, voice: voice, gate: gate, hashes: hashes, order: order)
      result = try building.run(plan)
    }
    try sweeper.end(after: order)
    try hashes.remember(at: layout.hashes)
    return result
  }
}
