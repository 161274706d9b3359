import Foundation
import Testing

@testable import Bytes
@testable import Contracts
@testable import Findings
@testable import Normalising
@testable import Pipelines

/// What published series and signs mean under the shipped profiles.
struct SeriesReaderTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  static func reader(_ profile: String) throws -> SeriesReader {
    let pipeline = try Pipeline.load("\(root)/pipelines/warminsko-mazurskie.json")
    return try SeriesReader(
      try Profile.load(profile, for: pipeline), measures: try pipeline.loadMeasures(), forms: try pipeline.loadForms())
  }

  static func said(_ meaning: SeriesMeaning) -> String {
    switch meaning {
    case .measure(let measure, let breakdown, _): "\(measure.id)[\(breakdown)]"
    case .register: "register"
    case .unknownColumn(let form, let version, let section, let column): "unknown column \(form) \(version) \(section) \(column)"
    case .unknownRow(let form, let version, let section, let row): "unknown row \(form) \(version) \(section) \(row)"
    case .skipped(let reason): "skipped \(reason)"
    case .rejected(let code, _): "rejected \(code)"
    }
  }

  @Test(
    "Series of the Local Data Bank",
    arguments: [
      ("P2137|0-14|mężczyźni", "population[age=0-14;sex=M]"), ("P2137|70 i więcej|ogółem", "population[age=70+]"),
      ("P2137|ogółem|ogółem", "population[]"), ("=Ludność wg grup wieku i płci|15-19|kobiety", "population[age=15-19;sex=K]"),
      ("P2462|rok|w miastach|kobiety", "population[place=urban;sex=K]"), ("P9999|ogółem", "skipped series-not-in-use"),
      ("P2137|wiek nieznany|ogółem", "rejected unknown-category"),
    ])
  func bank(series: String, expected: String) throws {
    #expect(Self.said(try Self.reader("bdl").meaning(of: series)) == expected)
  }

  @Test("Labels with commas are put together again, by what the vocabulary knows")
  func commasInLabels() throws {
    let folder = NSTemporaryDirectory() + "series-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Files.createDirectories(folder)
    for name in ["bdl.json", "vocabulary.csv"] {
      try FileManager.default.copyItem(atPath: "\(Self.root)/pipelines/profiles/\(name)", toPath: "\(folder)/\(name)")
    }
    let rows = """
      subgroup;title;dimensions;measure;factor
      P1342;x;=w wieku produkcyjnym (18-59, 18-64 lata)|sex;population.working;1
      P2137;x;age|sex;population;1

      """
    try Files.write(Array(rows.utf8), to: folder + "/bdl-series.csv")
    let pipeline = try Pipeline.load("\(Self.root)/pipelines/warminsko-mazurskie.json")
    let profile = try Profile.read(folder + "/bdl.json", shownAs: "bdl.json", folder: folder)
    let reader = try SeriesReader(profile, measures: try pipeline.loadMeasures(), forms: try pipeline.loadForms())
    func said(_ series: String) throws -> String { Self.said(try reader.meaning(of: series)) }
    #expect(try said("P1342|w wieku produkcyjnym (18-59| 18-64 lata)|kobiety") == "population.working[sex=K]")
    #expect(try said("P1342|w wieku produkcyjnym (18-59, 18-64 lata)|kobiety") == "population.working[sex=K]")
    #expect(try said("P1342|w wieku produkcyjnym (18-59|kobiety") == "skipped series-not-in-use")
    #expect(try said("P2137|0-14|kobiety") == "population[age=0-14;sex=K]")
  }

  @Test(
    "A row number of a form means something only with form, version and section",
    arguments: [
      ("MPiPS-03|2014.1|3|1|4", "assistance.actual.persons_in_families[]"),
      ("MRiPS-03|2022.1|2|1|4", "assistance.actual.persons_in_families[]"),
      ("MPiPS-03|1999|3|1|4", "rejected unknown-form-version"), ("MPiPS-99|2014|3|1|4", "rejected unknown-form-version"),
      ("MRPiPS-01|2023|1.1|1|5", "unemployment.registered[]"), ("MRPiPS-01|2023|1.1|001|6", "unemployment.registered[sex=K]"),
      ("MRPiPS-01|2026|1.1|1|7", "unemployment.with_benefit.registered[]"),
      ("MRPiPS-01|2026|1.1|5|7", "skipped measure-not-in-use"),
      ("MPiPS-03|2014.1|3|999|4", "unknown row MPiPS-03 2014.1 3 999"), ("MPiPS-03|2014.1|1|1|1", "skipped row-without-concept"),
    ])
  func forms(series: String, expected: String) throws {
    #expect(Self.said(try Self.reader("mpips-03-xml").meaning(of: series)) == expected)
  }

  static func reading(_ text: String, _ attribute: String = "", profile: String = "bdl", workbook: Bool = false) throws -> String
  {
    let pipeline = try Pipeline.load("\(root)/pipelines/warminsko-mazurskie.json")
    let reader = PublishedNumberReader(try Profile.load(profile, for: pipeline))
    let bytes = Array(text.utf8)
    switch reader.reading(of: bytes.span, attribute: attribute, reader.grammar(isWorkbook: workbook)) {
    case .number(let value, let decimals, let status, let note):
      return "\(value.map { "\($0)/\(decimals)" } ?? "none") \(status.rawValue)\(note.map { " " + $0.code } ?? "")"
    case .otherDecimalMark: return "other mark"
    case .unreadable(let note): return note.code
    }
  }

  @Test(
    "A zero with the attribute x is missing, one with z is a zero; a dash is what the publisher says",
    arguments: [
      ("0", "x", "none no-information"), ("0,0", "x", "none no-information"), ("", "n", "none not-yet-available"),
      ("0", "z", "0.0/0 true-zero"), ("", "", "none not-available"), ("-", "", "none not-available"),
      ("12,50", "", "12.5/2 ok"), ("-2203", "", "-2203.0/0 ok"), ("1 234,5", "", "1234.5/1 ok"),
      ("7", "M", "7.0/0 method-changed"),
      ("7", "Q", "7.0/0 ok unknown-attribute"), ("0", "Q", "none no-information unknown-attribute"),
      ("13149", "x", "none no-information number-despite-attribute"),
      ("13149", "n", "none not-yet-available number-despite-attribute"), ("-", "n", "none not-yet-available"),
      ("12x", "", "unreadable-number"), ("1e309", "", "unreadable-number"),
      ("NaN", "", "unreadable-number"), ("2,80E+06", "", "unreadable-number"), ("12.5", "", "other mark"),
      ("12,3*", "", "12.3/1 ok footnote-mark"),
    ])
  func numbers(text: String, attribute: String, expected: String) throws {
    #expect(try Self.reading(text, attribute) == expected)
  }

  @Test("Workbooks write a point")
  func workbook() throws {
    #expect(try Self.reading("13.4", workbook: true) == "13.4/1 ok")
  }
}
