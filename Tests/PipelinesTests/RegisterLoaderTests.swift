import Foundation
import Testing

@testable import Bytes
@testable import Findings
@testable import Pipelines
@testable import Territory

/// The shipped register: every unit under every code that sources use for it, and what became of units since 2004.
struct RegisterLoaderTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  private static func register(on date: String) throws -> Register {
    var pipeline = try Pipeline.load(root + "/pipelines/warminsko-mazurskie.json")
    pipeline.registerDate = .chosen(date)
    return try pipeline.loadRegister()
  }

  /// GUS: 16 voivodeships in 7 macroregions (NUTS 1), 17 regions (NUTS 2), 73 subregions (NUTS 3); 380 powiats since 2013;
  /// 2477 gminas from 2019 to 2024 and 2479 since, 302 of them urban.
  @Test(arguments: [("2024-01-01", 2477, 380), ("2025-06-30", 2479, 380), ("2018-12-31", 2478, 380)])
  func counts(date: String, gminas: Int, powiats: Int) throws {
    let register = try Self.register(on: date)
    let counts = [Level.country, .macroregion, .voivodeship, .region, .subregion].map { register.units(at: $0).count }
    #expect(counts == [1, 7, 16, 17, 73])
    #expect(register.units(at: .powiat).count == powiats)
    #expect(register.units(at: .gmina).count == gminas)
    #expect(register.units(at: .gmina).filter { $0.kind == .urban }.count == 302)
    #expect(register.units(at: .district).count == 18)
  }

  @Test func everyLevelCoversTheCountryOnce() throws {
    let register = try Self.register(on: "2024-01-01")
    let powiats = register.units(at: .powiat).map(\.code)
    for level in [Level.macroregion, .voivodeship, .region, .subregion] {
      let parts = register.units(at: level).flatMap { register.summableChildren(of: $0.code, at: .powiat) }
      #expect(parts.sorted() == powiats, "\(level)")
    }
    #expect(powiats.flatMap { register.summableChildren(of: $0, at: .gmina) }.count == 2477)
    #expect(register.summableChildren(of: "PL9", at: .region) == ["PL91", "PL92"])
    #expect(register.summableChildren(of: "PL6", at: .voivodeship) == ["0400000", "2200000", "2800000"])
    #expect(register.summableChildren(of: "1400000", at: .region) == ["PL91", "PL92"])
    #expect(register.summableChildren(of: "PL62", at: .subregion) == ["PL621", "PL622", "PL623"])
    #expect(register.summableChildren(of: "1465000", at: .district).count == 18)
  }

  /// One place under its code in TERYT, in the Local Data Bank, in NUTS 2021 and in ISO 3166-2.
  @Test(arguments: [
    ("042800000000", "2800000"), ("PL-28", "2800000"), ("28", "2800000"), ("2800000", "2800000"), ("PL62", "2800000"),
    ("042810000000", "2800000"), ("PL9", "1400000"), ("PL-WN", "2800000"), ("040000000000", "PL6"), ("071410000000", "PL91"),
    ("071412800000", "PL911"), ("PL911", "PL911"),
    ("071412865000", "1465000"), ("011212001000", "1201000"), ("011212001011", "1201011"), ("030210564011", "0264011"),
    ("PL-14", "1400000"), ("000000000000", "0000000"), ("PL", "0000000"), ("020201011", nil),
  ])
  func everyShapeLeadsToOneKey(published: String, key: String?) throws {
    let register = try Self.register(on: "2024-01-01")
    guard case .unit(let unit, _) = UnitCodeReader(register, column: [published]).meaning(of: published) else {
      #expect(key == nil, "\(published)")
      return
    }
    #expect(unit.code == key)
  }

  /// Codes without the kind, one of them with it by mistake: the others are what they are, and no gminas of voivodeship 02.
  @Test func oneCodeTooLongDoesNotMakeTheOthersShort() throws {
    let register = try Self.register(on: "2024-01-01")
    let column = ["280101", "280102", "280103", "2801043", "280105"]
    let reader = UnitCodeReader(register, column: column)
    let found = column.map { if case .unit(let unit, _) = reader.meaning(of: $0) { unit.code } else { "" } }
    #expect(found == ["2801011", "2801021", "2801032", "2801043", "2801052"])
    // Where the zeros of voivodeship 02 are lost, the codes that are long enough stand beside them.
    let short = ["201011", "201022", "2801011", "201032"]
    let western = UnitCodeReader(register, column: short)
    #expect(short.map { if case .unit(let unit, _) = western.meaning(of: $0) { unit.code } else { "" } }.first == "0201011")
  }

  @Test func idsOfTheBankGoBothWays() throws {
    let register = try Self.register(on: "2024-01-01")
    for unit in register.units(at: .powiat) + register.units(at: .gmina) + register.units(at: .subregion) {
      let id = try #require(register.bankID(of: unit), "\(unit.code)")
      #expect(id.utf8.count == 12)
      guard case .unit(let found, false) = UnitCodeReader(register, column: [id]).meaning(of: id) else {
        Issue.record("\(id) of \(unit.code) leads nowhere")
        continue
      }
      #expect(found.code == unit.code)
    }
  }

  /// Codes of files of earlier years lead to the unit of today, or to the units that took the place over.
  @Test(arguments: [
    ("2817082", "2817083"), ("0221091", "0265011"), ("0606082", "0603153"), ("2211041", "2211043"), ("3020012", "3020013"),
    // Towns of years that the catalogues of 2017 and later do not reach back to: by the six digits.
    ("2601042", "2601043"), ("2002072", "2002073"),
  ])
  func earlierCodes(published: String, key: String) throws {
    let register = try Self.register(on: "2024-01-01")
    guard case .unit(let unit, let recoded) = UnitCodeReader(register, column: [published]).meaning(of: published) else {
      Issue.record("\(published) is no unit")
      return
    }
    #expect(unit.code == key)
    #expect(recoded == (published != key))
  }

  @Test func everyChangeNamesUnitsOfTheRegister() throws {
    let pipeline = try Pipeline.load(Self.root + "/pipelines/warminsko-mazurskie.json")
    let codes = Set(try pipeline.loadRegisterUnits().map(\.code))
    let table = try SeparatedTable(path: Self.root + "/pipelines/registers/changes.csv")
    for row in table.rows.indices {
      let (predecessor, successor) = (try table[row, "predecessor"], try table[row, "successor"])
      let (verification, source) = (try table[row, "verification"], try table[row, "source"])
      // Of a code that only tools of offices still have the register has no state.
      #expect(codes.contains(predecessor) || predecessor == "1431000", "\(predecessor)")
      #expect(codes.contains(successor))
      #expect(["documented", "unverified"].contains(verification))
      #expect(!source.isEmpty)
    }
    // Where shares are known, nothing of a predecessor is lost.
    let changes = try pipeline.loadUnitChanges()
    for (predecessor, parts) in Dictionary(grouping: changes, by: { $0.predecessor + $0.date }) where parts[0].kind == .split {
      let known = parts.compactMap(\.share)
      if known.count == parts.count { #expect(abs(known.reduce(0, +) - 1) < 1e-9, "\(predecessor)") }
    }
  }

  /// Totals of every level are kept on the way to another register date, and pure recodes and merges come back.
  @Test(arguments: ["2012-12-31", "2014-12-31", "2016-12-31", "2018-12-31", "2024-12-31"])
  func totalsAreKept(day: String) throws {
    let then = try Self.register(on: day)
    let now = try Self.register(on: "2025-06-30")
    for level in [Level.powiat, .gmina] {
      var values: [String: Double] = [:]
      for (index, unit) in then.units(at: level).enumerated() { values[unit.code] = Double(index + 1) }
      let total = values.values.reduce(0, +)
      let carried = now.crosswalk.carried(values, from: day, to: "2025-06-30")
      let lost = carried.broken.reduce(0) { $0 + (values[$1] ?? 0) }
      #expect(abs(carried.values.values.reduce(0, +) + lost - total) < 1e-6 * total, "\(level)")
      #expect(carried.values.keys.allSatisfy { now[$0] != nil }, "\(level)")
      let back = now.crosswalk.carried(carried.values, from: "2025-06-30", to: day)
      for (code, value) in values where carried.policies[code] == .unchanged && back.policies[code] == .unchanged {
        #expect(back.values[code] == value)
      }
    }
  }
}
