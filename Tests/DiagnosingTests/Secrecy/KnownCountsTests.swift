// What others know beside the edition: public sources, the edition before; and what the law says of amounts.
import Bytes
import Contracts
import Disclosure
import Findings
import Pipelines
import Testing

@testable import Diagnosing

@Suite struct KnownCountsTests {
  private static let gminas = ["2801011", "2801022", "2801033", "2802012", "2802022"]

  private static func observations(women: [Double], source: String = "gus") -> [Sample.Seen] {
    var seen: [Sample.Seen] = []
    for (index, gmina) in gminas.enumerated() {
      seen.append(.init(gmina, "2023", "population", 400))
      seen.append(.init(gmina, "2023", "unemployed", women[index], "sex=K", source: source))
      seen.append(.init(gmina, "2023", "unemployed", 90 - women[index], "sex=M", source: source))
    }
    return seen
  }

  private static func catalogue(threshold: Int) -> [String] {
    [
      Sample.indicator("C02", "unemployed", "population", multiplier: "100", interval: "wilson"),
      Sample.indicator("C05", "unemployed[sex=K]", "unemployed", multiplier: "100", interval: "wilson"),
    ].map { $0.replacing(";3;GUS", with: ";\(threshold);GUS") }
  }

  // MARK: public sources

  @Test(arguments: [("", true), (#""disclosure": {"public_sources": ["gus"]}"#, false)])
  func whatThePublisherShowsToEverybodyIsNotWithheld(more: String, isWithheld: Bool) throws {
    let place = try Workplace(Self.catalogue(threshold: 3))
    place.more = more
    try place.observe(Self.observations(women: [2, 20, 30, 40, 50]))
    let (directory, outcome) = try place.run()
    let rows = try IndicatorRow.read(directory + "/indicators.csv")
    #expect((rows.first { $0.id == "C05/2801011/2023" }?.value == nil) == isWithheld)
    #expect(outcome.findings.allSatisfy { $0.severity != .error })
  }

  @Test func anUnknownPublicSourceIsRefused() throws {
    let place = try Workplace(Self.catalogue(threshold: 3))
    place.more = #""disclosure": {"public_sources": ["gsu"]}"#
    #expect(throws: Refusal.self) { try place.pipeline() }
  }

  // MARK: the edition before

  /// Published with a threshold of 3, then made with 5: the counts of 3 and 4 are out.
  @Test func whatTheEditionBeforeShowedIsWithheldAndSaid() throws {
    let place = try Workplace(Self.catalogue(threshold: 3))
    try place.observe(Self.observations(women: [4, 20, 30, 40, 50]))
    let before = try place.run().directory
    #expect(try IndicatorRow.read(before + "/indicators.csv").first { $0.id == "C05/2801011/2023" }?.numerator == 4)
    place.indicators = Self.catalogue(threshold: 5)
    place.published = before
    let (directory, outcome) = try place.run()
    let row = try #require(try IndicatorRow.read(directory + "/indicators.csv").first { $0.id == "C05/2801011/2023" })
    #expect(row.value == nil && row.numerator == nil && row.reason == "withheld")
    let said = outcome.findings.filter { $0.code == "disclosure-shown-before" }
    #expect(said.contains { $0.unit == "2801011" && $0.severity == .warning && $0.measure == "unemployed[sex=K]" })
    #expect(outcome.findings.allSatisfy { $0.severity != .error })
    let withheld = try DisclosureRow.read(directory + "/disclosure.csv").filter { $0.unit == "2801011" && $0.period == "2023" }
    let count = try #require(withheld.first { $0.subject == "unemployed[sex=K]" })
    // The table of bounds does not show the count a second time.
    #expect(!count.shownIn.isEmpty && count.lower == nil && count.upper == nil)
  }

  /// The pattern of the edition before is kept: what it showed protects nothing now.
  @Test func aCountOfBeforeProtectsNothing() throws {
    let place = try Workplace(Self.catalogue(threshold: 3))
    try place.observe(Self.observations(women: [2, 20, 30, 40, 50]))
    let before = try place.run().directory
    let old = try DisclosureRow.read(before + "/disclosure.csv")
    place.published = before
    let (directory, outcome) = try place.run()
    let new = try DisclosureRow.read(directory + "/disclosure.csv")
    #expect(!old.isEmpty && new.map(\.key) == old.map(\.key) && new.allSatisfy { $0.shownIn.isEmpty })
    #expect(outcome.findings.allSatisfy { $0.code != "disclosure-shown-before" })
  }

  /// A small count that is revised upwards: shown now, and with it what was hidden for its sake, the old one could be worked out
  /// from the sums of both editions.
  @Test func whatWasHiddenStaysHiddenWhenTheSmallCountIsRevised() throws {
    let place = try Workplace(Self.catalogue(threshold: 3))
    try place.observe(Self.observations(women: [2, 20, 30, 40, 50]))
    let before = try place.run().directory
    let old = try DisclosureRow.read(before + "/disclosure.csv").map(\.key)
    #expect(old.count > 1)
    try place.observe(Self.observations(women: [6, 20, 30, 40, 50]))
    // By itself there is nothing small in it.
    #expect(try DisclosureRow.read(try place.run().directory + "/disclosure.csv").isEmpty)
    place.published = before
    let (directory, outcome) = try place.run()
    #expect(Set(old).isSubset(of: Set(try DisclosureRow.read(directory + "/disclosure.csv").map(\.key))))
    #expect(outcome.findings.allSatisfy { $0.severity != .error })
  }

  /// A count that falls to 2 by revision may be hidden only behind what was hidden or has changed too.
  @Test func aRevisedCountIsHiddenBehindWhatChangedWithIt() throws {
    let place = try Workplace(Self.catalogue(threshold: 3))
    try place.observe(Self.observations(women: [12, 20, 30, 40, 50]))
    let before = try place.run().directory
    try place.observe(Self.observations(women: [2, 20, 30, 40, 50]))
    place.published = before
    let (directory, outcome) = try place.run()
    let withheld = try DisclosureRow.read(directory + "/disclosure.csv").filter { $0.subject == "unemployed[sex=K]" }
    // The other gminas were shown and are as they were; the powiat, the subregion and the voivodeship are others now.
    #expect(Set(withheld.map(\.unit)) == ["2801011", "2801000", "PL621", "2800000"])
    #expect(outcome.findings.allSatisfy { $0.severity != .error && $0.code != "disclosure-shown-before" })
  }

  // MARK: amounts of entities

  private static let money = Sample.indicator("G10", "revenue", "population")

  private func amounts(outlets: [Double?]) throws -> (rows: [IndicatorRow], withheld: [DisclosureRow], findings: [Finding]) {
    let place = try Workplace([Self.money])
    place.entities = "measure;contributors;note\nrevenue;outlets;\n"
    var seen: [Sample.Seen] = []
    for (index, gmina) in Self.gminas.enumerated() {
      seen.append(.init(gmina, "2023", "population", 400))
      seen.append(.init(gmina, "2023", "revenue", 10_000.55 * Double(index + 1)))
      if let count = outlets[index] { seen.append(.init(gmina, "2023", "outlets", count)) }
    }
    try place.observe(seen)
    let (directory, outcome) = try place.run()
    return (
      try IndicatorRow.read(directory + "/indicators.csv"), try DisclosureRow.read(directory + "/disclosure.csv"),
      Array(outcome.findings)
    )
  }

  @Test func amountsOfFewerThanThreeEntitiesAreWithheld() throws {
    let (rows, withheld, findings) = try amounts(outlets: [2, 9, 9, 9, 9])
    let row = try #require(rows.first { $0.id == "G10/2801011/2023" })
    #expect(row.value == nil && row.numerator == nil && row.denominator == 400 && row.reason == "withheld")
    let bound = try #require(withheld.first { $0.unit == "2801011" })
    #expect(bound.subject == "revenue" && (bound.lower ?? 0) <= 9000.5 && (bound.upper ?? .infinity) >= 11_000.6)
    // Not the only one of its powiat: a subtraction would give it.
    #expect(withheld.count > 1 && findings.allSatisfy { $0.severity != .error })
    #expect(findings.contains { $0.code == "disclosure-shares-unknown" && $0.severity == .note })
  }

  @Test func amountsOfManyEntitiesAreShown() throws {
    let (rows, withheld, _) = try amounts(outlets: [3, 9, 9, 9, 9])
    #expect(withheld.isEmpty && rows.allSatisfy { $0.reason != "withheld" })
  }

  @Test func anAmountOfUncountedEntitiesIsSaid() throws {
    let (rows, _, findings) = try amounts(outlets: [nil, 9, 9, 9, 9])
    #expect(rows.first { $0.id == "G10/2801011/2023" }?.value != nil)
    #expect(findings.contains { $0.code == "disclosure-entities-unknown" && $0.unit == "2801011" })
  }

  // MARK: the audit

  /// A pattern that withholds only the small counts themselves: the audit finds it out, and an error stops the edition.
  @Test func theAuditDoesNotTrustThePattern() throws {
    let place = try Workplace(Self.catalogue(threshold: 3))
    try place.observe(Self.observations(women: [2, 20, 30, 40, 50]))
    let pipeline = try place.pipeline()
    let definitions = try DiagnosisDefinitions(pipeline)
    let (batch, texts) = Sample.batch(Self.observations(women: [2, 20, 30, 40, 50]))
    var builder = CubeBuilder(
      units: definitions.scope.units, years: definitions.cubeYears, measures: definitions.catalogue.measures, texts: texts)
    try builder.add(batch)
    let resolver = FigureResolver(builder.finish().cube)
    let entries = definitions.catalogue.entries
    var grids: [IndicatorGrid] = []
    for entry in entries {
      let calculator = IndicatorCalculator(entry, resolver)
      var grid = IndicatorGrid(units: definitions.scope.units.count, years: definitions.gridYears)
      for unit in 0..<definitions.scope.units.count {
        for year in 0..<definitions.gridYears.count {
          grid[unit, year] = calculator.value(unit: unit, year: definitions.gridYears[year])
        }
      }
      grids.append(grid)
    }
    for (isCareless, severities) in [(true, [Severity.error]), (false, [])] {
      var disclosure = EditionDisclosure(
        entries, definitions.catalogue.measures, definitions.scope, years: definitions.gridYears,
        settings: DisclosureSettings(),
        knowledge: .init(entities: EntityCounts([:], nil, resolver), earlier: nil, isPublic: { _, _, _, _ in false })
      ) { (system) throws(Refusal) in
        guard isCareless else { return try system.pattern().statuses }
        var statuses = system.values.map { _ in CellStatus.published }
        for need in system.needs { statuses[need.cell] = .primary }
        return statuses
      }
      var copies = grids
      try disclosure.apply(to: &copies)
      #expect(disclosure.findings.map(\.severity) == severities)
      #expect(disclosure.findings.allSatisfy { $0.code == "disclosure-audit-failed" && $0.unit == "2801011" })
    }
  }

  /// Hardly anything is left of a whole beside a part that moves: the relation is heeded though it is not among the tight ones.
  @Test func aWholeIsNoLessThanItsPart() throws {
    let place = try Workplace(Self.catalogue(threshold: 3))
    try place.observe(Self.observations(women: [80, 1, 30, 40, 50]))
    let (directory, outcome) = try place.run()
    #expect(outcome.findings.allSatisfy { $0.severity != .error })
    for row in try DisclosureRow.read(directory + "/disclosure.csv") where row.subject == "unemployed[sex=K]" {
      // Bounds of the audit know that women are among the unemployed, whose number is shown.
      if row.level == "gmina" { #expect((row.upper ?? .infinity) <= 90) }
    }
  }
}
