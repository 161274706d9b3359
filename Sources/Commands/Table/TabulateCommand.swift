import Findings
import Tabulating

extension CommandTable {
  static let tabulateCommand: CommandDescription = .init(
    "tabulate",
    Wording(
      "Szybka tabela wskaźników i rang z jednej długiej tabeli dowolnej wielkości.",
      en: "A quick table of ratios and ranks from one long table of any size."),
    discussion: Wording(
      "Tabela (CSV albo CSV w GZIP, UTF-8) ma kolumny Kod, Zmienna, Rok i Wartość w dowolnej kolejności. Wiersze tej samej jednostki, miary i roku są sumowane; wskaźnik to 100 × licznik / mianownik; ranga 1 to największa wartość. Puste pole, „-”, „.”, „x” i „:” to brak danych. Do publikacji służy diagnoza run, która zachowuje pochodzenie każdej liczby.",
      en:
        "The table (CSV or gzip of it, UTF-8) has the columns Kod, Zmienna, Rok and Wartość in any order. Rows of the same unit, measure and year are added; an indicator is 100 × numerator / denominator; rank 1 is the greatest value. An empty field, “-”, “.”, “x” and “:” are missing. For publication there is diagnoza run, which keeps the origin of every number."
    ),
    examples: [
      CommandExample(
        "diagnoza tabulate polska.csv --indicators wskazniki.tsv -o wynik",
        Wording("wskaźniki gmin całego kraju", en: "indicators of the gminas of the whole country"))
    ],
    arguments: [longTable], options: [ratios, level, needed, Shared.jobs, tabulated]
  ) { (invocation, console) throws(Refusal) in
    guard let list = invocation.value(of: ratios), let folder = invocation.value(of: tabulated) else {
      throw Refusal(
        .usage, Wording("brak --indicators albo -o", en: "--indicators or -o is missing"),
        mend: Wording("podaj listę wskaźników i folder wyniku", en: "name the list of indicators and the folder of the result"))
    }
    let account = try Tabulation(
      file: invocation.value(of: longTable) ?? "", indicators: try RatioIndicator.list(list),
      level: ComparedLevel(rawValue: invocation.value(of: level) ?? "gmina") ?? .gmina, keepsOnlyNeeded: invocation.has(needed),
      threads: max(1, invocation.number(of: Shared.jobs) ?? 1)
    ).write(to: folder)
    console.say(
      Wording(
        "wiersze: \(account.rows), bez wartości: \(account.missing), jednostki: \(account.units), miary: \(account.measures), lata: \(account.years)",
        en:
          "rows: \(account.rows), without a value: \(account.missing), units: \(account.units), measures: \(account.measures), years: \(account.years)"
      ))
  }

  private static let longTable = ArgumentDescription(
    "file", .file(ending: "csv"), Wording("Długa tabela, CSV albo GZIP.", en: "The long table, CSV or gzip."))
  private static let ratios = OptionDescription(
    "indicators", value: .init("file", .file(ending: "tsv")),
    Wording(
      "Lista: id, licznik, mianownik, rozdzielone tabulatorem.", en: "The list: id, numerator, denominator, separated by tabs."))
  private static let level = OptionDescription(
    "level", value: .init("level", .word(ComparedLevel.allCases.map(\.rawValue)), standard: "gmina"),
    Wording("Które jednostki są porównywane.", en: "Which units are compared."))
  private static let needed = OptionDescription(
    "needed", Wording("Zachowaj tylko miary ze wskaźników.", en: "Keep only the measures of the indicators."))
  private static let tabulated = OptionDescription(
    "output", short: "o", value: .init("folder", .folder), Wording("Folder wyniku.", en: "Folder of the result."))
}
