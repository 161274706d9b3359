import Foundation
import Testing

/// Every kind of number of an edition made from the repository's fixtures is explained down to its cells.
struct ExplainTests {
  private static let numbers: [(id: String, kind: String)] = [
    ("A01/1465028/2023", "indicator"), ("exclusion-risk/1465028/2023", "index"), ("forecasts/C03.1465000/2024", "derived"),
    ("trends/C03.1465000/2023", "derived"), ("adequacy/1465000/2023", "derived"),
    ("adequacy_pairs/A04-F07.1465028/2023", "derived"), ("peer_values/district.A01/2023", "derived"),
    ("index_domains/exclusion-risk.addiction.1465028/2023", "derived"),
    ("index_methods/exclusion-risk.1465028/2023", "derived"), ("ages/all/2023", "observations"),
    ("ages/85-plus/2023", "observations"), ("population/1465028/2023", "observations"),
    ("population[age=0-4;sex=K]/1465028/2023", "observations"), ("C03/1465000/2025", "derived"),
  ]

  @Test func everyKindOfNumberIsExplained() throws {
    let output = FileManager.default.temporaryDirectory.appendingPathComponent("explain-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: output) }
    let pipeline = OperationsTests.root.appendingPathComponent("pipelines/warszawa.json").path
    let made = try OperationsTests.diagnoza("run", pipeline, "-q", "-o", output)
    try #require(made.code == 0, "\(made.errors)")
    let edition = "\(output)/warszawa/current"
    for number in Self.numbers { try check(number.id, number.kind, edition) }
    // A cell of the workbook is the number that stands in it.
    let told = try OperationsTests.diagnoza("explain", edition, "--cell", "A01!$E$6", "--language", "en")
    #expect(told.code == 0 && told.output.hasPrefix("A01/1465028/2023 "), "\(told.errors)")
    let none = try OperationsTests.diagnoza("explain", edition, "--cell", "A01!Z6", "--language", "en")
    #expect(none.code == 64 && none.errors.contains("E5"))
  }

  private func check(_ id: String, _ kind: String, _ edition: String) throws {
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
