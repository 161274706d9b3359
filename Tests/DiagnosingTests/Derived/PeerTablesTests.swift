import Contracts
import Territory
import Testing

@testable import Diagnosing

@Suite struct PeerTablesTests {
  private let scope = IndicatorRows.Scope(
    units: RegionUnits(Sample.register, region: "28"), years: [2023], baseYear: 2023, levels: [.powiat, .gmina], region: "28")

  @Test func everyUnitHasOneGroup() {
    let found = PeerTables(scope) { _ in 4000 }.rows
    #expect(found.map(\.unit).sorted() == ["2801000", "2801011", "2801022", "2801033", "2802000", "2802012", "2802022"])
    #expect(found.first { $0.unit == "2801022" }?.group == "gmina-rural-0+")
    #expect(found.first { $0.unit == "2802000" }?.group == "powiat-land")
    for row in found { #expect(row.size == found.count { $0.group == row.group } && !row.titlePolish.isEmpty) }
  }

  @Test func smallClassesJoinTheirNeighbour() {
    // Three rural gminas of different size: no class has three by itself.
    let units = scope.units
    let sizes = ["2801022": 3000.0, "2802012": 12000, "2802022": 30000]
    let found = PeerTables(scope) { sizes[units[$0].unit.code] ?? 1000 }.rows.filter { sizes[$0.unit] != nil }
    #expect(Set(found.map(\.group)).count == 1 && found.allSatisfy { $0.size == 3 })
  }

  @Test func titlesHaveNumbersAsTheReportPrintsThem() {
    let more = (3...8).map { Unit(code: "28020\($0)2", name: "Gmina \($0)", level: .gmina, kind: .rural, parent: "2802000") }
    let units = RegionUnits(Register(Sample.units + more, on: "2024-01-01"), region: "28")
    let large = IndicatorRows.Scope(units: units, years: [2023], baseYear: 2023, levels: [.gmina], region: "28")
    let rural = ["2801022", "2802012", "2802022"] + more.map(\.code)
    func residents(_ unit: Int) -> Double? {
      rural.firstIndex(of: units[unit].unit.code).map { ([3000, 7000, 15_000] as [Double])[$0 / 3] }
    }
    let titles = Set(PeerTables(large) { residents($0) }.rows.filter { rural.contains($0.unit) }.map(\.titlePolish))
    #expect(titles.count == 3)
    for end in [" do 5000 mieszkańców", " od 5000 do 10\u{A0}000 mieszkańców", " od 10\u{A0}000 mieszkańców"] {
      #expect(titles.contains { $0.hasSuffix(end) }, "\(titles)")
    }
  }

  @Test func nothingIsSaidOfFewerThanThree() throws {
    let entry = try Sample.catalogue([Sample.indicator("C", "rate")]).entries[0]
    let peers = PeerTables(scope) { _ in 4000 }
    var grid = IndicatorGrid(units: scope.units.count, years: YearList([2023]))
    func put(_ code: String, _ value: Double) {
      grid[scope.units.position(of: code) ?? 0, 0] = IndicatorValue(
        value: value, numerator: nil, denominator: nil, reason: nil, status: .ok, interval: nil)
    }
    put("2801022", 1)
    put("2802012", 2)
    #expect(peers.values(entry, grid).isEmpty)
    put("2802022", 6)
    let found = peers.values(entry, grid)
    #expect(found.count == 1 && found[0].count == 3 && found[0].median == 2 && found[0].lowerQuartile == 1.5)
  }
}
