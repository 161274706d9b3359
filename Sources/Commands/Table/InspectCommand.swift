import Bytes
import Findings
import Ingesting

extension CommandTable {
  static let inspectCommand: CommandDescription = .init(
    "inspect",
    Wording("Pokazuje, jak program widzi jeden plik wejściowy.", en: "Shows how the program sees one input file."),
    discussion: Wording(
      "Bez opcji rodzaj pliku, kodowanie i separator są rozpoznawane z zawartości; powiedziane jest też, na jakiej podstawie.",
      en:
        "Without options the kind of the file, its encoding and delimiter are found from its content, and it is said on what grounds."
    ),
    examples: [
      CommandExample(
        "diagnoza inspect dane.csv", Wording("rodzaj, kodowanie i pierwsze wiersze", en: "kind, encoding and first rows")),
      CommandExample(
        "diagnoza inspect dane.xlsx --sheet TABLICA --json", Wording("wszystkie komórki arkusza", en: "every cell of a sheet")),
      CommandExample(
        "diagnoza inspect dane.txt --encoding cp1250 --delimiter ';'",
        Wording("gdy rozpoznanie się myli", en: "when the detection is wrong")),
    ],
    arguments: [file], options: [Shared.json, encoding, delimiter, quote, sheet, Shared.limit]
  ) { (invocation, console) throws(Refusal) in
    let reading = ReadingOptions(
      encoding: try chosenEncoding(invocation), delimiter: try chosenByte(invocation, delimiter),
      quote: try chosenQuote(invocation), sheet: invocation.value(of: sheet))
    let options = InspectionOptions(
      reading: reading, limit: invocation.number(of: Shared.limit), language: console.language)
    let input = Input(path: invocation.value(of: file) ?? "")
    guard invocation.has(Shared.json) else { return try console.result(try inspectAsText(input, options)) }
    _ = try inspect(input, options) { (bytes) throws(Refusal) in try console.result(bytes) }
  }

  private static let file = ArgumentDescription(
    "file", .file(ending: nil), Wording("Plik, jaki opublikowano.", en: "A file as published."))
  private static let encoding = OptionDescription(
    "encoding", value: .init("encoding", .text),
    Wording("Kodowanie: nazwa IANA albo skrót (cp1250, latin2).", en: "Encoding: IANA name or alias (cp1250, latin2)."))
  private static let delimiter = OptionDescription(
    "delimiter", value: .init("character", .text),
    Wording("Separator pól; \\t to tabulator.", en: "Field delimiter; \\t is a tab."))
  private static let quote = OptionDescription(
    "quote", value: .init("character", .text),
    Wording("Znak cudzysłowu; none, gdy plik go nie zna.", en: "Quote character; none when the file has no quotes."))
  private static let sheet = OptionDescription(
    "sheet", value: .init("name", .text), Wording("Tylko ten arkusz skoroszytu.", en: "Only this sheet of a workbook."))

  private static func chosenEncoding(_ invocation: Invocation) throws(Refusal) -> TextEncoding? {
    guard let name = invocation.value(of: encoding) else { return nil }
    if let encoding = TextEncoding(alias: name) { return encoding }
    let names = TextEncoding.allCases.map(\.rawValue)
    let near = nearest(to: name, among: names)
    throw Refusal(
      .usage, Wording("Nieznane kodowanie „\(name)”", en: "Unknown encoding “\(name)”"),
      mend: near.map { Wording("czy chodziło o „\($0)”?", en: "did you mean “\($0)”?") }
        ?? Wording("kodowania: \(names.joined(separator: ", "))", en: "encodings: \(names.joined(separator: ", "))"))
  }

  private static func chosenQuote(_ invocation: Invocation) throws(Refusal) -> QuoteChoice? {
    let text = invocation.value(of: quote)
    if text == "none" || text == "" { return QuoteChoice.none }
    return try chosenByte(invocation, quote).map { .character($0) }
  }

  /// The one ASCII character that an option names.
  private static func chosenByte(_ invocation: Invocation, _ option: OptionDescription) throws(Refusal) -> UInt8? {
    guard let text = invocation.value(of: option) else { return nil }
    if text == "\\t" || text == "tab" { return 0x09 }
    let example = option.long == quote.long ? "'\"'" : "';'"
    guard let byte = text.utf8.first, text.utf8.count == 1, byte == 0x09 || (0x20..<0x7F).contains(byte) else {
      throw Refusal(
        .usage,
        Wording(
          "--\(option.long) przyjmuje jeden znak ASCII, a nie „\(text)”",
          en: "--\(option.long) takes one ASCII character, not “\(text)”"),
        mend: Wording("na przykład --\(option.long) \(example)", en: "for example --\(option.long) \(example)"))
    }
    return byte
  }
}
