import Testing

@testable import Contracts
@testable import Findings
@testable import Normalising
@testable import Pipelines
@testable import Territory

/// Names as tables without codes have them, on the shipped register (FORMATS 1.8, 3.3).
struct NamedUnitsTests {
  static let register = Swift.Result {
    try Pipeline.load(TinyEdition.root + "/pipelines/warminsko-mazurskie.json").loadRegister()
  }

  private static func said(_ name: String, _ parent: String, _ level: Level) throws -> String {
    switch NamedUnits(try register.get(), at: level).meaning(of: name, parent: parent) {
    case .unit(let unit): unit.code
    case .part(let code): "part \(code)"
    case .rejected(let code, let wording): "\(code): \(wording.polish)"
    }
  }

  @Test(arguments: [
    ("bartoszycki", "", "2801000"), ("Powiat bartoszycki", "warmińsko-mazurskie", "2801000"),
    ("Powiat m. Olsztyn", "", "2862000"), ("m. st. Warszawa", "", "1465000"), ("Powiat m.Łódź", "", "1061000"),
    ("Powiat m. Wałbrzych od 2013", "", "0265000"), ("wałbrzyski *", "", "0221000"),
    ("bielski", "PODLASKIE", "2003000"), ("bielski", "śląskie", "2402000"), ("jeleniogórski", "", "0206000"),
  ])
  func powiats(name: String, parent: String, code: String) throws {
    #expect(try Self.said(name, parent, .powiat) == code)
  }

  @Test(arguments: [
    ("Osiek", "starogardzki", "2213082"), ("Świętajno", "olecki", "2813052"), ("Bartoszyce (2)", "bartoszycki", "2801032"),
    ("Słupsk (2)", "słupski", "2212082"),
  ])
  func gminas(name: String, parent: String, code: String) throws {
    #expect(try Self.said(name, parent, .gmina) == code)
  }

  /// Parts of gminas stand beside their wholes; a kind that the place never had is another unit, or a slip.
  @Test(arguments: [
    ("Olsztynek (4)", Level.gmina, "part 2814094"), ("Olsztynek - obszar wiejski (5)", .gmina, "part 2814095"),
    ("Olsztynek - miasto (4)", .gmina, "part 2814094"), ("Olsztynek (3)", .gmina, "2814093"),
    ("Barciany (1)", .gmina, "other-kind"), ("Barciany (2)", .gmina, "2808022"), ("Barciany (4)", .gmina, "other-kind"),
    ("Olsztyn (ziemski)", .powiat, "other-kind"), ("Olsztyn (grodzki)", .powiat, "2862000"),
    ("olsztyński (ziemski)", .powiat, "2814000"), ("olsztyński (grodzki)", .powiat, "other-kind"),
  ])
  func kinds(name: String, level: Level, expected: String) throws {
    let said = try Self.said(name, "", level)
    #expect(said == expected || said.hasPrefix(expected + ":"), "\(said)")
  }

  /// The row of totals of a table by name.
  @Test(arguments: [
    ("warmińsko-mazurskie", Level.powiat, "2800000"), ("Województwo warmińsko-mazurskie", .gmina, "2800000"),
    ("WOJ. PODLASKIE", .powiat, "2000000"), ("Polska", .powiat, "0000000"),
  ])
  func totals(name: String, level: Level, code: String) throws {
    #expect(try Self.said(name, "", level) == code)
  }

  /// Of a table with codes the row of its voivodeship often has none; other names are never joined.
  @Test func totalsWithoutACodeAreReadByName() throws {
    let edition = try TinyEdition(region: "28", date: "2024-01-01")
    let rows = try edition.normalise([
      TinyEdition.Cell(unit: "2801000", name: "bartoszycki", period: "2023", text: "50000"),
      TinyEdition.Cell(unit: "", name: "Województwo warmińsko-mazurskie", period: "2023", text: "1300000"),
      TinyEdition.Cell(unit: "", name: "POLSKA", period: "2023", text: "37000000"),
      TinyEdition.Cell(unit: "", name: "podlaskie", period: "2023", text: "1100000"),
      TinyEdition.Cell(unit: "", name: "braniewski", period: "2023", text: "40000"),
      TinyEdition.Cell(unit: "", name: "", period: "2023", text: "1"),
    ])
    #expect(rows.map(\.unit) == ["0000000", "2800000", "2801000"])
    let balance = edition.outcome.balances[0]
    #expect((balance.used, balance.rejected, balance.skipped) == (3, 2, ["outside-region": 1]))
    let joined = try #require(edition.outcome.findings.first { $0.code == "joined-by-name" })
    #expect(joined.severity == .note && joined.message.polish.contains("Województwo warmińsko-mazurskie = 2800000"))
    #expect(!joined.message.polish.contains("podlaskie"))
    #expect(edition.outcome.findings.filter { $0.code == "no-unit-code" }.count == 2)
  }

  /// A part of a gmina by its name stands for no whole.
  @Test func aPartByNameWithoutItsWholeIsTold() throws {
    let edition = try TinyEdition(region: "28", date: "2024-01-01", byName: "gmina")
    let rows = try edition.normalise([
      TinyEdition.Cell(unit: "Olsztynek (4)", name: "olsztyński", period: "2023", text: "7000"),
      TinyEdition.Cell(unit: "Barczewo (3)", name: "olsztyński", period: "2023", text: "17000"),
    ])
    #expect(rows.map(\.unit) == ["2814013"])
    let told = try #require(edition.outcome.findings.first { $0.code == "part-without-whole" })
    #expect(told.unit == "2814093" && told.place.row == 2)
  }

  /// A powiat lost from a table by name.
  @Test func aRowThatIsLostFromATableByNameIsTold() throws {
    let edition = try TinyEdition(region: "28", date: "2024-01-01", byName: "powiat")
    let powiats = try Self.register.get().units(at: .powiat, in: "28").filter { $0.code != "2803000" }
    _ = try edition.normalise(
      powiats.map { unit in
        let city = (unit.code.dropFirst(2).first ?? "0") >= "6"
        return TinyEdition.Cell(unit: (city ? "m. " : "") + unit.name, period: "2023", text: "50000")
      })
    let told = try #require(edition.outcome.findings.first { $0.code == "unit-missing-from-table" })
    #expect(told.unit == "2803000")
  }

  @Test func homonymsAreRefusedWithEveryCandidate() throws {
    let text = try Self.said("bielski", "", .powiat)
    #expect(text.hasPrefix("ambiguous-name") && text.contains("2003000") && text.contains("2402000"))
    // A city and the gmina around it, in one powiat.
    let pair = try Self.said("Bartoszyce", "bartoszycki", .gmina)
    #expect(pair.hasPrefix("ambiguous-name") && pair.contains("2801011") && pair.contains("2801032"))
  }

  /// A name that one unit alone has is no reason to believe a file that puts it elsewhere; any unit above will do.
  @Test func aParentThatContradictsIsRefused() throws {
    let text = try Self.said("Wielbark", "ełcki", .gmina)
    #expect(text.hasPrefix("other-parent") && text.contains("2817083") && text.contains("szczycieński"))
    #expect(try Self.said("Wielbark", "szczycieński", .gmina) == "2817083")
    #expect(try Self.said("Wielbark", "warmińsko-mazurskie", .gmina) == "2817083")
  }

  /// The unit above stands in brackets where a name is shared, and is held against it where it is not.
  @Test func aParentInBracketsIsRead() throws {
    #expect(try Self.said("Powiat świdnicki (woj. lubelskie)", "", .powiat) == Self.said("świdnicki", "lubelskie", .powiat))
    #expect(try Self.said("świdnicki (województwo dolnośląskie)", "", .powiat) == Self.said("świdnicki", "dolnośląskie", .powiat))
    #expect(try Self.said("świdnicki", "lubelskie", .powiat) != Self.said("świdnicki", "dolnośląskie", .powiat))
    #expect(try Self.said("Wielbark (pow. szczycieński)", "", .gmina) == "2817083")
    #expect(try Self.said("Wielbark (powiat nidzicki)", "", .gmina).hasPrefix("other-parent"))
    #expect(try Self.said("Bartoszyce (powiat bartoszycki)", "", .gmina).hasPrefix("ambiguous-name"))
  }

  @Test func aTableWithoutCodesIsJoinedAndSaysSo() throws {
    let edition = try TinyEdition(region: "28", date: "2024-01-01", byName: "powiat")
    let rows = try edition.normalise([
      TinyEdition.Cell(unit: "bartoszycki", name: "warmińsko-mazurskie", period: "2023", text: "50000"),
      TinyEdition.Cell(unit: "Działdowoski", name: "warmińsko-mazurskie", period: "2023", text: "60000"),
      TinyEdition.Cell(unit: "bolesławiecki", name: "dolnośląskie", period: "2023", text: "80000"),
    ])
    #expect(rows.map(\.unit) == ["2801000"])
    let balance = edition.outcome.balances[0]
    #expect((balance.used, balance.rejected, balance.skipped) == (1, 1, ["outside-region": 1]))
    let joined = try #require(edition.outcome.findings.first { $0.code == "joined-by-name" })
    #expect(joined.severity == .note && joined.message.polish.contains("bartoszycki = 2801000"))
    let refused = try #require(edition.outcome.findings.first { $0.code == "unknown-name" })
    #expect(refused.severity == .error && refused.message.polish.contains("Działdowoski"))
  }

  @Test func withoutTheUnitAboveTheJoinIsAWarning() throws {
    let edition = try TinyEdition(region: "28", date: "2024-01-01", byName: "powiat")
    _ = try edition.normalise([TinyEdition.Cell(unit: "bartoszycki", period: "2023", text: "50000")])
    #expect(edition.outcome.findings.first { $0.code == "joined-by-name" }?.severity == .warning)
  }

  @Test func aMisspeltNameIsRefusedWithTheNearest() throws {
    let text = try Self.said("Działdowoski", "", .powiat)
    #expect(
      text.hasPrefix("unknown-name") && text.contains("Działdowoski") && text.contains("działdowski") && text.contains("2803000"))
    #expect(try Self.said("Atlantyda", "", .powiat).hasPrefix("unknown-name"))
  }
}
