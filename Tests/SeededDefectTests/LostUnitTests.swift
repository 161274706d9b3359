import Foundation
import Testing

@testable import Contracts
@testable import Findings

/// Units that are lost from a table, or stand in it as what they are not: every number that is left is right.
struct LostUnitTests {
  private static let unemployed = "gus/RYNE_1944_CTAB_20250522110000.csv"
  private static let wages = "gus/WYNA_2497_CREL_20250113223353.csv"
  private static let districts = "praca/up_dzielnice_2010-2023.csv"

  private static func without(_ start: String, _ text: String) -> String {
    text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
      .filter { !$0.hasPrefix(start) && !$0.hasPrefix("\"\(start)") }.joined(separator: "\n")
  }

  private static func lost(_ table: String, _ alter: @escaping (String) -> String) throws -> [Finding] {
    let run = try SeededRun("gus-bdl")
    try run.add(table, alter)
    return try run.findings().filter { $0.code == "unit-missing-from-table" || $0.code == "part-without-whole" }
  }

  @Test func wholeTablesLackNobody() throws {
    for table in [Self.unemployed, Self.wages, "gus/LUDN_2137_CTAB_20250522103000.csv"] {
      #expect(try Self.lost(table) { $0 } == [])
    }
  }

  @Test func aGminaLostFromATableOfTheBank() throws {
    let found = try Self.lost(Self.unemployed) { Self.without("2803043", $0) }
    #expect(found.map(\.code) == ["unit-missing-from-table"], "\(found)")
    #expect(found.first?.unit == "2803043" && found.first?.place.file.hasSuffix("RYNE_1944_CTAB_20250522110000.csv") == true)
    #expect(found.first?.message.polish.contains("(2803043)") == true)
  }

  @Test func aPowiatLostFromATableOfTheBank() throws {
    let found = try Self.lost(Self.wages) { Self.without("2803000", $0) }
    #expect(found.map(\.unit) == ["2803000"], "\(found)")
  }

  /// Another table of the bank has the whole gmina; this one has its town, or its town and countryside.
  @Test(arguments: [false, true]) func aPartInPlaceOfAGminaOfTheBank(hasBoth: Bool) throws {
    let run = try SeededRun("gus-bdl")
    try run.add("gus/LUDN_2137_CTAB_20250522103000.csv")
    try run.add(Self.unemployed) { text in
      text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        let line = String(line)
        guard line.hasPrefix("2803043") || line.hasPrefix("\"2803043") else { return line }
        let town = line.replacingOccurrences(of: "2803043", with: "2803044")
        return hasBoth ? town + "\n" + line.replacingOccurrences(of: "2803043", with: "2803045") : town
      }.joined(separator: "\n")
    }
    let found = try run.findings().filter { $0.code == "part-without-whole" || $0.code == "unit-missing-from-table" }
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { $0.code == "part-without-whole" && $0.unit == "2803043" }, "\(found)")
    #expect(found.allSatisfy { $0.place.file.hasSuffix("RYNE_1944_CTAB_20250522110000.csv") })
  }

  @Test func aDistrictLostBesideItsCity() throws {
    let run = try SeededRun("gus-bdl", region: "1465", of: "warszawa")
    try run.add("gus/LUDN_1342_CTAB_20250522122000.csv") { Self.without("1465038", $0) }
    let found = try run.findings().filter { $0.code == "unit-missing-from-table" }
    #expect(found.map(\.unit) == ["1465038"], "\(found)")
  }

  /// Warsaw as a gmina beside its districts, with or without Warsaw as a powiat: each has to be their sum.
  @Test(arguments: [false, true]) func warsawAsAGminaIsNotItsDistricts(hasPowiat: Bool) throws {
    let run = try SeededRun("up", region: "1465", of: "warszawa")
    try run.add(Self.districts) { text in
      let city = ";Warszawa;2023;696;340;300;100;200;190;30;40\n"
      return text.replacingOccurrences(
        of: "1465028;Bemowo;2023;", with: "1465011\(city)" + (hasPowiat ? "1465000\(city)" : "") + "1465028;Bemowo;2023;")
    }
    let found = try run.findings().filter { $0.code == "districts-not-city" && $0.measure == "unemployment.registered" }
    #expect(Set(found.map(\.unit)) == (hasPowiat ? ["1465000", "1465011"] : ["1465011"]), "\(found)")
    #expect(found.allSatisfy { $0.severity == .error })
    let totals = found.filter { $0.message.polish.contains("unemployment.registered: 696 ≠ 11326") }
    #expect(totals.map(\.unit) == (hasPowiat ? ["1465000", "1465011"] : ["1465011"]), "\(found)")
  }

  /// A year that slipped on the keyboard, in one row.
  @Test func aYearFarFromAllOthers() throws {
    let run = try SeededRun("regon")
    try run.add("zasoby/regon_2005-2023.csv") {
      $0.replacingOccurrences(of: "2801043;Bisztynek (3);2023", with: "2801043;Bisztynek (3);2093")
    }
    let found = try run.findings().filter { $0.code == "far-year" }
    #expect(found.count == 1 && found.first?.message.polish.contains("2093") == true, "\(found)")
    #expect(found.first?.place.row ?? 0 > 2)
  }

  /// A digit lost from the middle of a code: the nearest is in the region, not what a zero in front would make of it.
  @Test func aDigitLostFromACode() throws {
    let run = try SeededRun("regon")
    try run.add("zasoby/regon_2005-2023.csv") { $0.replacingOccurrences(of: "2801011;", with: "281011;") }
    let found = try run.findings().filter { $0.code == "unknown-unit" }
    #expect(!found.isEmpty)
    #expect(
      found.allSatisfy { $0.message.polish.contains("2810011") && !$0.message.polish.contains("0201011") }, "\(found.prefix(1))")
  }

  /// A whole section of one statement, which all the others have; and of half of them, which then is none of the form.
  @Test(arguments: [[], ["1465028"], (2...9).map { "14650\($0)8" } + ["1465108"]])
  func aSectionLostFromStatements(units: [String]) throws {
    let run = try SeededRun("mpips-03", region: "1465", of: "warszawa")
    try run.put(
      "mpips03/a_2023.csv",
      try run.fixture("mpips03/mpips03_dzielnice_2023.csv").unicodeScalars.split(
        separator: "\n", omittingEmptySubsequences: false
      )
      .map { String($0) }.filter { line in !units.contains { line.contains(";\($0);") } || !line.contains(";2023;3;") }
      .joined(separator: "\n"))
    let found = try run.findings().filter { $0.code == "missing-section" }
    #expect(found.map(\.unit) == (units.count == 1 ? units : []), "\(found)")
    #expect(found.allSatisfy { $0.message.polish.contains("nie ma działu 3, a ma go 17 z 18") })
  }
}
