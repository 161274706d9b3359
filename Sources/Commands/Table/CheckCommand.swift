import Bytes
import Conducting
import Findings
import Pipelines

extension CommandTable {
  static let checkCommand: CommandDescription = .init(
    "check",
    Wording(
      "Sprawdza konfigurację, obecność źródeł, ich okresy i terminy. Niczego nie zapisuje.",
      en: "Checks the configuration, the presence of the sources, their periods and due dates. Writes nothing."),
    examples: [
      CommandExample(
        "diagnoza check pipelines/warszawa.json",
        Wording("czy można uruchomić run", en: "whether run can be run"))
    ],
    arguments: [Shared.pipeline], options: [Shared.output]
  ) { (invocation, console) throws(Refusal) in
    // What is gone shows only beside the last result, wherever that was made.
    let conductor = try conductor(invocation.value(of: Shared.pipeline) ?? "", invocation, console)
    let pipeline = conductor.pipeline
    let result = try Checkup(pipeline).result()
    let today = String(RunClock.timestamp(WallClock.milliseconds()).prefix(10))
    for finding in try Freshness(pipeline, today: today).findings() + conductor.goneInputs() {
      // What is missing, late or wrong is what was asked for: it goes to standard output, terminal or not.
      let place = finding.place.wording.text(console.language)
      let message = finding.message.text(console.language)
      try console.result("\(finding.code): \(place.isEmpty ? message : "\(place): \(message)")\n")
    }
    console.say(
      Wording(
        "\(pipeline.shownFile): w porządku. Źródła: \(result.sources), pliki: \(result.files), wskaźniki: \(result.indicators), miary: \(result.measures).",
        en:
          "\(pipeline.shownFile): in order. Sources: \(result.sources), files: \(result.files), indicators: \(result.indicators), measures: \(result.measures)."
      ))
  }
}
