import Bytes
import Conducting
import Findings

extension CommandTable {
  static let planCommand: CommandDescription = .init(
    "plan",
    Wording(
      "Mówi o każdym etapie, czy jest aktualny, a jeśli nie, to dlaczego.",
      en: "Says for each stage whether it is current, and if not, why."),
    examples: [
      CommandExample(
        "diagnoza plan pipelines/warszawa.json", Wording("co byłoby zrobione", en: "what would be done")),
      CommandExample(
        "diagnoza plan pipelines/warszawa.json --format make | make -k -j4 -f -",
        Wording("uruchom etapy przez make", en: "have make run the stages")),
      CommandExample(
        "diagnoza plan pipelines/*.json --format slurm > noc.sh && sh noc.sh",
        Wording("po jednym zadaniu Slurma na region", en: "one task of Slurm a region")),
    ],
    arguments: [Shared.pipelines], options: [format, Shared.output]
  ) { (invocation, console) throws(Refusal) in
    let chosen = invocation.value(of: format).flatMap(PlanFormat.init(rawValue:)) ?? .text
    try performPlan(invocation, console, format: chosen)
  }

  private static let format = OptionDescription(
    "format", value: .init("format", .word(PlanFormat.allCases.map(\.rawValue)), standard: "text"),
    Wording("Postać planu.", en: "Form of the plan."))
}

/// Prints what a run would do. Leaves nothing behind.
/// - Parameter stages: those that a run was asked for (`run -n`); nil for a plan of everything.
func performPlan(
  _ invocation: Invocation, _ console: Console, format: PlanFormat, stages: ClosedRange<Stage>? = nil
) throws(Refusal) {
  let output = try outputFolder(invocation)
  let pipelines = invocation.pipelineFiles
  try requireSeparateFolders(pipelines, invocation, console)
  var entries: [PlanGraph.Entry] = []
  var failures: [(path: String, refusal: Refusal)] = []
  for path in pipelines {
    do throws(Refusal) {
      let conductor = try conductor(path, invocation, console)
      let plan: Plan
      if let stages {
        plan = try conductor.plan(for: try runOrder(invocation, console, conductor, stages: stages))
      } else {
        plan = try conductor.plan()
      }
      entries.append(PlanGraph.Entry(plan: plan, path: try Files.absolute(path)))
    } catch {
      // One region's missing file does not keep the others from their plans.
      failures.append((try Files.absolute(path), error))
    }
  }
  if let first = failures.first, entries.isEmpty { throw first.refusal }
  let programs = Paths.parent(of: try Files.readLink("/proc/self/exe") ?? "")
  try requirePrograms(of: format, in: programs, isOne: pipelines.count == 1)
  try console.result(
    try format.print(entries, unplanned: failures.map(\.path), output: output, programs: programs, language: console.language))
  if let last = failures.popLast() {
    try console.flush()
    for failure in failures { console.report(failure.refusal) }
    throw last.refusal
  }
}

/// A graph for make, and one of a single pipeline for Slurm, starts the programs of the stages: one that is not there would be
/// found out at night.
/// - Parameter isOne: whether the plan is of a single pipeline.
/// - Throws: `unavailable` with those that are missing.
private func requirePrograms(of format: PlanFormat, in folder: String, isOne: Bool) throws(Refusal) {
  guard format == .make || (format == .slurm && isOne) else { return }
  var missing: [String] = []
  for stage in Stage.allCases where try Files.status(Paths.join(folder, stage.program))?.kind != .regular {
    missing.append(stage.program)
  }
  guard !missing.isEmpty else { return }
  throw Refusal(
    .unavailable,
    Wording(
      "Brakuje programów etapów, które ten plan ma uruchamiać: \(missing.joined(separator: ", "))",
      en: "Programs of the stages that this plan is to start are missing: \(missing.joined(separator: ", "))"),
    at: Place(file: folder),
    mend: Wording(
      "zbuduj je (swift build -c release) i wywołaj diagnoza z tego samego folderu",
      en: "build them (swift build -c release) and call diagnoza from the same folder"))
}
