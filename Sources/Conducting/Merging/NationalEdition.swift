import Bytes
import Contracts
package import Findings
import Markup
import Pipelines
import Reporting

/// Editions of regions put together into one: cells, observations, origins and tables of all of them, so that a number is
/// explained as in its region, the reports of all regions behind one first page, and a statement of which regions are missing.
/// Places and comparisons stay those of the region that they were computed in; nothing is estimated for what is not there.
package struct NationalEdition {
  /// What came of it.
  package struct Result: Sendable, Hashable {
    package var edition: String
    package var path: String
    package var merged: Int
    package var missing: [String]
  }

  /// TERYT prefixes of the sixteen voivodeships.
  package static let voivodeships = names.keys.sorted()

  /// Whether a text is the TERYT prefix of a voivodeship or of a powiat in one.
  package static func isRegion(_ code: String) -> Bool {
    [2, 4].contains(code.utf8.count) && code.utf8.allSatisfy { (0x30...0x39).contains($0) }
      && names[String(code.prefix(2))] != nil
  }

  /// What they are called: act of 24 July 1998 on the three-tier division of the country.
  private static let names = [
    "02": "dolnośląskie", "04": "kujawsko-pomorskie", "06": "lubelskie", "08": "lubuskie", "10": "łódzkie", "12": "małopolskie",
    "14": "mazowieckie", "16": "opolskie", "18": "podkarpackie", "20": "podlaskie", "22": "pomorskie", "24": "śląskie",
    "26": "świętokrzyskie", "28": "warmińsko-mazurskie", "30": "wielkopolskie", "32": "zachodniopomorskie",
  ]

  private let layout: OutputLayout
  private let name: String
  private let expected: [String]
  private let issued: String
  private let gate: StopGate
  private let voice: RunVoice
  private let hashes = ContentHashes()

  /// - Parameters:
  ///   - name: of the folder of results that the edition is published in.
  ///   - output: folder of results.
  ///   - expected: TERYT prefixes of the regions that belong to it.
  ///   - issued: ISO date of the publication as SOURCE_DATE_EPOCH tells it; empty for that of the newest region.
  package init(
    named name: String, output: String, expected: [String], issued: String = "", voice: RunVoice, gate: StopGate
  ) {
    self.name = name
    self.issued = issued
    self.expected = expected.sorted(by: precedesByBytes)
    self.voice = voice
    self.gate = gate
    layout = OutputLayout(folder: Paths.join(output, name))
  }

  /// - Throws: `usage` when two editions are of one region, `missingInput` when there is none at all, `cannotCreate` when the
  ///   folder holds the results of a pipeline.
  package func merge(_ places: [EditionPlace], command: String) throws(Refusal) -> Result {
    do throws(Refusal) {
      return try made(of: places, command: command)
    } catch {
      gate.pass()
      journal(error)
      throw error
    }
  }

  private var log: RunLog { RunLog(layout: layout, pipeline: name, clock: voice.clock, process: voice.process) }

  /// What ends a merge at night is in the journal, but for a folder that is a pipeline's: its journal is none of ours.
  private func journal(_ refusal: Refusal) {
    guard refusal.kind != .cannotCreate else { return }
    do throws(Refusal) {
      if try Files.exists(layout.folder) { try log.failed(refusal) }
    } catch {
      voice.say(error.message, true)
    }
  }

  private func made(of places: [EditionPlace], command: String) throws(Refusal) -> Result {
    let regions = try regions(places)
    let missing = expected.filter { code in !regions.contains { $0.code == code } }
    let id = identity(regions, missing)
    try Files.createDirectories(layout.folder)
    try RunLock.holding(layout.lock, note: command, gate: gate) { () throws(Refusal) in
      try requireFolderOfMerges()
      try Sweeper(layout: layout).begin()
      try log.turnOver()
      try write(regions, missing, id: id)
      let standsWhole = try holds(layout.edition(id))
      try Publication(layout: layout, gate: gate).publishEdition(id, standsWhole: standsWhole) { () throws(Refusal) in
        try log.published(id, [])
      }
      try log.append(
        .published,
        [
          ("edition", .string(id)), ("regions", .array(regions.map { .string($0.code) })),
          ("missing", .array(missing.map { .string($0) })),
        ])
      try Files.remove(layout.salvage)
      // A night of merges a year is as many editions as a night of runs.
      let pruner = Pruner(layout: layout, hashes: hashes, count: Pipeline.standardKeptEditions, spared: [])
      for edition in try pruner.prune() { try log.append(.pruned, [("edition", .string(edition))]) }
    }
    return Result(edition: id, path: layout.edition(id), merged: regions.count, missing: missing)
  }

  /// Begins the schema of the merge's own `run.json`, before the version.
  private static let schema = "diagnoza.merge/"

  /// Where a pipeline publishes nothing is merged: whoever reads its `current` would be shown other regions without a word.
  private func requireFolderOfMerges() throws(Refusal) {
    var standing = [layout.current]
    if try !Files.exists(layout.current), try Files.exists(layout.editions) {
      standing = try Files.list(layout.editions).filter { !$0.hasPrefix(".") }.map { layout.edition($0) }
    }
    for edition in standing {
      let path = Paths.join(edition, EditionFolder.run)
      guard try Files.exists(path) else { continue }
      var record = try JSONObjectReader(
        reading: try Files.read(path), from: JSONOrigin(file: path, kind: .data), dialect: .json)
      let schema = try record.string("schema") ?? ""
      guard !schema.hasPrefix(Self.schema) else { continue }
      throw Refusal(
        .cannotCreate,
        Wording(
          "W folderze „\(name)” stoją wyniki potoku, a nie połączone wydania",
          en: "The folder “\(name)” holds the results of a pipeline, not merged editions"),
        at: Place(file: layout.folder),
        mend: Wording(
          "wybierz inną nazwę, na przykład polska, albo inny folder (-o)",
          en: "choose another name, such as polska, or another folder (-o)"))
    }
  }

  private func regions(_ places: [EditionPlace]) throws(Refusal) -> [MergedRegion] {
    var regions: [MergedRegion] = []
    for place in places {
      let code = try place.record(of: .normalise).settings.first { $0.name == "region" }?.value ?? ""
      guard !code.isEmpty else { throw Self.notARegion(place) }
      try place.verify(Stage.allCases, hashes: hashes)
      let run = try Files.read(Paths.join(place.directory, EditionFolder.run))
      if let other = regions.first(where: { $0.code == code }) {
        throw Refusal(
          .usage, Wording("Dwa wydania są z regionu \(code)", en: "Two editions are of region \(code)"),
          at: Place(file: place.directory),
          mend: Wording("zostaw jedno: \(other.place.id) albo \(place.id)", en: "keep one: \(other.place.id) or \(place.id)"))
      }
      var record = try JSONObjectReader(
        reading: run, from: JSONOrigin(file: EditionFolder.run, kind: .data), dialect: .json)
      regions.append(
        MergedRegion(
          code: code, place: place, sha256: SHA256.hex(of: run), isSample: try record.boolean("sample_data") ?? false,
          issued: try issued(place)))
    }
    guard !regions.isEmpty else {
      throw Refusal(
        .missingInput, Wording("Nie ma żadnego wydania do połączenia", en: "There is no edition to merge"),
        mend: Wording(
          "podaj katalogi wydań, np. output/*/current", en: "give the directories of editions, such as output/*/current"))
    }
    return regions.sorted { precedesByBytes($0.code, $1.code) }
  }

  /// The date of publication of a region's edition.
  private func issued(_ place: EditionPlace) throws(Refusal) -> String {
    let settings = try place.record(of: .report).settings
    func setting(_ name: String) -> String { settings.first { $0.name == name }?.value ?? "" }
    return Material.issued(
      setting("issued"), inputs: try place.record(of: .ingest).inputs, registerDate: setting("register.date"),
      lastYear: setting("years").split(separator: " ").compactMap { Int($0) }.last)
  }

  private static func notARegion(_ place: EditionPlace) -> Refusal {
    Refusal(
      .usage,
      Wording(
        "Wydanie \(place.id) samo jest połączone z kilku regionów",
        en: "The edition \(place.id) is itself merged of several regions"),
      at: Place(file: place.directory),
      mend: Wording("podaj wydania regionów, z których powstało", en: "give the editions of the regions that it was made of"))
  }

  /// From the content alone, as that of every edition.
  private func identity(_ regions: [MergedRegion], _ missing: [String]) -> String {
    let year = regions.map { String($0.place.id.prefix { $0 != "-" }) }.max() ?? "0"
    let text = (["diagnoza-merge/3", name] + regions.map { "\($0.code) \($0.sha256)" } + missing + [issued]).joined(
      separator: "\n")
    return "\(year)-\(SHA256.hex(of: Array(text.utf8)).prefix(12))"
  }

  // MARK: writing

  private func write(_ regions: [MergedRegion], _ missing: [String], id: String) throws(Refusal) {
    gate.unfinished(layout.work)
    for stage in Stage.allCases { try Files.createDirectories(directory(stage)) }
    let tables = directory(.diagnose)
    var findings = missing.map { code in
      Finding(
        .warning, "missing-region", unit: code + "00000",
        Wording(
          "Brakuje regionu \(code): jego jednostek nie ma w tabelach, a żadna suma krajowa go nie szacuje.",
          en: "Region \(code) is missing: its units are not in the tables, and nothing stands in for it."))
    }
    var files = MergedFiles(regions: regions, home: layout.work)
    let records = try files.records(key: id)
    findings += files.findings
    findings += try writeObservations(regions)
    let joined = MergedTables(regions: regions, directory: tables)
    let counts = try joined.write()
    findings += try joinCatalogues(regions, to: tables)
    try RegionRow.write(rows(regions, missing, counts), to: Paths.join(tables, "regions.csv"))
    // The merge's own first.
    var everything = try findings + files.findings(of: .diagnose)
    for (stage, record) in zip(Stage.allCases, records) {
      gate.pass()
      let folder = StageFolder(directory(stage))
      if stage == .report { try writeReport(regions, missing, findings, id: id) }
      let own = stage == .diagnose ? findings : []
      let all = try own + files.findings(of: stage)
      try folder.write(FindingList(all), language: .polish)
      if stage != .diagnose { everything += all }
      _ = try folder.finish(record, hashes: hashes)
    }
    try FindingsFile.write(everything, to: Paths.join(layout.work, FindingsFile.name), in: .polish)
    try Files.write(record(regions, missing, id: id), to: Paths.join(layout.work, EditionFolder.run))
    try seal(layout.work)
    try FolderTree.synchronise(layout.work)
  }

  private func directory(_ stage: Stage) -> String { Paths.join(layout.work, stage.directory) }

  private func rows(_ regions: [MergedRegion], _ missing: [String], _ counts: [String: Int]) -> [RegionRow] {
    var rows: [RegionRow] = missing.map { code in
      var row = RegionRow()
      row.region = code
      return row
    }
    for region in regions {
      var row = RegionRow()
      row.region = region.code
      row.status = .merged
      row.pipeline = region.place.pipeline
      row.edition = region.place.id
      row.sha256 = region.sha256
      row.rows = counts[region.code] ?? 0
      rows.append(row)
    }
    return rows
  }

  /// The observations of all regions, and which of them each number was computed from.
  private func writeObservations(_ regions: [MergedRegion]) throws(Refusal) -> [Finding] {
    let merged = try MergedObservations(of: regions, to: Paths.join(directory(.normalise), "observations.arrow"))
    try MergedOrigins.write(regions, in: merged, to: Paths.join(directory(.diagnose), "origins.arrow"))
    return merged.conflicts.map { conflict in
      Finding(
        .warning, "observation-differs", unit: conflict.unit, measure: conflict.measure,
        Wording(
          "Region \(conflict.left) ma dla okresu \(conflict.period) inną obserwację niż region \(conflict.kept), którego obserwacja stoi w tabeli; w rodowodach liczb regionu \(conflict.left) jej brak.",
          en:
            "For \(conflict.period) region \(conflict.left) has another observation than region \(conflict.kept), whose observation stands in the table; the lineages of the numbers of region \(conflict.left) go without it."
        ))
    }
  }

  /// The first page, and beside it the whole report of each region as it was published.
  private func writeReport(
    _ regions: [MergedRegion], _ missing: [String], _ findings: [Finding], id: String
  ) throws(Refusal) {
    let units = try UnitRow.read(Paths.join(directory(.diagnose), "units.csv"), shownAs: "3-tables/units.csv")
    let names = Dictionary(units.map { ($0.unit, $0.unitName) }, uniquingKeysWith: { first, _ in first })
    let parts = regions.map { region in
      NationalReport.Region(
        code: region.code, unit: region.unit, name: names[region.unit] ?? region.place.pipeline,
        edition: region.place.id, sha256: region.sha256)
    }
    let catalogue = Paths.join(directory(.diagnose), "catalogue.csv")
    let report = NationalReport(
      name: name, edition: id, issued: issued.isEmpty ? regions.map(\.issued).max() ?? "" : issued,
      isSample: regions.contains { $0.isSample }, regions: parts,
      missing: missing.map { (code: $0, name: Self.names[$0] ?? "region \($0)") },
      indicators: try IndicatorTable(try CatalogueFile.read(catalogue, shownAs: "3-tables/catalogue.csv")).indicators,
      findings: findings)
    try report.write(tables: directory(.diagnose), to: directory(.report))
  }

  /// The definitions of all regions, each once; one that differs between regions is told.
  private func joinCatalogues(_ regions: [MergedRegion], to tables: String) throws(Refusal) -> [Finding] {
    var header: [String] = []
    var rows: [[String]] = []
    var known: [String: [String]] = [:]
    var findings: [Finding] = []
    for region in regions {
      let table = try CatalogueFile.read(
        Paths.join(region.place.directory(of: .diagnose), "catalogue.csv"), shownAs: "\(region.place.id)/catalogue.csv")
      if header.isEmpty { header = table.header }
      guard table.header == header, let id = header.firstIndex(of: "id") else { continue }
      for row in table.rows {
        guard let other = known[row[id]] else {
          known[row[id]] = row
          rows.append(row)
          continue
        }
        if other != row {
          findings.append(
            Finding(
              .warning, "definition-differs", unit: region.code + "00000", measure: row[id],
              Wording(
                "Region \(region.code) liczy \(row[id]) według innej definicji niż regiony przed nim; wartości nie są porównywalne.",
                en:
                  "Region \(region.code) computes \(row[id]) by another definition than the regions before; the values cannot be compared."
              )))
        }
      }
    }
    try CatalogueFile.write(header: header, rows: rows, to: Paths.join(tables, "catalogue.csv"))
    return findings
  }

  private func record(_ regions: [MergedRegion], _ missing: [String], id: String) -> [UInt8] {
    let document = JSONValue.object([
      ("schema", .string(Self.schema + "1")), ("pipeline", .string(name)), ("id", .string(id)),
      ("program", .object([("name", .string("diagnoza")), ("version", .string(ProductVersion.text))])),
      ("complete", .boolean(missing.isEmpty)), ("missing", .array(missing.map { .string($0) })),
      (
        "regions",
        .array(
          regions.map {
            .object([
              ("region", .string($0.code)), ("pipeline", .string($0.place.pipeline)), ("edition", .string($0.place.id)),
              ("sha256", .string($0.sha256)),
            ])
          })
      ),
    ])
    return JSONWriter.bytes(of: document, .pretty)
  }

  private func seal(_ folder: String) throws(Refusal) {
    var sums: [(name: String, sha256: String)] = []
    for name in try Files.list(folder) where !name.hasPrefix(".") {
      let path = Paths.join(folder, name)
      guard try Files.linkStatus(path)?.kind == .regular else { continue }
      sums.append((name, SHA256.hex(of: try Files.read(path))))
      try Files.makeReadOnly(path)
    }
    let place = Paths.join(folder, StageFolder.seal)
    try Files.write(StageFolder.seal(of: sums), to: place)
    try Files.makeReadOnly(place)
  }

  /// Whether an edition stands that has just this in it, undamaged.
  private func holds(_ edition: String) throws(Refusal) -> Bool {
    let seals = [edition, layout.work].map { Paths.join($0, StageFolder.seal) }
    guard try Files.exists(seals[0]), try Files.read(seals[0]) == Files.read(seals[1]) else { return false }
    for stage in Stage.allCases {
      let made = try StageFolder(directory(stage)).record()
      guard try StageFolder(Paths.join(edition, stage.directory)).isWhole(made, hashes: hashes) else { return false }
    }
    return true
  }
}
