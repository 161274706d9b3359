import Foundation
import Testing

@testable import Contracts
@testable import Findings

/// Defects that break no sum and make no series jump far: each is found by name, and by nothing else.
struct QuietDefectTests {
  /// The statements of a powiat's gminas for nine years.
  private static func statements(_ alter: (_ file: String, _ text: String) -> String = { $1 }) throws -> SeededRun {
    let run = try SeededRun("mpips-03", region: "2801")
    for year in 2015...2023 {
      for unit in ["2801011", "2801021", "2801032", "2801043", "2801052", "2801063"] {
        let file = "mpips03/\(year)/\(unit).xml"
        try run.add(file) { alter(file, $0) }
      }
    }
    return run
  }

  @Test func cleanStatementsSayNothing() throws {
    #expect(try Self.statements().findings() == [])
  }

  /// Persons by decision and families of section 3, of like size: one statement has them the other way round.
  @Test(arguments: ["2801021", "2801011"]) func columnsOfLikeSizeThatChangedPlaces(unit: String) throws {
    let run = try Self.statements { file, text in
      guard file == "mpips03/2017/\(unit).xml", let start = text.range(of: "<dzial nr=\"3\""),
        let end = text.range(of: "</dzial>", range: start.upperBound..<text.endIndex)
      else { return text }
      let section = text[start.lowerBound..<end.lowerBound]
      let swapped = section.replacing(/<kol nr="1">([0-9]+)<\/kol><kol nr="2">([0-9]+)<\/kol>/) { match in
        "<kol nr=\"1\">\(match.1)</kol><kol nr=\"2\">\(match.2)</kol>".replacing(
          "\(match.1)</kol><kol nr=\"2\">\(match.2)", with: "\(match.2)</kol><kol nr=\"2\">\(match.1)")
      }
      #expect(swapped != String(section))
      return text.replacingCharacters(in: start.lowerBound..<end.lowerBound, with: swapped)
    }
    let found = try run.findings()
    // Where delegated tasks have other figures in their own section, that is told as well.
    #expect(Set(found.map(\.code)).subtracting(["form-part"]) == ["families-changed-places"], "\(found)")
    #expect(found.allSatisfy { $0.unit == unit && $0.place.file.hasSuffix("2017/\(unit).xml") })
    #expect(found.contains { $0.measure == "assistance.actual.persons_by_decision" })
  }

  private static func halved(_ text: String) -> String {
    text.replacing(/<kol nr="([0-9])">([0-9]+)<\/kol>/) { match in
      "<kol nr=\"\(match.1)\">\((Int(match.2) ?? 0) / 2)</kol>"
    }
  }

  /// Half a year under the header of a whole one; where all units have it, that is one mistake.
  @Test(arguments: [("2019", 1), ("2023", 1), ("2019", 6)])
  func theFiguresOfHalfAYear(year: String, units: Int) throws {
    let run = try Self.statements { file, text in
      file.contains("/\(year)/") && (units > 1 || file.hasSuffix("2801021.xml")) ? Self.halved(text) : text
    }
    let found = try run.findings().filter { $0.code == "half-of-year" }
    #expect(found.count == 1 && found[0].severity == .warning, "\(found)")
    #expect(found[0].place.file.contains("/\(year)/") && (units > 1 || found[0].unit == "2801021"))
    #expect(found[0].message.polish.contains("6 z 6") == (units > 1))
  }

  /// The same where there is but one other year: then nearly all has to be half.
  @Test(arguments: [true, false]) func theFiguresOfHalfAYearBesideOneOther(isHalved: Bool) throws {
    let run = try SeededRun("mpips-03", region: "2801")
    for unit in ["2801011", "2801021", "2801032"] {
      try run.add("mpips03/2018/\(unit).xml")
      try run.add("mpips03/2019/\(unit).xml") { isHalved && unit == "2801021" ? Self.halved($0) : $0 }
    }
    let found = try run.findings().filter { $0.code == "half-of-year" }
    #expect(found.map(\.unit) == (isHalved ? ["2801021"] : []))
    #expect(found.allSatisfy { $0.place.file.contains("/2019/") })
  }

  /// The statement of 2018 stands beside one of its first half: as it should, with more than the year, and with the very figures
  /// of the year.
  @Test(arguments: [("half", []), ("double", ["part-above-year"]), ("same", ["repeated-figures"])])
  func theFirstHalfBesideTheYear(kind: String, codes: [String]) throws {
    let run = try SeededRun("mpips-03", region: "2801")
    let file = "mpips03/2018/2801021.xml"
    try run.add(file)
    try run.add(file, as: "mpips03/2018-I-VI/2801021.xml") { text in
      let half = text.replacingOccurrences(of: "do=\"2018-12-31\"", with: "do=\"2018-06-30\"")
      return switch kind {
      case "half": Self.halved(half)
      case "double":
        half.replacing(/<kol nr="([0-9])">([0-9]+)<\/kol>/) { match in
          "<kol nr=\"\(match.1)\">\((Int(match.2) ?? 0) * 2)</kol>"
        }
      default: half
      }
    }
    let wanted = ["part-above-year", "repeated-figures"]
    #expect(Set(try run.findings().map(\.code)).intersection(wanted) == Set(codes))
  }

  /// The form is of a year or of its first half.
  @Test(arguments: [("2018-06-30", false), ("2018-03-31", true), ("2018-12-31", false)])
  func aPeriodThatTheFormIsNotFilledInFor(last: String, isTold: Bool) throws {
    let run = try SeededRun("mpips-03", region: "2801")
    try run.add("mpips03/2018/2801021.xml") { $0.replacingOccurrences(of: "do=\"2018-12-31\"", with: "do=\"\(last)\"") }
    let found = try run.findings().filter { $0.message.polish.contains("periods.csv") }
    #expect(found.map(\.code) == (isTold ? ["wrong-period"] : []))
  }

  /// A header that names the version of another time: the rows of section 3 would count other things.
  @Test func aVersionOfTheFormThatWasNotInForce() throws {
    let run = try Self.statements { file, text in
      file == "mpips03/2022/2801021.xml"
        ? text.replacingOccurrences(of: "wersja=\"2022.1\"", with: "wersja=\"2014.1\"") : text
    }
    let found = try run.findings().filter { $0.code == "wrong-form-version" }
    #expect(found.count == 1)
    #expect(found.first?.place.file.hasSuffix("mpips03/2022/2801021.xml") == true)
    #expect(found.first?.message.polish.contains("2014.1") == true)
  }

  /// A version of years to come has the rows of today's table, and is no version of this statement.
  @Test func aVersionOfTheFormThatDoesNotExistYet() throws {
    let run = try Self.statements { file, text in
      file == "mpips03/2022/2801021.xml"
        ? text.replacingOccurrences(of: "wersja=\"2022.1\"", with: "wersja=\"2031.9\"") : text
    }
    let found = try run.findings().filter { $0.code == "wrong-form-version" }
    #expect(found.map(\.place.file).allSatisfy { $0.hasSuffix("mpips03/2022/2801021.xml") } && found.count == 1)
    #expect(found.first?.message.polish.contains("2031.9") == true)
    #expect(found.first?.message.polish.contains("jeszcze nie było") == true)
  }

  /// The countryside of a gmina in place of the gmina: nothing is doubled, and the gmina is lost.
  @Test func aPartOfAGminaInPlaceOfTheWhole() throws {
    let run = try SeededRun("regon")
    try run.add("zasoby/regon_2005-2023.csv") { $0.replacingOccurrences(of: "2801043;", with: "2801045;") }
    let found = try run.findings()
    #expect(Set(found.map(\.code)) == ["part-without-whole"])
    // Once a year that the table has.
    #expect(found.count == 11, "\(found.map(\.message.polish))")
    #expect(found.allSatisfy { $0.unit == "2801043" && $0.message.polish.contains("Bisztynek") })
  }

  /// Cells of a powiat that are there and empty: no figure, as if the row were not there. A sign says why there is none.
  @Test(arguments: ["", "x"]) func emptyCellsOfAUnit(text: String) throws {
    let run = try SeededRun("gus-bdl")
    try run.add("gus/LUDN_2137_CTAB_20250522103000.csv") { table in
      SeededDefectTests.changing(table, line: "2801000;") { fields in
        for index in fields.indices.dropFirst(2) { fields[index] = text }
      }
    }
    let found = try run.findings().filter { $0.code == "missing-population" && $0.unit == "2801000" }
    #expect(found.isEmpty == !text.isEmpty)
  }

  /// Town, countryside and gmina in one table: the three are one sum.
  @Test func partsThatAreNotTheirGmina() throws {
    let table = "gus/LUDN_2137_CTAB_20250522103000.csv"
    let clean = try SeededRun("gus-bdl")
    try clean.add(table)
    #expect(try !clean.findings().contains { $0.code == "parts-not-gmina" })
    #expect(try clean.rules().contains("parts-not-gmina,warning,"))
    let run = try SeededRun("gus-bdl")
    try run.add(table) { text in
      SeededDefectTests.changing(text, line: "2817085;") { fields in
        let last = fields.lastIndex { Int($0) != nil } ?? 2
        fields[last] = String((Int(fields[last]) ?? 0) + 7)
      }
    }
    let found = try run.findings().filter { $0.code == "parts-not-gmina" }
    #expect(found.map(\.unit) == ["2817083"], "\(found)")
    #expect(found.first?.message.polish.contains("różnica 7,") == true && found.first?.measure == "population")
    #expect(found.first?.message.polish.contains("Wielbark") == true)
  }

  /// Both parts beside the whole are as the bank lists them.
  @Test func partsBesideTheirWhole() throws {
    let run = try SeededRun("regon")
    try run.add("zasoby/regon_2005-2023.csv") { text in
      text.replacing(
        "2801052;", with: "2801044;Bisztynek - miasto (4);2005;9\r\n2801045;Bisztynek - obszar wiejski (5);2005;5\r\n2801052;",
        maxReplacements: 1)
    }
    let found = try run.findings()
    #expect(found.isEmpty, "\(found)")
    #expect(try run.balances()[1].skipped["part-of-gmina"] == 2)
  }
}
