import Foundation
import Testing

@testable import Bytes
@testable import Contracts
@testable import Diagnosing
@testable import Findings
@testable import Ingesting
@testable import Normalising
@testable import Pipelines

private let repositoryRoot = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()
let publishedFiles = repositoryRoot.deletingLastPathComponent().appendingPathComponent("shared/data")
let arePublishedFilesPresent = FileManager.default.fileExists(
  atPath: publishedFiles.appendingPathComponent("bdl").path)

/// The stages on real published files (GUS BDL downloads, TERC), against figures that are public. Skipped where the files
/// are not there: they are not ours to ship.
///
/// Reference: population 2013, 2023, 2024, the share of 65+ and the migration balance as computed from the same files by
/// spreadsheet and as GUS publishes them; unemployment rates as GUS publishes them.
@Suite(.enabled(if: arePublishedFilesPresent, "no ../shared/data beside the repository"))
struct PublishedDataTests {
  static let root = repositoryRoot
  static let data = publishedFiles

  /// The stages run once for all tests.
  static let once = Swift.Result { try run() }

  struct Edition: Sendable {
    var rows: [String: IndicatorRow]
    var observations: [ObservationRow]
    var outcomes: [StageOutcome]
  }

  static func run() throws -> Edition {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("published-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for stage in ["1-cells", "2-observations", "3-tables", "pipelines"] {
      try FileManager.default.createDirectory(at: folder.appendingPathComponent(stage), withIntermediateDirectories: true)
    }
    let text = """
      {"region": "28", "title": "x", "years": [2013, 2015, 2023, 2024], "register": {"date": "2024-01-01"},
       "levels": ["voivodeship", "subregion", "powiat", "gmina"], "definitions": "\(root.path)/pipelines",
       "sources": [
         {"id": "gus-bdl", "files": ["\(data.path)/bdl/*.csv", "\(data.path)/bdl/*.xlsx"], "profile": "bdl"},
         {"id": "teryt", "files": ["\(data.path)/teryt/*.csv", "\(data.path)/teryt/*.xml"], "profile": "terc"}]}
      """
    let file = folder.appendingPathComponent("pipelines/published.json")
    try Data(text.utf8).write(to: file)
    let pipeline = try Pipeline.load(file.path)
    func context(_ directory: String, _ upstream: String) -> StageContext {
      StageContext(
        pipeline: pipeline, directory: folder.path + "/" + directory,
        upstream: upstream.isEmpty ? "" : folder.path + "/" + upstream)
    }
    let outcomes = [
      try ingest(context("1-cells", "")), try normalise(context("2-observations", "1-cells")),
      try diagnose(context("3-tables", "2-observations")),
    ]
    var rows: [String: IndicatorRow] = [:]
    for row in try IndicatorRow.read(folder.path + "/3-tables/indicators.csv") { rows[row.id] = row }
    let reader = try ObservationsReader(path: folder.path + "/2-observations/observations.arrow")
    var observations: [ObservationRow] = []
    try reader.forEachBatch { batch in
      for index in 0..<batch.count { observations.append(ObservationRow(batch, index, reader.texts)) }
    }
    return Edition(rows: rows, observations: observations, outcomes: outcomes)
  }

  @Test("Real files give the public figures")
  func figures() throws {
    let result = try Self.once.get()
    func value(_ id: String) -> Double? { result.rows[id]?.value }
    #expect(value("A01/2800000/2013") == 1_446_915)
    #expect(value("A01/2800000/2023") == 1_357_910)
    #expect(value("A01/2800000/2024") == 1_349_172)
    #expect(value("C01/2800000/2013") == 21.6)
    #expect(value("C01/2800000/2024") == 8.3)
    #expect(value("C01/2801000/2024") == 16.6)
    #expect(value("C01/2862000/2024") == 2.0)
    let old = try #require(value("A04/2800000/2023"))
    #expect(abs(old - 19.57) < 0.005)
    let wage = try #require(
      result.observations.first { $0.measure == "wages.gross" && $0.unit == "2800000" && $0.period == "2023" })
    #expect(wage.value == 6447.09)
    let internalMigration = try #require(
      result.observations.first { $0.measure == "migration.internal" && $0.unit == "2800000" && $0.period == "2023" })
    #expect(internalMigration.value == -2203)
    let foreign = try #require(
      result.observations.first { $0.measure == "migration.foreign" && $0.unit == "2800000" && $0.period == "2015" })
    #expect(foreign.value == nil)
    #expect(!foreign.status.hasNumber)
    #expect(foreign.text == "0")
    // Family benefits of the subregion of Elbląg, published in thousands.
    let benefits = try #require(
      result.observations.first { $0.measure == "family_benefits.amount" && $0.unit == "PL621" && $0.period == "2021" })
    #expect(benefits.value == 211_013_000)
    #expect(benefits.unitOfMeasure == "zł")
  }

  @Test("Powiats sum to the voivodeship in every year of the workbook")
  func powiatsSum() throws {
    let result = try Self.once.get()
    for year in [2013, 2015, 2023] {
      let whole = result.rows["A01/2800000/\(year)"]?.value
      let powiats = result.rows.values.filter { $0.indicator == "A01" && $0.level == "powiat" && $0.period == "\(year)" }
      #expect(powiats.count == 21)
      #expect(powiats.compactMap(\.value).reduce(0, +) == whole)
    }
  }

  @Test("Every cell is accounted for, and nothing real is rejected")
  func balances() throws {
    let result = try Self.once.get()
    for outcome in result.outcomes {
      for balance in outcome.balances {
        #expect(balance.isEven, "\(balance)")
        #expect(balance.rejected == 0, "\(balance)")
      }
      #expect(outcome.findings.filter { $0.severity == .error } == [])
    }
    // The header and the 9,984 data rows of nine fields (the last one empty) of LUDN_2137 among others.
    #expect((result.outcomes[0].balances.first { $0.source == "gus-bdl" }?.read ?? 0) > 100_000)
  }
}
