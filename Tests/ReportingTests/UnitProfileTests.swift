import Contracts
import Findings
import Reporting
import Testing

/// The pages of units: each shows its own figures and nobody else's.
@Suite struct UnitProfileTests {
  private func tree(_ pages: [String: String], _ unit: String) throws -> PageElement {
    try PageElement.tree(of: try #require(pages["units/\(unit).html"]))
  }

  @Test("Every unit of the region has a page, the country and the region have none")
  func everyUnit() {
    let units = Sample.pages().keys.filter { $0.hasPrefix("units/") }
    #expect(Set(units) == Set(Sample.units.filter { ["powiat", "gmina"].contains($0.level) }.map { "units/\($0.unit).html" }))
  }

  @Test("No unit gets another's chart: no two drawings of different units are alike, and each has its own numbers in words")
  func ownCharts() throws {
    let pages = Sample.pages()
    var drawings: [String: String] = [:]
    for number in 1...7 {
      let unit = Sample.powiatCode(number)
      let page = try #require(pages["units/\(unit).html"])
      let tree = try tree(pages, unit)
      let figures = tree.elements("figure")
      #expect(figures.count >= 2)
      let drawing = try #require(
        page.split(separator: "aria-labelledby=\"f-labour").last.map { String($0.prefix { $0 != "\n" }) })
      if let other = drawings.updateValue(unit, forKey: drawing) { Issue.record("\(unit) has the chart of \(other)") }
      let alternative = try #require(figures.first { $0.first("figcaption")?.attributes["id"] == "f-labour" }?.first("desc")).text
      let value = NumberStyle(.polish).fixed(Sample.rate(number, 2017), decimals: 1)
      if number < 7 { #expect(alternative.contains("Stopa bezrobocia rejestrowanego \(value)"), "\(unit): \(alternative)") }
    }
    #expect(drawings.count == 7)
  }

  @Test("Every number of a profile is one of its unit, or of what it is compared with")
  func ownNumbers() throws {
    let pages = Sample.pages()
    for number in 1...7 {
      let unit = Sample.powiatCode(number)
      let allowed = [unit, "2800000", "0000000"]
      for chapter in try tree(pages, unit).elements("section") {
        let heading = chapter.first("h2")?.attributes["id"]
        guard let heading, heading != "podobne", heading != "gminy" else { continue }
        let extremes = Set(chapter.elements("td").map(Self.ends).filter { $0.count == 2 }.joined().map(ObjectIdentifier.init))
        for element in chapter.all where !extremes.contains(ObjectIdentifier(element)) {
          // The id, or the address of the proof.
          let proof = element.attributes["href"].flatMap {
            $0.contains("lineage/") ? $0.split(separator: "#").last.map(String.init) : nil
          }
          guard let id = element.attributes["data-n"] ?? proof ?? (element.name == "td" ? element.attributes["id"] : nil) else {
            continue
          }
          #expect(allowed.contains { id.contains("-\($0)-") }, "\(unit), \(heading): \(id)")
        }
      }
    }
  }

  @Test("The main problems are those by which the unit is clearly worse and among the worst fifth")
  func problems() throws {
    let pages = Sample.pages()
    let worst = try #require(try tree(pages, Sample.powiatCode(6)).all.first { $0.attributes["aria-labelledby"] == "problemy" })
    #expect(worst.text.contains("Stopa bezrobocia rejestrowanego"))
    #expect(worst.text.replacing("\u{A0}", with: " ").replacing("\u{2060}", with: "").contains("miejsce 6 (5–6) z 6"))
    let best = try #require(try tree(pages, Sample.powiatCode(1)).all.first { $0.attributes["aria-labelledby"] == "problemy" })
    // By wages it is the last, by unemployment the first.
    let parts = best.text.split(separator: "Korzystniej niż")
    #expect(parts.count == 2)
    #expect(parts[0].contains("Wynagrodzenie") && !parts[0].contains("Stopa bezrobocia"))
    #expect(parts.last?.contains("Stopa bezrobocia") == true)
  }

  @Test("A unit of the second fifth is not among the best, however few stand before it")
  func fifths() throws {
    var rows = Sample.rows
    for place in rows.indices where rows[place].unit == Sample.powiatCode(2) && rows[place].indicator == "C01" {
      rows[place].quintile = 2
    }
    func problems(_ rows: [IndicatorRow]) throws -> String {
      let pages = Sample.pages(.polish, Sample.material(rows: rows))
      return try #require(
        try tree(pages, Sample.powiatCode(2)).all.first { $0.attributes["aria-labelledby"] == "problemy" }
      ).text
    }
    #expect(try problems(Sample.rows).contains("Stopa bezrobocia"))
    #expect(try !problems(rows).contains("Stopa bezrobocia"))
  }

  @Test("A value that prints as the quartile does lies within the middle half, and those without a value are not compared")
  func quartiles() throws {
    var material = Sample.material()
    for number in [1, 7] {
      var group = PeerRow()
      (group.unit, group.group, group.titlePolish, group.size) = (Sample.powiatCode(number), "powiat-land", "powiaty ziemskie", 7)
      material.judgements.groups[group.unit] = group
    }
    var value = PeerValueRow()
    (value.indicator, value.group, value.period, value.count) = ("C01", "powiat-land", "2017", 6)
    (value.lowerQuartile, value.median, value.upperQuartile) = (Sample.rate(1, 2017) + 0.01, 9, 14)
    material.judgements.groupValues["powiat-land"] = ["C01": value]
    let pages = Sample.pages(.polish, material)
    func words(_ number: Int) throws -> String {
      try #require(try tree(pages, Sample.powiatCode(number)).all.first { $0.attributes["aria-labelledby"] == "podobne" }).text
        .replacing("\u{A0}", with: " ")
    }
    #expect(try words(1).contains("Z 1 porównanych wskaźników jednostka leży poniżej środkowej połowy grupy w 0, powyżej w 0."))
    #expect(try words(7).contains("Z 0 porównanych wskaźników"))
  }

  @Test(
    "A number that nobody published is no data, a comparison that would make no sense is x, and the profile says which is which")
  func signs() throws {
    let rows = Sample.rows.filter { $0.indicator != "C01" || $0.level != "country" }
    let page = try tree(Sample.pages(.polish, Sample.material(rows: rows)), Sample.powiatCode(1))
    func country(_ indicator: String) throws -> String {
      let row = try #require(
        page.elements("tr").first { $0.text.hasPrefix("\(indicator) ") && $0.elements("td").count > 5 })
      return row.elements("td")[4].text
    }
    #expect(try country("C01") == "b.d.")
    #expect(try country("C11").hasPrefix("5000,50"))
    let reading = try #require(page.all.first { $0.attributes["aria-labelledby"] == "czytanie" }).text
    #expect(
      reading.contains("b.d., brak danych") && reading.contains("x – wypełnienie pozycji") && reading.contains("# – liczba"))
  }

  @Test("What cannot be compared with the region is named where the unit is among the last")
  func withoutRegion() throws {
    func problems(_ rows: [IndicatorRow]) throws -> String {
      let pages = Sample.pages(.polish, Sample.material(rows: rows))
      return try #require(
        try tree(pages, Sample.powiatCode(6)).all.first { $0.attributes["aria-labelledby"] == "problemy" }
      ).text.replacing("\u{A0}", with: " ")
    }
    let rows = Sample.rows.filter { $0.indicator != "C01" || $0.level != "voivodeship" }
    #expect(
      try problems(rows).contains(
        "W najgorszej piątej części, lecz bez porównania z regionem, który nie ma wartości: Stopa bezrobocia rejestrowanego."))
    #expect(try !problems(Sample.rows).contains("bez porównania z regionem"))
  }

  @Test("The list of problems names indicators without their codes, an index too")
  func namesWithoutCodes() throws {
    var indicators = Sample.indicators
    indicators[2].unit = UnitOfMeasure("Polska=100")
    let pages = Sample.pages(.polish, Sample.material(indicators: indicators))
    let problems = try #require(
      try tree(pages, Sample.powiatCode(1)).all.first { $0.attributes["aria-labelledby"] == "problemy" }
    ).text
    #expect(problems.contains("Wynagrodzenie (Polska = 100)") && !problems.contains("C11"))
  }

  /// The numbers of a cell that prints those of other units: the least and the greatest.
  private static func ends(_ cell: PageElement) -> [PageElement] { cell.all.filter { $0.attributes["data-n"] != nil } }

  @Test("The least and the greatest value of all units lead each to the proof of the unit that has it")
  func extremes() throws {
    let page = try tree(Sample.pages(), Sample.powiatCode(3))
    let row = try #require(page.elements("tr").first { $0.text.hasPrefix("C01 ") && $0.elements("td").count > 5 })
    let numbers = try #require(row.elements("td").map(Self.ends).first { $0.count == 2 })
    let rows = Sample.rows.filter { $0.indicator == "C01" && $0.level == "powiat" && $0.value != nil }
    let newest = try #require(rows.map(\.period).max())
    let ascending = rows.filter { $0.period == newest }.sorted { ($0.value ?? 0) < ($1.value ?? 0) }
    #expect(
      numbers.map { $0.attributes["data-n"] } == [ascending.first, ascending.last].map { $0.map { ValueID($0.id).anchor } })
  }

  @Test("Similar units are of the same level and kind")
  func peers() throws {
    let pages = Sample.pages()
    let section = try #require(try tree(pages, "2801011").all.first { $0.attributes["aria-labelledby"] == "podobne" })
    let links = section.elements("a").compactMap { $0.attributes["href"] }.filter { $0.hasPrefix("../units/") }
    #expect(!links.isEmpty)
    #expect(links.allSatisfy { $0.hasSuffix("1.html") })
  }
}
