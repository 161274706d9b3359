import Contracts
import Findings
import Testing

@testable import Reporting

@Suite struct MonitoringTests {
  /// Targets lead to the indicators' parts of the report; a pipeline may leave those out, and an indicator may have no values.
  @Test("Targets lead to what the report has", arguments: [["monitoring"], []])
  func links(sections: [String]) throws {
    var material = Sample.material()
    let indicator = try #require(material.indicators.first)
    let unit = try #require(material.units.region?.unit)
    material.targets = [
      Target(
        indicator: indicator.id, unit: unit, basePeriod: "2020", baseValue: 10, targetPeriod: "2030", targetValue: 8,
        goal: Wording("Mniej", en: "Less"))
    ]
    let composition = Sample.composition(material)
    let pages = HTMLWriter.pages(Document(composition, sections: try Section.named(sections, in: Place())))
    let page = try #require(pages.first)
    #expect(String(decoding: page.bytes, as: UTF8.self).contains("t-cele"))
    #expect(AccessibilityCheck.findings(of: page).map(\.code) == [])
  }

  /// A base that is known and not shown is no base that nobody has.
  @Test func aWithheldBaseIsSaidToBeWithheld() throws {
    var rows = Sample.rows
    let place = try #require(rows.firstIndex { $0.id == "C01/2801000/2010" })
    rows[place].value = nil
    rows[place].status = .secret
    rows[place].reason = "withheld"
    var material = Sample.material(rows: rows)
    material.targets = [
      Target(
        indicator: "C01", unit: "2801000", basePeriod: "2010", baseValue: nil, targetPeriod: "2030", targetValue: 8,
        goal: Wording("Mniej", en: "Less"))
    ]
    let composition = Sample.composition(material)
    let pages = HTMLWriter.pages(Document(composition, sections: try Section.named(["monitoring"], in: Place())))
    let tree = try PageElement.tree(of: String(decoding: try #require(pages.first).bytes, as: UTF8.self))
    let cells = try #require(tree.table("t-cele")).elements("td").map(\.text)
    #expect(cells.contains { $0.contains("#") } && !cells.contains { $0.contains("b.d.") }, "\(cells)")
  }

  /// An older value is not passed off as the newest where a newer one is kept back.
  @Test(arguments: [true, false])
  func aNewerValueThatIsWithheldIsSaid(isWithheld: Bool) throws {
    var rows = Sample.rows
    let series = rows.indices.filter { rows[$0].indicator == "C01" && rows[$0].unit == "2801000" && rows[$0].value != nil }
    let place = try #require(series.max { rows[$0].period < rows[$1].period })
    let period = rows[place].period
    rows[place].value = nil
    rows[place].status = isWithheld ? .secret : .notYetAvailable
    rows[place].reason = isWithheld ? "withheld" : ""
    var material = Sample.material(rows: rows)
    let target = Target(
      indicator: "C01", unit: "2801000", basePeriod: "2010", baseValue: 12, targetPeriod: "2030", targetValue: 8,
      goal: Wording("Mniej", en: "Less"))
    material.targets = [target]
    let state = try #require(TargetState(target, material))
    #expect(state.withheld?.period == (isWithheld ? period : nil))
    #expect(try #require(state.current).period < period)
    let composition = Sample.composition(material)
    let pages = HTMLWriter.pages(Document(composition, sections: try Section.named(["monitoring"], in: Place())))
    let tree = try PageElement.tree(of: String(decoding: try #require(pages.first).bytes, as: UTF8.self))
    let cells = try #require(tree.table("t-cele")).elements("td").map(\.text)
    #expect(cells.contains { $0.contains("nowsza wartość (\(period)) niepodana") } == isWithheld, "\(cells)")
  }

  /// 10 in 2020, 8 in 2030: on the straight line, and no more than the target after its year.
  @Test(arguments: [("2020", nil), ("2025", 9), ("2023-H1", 9.4), ("2035", 8)] as [(String, Double?)])
  func whatIsExpectedOfATarget(period: String, expected: Double?) throws {
    let target = Target(
      indicator: "C01", unit: "2800000", basePeriod: "2020", baseValue: nil, targetPeriod: "2030", targetValue: 8,
      goal: Wording("Mniej", en: "Less"))
    let found = target.expected(in: period, from: 10)
    #expect((found == nil) == (expected == nil))
    if let found, let expected { #expect(abs(found - expected) < 1e-9) }
  }
}
