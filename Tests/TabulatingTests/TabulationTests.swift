import Bytes
import Findings
import Foundation
import Testing

@testable import Tabulating

@Suite struct TabulationTests {
  private static let ratios = [RatioIndicator(id: "I1", numerator: "osoby; razem", denominator: "ludność")]

  private func folder() throws -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tabulation-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return folder
  }

  private func tabulated(_ text: String, threads: Int = 1, level: ComparedLevel = .gmina, needed: Bool = false) throws -> (
    indicators: String, summary: String, account: Tabulation.Account
  ) {
    let folder = try folder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Files.write(Array(text.utf8), to: folder + "/in.csv")
    let account = try Tabulation(
      file: folder + "/in.csv", indicators: Self.ratios, level: level, keepsOnlyNeeded: needed, threads: threads
    ).write(to: folder + "/out")
    return (
      String(decoding: try Files.read(folder + "/out/indicators.csv"), as: UTF8.self),
      String(decoding: try Files.read(folder + "/out/summary.csv"), as: UTF8.self), account
    )
  }

  private static let table = #"""
    "Kod";"Nazwa";"Zmienna";"Rok";"Wartość";"Jednostka";"Atrybut"
    "2801000";"powiat";"ludność";2023;100;"osoba";""
    "2801011";"A ""Zdrój""";"osoby; razem";2023;12,5;"osoba";""
    "2801011";"A ""Zdrój""";"ludność";2023;"50";"osoba";""
    "2801011";"A ""Zdrój""";"ludność";2023;50;"osoba";"korekta;
    w dwóch wierszach"
    "2801022";"B";"osoby; razem";2023;1\#u{a0}250,25;"osoba";""
    "2801022";"B";"ludność";2023;10\#u{a0}000;"osoba";""
    "2801032";"C";"osoby; razem";2023;-;"osoba";"a"
    "2801032";"C";"ludność";2023;10;"osoba";""
    "2801042";"D";"osoby; razem";2022;1;"osoba";""
    "2801042";"D";"ludność";2022;8;"osoba";""
    """#

  @Test func sumsDividesAndRanks() throws {
    let made = try tabulated(Self.table + "\n")
    #expect(
      made.indicators == """
        indicator;year;unit;value;rank
        I1;2022;2801042;12.5;1
        I1;2023;2801022;12.5025;1
        I1;2023;2801011;12.5;2

        """)
    #expect(made.summary == "measure;n;sum;max\nludność;5;10218.0;10000.0\n\"osoby; razem\";3;1263.75;1250.25\n")
    #expect(made.account.rows == 10 && made.account.missing == 1 && made.account.units == 5)
  }

  @Test(arguments: [("\n", ""), ("\r\n", ""), ("\n", "\n"), ("\r\n", "\r\n")])
  func lineEndsDoNotMatter(end: String, last: String) throws {
    let text = Self.table.replacing("\n", with: end) + last
    #expect(try tabulated(text).indicators == tabulated(Self.table).indicators)
  }

  @Test func columnsMayComeInAnyOrder() throws {
    let made = try tabulated("Wartość,Rok,Kod,Zmienna\n1,2023,2801011,osoby; razem\n\"2,5\",2023,2801011,ludność\n")
    #expect(made.indicators.contains("I1;2023;2801011;40.0;1"))
  }

  @Test func halvesGiveTheSameAsTheWhole() throws {
    // Above the size from which two threads read, with line ends inside quotes everywhere, so that the middle may fall there.
    var text = "\"Kod\";\"Nazwa\";\"Zmienna\";\"Rok\";\"Wartość\";\"Opis\"\n"
    var i = 0
    while text.utf8.count < 9 << 20 {
      let code = 1_001_011 + i % 700 * 10_000
      text +=
        "\"\(code)\";\"Gmina \(i % 700)\";\"\(i % 3 == 0 ? "osoby; razem" : "ludność")\";\(2000 + i % 25);\(i % 1000),\(i % 10);\"wiersz\nz \"\"przejściem\"\"\n;\(i)\"\n"
      i += 1
    }
    let one = try tabulated(text)
    let two = try tabulated(text, threads: 2)
    #expect(one.account.rows == i && two.account.rows == i)
    #expect(one.indicators == two.indicators && one.summary == two.summary)
    #expect(one.indicators.utf8.count > 10_000)
    let needed = try tabulated(text, needed: true)
    #expect(needed.indicators == one.indicators)
  }

  @Test(arguments: [
    ("Kod;Zmienna;Rok;Wartość\n2801011;ludność;2023;12x\n", 2, 4, "12x"),
    ("Kod;Zmienna;Rok;Wartość\n2801011;ludność;2023;1\n2801011;ludność;23;1\n", 3, 3, "23"),
    ("Kod;Zmienna;Rok;Wartość\n2801011;ludność\n", 2, 2, "2801011"),
    ("Kod;Zmienna;Rok;Wartość\n2801011;ludność;2023;1,2345678\n", 2, 4, "1,2345678"),
    ("Kod;Zmienna;Rok;Wartość\n2801011;\"ludność;2023;1\n", 2, 2, "\""),
  ])
  func whatCannotBeReadIsRefusedWithItsPlace(text: String, row: Int, column: Int, shown: String) throws {
    let refusal = try #require(throws: Refusal.self) { _ = try tabulated(text) }
    #expect(refusal.kind == .data)
    let finding = try #require(refusal.findings.first)
    #expect(finding.place.row == row && finding.place.column == column && finding.message.polish.contains("„\(shown)”"))
  }

  @Test func anUnknownMeasureNamesTheNearest() throws {
    let refusal = try #require(throws: Refusal.self) {
      _ = try tabulated("Kod;Zmienna;Rok;Wartość\n2801011;ludnosc;2023;1\n2801011;osoby; razem;2023;1\n")
    }
    #expect(refusal.kind == .data || refusal.kind == .configuration)
  }

  @Test func aMissingColumnIsRefused() throws {
    let refusal = try #require(throws: Refusal.self) { _ = try tabulated("Kod;Zmienna;Wartość\n") }
    #expect(refusal.kind == .data && refusal.what.polish.contains("rok"))
  }
}
