import Contracts
import Findings
@testable import Reporting
import Testing

@Suite struct ObservedBreaksTests {
  private static func row(_ measure: String, _ period: String, unit: String = "", _ code: SeriesBreakRow.Code) -> SeriesBreakRow {
    var row = SeriesBreakRow()
    row.measure = measure
    row.period = period
    row.unit = unit
    row.code = code
    return row
  }

  @Test("Measures of a formula, without breakdowns, years and numbers")
  func measures() {
    var indicator = Indicator(id: "X", label: "X", area: "a")
    indicator.numerator = "births.live[sex=K] - 2 * (deaths@-10)"
    indicator.denominator = "population[age=65+;sex=K] + wages.gross@country"
    #expect(indicator.measures == ["births.live", "deaths", "population", "wages.gross", "country"])
  }

  @Test("Breaks that the data show join those of the catalogue, once a year; those of one unit stay its own")
  func joined() throws {
    var material = Sample.material()
    material.seriesBreaks = [
      Self.row("unemployment.registered", "2017", .formChange), Self.row("active", "2010", .sourceChange),
      Self.row("other", "2016", .sourceChange), Self.row("active", "2016", unit: "2801000", .territory),
    ]
    material.noteSeriesBreaks()
    let rate = try #require(material.indicator("C01"))
    #expect(rate.breaks == [.init(year: 2010, code: "farm-census"), .init(year: 2017, code: "form-change")])
    #expect(material.breakYears(of: rate, unit: "2801000") == [2010, 2016, 2017])
    #expect(material.breakYears(of: rate, unit: "2802000") == [2010, 2017])
    // No change since 2016 is said any more, but why there is none.
    let page = (Sample.pages(.polish, material)["index.html"] ?? "")
    #expect(page.contains("szereg ma przerwę: 2017 – zmiana formularza sprawozdania"))
    #expect(!page.contains("−0,1\u{A0}p.p."))
  }
}
