import Contracts
import Findings
import Testing

@testable import Diagnosing

@Suite struct BreakMarksTests {
  private func row(_ period: String, previous: String, base: String) -> IndicatorRow {
    var row = IndicatorRow()
    (row.unit, row.period, row.value) = ("2801011", period, 1)
    (row.previousPeriod, row.basePeriod) = (previous, base)
    return row
  }

  @Test("Every change of a row has the breaks that lie between its own two periods")
  func since() throws {
    let entry = try Sample.catalogue([Sample.indicator("C", "rate", breaks: "2020:census-2021 2016:older")]).entries[0]
    let marks = BreakMarks([TrendTableTests.mark("rate", "2801011", "2022"), TrendTableTests.mark("rate", "2801022", "2021")])
    let newest = row("2023", previous: "2022", base: "2015")
    #expect(marks.breaks(of: entry, newest, since: newest.previousPeriod).isEmpty)
    #expect(
      marks.breaks(of: entry, newest, since: newest.basePeriod) == ["2016:older", "2020:census-2021", "2022:territory"])
    #expect(marks.breaks(of: entry, newest, since: "2016") == ["2020:census-2021", "2022:territory"])
    // What is compared with nothing crosses nothing, nor does a number that is not there.
    #expect(marks.breaks(of: entry, newest, since: "").isEmpty)
    var missing = newest
    missing.value = nil
    #expect(marks.breaks(of: entry, missing, since: "2015").isEmpty)
  }
}
