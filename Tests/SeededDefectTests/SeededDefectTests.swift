import Foundation
import Testing

@testable import Contracts
@testable import Findings

/// Good fixtures altered in one way each: every defect is found by name, and the same files unaltered are clean.
struct SeededDefectTests {
  /// The centres of powiat bartoszycki, four years of statements.
  static func statements(_ alter: (_ name: String, _ text: String) -> String? = { $1 }) throws -> SeededRun {
    let run = try SeededRun("mpips-03", region: "2801")
    for year in 2015...2018 {
      for gmina in ["2801011", "2801021", "2801032", "2801043", "2801052", "2801063"] {
        let name = "mpips03/\(year)/\(gmina).xml"
        guard alter(name, "") != nil else { continue }
        try run.add(name) { alter(name, $0) ?? $0 }
      }
    }
    return run
  }

  private static let altered = "mpips03/2017/2801021.xml"

  private static func one(_ change: @escaping (String) -> String) throws -> [Finding] {
    try statements { name, text in name == altered && !text.isEmpty ? change(text) : text }.findings()
  }

  @Test func cleanStatementsSayNothing() throws {
    let run = try Self.statements()
    let said = try run.findings()
    #expect(said == [])
    let rules = try run.rules()
    #expect(rules.contains("form-sum/MPiPS-03/2014.1/1/1,error,"))
    #expect(rules.contains("missing-statement,warning,24,0"))
  }

  @Test(
    "Clean tables say nothing",
    arguments: [
      ("wup-powiaty", "praca/wup_powiaty_2005-2019.csv"), ("mrpips-01", "praca/MP1231228.dbf"),
      ("regon", "zasoby/regon_2005-2023.csv"), ("rb28s", "zasoby/rb28s_2005-2023.csv"),
    ])
  func cleanTables(source: String, file: String) throws {
    let run = try SeededRun(source)
    try run.add(file)
    let said = try run.findings()
    #expect(said == [])
  }

  @Test func aSwappedColumn() throws {
    let found = try Self.one {
      $0.replacingOccurrences(of: "<kol nr=\"4\">", with: "<kol nr=\"x\">")
        .replacingOccurrences(of: "<kol nr=\"5\">", with: "<kol nr=\"4\">")
        .replacingOccurrences(of: "<kol nr=\"x\">", with: "<kol nr=\"5\">")
    }
    let first = try #require(found.first { $0.code == "form-columns" })
    #expect(first.severity == .error)
    #expect(first.place.file.hasSuffix("2017/2801021.xml"))
    #expect(first.message.polish.contains("różnica"))
    #expect(found.allSatisfy { $0.place.file.hasSuffix("2017/2801021.xml") })
  }

  @Test func aDoubledGmina() throws {
    let run = try Self.statements()
    try run.add(Self.altered, as: "mpips03/2017/2801021-kopia.xml") { $0 + "\n" }
    let found = try run.findings()
    #expect(found.map(\.code) == ["doubled-unit"])
    #expect(found.first?.unit == "2801021")
  }

  @Test func aStatementOfTheWrongHalfYear() throws {
    let found = try Self.one { $0.replacingOccurrences(of: "do=\"2017-12-31\"", with: "do=\"2017-06-30\"") }
    #expect(Set(found.map(\.code)) == ["wrong-period", "missing-statement"])
    #expect(found.contains { $0.code == "wrong-period" && $0.unit == "2801021" && $0.message.polish.contains("2017-H1") })
  }

  @Test func aStatementOfAnotherYear() throws {
    let found = try Self.one {
      $0.replacingOccurrences(of: "2017-01-01", with: "2016-01-01").replacingOccurrences(of: "2017-12-31", with: "2016-12-31")
    }
    #expect(found.contains { $0.code == "wrong-period" && $0.message.polish.contains("2016") })
    #expect(found.contains { $0.code == "doubled-unit" && $0.severity == .error })
  }

  @Test func aWrongControlSum() throws {
    let found = try Self.one {
      $0.replacingOccurrences(of: "opis=\"OGÓŁEM\"".latin1, with: "opis=\"x\"")
        .replacingOccurrences(
          of: "<wiersz nr=\"1\" opis=\"x\"><kol nr=\"1\">", with: "<wiersz nr=\"1\" opis=\"x\"><kol nr=\"1\">9")
    }
    #expect(found.map(\.code) == ["form-sum"])
    #expect(found.first?.severity == .error)
    #expect(found.first?.message.polish.contains("[form-sum/MPiPS-03/2014.1/1/1]") == true)
  }

  @Test func aMissingStatement() throws {
    let run = try Self.statements { name, text in name == Self.altered ? nil : text }
    let found = try run.findings()
    #expect(found.map(\.code) == ["missing-statement"])
    #expect(found.first?.unit == "2801021")
  }

  @Test func aSuppressedZero() throws {
    let run = try SeededRun("rb28s")
    try run.add("zasoby/rb28s_2005-2023.csv") { text in
      Self.changing(text, line: "2801011;Bartoszyce (1);2018;") { fields in fields[3] = "0" }
    }
    let found = try run.findings()
    #expect(found.map(\.code) == ["zero-not-possible"])
    #expect(found.first?.unit == "2801011")
  }

  @Test func unitsForThousands() throws {
    let run = try SeededRun("rb28s")
    try run.add("zasoby/rb28s_2005-2023.csv") { text in
      Self.changing(text, line: "2801011;Bartoszyce (1);2018;") { fields in
        fields[6] = String(fields[6].filter { $0 != " " && $0 != "," && $0 != "\u{A0}" && $0 != "\u{C2}" }) + "00"
      }
    }
    let found = try run.findings()
    #expect(found.map(\.code) == ["unit-slip"])
    #expect(found.first?.message.polish.contains("1000 razy") == true)
  }

  @Test func aStaleRegister() throws {
    let run = try SeededRun("regon")
    try run.add("zasoby/regon_2005-2023.csv") {
      $0.replacingOccurrences(of: "2801032;Bartoszyce (2);2023", with: "2801033;Bartoszyce (3);2023")
    }
    let found = try run.findings()
    #expect(found.contains { $0.code == "stale-register" && $0.message.polish.contains("2801032") })
  }

  @Test func aMisspeltPowiat() throws {
    let run = try SeededRun("wup-powiaty")
    try run.add("praca/wup_powiaty_2005-2019.csv") {
      $0.replacingOccurrences(of: "dzia\u{B3}dowski;2010", with: "Dzia\u{B3}dowoski;2010")
    }
    let found = try run.findings()
    #expect(found.map(\.code) == ["unit-other-name"])
    #expect(found.first?.unit == "2803000")
    #expect(found.first?.message.polish.contains("Działdowoski") == true)
  }

  @Test func aResavedHeader() throws {
    let run = try SeededRun("gus-bdl")
    try run.add("gus/RYNE_1944_CTAB_20250522110000.csv") { text in
      // A spreadsheet that split the composite headings at their separators.
      let end = text.firstIndex(of: "\n") ?? text.endIndex
      return text[..<end].filter { $0 != "\"" } + text[end...]
    }
    let found = try run.findings()
    #expect(found.map(\.code) == ["refused-file"])
    #expect(found.first?.message.polish.isEmpty == false)
  }

  /// Two downloads of one table: the newer wins, what differs is reported, and the number is marked as revised.
  @Test func twoDownloadsOfOneTable() throws {
    let table = "gus/RYNE_1944_CTAB_20250522110000.csv"
    let once = try SeededRun("gus-bdl")
    try once.add(table)
    _ = try once.findings()
    let run = try SeededRun("gus-bdl")
    try run.add(table)
    var published = ""
    try run.add(table, as: "gus/RYNE_1944_CTAB_20260522110000.csv") { text in
      Self.changing(text, line: "2801011;") { fields in
        published = fields[2]
        fields[2] = String((Int(fields[2]) ?? 0) + 7)
      }
    }
    // The changed number does not add up with the others either.
    let found = try run.findings().filter { $0.code == "sources-disagree" }
    #expect(found.count == 1)
    #expect(found.first?.place.file.hasSuffix("20250522110000.csv") == true)
    let revised = try run.observations().filter { $0.status == .revised }
    #expect(revised.map(\.value) == [Int(published).map { Double($0 + 7) }])
    #expect(revised.first?.unit == "2801011" && revised.first?.updated == "2026-05-22")
    #expect(try run.observations().count == once.observations().count)
  }

  @Test func theSameDownloadTwice() throws {
    let run = try SeededRun("regon")
    try run.add("zasoby/regon_2005-2023.csv")
    try run.add("zasoby/regon_2005-2023.csv", as: "zasoby/kopia.csv")
    let said = try run.findings()
    #expect(said == [])
    #expect(try run.notes().count { $0.code == "identical-file" } == 1)
  }

  /// `rejects/<source>.csv`, corrected by a person and put beside the published file, stands for the cells it names.
  @Test func correctedRejectsAreIngestedAgain() throws {
    func damaged(_ run: SeededRun) throws {
      try run.add("zasoby/rb28s_2005-2023.csv") { text in
        Self.changing(text, line: "2801011;Bartoszyce (1);2018;") { fields in fields[3] = "?" + fields[3] }
      }
    }
    let clean = try SeededRun("rb28s")
    try clean.add("zasoby/rb28s_2005-2023.csv")
    _ = try clean.findings()
    let run = try SeededRun("rb28s")
    try damaged(run)
    #expect(try run.findings().contains { $0.code == "unreadable-number" })
    let rejects = try run.rejects()
    #expect(rejects.contains("?"))

    let mended = try SeededRun("rb28s")
    try damaged(mended)
    try mended.put("odrzucone.csv", rejects.replacingOccurrences(of: "?", with: ""))
    #expect(try mended.findings() == [])
    let ledger = try mended.balances()
    #expect(ledger.allSatisfy { $0.isEven && $0.rejected == 0 })
    #expect(ledger.first?.skipped["corrected"] == 1)
    #expect(try mended.observations().map(\.value) == clean.observations().map(\.value))
  }

  /// A cell that a spreadsheet would run has an apostrophe in the rejects, and none when they are read again, corrected or not.
  @Test func rejectedFormulasAreIngestedAgain() throws {
    func damaged(_ run: SeededRun) throws {
      try run.add("zasoby/rb28s_2005-2023.csv") { text in
        Self.changing(text, line: "2801011;Bartoszyce (1);2018;") { fields in fields[3] = "=" + fields[3] }
      }
    }
    let clean = try SeededRun("rb28s")
    try clean.add("zasoby/rb28s_2005-2023.csv")
    _ = try clean.findings()
    let run = try SeededRun("rb28s")
    try damaged(run)
    _ = try run.findings()
    let rejects = try run.rejects()
    #expect(rejects.contains("'="))
    #expect(!rejects.contains(",=") && !rejects.contains("\"="))

    let mended = try SeededRun("rb28s")
    try damaged(mended)
    try mended.put("odrzucone.csv", rejects.replacingOccurrences(of: "'=", with: ""))
    #expect(try mended.findings() == [])
    #expect(try mended.observations().map(\.value) == clean.observations().map(\.value))

    let again = try SeededRun("rb28s")
    try damaged(again)
    try again.put("odrzucone.csv", rejects)
    _ = try again.findings()
    let rejected = try again.rejects()
    #expect(rejected.contains("'="))
    #expect(!rejected.contains("''="))
  }

  /// The text with the fields of one line changed.
  static func changing(_ text: String, line start: String, _ change: (inout [String]) -> Void) -> String {
    // By scalars: CR LF is one character.
    text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard String(line).hasPrefix(start) else { return String(line) }
      var fields = String(line).components(separatedBy: ";")
      change(&fields)
      return fields.joined(separator: ";")
    }.joined(separator: "\n")
  }
}

extension String {
  /// As UTF-8 bytes read as Latin-1.
  var latin1: String { String(String.UnicodeScalarView(utf8.map { UnicodeScalar($0) })) }
}
