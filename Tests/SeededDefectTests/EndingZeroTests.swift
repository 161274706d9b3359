import Foundation
import Testing

@testable import Contracts
@testable import Findings

/// Zeros in the first or the last year of a series that has been steady, and whole files in another unit of measure.
struct EndingZeroTests {
  /// What is said of the figures of one gmina of an own table: its years, and whether all units have the zero.
  private static func said(_ figures: [String], ofAll: Bool = false) throws -> [Finding] {
    let run = try SeededRun("regon")
    var lines = ["Kod;Gmina;Rok;Fundacje, stowarzyszenia i organizacje społeczne"]
    for unit in ["2801011;Bartoszyce (1)", "2801021;Górowo Iławeckie (1)", "2801032;Bartoszyce (2)", "2801043;Bisztynek (3)"] {
      for (index, figure) in figures.enumerated() {
        let isTouched = ofAll || unit.hasPrefix("2801011")
        lines.append("\(unit);\(2016 + index);\(isTouched ? figure : "44")")
      }
    }
    try run.put("regon.csv", lines.joined(separator: "\n") + "\n")
    return try (run.findings() + run.notes()).filter { $0.code == "zero-not-possible" }
  }

  @Test(arguments: [["44", "42", "45", "0"], ["0", "44", "42", "45"], ["44", "45", "0"]])
  func aZeroAtTheEnd(figures: [String]) throws {
    let found = try Self.said(figures)
    #expect(found.map(\.unit) == ["2801011"], "\(found)")
    #expect(found.allSatisfy { $0.severity == .note })
  }

  /// What falls to nothing by and by, is small, or is nothing for all units at once, may well be nothing.
  @Test func zerosThatMayBe() throws {
    #expect(try Self.said(["90", "60", "30", "0"]) == [])
    #expect(try Self.said(["9", "8", "9", "0"]) == [])
    #expect(try Self.said(["44", "42", "45", "0"], ofAll: true) == [])
  }

  /// Family benefits in zł where the file says thousands, in all units and years.
  @Test func familyBenefitsInTheWrongUnit() throws {
    let table = "gus/OCHR_2993_CREL_20230312173337.csv"
    func slips(_ alter: @escaping (String) -> String) throws -> [Finding] {
      let run = try SeededRun("gus-bdl")
      try run.add(table, alter)
      return try run.findings().filter { $0.code.hasPrefix("unit-slip") }
    }
    #expect(try slips { $0 } == [])
    let found = try slips { text in
      text.replacingOccurrences(of: ";\"tys.", with: "000;\"tys.")
    }
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { $0.code == "unit-slip-family-benefits" && $0.measure == "family_benefits.amount" }, "\(found)")
  }
}
