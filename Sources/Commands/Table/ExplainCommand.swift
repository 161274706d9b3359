import Bytes
import Conducting
import Contracts
import Findings
import Markup

extension CommandTable {
  static let explainCommand: CommandDescription = .init(
    "explain", aliases: ["why"],
    Wording(
      "Prowadzi od opublikowanej liczby do komórek plików, z których powstała.",
      en: "Walks from a published number back to the cells of the files it came from."),
    discussion: Wording(
      "Liczbę nazywa się identyfikatorem z kolumny id tabeli indicators.csv (C01/2801000/2023) albo opcjami --indicator, --unit i --period; zamiast wskaźnika może stać indeks, miara (population) albo rok prognozy. Wiersze tabel pochodnych nazywa się tak jak w linkach raportu: forecasts/C03.2800000/2030, trends/C01.2800000/2023, adequacy/2801011/2023, adequacy_pairs/A04-F07.2801011/2023, peer_values/powiat-land.C01/2023, index_domains/exclusion-risk.labour.2801000/2023, index_methods/…, index_drivers/…, targets/C01.2800000.2030/2023, ages/all/2023. Komórkę skoroszytu tables.xlsx wskazuje --cell ARKUSZ!KOMÓRKA. Wydanie podaje się jako katalog (także output/<potok>) albo identyfikator.",
      en:
        "A number is named by its id in the column id of indicators.csv (C01/2801000/2023) or by --indicator, --unit and --period; an index, a measure (population) or a year of the forecast will do too. Rows of derived tables are named as in the report's links: forecasts/C03.2800000/2030, trends/C01.2800000/2023, adequacy/2801011/2023, adequacy_pairs/A04-F07.2801011/2023, peer_values/powiat-land.C01/2023, index_domains/exclusion-risk.labour.2801000/2023, index_methods/…, index_drivers/…, targets/C01.2800000.2030/2023, ages/all/2023. --cell SHEET!CELL names a cell of the workbook tables.xlsx. An edition is given as a directory (output/<pipeline> too) or as an id."
    ),
    examples: [
      CommandExample(
        "diagnoza explain output/warminsko-mazurskie C01/2801000/2023",
        Wording("z czego jest ta liczba", en: "what this number is made of")),
      CommandExample(
        "diagnoza explain output/warszawa/current --indicator A01 --unit 1465 --period 2023 --json",
        Wording("to samo jako JSON", en: "the same as JSON")),
    ],
    arguments: [Shared.edition, number], options: [indicator, unit, period, cell, Shared.json, Shared.output]
  ) { (invocation, console) throws(Refusal) in
    let edition = try EditionPlace.find(invocation.value(of: Shared.edition) ?? "", output: invocation.value(of: Shared.output))
    try edition.verify([.normalise, .diagnose])
    let explainer = Explainer(edition)
    let explanation = try explainer.explain(try chosenNumber(invocation, explainer))
    if invocation.has(Shared.json) {
      try console.result(JSONWriter.bytes(of: explanation.json(console.language), .pretty))
    } else {
      try console.result(explanation.text(console.language))
    }
  }

  private static func chosenNumber(_ invocation: Invocation, _ explainer: Explainer) throws(Refusal) -> NumberID {
    if let text = invocation.value(of: number) {
      guard let id = NumberID(text) ?? NumberID(anchor: text) else {
        throw Refusal(
          .usage, Wording("„\(text)” nie jest identyfikatorem liczby", en: "“\(text)” is no id of a number"),
          mend: Wording(
            "wskaźnik/jednostka/okres, na przykład C01/2801000/2023", en: "indicator/unit/period, for example C01/2801000/2023"))
      }
      return id
    }
    if let text = invocation.value(of: cell) { return try explainer.number(inCell: text) }
    guard let indicator = invocation.value(of: indicator), let unit = invocation.value(of: unit),
      let period = invocation.value(of: period)
    else {
      throw Refusal(
        .usage, Wording("Nie wiadomo, którą liczbę wyjaśnić", en: "Which number is to be explained was not said"),
        mend: Wording(
          "podaj identyfikator (C01/2801000/2023), --indicator, --unit i --period albo --cell ARKUSZ!KOMÓRKA",
          en: "give an id (C01/2801000/2023), --indicator, --unit and --period, or --cell SHEET!CELL"))
    }
    return try explainer.number(indicator: indicator, unit: unit, period: period)
  }

  private static let number = ArgumentDescription(
    "id", .text, required: false, Wording("Identyfikator liczby.", en: "The number's id."))
  private static let indicator = OptionDescription(
    "indicator", value: .init("id", .text), Wording("Wskaźnik albo indeks.", en: "Indicator or index."))
  private static let unit = OptionDescription(
    "unit", value: .init("code", .text), Wording("Kod TERYT albo nazwa jednostki.", en: "TERYT code or name of the unit."))
  private static let cell = OptionDescription(
    "cell", value: .init("sheet!cell", .text),
    Wording("Komórka skoroszytu tables.xlsx, np. C01!E7.", en: "A cell of the workbook tables.xlsx, such as C01!E7."))
  private static let period = OptionDescription(
    "period", value: .init("period", .text), Wording("Okres, np. 2023.", en: "Period, such as 2023."))
}
