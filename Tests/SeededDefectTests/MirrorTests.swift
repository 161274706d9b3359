import Foundation
import Testing

@testable import Contracts
@testable import Findings

/// Two publishers of one thing: the bank and the labour offices.
struct MirrorTests {
  private static let table = "praca/wup_powiaty_2005-2019.csv"

  private static func run(_ alter: (String) -> String = { $0 }) throws -> [Finding] {
    let run = try SeededRun("wup-powiaty", and: ["gus-bdl", "gus-sdg"])
    try run.add(table, alter)
    try run.add("gus/RYNE_1944_CTAB_20250522110000.csv")
    try run.add("gus/RYNE_1946_CREL_20230312143348.csv")
    try run.add("wskazniki/sdg_2010-2023.csv")
    return try run.findings().filter { $0.code.contains("mirror") }
  }

  @Test func theSameFiguresSayNothing() throws { #expect(try Self.run() == []) }

  /// The unemployed of a powiat against those of its gminas, and of its subregion, in the bank.
  @Test func thePowiatOfOneSourceAgainstTheGminasOfAnother() throws {
    let found = try Self.run { text in
      SeededDefectTests.changing(text, line: "2801;bartoszycki;2015") { fields in
        let published = Int(fields[3].filter(\.isNumber)) ?? 0
        fields[3] = String(published + 30)
      }
    }
    #expect(Set(found.map(\.code)) == ["gminas-mirror-powiat", "powiats-mirror-subregion"], "\(found)")
    let powiat = try #require(found.first { $0.code == "gminas-mirror-powiat" })
    #expect(powiat.unit == "2801000" && powiat.severity == .warning)
    #expect(powiat.place.file.hasSuffix("wup_powiaty_2005-2019.csv"))
    #expect(powiat.message.polish.contains("różnica 30") && powiat.message.polish.contains("RYNE_1944"))
    #expect(powiat.message.polish.contains("„wup-powiaty”") && powiat.message.polish.contains("„gus-bdl”"))
    let subregion = try #require(found.first { $0.code == "powiats-mirror-subregion" })
    #expect(subregion.place.file.hasSuffix("RYNE_1946_CREL_20230312143348.csv"))
  }

  /// Disabled unemployed: published for the voivodeship, and by the labour offices for the powiats.
  @Test func aPublishedFigureAgainstThePowiats() throws {
    let found = try Self.run { text in
      SeededDefectTests.changing(text, line: "2801;bartoszycki;2019") { fields in
        fields[14] = String((Int(fields[14].filter(\.isNumber)) ?? 0) + 5)
      }
    }
    #expect(found.map(\.code) == ["disabled-unemployed-mirror"], "\(found)")
    #expect(found.first?.message.polish.contains("różnica 5") == true)
  }
}
