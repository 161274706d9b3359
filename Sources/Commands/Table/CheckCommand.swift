import Conducting
import Findings
import Pipelines

extension CommandTable {
  static let checkCommand: CommandDescription = .init(
    "check",
    Wording(
      "Sprawdza konfigurację, obecność źródeł i wskaźniki. Niczego nie zapisuje.",
      en: "Checks the configuration, the presence of the sources and the indicators. Writes nothing."),
    examples: [
      CommandExample(
        "diagnoza check pipelines/warszawa.json",
        Wording("czy można uruchomić run", en: "whether run can be run"))
    ],
    arguments: [Shared.pipeline]
  ) { (invocation, console) throws(Refusal) in
    let pipeline = try Pipeline.load(invocation.value(of: Shared.pipeline) ?? "")
    let result = try Checkup(pipeline).result()
    console.say(
      Wording(
        "\(pipeline.shownFile): w porządku. Źródła: \(result.sources), pliki: \(result.files), wskaźniki: \(result.indicators), miary: \(result.measures).",
        en:
          "\(pipeline.shownFile): in order. Sources: \(result.sources), files: \(result.files), indicators: \(result.indicators), measures: \(result.measures)."
      ))
  }
}
