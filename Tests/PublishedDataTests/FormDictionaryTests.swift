import Foundation
import Testing

@testable import Bytes

private let dictionaries = publishedFiles.deletingLastPathComponent().appendingPathComponent("dictionaries")
private let areDictionariesPresent = FileManager.default.fileExists(atPath: dictionaries.path)

/// The tables of `pipelines/forms` against the dictionaries of the official forms: rows, their labels and printed sums, columns.
/// What nobody could verify stays marked so. Skipped where the dictionaries are not there: they are not ours to ship.
@Suite(.enabled(if: areDictionariesPresent, "no ../shared/dictionaries beside the repository"))
struct FormDictionaryTests {
  private struct Row {
    var section: String
    var row: String
    var level: String
    var label: String
    var check: String
    var verification: String
    var years: ClosedRange<Int>
  }

  private static func form(_ name: String) throws -> [Row] {
    let table = try SeparatedTable(path: PublishedDataTests.root.path + "/pipelines/forms/\(name).csv")
    return try table.rows.indices.map { index in
      let first = try #require(Int(try table[index, "version_from"]))
      let last = try #require(Int(try table[index, "version_to"]))
      return Row(
        section: try table[index, "section"], row: try table[index, "row"], level: try table[index, "level"],
        label: try table[index, "label"], check: try table[index, "check"], verification: try table[index, "verification"],
        years: first...last)
    }
  }

  private static func dictionary(_ name: String) throws -> SeparatedTable {
    try SeparatedTable(path: dictionaries.path + "/" + name)
  }

  /// `1.2` for section 1, table 2; sections with one table have no number for it.
  private static func section(_ section: String, _ table: String) -> String {
    table.isEmpty || table == "0" ? section : "\(section).\(table)"
  }

  private static func withoutZeros(_ number: String) -> String { String(number.drop { $0 == "0" }) }

  /// `56..69` spelled out, numbers without zeros; nil for what is a remark and no sum.
  private static func sum(_ printed: String) -> String? {
    guard printed.allSatisfy({ $0.isNumber || "+.()-".contains($0) }) else { return nil }
    return printed.split(separator: "+").map { term -> String in
      let ends = term.components(separatedBy: "..").compactMap(Int.init)
      guard ends.count == 2 else { return Int(term).map(String.init) ?? String(term) }
      return (ends[0]...ends[1]).map(String.init).joined(separator: "+")
    }.joined(separator: "+")
  }

  @Test func rowsOfMRPiPS01In2026() throws {
    let rows = try Self.form("MRPiPS-01").filter { $0.years.contains(2026) }
    let printed = try Self.dictionary("MRPiPS-01_2026_rows.csv")
    #expect(rows.count == printed.rows.count)
    for index in printed.rows.indices {
      let section = Self.section(try printed[index, "dzial"], try printed[index, "tabela"])
      let number = Self.withoutZeros(try printed[index, "nrw"])
      let row = try #require(rows.first { $0.section == section && $0.row == number }, "\(section)/\(number)")
      #expect(row.label == (try printed[index, "etykieta"]))
      #expect(row.level == (try printed[index, "poziom"]))
      #expect(row.verification == "seen")
      if let sum = Self.sum(try printed[index, "suma_kontrolna"]), !sum.isEmpty {
        #expect(row.check == sum || row.check.hasPrefix(sum + " and"), "\(section)/\(number): \(row.check)")
      }
    }
  }

  @Test func columnsOfMRPiPS01In2026() throws {
    let table = try SeparatedTable(path: PublishedDataTests.root.path + "/pipelines/forms/MRPiPS-01-columns.csv")
    var labels: [String: String] = [:]
    for index in table.rows.indices where try table[index, "version_from"] == "2026" {
      labels["\(try table[index, "section"])/\(try table[index, "column"])"] = try table[index, "label"]
    }
    let printed = try Self.dictionary("MRPiPS-01_2026_columns.csv")
    #expect(labels.count == printed.rows.count)
    for index in printed.rows.indices {
      let section = Self.section(try printed[index, "dzial"], try printed[index, "tabela"])
      #expect(labels["\(section)/\(try printed[index, "rubryka"])"] == (try printed[index, "etykieta"]))
    }
  }

  /// Rows that were read from a real statement, with the sums printed on it.
  @Test(arguments: [("MPiPS-03 2011", 2011), ("MPiPS-03 2014", 2014)]) func rowsOfMPiPS03(version: String, year: Int) throws {
    let rows = try Self.form("MPiPS-03").filter { $0.years.contains(year) }
    let printed = try Self.dictionary("MPiPS-03_rows.csv")
    var compared = 0
    for index in printed.rows.indices where try printed[index, "wersja"] == version {
      let (section, number) = (try printed[index, "dzial"], try printed[index, "wiersz"])
      let row = try #require(rows.first { $0.section == section && $0.row == number }, "\(section)/\(number)")
      #expect(row.label == (try printed[index, "etykieta"]))
      #expect(row.verification == "seen", "\(section)/\(number)")
      if let sum = Self.sum(try printed[index, "regula_kontrolna"]), !sum.isEmpty { #expect(row.check == sum) }
      compared += 1
    }
    #expect(compared == (year == 2011 ? 39 : 29))
  }

  /// A number that was taken from memory must not pass for one that was read.
  @Test(arguments: ["MPiPS-03", "MRiPS-03", "MRPiPS-01", "MRiPS-06"]) func whatNobodyVerifiedStaysMarked(form: String) throws {
    let rows = try Self.form(form)
    #expect(rows.allSatisfy { ["seen", "documented", "unverified"].contains($0.verification) })
    switch form {
    case "MRPiPS-01": #expect(rows.allSatisfy { ($0.verification == "seen") == ($0.years.lowerBound == 2026) })
    case "MRiPS-06": #expect(rows.allSatisfy { $0.verification == "unverified" })
    case "MRiPS-03":
      // Positions are documented, their numbers are not.
      #expect(rows.filter { $0.section == "1B" }.allSatisfy { $0.verification == "unverified" })
    default: #expect(rows.filter { $0.verification == "seen" }.allSatisfy { $0.section == "1" })
    }
  }
}
