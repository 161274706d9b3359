import Bytes
import Disclosure
import Findings

extension CommandTable {
  static let suppressCommand: CommandDescription = .init(
    "suppress",
    Wording(
      "Ukrywa w tabeli liczebności, które mogłyby ujawnić osobę, i tyle innych, ile trzeba.",
      en: "Withholds the counts of a table that could disclose a person, and as many others as it takes."),
    discussion: Wording(
      "Plik komórek ma kolumnę na każdy wymiar i kolumnę value; hierarchia to pary child,parent, a sumy wynikają z niej. Wynikiem są wszystkie komórki z sumami: value i status (p opublikowana, 1 ukryta pierwotnie, 2 wtórnie). Wynik zawiera także wartości komórek ukrytych: służy do pracy, nie do publikacji.",
      en:
        "The file of cells has a column for each dimension and a column value; a hierarchy is pairs of child,parent, and totals follow from it. The result is every cell with totals: value and status (p published, 1 primary, 2 secondary). It holds the values of withheld cells too: it is for working with, not for publication."
    ),
    examples: [
      CommandExample(
        "diagnoza suppress --cells komorki.csv --hierarchy gmina=gminy.csv --hierarchy wiek=wiek.csv --singleton -o wynik.csv",
        Wording("chroń także przed osobą, która jest w komórce sama", en: "protect also against who is alone in a cell"))
    ],
    arguments: furtherHierarchies, options: [tableCells, tableHierarchy, threshold, singleton, tableOutput]
  ) { (invocation, console) throws(Refusal) in
    let (bytes, pattern) = try suppressedTable(
      try cellsFile(invocation), threshold: invocation.number(of: threshold) ?? FrequencyRule.standard.threshold,
      singleton: invocation.has(singleton))
    try put(bytes, invocation, console)
    let primary = pattern.statuses.count { $0 == .primary }
    console.say(
      Wording(
        "Komórki: \(pattern.statuses.count), ukryte pierwotnie: \(primary), wtórnie: \(pattern.withheldCount - primary).",
        en: "Cells: \(pattern.statuses.count), primary: \(primary), secondary: \(pattern.withheldCount - primary)."))
    if pattern.isCutShort {
      console.say(
        Wording(
          "Tabela jest tak duża, że szukanie przerwano po ustalonej pracy: część komórek chronią ukryte sumy, więc ukryto więcej, niż trzeba.",
          en:
            "The table is so large that the search was ended after a fixed amount of work: some cells are protected by withheld totals, so more is withheld than is needed."
        ))
    }
  }

  static let auditCommand: CommandDescription = .init(
    "audit",
    Wording(
      "Liczy, co atakujący może wywnioskować o każdej ukrytej komórce.",
      en: "Computes what an attacker can work out about each withheld cell."),
    discussion: Wording(
      "Plik komórek ma te same kolumny, które zostawia suppress; wartości komórek ukrytych (status 1 i 2) mogą być puste i nie są brane pod uwagę. Wynikiem są najmniejsza i największa możliwa wartość (lower, upper) każdej ukrytej komórki; inf, gdy nic jej nie ogranicza od góry.",
      en:
        "The file of cells has the columns that suppress leaves; the values of withheld cells (status 1 and 2) may be empty and are not looked at. The result is the least and the greatest possible value (lower, upper) of each withheld cell; inf where nothing bounds it from above."
    ),
    examples: [
      CommandExample(
        "diagnoza audit --cells wynik.csv --hierarchy gmina=gminy.csv --hierarchy wiek=wiek.csv",
        Wording("granice ukrytych komórek", en: "bounds of the withheld cells"))
    ],
    arguments: furtherHierarchies, options: [tableCells, tableHierarchy, tableOutput]
  ) { (invocation, console) throws(Refusal) in
    try put(try auditedTable(try cellsFile(invocation)), invocation, console)
  }

  private static let tableCells = OptionDescription(
    "cells", value: .init("file", .file(ending: "csv")), Wording("Plik komórek.", en: "The file of cells."))
  private static let tableHierarchy = OptionDescription(
    "hierarchy", value: .init("dim=file", .pair), mayRepeat: true,
    Wording(
      "Hierarchia wymiaru (pary child,parent); dla każdego wymiaru z sumami.",
      en: "The hierarchy of a dimension (pairs of child,parent); for each dimension with totals."))
  private static let threshold = OptionDescription(
    "threshold", value: .init("n", .number(atLeast: 1), standard: "3"),
    Wording(
      "Najmniejsza liczebność, którą wolno pokazać; zera są pokazywane.",
      en: "The least count that may be shown; zeros are shown."))
  private static let singleton = OptionDescription(
    "singleton",
    Wording(
      "Chroń także przed osobą, która jest w swojej komórce sama i o tym wie.",
      en: "Protect also against who is alone in a cell and knows it."))
  private static let tableOutput = OptionDescription(
    "output", short: "o", value: .init("file", .file(ending: "csv")),
    Wording("Plik wyniku; inaczej standardowe wyjście.", en: "File of the result; else standard output."))
  /// After one `--hierarchy` several pairs may follow.
  private static let furtherHierarchies = (2...7).map {
    ArgumentDescription(
      "dim\($0)=file", .pair, required: false, Wording("Dalsza hierarchia.", en: "A further hierarchy."))
  }

  private static func cellsFile(_ invocation: Invocation) throws(Refusal) -> CellsFile {
    guard let path = invocation.value(of: tableCells) else {
      throw Refusal(
        .usage, Wording("brak --cells", en: "--cells is missing"),
        mend: Wording("podaj plik komórek: --cells FILE", en: "name the file of cells: --cells FILE"))
    }
    let pairs = invocation.values(of: tableHierarchy) + invocation.arguments
    guard !pairs.isEmpty else {
      throw Refusal(
        .usage, Wording("brak --hierarchy", en: "--hierarchy is missing"),
        mend: Wording("podaj hierarchię wymiaru: --hierarchy DIM=FILE", en: "name a dimension's hierarchy: --hierarchy DIM=FILE"))
    }
    var hierarchies: [Hierarchy] = []
    for pair in pairs {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      guard parts.count == 2, !parts[1].isEmpty else {
        throw Refusal(
          .usage, Wording("„\(pair)” nie nazywa pliku", en: "'\(pair)' names no file"),
          mend: Wording("podaj DIM=FILE", en: "give DIM=FILE"))
      }
      guard !hierarchies.contains(where: { $0.dimension == parts[0] }) else {
        throw Refusal(
          .usage, Wording("wymiar „\(parts[0])” ma dwie hierarchie", en: "the dimension '\(parts[0])' has two hierarchies"),
          mend: Wording("zostaw jedną", en: "keep one"))
      }
      hierarchies.append(try Hierarchy(try SeparatedTable(path: parts[1]), dimension: parts[0]))
    }
    return try CellsFile(try SeparatedTable(path: path), hierarchies: hierarchies)
  }

  private static func put(_ bytes: [UInt8], _ invocation: Invocation, _ console: Console) throws(Refusal) {
    if let path = invocation.value(of: tableOutput) { try Files.write(bytes, to: path) } else { try console.result(bytes) }
  }
}
