import Contracts
import Findings
import Testing

@testable import Reporting

/// What is said wherever a forecast is shown: over which break it was made, and how its limits did.
@Suite struct ForecastTests {
  /// Nine values, so that five one-year forecasts were held back; the sample's series of C01 breaks in 2010.
  private static func forecast(_ coverage: Double?, from first: String) -> ForecastRow {
    var row = ForecastRow()
    row.indicator = "C01"
    row.unit = "2800000"
    row.unitName = "warmińsko-mazurskie"
    row.level = "voivodeship"
    row.period = "2018"
    row.purpose = .assessment
    row.value = 12
    row.lower80 = 11
    row.upper80 = 13
    row.lower95 = 10
    row.upper95 = 14
    row.model = "drift"
    row.scale = "logit"
    row.scaledError = 0.8
    row.coverage = coverage
    row.count = 9
    row.firstPeriod = first
    row.lastPeriod = "2017"
    return row
  }

  private static func page(_ row: ForecastRow, _ language: Language = .polish) -> String {
    var material = Sample.material(language)
    material.judgements.forecasts = ["C01": ["2800000": [row]]]
    return (Sample.pages(language, material)["index.html"] ?? "").replacing("\u{A0}", with: " ")
      .replacing("&nbsp;", with: " ").replacing("\u{2060}", with: "")
  }

  @Test("A forecast over a break, whose limits held two of five values, says so in the table, the text and at its charts")
  func overBreak() {
    let page = Self.page(Self.forecast(0.4, from: "2005"))
    #expect(page.contains("2005–2017, przez przerwę w szeregu, granice niewiarygodne</td>"))
    #expect(page.contains("Prognozy przez przerwę w szeregu, taką jak nowy formularz: 1 wskaźnik;"))
    #expect(
      page.contains(
        "mniej niż 80% wartości w 1 z 1 prognoz, a mniej niż połowę w 1 (C01): granice tych prognoz są niewiarygodne."))
    let beneath = "Prognozę zrobiono z lat 2005–2017 przez przerwę w szeregu (2010 – "
    // In the chapter of the indicator and in that of the forecasts: under the chart, and in what is read out of it.
    #expect(page.ranges(of: beneath).count == 4)
    #expect(page.ranges(of: "na odłożonych latach granice 80% objęły 2 z 5 wartości.").count == 4)
    #expect(page.contains("prognoza przez przerwę, granice niewiarygodne"))
    #expect(page.contains("– prognoza przez przerwę w szeregu</"))
    #expect(!page.contains("w ostatnich latach porównywalny"))
    let english = Self.page(Self.forecast(0.4, from: "2005"), .english)
    #expect(english.contains("less than 80% of the values in 1 of 1 forecasts, and less than half in 1 (C01)"))
    #expect(english.contains("forecast over a break, limits unreliable"))
  }

  @Test("Without a break and with limits that held, nothing is said; half and more is no unreliable forecast")
  func plain() {
    let page = Self.page(Self.forecast(0.8, from: "2011"))
    #expect(page.contains("2011–2017</td>") && page.contains("prognoza, granice 80% i 95%"))
    #expect(!page.contains("przez przerwę w szeregu") && !page.contains("niewiarygodn"))
    #expect(page.contains("mniej niż 80% wartości w 0 z 1 prognoz."))
    let half = ForecastCaution(Self.forecast(0.5, from: "2011"), Sample.indicators[1], Phrasing(.polish))
    #expect(half.isBelowNominal && !half.isUnreliable)
  }
}
