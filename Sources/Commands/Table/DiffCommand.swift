import Bytes
import Conducting
import Contracts
import Findings
import Markup

extension CommandTable {
  static let diffCommand: CommandDescription = .init(
    "diff",
    Wording(
      "Co się zmieniło między dwoma wydaniami i dlaczego.", en: "What changed between two editions, and why."),
    discussion: Wording(
      "Każda zmieniona liczba: poprzednia, nowa, różnica, istotność i przyczyna; osobno to, co z nich wynika. Przyczyny rozdziela się, licząc tabele od nowa z jednym czynnikiem po drugim z nowszego wydania: dane źródłowe, terytorium, katalog, metoda lub ustawienie; resztę zrobiła wersja programu.",
      en:
        "Every number that changed: before, now, difference, significance and cause; apart from them what follows from them. The causes are told apart by making the tables again with one factor after the other taken from the newer edition: sources, territory, catalogue, method or setting; the rest is the program's version."
    ),
    examples: [
      CommandExample(
        "diagnoza diff 2022-0123456789ab 2023-ba9876543210",
        Wording("zmiany między wydaniami w output/", en: "changes between editions in output/")),
      CommandExample(
        "diagnoza diff stare/ output/warszawa --csv > zmiany.csv", Wording("wszystkie zmiany jako CSV", en: "all changes as CSV")),
    ],
    arguments: [oldEdition, newEdition], options: [Shared.json, csv, derivedCSV, Shared.limit, Shared.output]
  ) { (invocation, console) throws(Refusal) in
    let output = invocation.value(of: Shared.output)
    let old = try EditionPlace.find(invocation.value(of: oldEdition) ?? "", output: output)
    let new = try EditionPlace.find(invocation.value(of: newEdition) ?? "", output: output)
    for edition in [old, new] { try edition.verify([.normalise, .diagnose]) }
    var comparison = EditionComparison(old, new)
    let difference = try comparison.difference()
    if invocation.has(Shared.json) {
      try console.result(JSONWriter.bytes(of: difference.json(console.language), .pretty))
    } else if invocation.has(derivedCSV) {
      try console.result(DerivedChangeRow.text(of: difference.derived))
    } else if invocation.has(csv) {
      try console.result(ChangeRow.text(of: difference.changes))
    } else {
      try console.result(difference.text(console.language, limit: invocation.number(of: Shared.limit) ?? 20))
    }
  }

  private static let oldEdition = ArgumentDescription(
    "older", .folder, Wording("Wcześniejsze wydanie: katalog albo identyfikator.", en: "The earlier edition: directory or id."))
  private static let newEdition = ArgumentDescription(
    "newer", .folder, Wording("Późniejsze wydanie.", en: "The later edition."))
  private static let csv = OptionDescription("csv", Wording("Wynik jako CSV.", en: "The result as CSV."))
  private static let derivedCSV = OptionDescription(
    "derived-csv",
    Wording(
      "Jako CSV to, co zmieniło się obok wartości: miejsca, porównania, prognozy, dziedziny indeksu.",
      en: "As CSV what changed beside the values: ranks, comparisons, forecasts, domains of the index."))
}
