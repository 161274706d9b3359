import Contracts
import Findings
@testable import Reporting
import Testing

/// Sentences that stop short where the numbers do.
@Suite struct CautiousWordsTests {
  private func page(_ material: Material, _ sections: [String]) throws -> String {
    let document = Document(Sample.composition(material), sections: try Section.named(sections, in: Place()))
    return try PageElement.tree(of: String(decoding: HTMLWriter.page(document), as: UTF8.self)).text
      .replacing("\u{A0}", with: " ").replacing("\u{2060}", with: "")
  }

  @Test("A change that the intervals of both values explain has no direction")
  func uncertainChanges() throws {
    var rows = Sample.rows
    for index in rows.indices where rows[index].indicator == "C01" && rows[index].unit == "2800000" {
      rows[index].lower = (rows[index].value ?? 0) - 0.01
      rows[index].upper = (rows[index].value ?? 0) + 0.01
    }
    #expect(try page(Sample.material(rows: rows), ["changes"]).contains("W granicach niepewności obu wartości: 0"))
    for index in rows.indices where rows[index].indicator == "C01" && rows[index].unit == "2800000" {
      rows[index].lower = (rows[index].value ?? 0) - 5
      rows[index].upper = (rows[index].value ?? 0) + 5
    }
    let text = try page(Sample.material(rows: rows), ["changes"])
    #expect(text.contains("W granicach niepewności obu wartości: 1"))
    #expect(text.contains("w granicach niepewności"))
    // A pipeline of one year publishes no row of the year before; its value counts as no more certain.
    let newest = try #require(rows.filter { $0.indicator == "C01" && $0.unit == "2800000" }.map(\.period).max())
    let alone = rows.filter { $0.period == newest }
    #expect(try page(Sample.material(rows: alone), ["changes"]).contains("W granicach niepewności obu wartości: 1"))
  }

  @Test("Profiles send nobody to a chapter that the report does not have", arguments: [["labour"], ["labour", "methods"]])
  func methods(sections: [String]) throws {
    let composition = Sample.composition(Sample.material())
    let report = Document(composition, sections: try Section.named(sections, in: Place()))
    let profile = try #require(UnitProfile.pages(composition, like: report).first)
    let page = String(decoding: profile.bytes, as: UTF8.self)
    #expect(page.contains("index.html#methods") == sections.contains("methods"))
  }

  @Test("A rank whose range reaches the other half makes no main problem")
  func uncertainProblems() {
    var row = IndicatorRow()
    #expect(row.keepsToHalf(worse: true) && row.keepsToHalf(worse: false))
    row.rank = 20
    row.unitsRanked = 21
    row.rankLow = 1
    row.rankHigh = 21
    #expect(!row.keepsToHalf(worse: true))
    row.rankLow = 11
    #expect(row.keepsToHalf(worse: true) && !row.keepsToHalf(worse: false))
    row.rankLow = 1
    row.rankHigh = 11
    #expect(row.keepsToHalf(worse: false))
  }

  @Test("Posts that nobody can count are not none", arguments: [(nil, nil), (1.5, nil), (1.5, 2.0)] as [(Double?, Double?)])
  func lackingPosts(first: Double?, second: Double?) throws {
    var material = Sample.material()
    material.judgements.adequacy = zip(["2801011", "2801021"], [first, second]).map { unit, lacking in
      var row = AdequacyRow()
      row.unit = unit
      row.unitName = unit
      row.level = "gmina"
      row.period = "2017"
      row.verdict = .under
      row.lacking = lacking
      return row
    }
    let text = try page(material, ["resources"])
    switch (first, second) {
    case (nil, _): #expect(text.contains("nie da się policzyć") && !text.contains("0,0 etatu"))
    case (_, nil): #expect(text.contains("co najmniej 1,5 etatu"))
    default: #expect(text.contains("łącznie 3,5 etatu"))
    }
  }

  private func pairs(_ quadrants: [AdequacyPairRow.Quadrant]) -> [AdequacyPairRow] {
    zip([3, 2, 1], quadrants).map { number, quadrant in
      var row = AdequacyPairRow()
      row.pair = "C01-C11"
      row.unit = Sample.powiatCode(number)
      row.level = "powiat"
      row.period = "2017"
      row.need = "C01"
      row.resource = "C11"
      row.needValue = Double(number)
      row.needScore = Double(number) - 2
      row.resourceValue = 4000
      row.resourceScore = 0
      row.gap = row.needScore
      row.quadrant = quadrant
      return row
    }
  }

  @Test("Of units that were not judged nobody says that none is in need")
  func unjudgedQuarters() throws {
    var material = Sample.material()
    material.judgements.pairs = pairs([.unknown, .unknown, .unknown])
    let without = try page(material, ["resources"])
    #expect(without.contains("Jednostek nie oceniono") && !without.contains("żadna jednostka"))
    material.judgements.pairs = pairs([.uncertain, .uncertain, .unknown])
    let with = try page(material, ["resources"])
    #expect(with.contains("żadna jednostka. Bez oceny z braku danych: 1 jednostka."))
    // Units of measure stand in the headings, rows in the order of all tables.
    #expect(with.contains("Potrzeba: C01 (%)") && with.contains("Zasób: C11 (zł)"))
    let rows = Adequacy(composition: Sample.composition(material)).shownPairs().map(\.unit)
    #expect(rows == material.units.main.map(\.unit).filter(rows.contains))
  }

  @Test("The same turned over is one problem, not two")
  func inverse() {
    func indicator(_ id: String, _ numerator: String, _ denominator: String) -> Indicator {
      var indicator = Indicator(id: id, label: id, area: "alcohol")
      (indicator.numerator, indicator.denominator) = (numerator, denominator)
      return indicator
    }
    let outlets = indicator("G03", "outlets", "population")
    #expect(outlets.isInverse(of: indicator("G04", "population", "outlets")))
    #expect(!outlets.isInverse(of: indicator("G05", "population", "motions")) && !outlets.isInverse(of: outlets))
    #expect(!indicator("A", "", "").isInverse(of: indicator("B", "", "")))
    // Of a unit that is last by both, one is named.
    var (indicators, rows) = (Sample.indicators, Sample.rows)
    (indicators[1].numerator, indicators[1].denominator) = ("a", "b")
    (indicators[2].numerator, indicators[2].denominator) = ("b", "a")
    for place in rows.indices where rows[place].unit == Sample.powiatCode(6) && rows[place].indicator == "C11" {
      rows[place].value = 4000
      (rows[place].rank, rows[place].quintile) = (7, 5)
    }
    let page = Sample.pages(.polish, Sample.material(indicators: indicators, rows: rows))["units/2862000.html"] ?? ""
    let problems = page.split(separator: "id=\"problemy\"").last?.split(separator: "<section").first ?? ""
    #expect(problems.contains("indicators/C11.html") != problems.contains("indicators/C01.html"))
  }

  @Test("The quarters are told from where the region lies among the scores")
  func quartersOfTheRegion() {
    let points: [(value: Double?, score: Double?)] = [(20, 1), (10, -1), (nil, nil)]
    #expect(Adequacy.place(of: 25, points) == 2 && Adequacy.place(of: 15, points) == 0)
    #expect(Adequacy.place(of: nil, points) == 0 && Adequacy.place(of: 3, [(value: 1, score: 5)]) == 0)
  }
}
