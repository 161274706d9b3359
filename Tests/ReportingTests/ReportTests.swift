import Bytes
import Contracts
import Findings
import Foundation
import Markup
import Pipelines
import Reporting
import Testing

/// The stage as the conductor calls it: a folder of tables in, a folder of the report out.
@Suite struct ReportTests {
  private static let pipeline = """
    {"region": "28", "title": {"pl": "Diagnoza próbna", "en": "Trial"}, "years": [2005, 2010, 2015, 2016, 2017], "base_year": 2015,
     "register": {"date": "2024-01-01"}, "sections": SECTIONS, "sample_data": true,
     "sources": [{"id": "gus", "title": {"pl": "Bank", "en": "Bank"}, "publisher": "GUS", "files": ["*.csv"], "profile": "bdl"}]}
    """

  /// Runs the stage in a temporary folder and gives the folder to look at.
  private func run(
    sections: String = "[]", without absent: String? = nil, rows: [IndicatorRow] = Sample.rows,
    _ look: (String, StageOutcome) throws -> Void
  ) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("reporting-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for name in ["p", "1-cells", "2-observations", "3-tables", "4-report"] { try Files.createDirectories("\(folder)/\(name)") }
    let text = Self.pipeline.replacing("SECTIONS", with: sections)
    try Files.write(Array(text.utf8), to: "\(folder)/p/trial.json")
    for (directory, stage) in [("1-cells", "ingest"), ("2-observations", "normalise"), ("3-tables", "diagnose")] {
      let balances = stage == "ingest" ? Sample.material().stages[0].balances : []
      let inputs = stage == "ingest" ? Sample.material().inputs : []
      try StageRecord(stage: stage, key: "k", inputs: inputs, balances: balances).write(to: "\(folder)/\(directory)")
    }
    try FindingsFile.write(Sample.material().stages[0].findings, to: "\(folder)/1-cells/findings.csv", in: .polish)
    try UnitRow.write(Sample.units, to: "\(folder)/3-tables/units.csv")
    try IndicatorRow.write(rows, to: "\(folder)/3-tables/indicators.csv")
    try writeCatalogue("\(folder)/3-tables/catalogue.csv")
    try writeLineage(folder)
    let measures = """
      measure;label_pl;label_en;unit;kind;additive;note
      unemployment.registered;bezrobotni zarejestrowani;registered unemployed;osoba;stock;yes;

      """
    try Files.write(Array(measures.utf8), to: "\(folder)/p/measures.csv")
    if let absent { try Files.remove("\(folder)/\(absent)") }
    let context = StageContext(
      pipeline: try Pipeline.load("\(folder)/p/trial.json"), directory: "\(folder)/4-report", upstream: "\(folder)/3-tables")
    try look("\(folder)/4-report", try report(context))
  }

  /// One observation, which the rate of the first powiat in 2017 was computed from.
  private func writeLineage(_ folder: String) throws {
    var observations = try ObservationsWriter(creating: "\(folder)/2-observations/observations.arrow")
    let unit = observations.texts.unit.code(of: "2801000")
    let name = observations.texts.unitName.code(of: "bartoszycki")
    let period = observations.texts.period.code(of: "2017")
    let measure = observations.texts.measure.code(of: "unemployment.registered")
    let file = observations.texts.file.code(of: "fixtures/LUDN_2137_CREL_20251018204235.csv")
    let sheet = observations.texts.sheet.code(of: "DANE")
    try observations.append(
      unit: unit, level: 0, unitName: name, period: period, measure: measure, breakdown: 0, value: 232, status: .ok,
      decimals: 0, unitOfMeasure: 0, source: 0, file: file, sheet: sheet, row: 12, column: 5, text: Array("232".utf8).span,
      updated: 0)
    try observations.finish()
    var origins = try OriginsWriter(creating: "\(folder)/3-tables/origins.arrow")
    try origins.append(
      indicator: origins.indicators.code(of: "C01"), unit: origins.units.code(of: "2801000"),
      period: origins.periods.code(of: "2017"), role: .numerator, observation: 0)
    try origins.finish()
  }

  @Test("Every number that leads to a proof finds it, with the formula filled in and the published cell")
  func proofs() throws {
    try run { folder, _ in
      let pages = try ["index.html", "indicators/C01.html", "units/2801000.html"].map { path in
        (path, try PageElement.tree(of: String(decoding: try Files.read("\(folder)/\(path)"), as: UTF8.self)))
      }
      var followed = 0
      for (path, page) in pages {
        for address in page.elements("a").compactMap({ $0.attributes["href"] }) where address.contains("lineage/") {
          let parts = address.split(separator: "#")
          let proof = String(decoding: try Files.read("\(folder)/\(HTMLWriterTests.target(parts[0], from: path))"), as: UTF8.self)
          #expect(proof.contains("id=\"\(parts[1])\""), "\(path): \(address)")
          followed += 1
        }
      }
      #expect(followed > 40)
      let page = try PageElement.tree(
        of: String(decoding: try Files.read("\(folder)/lineage/C01.html"), as: UTF8.self))
      let proof = try #require(page.all.first { $0.attributes["id"] == "C01-2801000-2017" }).text.replacing("\u{A0}", with: " ")
      #expect(proof.contains("232 / 4000 × 100 = 5,8 ≈ 5,8%"))
      #expect(proof.contains("arkusz DANE, wiersz 12, kolumna 5: 232"))
      // What was counted is said in words; the names in the formula are explained.
      #expect(proof.contains("Licznik: 1 komórka – bezrobotni zarejestrowani, 2017"))
      #expect(
        page.text.replacing("\u{A0}", with: " ").contains(
          "We wzorze: unemployment.registered – bezrobotni zarejestrowani."))
      #expect(page.text.contains("LUDN_2137_CREL_20251018204235.csv"))
      // The values of other years have a line with their formula, to which the profile's series leads.
      let profile = String(decoding: try Files.read("\(folder)/units/2801000.html"), as: UTF8.self)
      var lines = 0
      for indicator in Sample.indicators.map(\.id) {
        guard let bytes = try? Files.read("\(folder)/lineage/\(indicator).html") else { continue }
        for line in try PageElement.tree(of: String(decoding: bytes, as: UTF8.self)).elements("li") {
          guard let id = line.attributes["id"], id.hasPrefix("\(indicator)-2801000-") else { continue }
          #expect(line.text.hasPrefix("\(id.suffix(4)): "))
          #expect(profile.contains("<td data-p=\"value\"><a class=\"n\" href=\"../lineage/\(indicator).html#\(id)\">"))
          lines += 1
        }
      }
      #expect(lines > 0)
    }
  }

  @Test(
    "A change across a break of the series is never a plain number: the table names the break, the proof says it before the number"
  )
  func brokenChanges() throws {
    var rows = Sample.rows
    for place in rows.indices where rows[place].id == "C01/2800000/2017" { rows[place].baseBreaks = ["2016:census-2021"] }
    try run(rows: rows) { folder, _ in
      let table = String(decoding: try Files.read("\(folder)/tables/labour.csv"), as: UTF8.self).split(separator: "\r\n")
      #expect(table.first?.hasSuffix(",breaks,base_breaks,indicator_name,unit_of_measure") == true)
      let row = try #require(table.first { $0.hasPrefix("C01/2800000/2017,") })
      #expect(row.contains(",-0.2,2015,") && row.contains(",,2016:census-2021,Stopa"))
      let page = try PageElement.tree(of: String(decoding: try Files.read("\(folder)/lineage/C01.html"), as: UTF8.self))
      let proof = try #require(page.all.first { $0.attributes["id"] == "C01-2800000-2017" }).text.replacing("\u{A0}", with: " ")
      #expect(
        proof.contains(
          "zmiana wobec 2015 przez przerwę w szeregu, więc bez porównania (2016 – ludność według spisu z 2021 r.): 12,14 − 12,34")
      )
      #expect(proof.contains("zmiana wobec 2016: "))
    }
  }

  private func writeCatalogue(_ path: String) throws {
    let rows = Sample.indicators.map { it in
      [
        it.id, it.label, it.label, it.definition, it.definition, it.numerator.isEmpty ? "x" : it.numerator,
        it.denominator.isEmpty ? "1" : it.denominator, String(it.multiplier), it.unit.code, String(it.decimals),
        it.direction.rawValue, it.area, "voivodeship powiat gmina", it.interval, "3", it.source,
        it.breaks.map { "\($0.year):\($0.code)" }.joined(separator: " "),
      ]
    }
    try CatalogueFile.write(
      header: [
        "id", "label_pl", "label_en", "definition_pl", "definition_en", "numerator", "denominator", "multiplier", "unit",
        "decimals", "direction", "area", "levels", "interval", "threshold", "source", "breaks",
      ], rows: rows, to: path)
  }

  @Test("Page, tables in both flavours and a descriptor that fits them byte for byte")
  func files() throws {
    try run { folder, outcome in
      #expect(outcome.findings.isEmpty)
      #expect(
        try Files.list(folder) == [
          "csv-metadata.json", "datapackage.json", "dcat.jsonld", "index.html", "indicators", "lineage", "map.geojson",
          "report.docx",
          "report.odt", "tables", "tables.json", "tables.xlsx", "units",
        ])
      #expect(
        try Files.list("\(folder)/units")
          == Sample.units.filter { ["powiat", "gmina"].contains($0.level) }.map { $0.unit + ".html" }.sorted())
      #expect(try Files.list("\(folder)/lineage") == ["A01.html", "B05.html", "B08.html", "C01.html", "C11.html"])
      let names = try Files.list("\(folder)/tables")
      #expect(names.contains("labour.csv") && names.contains("labour-pl.csv") && names.contains("catalogue.csv"))
      #expect(names.count % 2 == 0)
      let package = try JSONSerialization.jsonObject(with: Data(Files.read("\(folder)/datapackage.json")))
      let resources = try #require((package as? [String: Any])?["resources"] as? [[String: Any]])
      #expect(Set(resources.compactMap { $0["path"] as? String }) == Set(names.map { "tables/\($0)" }))
      for resource in resources {
        let bytes = try Files.read("\(folder)/\(try #require(resource["path"] as? String))")
        #expect(resource["bytes"] as? Int == bytes.count)
        #expect(resource["hash"] as? String == "sha256:\(SHA256.hex(of: bytes))")
        let schema = try #require(resource["schema"] as? [String: Any])
        let fields = try #require(schema["fields"] as? [[String: Any]]).compactMap { $0["name"] as? String }
        let table = try SeparatedTable(bytes, name: "t")
        #expect(table.header == fields)
      }
    }
  }

  @Test("The figures of the CSV are those of the stage before")
  func figures() throws {
    try run { folder, _ in
      let table = try SeparatedTable(path: "\(folder)/tables/labour.csv")
      let polish = try SeparatedTable(path: "\(folder)/tables/labour-pl.csv")
      #expect(table.rows.count == Sample.rows.count { $0.indicator.hasPrefix("C") })
      let place = try #require(table.rows.firstIndex { $0[0] == "C01/2801000/2017" })
      #expect(try table[place, "value"] == "5.8")
      #expect(try polish[place, "value"] == "5,8")
      #expect(try table[place, "indicator_name"] == "Stopa bezrobocia rejestrowanego")
    }
  }

  @Test("The page names sources, findings and the sample figures, and twice gives the same bytes")
  func page() throws {
    var first: [UInt8] = []
    for _ in 0..<2 {
      try run { folder, _ in
        let bytes = try Files.read("\(folder)/index.html")
        if first.isEmpty { first = bytes }
        #expect(bytes == first)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains("LUDN_2137_CREL_20251018204235.csv"))
        #expect(text.contains("Powtórzona wartość."))
        #expect(text.contains("Dane przykładowe"))
        #expect(!text.contains(folder))
      }
    }
  }

  @Test("Only the sections that the pipeline names")
  func sections() throws {
    try run(sections: #"["labour", "methods"]"#) { folder, _ in
      let page = try PageElement.tree(of: String(decoding: try Files.read("\(folder)/index.html"), as: UTF8.self))
      #expect(
        page.elements("h2").map { $0.text.replacing("\u{A0}", with: " ") } == ["Spis treści", "Rynek pracy", "Metody i wzory"])
    }
  }

  @Test(
    "What is missing is refused by name",
    arguments: [
      ("1-cells/stage.json", Refusal.Kind.unavailable), ("3-tables/units.csv", .missingInput),
      ("3-tables/catalogue.csv", .missingInput),
    ])
  func missing(_ file: String, _ kind: Refusal.Kind) throws {
    let refusal = #expect(throws: Refusal.self) { try run(without: file) { _, _ in } }
    #expect(refusal?.kind == kind)
    #expect(refusal?.place.file == file)
  }

  @Test("An unknown section is refused before anything is written")
  func unknownSection() throws {
    let refusal = #expect(throws: Refusal.self) { try run(sections: #"["labuor"]"#) { _, _ in } }
    #expect(refusal?.kind == .configuration)
    #expect(refusal?.place.file == "p/trial.json")
  }
}
