import Contracts
import Findings
import Testing

/// Files of the catalogue TERC against the shipped register.
struct CatalogueFilesTests {
  private static func row(_ code: String, _ name: String, on date: String = "2024-01-01") -> TinyEdition.Cell {
    TinyEdition.Cell(
      unit: code, name: name, period: date, series: "TERC|NAZWA_DOD", text: "gmina", file: "in/TERC_Urzedowy.csv")
  }

  /// The powiat of Nidzica, which has a town with its countryside.
  private static let powiat = [
    row("2811000", "nidzicki"), row("2811012", "Janowiec Kościelny"), row("2811022", "Janowo"), row("2811032", "Kozłowo"),
    row("2811043", "Nidzica"), row("2811044", "Nidzica"), row("2811045", "Nidzica"),
  ]

  private static func findings(_ rows: [TinyEdition.Cell]) throws -> [Finding] {
    let edition = try TinyEdition(region: "28", date: "2024-01-01", shipped: "terc")
    _ = try edition.normalise(rows)
    return edition.outcome.findings.filter { $0.code.hasPrefix("register-") }
  }

  @Test func anExcerptIsWholeForWhatItNames() throws {
    #expect(try Self.findings(Self.powiat) == [])
    #expect(try Self.findings([Self.row("2811012", "Janowiec Kościelny")]) == [])
  }

  @Test func aUnitThatIsMissingIsTold() throws {
    let found = try Self.findings(Self.powiat.filter { $0.unit != "2811043" })
    #expect(found.map(\.code) == ["register-lacking-unit"])
    #expect(found.first?.message.polish.contains("(1): 2811043 (Nidzica).") == true)
    // Of its powiats a voivodeship has one.
    let voivodeship = try Self.findings(Self.powiat + [Self.row("2800000", "WARMIŃSKO-MAZURSKIE")])
    #expect(voivodeship.map(\.code) == ["register-lacking-unit"])
    #expect(voivodeship.first?.message.english.contains("(20)") == true)
  }

  @Test func aUnitThatStandsThereTwiceIsTold() throws {
    let found = try Self.findings(Self.powiat + [Self.powiat[1]])
    #expect(found.map(\.code) == ["register-doubled-unit"] && found.first?.place.row == 9)
  }

  @Test func aUnitOfAnotherDayIsTold() throws {
    let rural = Self.row("2817082", "Wielbark")
    #expect(try Self.findings([rural]).map(\.code) == ["register-other-date"])
    #expect(try Self.findings([Self.row("2817082", "Wielbark", on: "2015-01-01")]) == [])
  }
}
