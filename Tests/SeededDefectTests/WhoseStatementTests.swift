import Foundation
import Testing

@testable import Findings
@testable import Ingesting
@testable import Normalising
@testable import Pipelines
@testable import Territory

/// A statement under the code of another unit: by the name of the office that sent it, and by figures that another unit has too.
struct WhoseStatementTests {
  private static func register() throws -> Register {
    try Pipeline.load(SeededRun.root + "/pipelines/warminsko-mazurskie.json").loadRegister()
  }

  /// Whose the office is taken for instead of the unit with the code.
  private static func others(_ code: String, _ office: String) throws -> [String] {
    let register = try register()
    let unit = try #require(register[code])
    return OfficeNames(register, region: "28").others(than: unit, called: register.names(of: unit), in: office).map(\.code)
  }

  @Test(arguments: [
    ("2807032", "Gminny Ośrodek Pomocy Społecznej w Iławie"), ("2807032", "GOPS Iława"),
    ("2805011", "MOPS w Ełku"), ("2812052", "MGOPS Nowe Miasto Lubawskie"),
    ("2812011", "Miejski Ośrodek w Nowym Mieście Lubawskim"),
    ("2861011", "Miejski Ośrodek Pomocy Społecznej w Elblągu"), ("2862011", "MOPS OLSZTYN"),
    ("2801000", "PCPR bartoszycki"), ("2801000", "Powiatowe Centrum Pomocy Rodzinie w Bartoszycach"),
    ("2814000", "PCPR w Olsztynie"), ("2804000", "PCPR w Pasłęku"), ("2809022", "Centrum Usług Społecznych"), ("2809022", ""),
  ])
  func anOfficeOfItsOwnUnit(code: String, office: String) throws {
    #expect(try Self.others(code, office) == [])
  }

  @Test(arguments: [
    ("2816033", "GOPS w Wydminach", ["2806102"]), ("2803022", "Gminny Ośrodek Pomocy Społecznej Łukta", ["2815042"]),
    ("2801000", "PCPR w Olsztynie", ["2814000"]), ("2809022", "MOPS w Morągu", ["2815083"]),
  ])
  func anOfficeOfAnotherUnit(code: String, office: String, wanted: [String]) throws {
    let found = try Self.others(code, office)
    #expect(wanted.allSatisfy(found.contains), "\(found)")
  }

  private static let units = ["2801011", "2801021", "2801032", "2801043", "2801052", "2801063"]

  @Test func aStatementUnderTheCodeOfAnother() throws {
    let run = try SeededRun("mpips-03", region: "2801")
    for unit in Self.units {
      try run.add("mpips03/2017/\(unit).xml") { text in
        unit == "2801052"
          ? text.replacingOccurrences(
            of: "<nazwa>.*</nazwa>", with: "<nazwa>GOPS w Bisztynku</nazwa>", options: .regularExpression) : text
      }
    }
    let found = try run.findings()
    #expect(found.map(\.code) == ["unit-other-name"], "\(found)")
    #expect(found.first?.unit == "2801052" && found.first?.place.file.hasSuffix("2801052.xml") == true)
  }

  @Test func aStatementCopiedUnderTheCodeOfAnother() throws {
    let run = try SeededRun("mpips-03", region: "2801")
    for unit in Self.units where unit != "2801032" { try run.add("mpips03/2017/\(unit).xml") }
    try run.add("mpips03/2017/2801021.xml", as: "mpips03/2017/2801032.xml") { text in
      text.replacingOccurrences(of: "kod=\"2801021\"", with: "kod=\"2801032\"")
    }
    let found = try run.findings().filter { $0.code == "twin-units" }
    #expect(found.count == 1)
    #expect(found.first?.message.polish.contains("2801021") == true && found.first?.message.polish.contains("2801032") == true)
  }

  /// Last year's statement with this year's dates.
  @Test func aStatementSentAgainAsThatOfAnotherYear() throws {
    let run = try SeededRun("mpips-03", region: "2801")
    for unit in Self.units {
      try run.add("mpips03/2016/\(unit).xml")
      if unit != "2801032" { try run.add("mpips03/2017/\(unit).xml") }
    }
    try run.add("mpips03/2016/2801032.xml", as: "mpips03/2017/2801032.xml") { text in
      text.replacingOccurrences(of: "2016-", with: "2017-")
    }
    let found = try run.findings()
    #expect(found.map(\.code) == ["repeated-figures"], "\(found)")
    #expect(found.first?.unit == "2801032" && found.first?.place.file.hasSuffix("2017/2801032.xml") == true)
    #expect(found.first?.message.polish.contains("2016, 2017") == true)
  }

  /// The correction's cell is in no file: a row of it was mistyped, or the file is gone.
  @Test func aCorrectionOfNoCell() throws {
    let run = try SeededRun("rb28s")
    try run.add("zasoby/rb28s_2005-2023.csv") { $0.replacingOccurrences(of: ";2005;15 783,9;", with: ";2005;15 78?,9;") }
    _ = try run.findings()
    let rejects = try run.rejects().replacingOccurrences(of: "rb28s_2005-2023.csv", with: "inny.csv")
      .replacingOccurrences(of: "15 78?,9", with: "15 783,9")
    let mended = try SeededRun("rb28s")
    try mended.add("zasoby/rb28s_2005-2023.csv")
    try mended.put("odrzucone.csv", rejects)
    let found = try mended.findings().filter { $0.code == "correction-without-cell" }
    #expect(found.count == 1)
    #expect(found.first?.place.file.hasSuffix("odrzucone.csv") == true)
  }

  /// The file was replaced since, and another unit stands in the row of the correction; where it was not, nothing is told.
  @Test(arguments: [false, true])
  func aCorrectionOfAnotherUnitsCell(isReplaced: Bool) throws {
    let run = try SeededRun("rb28s")
    try run.add("zasoby/rb28s_2005-2023.csv") { $0.replacingOccurrences(of: ";2005;15 783,9;", with: ";2005;15 78?,9;") }
    _ = try run.findings()
    let rejects = try run.rejects().replacingOccurrences(of: "15 78?,9", with: "15 783,9")
    let mended = try SeededRun("rb28s")
    try mended.add("zasoby/rb28s_2005-2023.csv") { text in
      let end = text.contains("\r\n") ? "\r\n" : "\n"
      var lines = text.components(separatedBy: end)
      guard isReplaced, let row = lines.firstIndex(where: { $0.contains(";2005;15 783,9;") }) else {
        return text.replacingOccurrences(of: ";2005;15 783,9;", with: ";2005;15 78?,9;")
      }
      lines.swapAt(row, row + 1)
      return lines.joined(separator: end)
    }
    try mended.put("odrzucone.csv", rejects)
    let found = try mended.findings().filter { $0.code == "correction-of-other-cell" }
    #expect(found.count == (isReplaced ? 1 : 0))
    #expect(found.allSatisfy { $0.place.file.hasSuffix("odrzucone.csv") })
  }

  @Test func anUnknownCodeIsTakenForItsName() throws {
    let run = try SeededRun("rb28s")
    try run.add("zasoby/rb28s_2005-2023.csv") { $0.replacingOccurrences(of: "2815042", with: "28O5042") }
    let found = try run.findings().filter { $0.code == "unknown-unit" }
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { $0.message.english.contains("2815042") }, "\(found.prefix(1))")
  }

  @Test(arguments: [("2,80E+06", true), ("2.80112E+11", true), ("2801011", false), ("E+06", false), ("2E", false), ("", false)])
  func codesThatASpreadsheetSpoilt(text: String, isSpoilt: Bool) {
    #expect(isSpoiltCode(text) == isSpoilt)
  }
}
