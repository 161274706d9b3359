import Foundation
import Testing

/// What the tables withhold, the proofs of the sums above it do not tell either.
@Suite struct LineageSecrecyTests {
  @Test("The cell of a withheld count shows its place and not its text, in the proof of its own number and of the sums over it")
  func withheldCells() throws {
    let (edition, region) = try PrintedNumbersTests.edition.get()
    let withheld = try PublishedFigures.table("\(edition)/3-tables/disclosure.csv")
    let catalogue = try PublishedFigures.table("\(edition)/3-tables/catalogue.csv")
    let numerators = Dictionary(uniqueKeysWithValues: catalogue.map { ($0["id"] ?? "", $0["numerator"] ?? "") })
    var pages: [String: String] = [:]
    var (hidden, shown) = (0, 0)
    for row in withheld {
      let (subject, unit, name, period) = (row["subject"] ?? "", row["unit"] ?? "", row["unit_name"] ?? "", row["period"] ?? "")
      for indicator in (row["indicators"] ?? "").split(separator: " ").map(String.init) {
        if pages[indicator] == nil {
          pages[indicator] = try String(contentsOfFile: "\(edition)/4-report/lineage/\(indicator).html", encoding: .utf8)
        }
        let role = numerators[indicator] == subject ? 0 : 1
        for owner in [unit, region] {
          // A number that no page prints has no proof.
          guard let cells = Self.cells(pages[indicator] ?? "", "\(indicator)-\(owner)-\(period)", role) else { continue }
          let own = owner == unit ? cells : cells.filter { $0.contains("</b> – \(name)") }
          #expect(!own.isEmpty, "\(indicator)/\(owner)/\(period): \(name)")
          for cell in own { #expect(cell.contains("<b>#</b>") && cell.contains("ochrona małych liczb"), "\(cell)") }
          hidden += own.count
          shown += cells.count { !$0.contains("<b>#</b>") }
        }
      }
    }
    #expect(hidden > 10, "\(hidden)")
    // Whatever the tables show is proved by its cells as before.
    #expect(shown > hidden, "\(shown)")
  }

  /// The cells in the proof of one number; nil for a number that has none.
  private static func cells(_ page: String, _ anchor: String, _ role: Int) -> [String]? {
    guard let start = page.range(of: "id=\"\(anchor)\""),
      let end = page.range(of: "</section>", range: start.upperBound..<page.endIndex)
    else { return nil }
    let lists = page[start.upperBound..<end.lowerBound].components(separatedBy: "<p class=\"role\">").dropFirst()
    guard role < lists.count else { return nil }
    return lists[lists.startIndex + role].components(separatedBy: "<li>").dropFirst().map { $0 }
  }
}
