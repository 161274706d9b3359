package import Conducting
import Findings

/// Everything that can be typed: `diagnoza` with its commands, and one program a stage.
package enum CommandTable {
  package static let diagnoza: CommandDescription = .init(
    "diagnoza",
    Wording(
      "Od opublikowanych plików do opublikowanej diagnozy: wczytuje, ujednolica, liczy, składa raport.",
      en: "From published files to a published diagnosis: reads, normalises, computes, reports."),
    examples: [
      CommandExample(
        "diagnoza run pipelines/warminsko-mazurskie.json",
        Wording(
          "uruchom etapy, które nie są aktualne, i opublikuj wydanie w output/warminsko-mazurskie/current",
          en: "run the stages that are not current and publish an edition in output/warminsko-mazurskie/current")),
      CommandExample(
        "diagnoza inspect plik.csv",
        Wording("pokaż, jak program widzi jeden plik", en: "show how the program sees one file")),
    ],
    subcommands: [
      runCommand, planCommand, checkCommand, inspectCommand, explainCommand, diffCommand, showCommand, listCommand,
      methodCommand, suppressCommand, auditCommand, tabulateCommand, mergeCommand, completionCommand, manCommand, helpCommand,
    ])

  /// `diagnoza-ingest` and the others: one stage on what the stage before left.
  package static func program(of stage: Stage) -> CommandDescription {
    CommandDescription(
      stage.program,
      Wording("Jeden etap: \(stage.title.polish).", en: "One stage: \(stage.title.english)."),
      discussion: Wording(
        "Pracuje na tym, co zostawił etap poprzedni; gdy tego nie ma albo jest nieaktualne, mówi o tym i kończy kodem 69. Wynik czeka w output, aż diagnoza-report albo diagnoza run złoży z niego wydanie.",
        en:
          "Works on what the stage before left, and says so (exit 69) when that is missing or stale. The result waits in output until diagnoza-report or diagnoza run makes an edition of it."
      ),
      examples: [
        CommandExample(
          "\(stage.program) pipelines/warszawa.json",
          Wording("uruchom ten etap dla Warszawy", en: "run this stage for Warsaw"))
      ],
      arguments: [Shared.pipeline], options: [Shared.output, Shared.jobs, Shared.force, Shared.wait]
    ) { (invocation, console) throws(Refusal) in
      try performRun(invocation, console, stages: stage...stage)
    }
  }

  /// All programs, for the completions.
  package static var programs: [CommandDescription] { [diagnoza] + Stage.allCases.map { program(of: $0) } }
}

/// Arguments and options that several commands share.
enum Shared {
  static let edition = ArgumentDescription(
    "edition", .folder,
    Wording(
      "Katalog wydania (np. output/warszawa/current) albo jego identyfikator.",
      en: "An edition's directory (such as output/warszawa/current) or its id."))
  static let pipeline = ArgumentDescription(
    "pipeline", .file(ending: "json"),
    Wording("Plik potoku, np. pipelines/warszawa.json.", en: "The pipeline file, such as pipelines/warszawa.json."))
  static let pipelines = ArgumentDescription(
    "pipeline", .file(ending: "json"), mayRepeat: true,
    Wording(
      "Plik potoku, np. pipelines/warszawa.json; można podać kilka.",
      en: "The pipeline file, such as pipelines/warszawa.json; several may be given."))
  static let output = OptionDescription(
    "output", short: "o", value: .init("folder", .folder),
    Wording(
      "Folder wyników; domyślnie output obok folderu pliku potoku.",
      en: "Folder of the results; by default output beside the folder of the pipeline file."))
  static let jobs = OptionDescription(
    "jobs", short: "j", value: .init("n", .number(atLeast: 1)),
    Wording(
      "Ile wątków może pracować; wynik od tego nie zależy. Domyślnie tyle, ile procesorów.",
      en: "Threads that may work; the result does not depend on it. By default as many as processors."))
  static let force = OptionDescription(
    "force", short: "f",
    Wording(
      "Uruchom także to, co aktualne, i użyj nieaktualnego wyniku wcześniejszego etapu; wydanie to powie.",
      en: "Run also what is current, and use a stale result of an earlier stage; the edition will say so."))
  static let wait = OptionDescription(
    "wait", value: .init("time", .duration),
    Wording(
      "Czekaj tyle na inne uruchomienie (90s, 10m, 2h), zanim odmówisz (75).",
      en: "Wait so long for another run (90s, 10m, 2h) before refusing (75)."))
  static let json = OptionDescription("json", Wording("Wynik jako JSON.", en: "The result as JSON."))
  static let limit = OptionDescription(
    "limit", value: .init("n", .number(atLeast: 0)), Wording("Najwyżej tyle wierszy.", en: "At most so many rows."))
}

extension Invocation {
  /// The pipelines that are named. `pipelines/*.json` matches their schema too, which is none.
  var pipelineFiles: [String] {
    let named = values(of: Shared.pipelines)
    let own = named.filter { !$0.hasSuffix(".schema.json") }
    return own.isEmpty ? named : own
  }
}
