import Bytes
import Findings
import Testing

/// Against the untouched downloads of Statistics Poland beside the repository.
@Suite("Restated public figures", .enabled("../shared/data is not there") { try Repository.sharedData() != nil })
struct PublicFiguresTests {
  /// Fields of a long download; all its texts are free of separators.
  private func rows(_ name: String) throws -> [[String]] {
    let folder = try #require(try Repository.sharedData())
    let text = String(decoding: try Files.read("\(folder)/bdl/\(name)"), as: UTF8.self)
    return text.split(separator: "\n").dropFirst().map { line in
      line.split(separator: ";", omittingEmptySubsequences: false).map { String($0.replacing("\"", with: "")) }
    }
  }

  private func figures() throws -> PublicFigures { try PublicFigures(folder: Repository.root + "/fixtures/public-figures") }

  @Test("Population of the voivodeship by age and sex")
  func population() throws {
    let figures = try figures()
    var compared = 0
    for row in try rows("LUDN_2137_CREL_20250113221303.csv") where row[0] == "2800000" && (Int(row[4]) ?? 0) >= 2005 {
      let sex = row[3] == "kobiety" ? "K" : "M"
      #expect(figures["population-voivodeship", row[0], sex, row[2], row[4]] == Double(row[5]))
      compared += 1
    }
    #expect(compared == 13 * 2 * 19)
  }

  @Test("Migration, wages, unemployed and family benefits")
  func others() throws {
    let figures = try figures()
    for row in try rows("LUDN_3000_CREL_20250203204210.csv") where row[0] == "2800000" {
      #expect(figures["migration", row[0], row[3].contains("wewn") ? "internal" : "foreign", row[4]] == Double(row[5]))
    }
    for row in try rows("WYNA_2497_CREL_20250113223353.csv") where row[0] == "2800000" {
      #expect(figures["wages", row[0], row[3]] == Double(row[4].replacing(",", with: ".")))
    }
    var compared = 0
    for row in try rows("RYNE_1946_CREL_20230312143348.csv") where row[0].hasPrefix("04281") {
      let sex = ["ogółem": "", "kobiety": "K", "mężczyźni": "M"][row[3]] ?? "?"
      #expect(figures["unemployed-subregions", row[0], sex, row[4]] == Double(row[5]))
      compared += 1
    }
    for row in try rows("OCHR_2993_CREL_20230312173337.csv") where row[0].hasPrefix("04281") {
      #expect(figures["family-benefits", row[0], row[3]] == Double(row[4]))
      compared += 1
    }
    #expect(compared > 200)
  }
}
