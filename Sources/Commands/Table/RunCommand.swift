import Bytes
import Conducting
import Findings
import Pipelines

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
    arguments: [Shared.pipeline],
    options: [only, from, to, Shared.force, dryRun, Shared.jobs, Shared.output]
  ) { (invocation, console) throws(Refusal) in
    let stages = try chosenStages(invocation)
    guard invocation.has(dryRun) else { return try performRun(invocation, console, stages: stages) }
    try performPlan(invocation, console, format: .text)
  }

  private static let stageForm = ValueForm.word(Stage.allCases.map(\.rawValue))
  private static let only = OptionDescription(
    "only", value: .init("stage", stageForm), Wording("Tylko ten etap.", en: "This stage only."))
  private static let from = OptionDescription(
    "from", value: .init("stage", stageForm), Wording("Od tego etapu.", en: "From this stage on."))
  private static let to = OptionDescription(
    "to", value: .init("stage", stageForm), Wording("Do tego etapu włącznie.", en: "Up to this stage, included."))
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
  let conductor = try conductor(invocation, console)
  let order = RunOrder(
    stages: stages, isForced: invocation.has(Shared.force),
    jobs: invocation.number(of: Shared.jobs) ?? console.surroundings.processors,
    command: "\(invocation.path.joined(separator: " ")) \(conductor.pipeline.shownFile), pid \(console.surroundings.process)")
  let began = console.now
  switch try conductor.run(order) {
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

/// The conductor of the pipeline named by the invocation, speaking through the console.
func conductor(_ invocation: Invocation, _ console: Console) throws(Refusal) -> Conductor {
  var pipeline = try Pipeline.load(invocation.value(of: Shared.pipeline) ?? "")
  pipeline.issued = console.surroundings.publicationDate
  var output: String?
  if let folder = invocation.value(of: Shared.output) { output = try Files.absolute(folder) }
  return Conductor(
    pipeline, output: output,
    voice: RunVoice(
      clock: RunClock { WallClock.milliseconds() },
      progress: { stage, progress in
        console.progress("\(stage.rawValue): \(progress.done)/\(progress.total) \(progress.subject)")
      },
      say: { wording, isDetail in console.say(wording, detail: isDetail) }),
    gate: console.gate)
}
