import Foundation
import Testing

/// Every status from a file of the Local Data Bank through all four stages: none becomes 0 or an empty cell without a word, in any
/// of the outputs.
struct StatusesEndToEndTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// What the bank publishes for 2023, and what every output has to say of it.
  struct Published: Sendable {
    var unit: String
    var name: String
    var text: String
    var attribute: String
    /// Of `indicators.csv`.
    var value: String
    var status: String
    /// In the report's table; nil where the number says all.
    var word: String?
  }

  static let published = [
    Published(
      unit: "2801000", name: "bartoszycki", text: "", attribute: "", value: "", status: "not-available", word: "źródło nie podaje"
    ),
    Published(
      unit: "2802000", name: "braniewski", text: "", attribute: "n", value: "", status: "not-yet-available",
      word: "jeszcze niedostępne"),
    Published(
      unit: "2803000", name: "działdowski", text: "0", attribute: "x", value: "", status: "no-information",
      word: "brak wiarygodnej informacji"),
    Published(
      unit: "2804000", name: "elbląski", text: "0", attribute: "z", value: "0", status: "true-zero",
      word: "zero: zjawisko nie wystąpiło"),
    Published(
      unit: "2805000", name: "ełcki", text: "0", attribute: "a", value: "0", status: "below-unit",
      word: "mniej niż połowa jednostki"),
    Published(
      unit: "2806000", name: "giżycki", text: "512", attribute: "s", value: "512", status: "preliminary", word: "dane wstępne"),
    Published(
      unit: "2807000", name: "iławski", text: "513", attribute: "v", value: "513", status: "low-precision", word: "mała precyzja"),
    Published(
      unit: "2808000", name: "kętrzyński", text: "514", attribute: "M", value: "514", status: "method-changed",
      word: "zmiana metody"),
    Published(
      unit: "2809000", name: "lidzbarski", text: "515", attribute: "k", value: "515", status: "incomplete", word: "dane niepełne"),
    Published(
      unit: "2810000", name: "mrągowski", text: "516", attribute: "p", value: "516", status: "joint",
      word: "liczone łącznie z inną jednostką"),
    Published(
      unit: "2811000", name: "nidzicki", text: "517", attribute: "", value: "517", status: "revised",
      word: "liczba poprawiona przez wydawcę"),
    Published(unit: "2812000", name: "nowomiejski", text: "518", attribute: "", value: "518", status: "ok", word: nil),
    Published(
      unit: "2813000", name: "olecki", text: "#", attribute: "", value: "", status: "secret", word: "tajemnica statystyczna"),
    Published(
      unit: "2814000", name: "olsztyński", text: "x", attribute: "", value: "", status: "not-applicable", word: "nie dotyczy"),
  ]

  /// Two downloads: the older one has another number for powiat nidzicki.
  private static func table(isOld: Bool) -> String {
    var text = "\"Kod\";\"Nazwa\";\"Wiek\";\"Płeć\";\"Rok\";\"Wartosc\";\"Jednostka miary\";\"Atrybut\";\n"
    for year in [2021, 2022, 2023] {
      for line in published where !isOld || line.status == "revised" {
        let isLast = year == 2023
        let value = isLast ? (isOld ? "617" : line.text) : "500"
        let attribute = isLast ? line.attribute : ""
        text +=
          "\(line.unit);\"Powiat \(line.name)\";\"ogółem\";\"ogółem\";\"\(year)\";\(value);\"osoba\";\"\(attribute)\";\n"
      }
    }
    return text
  }

  /// The pipeline is run once for all outputs.
  private static let edition = Result { try run() }

  private static func run() throws -> [String: String] {
    let folder = NSTemporaryDirectory() + "statuses-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for name in ["in", "pipelines"] {
      try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
    }
    try table(isOld: false).write(toFile: folder + "/in/LUDN_2137_CREL_20250522110000.csv", atomically: true, encoding: .utf8)
    try table(isOld: true).write(toFile: folder + "/in/LUDN_2137_CREL_20240522110000.csv", atomically: true, encoding: .utf8)
    let pipeline = """
      {"region": "28", "title": "x", "years": [2021, 2022, 2023], "base_year": 2021, "register": {"date": "2024-01-01"},
       "definitions": "\(root)/pipelines", "levels": ["powiat"], "indicators": ["A01"],
       "sources": [{"id": "gus-bdl", "files": ["../in/*.csv"], "profile": "bdl"}],
       "tolerance": {"rejected_cells": 0, "refused_files": 0, "failed_checks": 1000}}
      """
    try pipeline.write(toFile: folder + "/pipelines/statuses.json", atomically: true, encoding: .utf8)
    let end = ProgramTests.run("run", folder + "/pipelines/statuses.json", "-o", folder + "/output", "--language", "pl")
    #expect(end.code == 0, "\(end.errors)")
    let current = folder + "/output/statuses/current/"
    func text(_ path: String) throws -> String { try String(contentsOfFile: current + path, encoding: .utf8) }
    var outputs: [String: String] = [:]
    for path in [
      "3-tables/indicators.csv", "4-report/tables/demography.csv", "4-report/tables/demography-pl.csv",
      "4-report/indicators/A01.html", "4-report/tables.json", "4-report/map.geojson",
    ] {
      outputs[path] = try text(path)
    }
    let shown = ProgramTests.run("show", current + "2-observations/observations.arrow", "--csv")
    outputs["observations"] = shown.output
    for (book, part) in [("report.docx", "word/document.xml"), ("report.odt", "content.xml")] {
      outputs[book] = try unzipped(current + "4-report/" + book, part)
    }
    outputs["tables.xlsx"] = try sheets(current + "4-report/tables.xlsx")
    return outputs
  }

  private static func unzipped(_ path: String, _ part: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["unzip", "-p", path, part]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  private static func sheets(_ path: String) throws -> String { try unzipped(path, "xl/*") }

  private static func lines(_ output: String, of unit: String, in outputs: [String: String]) throws -> [String] {
    try #require(outputs[output]).split(whereSeparator: \.isNewline).map(String.init).filter { $0.contains("A01/\(unit)/2023") }
  }

  @Test(arguments: published) func theTablesSayIt(line: Published) throws {
    let outputs = try Self.edition.get()
    for output in ["3-tables/indicators.csv", "4-report/tables/demography.csv"] {
      let row = try #require(try Self.lines(output, of: line.unit, in: outputs).first, "\(output)")
      let fields = row.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      #expect(fields.contains(line.status), "\(output): \(row)")
      let header = try #require(outputs[output]?.split(whereSeparator: \.isNewline).first).split(separator: ",").map(String.init)
      let place = try #require(header.firstIndex(of: "value"))
      #expect(fields[place] == line.value, "\(output): \(row)")
    }
    let polish = try #require(try Self.lines("4-report/tables/demography-pl.csv", of: line.unit, in: outputs).first)
    #expect(polish.contains(line.word ?? "pełna liczba") || polish.contains(line.status), "\(polish)")
    let observed = try #require(outputs["observations"]).split(whereSeparator: \.isNewline)
      .filter { $0.contains(line.unit) && $0.contains(",2023,") }
    #expect(observed.count == 1)
    #expect(observed.first?.contains(line.status) == true)
  }

  @Test(arguments: published) func thePageSaysIt(line: Published) throws {
    let page = try #require(try Self.edition.get()["4-report/indicators/A01.html"]).replacing("\u{A0}", with: " ")
    guard let word = line.word else { return }
    #expect(page.contains(word), "\(word)")
    let start = try #require(page.range(of: "id=\"A01-\(line.unit)-2023\"") ?? page.range(of: "A01/\(line.unit)/2023"))
    let cell = page[start.upperBound...].prefix { $0 != "\n" }.prefix(300)
    if line.value.isEmpty {
      #expect(cell.contains("brak") || cell.contains("#") || cell.contains("x<"), "\(cell)")
    } else {
      #expect(cell.contains("<sup>"), "\(cell)")
    }
  }

  @Test(arguments: published) func theDocumentsAndTheWorkbookSayIt(line: Published) throws {
    let outputs = try Self.edition.get()
    for output in ["report.docx", "report.odt", "tables.xlsx"] {
      let text = try #require(outputs[output]).replacing("\u{A0}", with: " ")
      guard !text.isEmpty else { continue }
      if let word = line.word { #expect(text.contains(word), "\(output): \(word)") }
    }
  }

  @Test(arguments: published) func theDataFilesSayIt(line: Published) throws {
    let outputs = try Self.edition.get()
    for output in ["4-report/map.geojson", "4-report/tables.json"] {
      let text = try #require(outputs[output])
      if line.status == "ok" { continue }
      #expect(text.contains(line.status), "\(output): \(line.status)")
    }
  }
}
