import Findings
import Pipelines
import Testing

@testable import Diagnosing

@Suite struct CatalogueTests {
  @Test func knowsWhatItNeeds() throws {
    let catalogue = try Sample.catalogue([
      Sample.indicator("A2", "population - population@-10", "population@-10"),
      Sample.indicator("A1", "unemployed", "population[age=18-64]"),
    ])
    #expect(catalogue.entries.map(\.definition.id) == ["A2", "A1"])
    #expect(catalogue.measures.map(\.id) == ["population", "unemployed"])
    #expect(catalogue.yearsBack == [0, 10])
    #expect(catalogue["A1"]?.numerator.references.map(\.measure) == ["unemployed"])
    #expect(catalogue["A3"] == nil)
  }

  @Test func everyMistakeIsNamedAtOnce() {
    do throws(Refusal) {
      _ = try Sample.catalogue([
        Sample.indicator("A1", "populatio"), Sample.indicator("A2", "population"), Sample.indicator("A3", "1", "births +"),
        Sample.indicator("A4", "1", levels: "powat"),
      ])
      Issue.record("mistakes were taken")
    } catch {
      #expect(error.kind == .configuration)
      #expect(error.what.polish.contains("A1") && error.place.row == 2)
      #expect(error.mend.english.contains("population"))
      #expect(error.findings.map(\.place.row) == [2, 4, 5])
      #expect(error.findings[2].message.polish.contains("powiat"))
    }
  }
}
