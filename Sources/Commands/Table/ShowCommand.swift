import Contracts
import Findings

extension CommandTable {
  static let showCommand: CommandDescription = .init(
    "show", aliases: ["cat"],
    Wording("Wypisuje dowolny plik, który zostawia etap.", en: "Prints any file that a stage leaves."),
    examples: [
      CommandExample(
        "diagnoza show output/warszawa/current/2-observations/observations.arrow --where measure=population --limit 20",
        Wording("pierwsze obserwacje jednej miary", en: "the first observations of one measure")),
      CommandExample(
        "diagnoza show output/warszawa/current/3-tables/indicators.csv --where indicator=C01 --json",
        Wording("jeden wskaźnik jako JSON", en: "one indicator as JSON")),
    ],
    arguments: [file], options: [csv, Shared.json, filter, Shared.limit]
  ) { (invocation, console) throws(Refusal) in
    guard !invocation.has(csv) || !invocation.has(Shared.json) else {
      throw Refusal(
        .usage, Wording("--csv nie łączy się z --json", en: "--csv does not go with --json"),
        mend: Wording("zostaw jedno z nich", en: "keep one of them"))
    }
    var filters: [ShowFilter] = []
    for text in invocation.values(of: filter) { filters.append(try ShowFilter(parsing: text)) }
    let format: ShowFormat = invocation.has(Shared.json) ? .json : invocation.has(csv) ? .csv : .text
    try show(
      invocation.value(of: file) ?? "", as: format, where: filters, limit: invocation.number(of: Shared.limit),
      to: { (bytes) throws(Refusal) in try console.result(bytes) })
  }

  private static let file = ArgumentDescription(
    "file", .file(ending: nil), Wording("Plik .arrow, .csv albo .json.", en: "A file .arrow, .csv or .json."))
  private static let csv = OptionDescription("csv", Wording("Wynik jako CSV.", en: "The result as CSV."))
  private static let filter = OptionDescription(
    "where", value: .init("column=value", .pair), mayRepeat: true,
    Wording(
      "Tylko wiersze, w których kolumna ma tę wartość; można powtórzyć, muszą zachodzić wszystkie.",
      en: "Only rows whose column has this value; may be repeated, all must hold."))
}
