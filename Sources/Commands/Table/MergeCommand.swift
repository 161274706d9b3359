import Bytes
import Conducting
import Findings

extension CommandTable {
  static let mergeCommand: CommandDescription = .init(
    "merge",
    Wording(
      "Łączy wydania regionów w jedno i mówi, których brakuje.",
      en: "Merges editions of regions into one and says which are missing."),
    discussion: Wording(
      "Tabele, obserwacje, rodowody i komórki regionów stają razem, a raport prowadzi do raportów regionów; miejsca i porównania pozostają tymi, które policzono w regionie. Brakujące regiony są w raporcie, findings.csv, regions.csv i run.json.",
      en:
        "Tables, observations, origins and cells of the regions stand together, and the report leads to those of the regions; places and comparisons stay those computed in the region. Missing regions are in the report, findings.csv, regions.csv and run.json."
    ),
    examples: [
      CommandExample(
        "diagnoza merge polska output/*/current",
        Wording("wydanie krajowe z tego, co jest", en: "a national edition of what there is"))
    ],
    arguments: [name, editions], options: [regions, strict, Shared.output]
  ) { (invocation, console) throws(Refusal) in
    let output = try Files.absolute(invocation.value(of: Shared.output) ?? "output")
    let folder = invocation.value(of: name) ?? ""
    guard !folder.isEmpty, !folder.hasPrefix("."), !folder.contains("/") else {
      throw Refusal(
        .usage, Wording("„\(folder)” nie może być nazwą folderu wyników", en: "“\(folder)” cannot name a folder of results"),
        mend: Wording("podaj nazwę, na przykład polska", en: "give a name, such as polska"))
    }
    var places: [EditionPlace] = []
    for text in invocation.values(of: editions) {
      let place = try EditionPlace.find(text, output: output)
      if place.pipeline != folder { places.append(place) }
    }
    let expected =
      invocation.value(of: regions).map { $0.split(separator: ",").map(String.init) } ?? NationalEdition.voivodeships
    if let unknown = expected.first(where: { !NationalEdition.isRegion($0) }) {
      throw Refusal(
        .usage, Wording("Nie ma regionu „\(unknown)”", en: "There is no region “\(unknown)”"),
        mend: Wording(
          "podaj kody TERYT województw, na przykład --regions 14,28",
          en: "give TERYT codes of voivodeships, such as --regions 14,28"))
    }
    let merging = NationalEdition(
      named: folder, output: output, expected: expected, issued: try console.surroundings.publicationDate(),
      voice: RunVoice(clock: RunClock { WallClock.milliseconds() }, process: console.surroundings.process), gate: console.gate)
    let result = try merging.merge(places, command: "diagnoza merge \(folder), pid \(console.surroundings.process)")
    let missing = result.missing.isEmpty ? "–" : result.missing.joined(separator: ", ")
    console.say(
      Wording(
        "Opublikowano wydanie \(result.edition); regiony: \(result.merged), brakuje: \(missing)",
        en: "Published edition \(result.edition); regions: \(result.merged), missing: \(missing)"))
    console.say(Wording(result.path, en: result.path))
    if invocation.has(strict), !result.missing.isEmpty {
      throw Refusal(
        .tryLater, Wording("Brakuje regionów: \(missing)", en: "Regions are missing: \(missing)"), at: Place(file: result.path),
        mend: Wording("uruchom je i połącz jeszcze raz", en: "run them and merge again"))
    }
  }

  private static let name = ArgumentDescription(
    "name", .text, Wording("Nazwa folderu wyników, np. polska.", en: "Name of the folder of results, such as polska."))
  private static let editions = ArgumentDescription(
    "edition", .folder, mayRepeat: true, Wording("Wydania regionów.", en: "Editions of the regions."))
  private static let regions = OptionDescription(
    "regions", value: .init("codes", .text),
    Wording(
      "Oczekiwane regiony, np. 14,28; domyślnie szesnaście województw.",
      en: "The regions expected, such as 14,28; by default the sixteen voivodeships."))
  private static let strict = OptionDescription(
    "strict", Wording("Zakończ kodem 75, gdy którejś brakuje.", en: "End with code 75 when one is missing."))
}
