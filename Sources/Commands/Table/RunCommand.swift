import Bytes
import Conducting
import Findings
import Pipelines
import Synchronization

extension CommandTable {
  static let runCommand: CommandDescription = .init(
    "run",
    Wording(
      "Uruchamia po kolei etapy, które nie są aktualne, i publikuje wydanie.",
      en: "Runs the stages that are not current, in order, and publishes an edition."),
    discussion: Wording(
      "Etapy: ingest, normalise, diagnose, report. Etap jest aktualny, gdy jego pliki źródłowe, ustawienia i metoda są te same co przy wyniku, który stoi na dysku. Program można przerwać w każdej chwili: następne uruchomienie dokończy pracę.",
      en:
        "Stages: ingest, normalise, diagnose, report. A stage is current when its source files, settings and method are those of the result on the disk. The program may be stopped at any moment: the next run goes on."
    ),
    examples: [
      CommandExample(
        "diagnoza run pipelines/warminsko-mazurskie.json",
        Wording("całość, tylko to, co się zmieniło", en: "all of it, only what has changed")),
      CommandExample(
        "diagnoza run -n pipelines/warminsko-mazurskie.json",
        Wording("pokaż, co byłoby zrobione i dlaczego", en: "show what would be done and why")),
      CommandExample(
        "diagnoza run --from diagnose pipelines/warszawa.json",
        Wording("wskaźniki i raport na stojących obserwacjach", en: "indicators and report on the observations that stand")),
    ],
    arguments: [Shared.pipelines],
    options: [
      only, from, to, edition, Shared.force, dryRun, Shared.wait, Shared.jobs, Shared.output, onFailure, openLineage,
    ]
  ) { (invocation, console) throws(Refusal) in
    let stages = try chosenStages(invocation)
    if invocation.has(dryRun) { return try performPlan(invocation, console, format: .text, stages: stages) }
    if invocation.pipelineFiles.count > 1 { return try performRuns(invocation, console) }
    try tellingFailures(invocation, console) { () throws(Refusal) in try performRun(invocation, console, stages: stages) }
  }

  static let onFailure = OptionDescription(
    "on-failure", value: .init("program", .file(ending: nil)),
    Wording(
      "Uruchom ten program, gdy się nie uda; opis błędu dostaje jako JSON na wejściu i ma minutę.",
      en: "Start this program when it fails; it gets what went wrong as JSON on its input, and has a minute."))
  static let openLineage = OptionDescription(
    "openlineage", value: .init("file", .file(ending: "jsonl")),
    Wording("Dopisuj zdarzenia OpenLineage do tego pliku.", en: "Append OpenLineage events to this file."))

  private static let stageForm = ValueForm.word(Stage.allCases.map(\.rawValue))
  private static let only = OptionDescription(
    "only", value: .init("stage", stageForm), Wording("Tylko ten etap.", en: "This stage only."))
  private static let from = OptionDescription(
    "from", value: .init("stage", stageForm), Wording("Od tego etapu.", en: "From this stage on."))
  private static let to = OptionDescription(
    "to", value: .init("stage", stageForm), Wording("Do tego etapu włącznie.", en: "Up to this stage, included."))
  fileprivate static let edition = OptionDescription(
    "edition", value: .init("id", .text),
    Wording(
      "Odtwórz to wydanie, co do bajtu, z zachowanych wejść; bieżące zostaje bieżące.",
      en: "Make this edition again, to the byte, from the kept inputs; what is current stays current."))
  private static let dryRun = OptionDescription(
    "dry-run", short: "n", Wording("Tylko pokaż plan.", en: "Only show the plan."))

  /// The stages that `--only`, `--from` and `--to` leave.
  private static func chosenStages(_ invocation: Invocation) throws(Refusal) -> ClosedRange<Stage> {
    func stage(_ option: OptionDescription) -> Stage? { invocation.value(of: option).flatMap(Stage.init(rawValue:)) }
    if let only = stage(only) {
      guard stage(from) == nil, stage(to) == nil else {
        throw Refusal(
          .usage,
          Wording("--only nie łączy się z --from ani --to", en: "--only does not go with --from or --to"),
          mend: Wording("zostaw jedno z nich", en: "keep one of them"))
      }
      return only...only
    }
    let first = stage(from) ?? .ingest
    let last = stage(to) ?? .report
    guard first <= last else {
      throw Refusal(
        .usage,
        Wording(
          "--from \(first.rawValue) jest po --to \(last.rawValue)",
          en: "--from \(first.rawValue) comes after --to \(last.rawValue)"),
        mend: Wording(
          "kolejność etapów: \(Stage.allCases.map(\.rawValue).joined(separator: ", "))",
          en: "the order is: \(Stage.allCases.map(\.rawValue).joined(separator: ", "))"))
    }
    return first...last
  }
}

/// Runs stages of the pipeline named by the invocation, and tells on a terminal how far it is and what came out.
func performRun(_ invocation: Invocation, _ console: Console, stages: ClosedRange<Stage>) throws(Refusal) {
  let conductor = try journalledConductor(invocation.pipelineFiles.first ?? "", invocation, console)
  let order = try runOrder(invocation, console, conductor, stages: stages)
  let began = console.now
  switch try tellingLineage(invocation, console, conductor, order) {
  case .nothingToDo:
    console.say(Wording("Wszystko jest aktualne.", en: "Everything is current."))
  case .published(let edition, let path, let ran):
    let seconds = console.seconds(since: began)
    let names = ran.isEmpty ? "–" : ran.map(\.rawValue).joined(separator: ", ")
    console.say(
      Wording(
        "Opublikowano wydanie \(edition) (\(seconds.polish) s; etapy: \(names))",
        en: "Published edition \(edition) (\(seconds.english) s; stages: \(names))"))
    console.say(Wording(path, en: path))
  case .kept(let ran):
    let names = ran.map(\.rawValue).joined(separator: ", ")
    console.say(
      Wording(
        "Gotowe: \(names). Wydanie złoży diagnoza-report albo diagnoza run.",
        en: "Done: \(names). An edition will be made by diagnoza-report or diagnoza run."))
  }
}

/// A pipeline file that cannot be read stops a run at night too: that is in the journal of its results.
private func journalledConductor(
  _ path: String, _ invocation: Invocation, _ console: Console
) throws(Refusal) -> Conductor {
  do throws(Refusal) {
    return try conductor(path, invocation, console)
  } catch {
    journalFailure(error, of: path, invocation, console)
    throw error
  }
}

/// What the options ask for.
func runOrder(
  _ invocation: Invocation, _ console: Console, _ conductor: Conductor, stages: ClosedRange<Stage>
) throws(Refusal) -> RunOrder {
  if invocation.has(CommandTable.edition), stages != .ingest ... .report {
    throw Refusal(
      .usage,
      Wording("--edition nie łączy się z --only, --from ani --to", en: "--edition does not go with --only, --from or --to"),
      mend: Wording("wydanie odtwarza się w całości", en: "an edition is made again as a whole"))
  }
  return RunOrder(
    stages: stages, isForced: invocation.has(Shared.force),
    jobs: invocation.number(of: Shared.jobs) ?? console.surroundings.processors,
    patience: invocation.duration(of: Shared.wait) ?? 0, edition: try editionToMake(invocation),
    command: "\(commandAsGiven(invocation, console)), pid \(console.surroundings.process)")
}

/// The command line, words with blanks and the like in quotes.
private func commandAsGiven(_ invocation: Invocation, _ console: Console) -> String {
  let words = [invocation.path.first ?? ""] + console.surroundings.words
  return words.map { word in
    let isPlain = !word.isEmpty && word.allSatisfy { $0.isLetter || $0.isNumber || "-_./=:,+@%".contains($0) }
    return isPlain ? word : "'\(word.replacing("'", with: "'\\''"))'"
  }.joined(separator: " ")
}

/// Runs, and writes START and COMPLETE, FAIL or ABORT into the file that `--openlineage` names.
private func tellingLineage(
  _ invocation: Invocation, _ console: Console, _ conductor: Conductor, _ order: RunOrder
) throws(Refusal) -> RunResult {
  guard let path = invocation.value(of: CommandTable.openLineage) else { return try conductor.run(order) }
  let lineage = OpenLineage(
    path: try Files.absolute(path), pipeline: conductor.pipeline.name, clock: RunClock { WallClock.milliseconds() },
    process: console.surroundings.process)
  try lineage.start()
  console.gate.whenStopped {
    do throws(Refusal) {
      try lineage.end(.abort, edition: nil)
    } catch {
      console.report(error)
    }
  }
  do throws(Refusal) {
    let result = try conductor.run(order)
    var edition: String?
    if case .published(_, let path, _) = result { edition = path }
    try lineage.end(.complete, edition: edition)
    return result
  } catch {
    console.gate.pass()
    try lineage.end(.fail(error), edition: nil)
    throw error
  }
}

/// The edition that `--edition` names: an id, or the path of its directory.
private func editionToMake(_ invocation: Invocation) throws(Refusal) -> String? {
  guard let text = invocation.value(of: CommandTable.edition) else { return nil }
  guard try Files.exists(Paths.join(text, "run.json")) else { return text }
  return try EditionPlace.find(text, output: nil).id
}

/// The folder given with `-o`, wherever the program goes on from here.
func outputFolder(_ invocation: Invocation) throws(Refusal) -> String? {
  guard let folder = invocation.value(of: Shared.output) else { return nil }
  return try Files.absolute(folder)
}

/// The pipeline file; an edition of long ago is made again without it, from what was kept.
private func pipeline(_ path: String, _ invocation: Invocation, output: String?) throws(Refusal) -> Pipeline {
  do throws(Refusal) {
    return try Pipeline.load(path)
  } catch {
    guard error.kind == .configuration || error.kind == .missingInput, let edition = try editionToMake(invocation),
      let pipeline = try Conductor.standIn(for: path, edition: edition, output: output)
    else { throw error }
    return pipeline
  }
}

/// The conductor of a pipeline, speaking through the console.
func conductor(_ path: String, _ invocation: Invocation, _ console: Console) throws(Refusal) -> Conductor {
  let output = try outputFolder(invocation)
  var pipeline = try pipeline(path, invocation, output: output)
  pipeline.issued = try console.surroundings.publicationDate()
  let pace = Pace()
  return Conductor(
    pipeline, output: output,
    voice: RunVoice(
      clock: RunClock { WallClock.milliseconds() }, process: console.surroundings.process,
      progress: { stage, progress in
        let left = pace.secondsLeft(stage, progress)
        console.progress(progressLine(stage, progress, secondsLeft: left).text(console.language))
      },
      say: { wording, isDetail in console.say(wording, detail: isDetail) }),
    gate: console.gate)
}

/// `ingest 412/1132, 1234567 komórek, zostało 0:42: plik.xml`.
func progressLine(_ stage: Stage, _ progress: Progress, secondsLeft: Int?) -> Wording {
  var polish = "\(stage.rawValue) \(progress.done)/\(progress.total)"
  var english = polish
  if progress.cells > 0 {
    polish += ", komórek: \(progress.cells)"
    english += ", cells: \(progress.cells)"
  }
  if let secondsLeft {
    let seconds = String(secondsLeft % 60)
    let time = "\(secondsLeft / 60):\(seconds.count == 1 ? "0" + seconds : seconds)"
    polish += ", zostało \(time)"
    english += ", \(time) left"
  }
  return Wording("\(polish): \(progress.subject)", en: "\(english): \(progress.subject)")
}

/// How long a stage still takes if it goes on as it went.
final class Pace: Sendable {
  private let began = Mutex<(stage: Stage, at: ContinuousClock.Instant)?>(nil)

  /// nil before there is anything to go by: less than two seconds, or nothing done.
  func secondsLeft(_ stage: Stage, _ progress: Progress) -> Int? {
    let now = ContinuousClock.now
    let start = began.withLock { began -> ContinuousClock.Instant in
      if let began, began.stage == stage { return began.at }
      began = (stage, now)
      return now
    }
    let gone = (now - start).components.seconds
    guard gone >= 2, progress.done > 0, progress.total >= progress.done else { return nil }
    return Int(gone) * (progress.total - progress.done) / progress.done
  }
}
