import Bytes
import Findings
import Markup
import MethodRunning

extension CommandTable {
  static let methodCommand: CommandDescription = .init(
    "method",
    Wording("Jedna metoda statystyczna na własnej tabeli.", en: "One statistical method on a table of your own."),
    discussion: Wording(
      "Wejście: CSV, pierwsza kolumna to klucz jednostki, pozostałe to zmienne; puste pole to brak danych. Wynik: CSV na wyjściu albo w pliku -o. Metody i ich parametry: diagnoza list methods --json.",
      en:
        "Input: CSV, the first column the unit's key, the others variables; an empty field is missing. Result: CSV on standard output, or in the file of -o. Methods and their parameters: diagnoza list methods --json."
    ),
    examples: [
      CommandExample(
        "diagnoza method wilson --input udzialy.csv --param x=liczba --param n=ludnosc",
        Wording("udziały z przedziałami", en: "shares with intervals")),
      CommandExample(
        "diagnoza method hellwig --input powiaty.csv --types rodzaje.csv --param variance=n -o wynik.csv",
        Wording("uporządkowanie powiatów", en: "an ordering of powiats")),
    ],
    arguments: [method], options: [input, types, weights, structure, key, parameter, file]
  ) { (invocation, console) throws(Refusal) in
    guard let path = invocation.value(of: input) else {
      throw Refusal(
        .usage, Wording("brak --input", en: "--input is missing"),
        mend: Wording("podaj tabelę: --input PLIK", en: "name the table: --input FILE"))
    }
    let result = try MethodOrder(
      method: invocation.value(of: method) ?? "", input: path, types: invocation.value(of: types),
      weights: invocation.value(of: weights), structure: invocation.value(of: structure),
      key: invocation.values(of: key).flatMap { $0.split(separator: ",").map(String.init) },
      parameters: invocation.values(of: parameter)
    ).run()
    for remark in result.remarks { console.say(remark) }
    if let target = invocation.value(of: file) {
      try Files.write(result.bytes, to: target)
    } else {
      try console.result(result.bytes)
    }
  }

  private static let method = ArgumentDescription(
    "name", .text, offered: Method.all.map(\.name),
    Wording("Nazwa metody (diagnoza list methods).", en: "Name of the method (diagnoza list methods)."))
  private static let input = OptionDescription(
    "input", value: .init("file", .file(ending: "csv")), Wording("Tabela CSV.", en: "The table, CSV."))
  private static let types = OptionDescription(
    "types", value: .init("file", .file(ending: "csv")),
    Wording(
      "Rodzaje zmiennych: variable,type[,nominal]; stimulant, destimulant, nominant.",
      en: "Types of the variables: variable,type[,nominal]; stimulant, destimulant, nominant."))
  private static let weights = OptionDescription(
    "weights", value: .init("file", .file(ending: "csv")), Wording("Wagi: variable,weight.", en: "Weights: variable,weight."))
  private static let structure = OptionDescription(
    "structure", value: .init("file", .file(ending: "csv")),
    Wording("Drzewo wskaźnika: element,parent,weight,direction.", en: "Tree of the index: element,parent,weight,direction."))
  private static let key = OptionDescription(
    "key", value: .init("column", .text), mayRepeat: true,
    Wording(
      "Kolumna klucza (kilka po przecinku); bez tego pierwsza.",
      en: "Column of the key (several joined by commas); else the first."))
  private static let parameter = OptionDescription(
    "param", value: .init("name=value", .pair), mayRepeat: true,
    Wording("Parametr metody; można powtórzyć.", en: "A parameter of the method; may be repeated."))
  private static let file = OptionDescription(
    "output", short: "o", value: .init("file", .file(ending: "csv")), Wording("Plik wyniku.", en: "File of the result."))
}

extension Method {
  /// The method as `list methods` shows it.
  var item: Listing.Item {
    Listing.Item(
      name, title,
      [
        ("aliases", .array(aliases.map { .string($0) })), ("inputs", .array(inputs.map { .string($0) })),
        ("parameters", .array(parameters.map(\.item))), ("source", .string(source)),
      ])
  }
}

extension MethodParameter {
  var item: JSONValue {
    var fields: [(String, JSONValue)] = [("name", .string(name)), ("default", .string(standard))]
    if case .word(let words) = form { fields.append(("values", .array(words.map { .string($0) }))) }
    fields.append(("meaning", .object([("pl", .string(meaning.polish)), ("en", .string(meaning.english))])))
    return .object(fields)
  }
}
