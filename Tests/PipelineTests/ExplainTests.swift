import Foundation
import Testing

/// Every kind of number of an edition made from the repository's fixtures is explained down to its cells.
extension PrintedNumbersTests {
  private static let explained: [(id: String, kind: String)] = [
    ("A01/1465028/2023", "indicator"), ("exclusion-risk/1465028/2023", "index"), ("forecasts/C03.1465000/2024", "derived"),
    ("trends/C03.1465000/2023", "derived"), ("adequacy/1465000/2023", "derived"),
    ("adequacy_pairs/A04-F07.1465028/2023", "derived"), ("peer_values/district.A01/2023", "derived"),
    ("index_domains/exclusion-risk.addiction.1465028/2023", "derived"),
    ("index_methods/exclusion-risk.1465028/2023", "derived"), ("ages/all/2023", "observations"),
    ("ages/85-plus/2023", "observations"), ("population/1465028/2023", "observations"),
    ("population[age=0-4;sex=K]/1465028/2023", "observations"), ("C03/1465000/2025", "derived"),
  ]

  @Test func everyKindOfNumberIsExplained() throws {
    let (edition, region) = try Self.edition.get()
    guard region == "1465000" else { return }
    for number in Self.explained { try checkExplanation(of: number.id, number.kind, edition) }
    try checkStandings(edition)
    // A cell of the workbook is the number that stands in it.
    let told = try OperationsTests.diagnoza("explain", edition, "--cell", "A01!$E$6", "--language", "en")
    #expect(told.code == 0 && told.output.hasPrefix("A01/1465028/2023 "), "\(told.errors)")
    // What was worked out from it in its row is explained with it.
    let change = try OperationsTests.diagnoza("explain", edition, "--cell", "A01!O6", "--language", "en")
    #expect(change.code == 0 && change.output == told.output, "\(change.errors)")
    let none = try OperationsTests.diagnoza("explain", edition, "--cell", "A01!Z6", "--language", "en")
    #expect(none.code == 64 && none.errors.contains("E5"))
    for cell in try tracedCells(edition) {
      let told = try OperationsTests.diagnoza("explain", edition, "--cell", cell, "--language", "en")
      #expect(told.code == 0, "\(cell): \(told.errors)")
    }
  }

  /// Places, changes and the scale of an index are published numbers too.
  private func checkStandings(_ edition: String) throws {
    func document(_ id: String) throws -> [String: Any] {
      let told = try OperationsTests.diagnoza("explain", edition, id, "--json", "--language", "en")
      return try #require(try JSONSerialization.jsonObject(with: Data(told.output.utf8)) as? [String: Any], "\(told.errors)")
    }
    let number = try document("C03/1465000/2023")
    #expect(((number["change_previous"] as? [String: Any])?["from"] as? [String: Any])?["id"] as? String == "C03/1465000/2022")
    let index = try document("exclusion-risk/1465028/2023")
    #expect((index["ranked"] as? [Any])?.count == index["units_ranked"] as? Int)
    let parts = index["parts"] as? [[String: Any]] ?? []
    for part in parts {
      let members = part["indicators"] as? [[String: Any]] ?? []
      let scaled = members.compactMap { $0["normalised"] as? Double }
      guard let score = part["score"] as? Double, scaled.count == members.count, !members.isEmpty else { continue }
      #expect(abs(scaled.reduce(0, +) / Double(scaled.count) - score) < 1e-9)
    }
    #expect(parts.contains { (($0["indicators"] as? [[String: Any]])?.first?["normalised"] as? Double) != nil })
  }

  /// Cells with the first parts of rows that the workbook's sheet of lineage names: `[rank]`, `[men]`, ...
  private func tracedCells(_ edition: String) throws -> [String] {
    let told = try OperationsTests.diagnoza("inspect", edition + "/4-report/tables.xlsx", "--json", "--sheet", "Pochodzenie")
    let document = try JSONSerialization.jsonObject(with: Data(told.output.utf8)) as? [String: Any]
    let cells = (document?["tables"] as? [[String: Any]])?.first?["cells"] as? [[Any]] ?? []
    var rows: [Int: [Int: String]] = [:]
    for cell in cells where cell.count == 4 {
      guard let row = cell[0] as? Int, let column = cell[1] as? Int, let text = cell[3] as? String else { continue }
      rows[row, default: [:]][column] = text
    }
    var kinds: [String: String] = [:]
    for (_, row) in rows.sorted(by: { $0.key < $1.key }) {
      guard let id = row[1], let sheet = row[2], let cell = row[3], id.contains("/") else { continue }
      guard let part = id.split(separator: "[").dropFirst().first, kinds[String(part)] == nil else { continue }
      kinds[String(part)] = "'\(sheet)'!\(cell)"
    }
    #expect(kinds.count > 5)
    // Each reads the whole workbook once more.
    return Array(kinds.sorted { $0.key < $1.key }.map(\.value).prefix(5))
  }

  /// What the README and the help of `explain` give as examples has to be there when somebody types it.
  @Test func theExamplesOfReadmeAndHelpAreExplained() throws {
    let (edition, region) = try Self.edition.get()
    let readme = try String(contentsOf: OperationsTests.root.appendingPathComponent("README.md"), encoding: .utf8)
    for language in ["pl", "en"] {
      let help = try OperationsTests.diagnoza("help", "explain", "--language", language)
      #expect(help.code == 0)
      var count = 0
      for text in [readme, help.output] {
        for found in text.matches(of: /(?:forecasts|trends|peer_values)\/[A-Za-z0-9.-]+\/[0-9]{4}/) {
          var id = String(found.0)
          // Where only Warsaw was made, its numbers stand for those of the region that the examples are of.
          if region == "1465000" {
            guard id.hasPrefix("forecasts") else { continue }
            id = id.replacing("2800000", with: region).replacing("/2030", with: "/2024")
          }
          let told = try OperationsTests.diagnoza("explain", edition, id, "--json")
          #expect(told.code == 0, "\(id): \(told.errors)")
          count += 1
        }
      }
      #expect(count >= 2)
    }
  }

  private func checkExplanation(of id: String, _ kind: String, _ edition: String) throws {
    let told = try OperationsTests.diagnoza("explain", edition, id, "--json", "--language", "en")
    #expect(told.code == 0, "\(told.errors)")
    let document = try #require(try JSONSerialization.jsonObject(with: Data(told.output.utf8)) as? [String: Any])
    #expect(document["kind"] as? String == kind, "\(id)")
    let basis = document["basis"] as? [[String: Any]]
    if kind == "derived" || kind == "index" { #expect(basis?.isEmpty == false, "\(id)") }
    let origins = basis.map { $0.flatMap { $0["origins"] as? [[String: Any]] ?? [] } } ?? document["origins"] as? [[String: Any]]
    #expect(origins?.isEmpty == false, "\(id)")
    for origin in origins ?? [] {
      #expect((origin["sha256"] as? String)?.count == 64 && origin["cell"] != nil, "\(id)")
      #expect((origin["file"] as? String)?.isEmpty == false, "\(id)")
    }
  }
}
