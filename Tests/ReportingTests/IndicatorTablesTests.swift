import Contracts
import Findings
import Testing

@testable import Reporting

/// The tables of one indicator against the rows they are made from.
@Suite struct IndicatorTablesTests {
  /// The powiats have a value for 2016, the region the last one before for 2015.
  private static var rows: [IndicatorRow] {
    var rows = Sample.rows
    for place in rows.indices where rows[place].indicator == "C01" && rows[place].period == "2017" && rows[place].value != nil {
      let isRegion = rows[place].level == "voivodeship"
      guard isRegion || rows[place].level == "powiat" else { continue }
      rows[place].changePrevious = isRegion ? -0.2 : -0.1
      rows[place].previousPeriod = isRegion ? "2015" : "2016"
      rows[place].changeBase = nil
      rows[place].basePeriod = ""
    }
    return rows
  }

  private static func units(_ language: Language, breaks: [Indicator.Break] = []) throws -> Table {
    var material = Sample.material(language, rows: rows)
    for place in material.indicators.indices where material.indicators[place].id == "C01" {
      material.indicators[place].breaks = breaks
    }
    let composition = Sample.composition(material)
    return IndicatorTables(reading: try #require(composition.readings["C01"]), material: material).units()
  }

  @Test("A change since another year than the heading says has a mark, and under the table its year")
  func otherPeriod() throws {
    let table = try Self.units(.polish)
    #expect(table.columns.last?.title == "Zmiana wobec 2016 (p.p.)")
    let say = Phrasing(.polish)
    let region = try #require(table.rows.first { plainText($0.heading, say) == "Województwo warmińsko-mazurskie" })
    let powiat = try #require(table.rows.first { plainText($0.heading, say) == "bartoszycki" })
    #expect(plainText(try #require(region.cells.last), say) == "−0,2\u{A0}*")
    #expect(plainText(try #require(powiat.cells.last), say) == "−0,1")
    #expect(
      table.notes.contains {
        $0.hasPrefix("* Zmiana wobec innego okresu") && $0.hasSuffix(": województwo warmińsko-mazurskie wobec 2015\u{A0}r.")
      })
    #expect(try Self.units(.english).notes.contains { $0.hasSuffix(": warmińsko-mazurskie voivodeship since 2015.") })
  }

  @Test("Across a break that lies before the year of the heading nothing is compared")
  func otherPeriodAcrossBreak() throws {
    let table = try Self.units(.polish, breaks: [Indicator.Break(year: 2016, code: "census-2021")])
    let region = try #require(table.rows.first { plainText($0.heading, Phrasing(.polish)) == "Województwo warmińsko-mazurskie" })
    #expect(region.cells.last == .text("przerwa"))
    #expect(!table.notes.contains { $0.hasPrefix("*") })
  }
}
