import Findings
import Testing

/// Rows of text with a field more or less than their header: their values stand under other headings than their own.
struct RowFitTests {
  private static let header = "Kod powiatu;Powiat;Rok;Liczba pacjentów"

  private static func read(_ lines: String...) throws -> LayoutTrial {
    try LayoutTrial("nfz-f10", "nfz.csv", ([header] + lines).joined(separator: "\n") + "\n")
  }

  private func codes(_ trial: LayoutTrial) -> [String] { trial.findings.filter { $0.severity != .note }.map(\.code) }

  @Test("A row with a field too many, in the middle, at the end, or all of them")
  func long() throws {
    let good = "2802;braniewski;2019;11"
    for lines in [["2801;bartoszycki;2019;1;234", good], [good, "2801;bartoszycki;2019;1;234"]] {
      let trial = try LayoutTrial("nfz-f10", "nfz.csv", ([Self.header] + lines).joined(separator: "\n") + "\n")
      #expect(trial.cells == ["2802/braniewski/2019/nfz-f10|liczba pacjentów/osoba//11"])
      #expect(codes(trial).contains("long-row") && trial.isEven)
    }
    let all = try LayoutTrial(
      "nfz-f10", "nfz.csv", "Kod powiatu,Powiat,Rok,Liczba pacjentów\n2801,bartoszycki,2019,1,234\n2802,braniewski,2019,2,235\n")
    #expect(all.cells == [] && codes(all).filter { $0 == "long-row" }.count == 2)
  }

  @Test("A row that has lost its only value is rejected, not passed over")
  func short() throws {
    let trial = try Self.read("2801;bartoszycki;2019;10", "2802;braniewski;2019", "2803;działdowski;2019;12")
    #expect(trial.cells.count == 2 && trial.isEven)
    #expect(codes(trial).filter { $0 == "short-row" }.count == 1)
  }

  @Test("A separator behind the last field, columns without headings and the number of a page are no harm")
  func harmless() throws {
    let trial = try LayoutTrial(
      "nfz-f10", "nfz.csv", Self.header + ";;\n2801;bartoszycki;2019;10;;\n2802;braniewski;2019;11;uwaga;\n;;;;;\n12\n")
    #expect(trial.cells.count == 2 && codes(trial).allSatisfy { $0 == "ragged-rows" })
  }

  @Test("Packs, statements and assessments too")
  func otherLayouts() throws {
    let statement = try LayoutTrial(
      "mpips-03-csv", "s.csv",
      "Formularz;Wersja;Kod jednostki;Nazwa jednostki;Rok;Dział;Wiersz;Kol. 1;Kol. 2;Kol. 3;Kol. 4;Kol. 5\n"
        + "MPiPS-03;2014;2801011;x;2014;3;1;1;121;5;6;7;8\nMPiPS-03;2014;2801011;x;2014;3;2;1;2;3;4;5\n")
    #expect(statement.cells.count == 5 && codes(statement).filter { $0 == "long-row" }.count == 5)
    let pack = try LayoutTrial(
      "mrpips-01-spr", "p.csv", "kodT;M_C;ROK;D1W001R01;D1W001R02\n2801;12;2023;1;234;5\n2802;12;2023;7;8\n")
    #expect(pack.cells.count == 2 && codes(pack).filter { $0 == "long-row" }.count == 2)
    let assessment = try LayoutTrial(
      "ozps", "ozps_2801011_2023.csv",
      "Kod TERYT;2801011\nLp.;2021;2022;2023;2024;2025\n1;1;200;3;4;5;6\n2;1;2;3;4;5\n")
    #expect(assessment.cells.count == 3 && codes(assessment).contains("long-row"))
  }

  @Test("A file of headings alone and an archive of nothing are refused", arguments: ["csv", "ods", "zip", "folder"])
  func nothing(kind: String) throws {
    let sheet =
      "<table:table table:name=\"x\"><table:table-row><table:table-cell office:value-type=\"string\"><text:p>Kod powiatu</text:p></table:table-cell></table:table-row></table:table>"
    let content: [UInt8] =
      switch kind {
      case "csv": Array((Self.header + "\n").utf8)
      case "ods": Array(StatementWorkbookTests.flat(sheet).utf8)
      case "zip": [0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 18)
      default: try InspectArchiveTests.zip([("__MACOSX/._x.csv", [0, 5, 22, 7])])
      }
    let trial = try LayoutTrial("nfz-f10", [("dane.bin", content)])
    #expect(trial.findings.filter { $0.severity == .error }.map(\.code) == ["refused-file"])
  }
}
