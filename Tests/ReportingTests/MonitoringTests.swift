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
}
