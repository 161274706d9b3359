import Testing

@testable import Findings
@testable import Normalising
@testable import Pipelines
@testable import Territory

/// A register date that the shipped catalogue of units does not reach.
struct RegisterCoverageTests {
  @Test(arguments: [
    ("1999-01-01", true), ("2006-01-01", false), ("2024-01-01", false), ("2026-06-30", false), ("2040-01-01", true),
  ])
  func isToldWhereTheCatalogueEnds(date: String, isTold: Bool) throws {
    let edition = try TinyEdition(region: "28", date: date)
    let finding = try edition.pipeline.loadRegister().coverageFinding
    #expect((finding != nil) == isTold)
    #expect(finding?.message.polish.contains(date) ?? true)
  }
}
