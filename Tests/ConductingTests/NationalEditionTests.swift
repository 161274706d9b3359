import Archive
import Bytes
import Conducting
import Contracts
import Findings
import Testing

/// Regions put together, and what is said of those that are missing.
@Suite struct NationalEditionTests {
  /// An edition of one region, as far as a merge looks.
  private static func region(_ code: String, in trial: Trial, definition: String = "x") throws -> EditionPlace {
    let folder = trial.path("out/r\(code)/editions/2023-\(code)")
    try Files.createDirectories(folder + "/3-tables")
    try Files.createDirectories(folder + "/2-observations")
    var record = StageRecord(stage: "normalise", key: "k")
    record.settings = [SettingRecord(name: "region", value: code, by: "chosen")]
    try record.write(to: folder + "/2-observations")
    for (stage, directory) in [("ingest", "1-cells"), ("report", "4-report")] {
      var other = StageRecord(stage: stage, key: "k")
      other.settings = stage == "report" ? [SettingRecord(name: "register.date", value: "2024-01-01", by: "chosen")] : []
      try Files.createDirectories("\(folder)/\(directory)")
      try other.write(to: "\(folder)/\(directory)")
    }
    let rows = [code + "00000", "0000000", code + "01011"].map { unit in
      var row = IndicatorRow()
      row.id = "A01/\(unit)/2023"
      row.indicator = "A01"
      row.unit = unit
      row.period = "2023"
      row.value = 1
      return row
    }
    try IndicatorRow.write(rows, to: folder + "/3-tables/indicators.csv")
    let lines = Trial.catalogueText().split(separator: "\n").map { line in
      line.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
    }
    var row = lines[1]
    row[5] = definition
    try CatalogueFile.write(header: lines[0], rows: [row], to: folder + "/3-tables/catalogue.csv")
    let run = #"{"id": "2023-\#(code)", "pipeline": "r\#(code)", "program": {"version": "1"}}"#
    try Files.write(Array(run.utf8), to: folder + "/run.json")
    return try EditionPlace.find(folder, output: nil)
  }

  private static func merging(_ trial: Trial, _ regions: [String], named name: String = "polska") -> NationalEdition {
    NationalEdition(
      named: name, output: trial.path("out"), expected: regions, voice: RunVoice(clock: RunClock { 0 }), gate: StopGate())
  }

  @Test func tablesStandTogetherAndWhatIsMissingIsSaid() throws {
    let trial = try Trial()
    let places = [try Self.region("28", in: trial), try Self.region("14", in: trial)]
    let result = try Self.merging(trial, ["14", "28", "32"]).merge(places, command: "test")
    #expect(result.merged == 2 && result.missing == ["32"])
    let rows = try IndicatorRow.read(result.path + "/3-tables/indicators.csv")
    // The country that both compare themselves with belongs to neither.
    #expect(rows.map(\.unit) == ["1400000", "1401011", "2800000", "2801011"])
    let regions = try RegionRow.read(result.path + "/3-tables/regions.csv")
    #expect(regions.map(\.status) == [.merged, .merged, .missing])
    #expect(regions.map(\.rows) == [2, 2, 0])
    #expect(try FindingsFile.read(result.path + "/findings.csv").map(\.code) == ["missing-region"])
    #expect(try trial.read("out/polska/current/run.json").contains(#""complete": false"#))
    let page = try trial.read("out/polska/current/4-report/index.html")
    #expect(page.contains("zachodniopomorskie") && !page.contains("Dane przykładowe"))
    // Documents say when they were published: when the newest region was.
    let book = try ZipArchive(try FileAccess(path: result.path + "/4-report/tables.xlsx"), shownAs: "tables.xlsx")
    let core = try #require(try book.files().first { $0.name == "docProps/core.xml" })
    let text = String(decoding: try book.open(core).readAll(limit: 1 << 20, shownAs: "core.xml"), as: UTF8.self)
    #expect(text.contains("<dcterms:created xsi:type=\"dcterms:W3CDTF\">2024-01-01T"))
    // The same again is the same edition.
    #expect(try Self.merging(trial, ["14", "28", "32"]).merge(places.reversed(), command: "test") == result)
    #expect(try trial.names("out/polska/editions").count == 1)
    #expect(try trial.names("out/polska").contains(".work") == false)
  }

  /// Merged every night, editions are let go as those of a pipeline are: the current one and 24 before it stay.
  @Test func oldMergesAreLetGo() throws {
    let trial = try Trial()
    let place = try Self.region("28", in: trial)
    var ids: [String] = []
    // One more region is missing every night, so that no merge is like another.
    for number in 1...27 {
      let expected = (0..<number).map { "14\($0 + 10)" }
      ids.append(try Self.merging(trial, expected).merge([place], command: "test").edition)
    }
    #expect(Set(ids).count == 27)
    #expect(Set(try trial.names("out/polska/editions")) == Set(ids.suffix(25)))
    #expect(try Files.readLink(trial.path("out/polska/current")) == "editions/\(ids[26])")
    let journal = try trial.read("out/polska/.log.jsonl")
    #expect(journal.split(separator: "\n").count { $0.contains(#""code":"pruned""#) } == 2)
    #expect(throws: Refusal.self) { try Self.merging(trial, ["28"]).merge([], command: "test") }
    #expect(try trial.read("out/polska/.log.jsonl").contains(#""code":"run-failed""#))
  }

  @Test func inventedFiguresOfARegionAreSaidOfTheWhole() throws {
    let trial = try Trial()
    let place = try Self.region("28", in: trial)
    try Files.write(
      Array(#"{"id": "2023-28", "pipeline": "r28", "program": {"version": "1"}, "sample_data": true}"#.utf8),
      to: place.directory + "/run.json")
    let result = try Self.merging(trial, ["28"]).merge([place], command: "test")
    #expect(
      try Files.read(result.path + "/4-report/index.html").split(separator: 10).contains { line in
        String(decoding: line, as: UTF8.self).contains("Dane przykładowe")
      })
  }

  @Test func aRegionTwiceOrNoneAtAllIsRefused() throws {
    let trial = try Trial()
    let place = try Self.region("28", in: trial)
    #expect(throws: Refusal.self) { try Self.merging(trial, ["28"]).merge([place, place], command: "test") }
    #expect(throws: Refusal.self) { try Self.merging(trial, ["28"]).merge([], command: "test") }
  }

  @Test func whatWasChangedSinceOrIsMergedAlreadyIsRefused() throws {
    let trial = try Trial()
    let place = try Self.region("28", in: trial)
    var record = StageRecord(stage: "diagnose", key: "k")
    let table = place.directory(of: .diagnose) + "/indicators.csv"
    let bytes = try Files.read(table)
    record.outputs = [OutputRecord(path: "indicators.csv", size: bytes.count, sha256: SHA256.hex(of: bytes))]
    try record.write(to: place.directory(of: .diagnose))
    #expect(try Self.merging(trial, ["28"]).merge([place], command: "test").merged == 1)
    let merged = try EditionPlace.find(trial.path("out/polska"), output: nil)
    #expect(throws: Refusal.self) { try Self.merging(trial, ["28"], named: "x").merge([merged], command: "test") }
    try Files.remove(table)
    try Files.write(bytes.dropLast() + [0x31, 0x0A], to: table)
    let refusal = #expect(throws: Refusal.self) { try Self.merging(trial, ["28"]).merge([place], command: "test") }
    #expect(refusal?.kind == .data)
    #expect(refusal?.place.file == table)
    #expect(["28", "1465"].allSatisfy(NationalEdition.isRegion))
    #expect(!["", "29", "xx", "280"].contains(where: NationalEdition.isRegion))
  }

  @Test func theResultsOfAPipelineAreNotMergedOver() throws {
    let trial = try Trial()
    let places = [try Self.region("14", in: trial)]
    _ = try Self.region("28", in: trial)
    let merging = Self.merging(trial, ["14"], named: "r28")
    // Published, and not yet published.
    for isPublished in [false, true] {
      if isPublished { try Files.symlink("editions/2023-28", at: trial.path("out/r28/current")) }
      let refusal = #expect(throws: Refusal.self) { try merging.merge(places, command: "test") }
      #expect(refusal?.kind == .cannotCreate)
      #expect(refusal?.place.file == trial.path("out/r28"))
      #expect(try trial.names("out/r28/editions") == ["2023-28"])
    }
    #expect(try Files.readLink(trial.path("out/r28/current")) == "editions/2023-28")
  }

  @Test func definitionsThatDifferAreTold() throws {
    let trial = try Trial()
    let places = [try Self.region("28", in: trial), try Self.region("14", in: trial, definition: "y")]
    let result = try Self.merging(trial, ["14", "28"]).merge(places, command: "test")
    #expect(try FindingsFile.read(result.path + "/findings.csv").map(\.code) == ["definition-differs"])
    #expect(result.missing.isEmpty)
  }
}
