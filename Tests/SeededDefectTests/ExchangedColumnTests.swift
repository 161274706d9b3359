import Foundation
import Testing

@testable import Contracts
@testable import Findings

/// Two columns that changed places in one year for every unit of a table: no unit stands out among its peers.
struct ExchangedColumnTests {
  struct Case: Sendable, CustomStringConvertible {
    var source: String
    var table: String
    var columns: (Int, Int)
    var measures: [String]
    /// In the middle of the series, and its last.
    var years = ["2019", "2023"]
    var description: String { "\(table) \(columns)" }
  }

  private static let cases = [
    Case(
      source: "mieszkania", table: "zasoby/mieszkania_2005-2023.csv", columns: (3, 4),
      measures: ["housing.allowances", "housing.waiting"]),
    Case(
      source: "kcpu-g1", table: "alkohol/kcpu_g1_2005-2023.csv", columns: (3, 4),
      measures: ["alcohol.outlets.off_trade", "alcohol.outlets.on_trade"]),
    Case(
      source: "kcpu-g1", table: "alkohol/kcpu_g1_2005-2023.csv", columns: (5, 6),
      measures: ["alcohol.commission.motions", "alcohol.commission.motivated"]),
    Case(
      source: "pzon", table: "niepelnosprawnosc/orzeczenia_2005-2023.csv", columns: (4, 5),
      measures: ["disability.certificates.severe", "disability.certificates.moderate"]),
    Case(
      source: "rb28s", table: "zasoby/rb28s_2005-2023.csv", columns: (3, 5),
      measures: ["budget.division_852", "budget.division_855"]),
    // Of about the same size: told apart by their units alone.
    Case(
      source: "wup-powiaty", table: "praca/wup_powiaty_2005-2019.csv", columns: (10, 15),
      measures: ["unemployment.low_education.registered", "unemployment.rural.registered"], years: ["2016", "2017"]),
    Case(
      source: "wup-powiaty", table: "praca/wup_powiaty_2005-2019.csv", columns: (10, 11),
      measures: ["unemployment.low_education.registered", "unemployment.no_experience.registered"], years: ["2010", "2016"]),
  ]

  private static func found(_ own: Case, year: String?) throws -> [Finding] {
    let run = try SeededRun(own.source)
    try run.add(own.table) { text in
      text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        let isCarried = line.last == "\r"
        var fields = String(isCarried ? line.dropLast() : line).components(separatedBy: ";")
        if let year, fields.count > max(own.columns.0, own.columns.1), fields[2] == year {
          fields.swapAt(own.columns.0, own.columns.1)
        }
        return fields.joined(separator: ";") + (isCarried ? "\r" : "")
      }.joined(separator: "\n")
    }
    return try run.findings().filter { $0.code == "columns-exchanged" }
  }

  @Test(arguments: cases.flatMap { own in own.years.map { (own, $0) } })
  func exchangedInAllUnits(own: Case, year: String) throws {
    // Where the two were about the same anyway, nothing can be seen.
    if own.source == "rb28s", year == "2023" { return }
    let found = try Self.found(own, year: year)
    #expect(found.count == 1, "\(found.map(\.message.polish))")
    let message = found.first?.message.polish ?? ""
    #expect(own.measures.allSatisfy { message.contains($0) } && message.contains(", \(year), "))
  }

  @Test(arguments: cases) func notExchanged(own: Case) throws {
    #expect(try Self.found(own, year: nil) == [])
  }
}
