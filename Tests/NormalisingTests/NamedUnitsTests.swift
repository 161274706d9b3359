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
