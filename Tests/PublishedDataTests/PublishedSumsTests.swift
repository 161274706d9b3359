import Foundation
import Testing

@testable import Contracts
@testable import Findings
@testable import Ingesting
@testable import Normalising
@testable import Pipelines

/// Population of all of Poland as Statistics Poland publishes it: powiats in one download, voivodeships in others. Every
/// voivodeship is the sum of its powiats in every year, by age and sex where both downloads have them.
@Suite(.enabled(if: arePublishedFilesPresent, "no ../shared/data beside the repository"))
struct PublishedSumsTests {
  private struct Figure: Hashable {
    var unit: String
    var breakdown: String
    var year: Int
  }

  @Test("Powiats sum to every voivodeship in every year, by age and sex")
  func everyVoivodeship() throws {
    let edition = try Self.run()
    var voivodeships: [Figure: Double] = [:]
    var sums: [Figure: Sum] = [:]
    for row in edition.observations where row.measure == "population" {
      guard let year = Int(row.period), let value = row.value else { continue }
      var figure = Figure(unit: row.unit, breakdown: row.breakdown, year: year)
      if row.level == "voivodeship" { voivodeships[figure] = value }
      guard row.level == "powiat" else { continue }
      figure.unit = row.unit.prefix(2) + "00000"
      sums[figure, default: Sum()].add(value)
      // The newest download of voivodeships has all inhabitants, that of powiats women and men.
      guard row.breakdown == "sex=K" || row.breakdown == "sex=M" else { continue }
      figure.breakdown = ""
      sums[figure, default: Sum()].add(value)
    }
    var compared: [Int: Set<String>] = [:]
    var figures = 0
    for (figure, sum) in sums {
      guard let whole = voivodeships[figure] else { continue }
      // Thousandths are what sharing out by population leaves where borders moved.
      #expect(abs(sum.value - whole) < 0.001, "\(figure)")
      compared[figure.year, default: []].insert(figure.unit)
      figures += 1
    }
    #expect(compared.keys.sorted() == Array(2013...2024))
    for (year, units) in compared { #expect(units.count == 16, "\(year)") }
    // 16 voivodeships, the ages 15 to 69 of either sex in eleven years; and 2024.
    #expect(figures == 16 * 11 * 11 * 2 + 16)
    #expect(sums.filter { $0.key.year == 2023 && $0.key.breakdown == "sex=K" }.values.map(\.powiats).reduce(0, +) == 380)
    // The rule of the pipeline says the same: it was looked at wherever both downloads have the figure, and never broken.
    #expect(edition.checks.contains("powiats-not-voivodeship,error,\(16 * 11 * 11 * 2),0\r\n"), "\(edition.checks)")
    for outcome in edition.outcomes {
      #expect(outcome.findings.allSatisfy { $0.severity != .error })
      #expect(outcome.balances.allSatisfy { $0.isEven && $0.rejected == 0 && $0.skipped["outside-region"] == nil })
    }
  }

  private struct Sum {
    var value = 0.0
    var powiats = 0

    mutating func add(_ part: Double) {
      value += part
      powiats += 1
    }
  }

  private struct Edition {
    var observations: [ObservationRow]
    var outcomes: [StageOutcome]
    var checks: String
  }

  private static func run() throws -> Edition {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("sums-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for stage in ["1-cells", "2-observations", "pipelines"] {
      try FileManager.default.createDirectory(at: folder.appendingPathComponent(stage), withIntermediateDirectories: true)
    }
    let text = """
      {"region": "PL", "title": "x", "years": [2013, 2014, 2015, 2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024],
       "register": {"date": "2024-01-01"}, "levels": ["voivodeship", "powiat"],
       "definitions": "\(PublishedDataTests.root.path)/pipelines",
       "sources": [{"id": "gus-bdl", "profile": "bdl",
         "files": ["\(publishedFiles.path)/bdl/LUDN_2137_*.csv", "\(publishedFiles.path)/bdl/ludnosc_2013-2024.xlsx"]}]}
      """
    let file = folder.appendingPathComponent("pipelines/sums.json")
    try Data(text.utf8).write(to: file)
    let pipeline = try Pipeline.load(file.path)
    func context(_ directory: String, _ upstream: String) -> StageContext {
      StageContext(
        pipeline: pipeline, directory: folder.path + "/" + directory,
        upstream: upstream.isEmpty ? "" : folder.path + "/" + upstream)
    }
    let outcomes = [try ingest(context("1-cells", "")), try normalise(context("2-observations", "1-cells"))]
    let reader = try ObservationsReader(path: folder.path + "/2-observations/observations.arrow")
    var observations: [ObservationRow] = []
    try reader.forEachBatch { batch in
      for index in 0..<batch.count { observations.append(ObservationRow(batch, index, reader.texts)) }
    }
    let checks = try String(contentsOfFile: folder.path + "/2-observations/checks.csv", encoding: .utf8)
    return Edition(observations: observations, outcomes: outcomes, checks: checks)
  }
}
