// Expected words: made by hand from the numbers of the sample, which follow a rule.
import Contracts
import Findings
import Testing

@testable import Reporting

/// What is told of a chart to who does not see it: whose it is, and what it shows.
@Suite struct TextAlternativesTests {
  private static let polish = Phrasing(.polish)

  private static func charts(_ material: Material) throws -> IndicatorCharts {
    let indicator = try #require(material.indicator("C01"))
    let reading = try #require(Reading(indicator, in: material))
    return IndicatorCharts(tables: IndicatorTables(reading: reading, material: material))
  }

  @Test("Every chart of a profile says in its name and in its description whose it is", arguments: [Language.polish, .english])
  func names(_ language: Language) throws {
    let pages = Sample.pages(language)
    var charts = 0
    for (number, name) in Sample.powiats.enumerated() {
      let page = try PageElement.tree(of: try #require(pages["units/\(Sample.powiatCode(number + 1)).html"]))
      for figure in page.elements("figure") {
        #expect(figure.first("figcaption")?.text.contains(name) == true, "\(figure.text)")
        #expect(figure.first("desc")?.text.contains(name) == true, "\(figure.text)")
        charts += 1
      }
    }
    #expect(charts >= 14)
  }

  @Test("The line chart tells its breaks, the band of the units and both bands of the forecast")
  func lines() throws {
    var material = Sample.material()
    var row = ForecastRow()
    row.indicator = "C01"
    row.unit = "2800000"
    row.period = "2018"
    row.purpose = .assessment
    row.value = 12
    row.lower80 = 11
    row.upper80 = 13
    row.lower95 = 10
    row.upper95 = 14
    row.count = 9
    row.firstPeriod = "2010"
    row.lastPeriod = "2017"
    material.judgements.forecasts = ["C01": ["2800000": [row]]]
    let text = try #require(try Self.charts(material).lines()).alternative.replacing("\u{A0}", with: " ")
    #expect(text.contains("porównywalne z wcześniejszymi: 2010."), "\(text)")
    // 7 powiats from 4 + 2 + 1 to 4 + 14 + 1 in 2005, and six of them in 2017.
    #expect(text.contains("Pasmo (powiaty: od najniższej do najwyższej wartości): 2005 – 7,0–19,0, 2017 – 5,8–15,8."), "\(text)")
    #expect(text.contains("Pasmo prognozy na 2018: w 2018 r. 12,0 (80%: 11,0–13,0; 95%: 10,0–14,0)."), "\(text)")
  }

  @Test("Extremes of a line are told with every year that prints the same, and not where an end has them")
  func extremes() {
    let words = SeriesWords(years: [2015, 2016, 2017, 2018], decimals: 1, say: Self.polish)
    #expect(words.described("A", [1, 3.04, 2.96, 2]) == "A: 2015 – 1,0, 2018 – 2,0; najwięcej 3,0 (2016 i 2017)")
    #expect(words.described("A", [1, 1.04, nil, 2]) == "A: 2015 – 1,0, 2018 – 2,0; lata bez danych: 1")
    #expect(words.described("A", [nil, nil, nil, nil]) == nil && words.breaks([]) == nil)
  }

  @Test("Units whose printed values are equal are told together, a crowd by its number, and a crowd behind the first not at all")
  func ties() {
    func words(_ values: [Double]) -> ExtremeWords {
      ExtremeWords(
        items: values.enumerated().map { (name: "u\($0.offset)", value: $0.element) }, decimals: 1, noun: .powiat,
        say: Self.polish)
    }
    let few = words([9, 5.04, 4.96, 1, 0.5, 0.2, 0.1])
    #expect(few.listed(greatest: true) == "u0 9,0; u1 i u2 po 5,0")
    #expect(few.listed(greatest: false) == "u6 0,1; u5 0,2; u4 0,5")
    #expect(few.listed(greatest: true, wanted: 1) == "u0 9,0")
    let crowd = words([7] + [Double](repeating: 0, count: 12))
    #expect(crowd.listed(greatest: true) == "u0 7,0")
    #expect(crowd.listed(greatest: false).replacing("\u{A0}", with: " ") == "12 powiatów po 0,0")
  }

  @Test("The dot chart names no single unit as the highest where two print the same")
  func dots() throws {
    var rows = Sample.rows
    // Powiat 5 gets what powiat 6 has: 4 + 12 - 0,2.
    for place in rows.indices where rows[place].id == "C01/2805000/2017" { rows[place].value = 15.79 }
    let text = try #require(try Self.charts(Sample.material(rows: rows)).dots()).alternative
    let six = "łomski 9,8"
    // Six values are told one by one.
    #expect(text.contains(six))
    let material = Sample.material(
      rows: rows.map { row in
        guard row.id == "C01/2807000/2017" else { return row }
        var known = row
        known.value = 3
        return known
      })
    let seven = try #require(try Self.charts(material).dots()).alternative
    #expect(seven.contains("Najwyższe: m. Olsztyn i żarski po 15,8; ostródzki 11,8."), "\(seven)")
    #expect(seven.contains("Najniższe: ąbski 3,0; bartoszycki 5,8; ełcki 7,8."), "\(seven)")
  }
}
