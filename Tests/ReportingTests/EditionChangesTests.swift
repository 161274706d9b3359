import Contracts
import Findings
import Foundation
@testable import Reporting
import Testing

@Suite struct EditionChangesTests {
  private static func change(_ id: String, _ old: Double?, _ new: Double?, _ cause: ChangeCause, z: Double? = nil) -> ChangeRow {
    let parts = id.split(separator: "/").map(String.init)
    var row = ChangeRow()
    row.id = id
    (row.indicator, row.unit, row.period) = (parts[0], parts[1], parts[2])
    row.old = old
    row.new = new
    if let old, let new { row.difference = new - old }
    row.z = z
    row.significance = z.map { $0.magnitude >= 1.96 ? .significant : .insignificant } ?? .unknown
    row.cause = cause
    return row
  }

  private static func page(_ changes: [ChangeRow]?) -> String {
    var material = Sample.material()
    material.changesSince = "abc123"
    material.editionChanges = changes
    return (Sample.pages(.polish, material)["index.html"] ?? "").replacing("\u{A0}", with: " ").replacing("&nbsp;", with: " ")
  }

  @Test("Changes stand with their numbers and causes, the region's first")
  func printed() {
    let page = Self.page([
      Self.change("C01/2801000/2017", 5, 5.8, .catalogue, z: 2.5), Self.change("C01/2800000/2017", 12, 12.14, .source, z: 0.4),
      Self.change("C01/2802000/2017", nil, 7.8, .source), Self.change("C01/2803000/2016", 1, nil, .territory),
    ])
    #expect(
      page.contains(
        "Wobec wydania abc123 różni się 4 wartości: nowych 1, bez liczby 1, innych 2, w tym różnych poza granicami niepewności 1."
      ))
    #expect(page.contains("Zmiana danych źródłowych</th><td>2</td><td>0</td>"))
    #expect(page.contains("Zmiana definicji w katalogu</th><td>1</td><td>1</td>"))
    let region = page.firstRange(of: "<td class=\"t\">województwo warmińsko-mazurskie</td><td class=\"t\">2017</td><td>12,0</td>")
    let powiat = page.firstRange(of: "<td class=\"t\">powiat bartoszycki</td><td class=\"t\">2017</td><td>5,0</td>")
    #expect(region != nil && powiat != nil && (region?.lowerBound ?? page.endIndex) < (powiat?.lowerBound ?? page.startIndex))
  }

  @Test("What prints the same is no change to show; a difference has the digits that it needs")
  func roundedAway() {
    let page = Self.page([
      Self.change("C01/2800000/2017", 12.01, 12.04, .source, z: 3), Self.change("C01/2801000/2017", 5.04, 5.06, .source, z: 0.1),
    ])
    #expect(!page.contains("<td class=\"t\">województwo warmińsko-mazurskie</td><td class=\"t\">2017</td><td>"))
    #expect(page.contains("<td class=\"t\">powiat bartoszycki</td><td class=\"t\">2017</td><td>5,0</td>"))
    #expect(page.contains("<td>+0,02</td>"))
    #expect(page.contains("Zmiany mniejsze od zaokrąglenia, których tabela nie pokazuje: 1."))
  }

  @Test("Of many changes without an interval the greatest in proportion are shown, and how many are not")
  func greatest() {
    let units = ["2801000", "2802000", "2803000"]
    // Seventeen years of each: the later the year, the smaller the change.
    let changes = units.flatMap { unit in
      (2000...2016).map { Self.change("C01/\(unit)/\($0)", 10, 10 + Double(2020 - $0) + (unit == "2803000" ? 30 : 0), .source) }
    }
    let page = Self.page(changes)
    #expect(page.contains("Tabela pokazuje 40 z 51:"))
    let own = page.components(separatedBy: "id=\"t-wydanie\"").last ?? page
    // The unit that comes last in the file changed most and is whole; of the others the last years are missing.
    for year in 2000...2016 { #expect(own.contains("<td class=\"t\">\(year)</td><td>10,0</td>")) }
    #expect(own.components(separatedBy: "<td class=\"t\">2016</td><td>10,0</td>").count - 1 == 1)
  }

  @Test("No part without an edition to compare with; one sentence where nothing differs")
  func absent() {
    #expect(!Self.page(nil).contains("id=\"wydanie\""))
    #expect(Self.page([]).contains("Żadna liczba nie różni się od wydania abc123."))
  }
}
