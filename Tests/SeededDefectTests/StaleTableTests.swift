import Foundation
import Testing

@testable import Contracts
@testable import Findings

/// Tables that were saved again as those of another year, and files that are others than their names say.
struct StaleTableTests {
  private static let offices = "praca/up_dzielnice_2010-2023.csv"

  /// The figures of one year copied under another.
  private static func repeating(_ year: String, as other: String, _ text: String) -> String {
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    let copied = lines.filter { $0.contains(";\(year);") }.map {
      $0.replacingOccurrences(of: ";\(year);", with: ";\(other);")
    }
    return (lines.filter { !$0.contains(";\(other);") && !$0.isEmpty } + copied).joined(separator: "\n") + "\n"
  }

  @Test(arguments: [("2022", "2023"), ("2019", "2020"), ("", "")]) func aYearOfATableUnderAnother(year: String, copy: String)
    throws
  {
    let run = try SeededRun("up", region: "1465", of: "warszawa")
    try run.add(Self.offices) { copy.isEmpty ? $0 : Self.repeating(year, as: copy, $0) }
    let found = try run.findings().filter { $0.code == "repeated-figures" }
    #expect(found.count == (copy.isEmpty ? 0 : 1), "\(found)")
    #expect(found.allSatisfy { $0.message.polish.contains("\(year), \(copy)") && $0.place.file.hasSuffix(Self.offices) })
  }

  /// Of statements it is said of each unit, and not once more of the table.
  @Test func aYearOfStatementsIsToldUnitByUnit() throws {
    let run = try SeededRun("mpips-03", region: "1465", of: "warszawa")
    try run.add("mpips03/mpips03_dzielnice_2018.csv")
    try run.add("mpips03/mpips03_dzielnice_2018.csv", as: "mpips03/mpips03_dzielnice_2019.csv") {
      $0.replacingOccurrences(of: ";2018;", with: ";2019;")
    }
    let found = try run.findings().filter { $0.code == "repeated-figures" }
    #expect(found.count == 18 && found.allSatisfy { !$0.unit.isEmpty })
  }

  /// The statements of one year saved under the name of another: nothing is read wrong, and a year is missing.
  @Test(arguments: [("mpips03_dzielnice_2019.csv", Severity.warning), ("kopia.csv", .note)])
  func aCopyUnderTheNameOfAnotherYear(name: String, severity: Severity) throws {
    let run = try SeededRun("mpips-03", region: "1465", of: "warszawa")
    try run.add("mpips03/mpips03_dzielnice_2018.csv")
    try run.add("mpips03/mpips03_dzielnice_2018.csv", as: "mpips03/" + name)
    let found = try (run.findings() + run.notes()).filter { $0.code == "identical-file" }
    #expect(found.map(\.severity) == [severity])
  }

  /// A blank beside a code or a section: the same statement, and all of its figures.
  @Test(arguments: ["1465028", "1"], [" ", "\u{00A0}"]) func aBlankBesideACode(text: String, blank: String) throws {
    func run(_ alter: (String) throws -> String) throws -> SeededRun {
      let run = try SeededRun("mpips-03", region: "1465", of: "warszawa")
      try run.put("mpips03/a_2018.csv", try alter(try run.fixture("mpips03/mpips03_dzielnice_2018.csv")))
      return run
    }
    let clean = try run { $0 }
    let blanks = try run { table in
      // In one row of the statement only.
      let row = try #require(table.range(of: "1465028;Ośrodek Pomocy Społecznej Bemowo;2018;1;24;"))
      let altered = table[row].replacingOccurrences(of: ";\(text);", with: ";\(blank)\(text)\(blank);")
        .replacingOccurrences(of: "1465028;O", with: text == "1465028" ? "1465028\(blank);O" : "1465028;O")
      return table.replacingCharacters(in: row, with: altered)
    }
    #expect(try blanks.findings() == clean.findings())
    #expect(try blanks.observations().map(\.value) == clean.observations().map(\.value))
    #expect(try blanks.balances() == clean.balances())
  }

  /// The sheet that says what the figures are may stand behind them; without it nobody knows.
  @Test func aWorkbookOfTheBankWithItsTableFirst() throws {
    func run(_ alter: @escaping (_ text: String, _ opis: Range<String.Index>, _ table: Range<String.Index>) -> String) throws
      -> SeededRun
    {
      let run = try SeededRun("gus-bdl")
      try run.add(workbook: "gus/stopa_bezrobocia_2005-2023.xlsx") { part, text in
        guard part.hasSuffix("workbook.xml"),
          let opis = text.range(of: #"<sheet [^>]*"OPIS"[^>]*>"#, options: .regularExpression),
          let table = text.range(of: #"<sheet [^>]*"TABLICA"[^>]*>"#, options: .regularExpression),
          opis.lowerBound < table.lowerBound
        else { return text }
        return alter(text, opis, table)
      }
      return run
    }
    let clean = try run { text, _, _ in text }
    let turned = try run { text, opis, table in
      var altered = text
      altered.replaceSubrange(table, with: text[opis])
      altered.replaceSubrange(opis, with: text[table])
      return altered
    }
    #expect(try clean.findings() == turned.findings() && clean.balances() == turned.balances())
    #expect(try clean.observations().count > 200)
    #expect(try clean.observations().map(\.value) == turned.observations().map(\.value))
    let untitled = try run { text, opis, _ in text.replacingCharacters(in: opis, with: "") }
    let found = try untitled.findings().filter { $0.code == "refused-file" }
    #expect(found.count == 1 && found[0].message.polish.contains("OPIS"), "\(found)")
  }
}
