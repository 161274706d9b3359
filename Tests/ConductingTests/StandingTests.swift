import Bytes
import Contracts
import Findings
import Markup
import Testing

@testable import Conducting

/// Places, changes, comparisons and the scale of an index are explained by the numbers that they were made from.
@Suite struct StandingTests {
  private static func row(
    _ unit: String, _ period: String, _ value: Double?, rank: Int? = nil, level: String = "powiat", of indicator: String = "C01"
  ) -> IndicatorRow {
    var row = IndicatorRow()
    row.indicator = indicator
    row.unit = unit
    row.unitName = "unit \(unit)"
    row.level = level
    row.period = period
    row.id = "\(indicator)/\(unit)/\(period)"
    row.value = value
    row.rank = rank
    if rank != nil { row.unitsRanked = 3 }
    return row
  }

  @Test func aNumberStandsBesideThoseItWasComparedWith() throws {
    let trial = try Trial()
    try Files.createDirectories(trial.path("tables"))
    var own = Self.row("2801000", "2023", 9, rank: 2)
    own.changePrevious = 1
    own.previousPeriod = "2022"
    own.changeBase = 4
    own.basePeriod = "2015"
    own.voivodeshipValue = 7
    let others = [
      Self.row("2803000", "2023", 12, rank: 3), Self.row("2802000", "2023", 5, rank: 1), Self.row("2804000", "2023", nil),
      Self.row("2801000", "2022", 8, rank: 1), Self.row("2802000", "2022", 99, rank: 2),
      Self.row("2800000", "2023", 7, level: "voivodeship"), Self.row("1400000", "2023", 6, level: "voivodeship"),
      Self.row("2801011", "2023", 3, rank: 1, level: "gmina"), Self.row("2802000", "2023", 1, rank: 1, of: "C02"),
    ]
    let path = trial.path("tables/indicators.csv")
    try IndicatorRow.write([own] + others, to: path)
    let standing = try Standing(of: own, in: path)
    #expect(standing.ranked.map(\.id.text) == ["C01/2802000/2023", "C01/2801000/2023", "C01/2803000/2023"])
    let id = NumberID(indicator: "C01", unit: "2801000", period: "2023")
    #expect(standing.neighbours(of: id).map(\.rank) == [1, 3])
    #expect(standing.previous?.value == 8)
    // 2015 is not one of the tables.
    #expect(standing.base == nil)
    #expect(standing.above.map(\.id.text) == ["C01/2800000/2023"])
    let told = Explanation(
      id: id,
      edition: EditionPlace(directory: trial.root, id: "2023-0", pipeline: "demo", version: "0"),
      subject: .indicator(own, nil, []), standing: standing, findings: [], stages: [])
    let text = told.text(.english)
    #expect(text.contains("place 2 of 3"))
    #expect(text.contains("change since 2022: 1 = 9 − 8 (C01/2801000/2022)"))
    #expect(text.contains("change since 2015: 4;"))
    #expect(text.contains("compared with: unit 2800000 7 (C01/2800000/2023)"))
    #expect(told.json(.polish)["ranked"]?.elements.count == 3)
  }

  private static func index(_ unit: String, _ score: Double?, rank: Int?) -> IndexRow {
    var row = IndexRow()
    row.index = "risk"
    row.unit = unit
    row.level = "powiat"
    row.period = "2023"
    row.score = score
    row.rank = rank
    return row
  }

  private static func domain(_ score: Double) -> IndexDomainRow {
    var row = IndexDomainRow()
    row.index = "risk"
    row.domain = "labour"
    row.unit = "2801000"
    row.period = "2023"
    row.score = score
    row.weight = 1
    row.indicatorsUsed = ["C01", "C02"]
    return row
  }

  /// C01 is worse where it is more, C02 where it is less: (0.25 + 0.75) / 2.
  @Test(arguments: [(0.5, true), (0.51, false)])
  func aDomainIsExplainedByTheScaleOfItsIndicators(score: Double, isTold: Bool) throws {
    let trial = try Trial()
    try Files.createDirectories(trial.path("tables"))
    try IndicatorRow.write(
      [
        Self.row("2801000", "2023", 10), Self.row("2802000", "2023", 8), Self.row("2803000", "2023", 16),
        // Another year of the tables would count, one that is none of them does not; nor do units of other levels.
        Self.row("2802000", "2004", 1000), Self.row("2800000", "2023", 2000, level: "voivodeship"),
        Self.row("2801000", "2023", 2, of: "C02"), Self.row("2802000", "2023", 1, of: "C02"),
        Self.row("2803000", "2023", 5, of: "C02"),
      ], to: trial.path("tables/indicators.csv"))
    try CatalogueFile.write(
      header: ["id", "direction"], rows: [["C01", "-"], ["C02", "+"]], to: trial.path("tables/catalogue.csv"))
    let rows = [Self.index("2801000", 0.5, rank: 2), Self.index("2802000", 0.5, rank: 1), Self.index("2803000", 0.5, rank: 3)]
    let members = try IndexScale(tables: trial.path("tables")).members(of: rows[0], [Self.domain(score)], among: rows)
    #expect(members["C01"]?.value == 10)
    #expect((members["C01"]?.scaled?.value == 0.25) == isTold)
    #expect((members["C02"]?.scaled?.value == 0.75) == isTold)
    if isTold {
      #expect(members["C02"]?.scaled?.calculation.polish == "0,75 = (5 − 2) / (5 − 1)")
    } else {
      // What gives another score than the published one is not told.
      #expect(members["C01"]?.scaled == nil)
    }
    #expect(Standing(of: rows[0], among: rows).ranked.map(\.id.unit) == ["2802000", "2801000", "2803000"])
  }
}
