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

  /// States are not added to sums of a year, nor persons to other things; shares and means are not added at all.
  @Test(arguments: [
    ("unemployed + births", true), ("population - births", true), ("outlets + unemployed", true), ("rate + rate@-1", true),
    ("wages + wages@-1", true), ("2 * births + (population + 1)", true), ("births + migration", false),
    ("unemployed + population[sex=K]", false), ("rate - rate@-1", false), ("wages - wages@-1", false),
    ("population * births + revenue", false), ("1000 * births + 3", false),
  ])
  func unlikeQuantitiesAreNotAdded(expression: String, isRefused: Bool) {
    do throws(Refusal) {
      _ = try Sample.catalogue([Sample.indicator("A1", "population", expression)])
      #expect(!isRefused)
    } catch {
      #expect(isRefused && error.kind == .configuration && error.place.row == 2)
      #expect(error.what.polish.contains("A1") && error.what.polish.contains("denominator"))
    }
  }
}
