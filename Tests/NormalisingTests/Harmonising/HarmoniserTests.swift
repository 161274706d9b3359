import Testing

@testable import Contracts
@testable import Findings
@testable import Normalising
@testable import Pipelines
@testable import Territory

/// Observations brought to the units of the register date, on the shipped register.
struct HarmoniserTests {
  typealias Cell = TinyEdition.Cell

  private static func value(_ rows: [ObservationRow], _ unit: String, _ period: String, _ measure: String = "population")
    -> Double?
  {
    rows.first { $0.unit == unit && $0.period == period && $0.measure == measure }?.value
  }

  @Test func aMergeIsAddedUpAndSaysSo() throws {
    let edition = try TinyEdition(region: "08", date: "2024-01-01")
    let rows = try edition.normalise([
      Cell(unit: "0862011", period: "2014", text: "118920"), Cell(unit: "0809102", period: "2014", text: "19800"),
      Cell(unit: "0862011", period: "2015", text: "138711"),
    ])
    #expect(rows.map(\.unit) == ["0862011", "0862011"])
    #expect(Self.value(rows, "0862011", "2014") == 138_720)
    #expect(Self.value(rows, "0862011", "2015") == 138_711)
    #expect(rows.allSatisfy { $0.status == .ok })
    let line = try #require(try edition.harmonisation().first)
    #expect((line.unit, line.measure, line.policy.rawValue, line.date) == ("0862011", "population", "merged", "2015-01-01"))
    #expect(line.from == ["0809102", "0862011"] && line.shares == [1, 1])
    #expect((line.firstPeriod, line.lastPeriod) == ("2014", "2014"))
    // To the last cell: two cells made one observation.
    let balance = edition.outcome.balances[0]
    #expect((balance.read, balance.used, balance.rejected, balance.skipped) == (3, 2, 0, ["carried-over": 1]))
    #expect(edition.outcome.findings.contains { $0.code == "harmonised-unit" && $0.severity == .note })
  }

  @Test func aMergeWithoutOneOfItsPartsIsNoWhole() throws {
    let edition = try TinyEdition(region: "08", date: "2024-01-01")
    let rows = try edition.normalise([Cell(unit: "0862011", period: "2014", text: "118920")])
    #expect(rows.map(\.status) == [.incomplete])
    #expect(rows[0].value == 118_920)
    #expect(try edition.harmonisation().map(\.policy) == [.broken])
    #expect(Set(try edition.breaks().map(\.code)) == [.territory])
    #expect(edition.outcome.findings.contains { $0.code == "harmonised-unit" && $0.severity == .warning })
  }

  @Test func aSplitIsSharedOutByPopulationAndFlagged() throws {
    let edition = try TinyEdition(region: "02", date: "2024-01-01")
    let rows = try edition.normalise([
      Cell(unit: "0221000", period: "2010", text: "180000"), Cell(unit: "0221000", period: "2013", text: "57834"),
      Cell(unit: "0265000", period: "2013", text: "117926"), Cell(unit: "0200000", period: "2010", text: "2917242"),
    ])
    #expect(Self.value(rows, "0221000", "2010") == 180_000 * 0.32905)
    #expect(Self.value(rows, "0265000", "2010") == 180_000 * 0.67095)
    #expect(rows.filter { $0.period == "2010" && $0.level == "powiat" }.allSatisfy { $0.status == .estimated })
    #expect(rows.filter { $0.period == "2013" }.allSatisfy { $0.status == .ok })
    // The total of the level is kept, and the figure as published can be seen.
    let total = (Self.value(rows, "0221000", "2010") ?? 0) + (Self.value(rows, "0265000", "2010") ?? 0)
    #expect(abs(total - 180_000) < 1e-6)
    #expect(rows.first { $0.unit == "0265000" && $0.period == "2010" }?.text == "180000")
    #expect(try edition.harmonisation().map { "\($0.unit) \($0.policy.rawValue)" } == ["0221000 estimated", "0265000 estimated"])
  }

  @Test func aRateIsNeverSharedOut() throws {
    let edition = try TinyEdition(region: "08", date: "2024-01-01")
    let rows = try edition.normalise([
      Cell(unit: "0862000", period: "2014", series: "Wynagrodzenie", text: "3500"),
      Cell(unit: "0809000", period: "2014", series: "Wynagrodzenie", text: "3000"),
    ])
    #expect(Self.value(rows, "0862000", "2014", "wages.gross") == 3500)
    #expect(Set(try edition.harmonisation().map(\.policy)) == [.broken])
  }

  /// Figures of after a change, brought back to a register of before it, and the other way round.
  @Test(arguments: [("2014-01-01", "2016", "po zmianie granic"), ("2024-01-01", "2014", "sprzed zmiany granic")])
  func theSideOfTheChangeIsSaid(date: String, period: String, wording: String) throws {
    let edition = try TinyEdition(region: "08", date: date)
    _ = try edition.normalise([
      Cell(unit: "0862011", period: period, text: "138720"),
      Cell(unit: "0862000", period: period, series: "Wynagrodzenie", text: "3500"),
      Cell(unit: "0809000", period: period, series: "Wynagrodzenie", text: "3000"),
    ])
    let said = edition.outcome.findings.filter { $0.code == "harmonised-unit" }
    #expect(!said.isEmpty)
    #expect(said.allSatisfy { $0.message.polish.contains(wording) })
  }

  @Test func anUnknownShareBreaksTheSeriesAndSaysWhatIsLost() throws {
    let edition = try TinyEdition(region: "32", date: "2024-01-01")
    let rows = try edition.normalise([
      Cell(unit: "3203042", period: "2018", text: "2500"), Cell(unit: "3203023", period: "2018", text: "16500"),
      Cell(unit: "3203042", period: "2020", text: ""),
    ])
    #expect(rows.map(\.unit) == ["3203023"])
    #expect(rows[0].value == 16_500)
    #expect(try edition.harmonisation().map(\.policy) == [.broken])
    #expect(edition.outcome.balances[0].skipped == ["not-carried-over": 1, "unit-has-ended": 1])
    #expect(edition.outcome.findings.contains { $0.code == "dissolved-unit" && $0.message.polish.contains("3203063") })
  }

  /// The area of the gmina that is gone went to two others of its powiat: the powiat is still the sum of all of them.
  @Test func aPowiatKeepsWhatNobodyCanShareOut() throws {
    let today = try TinyEdition(region: "32", date: "2024-01-01")
    let register = try withExtendedLifetime(today) { try today.pipeline.loadRegister() }
    let gminas = register.summableChildren(of: "3203000", at: .gmina, on: "2018-12-31")
    #expect(gminas.contains("3203042"))
    func powiat(_ cells: [Cell]) throws -> [ObservationRow] {
      let edition = try TinyEdition(region: "32", date: "2024-01-01")
      return try edition.normalise(cells).filter { $0.unit == "3203000" }
    }
    let cells = gminas.enumerated().map { Cell(unit: $1, period: "2018", text: String(1000 + $0)) }
    let whole = try powiat(cells)
    #expect(whole.map(\.value) == [Double(gminas.indices.reduce(0) { $0 + 1000 + $1 })] && whole.map(\.status) == [.ok])
    // A figure of its own counts, and what is not all of it is no sum.
    #expect(try powiat(cells + [Cell(unit: "3203000", period: "2018", text: "70000")]).map(\.value) == [70_000])
    #expect(try powiat(Array(cells.dropLast())).isEmpty)
  }

  /// Where all gminas of a powiat are known exactly, nothing is estimated.
  @Test func aPowiatOfKnownGminasIsTheirSum() throws {
    let today = try TinyEdition(region: "08", date: "2024-01-01")
    let register = try withExtendedLifetime(today) { try today.pipeline.loadRegister() }
    let gminas = register.summableChildren(of: "0809000", at: .gmina)
    let edition = try TinyEdition(region: "08", date: "2024-01-01")
    let rows = try edition.normalise(
      gminas.map { Cell(unit: $0, period: "2014", text: "5000") } + [
        Cell(unit: "0862011", period: "2014", text: "118920"), Cell(unit: "0809102", period: "2014", text: "19800"),
        Cell(unit: "0809000", period: "2014", text: String(5000 * gminas.count + 19800)),
        Cell(unit: "0862000", period: "2014", text: "118920"),
      ])
    #expect(Self.value(rows, "0809000", "2014") == Double(5000 * gminas.count))
    #expect(Self.value(rows, "0862000", "2014") == 138_720)
    #expect(rows.allSatisfy { $0.status == .ok })
    #expect(try edition.breaks().isEmpty)
    let lines = try edition.harmonisation().filter { $0.unit == "0809000" }
    #expect(lines.map(\.policy) == [.merged] && lines.first?.from == gminas)
  }

  /// The borders of the city and of its powiat are the same, and so are their breaks.
  @Test func aPowiatBreaksWithItsGmina() throws {
    let edition = try TinyEdition(region: "16", date: "2024-01-01")
    _ = try edition.normalise([
      Cell(unit: "1661011", period: "2016", text: "118000"), Cell(unit: "1661011", period: "2017", text: "128000"),
    ])
    #expect(Set(try edition.breaks().map(\.unit)) == ["1661011", "1661000"])
  }

  /// A unit is listed for all years; its old code has figures of some.
  @Test func onlyYearsWithFiguresAreRecoded() throws {
    let edition = try TinyEdition(region: "28", date: "2024-01-01")
    let texts = [("2018", "2", "6501"), ("2019", "2", ""), ("2018", "3", ""), ("2019", "3", "6502")]
    _ = try edition.normalise(
      texts.map { Cell(unit: "281708" + $0.1, period: $0.0, text: $0.2) })
    let found = edition.outcome.findings.filter { $0.code == "recoded-unit" }
    #expect(found.count == 1 && found[0].message.polish.hasPrefix("Dane za 2018 mają kod 2817082"), "\(found)")
  }

  /// Forward and back, whatever stands in the table of changes.
  @Test(arguments: [("02", "2012-06-01", "0265011", "0221091", "2013"), ("06", "2005-06-01", "0603152", "0606082", "2007")])
  func aRecodeIsCarriedBack(region: String, date: String, code: String, former: String, period: String) throws {
    let edition = try TinyEdition(region: region, date: date)
    let rows = try edition.normalise([Cell(unit: code, period: period, text: "1000")])
    #expect(rows.map(\.unit) == [former] && rows.map(\.status) == [.ok])
    #expect(try edition.harmonisation().map(\.policy) == [.recoded])
  }

  /// The number that the tools of labour offices still have for Warsaw.
  @Test func theOldCodeOfWarsaw() throws {
    let edition = try TinyEdition(region: "14", date: "2024-01-01")
    let rows = try edition.normalise([
      Cell(unit: "1431", period: "2023", text: "1861599"), Cell(unit: "1401", period: "2023", text: "30000"),
    ])
    #expect(rows.map(\.unit) == ["1401000", "1465000"])
  }

  /// A unit younger than the register date, without the figure that its own would be added to; years before it began are blank.
  @Test func aYoungerUnitSaysWhatItWasMadeOf() throws {
    let blank = try TinyEdition(region: "20", date: "2024-01-01")
    let parent = Cell(unit: "2002093", period: "2023", text: "9000")
    _ = try blank.normalise([parent, Cell(unit: "2002162", period: "2024", text: "")])
    #expect(!blank.outcome.findings.contains { $0.code == "dissolved-unit" })
    let edition = try TinyEdition(region: "20", date: "2024-01-01")
    _ = try edition.normalise([parent, Cell(unit: "2002162", period: "2025", text: "1000")])
    let found = try #require(edition.outcome.findings.first { $0.code == "dissolved-unit" })
    #expect(found.message.polish.contains("powstała 2025-01-01") && found.message.polish.contains("2002093 (Supraśl)"))
  }

  /// What was published adds up among the units of its own day, whatever is shared out, or left behind, afterwards.
  @Test(arguments: [
    ("08", "0809000", "2014", "0809102"), ("32", "3203000", "2018", "3203042"), ("02", "0221000", "2012", "0265011"),
  ])
  func unitsAddUpAsPublished(region: String, powiat: String, year: String, child: String) throws {
    // Its folder has to stand until the register is read.
    let today = try TinyEdition(region: region, date: "2024-01-01")
    let register = try withExtendedLifetime(today) { try today.pipeline.loadRegister() }
    let gminas = register.summableChildren(of: powiat, at: .gmina, on: "\(year)-12-31")
    #expect(gminas.contains(child))
    func broken(_ excess: Int) throws -> [Finding] {
      let edition = try TinyEdition(region: region, date: "2024-01-01")
      _ = try edition.normalise(
        gminas.map { Cell(unit: $0, period: year, text: "7001") }
          + [Cell(unit: powiat, period: year, text: String(7001 * gminas.count + excess))])
      return edition.outcome.findings.filter { $0.code == "gminas-not-powiat" }
    }
    #expect(try broken(0) == [])
    #expect(try broken(5).map(\.unit) == [powiat])
  }

  @Test func backToAnEarlierRegister() throws {
    let edition = try TinyEdition(region: "12", date: "2024-01-01")
    let rows = try edition.normalise([
      Cell(unit: "1207052", period: "2025", text: "6000"), Cell(unit: "1207132", period: "2025", text: "1800"),
    ])
    #expect(rows.map(\.unit) == ["1207052"])
    #expect(rows[0].value == 7800)
    #expect(try edition.harmonisation().map(\.policy) == [.merged])
  }

  @Test func aRecodeIsCarriedAndPrintedBesideTheSeries() throws {
    let edition = try TinyEdition(region: "02", date: "2024-01-01")
    let rows = try edition.normalise([Cell(unit: "0221091", period: "2012", text: "119171")])
    #expect(rows.map(\.unit) == ["0265011"])
    #expect(rows[0].status == .ok)
    let line = try #require(try edition.harmonisation().first)
    #expect((line.unit, line.policy.rawValue, line.from) == ("0265011", "recoded", ["0221091"]))
  }

  /// The seven gminas of 1 January 2025 in files of 2024 and of 2017, whichever of the shipped registers is chosen.
  @Test(arguments: ["0614052", "0614062", "0614102", "1436012", "2212062", "2602082", "3025052"], ["2025-01-01", "2024-01-01"])
  func theSevenOf2025(code: String, date: String) throws {
    let edition = try TinyEdition(region: String(code.prefix(2)), date: date)
    let after = String(code.dropLast()) + "3"
    let rows = try edition.normalise([
      Cell(unit: code, period: "2017", text: "5000"), Cell(unit: code, period: "2024", text: "5100"),
      Cell(unit: after, period: "2025", text: "5200"),
    ])
    #expect(Set(rows.map(\.unit)) == [date == "2025-01-01" ? after : code])
    #expect(rows.map(\.period) == ["2017", "2024", "2025"])
    #expect(edition.outcome.balances[0].rejected == 0)
    #expect(edition.outcome.findings.contains { $0.code == "recoded-unit" })
  }
}
