import Bytes
import Contracts
import Findings
import Pipelines
import Testing

@testable import Diagnosing

@Suite struct DiagnoseTests {
  private static let gminas = ["2801011", "2801022", "2801033", "2802012", "2802022"]

  private static let catalogue = [
    Sample.indicator("C02", "unemployed", "population", multiplier: "100", interval: "wilson"),
    Sample.indicator("A04", "population[age=65+]", "population", multiplier: "100", direction: "-", interval: "wilson"),
    Sample.indicator("A11", "migration", "population", multiplier: "1000", direction: "+", breaks: "2020:census-2021"),
    Sample.indicator("A10", "births", "population", multiplier: "1000", direction: "+", interval: "byar"),
    Sample.indicator("C11", "wages", "wages@country", multiplier: "100", direction: "+", levels: "voivodeship powiat"),
    Sample.indicator("Z01", "unemployed[sex=K]", "unemployed", multiplier: "100", direction: "n"),
  ]

  private static let index = """
    "index": {"id": "risk", "title": {"pl": "Ryzyko", "en": "Risk"}, "levels": ["powiat", "gmina"], "domains": [
      {"id": "labour", "title": {"pl": "Praca", "en": "Labour"}, "indicators": ["C02"]},
      {"id": "age", "title": {"pl": "Wiek", "en": "Age"}, "indicators": ["A04", "A11"]}]}
    """

  /// Figures for all gminas and years that are the same each time.
  private static func observations() -> [Sample.Seen] {
    var state: UInt64 = 28
    func draw(_ below: UInt64) -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double((state >> 33) % below)
    }
    var seen: [Sample.Seen] = []
    for gmina in gminas {
      for year in ["2015", "2019", "2020", "2022", "2023"] {
        for age in ["0-64", "65-69", "70+"] {
          for sex in ["M", "K"] {
            seen.append(.init(gmina, year, "population", 100 + draw(900), "age=\(age);sex=\(sex)"))
          }
        }
        seen.append(.init(gmina, year, "unemployed", 10 + draw(50), source: "wup"))
        seen.append(.init(gmina, year, "births", draw(30)))
        seen.append(.init(gmina, year, "migration", draw(30) - 15.5))
      }
    }
    seen.append(.init("2801000", "2023", "wages", 6000))
    seen.append(.init("0000000", "2023", "wages", 8000))
    seen.append(.init("0200000", "2023", "wages", 9000))
    return seen
  }

  private func workplace() throws(Refusal) -> Workplace {
    let place = try Workplace(Self.catalogue)
    place.more = Self.index
    return place
  }

  @Test func everyNumberLeadsBackToItsObservations() throws {
    let place = try workplace()
    try place.observe(Self.observations())
    let (directory, outcome) = try place.run()
    #expect(
      try Files.list(directory) == [
        "adequacy.csv", "adequacy_pairs.csv", "catalogue.csv", "disclosure.csv", "forecasts.csv", "index.csv",
        "index_domains.csv", "index_drivers.csv", "index_methods.csv", "indicators.csv", "origins.arrow", "peer_values.csv",
        "peers.csv", "trends.csv", "units.csv",
      ])
    let rows = try IndicatorRow.read(directory + "/indicators.csv")
    #expect(rows.contains { $0.value != nil } && rows.contains { $0.value == nil })
    let computed = rows.filter { $0.indicator != "C11" && $0.value != nil }
    let reader = LineageReader(cells: "", observations: place.root + "/2-observations", tables: directory)
    let table = try reader.table(
      of: computed.map { NumberID(indicator: $0.indicator, unit: $0.unit, period: $0.period) })
    for (number, row) in computed.enumerated() {
      func observations(_ role: OriginRole) -> [ObservationRow] {
        table.cells(of: number, role).map { ObservationRow(table.cells, Int($0), table.texts) }
      }
      let (above, below) = (observations(.numerator), observations(.denominator))
      #expect(above.reduce(0) { $0 + ($1.value ?? .nan) } == row.numerator, "\(row.id)")
      #expect(below.reduce(0) { $0 + ($1.value ?? .nan) } == row.denominator, "\(row.id)")
      #expect(Set(OriginRole.allCases.flatMap { table.cells(of: number, $0) }).count == row.sourceCount)
      #expect(Set((above + below).map(\.source)).sorted() == row.sources)
      #expect((above + below).allSatisfy { $0.period == row.period })
    }
    for row in rows where row.value == nil { #expect(!row.reason.isEmpty, "\(row.id)") }
    #expect(outcome.balances.allSatisfy { $0.isEven } && outcome.balances.map(\.source) == ["gus", "wup"])
  }

  @Test func regionIsTheSumOfItsGminas() throws {
    let place = try workplace()
    try place.observe(Self.observations())
    let rows = try IndicatorRow.read(try place.run().directory + "/indicators.csv")
    func row(_ unit: String) throws -> IndicatorRow {
      try #require(rows.first { $0.indicator == "A04" && $0.unit == unit && $0.period == "2023" })
    }
    let gminas = try Self.gminas.map { try row($0) }
    for level in ["2800000", "PL621"] {
      let region = try row(level)
      #expect(region.numerator == gminas.reduce(0) { $0 + ($1.numerator ?? .nan) })
      #expect(region.denominator == gminas.reduce(0) { $0 + ($1.denominator ?? .nan) })
    }
    let first = try #require(gminas.first)
    #expect(try first.powiatValue == row("2801000").value)
    #expect(try first.voivodeshipValue == row("2800000").value)
    #expect(first.previousPeriod == "2022" && first.basePeriod == "2015")
    let wages = rows.filter { $0.indicator == "C11" }
    #expect(wages.first { $0.id == "C11/2801000/2023" }?.value == 75)
    // A voivodeship to compare with stands there because it has a value; the country is itself 100.
    #expect(wages.contains { $0.id == "C11/0200000/2023" && $0.value == 112.5 })
    #expect(wages.contains { $0.id == "C11/0000000/2023" && $0.value == 100 })
    #expect(!wages.contains { $0.unit == "1400000" })
  }

  /// Years that no source has make tables without a number, which are not a diagnosis.
  @Test func aDiagnosisWithoutAnyNumberIsAnError() throws {
    let elsewhen = Self.observations().map { seen in
      Sample.Seen(seen.unit, "1998", seen.measure, seen.value, seen.breakdown, source: seen.source)
    }
    let nothing = try workplace().tables(elsewhen).findings.filter { $0.code == "diagnosis-without-data" }
    #expect(nothing.map(\.severity) == [.error])
    #expect(nothing.first?.message.polish.contains("2015, 2020, 2023") == true)
    let some = try workplace().tables(Self.observations()).findings
    #expect(!some.contains { $0.code == "diagnosis-without-data" })
  }

  @Test func sameBytesEachTime() throws {
    let place = try workplace()
    try place.observe(Self.observations())
    let first = try place.run()
    let second = try place.run()
    #expect(try place.files(first.directory) == place.files(second.directory))
    #expect(first.outcome.findings == second.outcome.findings)
  }

  @Test func orderOfTheObservationsDoesNotMatter() throws {
    let place = try workplace()
    let seen = Self.observations()
    var expected = try place.tables(seen)
    // Origins name rows, and these are others.
    #expect(expected.files.removeValue(forKey: "origins.arrow") != nil)
    for step in [7, 11, 101] {
      let shuffled = seen.indices.map { seen[($0 * step + 3) % seen.count] }
      var found = try place.tables(shuffled)
      #expect(found.files.removeValue(forKey: "origins.arrow") != nil)
      #expect(Set(shuffled.map { "\($0.unit)\($0.period)\($0.measure)\($0.breakdown)" }).count == seen.count)
      #expect(found.files == expected.files)
      #expect(found.findings == expected.findings)
    }
  }

  @Test func changedRowOfTheCatalogueChangesOnlyItsOwnFigures() throws {
    let place = try workplace()
    let seen = Self.observations()
    let before = try place.tables(seen).files
    place.indicators[3] = Sample.indicator("A10", "births", "population", multiplier: "10000", interval: "byar")
    let after = try place.tables(seen).files
    #expect(before["index.csv"] == after["index.csv"] && before["units.csv"] == after["units.csv"])
    #expect(before["origins.arrow"] == after["origins.arrow"])
    let old = String(decoding: try #require(before["indicators.csv"]), as: UTF8.self).split(separator: "\r\n")
    let new = String(decoding: try #require(after["indicators.csv"]), as: UTF8.self).split(separator: "\r\n")
    #expect(old.count == new.count)
    let different = zip(old, new).filter { $0 != $1 }.map { $0.0.prefix(4) }
    #expect(!different.isEmpty && different.allSatisfy { $0 == "A10/" })
  }

  @Test func suppressedGminaIsMissingAllTheWayUp() throws {
    let place = try workplace()
    let seen = Self.observations().map { one in
      var one = one
      if one.unit == "2801022" && one.measure == "unemployed" && one.period == "2023" {
        one.value = nil
        one.status = .secret
      }
      return one
    }
    try place.observe(seen)
    let (directory, outcome) = try place.run()
    let rows = try IndicatorRow.read(directory + "/indicators.csv").filter { $0.indicator == "C02" && $0.period == "2023" }
    func row(_ unit: String) throws -> IndicatorRow { try #require(rows.first { $0.unit == unit }) }
    #expect(try row("2801022").reason == "secret" && row("2801022").status == .secret)
    for unit in ["2801000", "2800000", "PL621"] {
      let sum = try row(unit)
      #expect(sum.value == nil && sum.numerator == nil && sum.reason == "incomplete-children" && sum.status == .secret)
      #expect(sum.denominator != nil)
    }
    #expect(try row("2802000").value != nil)
    #expect(try row("2801011").unitsRanked == 4)
    let gaps = outcome.findings.filter { $0.code == "incomplete-children" && $0.measure == "unemployed" }
    #expect(Set(gaps.map(\.unit)) == ["2801000", "2800000", "PL621"])
    #expect(gaps.first { $0.unit == "2801000" }?.message.polish.contains("1 z 3") ?? false)
    #expect(outcome.findings.allSatisfy { $0.severity != .error })
    let index = try IndexRow.read(directory + "/index.csv").first { $0.unit == "2801022" && $0.period == "2023" }
    #expect(index?.missing == ["C02"] && index?.coverage == 0.5 && index?.score != nil)
  }

  @Test func catalogueAndUnitsSayWhatStandsInTheTables() throws {
    let place = try workplace()
    try place.observe(Self.observations())
    let directory = try place.run().directory
    let catalogue = try CatalogueFile.read(directory + "/catalogue.csv")
    #expect(catalogue.header == CatalogueTable.header)
    #expect(catalogue.rows.map(\.[0]) == ["C02", "A04", "A11", "A10", "C11", "Z01"])
    #expect(catalogue.rows[2][12] == "voivodeship subregion powiat gmina district" && catalogue.rows[2][16] == "2020:census-2021")
    let units = try UnitRow.read(directory + "/units.csv")
    let named = Set(units.map(\.unit))
    #expect(try IndicatorRow.read(directory + "/indicators.csv").allSatisfy { named.contains($0.unit) })
    #expect(!named.contains("2801034") && named.contains("0200000"))
    #expect(units.first { $0.unit == "2801033" }?.kind == "3" && units.first { $0.unit == "2801033" }?.parent == "2801000")
  }

  @Test func districtsOfWarsaw() throws {
    let place = try Workplace([Sample.indicator("C02", "unemployed", "population", multiplier: "100", interval: "wilson")])
    place.region = "1465"
    place.levels = "[\"powiat\", \"district\"]"
    try place.observe([
      .init("1465028", "2023", "unemployed", 10), .init("1465038", "2023", "unemployed", 30),
      .init("1465028", "2023", "population", 200), .init("1465038", "2023", "population", 200),
      .init("0000000", "2023", "unemployed", 1), .init("0000000", "2023", "population", 4),
    ])
    let rows = try IndicatorRow.read(try place.run().directory + "/indicators.csv").filter { $0.period == "2023" }
    #expect(rows.map(\.unit) == ["0000000", "1465000", "1465028", "1465038"])
    #expect(rows.map(\.value) == [25, 10, 5, 15])
    #expect(rows[2].powiatValue == 10 && rows[2].countryValue == 25 && rows[2].voivodeshipValue == nil)
    #expect(rows[2].rank == 1 && rows[3].rank == 2)
  }

  // MARK: refusals

  private func refusal(_ place: Workplace) -> Refusal? {
    do throws(Refusal) {
      _ = try place.run()
      return nil
    } catch {
      return error
    }
  }

  @Test func withoutObservationsTheStageBeforeIsAskedFor() throws {
    let found = refusal(try workplace())
    #expect(found?.kind == .unavailable && found?.mend.english.contains("normalise") ?? false)
  }

  @Test func unknownMeasureAndIndicatorAreRefused() throws {
    let place = try workplace()
    try place.observe(Self.observations())
    place.indicators.append(Sample.indicator("X01", "unemployd", "population"))
    let measure = refusal(place)
    #expect(measure?.kind == .configuration && measure?.what.english.contains("X01") ?? false)
    #expect(measure?.mend.english.contains("unemployed") ?? false)
    #expect(throws: Refusal.self) { try checkDiagnosis(of: try place.pipeline()) }
    place.indicators.removeLast()
    try checkDiagnosis(of: try place.pipeline())
    place.more = Self.index.replacing("\"A11\"", with: "\"A12\"")
    #expect(refusal(place)?.kind == .configuration)
    place.more = Self.index.replacing("\"A11\"", with: "\"Z01\"")
    #expect(refusal(place)?.what.english.contains("Z01") ?? false)
    place.more = "\"indicators\": [\"C2\"]"
    #expect(refusal(place)?.kind == .configuration)
  }

  @Test func regionThatIsNowhereIsRefused() throws {
    let place = try Workplace(Self.catalogue)
    try place.observe(Self.observations())
    place.region = "30"
    #expect(refusal(place)?.kind == .configuration)
  }
}
