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
    arguments: [Shared.pipeline]
  ) { (invocation, console) throws(Refusal) in
    let pipeline = try Pipeline.load(invocation.value(of: Shared.pipeline) ?? "")
    let result = try Checkup(pipeline).result()
    let today = String(RunClock.timestamp(WallClock.milliseconds()).prefix(10))
    for finding in try Freshness(pipeline, today: today).findings() {
      let place = finding.place.wording
      func spelled(_ place: String, _ message: String) -> String { place.isEmpty ? message : "\(place): \(message)" }
      console.say(
        Wording(
          "\(finding.code): \(spelled(place.polish, finding.message.polish))",
          en: "\(finding.code): \(spelled(place.english, finding.message.english))"))
    }
    console.say(
      Wording(
        "\(pipeline.shownFile): w porządku. Źródła: \(result.sources), pliki: \(result.files), wskaźniki: \(result.indicators), miary: \(result.measures).",
        en:
          "\(pipeline.shownFile): in order. Sources: \(result.sources), files: \(result.files), indicators: \(result.indicators), measures: \(result.measures)."
      ))
  }
}
