import Bytes
import Contracts
package import Findings
import Markup

/// Editions of regions put together into one: their tables one under the other, and a statement of which regions are missing.
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
  package static let voivodeships = stride(from: 2, through: 32, by: 2).map { $0 < 10 ? "0\($0)" : String($0) }

  private let layout: OutputLayout
  private let name: String
  private let expected: [String]
  private let gate: StopGate
  private let voice: RunVoice

  /// - Parameters:
  ///   - name: of the folder of results that the edition is published in.
  ///   - output: folder of results.
  ///   - expected: TERYT prefixes of the regions that belong to it.
  package init(named name: String, output: String, expected: [String], voice: RunVoice, gate: StopGate) {
    self.name = name
    self.expected = expected.sorted(by: precedesByBytes)
    self.voice = voice
    self.gate = gate
    layout = OutputLayout(folder: Paths.join(output, name))
  }

  private struct Region {
    var code: String
    var place: EditionPlace
    var sha256: String
  }

  /// - Throws: `usage` when two editions are of one region, `missingInput` when there is none at all.
  package func merge(_ places: [EditionPlace], command: String) throws(Refusal) -> Result {
    let regions = try regions(places)
    let missing = expected.filter { code in !regions.contains { $0.code == code } }
    let id = identity(regions, missing)
    try Files.createDirectories(layout.folder)
    try RunLock.holding(layout.lock, note: command, gate: gate) { () throws(Refusal) in
      try Sweeper(layout: layout).begin()
      try write(regions, missing, id: id)
      let log = RunLog(layout: layout, pipeline: name, clock: voice.clock, process: voice.process)
      let made = try seals(layout.work)
      let standsWhole = try seals(layout.edition(id)) == made
      try Publication(layout: layout, gate: gate).publishEdition(id, standsWhole: standsWhole) { () throws(Refusal) in
        try log.published(id, [])
      }
      try Files.remove(layout.salvage)
    }
    return Result(edition: id, path: layout.edition(id), merged: regions.count, missing: missing)
  }

  private func regions(_ places: [EditionPlace]) throws(Refusal) -> [Region] {
    var regions: [Region] = []
    for place in places {
      let code = try place.record(of: .normalise).settings.first { $0.name == "region" }?.value ?? ""
      let run = try Files.read(Paths.join(place.directory, EditionFolder.run))
      if let other = regions.first(where: { $0.code == code }) {
        throw Refusal(
          .usage, Wording("Dwa wydania są z regionu \(code)", en: "Two editions are of region \(code)"),
          at: Place(file: place.directory),
          mend: Wording("zostaw jedno: \(other.place.id) albo \(place.id)", en: "keep one: \(other.place.id) or \(place.id)"))
      }
      regions.append(Region(code: code, place: place, sha256: SHA256.hex(of: run)))
    }
    guard !regions.isEmpty else {
      throw Refusal(
        .missingInput, Wording("Nie ma żadnego wydania do połączenia", en: "There is no edition to merge"),
        mend: Wording(
          "podaj katalogi wydań, np. output/*/current", en: "give the directories of editions, such as output/*/current"))
    }
    return regions.sorted { precedesByBytes($0.code, $1.code) }
  }

  /// From the content alone, as that of every edition.
  private func identity(_ regions: [Region], _ missing: [String]) -> String {
    let year = regions.map { String($0.place.id.prefix { $0 != "-" }) }.max() ?? "0"
    let text = (["diagnoza-merge/1", name] + regions.map { "\($0.code) \($0.sha256)" } + missing).joined(separator: "\n")
    return "\(year)-\(SHA256.hex(of: Array(text.utf8)).prefix(12))"
  }

  // MARK: writing

  private func write(_ regions: [Region], _ missing: [String], id: String) throws(Refusal) {
    let tables = Paths.join(layout.work, Stage.diagnose.directory)
    gate.unfinished(layout.work)
    try Files.createDirectories(tables)
    var findings = missing.map { code in
      Finding(
        .warning, "missing-region", unit: code + "00000",
        Wording(
          "Brakuje regionu \(code): jego jednostek nie ma w tabelach, a żadna suma krajowa go nie szacuje.",
          en: "Region \(code) is missing: its units are not in the tables, and nothing stands in for it."))
    }
    var rows: [RegionRow] = missing.map { code in
      var row = RegionRow()
      row.region = code
      return row
    }
    let counts = try join(regions, "indicators.csv", to: tables, IndicatorRow.self) { $0.unit }
    _ = try join(regions, "units.csv", to: tables, UnitRow.self) { $0.unit }
    _ = try join(regions, "index.csv", to: tables, IndexRow.self) { $0.unit }
    _ = try join(regions, "index_domains.csv", to: tables, IndexDomainRow.self) { $0.unit }
    findings += try joinCatalogues(regions, to: tables)
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
    try RegionRow.write(rows, to: Paths.join(tables, "regions.csv"))
    try FindingsFile.write(findings, to: Paths.join(layout.work, FindingsFile.name), in: .polish)
    try Files.write(record(regions, missing, id: id), to: Paths.join(layout.work, EditionFolder.run))
    for folder in [tables, layout.work] { try seal(folder) }
    try FolderTree.synchronise(layout.work)
  }

  /// A table of each region under that of the one before, units of the region only: the country and the neighbours that a
  /// region compares itself with are not its own.
  /// - Returns: how many rows each region has.
  private func join<Row: TableRow>(
    _ regions: [Region], _ file: String, to tables: String, _ type: Row.Type, unit: (Row) -> String
  ) throws(Refusal) -> [String: Int] {
    var counts: [String: Int] = [:]
    var writer = try TableWriter<Row>(creating: Paths.join(tables, file))
    for region in regions {
      let path = Paths.join(region.place.directory(of: .diagnose), file)
      guard try Files.exists(path) else { continue }
      var kept: [Row] = []
      // Subregions have codes of their own; they belong to the one region that lists them.
      try Row.forEach(in: path, shownAs: "\(region.place.id)/\(file)") { row in
        let code = unit(row)
        if code.hasPrefix(region.code) || !(code.utf8.count == 7 && code.utf8.allSatisfy { (0x30...0x39).contains($0) }) {
          kept.append(row)
        }
      }
      for row in kept { try writer.append(row) }
      counts[region.code] = kept.count
    }
    try writer.finish()
    return counts
  }

  /// The definitions of all regions, each once; one that differs between regions is told.
  private func joinCatalogues(_ regions: [Region], to tables: String) throws(Refusal) -> [Finding] {
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

  private func record(_ regions: [Region], _ missing: [String], id: String) -> [UInt8] {
    let document = JSONValue.object([
      ("schema", .string("diagnoza.merge/1")), ("pipeline", .string(name)), ("id", .string(id)),
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

  private func seals(_ edition: String) throws(Refusal) -> [[UInt8]] {
    var seals: [[UInt8]] = []
    for folder in [edition, Paths.join(edition, Stage.diagnose.directory)] {
      let place = Paths.join(folder, StageFolder.seal)
      seals.append(try Files.exists(place) ? try Files.read(place) : [])
    }
    return seals
  }
}
