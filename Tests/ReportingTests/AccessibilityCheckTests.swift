import Findings
import Reporting
import Testing

/// Pages that are right pass; each thing that can be wrong is found by its name.
@Suite struct AccessibilityCheckTests {
  static let frame = """
    <!DOCTYPE html>
    <html lang="pl"><head><title>Raport</title></head><body><a class="skip" href="#t">Treść</a><main id="t"><h1>Tytuł</h1>BODY</main></body></html>
    """

  private static func codes(_ page: String) -> [String] {
    AccessibilityCheck.findings(of: HTMLPage(path: "index.html", bytes: Array(page.utf8))).map { String($0.code.dropFirst(14)) }
  }

  private static func codes(body: String) -> [String] { codes(frame.replacing("BODY", with: body)) }

  @Test("Every page of the sample report passes", arguments: [Language.polish, .english])
  func sample(_ language: Language) {
    for (path, page) in Sample.pages(language) {
      let findings = AccessibilityCheck.findings(of: HTMLPage(path: path, bytes: Array(page.utf8)))
      #expect(findings.isEmpty, "\(path): \(findings.first?.message.english ?? "")")
    }
  }

  private static let table =
    "<div class=\"f\" tabindex=\"0\"><table><caption>C</caption><tr><th scope=\"col\">A</th><th scope=\"col\">B</th></tr>ROW</table></div>"
  private static let chart = "<div class=\"chart\"><svg role=\"img\" aria-labelledby=\"t\"><desc>D</desc></svg></div>"

  @Test("What is right is left alone")
  func right() {
    #expect(
      Self.codes(
        body: "<h2>Dalej</h2>" + Self.table.replacing("ROW", with: "<tr><th scope=\"row\">1</th><td>2</td></tr>") + Self.chart)
        == [])
  }

  @Test(
    "What is wrong is named",
    arguments: [
      ("<h3>Za nisko</h3>", "heading-level"), ("<h2> </h2>", "heading-empty"), ("<h1>Drugi</h1>", "heading-first"),
      ("<a href=\"#t\"></a>", "link-text"), ("<a href=\"#nic\">x</a>", "target"), ("<p id=\"t\">x</p>", "id-twice"),
      ("<p tabindex=\"3\">x</p>", "focus-order"),
      (AccessibilityCheckTests.table.replacing("ROW", with: "<tr><td>1</td></tr>"), "ragged"),
      (AccessibilityCheckTests.table.replacing("ROW", with: "").replacing("<caption>C</caption>", with: ""), "caption"),
      (AccessibilityCheckTests.table.replacing("ROW", with: "").replacing(">C<", with: "><"), "caption"),
      (AccessibilityCheckTests.table.replacing("ROW", with: "").replacing(" scope=\"col\">A", with: ">A"), "scope"),
      (AccessibilityCheckTests.table.replacing("ROW", with: "").replacing(">A<", with: "><"), "heading-cell"),
      (AccessibilityCheckTests.table.replacing("ROW", with: "").replacing(" class=\"f\"", with: ""), "reflow"),
      (AccessibilityCheckTests.chart.replacing("<desc>D</desc>", with: ""), "alternative"),
      (AccessibilityCheckTests.chart.replacing(" role=\"img\"", with: ""), "alternative"),
      (AccessibilityCheckTests.chart.replacing(" class=\"chart\"", with: ""), "reflow"),
      (AccessibilityCheckTests.table.replacing("ROW", with: "").replacing(" tabindex=\"0\"", with: ""), "scroll-focus"),
      (AccessibilityCheckTests.chart.replacing("<svg ", with: "<svg class=\"w\" "), "scroll-focus"),
    ])
  func wrong(_ body: String, _ code: String) {
    #expect(Self.codes(body: body) == [code])
  }

  @Test("The frame of the page")
  func pageFrame() {
    let good = Self.frame.replacing("BODY", with: "")
    #expect(Self.codes(good.replacing(" lang=\"pl\"", with: "")) == ["language"])
    #expect(Self.codes(good.replacing(">Raport<", with: "><")) == ["title"])
    #expect(Self.codes(good.replacing(" class=\"skip\"", with: "")) == ["skip-link"])
    #expect(Self.codes(good.replacing("<a class=\"skip\" href=\"#t\">Treść</a>", with: "")) == ["skip-link"])
  }

  @Test(
    "Colours of a style sheet that are too near are found",
    arguments: [
      ("p{color:#999}", 1), ("p{color:#767676}", 0), (".banner{background:#444}:root{--ink:#1b1f23}", 1),
      ("a{color:var(--pale)}:root{--pale:#aaa}", 1), (".sr{stroke:#ddd;stroke-width:2}", 1), (".gr{stroke:#ddd}", 0),
      ("svg .tk{fill:#888}", 1), (".q4{fill:#8fb4d3}svg .tl{fill:#fff}", 1), (".q{stroke:#ccc}", 1),
      ("svg .vr{paint-order:stroke;stroke:#fff}", 0),
      ("@media(max-width:40rem){p{color:#999}}", 1),
    ])
  func colours(_ style: String, _ count: Int) {
    let page = Self.frame.replacing("BODY", with: "").replacing("</head>", with: "<style>\n\(style)</style></head>")
    let findings = StyleContrast.findings(of: HTMLPage(path: "index.html", bytes: Array(page.utf8)))
    #expect(findings.map(\.code) == Array(repeating: "accessibility-contrast", count: count))
  }

  @Test("A section that is broken is refused with what is wrong, and nothing passes the gate")
  func brokenSection() throws {
    let broken = Section("broken", Wording("Zepsuty", en: "Broken")) { _ in
      let row = Table.Row("a", [.count(1)])
      let columns = [Table.Column("B"), Table.Column("C")]
      return Chapter(
        id: "broken", title: "Zepsuty",
        blocks: [
          .table(Table(id: "t", caption: "", stub: "A", columns: columns, rows: [row, Table.Row("b", [.count(1), .count(2)])]))
        ],
        parts: [Chapter(id: "x", title: "")])
    }
    let pages = HTMLWriter.pages(Document(Sample.composition(), sections: [Section.summary, broken]))
    let gate = AccessibilityGate(pages.flatMap(AccessibilityGate.findings))
    let refusal = #expect(throws: Refusal.self) { try gate.close() }
    #expect(refusal?.kind == .data)
    let codes = Set(refusal?.findings.map(\.code) ?? [])
    #expect(codes.isSuperset(of: ["accessibility-ragged", "accessibility-heading-empty"]))
    #expect(refusal?.place.file == "4-report/index.html" && refusal?.mend.polish.isEmpty == false)
  }

  @Test("Text has a contrast of 4.5:1, marks of charts of 3:1; black on white is 21:1")
  func contrasts() {
    #expect(StyleContrast.own().count > 40)
    for pair in AccessibilityCheck.contrasts() + StyleContrast.own() {
      #expect(pair.ratio >= pair.least, "\(pair.name): \(pair.ratio)")
    }
    #expect(abs(Colour(0x000000).contrast(with: Colour(0xffffff)) - 21) < 0.001)
    #expect(abs(Colour(0x777777).contrast(with: Colour(0xffffff)) - 4.478) < 0.001)
  }
}
