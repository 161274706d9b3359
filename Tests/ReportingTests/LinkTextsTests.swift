import Contracts
import Findings
import Reporting
import Testing

@Suite struct LinkTextsTests {
  private static func codes(_ links: String) -> [String] {
    let page = AccessibilityCheckTests.frame.replacing("BODY", with: "<p>\(links)</p><p id=\"a\">a</p><p id=\"b\">b</p>")
    return AccessibilityCheck.findings(of: HTMLPage(path: "index.html", bytes: Array(page.utf8))).map(\.code)
      .map { String($0.dropFirst("accessibility-".count)) }
  }

  @Test(
    "Links that say nothing, or the same of different places, are refused",
    arguments: [
      ("<a href=\"#a\">tutaj</a>", ["link-vague"]), ("<a href=\"#a\">Kliknij  tutaj.</a>", ["link-vague"]),
      ("<a href=\"#a\"><b>więcej</b></a>", ["link-vague"]), ("<a href=\"#a\">Read more</a>", ["link-vague"]),
      ("<a href=\"#a\">Metody</a> <a href=\"#b\">metody</a>", ["link-ambiguous"]),
      ("<a href=\"#a\">Metody</a> <a href=\"#a\">Metody</a>", []), ("<a href=\"#a\">Metody</a> <a href=\"#b\">Wzory</a>", []),
      // Numbers are told by their row and column.
      ("<a class=\"n\" href=\"#a\">osoba</a> <a class=\"n\" href=\"#b\">osoba</a>", []),
      ("<a href=\"#a\">[3]</a> <a href=\"#b\">[3]</a>", []),
    ])
  func judged(_ links: String, _ codes: [String]) {
    #expect(Self.codes(links) == codes)
  }

  @Test("No page of the report has a link that is refused, also where gminas and indicators share names")
  func own() {
    var units = Sample.units
    for place in units.indices where units[place].unit == "2802022" { units[place].unitName = "Wieś 1" }
    var indicators = Sample.indicators
    indicators[2].label = indicators[1].label
    let pages = Sample.pages(.polish, Sample.material(units: units, indicators: indicators))
    for (path, page) in pages {
      let findings = AccessibilityCheck.findings(of: HTMLPage(path: path, bytes: Array(page.utf8)))
      #expect(findings.isEmpty, "\(path): \(findings.map(\.message.polish).prefix(3))")
    }
    #expect(pages["index.html"]?.contains("Wieś 1 (w, powiat ełcki)") == true)
    #expect(pages["index.html"]?.contains("Stopa bezrobocia rejestrowanego (C11)") == true)
  }
}
