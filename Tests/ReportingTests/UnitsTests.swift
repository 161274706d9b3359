import Bytes
import Contracts
import Findings
@testable import Reporting
import Testing

@Suite struct UnitsTests {
  private let polish = Phrasing(.polish)

  @Test("A voivodeship: powiats in the Polish order, gminas below them")
  func voivodeship() {
    let units = Units(Sample.units, region: "28", precedes: polishOrder)
    #expect(units.region?.unit == "2800000")
    #expect(units.mainLevel == "powiat")
    #expect(units.main.map(\.unitName) == ["ąbski", "bartoszycki", "ełcki", "łomski", "m. Olsztyn", "ostródzki", "żarski"])
    #expect(units.details(of: "2801000").map(\.unit) == ["2801011", "2801022"])
    #expect(units.voivodeship == nil)
  }

  @Test("The country: its voivodeships between it and the powiats, and nothing to compare it with")
  func country() {
    var rows = Sample.units
    rows.append(Sample.unit("1400000", "mazowieckie", "voivodeship", parent: "0000000"))
    rows.append(Sample.unit("1401000", "białobrzeski", "powiat", parent: "1400000"))
    let units = Units(rows, region: "", precedes: polishOrder)
    #expect(units.region?.unit == "0000000" && units.country == nil && units.voivodeship == nil)
    #expect(units.subregions.map(\.unit) == ["1400000", "2800000"])
    #expect(units.mainLevel == "powiat" && units.main.count == 8)
    var material = Sample.material()
    material.units = units
    material.figures = Figures(
      rows.filter { $0.level != "gmina" }.map { Sample.row("C01", $0, 2017, Double($0.unit.count) + 1) })
    guard let rate = material.indicator("C01"), let reading = Reading(rate, in: material) else {
      Issue.record("no reading")
      return
    }
    let table = IndicatorTables(reading: reading, material: material).units()
    let names = table.rows.map { plainText($0.heading, polish) }
    #expect(
      names.prefix(4) == ["Polska", "Województwo mazowieckie", "białobrzeski", "Województwo warmińsko-mazurskie"], "\(names)")
    #expect(names.count == 1 + 2 + 8)
  }

  @Test("A city: its districts, with the voivodeship to compare with")
  func city() {
    var rows = [
      Sample.unit("0000000", "Polska", "country"), Sample.unit("1400000", "mazowieckie", "voivodeship", parent: "0000000"),
    ]
    rows.append(Sample.unit("1465000", "m. st. Warszawa", "powiat", parent: "1400000"))
    rows.append(Sample.unit("1465011", "Warszawa", "gmina", kind: "1", parent: "1465000"))
    rows.append(Sample.unit("1465038", "Białołęka", "district", parent: "1465000"))
    rows.append(Sample.unit("1465028", "Bemowo", "district", parent: "1465000"))
    let units = Units(rows, region: "1465", precedes: polishOrder)
    #expect(units.region?.unitName == "m. st. Warszawa")
    #expect(units.mainLevel == "district")
    #expect(units.main.map(\.unitName) == ["Bemowo", "Białołęka"])
    #expect(units.voivodeship?.unit == "1400000")
    #expect(!units.hasDetails)
    #expect(units.region?.fullName(polish) == "m. st. Warszawa")
  }

  @Test("Two gminas of one name are told apart by their powiat; a town and the rural gmina around it by their kind")
  func distinct() throws {
    let rows =
      Sample.units + [
        Sample.unit("2801032", "Wieś 2", "gmina", kind: "2", parent: "2801000"),
        Sample.unit("2801041", "Wieś 2", "gmina", kind: "1", parent: "2801000"),
      ]
    let units = Units(rows, region: "28", precedes: polishOrder)
    func name(_ code: String) throws -> String {
      let unit = try #require(units[code])
      return units.distinct(unit.shortName(polish), of: unit, polish)
    }
    #expect(try name("2801032") == "Wieś 2 (w, powiat bartoszycki)")
    #expect(try name("2802022") == "Wieś 2 (w, powiat ełcki)")
    #expect(try name("2801041") == "Wieś 2 (m)")
    #expect(try name("2801022") == "Wieś 1 (w)")
    // A pipeline without powiats: the code tells.
    let alone = Units(rows.filter { $0.level != "powiat" }, region: "28", precedes: polishOrder)
    let unit = try #require(alone["2801032"])
    #expect(alone.distinct(unit.shortName(polish), of: unit, polish) == "Wieś 2 (w, 2801032)")
  }

  @Test("Powiats of one name are told apart by their voivodeship, in the names that are read and not in the rows as they are")
  func powiatsOfOneName() {
    let rows = [
      Sample.unit("0000000", "Polska", "country"), Sample.unit("1000000", "łódzkie", "voivodeship", parent: "0000000"),
      Sample.unit("0600000", "lubelskie", "voivodeship", parent: "0000000"),
      Sample.unit("1016000", "tomaszowski", "powiat", parent: "1000000"),
      Sample.unit("0618000", "tomaszowski", "powiat", parent: "0600000"),
      Sample.unit("1001000", "bełchatowski", "powiat", parent: "1000000"),
    ]
    let units = Units(rows, region: "", precedes: polishOrder)
    #expect(units.main.map(\.unitName) == ["bełchatowski", "tomaszowski (lubelskie)", "tomaszowski (łódzkie)"])
    #expect(units["1016000"]?.fullName(polish) == "powiat tomaszowski (łódzkie)")
    #expect(units.rows.map(\.unitName) == rows.map(\.unitName))
  }

  @Test("Names in sentences and in rows")
  func names() {
    let units = Dictionary(uniqueKeysWithValues: Sample.units.map { ($0.unit, $0) })
    #expect(units["2801000"]?.fullName(polish) == "powiat bartoszycki")
    #expect(units["2862000"]?.fullName(polish) == "m. Olsztyn")
    #expect(units["2801022"]?.shortName(polish) == "Wieś 1 (w)")
    #expect(units["2800000"]?.fullName(polish) == "województwo warmińsko-mazurskie")
    #expect(units["0000000"]?.fullName(Phrasing(.english)) == "Poland")
    #expect(Sample.unit("PL621", "podregion elbląski", "subregion").fullName(polish) == "podregion elbląski")
  }
}
