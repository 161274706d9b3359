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
      "Plik komórek ma kolumnę na każdy wymiar i kolumnę value; hierarchia to pary child,parent, a sumy wynikają z niej. Wynikiem są wszystkie komórki z sumami: value i status (p opublikowana, 1 ukryta pierwotnie, 2 wtórnie). Kwoty podmiotów podaje się plikiem --contributions: wiersz na podmiot, kolumny wymiarów, value i, gdy podmiot ma kilka wierszy, entity; ukrywa się wtedy według --rule, bez niej według art. 38 ustawy o statystyce publicznej (mniej niż trzy podmioty albo jeden z ponad trzema czwartymi). Wynik zawiera także wartości komórek ukrytych: służy do pracy, nie do publikacji.",
      en:
        "The file of cells has a column for each dimension and a column value; a hierarchy is pairs of child,parent, and totals follow from it. The result is every cell with totals: value and status (p published, 1 primary, 2 secondary). Amounts of entities are given in a file --contributions: a row an entity, columns of the dimensions, value and, where an entity has several rows, entity; they are withheld by --rule, without one by art. 38 of the act on official statistics (fewer than three entities, or one with more than three quarters). The result holds the values of withheld cells too: it is for working with, not for publication."
    ),
    examples: [
      CommandExample(
        "diagnoza suppress --cells komorki.csv --hierarchy gmina=gminy.csv --hierarchy wiek=wiek.csv --singleton -o wynik.csv",
        Wording("chroń także przed osobą, która jest w komórce sama", en: "protect also against who is alone in a cell")),
      CommandExample(
        "diagnoza suppress --contributions oplaty.csv --hierarchy gmina=gminy.csv --rule art-38 --rule p=10 -o wynik.csv",
        Wording("kwoty podmiotów", en: "amounts of entities")),
    ],
    arguments: furtherHierarchies,
    options: [tableCells, tableContributions, tableHierarchy, threshold, tableRule, singleton, tableOutput]
  ) { (invocation, console) throws(Refusal) in
    let table = try suppressedTable(invocation)
    try put(table.bytes, invocation, console)
    let primary = table.suppression.statuses.count { $0 == .primary }
    console.say(
      Wording(
        "Komórki: \(table.values.count), ukryte pierwotnie: \(primary), wtórnie: \(table.suppression.withheldCount - primary).",
        en: "Cells: \(table.values.count), primary: \(primary), secondary: \(table.suppression.withheldCount - primary)."))
    for group in table.groups where !table.suppression.statuses[group.part].isWithheld {
      let (part, total) = (table.cells.codes(of: group.part), table.cells.codes(of: group.total))
      console.say(
        Wording(
          "Ujawnienie grupy: \(part.joined(separator: ", ")) to wszyscy z \(total.joined(separator: ", ")); oceń, czy wolno to pokazać.",
          en:
            "Group disclosure: \(part.joined(separator: ", ")) are all of \(total.joined(separator: ", ")); judge whether it may be shown."
        ))
    }
    if table.suppression.isCutShort {
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
  private static let tableContributions = OptionDescription(
    "contributions", value: .init("file", .file(ending: "csv")),
    Wording("Plik kwot podmiotów, zamiast pliku komórek.", en: "The file of amounts of entities, instead of the file of cells."))
  private static let tableRule = OptionDescription(
    "rule", value: .init("rule", .text, standard: "art-38"), mayRepeat: true,
    Wording(
      "Która kwota jest tajna: art-38, p=PROCENT, nk=ILE,PROCENT; wystarczy jedna z podanych.",
      en: "Which amount is secret: art-38, p=PERCENT, nk=COUNT,PERCENT; one of those given is enough."))
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

  private static func suppressedTable(_ invocation: Invocation) throws(Refusal) -> SuppressedTable {
    let isAlone = invocation.has(singleton)
    guard let path = invocation.value(of: tableContributions) else {
      guard invocation.values(of: tableRule).isEmpty else {
        throw Refusal(
          .usage, Wording("--rule dotyczy kwot podmiotów", en: "--rule is for amounts of entities"),
          mend: Wording("podaj je: --contributions FILE", en: "give them: --contributions FILE"))
      }
      return try SuppressedTable(
        try cellsFile(invocation), threshold: invocation.number(of: threshold) ?? FrequencyRule.standard.threshold,
        singleton: isAlone)
    }
    guard invocation.value(of: tableCells) == nil, invocation.number(of: threshold) == nil else {
      throw Refusal(
        .usage,
        Wording(
          "--contributions nie łączy się z --cells ani --threshold",
          en: "--contributions goes with neither --cells nor --threshold"),
        mend: Wording("liczebności i kwoty podaj osobno", en: "give counts and amounts one at a time"))
    }
    var rules: [DominanceRule] = []
    for text in invocation.values(of: tableRule) { rules.append(try DominanceRule(text)) }
    let file = try ContributionsFile(try SeparatedTable(path: path), hierarchies: try hierarchies(invocation))
    return try SuppressedTable(file, rules: rules.isEmpty ? [.article38] : rules, singleton: isAlone)
  }

  private static func cellsFile(_ invocation: Invocation) throws(Refusal) -> CellsFile {
    guard let path = invocation.value(of: tableCells) else {
      throw Refusal(
        .usage, Wording("brak --cells", en: "--cells is missing"),
        mend: Wording("podaj plik komórek: --cells FILE", en: "name the file of cells: --cells FILE"))
    }
    let hierarchies = try hierarchies(invocation)
    return try CellsFile(try SeparatedTable(path: path), hierarchies: hierarchies)
  }

  private static func hierarchies(_ invocation: Invocation) throws(Refusal) -> [Hierarchy] {
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
    return hierarchies
  }

  private static func put(_ bytes: [UInt8], _ invocation: Invocation, _ console: Console) throws(Refusal) {
    if let path = invocation.value(of: tableOutput) { try Files.write(bytes, to: path) } else { try console.result(bytes) }
  }
}
