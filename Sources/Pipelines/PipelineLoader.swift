import Bytes
package import Findings
import Markup
import Territory

extension Pipeline {
  /// The folder above the pipeline file's: paths in results and messages are relative to it.
  package var root: String { Paths.parent(of: folder) }

  /// `pipelines/warminsko-mazurskie.json`: the file as shown to people.
  package var shownFile: String { Paths.join(Paths.name(of: folder), Paths.name(of: file)) }

  /// The file that it was read from.
  package var file: String { Paths.join(folder, fileName.isEmpty ? name + ".json" : fileName) }

  /// Reads and resolves a pipeline file.
  /// - Throws: .missingInput when there is no such file, .configuration for everything wrong in it, each with line and column.
  package static func load(_ path: String) throws(Refusal) -> Pipeline {
    let (folder, fileName) = try place(of: path)
    let shown = Paths.join(Paths.name(of: folder), fileName)
    let bytes = try Files.read(Paths.join(folder, fileName), shownAs: path)
    var pipeline = try read(bytes, name: resultsName(ofFile: fileName), shownAs: shown, folder: folder)
    pipeline.fileName = fileName
    return pipeline
  }

  /// One that has the name and the place of a pipeline file and nothing else: by it the results of a file are found that is gone.
  package static func standIn(for path: String) throws(Refusal) -> Pipeline {
    let (folder, fileName) = try place(of: path)
    let nothing = Wording("", en: "")
    var pipeline = Pipeline(
      name: resultsName(ofFile: fileName), folder: folder, definitions: folder, region: "", title: nothing, language: .polish,
      years: [],
      baseYear: .standard(0), registerDate: .standard(""), levels: [], sources: [], indicators: nil, index: nil,
      forecastHorizon: nil, disclosure: DisclosureSettings(), sections: [], tolerance: Tolerance(), sampleData: false,
      publisher: nothing, contact: "", keptEditions: .standard(standardKeptEditions), changesSince: nil)
    pipeline.fileName = fileName
    return pipeline
  }

  /// Names the folder of its results: up to the first dot.
  private static func resultsName(ofFile fileName: String) -> String { String(fileName.prefix { $0 != "." }) }

  /// - Throws: `configuration` for a name that is none of a pipeline file.
  private static func place(of path: String) throws(Refusal) -> (folder: String, fileName: String) {
    let absolute = try Files.absolute(path)
    let fileName = Paths.name(of: absolute)
    guard fileName.hasSuffix(".json") || fileName.hasSuffix(".json5") else {
      throw Refusal(
        .configuration,
        Wording("Potok to plik .json, a nie „\(fileName)”.", en: "A pipeline is a .json file, not “\(fileName)”."),
        at: Place(file: path),
        mend: Wording(
          "Podaj na przykład pipelines/warminsko-mazurskie.json.", en: "Give for example pipelines/warminsko-mazurskie.json."))
    }
    guard !resultsName(ofFile: fileName).isEmpty else {
      throw Refusal(
        .configuration,
        Wording("Nazwa pliku potoku nie może zaczynać się kropką.", en: "The name of a pipeline file cannot begin with a dot."),
        at: Place(file: path),
        mend: Wording(
          "Zmień nazwę pliku: jej początek, do pierwszej kropki, jest nazwą folderu wyników.",
          en: "Rename the file: its name up to the first dot is that of the folder of results."))
    }
    return (Paths.parent(of: absolute), fileName)
  }

  /// What a pipeline file says; nothing else is opened for it.
  package static func read(
    _ bytes: [UInt8], name: String, shownAs shown: String, folder: String
  ) throws(Refusal) -> Pipeline {
    var reader = try JSONObjectReader(reading: bytes, from: JSONOrigin(file: shown, kind: .configuration))
    return try resolve(&reader, name: name, folder: folder)
  }

  private static func resolve(
    _ reader: inout JSONObjectReader, name: String, folder: String
  ) throws(Refusal) -> Pipeline {
    _ = try reader.string("$schema")
    let years = try years(&reader)
    let definitions = try reader.string("definitions").map { Paths.join(folder, $0) } ?? folder
    let baseYear = try reader.integer("base_year")
    if let baseYear, !years.contains(baseYear) {
      throw reader.refusal(
        Wording("Rok bazowy \(baseYear) nie należy do „years”.", en: "The base year \(baseYear) is not among “years”."),
        about: "base_year", mend: Wording("Dopisz go do „years” albo wybierz inny.", en: "Add it to “years” or choose another."))
    }
    let pipeline = Pipeline(
      name: name, folder: folder, definitions: definitions, region: try region(&reader),
      title: try reader.requiredWording("title"), language: try reader.choice("language", of: Language.self) ?? .polish,
      years: years, baseYear: baseYear.map { Setting.chosen($0) } ?? .standard(years[0]),
      registerDate: try registerDate(&reader, newest: years[years.count - 1]),
      levels: try levels(&reader, "levels") ?? ["voivodeship", "powiat", "gmina"], sources: try sources(&reader),
      indicators: try indicators(&reader), index: try index(&reader),
      forecastHorizon: try forecastHorizon(&reader, newest: years[years.count - 1]),
      disclosure: try disclosure(&reader),
      sections: try reader.strings("sections") ?? [],
      tolerance: try tolerance(&reader), sampleData: try reader.boolean("sample_data") ?? false,
      publisher: try reader.wording("publisher") ?? Wording("", en: ""), contact: try reader.string("contact") ?? "",
      keptEditions: try keptEditions(&reader), changesSince: try changesSince(&reader),
      boundaries: try boundaries(&reader, folder: folder))
    try reader.finish()
    let ids = pipeline.sources.map(\.id)
    for id in pipeline.disclosure.publicSources where !ids.contains(id) {
      throw reader.refusal(unknownWord(id, among: ids), about: "disclosure")
    }
    return pipeline
  }

  private static func years(_ reader: inout JSONObjectReader) throws(Refusal) -> [Int] {
    let years = try reader.required("years", try reader.integers("years"))
    guard !years.isEmpty, Set(years).count == years.count, years.allSatisfy({ (1900...2200).contains($0) }) else {
      throw reader.refusal(
        Wording("„years” ma być listą różnych lat.", en: "“years” should be a list of different years."), about: "years",
        mend: Wording("Na przykład [2005, 2010, 2015, 2016].", en: "For example [2005, 2010, 2015, 2016]."))
    }
    return years.sorted()
  }

  private static func region(_ reader: inout JSONObjectReader) throws(Refusal) -> String {
    let region = try reader.requiredString("region")
    if region == "PL" { return "" }
    guard region.utf8.count == 2 || region.utf8.count == 4, region.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
      throw reader.refusal(
        Wording("„\(region)” nie jest kodem województwa ani powiatu.", en: "“\(region)” is no code of a voivodeship or powiat."),
        about: "region",
        mend: Wording(
          "Dwie cyfry TERYT województwa („28”), cztery powiatu („1465”) albo PL.",
          en: "Two TERYT digits of a voivodeship (“28”), four of a powiat (“1465”), or PL."))
    }
    return region
  }

  private static func registerDate(_ reader: inout JSONObjectReader, newest: Int) throws(Refusal) -> Setting<String> {
    guard var register = try reader.object("register") else { return .standard("\(newest)-12-31") }
    let date = try register.requiredString("date")
    guard isDay(date) else {
      throw register.refusal(
        Wording("„\(date)” nie jest datą RRRR-MM-DD.", en: "“\(date)” is no date YYYY-MM-DD."), about: "date",
        mend: Wording("Na przykład 2024-01-01.", en: "For example 2024-01-01."))
    }
    try register.finish()
    return .chosen(date)
  }

  /// Whether it is a day of the calendar, as `YYYY-MM-DD`.
  private static func isDay(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2], text.utf8.allSatisfy({ $0 == 0x2D || ($0 >= 0x30 && $0 <= 0x39) }) else {
      return false
    }
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == 3, (1...12).contains(numbers[1]) else { return false }
    let isLeap = numbers[0] % 4 == 0 && (numbers[0] % 100 != 0 || numbers[0] % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[numbers[1] - 1]).contains(numbers[2])
  }

  private static func boundaries(
    _ reader: inout JSONObjectReader, folder: String
  ) throws(Refusal) -> [Boundaries] {
    guard reader.value("boundaries") != nil else { return [] }
    var list: [Boundaries] = []
    for var entry in try reader.requiredObjects("boundaries") {
      list.append(
        Boundaries(file: Paths.join(folder, try entry.requiredString("file")), code: try entry.string("code") ?? "teryt"))
      try entry.finish()
    }
    return list
  }

  private static let knownLevels = Level.allCases.map(\.rawValue)

  private static func levels(_ reader: inout JSONObjectReader, _ key: String) throws(Refusal) -> [String]? {
    guard let levels = try reader.strings(key) else { return nil }
    for level in levels where !knownLevels.contains(level) {
      throw reader.refusal(unknownWord(level, among: knownLevels), about: key)
    }
    return levels
  }

  private static func sources(_ reader: inout JSONObjectReader) throws(Refusal) -> [Source] {
    var sources: [Source] = []
    for var entry in try reader.requiredObjects("sources") {
      let id = try entry.requiredString("id")
      guard !id.isEmpty, id.utf8.allSatisfy(isNameByte) else {
        throw entry.refusal(
          Wording("„\(id)” nie może być nazwą źródła.", en: "“\(id)” cannot name a source."), about: "id",
          mend: Wording("Małe litery ASCII, cyfry i łączniki.", en: "Lower-case ASCII letters, digits and hyphens."))
      }
      guard !sources.contains(where: { $0.id == id }) else {
        throw entry.refusal(
          Wording("Źródło „\(id)” stoi dwa razy.", en: "The source “\(id)” stands twice."), about: "id",
          mend: Wording("Połącz je albo nazwij inaczej.", en: "Merge them or rename one."))
      }
      let files = try entry.requiredStrings("files")
      if let pattern = files.first(where: Files.climbsFromUnnamed) {
        throw entry.refusal(
          Wording(
            "Wzorzec „\(pattern)” wychodzi („..”) z katalogu, którego nie nazywa.",
            en: "The pattern “\(pattern)” climbs (“..”) out of a folder that it does not name."),
          about: "files",
          mend: Wording("„..” może stać tylko przed znakami * ? [.", en: "“..” can only stand before the signs * ? [."))
      }
      sources.append(
        Source(
          id: id, title: try entry.wording("title") ?? Wording(id, en: id), publisher: try entry.string("publisher") ?? "",
          licence: try entry.string("licence") ?? "", files: files, profile: try entry.requiredString("profile"),
          encoding: try entry.string("encoding"),
          delimiter: try entry.string("delimiter"), sheet: try entry.string("sheet"), tolerance: try ownTolerance(&entry),
          isOptional: try entry.boolean("optional") ?? false))
      try entry.finish()
    }
    guard !sources.isEmpty else {
      throw reader.refusal(
        Wording("Lista źródeł („sources”) jest pusta.", en: "The list of sources is empty."), about: "sources",
        mend: Wording("Dopisz przynajmniej jedno źródło.", en: "Add at least one source."))
    }
    return sources
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (byte >= 0x61 && byte <= 0x7A) || (byte >= 0x30 && byte <= 0x39) || byte == 0x2D
  }

  private static func indicators(_ reader: inout JSONObjectReader) throws(Refusal) -> [String]? {
    guard let value = reader.value("indicators") else { return nil }
    if case .string("all") = value.content { return nil }
    return try reader.strings("indicators")
  }

  private static func index(_ reader: inout JSONObjectReader) throws(Refusal) -> IndexSettings? {
    guard var entry = try reader.object("index") else { return nil }
    var domains: [IndexSettings.Domain] = []
    for var domain in try entry.requiredObjects("domains") {
      let weight = try domain.number("weight") ?? 1
      guard weight > 0 else {
        throw domain.refusal(
          Wording("Waga dziedziny ma być dodatnia.", en: "The weight of a domain should be positive."), about: "weight")
      }
      domains.append(
        IndexSettings.Domain(
          id: try domain.requiredString("id"), title: try domain.requiredWording("title"), weight: weight,
          indicators: try domain.requiredStrings("indicators")))
      try domain.finish()
    }
    let method = try entry.string("method") ?? "zero-unitarisation"
    guard method == "zero-unitarisation" else {
      throw entry.refusal(unknownWord(method, among: ["zero-unitarisation"]), about: "method")
    }
    let coverage = try entry.number("coverage") ?? 0.5
    guard (0...1).contains(coverage) else {
      throw entry.refusal(
        Wording("„coverage” ma być między 0 a 1.", en: "“coverage” should be between 0 and 1."), about: "coverage")
    }
    let id = try entry.requiredString("id")
    guard isPlainName(id) else {
      throw entry.refusal(
        Wording("„\(id)” nie może być nazwą indeksu.", en: "“\(id)” cannot name an index."), about: "id",
        mend: Wording(
          "Nazywa też pliki: litery ASCII, cyfry, kropka, łącznik i podkreślenie.",
          en: "It names files too: ASCII letters, digits, dot, hyphen and underscore."))
    }
    let settings = IndexSettings(
      id: id, title: try entry.requiredWording("title"),
      levels: try levels(&entry, "levels") ?? ["powiat", "gmina"], method: method, coverage: coverage, domains: domains)
    try entry.finish()
    return settings
  }

  private static func keptEditions(_ reader: inout JSONObjectReader) throws(Refusal) -> Setting<Int> {
    guard let count = try reader.integer("keep_editions") else { return .standard(standardKeptEditions) }
    guard count >= 0 else {
      throw reader.refusal(
        Wording("„keep_editions” nie może być ujemne.", en: "“keep_editions” cannot be negative."), about: "keep_editions",
        mend: Wording("Podaj, ile wydań zostawić obok bieżącego.", en: "Say how many editions to keep beside the current one."))
    }
    return .chosen(count)
  }

  private static func changesSince(_ reader: inout JSONObjectReader) throws(Refusal) -> String? {
    guard let id = try reader.string("changes_since") else { return nil }
    guard !id.isEmpty, !id.hasPrefix("."), !id.utf8.contains(UInt8(ascii: "/")) else {
      throw reader.refusal(
        Wording("„\(id)” nie jest identyfikatorem wydania.", en: "“\(id)” is no id of an edition."), about: "changes_since",
        mend: Wording(
          "Podaj nazwę katalogu z output/<potok>/editions.", en: "Give the name of a folder of output/<pipeline>/editions."))
    }
    return id
  }

  private static func forecastHorizon(_ reader: inout JSONObjectReader, newest: Int) throws(Refusal) -> Int? {
    guard var entry = try reader.object("forecast") else { return nil }
    let horizon = try entry.integer("horizon")
    if let horizon, !(newest + 1...newest + 30).contains(horizon) {
      throw entry.refusal(
        Wording(
          "Horyzont prognozy \(horizon) nie leży w trzydziestu latach po \(newest).",
          en: "The forecast horizon \(horizon) does not lie within thirty years after \(newest)."),
        about: "horizon",
        mend: Wording(
          "Podaj ostatni rok strategii, na przykład 2030.", en: "Give the last year of the strategy, for example 2030."))
    }
    try entry.finish()
    return horizon
  }

  private static func disclosure(_ reader: inout JSONObjectReader) throws(Refusal) -> DisclosureSettings {
    guard var entry = try reader.object("disclosure") else { return DisclosureSettings() }
    let words = ["shown", "withheld"]
    func isWithheld(_ key: String, standard: Bool) throws(Refusal) -> Bool {
      guard let word = try entry.string(key) else { return standard }
      guard words.contains(word) else { throw entry.refusal(unknownWord(word, among: words), about: key) }
      return word == "withheld"
    }
    let settings = DisclosureSettings(
      withholdsZeros: try isWithheld("zeros", standard: false), withholdsGroups: try isWithheld("groups", standard: true),
      publicSources: try entry.strings("public_sources") ?? [])
    try entry.finish()
    return settings
  }

  private static func tolerance(_ reader: inout JSONObjectReader) throws(Refusal) -> Tolerance {
    try ownTolerance(&reader) ?? Tolerance()
  }

  private static func ownTolerance(_ reader: inout JSONObjectReader) throws(Refusal) -> Tolerance? {
    guard var entry = try reader.object("tolerance") else { return nil }
    let tolerance = Tolerance(
      rejectedCells: try entry.integer("rejected_cells") ?? 0, refusedFiles: try entry.integer("refused_files") ?? 0,
      failedChecks: try entry.integer("failed_checks") ?? 0)
    try entry.finish()
    return tolerance
  }
}
