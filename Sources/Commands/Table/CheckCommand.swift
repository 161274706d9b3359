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
    let pipeline = try Pipeline.load(invocation.value(of: Shared.pipeline) ?? "")
    let result = try Checkup(pipeline).result()
    let today = String(RunClock.timestamp(WallClock.milliseconds()).prefix(10))
    // What is gone shows only beside the last result, wherever that was made.
    var output: String?
    if let folder = invocation.value(of: Shared.output) { output = try Files.absolute(folder) }
    let conductor = Conductor(pipeline, output: output, voice: RunVoice(clock: RunClock { WallClock.milliseconds() }))
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
