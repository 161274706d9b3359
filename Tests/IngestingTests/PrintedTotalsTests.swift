// Expected findings: sums made by hand from the rows.
import Findings
import Testing

@testable import Ingesting

/// The total under a table is held against its rows.
@Suite struct PrintedTotalsTests {
  static let head =
    "Kod;Powiat;Rok;Bezrobotni ogółem;w tym kobiety;długotrwale bezrobotni;do 25 roku życia;do 30 roku życia;powyżej 50 roku życia;"
    + "55 lat i więcej;wykształcenie gimnazjalne i niższe;bez doświadczenia zawodowego;bez kwalifikacji zawodowych;"
    + "bez pracy powyżej 24 miesięcy;niepełnosprawni;zamieszkali na wsi;z prawem do zasiłku;Wolne miejsca pracy\n"
  private static let rows =
    "2801;bartoszycki;2021;1 200;700;12,5\n2802;braniewski;2021;800;500;14,0\n2803;działdowski;2021;1 000;x;11,0\n"

  /// The rows with all columns of the header, those that are not given empty.
  private static func table(_ rows: String) -> String {
    let width = head.split(separator: ";").count
    return "Tytuł\n\n" + head
      + rows.split(separator: "\n").map { row in
        row + String(repeating: ";", count: width - 1 - row.filter { $0 == ";" }.count) + "\n"
      }.joined()
  }

  @Test(
    "A printed total is told where its rows add up to something else",
    arguments: [
      ("Razem;;2021;3 000;1 800;12,4\n", []),
      (";Ogółem;;3 000;1 800;12,4\n", []),
      // A mean of shares; of persons nobody prints one.
      ("Razem;;2021;3 000;1 800;12,4\n", []),
      ("Razem;;2021;1 000;1 800;12,4\n", ["7.4 1 000 3000"]),
      (";Razem powiaty grodzkie;2021;900;300;12,4\n", []), (";Razem wieś;2021;2 100;300;12,4\n", []),
      ("Razem;;2021;3 100;1 800;12,4\n", ["7.4 3 100 3000"]),
      (";Razem;;300 000;1 800;12,4\n", ["7.4 300 000 3000"]),
      // The total of another year has no rows.
      ("Razem;;2020;3 100;1 800;12,4\n", []),
    ])
  func totals(total: String, expected: [String]) throws {
    let trial = try LayoutTrial("wup-powiat", "t.csv", Self.table(Self.rows + total))
    #expect(trial.isEven)
    let found = trial.findings.filter { $0.code == "printed-total-differs" }
    #expect(
      found.map {
        let words = $0.message.english
        let printed = words.split(separator: "“")[1].split(separator: "”")[0]
        let sum = words.split(separator: "add up to ")[1].split(separator: ".")[0]
        return "\($0.place.row).\($0.place.column) \(printed) \(sum)"
      } == expected)
    #expect(trial.skipped["total-row"] ?? 0 > 0)
  }

  @Test("A total above its rows is held against them too, unless groups have their own")
  func above() throws {
    for (rows, isRight) in [
      ("Razem;;2021;30;;\n2801;a;2021;10;;\n2802;b;2021;20;;\n", true),
      ("Razem;;2021;31;;\n2801;a;2021;10;;\n2802;b;2021;20;;\n", false),
      ("Razem I;;2021;30;;\n2801;a;2021;10;;\n2802;b;2021;20;;\nRazem;;2021;30;;\n2803;c;2021;5;;\n2804;d;2021;6;;\n", true),
    ] {
      let trial = try LayoutTrial("wup-powiat", "t.csv", Self.table(rows))
      #expect(trial.findings.contains { $0.code == "printed-total-differs" } == !isRight, "\(rows)")
    }
  }

  @Test("So is the total of a pack of statements")
  func pack() throws {
    let head = "kodT;Kraj/nazwa województwa/nazwa powiatu;M_C;ROK;D1W001R05\n"
    let rows = "2801;bartoszycki;12;2024;1000\n2802;braniewski;12;2024;900\n"
    for (total, isRight) in [(";RAZEM;12;2024;1900\n", true), (";RAZEM;12;2024;1999\n", false), ("Ogółem;;;;1999\n", false)] {
      for text in [head + rows + total, head + total + rows] {
        let trial = try LayoutTrial("mrpips-01-spr", "SPR1-2024.csv", text)
        #expect(trial.isEven && trial.skipped["total-row"] ?? 0 > 0)
        #expect(trial.findings.contains { $0.code == "printed-total-differs" } == !isRight, "\(text)")
      }
    }
  }

  @Test("The voivodeship among its powiats, its gminas with their towns, and totals by parts are not added twice")
  func levels() throws {
    let gminas = "280101;x;2021;70;;\n"
    for (rows, isRight) in [
      ("2800000;warmińsko-mazurskie;2021;300;;\n2801000;a;2021;100;;\n2802000;b;2021;200;;\n\(gminas)Razem;;2021;300;;\n", true),
      ("2801023;m-w;2021;100;;\n2801024;m;2021;60;;\n2801025;w;2021;40;;\n2801032;n;2021;50;;\nRazem;;2021;150;;\n", true),
      (
        "2801;a;2021;10;;\n2802;b;2021;20;;\nRazem I;;2021;30;;\n2803;c;2021;5;;\n2804;d;2021;6;;\nRazem II;;2021;11;;\nOgółem;;2021;41;;\n",
        true
      ),
      (
        "2801;a;2021;10;;\n2802;b;2021;20;;\nRazem I;;2021;30;;\n2803;c;2021;5;;\n2804;d;2021;6;;\nRazem II;;2021;21;;\nOgółem;;2021;41;;\n",
        false
      ),
    ] {
      let trial = try LayoutTrial("wup-powiat", "t.csv", Self.table(rows))
      #expect(trial.findings.contains { $0.code == "printed-total-differs" } == !isRight, "\(rows)")
    }
  }
}
