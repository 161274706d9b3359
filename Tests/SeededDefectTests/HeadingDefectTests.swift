import Foundation
import Testing

@testable import Contracts
@testable import Findings

/// Headings and names of files that say something else than what is inside.
struct HeadingDefectTests {
  /// A year of a workbook that became another: the one is there twice, the other is gone.
  @Test(arguments: [false, true]) func aYearTwiceInAWorkbook(isDamaged: Bool) throws {
    let run = try SeededRun("gus-bdl")
    try run.add(workbook: "gus/stopa_bezrobocia_2005-2023.xlsx") { part, text in
      guard isDamaged, part.hasSuffix("sharedStrings.xml") else { return text }
      return text.replacingOccurrences(of: ">2023<", with: ">2022<")
    }
    let found = try run.findings().filter { $0.code == "columns-out-of-order" }
    #expect(found.map(\.place.column) == (isDamaged ? [13] : []))
    #expect(found.allSatisfy { $0.place.sheet == "TABLICA" && $0.place.row == 2 && $0.message.polish.contains("2022") })
  }

  /// The transport file of one voivodeship under the name of another; the name may have the voivodeship in the middle.
  @Test(arguments: [("MP1231214.dbf", ["wrong-unit"]), ("MP1231228.dbf", []), ("MP1122801.dbf", [])] as [(String, [String])])
  func aTransportFileOfAnotherVoivodeship(name: String, codes: [String]) throws {
    let run = try SeededRun("mrpips-01")
    try run.add("praca/MP1231228.dbf", as: "praca/" + name)
    let found = try run.findings().filter { $0.code == "wrong-unit" }
    #expect(found.map(\.code) == codes)
    #expect(found.allSatisfy { $0.message.polish.contains("14") && $0.message.polish.contains("28") })
  }

  /// The mark of a footnote behind a heading is no part of its name.
  @Test(arguments: [" 1)", "1)", "*", " a)", "**", " 2) *"]) func aHeadingWithAMark(mark: String) throws {
    func run(_ mark: String) throws -> SeededRun {
      let run = try SeededRun("up", region: "1465", of: "warszawa")
      try run.add("praca/up_dzielnice_2010-2023.csv") { text in
        text.replacingOccurrences(of: ";Rok;", with: ";Rok\(mark);").replacingOccurrences(
          of: "wolne miejsca pracy", with: "wolne miejsca pracy" + mark, options: .caseInsensitive)
      }
      return run
    }
    let (clean, marked) = (try run(""), try run(mark))
    #expect(try clean.findings() == marked.findings())
    let figures = try clean.observations().map(\.value)
    #expect(try figures.count > 1000 && marked.observations().map(\.value) == figures)
  }
}
