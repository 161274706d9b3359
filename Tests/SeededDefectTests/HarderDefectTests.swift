import Foundation
import Testing

@testable import Contracts
@testable import Findings

/// Defects that leave every single number plausible: who a file belongs to, which unit of measure a year has, which column a
/// number stands in. Each is found by name, and none of the files beside it is blamed.
struct HarderDefectTests {
  private static let altered = "mpips03/2017/2801021.xml"

  private static func changed(_ change: @escaping (String) -> String) throws -> [Finding] {
    try SeededDefectTests.statements { name, text in name == altered && !text.isEmpty ? change(text) : text }.findings()
  }

  @Test func aStatementWithTheCodeOfAnotherUnit() throws {
    let found = try Self.changed { $0.replacingOccurrences(of: "kod=\"2801021\"", with: "kod=\"2801032\"") }
    let wrong = try #require(found.first { $0.code == "wrong-unit" })
    #expect(wrong.unit == "2801032")
    #expect(wrong.message.polish.contains("2801021") && wrong.message.polish.contains("2801032"))
    #expect(found.contains { $0.code == "doubled-unit" && $0.severity == .error && $0.unit == "2801032" })
    #expect(found.contains { $0.code == "missing-statement" && $0.unit == "2801021" })
  }

  /// The code of the powiat in a gmina's statement: its figures would be the powiat's. And one of another region, with which they
  /// would be left out without a word.
  @Test(arguments: ["2801000", "1407032"])
  func aStatementWithTheCodeOfAnotherLevelOrRegion(code: String) throws {
    let found = try Self.changed { $0.replacingOccurrences(of: "kod=\"2801021\"", with: "kod=\"\(code)\"") }
    let wrong = try #require(found.first { $0.code == "wrong-unit" })
    #expect(wrong.unit == code && wrong.place.file.hasSuffix("2017/2801021.xml"))
    #expect(wrong.message.polish.contains("2801021"))
    #expect(wrong.message.polish.contains("spoza regionu") == (code == "1407032"))
  }

  /// A row whose code is of another region and whose name is of this one.
  @Test func aRowWithTheCodeOfAnotherRegion() throws {
    let run = try SeededRun("regon")
    try run.add("zasoby/regon_2005-2023.csv") { text in
      SeededDefectTests.changing(text, line: "2801021;G") { fields in fields[0] = "1407032" }
    }
    let found = try #require(try run.findings().first { $0.code == "unit-other-name" })
    #expect(found.unit == "1407032" && found.message.polish.contains("2801021"))
  }

  /// A misspelt powiat whose code is gone: its name, and the unit that is meant, are told.
  @Test func aMisspeltPowiatWithoutItsCode() throws {
    let run = try SeededRun("wup-powiaty")
    try run.add("praca/wup_powiaty_2005-2019.csv") { text in
      SeededDefectTests.changing(text, line: "2803;") { fields in
        fields[0] = ""
        fields[1] = fields[1].replacingOccurrences(of: "dowski", with: "dowoski")
      }
    }
    let found = try run.findings().filter { $0.code == "no-unit-code" }
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { $0.message.polish.contains("dowoski") && $0.message.polish.contains("2803000") })
  }

  /// A row that has lost a field: its values have slipped to the left, and nobody knows from where on.
  @Test func aRowWithoutOneField() throws {
    let run = try SeededRun("wup-powiaty")
    try run.add("praca/wup_powiaty_2005-2019.csv") { text in
      SeededDefectTests.changing(text, line: "2805;") { fields in fields.remove(at: 5) }
    }
    let found = try run.findings().filter { $0.code == "short-row" }
    #expect(found.count > 8)
    #expect(found.allSatisfy { $0.severity == .error && $0.place.row > 0 && $0.place.column > 3 })
    #expect(try run.balances().allSatisfy(\.isEven))
  }

  /// A rate of nothing between years that have one.
  @Test func aRateOfZero() throws {
    let run = try SeededRun("gus-sdg")
    try run.add("wskazniki/sdg_2010-2023.csv") { text in
      SeededDefectTests.changing(text, line: "2800000;") { fields in if fields[2] == "2020" { fields[6] = "0,0" } }
    }
    let found = try run.findings()
    #expect(found.map(\.code) == ["zero-rate-not-possible"] && found.first?.unit == "2800000", "\(found)")
  }

  /// Headings of ages that changed places, in all rows.
  @Test func agesThatChangedPlaces() throws {
    let run = try SeededRun("wup-powiaty")
    try run.add("praca/wup_powiaty_2005-2019.csv") { text in
      text.replacingOccurrences(of: "do 25 roku", with: "do X roku").replacingOccurrences(of: "do 30 roku", with: "do 25 roku")
        .replacingOccurrences(of: "do X roku", with: "do 30 roku")
    }
    #expect(try run.findings().contains { $0.code == "under25-above-under30" && $0.severity == .error })
  }

  @Test func twoEditionsOfOneStatement() throws {
    let run = try SeededDefectTests.statements()
    try run.add(Self.altered, as: "mpips03/2017/2801021-korekta.xml") {
      $0.replacingOccurrences(of: "<kol nr=\"3\">", with: "<kol nr=\"3\">1")
    }
    let found = try run.findings().filter { $0.code == "doubled-unit" }
    #expect(found.count == 1)
    #expect(found.first?.severity == .error && found.first?.unit == "2801021")
    #expect(found.first?.message.polish.contains("2017") == true)
  }

  @Test func columnsShiftedByOne() throws {
    let found = try Self.changed { text in
      var text = text
      for column in (1...5).reversed() {
        text = text.replacingOccurrences(of: "<kol nr=\"\(column)\">", with: "<kol nr=\"\(column + 1)\">")
      }
      return text
    }
    #expect(!found.isEmpty)
    #expect(found.contains { $0.severity == .error })
    #expect(found.allSatisfy { $0.place.file.isEmpty || $0.place.file.hasSuffix("2017/2801021.xml") })
  }

  @Test func rowsThatSlippedAgainstTheirCodes() throws {
    let run = try SeededRun("regon")
    try run.add("zasoby/regon_2005-2023.csv") { text in
      SeededDefectTests.changing(text, line: "2801021;G") { fields in fields[0] = "2801032" }
    }
    let found = try run.findings()
    #expect(found.contains { $0.code == "unit-other-name" && $0.unit == "2801032" && $0.severity == .warning })
    #expect(found.contains { $0.code == "doubled-unit" && $0.unit == "2801032" && $0.severity == .error })
  }

  @Test func aGminaTwiceInOneTable() throws {
    let run = try SeededRun("regon")
    try run.add("zasoby/regon_2005-2023.csv") { text in
      text + "2801011;Bartoszyce (1);2018;9999\n"
    }
    let found = try run.findings().filter { $0.code == "doubled-unit" }
    #expect(found.map(\.unit) == ["2801011"])
    #expect(found.first?.severity == .error)
  }

  /// Every unit's figure of one year in another unit of measure: no unit stands out among its peers.
  @Test func aWholeYearAThousandTimesTooHigh() throws {
    let run = try SeededRun("regon")
    try run.add("zasoby/regon_2005-2023.csv") { text in
      text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        var fields = String(line).components(separatedBy: ";")
        guard fields.count == 4, fields[2] == "2018" else { return String(line) }
        fields[3] = fields[3].filter(\.isNumber) + "000"
        return fields.joined(separator: ";")
      }.joined(separator: "\n")
    }
    let found = try run.findings().filter { $0.code == "unit-slip" }
    #expect(found.count == 1)
    #expect(found.first?.message.polish.contains("2018") == true)
    #expect(found.first?.message.polish.contains("1000 razy") == true)
  }

  @Test func morePersonsThanInhabitants() throws {
    let run = try SeededRun("wup-powiaty", and: ["gus-bdl"])
    try run.add("gus/LUDN_2137_CTAB_20250522103000.csv")
    try run.add("praca/wup_powiaty_2005-2019.csv") { text in
      SeededDefectTests.changing(text, line: "2801;bartoszycki;2010") { fields in fields[3] = "91 081" }
    }
    let found = try run.findings().filter { $0.code == "persons-above-population" }
    #expect(found.map(\.unit) == ["2801000"])
    #expect(found.first?.severity == .error)
    #expect(found.first?.message.polish.contains("2010") == true)
  }

  @Test func moreWomenThanPersons() throws {
    let run = try SeededRun("wup-powiaty")
    try run.add("praca/wup_powiaty_2005-2019.csv") { text in
      SeededDefectTests.changing(text, line: "2801;bartoszycki;2010") { fields in fields[4] = "6 119" }
    }
    let found = try run.findings().filter { $0.severity == .error }
    #expect(found.map(\.code) == ["women-above-total"])
    #expect(found.first?.unit == "2801000")
  }

  @Test func districtsThatAreNotTheCity() throws {
    let table = "gus/LUDN_2137_CTAB_20250522121000.csv"
    let clean = try SeededRun("gus-bdl", region: "1465", of: "warszawa")
    try clean.add(table)
    #expect(try clean.findings().filter { $0.code == "districts-not-city" } == [])
    let run = try SeededRun("gus-bdl", region: "1465", of: "warszawa")
    try run.add(table) { text in
      SeededDefectTests.changing(text, line: "1465028;") { fields in fields[2] = "224442" }
    }
    let found = try run.findings().filter { $0.code == "districts-not-city" }
    #expect(found.map(\.unit) == ["1465000"])
    #expect(found.first?.message.polish.contains("110000") == true)
  }

  /// The powiat's own row added to those of its gminas: twice of what there is.
  @Test func aPowiatAddedToItsGminas() throws {
    func run(_ alter: (String) -> String) throws -> [Finding] {
      let run = try SeededRun("gus-bdl")
      try run.add("gus/LUDN_2137_CTAB_20250522103000.csv", alter)
      return try run.findings().filter { $0.code == "gminas-not-powiat" }
    }
    #expect(try run { $0 } == [])
    let found = try run { text in
      SeededDefectTests.changing(text, line: "2801000;") { fields in
        fields[2] = String(2 * (Int(fields[2]) ?? 0))
      }
    }
    #expect(found.map(\.unit) == ["2801000"])
    #expect(found.first?.message.polish.contains("2005") == true)
  }

  /// A year between others that is not there, or only as a half.
  @Test(arguments: ["", "2016-H1"]) func aYearThatIsGone(period: String) throws {
    let run = try SeededRun("wup-powiaty")
    try run.add("praca/wup_powiaty_2005-2019.csv") { text in
      period.isEmpty
        ? text.components(separatedBy: "\r\n").filter { !$0.contains(";2016;") }.joined(separator: "\r\n")
        : text.replacingOccurrences(of: ";2016;", with: ";\(period);")
    }
    let found = try run.findings().filter { $0.code == "missing-year" }
    #expect(found.count == 1 && found.first?.message.polish.contains("2016") == true)
  }

  @Test func aNegativeNumber() throws {
    let run = try SeededRun("wup-powiaty")
    try run.add("praca/wup_powiaty_2005-2019.csv") { text in
      SeededDefectTests.changing(text, line: "2801;bartoszycki;2010") { fields in fields[7] = "-1 135" }
    }
    let found = try run.findings().filter { $0.code == "negative-count" }
    #expect(found.map(\.unit) == ["2801000"])
  }

  /// Half of the statements of a year are for the half-year: those are told, whichever are more.
  @Test func codesThatLostTheirZeros() throws {
    let run = try SeededRun("regon", region: "02")
    try run.put(
      "regon.csv",
      "Kod;Gmina;Rok;Fundacje, stowarzyszenia i organizacje społeczne\n201011;Bolesławiec (1);2020;60\n201022;Bolesławiec (2);2020;70\n203011;Głogów (1);2020;80\n"
    )
    #expect(try run.findings().filter { $0.code != "missing-statement" } == [])
    #expect(Set(try run.observations().map(\.unit)) == ["0201011", "0201022", "0203011"])
  }
}
