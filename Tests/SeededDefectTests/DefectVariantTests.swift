import Foundation
import Testing

@testable import Contracts
@testable import Findings

/// The seeded defects in other shapes and places: statements as CSV and as workbooks, other columns, other units, other tables. Each
/// is found by name, and what is beside it is not blamed.
struct DefectVariantTests {
  typealias Column = StatementTables.Column
  typealias Shape = StatementTables.Shape

  private static let unit = "1465058"

  private static func codes(_ findings: [Finding]) -> Set<String> { Set(findings.map(\.code)) }

  private static func isOf(_ unit: String, _ findings: [Finding]) -> Bool { findings.allSatisfy { $0.unit == unit } }

  @Test(arguments: Shape.allCases) func cleanTablesSayNothing(shape: Shape) throws {
    #expect(try StatementTables.run(shape).findings() == [])
  }

  @Test(arguments: Shape.allCases, [(1, 5), (2, 3), (4, 5)])
  func swappedColumnsOfOneUnit(shape: Shape, columns: (Int, Int)) throws {
    let found = try StatementTables.run(shape) { rows in
      for index in rows.indices where rows[index][Column.unit] == Self.unit {
        rows[index].swapAt(Column.value(columns.0), Column.value(columns.1))
      }
    }.findings()
    #expect(found.contains { $0.code == "form-columns" && $0.severity == .error })
    #expect(Self.isOf(Self.unit, found))
    #expect(found.allSatisfy { $0.place.file.contains("2017") })
  }

  @Test(arguments: Shape.allCases) func swappedColumnsOfAllUnits(shape: Shape) throws {
    let found = try StatementTables.run(shape) { rows in
      for index in rows.indices { rows[index].swapAt(Column.value(3), Column.value(4)) }
    }.findings()
    #expect(found.contains { $0.code == "form-columns" && $0.severity == .error })
    #expect(found.filter { !$0.place.file.contains("2017") }.map(\.message.polish) == [])
  }

  @Test(arguments: Shape.allCases) func aDoubledUnit(shape: Shape) throws {
    let found = try StatementTables.run(shape) { rows in
      rows += rows.filter { $0[Column.unit] == Self.unit }
    }.findings()
    #expect(found.map(\.code) == ["doubled-unit"])
    #expect(Self.isOf(Self.unit, found))
  }

  @Test(arguments: Shape.allCases, ["I półrocze 2017", "2017-H1"])
  func theWrongHalfYearOfOneUnit(shape: Shape, period: String) throws {
    let found = try StatementTables.run(shape) { rows in
      for index in rows.indices where rows[index][Column.unit] == Self.unit { rows[index][Column.period] = period }
    }.findings()
    #expect(found.contains { $0.code == "wrong-period" && $0.unit == Self.unit && $0.message.polish.contains("2017-H1") })
  }

  /// No unit stands out: all of them sent the half-year statement, between years of annual ones.
  @Test(arguments: Shape.allCases) func theWrongHalfYearOfAllUnits(shape: Shape) throws {
    let found = try StatementTables.run(shape) { rows in
      for index in rows.indices { rows[index][Column.period] = "I półrocze 2017" }
    }.findings()
    #expect(Set(found.map(\.code)) == ["wrong-period", "missing-year"] && found.count == 2)
    #expect(found.contains { $0.code == "wrong-period" && $0.message.polish.contains("2017-H1") })
  }

  @Test(arguments: Shape.allCases, [("1", "1"), ("1", "24"), ("5", "1")])
  func aWrongControlSum(shape: Shape, place: (String, String)) throws {
    let found = try StatementTables.run(shape) { rows in
      for index in rows.indices
      where rows[index][Column.unit] == Self.unit && rows[index][Column.section] == place.0 && rows[index][Column.row] == place.1
      {
        rows[index][Column.value(1)] = String((Int(rows[index][Column.value(1)]) ?? 0) + 13)
      }
    }.findings()
    #expect(found.contains { $0.code == "form-sum" && $0.message.polish.contains("/\(place.0)/\(place.1)]") })
    #expect(Self.isOf(Self.unit, found))
  }

  @Test(arguments: Shape.allCases) func suppressedZeros(shape: Shape) throws {
    let found = try StatementTables.run(shape) { rows in
      for index in rows.indices where rows[index][Column.unit] == Self.unit && rows[index][Column.section] == "3" {
        for column in 1...4 { rows[index][Column.value(column)] = "0" }
      }
    }.findings()
    #expect(found.contains { $0.code == "zero-not-possible" && $0.measure == "assistance.actual.families" })
    #expect(Self.isOf(Self.unit, found))
  }

  @Test(arguments: Shape.allCases, [true, false]) func amountsInThousands(shape: Shape, isOne: Bool) throws {
    let found = try StatementTables.run(shape) { rows in
      for index in rows.indices where !isOne || rows[index][Column.unit] == Self.unit {
        guard ["2A", "2B"].contains(rows[index][Column.section]), let amount = Int(rows[index][Column.value(3)]) else { continue }
        rows[index][Column.value(3)] = String(amount / 1000)
      }
    }.findings()
    #expect(found.contains { $0.code == "unit-slip" && $0.message.polish.contains("1000 razy") })
    if isOne { #expect(Self.isOf(Self.unit, found)) }
  }

  // MARK: Tables of units

  private static let labour = "praca/wup_powiaty_2005-2019.csv"

  private static func labour(_ change: (inout [String]) -> Void) throws -> [Finding] {
    let run = try SeededRun("wup-powiaty")
    try run.add(labour) { text in SeededDefectTests.changing(text, line: "2801;bartoszycki;2010", change) }
    return try run.findings()
  }

  /// The years of this table are not one after the other: 2005, 2010, 2015 ...
  @Test(arguments: [9, 10, 12]) func aZeroBetweenYearsFarApart(column: Int) throws {
    let found = try Self.labour { $0[column] = "0" }
    #expect(found.contains { $0.code == "zero-not-possible" && $0.unit == "2801000" })
    #expect(Self.isOf("2801000", found))
  }

  /// The unemployed have become a third of what they were, in all powiats: a slip shows only beside the others.
  @Test(arguments: ["6,1", "61"]) func aSlipInATableThatChangesMuch(text: String) throws {
    let found = try Self.labour { $0[3] = text }
    #expect(found.contains { $0.code == "unit-slip" && $0.unit == "2801000" })
    #expect(found.contains { $0.code == "fraction-of-a-person" } == text.contains(","))
  }

  @Test func aColumnThatChangedPlaceInOneYear() throws {
    let run = try SeededRun("wup-powiaty")
    try run.add(Self.labour) { text in
      text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        var fields = String(line).components(separatedBy: ";")
        guard fields.count > 10, fields[2] == "2010" else { return String(line) }
        fields.swapAt(5, 6)
        return fields.joined(separator: ";")
      }.joined(separator: "\n")
    }
    let found = try run.findings()
    #expect(found.contains { $0.code == "jump" && $0.message.polish.contains("zamieniły się miejscami") })
    #expect(found.allSatisfy { $0.message.polish.contains("2010") || $0.message.polish.contains("2015") })
  }

  /// Everything in thousands: no unit and no year stands out, but persons come whole.
  @Test func aWholeTableInThousands() throws {
    let run = try SeededRun("gus-bdl")
    try run.add("gus/LUDN_2137_CTAB_20250522103000.csv") { text in
      text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        var fields = String(line).components(separatedBy: ";")
        guard fields.count == 22, !fields[0].hasPrefix("\"") else { return String(line) }
        for index in 2..<21 where Int(fields[index]) != nil {
          fields[index] = String(format: "%.1f", (Double(fields[index]) ?? 0) / 1000).replacingOccurrences(of: ".", with: ",")
        }
        return fields.joined(separator: ";")
      }.joined(separator: "\n")
    }
    let found = try run.findings().filter { $0.code == "fraction-of-a-person" }
    #expect(found.count == 1)
    #expect(found.first?.measure == "population")
  }

  @Test func headingsThatChangedPlaces() throws {
    let run = try SeededRun("gus-bdl")
    try run.add("gus/LUDN_2137_CTAB_20250522103000.csv") { text in
      text.replacingOccurrences(of: ";2012;[", with: ";X;[").replacingOccurrences(of: ";2008;[", with: ";2012;[")
        .replacingOccurrences(of: ";X;[", with: ";2008;[")
    }
    let found = try run.findings().filter { $0.code == "columns-out-of-order" }
    #expect(found.map(\.place.column) == [7])
    #expect(found.first?.message.polish.contains("2012") == true)
  }

  @Test(arguments: ["Powiat Działdowoski", "Działdowoski *", "pow. Dzialdowoski"])
  func theMisspeltPowiatInAWorkbook(name: String) throws {
    let run = try SeededRun("gus-bdl")
    try run.add(workbook: "gus/ludnosc_2013-2023.xlsx") { part, text in
      part.hasSuffix("sharedStrings.xml") ? text.replacingOccurrences(of: "Powiat działdowski", with: name) : text
    }
    let found = try run.findings().filter { $0.code == "unit-other-name" }
    #expect(found.map(\.unit) == ["2803000"])
    #expect(found.first?.message.polish.contains(name) == true)
  }

  /// Two downloads of one workbook: the day of the last change, which the sheet OPIS gives, tells which is newer. Saved again under
  /// another name it says nothing new.
  @Test(arguments: [true, false]) func twoDownloadsOfAWorkbook(isNewer: Bool) throws {
    let run = try SeededRun("gus-bdl")
    try run.add(workbook: "gus/ludnosc_2013-2023.xlsx") { $1 }
    try run.add(workbook: "gus/ludnosc_2013-2023.xlsx", as: "gus/zz.xlsx") { part, text in
      guard isNewer else { return text + "\n" }
      return text.replacingOccurrences(of: "22.05.2025", with: "22.05.2026")
        .replacingOccurrences(of: "<v>20290</v>", with: "<v>20291</v>")
    }
    let found = try run.findings()
    let disagreeing = found.filter { $0.code == "sources-disagree" }
    #expect(disagreeing.count == (isNewer ? 1 : 0) && !found.contains { $0.code == "doubled-unit" }, "\(found.prefix(3))")
    #expect(disagreeing.allSatisfy { $0.place.file.hasSuffix("ludnosc_2013-2023.xlsx") })
  }

  @Test func aResavedWorkbookWithoutItsYears() throws {
    let run = try SeededRun("gus-bdl")
    try run.add(workbook: "gus/ludnosc_2013-2023.xlsx") { part, text in
      part.hasSuffix("sheet2.xml") ? text.replacingOccurrences(of: "<c r=\"D3\"", with: "<c r=\"D99\"") : text
    }
    #expect(Self.codes(try run.findings()).contains("refused-file"))
  }

  @Test func aCodeOfALaterRegisterInAWorkbookAndInAList() throws {
    let run = try SeededRun("gus-bdl")
    try run.add("gus/RYNE_1944_CTAB_20250522110000.csv") {
      $0.replacingOccurrences(of: "2801032;", with: "2801033;")
    }
    let found = try run.findings()
    #expect(found.contains { $0.code == "stale-register" && $0.message.polish.contains("2801032") })
  }

  // MARK: The census and mirrors

  /// A download of before the census beside one of after it: the years of both differ, and the newer counts.
  @Test func aSeriesOfBeforeTheCensus() throws {
    let table = "gus/LUDN_2137_CTAB_20250522103000.csv"
    let run = try SeededRun("gus-bdl")
    try run.add(table)
    try run.add(table, as: "gus/LUDN_2137_CTAB_20210522103000.csv") { text in
      // 2010 to 2019 came out lower, 2020 and 2021 higher than the figures that the census gave later.
      SeededDefectTests.changing(text, line: "2801000;") { fields in
        for column in 17...18 { fields[column] = String((Int(fields[column]) ?? 0) + 1570) }
      }
    }
    let found = try run.findings().filter { $0.code == "sources-disagree" }
    #expect(found.count == 2)
    #expect(found.allSatisfy { $0.unit == "2801000" && $0.place.file.contains("20210522") })
    #expect(try run.observations().filter { $0.status == .revised }.map(\.period) == ["2020", "2021"])
  }

  /// Figures of before the census among those of after it, in one file: the population of the year after does not follow.
  @Test func aYearOfBeforeTheCensusAmongThoseOfAfterIt() throws {
    func run(_ alter: (String) -> String) throws -> [Finding] {
      let run = try SeededRun("gus-bdl")
      for table in [
        "LUDN_2137_CTAB_20250522103000.csv", "LUDN_1873_CTAB_20250522105000.csv", "LUDN_3000_CREL_20250203204210.csv",
      ] {
        try run.add("gus/" + table) { table.hasPrefix("LUDN_2137") ? alter($0) : $0 }
      }
      return try run.findings().filter { $0.code == "population-balance" }
    }
    #expect(try run { $0 } == [])
    let found = try run { text in
      SeededDefectTests.changing(text, line: "2800000;") { fields in
        fields[18] = String((Int(fields[18]) ?? 0) + 60_000)
      }
    }
    #expect(!found.isEmpty)
    #expect(found.allSatisfy { $0.unit == "2800000" })
  }

  /// The same unemployed in the table of the labour office and in the transport file of the form.
  @Test func mirrorsThatDiffer() throws {
    func run(_ alter: (String) -> String) throws -> [Finding] {
      let run = try SeededRun("mrpips-01", and: ["wup-powiaty"])
      try run.add("praca/MP1231228.dbf")
      try run.add(workbook: "praca/wup_powiaty_2020-2023.xlsx") { _, text in alter(text) }
      return try run.findings()
    }
    #expect(try run { $0 } == [])
    let found = try run { $0.replacingOccurrences(of: "<v>2650</v>", with: "<v>2653</v>") }
    #expect(found.map(\.code) == ["december-not-year"])
    #expect(found.allSatisfy { $0.unit == "2803000" && $0.message.polish.contains("2650") })
  }
}
