import Foundation
import Testing

@testable import Bytes
@testable import Findings
@testable import Pipelines

/// Figures that sound alike and count different people are never set against each other.
struct ConceptTableTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// What the shipped concepts say of one indicator more.
  private static func refusal(_ numerator: String, _ denominator: String) throws -> Refusal? {
    let concepts = try Pipeline.load(root + "/pipelines/warminsko-mazurskie.json").loadConcepts()
    let text = """
      id;label_pl;label_en;definition_pl;definition_en;numerator;denominator;multiplier;unit;decimals;direction;area;levels;interval;threshold;source;breaks
      X01;x;x;x;x;\(numerator);\(denominator);100;%;1;n;assistance;powiat;none;3;x;
      """
    let table = try IndicatorTable(try SeparatedTable(Array(text.utf8), name: "indicators.csv"))
    do throws(Refusal) {
      try concepts.check(table)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    ("assistance.actual.persons_by_decision", "assistance.community.beneficiaries"),
    ("assistance.actual.persons_in_families", "assistance.actual.persons_by_decision"),
    ("assistance.community.beneficiaries", "assistance.reason.poverty.persons_in_families"),
    ("population + assistance.actual.persons_by_decision", "assistance.actual.persons_in_families@-1"),
    ("assistance.permanent.persons", "assistance.community.beneficiaries"),
  ])
  func mixedConceptsAreRefused(numerator: String, denominator: String) throws {
    let refusal = try #require(try Self.refusal(numerator, denominator))
    #expect(refusal.kind == .configuration)
    #expect(refusal.what.polish.contains("X01") && refusal.what.polish.contains("miesza dwa pojęcia"))
    #expect(refusal.place.file == "indicators.csv")
  }

  @Test(arguments: [
    ("assistance.actual.persons_by_decision", "population"),
    ("assistance.reason.poverty.persons_in_families", "assistance.actual.persons_in_families"),
    ("assistance.community.beneficiaries", "population[age=65+]"),
  ])
  func oneConceptIsNot(numerator: String, denominator: String) throws {
    #expect(try Self.refusal(numerator, denominator) == nil)
  }

  @Test func anIndexThatCountsHelpedPeopleTwiceIsRefused() throws {
    let pipeline = try Pipeline.load(Self.root + "/pipelines/warminsko-mazurskie.json")
    let indicators = try pipeline.loadIndicators()
    let concepts = try pipeline.loadConcepts()
    var index = try #require(pipeline.index)
    func headline(_ measure: String) throws -> String {
      try #require(indicators.indicators.first { $0.numerator == measure }?.id)
    }
    let ids = [
      try headline("assistance.actual.persons_in_families"), try headline("assistance.actual.persons_by_decision"),
    ]
    index.domains = [IndexSettings.Domain(id: "d", title: Wording("d", en: "d"), weight: 1, indicators: ids)]
    #expect(throws: Refusal.self) { try concepts.check(index, indicators, in: "x.json") }
    index.domains[0].indicators = [ids[0]]
    try concepts.check(index, indicators, in: "x.json")
  }
}
