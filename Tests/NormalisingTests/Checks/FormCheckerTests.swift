import Testing

@testable import Contracts
@testable import Findings
@testable import Normalising

/// Control sums of the shipped form tables over cells made for the purpose.
struct FormCheckerTests {
  private static func cell(_ row: Int, _ period: String, _ text: String, section: String = "1.2") -> TinyEdition.Cell {
    TinyEdition.Cell(
      unit: "2801", period: period, series: "MRPiPS-01|2026|\(section)|\(row)|1", text: text, file: "in/MP1.dbf")
  }

  /// Stock = stock of the month before + in - out (MRPiPS-01 2026, section 1.2, rows 71, 26, 34).
  private static func findings(stock: String) throws -> [Finding] {
    let edition = try TinyEdition(region: "28", date: "2024-01-01", shipped: "mrpips-01-dbf")
    _ = try edition.normalise([
      cell(71, "2026-01", "1000"), cell(26, "2026-02", "120"), cell(27, "2026-02", "100"), cell(28, "2026-02", "20"),
      cell(34, "2026-02", "70"), cell(35, "2026-02", "70"), cell(36, "2026-02", "70"), cell(71, "2026-02", stock),
    ])
    return edition.outcome.findings.filter { $0.code == "form-sum" && $0.message.polish.contains("wiersz 71") }
  }

  @Test func theStockFollowsFromTheMonthBefore() throws {
    #expect(try Self.findings(stock: "1050") == [])
    let broken = try #require(try Self.findings(stock: "1060").first)
    #expect(broken.message.polish.contains("1060") && broken.message.polish.contains("1050"))
    #expect(broken.message.polish.contains("różnica 10"))
    #expect(broken.unit == "2801000")
  }

  /// Neither a month that is none nor one that is not there makes a year of a month's figures.
  @Test(arguments: ["2026-13", "2026-?", "2026-?x", "2026-?h1", "?-5", "26?-5"]) func aMonthThatIsNoneIsRejected(period: String)
    throws
  {
    let edition = try TinyEdition(region: "28", date: "2024-01-01", shipped: "mrpips-01-dbf")
    let rows = try edition.normalise([
      TinyEdition.Cell(unit: "2801", period: period, series: "MRPiPS-01|2026|1.1|1|5", text: "5", file: "in/MP1.dbf")
    ])
    #expect(rows.isEmpty)
    #expect(edition.outcome.findings.contains { $0.code == "unreadable-period" && $0.severity == .error })
  }

  /// The names of a pack are compared with its codes.
  @Test(arguments: [("2803", "Działdowoski"), ("2804", "braniewski"), ("2804", "elbląski")])
  func aNameInAPackThatIsNotTheCodes(code: String, name: String) throws {
    let edition = try TinyEdition(region: "28", date: "2024-01-01", shipped: "mrpips-01-spr")
    _ = try edition.normalise([
      TinyEdition.Cell(unit: code, name: name, period: "2026-01", series: "MRPiPS-01|2026|1|1|5", text: "5")
    ])
    let found = edition.outcome.findings.filter { $0.code == "unit-other-name" }
    #expect(found.map(\.unit) == (name == "elbląski" ? [] : [code + "000"]))
  }

  /// A pack of all cells names section 1, of which the form's tables have three parts.
  @Test func aSectionIsFoundByItsRows() throws {
    func sums(_ first: String) throws -> [Finding] {
      let edition = try TinyEdition(region: "28", date: "2024-01-01", shipped: "mrpips-01-spr")
      _ = try edition.normalise([
        Self.cell(26, "2026-02", first, section: "1"), Self.cell(27, "2026-02", "100", section: "1"),
        Self.cell(28, "2026-02", "20", section: "1"),
      ])
      return edition.outcome.findings.filter { $0.code == "form-sum" }
    }
    #expect(try sums("120") == [])
    let broken = try #require(try sums("127").first)
    #expect(broken.severity == .error)
    #expect(broken.message.polish.contains("dział 1.2, wiersz 26"))
  }

  /// A reason of help is one of families that were helped, by decision or by social work alone.
  @Test(arguments: [("93", "155", 0), ("94", "155", 1), ("500", "900", 2)])
  func reasonsAboveTheFamiliesHelped(families: String, persons: String, count: Int) throws {
    let edition = try TinyEdition(region: "28", date: "2024-01-01", shipped: "mpips-03-xml")
    let cells = [
      ("2|1|2", "90"), ("2|1|4", "150"), ("2|7|2", "3"), ("2|7|4", "5"), ("3|18|1", families), ("3|18|3", persons),
    ]
    _ = try edition.normalise(
      cells.map { place, text in
        TinyEdition.Cell(unit: "2801011", period: "2022", series: "MRiPS-03|2022.1|\(place)", text: text)
      })
    let found = edition.outcome.findings.filter { $0.code == "form-part" && $0.message.polish.contains("wiersz 18") }
    #expect(found.count == count)
    #expect(found.allSatisfy { $0.severity == .warning && $0.place.row > 0 })
  }

  /// Own tasks in all: no less than their parts, and no more where the statements have no rows but those of the table.
  @Test(
    arguments: [
      ("1000", nil, []), ("1050", nil, ["form-sum"]), ("900", nil, ["form-sum"]), ("1050", "19", []),
      ("900", "19", ["form-part"]),
    ] as [(String, String?, [String])])
  func totalsOfBenefits(total: String, more: String?, codes: [String]) throws {
    let edition = try TinyEdition(region: "28", date: "2024-01-01", shipped: "mpips-03-xml")
    var cells = [("1", total), ("2", "600"), ("3", "400"), ("4", "200"), ("5", "400")]
    if let more { cells.append((more, "50")) }
    _ = try edition.normalise(
      cells.map { row, text in
        TinyEdition.Cell(unit: "2801011", period: "2022", series: "MRiPS-03|2022.1|1B|\(row)|3", text: text)
      })
    let found = edition.outcome.findings.filter { $0.code.hasPrefix("form-") }
    #expect(found.map(\.code) == codes)
    #expect(found.allSatisfy { $0.severity == .warning })
  }

  /// Families of delegated tasks: no fewer than those of one kind, no more than of all kinds together, and in the section of actual
  /// numbers the same persons at most.
  @Test(
    arguments: [
      ("1A|1|4", "31", []), ("1A|1|4", "19", ["1A/1"]), ("1A|1|4", "36", ["1A/1"]), ("1A|1|5", "61", ["1A/1"]),
      ("2|4|1", "31", ["2/4"]), ("2|4|1", "22", ["2/4"]), ("2|4|2", "36", ["2/4"]), ("2|4|4", "61", ["2/4"]), ("2|4|4", "50", []),
    ] as [(String, String, [String])])
  func delegatedTasks(cell: String, text: String, rules: [String]) throws {
    let edition = try TinyEdition(region: "28", date: "2024-01-01", shipped: "mpips-03-xml")
    var cells = [
      "1A|1|1": "30", "1A|1|4": "32", "1A|1|5": "58", "1A|2|1": "10", "1A|2|4": "11", "1A|2|5": "20", "1A|3|1": "23",
      "1A|3|4": "24", "1A|3|5": "40", "2|4|1": "30", "2|4|2": "31", "2|4|4": "58", "2|1|1": "100", "2|1|2": "90", "2|1|4": "180",
      "2|5|1": "95", "2|5|2": "85", "2|5|4": "170",
    ]
    cells[cell] = text
    _ = try edition.normalise(
      cells.sorted { $0.key < $1.key }.map { place, text in
        TinyEdition.Cell(unit: "2801011", period: "2022", series: "MRiPS-03|2022.1|\(place)", text: text)
      })
    let found = edition.outcome.findings.filter { $0.code == "form-part" }
    #expect(found.allSatisfy { $0.severity == .warning })
    #expect(Set(found.map { $0.message.polish }).count == found.count)
    let broken = Set(["1A/1", "2/4"].filter { rule in found.contains { $0.message.polish.contains("/\(rule)]") } })
    #expect(broken.isSuperset(of: rules) && broken.isEmpty == rules.isEmpty, "\(found.map(\.message.polish))")
  }

  /// A total that is not there, or an empty cell: told as such, not as a zero.
  @Test(arguments: [nil, "", "0"] as [String?]) func aTotalThatIsMissing(total: String?) throws {
    let edition = try TinyEdition(region: "28", date: "2024-01-01", shipped: "mrpips-01-dbf")
    var cells = [("27", "100"), ("28", "20")]
    if let total { cells.append(("26", total)) }
    _ = try edition.normalise(
      cells.map { row, text in
        TinyEdition.Cell(unit: "2801", period: "2026-02", series: "MRPiPS-01|2026|1.2|\(row)|1", text: text, file: "in/MP1.dbf")
      })
    let broken = try #require(edition.outcome.findings.first { $0.code == "form-sum" && $0.message.polish.contains("wiersz 26") })
    let (polish, english) = (broken.message.polish, broken.message.english)
    #expect(polish.contains("puste pole (brak liczby) ≠ 120") == (total != "0"), "\(polish)")
    #expect(english.contains("an empty field (no number) ≠ 120") == (total != "0"))
    #expect(polish.contains(": 0 ≠ 120") == (total == "0"))
  }

  @Test func aRowThatTheFormDoesNotHaveIsSaidOnce() throws {
    let edition = try TinyEdition(region: "28", date: "2024-01-01", shipped: "mrpips-01-dbf")
    _ = try edition.normalise([
      Self.cell(999, "2026-01", "1"), Self.cell(999, "2026-02", "2"), Self.cell(998, "2026-02", "2"),
    ])
    let found = edition.outcome.findings.filter { $0.code == "row-not-in-form-table" }
    #expect(found.map(\.severity) == [.warning, .warning])
    #expect(found.contains { $0.message.polish.contains("wiersza 999 działu 1.2") })
    #expect(edition.outcome.balances[0].skipped == ["row-not-in-form-table": 3])
  }

  /// Transport files have room for more columns than the form: noughts there say nothing.
  @Test func aColumnThatTheFormDoesNotHaveIsSaidWhereItHasNumbers() throws {
    let edition = try TinyEdition(region: "28", date: "2024-01-01", shipped: "mrpips-01-dbf")
    func cell(_ column: Int, _ text: String) -> TinyEdition.Cell {
      TinyEdition.Cell(unit: "2801", period: "2026-01", series: "MRPiPS-01|2026|1.2|71|\(column)", text: text, file: "in/MP1.dbf")
    }
    _ = try edition.normalise([cell(1, "5"), cell(98, "0"), cell(98, ""), cell(99, "0"), cell(99, "4"), cell(99, "5")])
    let found = edition.outcome.findings.filter { $0.code == "column-not-in-form-table" }
    #expect(found.map(\.place.row) == [6] && found.first?.message.polish.contains("rubryki 99 działu 1.2") == true)
    #expect(edition.outcome.balances[0].skipped["column-not-in-form-table"] == 5 && edition.outcome.balances[0].isEven)
  }

  /// The ministry's three names for one form lead to the table of the version.
  @Test(arguments: [
    ("MPiPS-03", "2022.1", "2"), ("MRPiPS-03", "2018", "3"), ("MRiPS-03", "2016.1", "3"), ("MRiPS-03", "2022", "2"),
  ])
  func aFormUnderEveryNameItHad(form: String, version: String, section: String) throws {
    let edition = try TinyEdition(region: "28", date: "2024-01-01", shipped: "mpips-03-xml")
    let rows = try edition.normalise([
      TinyEdition.Cell(
        unit: "2801011", period: String(version.prefix(4)), series: "\(form)|\(version)|\(section)|1|4", text: "250")
    ])
    #expect(rows.map(\.measure) == ["assistance.actual.persons_in_families"])
  }

  @Test func theFormChangeOf2021IsABreakOfTheSeries() throws {
    let edition = try TinyEdition(region: "28", date: "2024-01-01", shipped: "mpips-03-xml")
    _ = try edition.normalise([
      TinyEdition.Cell(unit: "2801011", period: "2020", series: "MPiPS-03|2020.1|3|1|4", text: "250"),
      TinyEdition.Cell(unit: "2801011", period: "2021", series: "MRiPS-03|2021.1|2|1|4", text: "240"),
      TinyEdition.Cell(unit: "2801011", period: "2022", series: "MRiPS-03|2022.1|2|1|4", text: "230"),
    ])
    let breaks = try edition.breaks()
    #expect(breaks.map(\.code) == [.formChange] && breaks.map(\.period) == ["2021"])
    #expect(breaks[0].measure == "assistance.actual.persons_in_families")
    #expect(breaks[0].detail == "MPiPS-03 (2005–2020) → MRiPS-03 (2021–)")
  }
}
