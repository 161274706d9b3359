import Foundation
import Testing

@testable import Contracts
@testable import Findings

/// `rejects/<source>.csv`, corrected and put beside the published files, gives what whole files would have given, and the
/// account of cells stays even, whatever the published file is.
struct CorrectionTests {
  /// A source with one damaged cell.
  struct Damage: Sendable, CustomTestStringConvertible {
    var source: String
    var region = "28"
    var files: [String]
    var damaged: String
    var whole: String
    var broken: String
    var testDescription: String { source }
  }

  static let damages = [
    Damage(
      source: "rb28s", files: ["zasoby/rb28s_2005-2023.csv"], damaged: "zasoby/rb28s_2005-2023.csv",
      whole: ";2005;15 783,9;", broken: ";2005;15 78?,9;"),
    Damage(
      source: "mpips-03", region: "2801",
      files: ["2801011", "2801021", "2801032", "2801043", "2801052", "2801063"].map { "mpips03/2017/\($0).xml" },
      damaged: "mpips03/2017/2801021.xml", whole: "ecznej\"><kol nr=\"1\">9</kol>",
      broken: "ecznej\"><kol nr=\"1\">9?</kol>"),
  ]

  @Test(arguments: damages)
  func aCorrectedCellCounts(damage: Damage) throws {
    func run(_ alter: (String) -> String = { $0 }) throws -> SeededRun {
      let run = try SeededRun(damage.source, region: damage.region)
      for file in damage.files { try run.add(file) { file == damage.damaged ? alter($0) : $0 } }
      return run
    }
    let clean = try run()
    #expect(try clean.findings() == [])
    let broken = try run { text in
      let place = text.range(of: damage.whole)
      #expect(place != nil, "the fixture has \(damage.whole)")
      return place.map { text.replacingCharacters(in: $0, with: damage.broken) } ?? text
    }
    // A statement's sums are not judged where one of their numbers is unreadable.
    let said = try broken.findings()
    // What is rejected is missing as well, where the indicators need it.
    #expect(Set(said.map(\.code)).subtracting(["missing-unemployment"]) == ["unreadable-number"], "\(said)")
    let rejects = try broken.rejects()
    #expect(try broken.balances().allSatisfy(\.isEven))

    let mended = try run { text in
      text.range(of: damage.whole).map { text.replacingCharacters(in: $0, with: damage.broken) } ?? text
    }
    // The column `text` alone: the message quotes the text too.
    let isStatement = damage.source == "mpips-03"
    let (wrong, right) = isStatement ? (",9?,", ",9,") : ("\"15 78?,9\"", "\"15 783,9\"")
    #expect(rejects.contains(wrong))
    try mended.put("odrzucone.csv", rejects.replacingOccurrences(of: wrong, with: right))
    #expect(try mended.findings() == [])
    #expect(try mended.balances().allSatisfy { $0.isEven && $0.rejected == 0 })
    #expect(try mended.balances().first?.skipped["corrected"] == 1)
    #expect(try mended.observations().map(\.value) == clean.observations().map(\.value))
  }

  /// A statement whose code, or whose period, is mended through its rejects is checked as if it had come so: cells of rows that
  /// mean nothing to the diagnosis are in no rejects, and take part in its sums.
  @Test(arguments: [
    ("2801021", "2899021", "2801021", "9"), ("2801021", "2899021", "2801021", "900"),
    ("2017-12-31", "2017-13-31", "2017", "900"), ("2017-12-31", "2017-13-31", "2017", "9"),
  ])
  func aStatementWithAMendedHead(whole: String, wrong: String, mended: String, number: String) throws {
    let file = "mpips03/2017/2801021.xml"
    func run(isBroken: Bool) throws -> SeededRun {
      let run = try SeededRun("mpips-03", region: "2801")
      try run.add(file) { text in
        let text = text.replacingOccurrences(of: "ecznej\"><kol nr=\"1\">9</kol>", with: "ecznej\"><kol nr=\"1\">\(number)</kol>")
        return isBroken ? text.replacingOccurrences(of: whole, with: wrong) : text
      }
      return run
    }
    func sums(_ run: SeededRun) throws -> [String] {
      try run.findings().filter { $0.code.hasPrefix("form-") }.map { "\($0.unit) \($0.message.english)" }
    }
    let right = try sums(try run(isBroken: false))
    #expect(right.isEmpty == (number == "9"))
    let broken = try run(isBroken: true)
    _ = try broken.findings()
    let lines = try broken.rejects().split(whereSeparator: \.isNewline).map { $0.split(separator: ",").map(String.init) }
    let place = try #require(lines.first?.firstIndex(of: whole == "2801021" ? "unit_code" : "period"))
    let heading = try #require(lines.dropFirst().first)[place]
    let again = try run(isBroken: true)
    try again.put("odrzucone.csv", try broken.rejects().replacingOccurrences(of: ",\(heading),", with: ",\(mended),"))
    #expect(try sums(again).sorted() == right.sorted())
    #expect(try again.balances().allSatisfy { $0.isEven && $0.rejected == 0 })
  }

  /// A number that somebody typed as text into a workbook.
  @Test func aCorrectedCellOfAWorkbook() throws {
    func run(_ isDamaged: Bool) throws -> SeededRun {
      let run = try SeededRun("wup-powiaty")
      try run.add(workbook: "praca/wup_powiaty_2020-2023.xlsx") { part, text in
        guard isDamaged, part.hasSuffix("sheet1.xml") else { return text }
        return text.replacingOccurrences(
          of: "<c r=\"E5\"><v>1748</v></c>", with: "<c r=\"E5\" t=\"inlineStr\"><is><t>17?48</t></is></c>")
      }
      return run
    }
    try Self.expectMended(run, wrong: "17?48", right: "1748")
  }

  @Test func aCorrectedCellOfATransportFile() throws {
    func run(_ isDamaged: Bool) throws -> SeededRun {
      let run = try SeededRun("mrpips-01")
      try run.add("praca/MP1231228.dbf") { text in
        guard isDamaged, let field = text.range(of: Self.transportField) else { return text }
        return text.replacingCharacters(in: field, with: Self.damagedField)
      }
      return run
    }
    try Self.expectMended(run, wrong: Self.damagedField.filter { $0 != " " }, right: Self.transportField.filter { $0 != " " })
  }

  /// A number of the transport file with the blanks before it, once in the file.
  private static let transportField = "  2992"
  private static let damagedField = "  29?2"

  private static func expectMended(_ run: (_ isDamaged: Bool) throws -> SeededRun, wrong: String, right: String) throws {
    let clean = try run(false)
    #expect(try clean.findings() == [])
    let broken = try run(true)
    let said = try broken.findings()
    // What is rejected is missing as well, where the indicators need it.
    #expect(Set(said.map(\.code)).subtracting(["missing-unemployment"]) == ["unreadable-number"], "\(said)")
    let rejects = try broken.rejects()
    #expect(rejects.contains(",\(wrong),"))
    #expect(try broken.balances().allSatisfy(\.isEven))
    let mended = try run(true)
    try mended.put("odrzucone.csv", rejects.replacingOccurrences(of: ",\(wrong),", with: ",\(right),"))
    #expect(try mended.findings() == [])
    #expect(try mended.balances().allSatisfy { $0.isEven && $0.rejected == 0 })
    #expect(try mended.balances().first?.skipped["corrected"] == 1)
    #expect(try mended.observations().map(\.value) == clean.observations().map(\.value))
  }
}
