import Contracts
import Findings
@testable import Reporting
import Testing

@Suite struct StaffingNormTests {
  @Test("Units above 2000 residents, above 50 families, above both, and without data")
  func counts() throws {
    // Residents and families per worker of the seven powiats.
    let residents: [Double?] = [1500, 2000, 2001, 2500, 3000, nil, 1000]
    let families: [Double?] = [10, 60, 50, 51, nil, 99, 20]
    var rows: [IndicatorRow] = []
    for number in 1...7 {
      let unit = Sample.unit(Sample.powiatCode(number), "p", "powiat")
      rows.append(Sample.row("H01", unit, 2017, residents[number - 1]))
      rows.append(Sample.row("H05", unit, 2017, families[number - 1]))
    }
    let indicators = ["H01", "H05"].map { Indicator(id: $0, label: $0, area: "resources", decimals: 0) }
    let composition = Sample.composition(Sample.material(indicators: indicators, rows: rows))
    let chapter = try #require(StaffingNorm(composition)).chapter()
    guard case .table(let table) = chapter.blocks.last else {
      Issue.record("no table")
      return
    }
    // Units, up to 2000, above 2000, above 50 families, above both, no data.
    #expect(table.rows.map(\.cells) == [[.count(7), .count(3), .count(3), .count(3), .count(1), .count(1)]])
  }

  @Test("Without the indicator there is no such part")
  func none() {
    #expect(StaffingNorm(Sample.composition()) == nil)
  }
}
