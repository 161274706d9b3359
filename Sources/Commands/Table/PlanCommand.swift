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
        "diagnoza plan pipelines/warszawa.json --format make | make -f -",
        Wording("uruchom etapy przez make", en: "have make run the stages")),
    ],
    arguments: [Shared.pipeline], options: [format, Shared.output]
  ) { (invocation, console) throws(Refusal) in
    let chosen = invocation.value(of: format).flatMap(PlanFormat.init(rawValue:)) ?? .text
    try performPlan(invocation, console, format: chosen)
  }

  private static let format = OptionDescription(
    "format", value: .init("format", .word(PlanFormat.allCases.map(\.rawValue)), standard: "text"),
    Wording("Postać planu.", en: "Form of the plan."))
}

/// Prints what a run would do. Writes nothing.
func performPlan(_ invocation: Invocation, _ console: Console, format: PlanFormat) throws(Refusal) {
  let plan = try conductor(invocation, console).plan()
  var output: String?
  if let folder = invocation.value(of: Shared.output) { output = try Files.absolute(folder) }
  try console.result(
    format.print(
      plan, pipelinePath: try Files.absolute(invocation.value(of: Shared.pipeline) ?? ""), output: output,
      language: console.language))
}
