import Bytes
import Disclosure
import Findings
import Testing

/// Fees (invented) of entities in gminas of two kinds of permit.
@Suite struct ContributionsFileTests {
  static let units = "child,parent\na,T\nb,T\nc,T\nd,T\n"
  static let kinds = "child,parent\nA,R\nB,R\n"

  static func file(_ text: String) throws(Refusal) -> ContributionsFile {
    try ContributionsFile(
      try SeparatedTable(Array(text.utf8), name: "fees.csv"),
      hierarchies: [
        try Hierarchy(try SeparatedTable(Array(units.utf8), name: "u.csv"), dimension: "unit"),
        try Hierarchy(try SeparatedTable(Array(kinds.utf8), name: "k.csv"), dimension: "kind"),
      ])
  }

  /// By default four like entities a cell; `special` replaces those of one cell.
  static func fees(_ special: [String: [String]]) -> String {
    var text = "unit,kind,entity,value\n"
    for unit in ["a", "b", "c", "d"] {
      for kind in ["A", "B"] {
        let amounts = special[unit + kind] ?? ["525.00", "525.00", "2100.00", "525.00"]
        for (number, amount) in amounts.enumerated() { text += "\(unit),\(kind),\(unit)\(kind)\(number),\(amount)\n" }
      }
    }
    return text
  }

  static func cell(_ file: ContributionsFile, _ unit: String, _ kind: String) throws -> Int {
    try #require((0..<file.cells.count).first { file.cells.codes(of: $0) == [unit, kind] })
  }

  static func primaries(_ file: ContributionsFile, _ rules: [DominanceRule]) -> Set<String> {
    Set(file.needs(rules).map { file.cells.codes(of: $0.cell).joined() })
  }

  @Test func bothHalvesOfArticle38() throws {
    // bA: two entities; cB: three, one of them with more than three quarters; dA: exactly three quarters.
    let file = try Self.file(
      Self.fees(["bA": ["525.00", "525.50"], "cB": ["7600.00", "1400.00", "1000.00"], "dA": ["7500.00", "1500.00", "1000.00"]]))
    #expect(file.decimals == 2)
    #expect(Self.primaries(file, [.article38]) == ["bA", "cB"])
    #expect(Self.primaries(file, [.percent(20)]) == ["bA", "cB", "dA"])
    #expect(Self.primaries(file, [.percent(10)]) == ["bA"])
    #expect(Self.primaries(file, [.largest(2, share: 89)]) == ["bA", "cB", "dA"])
    #expect(file.contributions(try Self.cell(file, "b", "A")).total == 105_050)
  }

  @Test func anEntityOfSeveralPartsIsOneOfTheirTotal() throws {
    // One firm pays in both kinds of every gmina, and beside it one other in all: no total has three entities.
    var text = "unit,kind,entity,value\n"
    for unit in ["a", "b", "c", "d"] { for kind in ["A", "B"] { text += "\(unit),\(kind),F,10\n\(unit),\(kind),G,10\n" } }
    let file = try Self.file(text)
    #expect(file.needs([.article38]).count == file.cells.count)
    #expect(file.contributions(try Self.cell(file, "T", "R")).amounts == [80, 80])
    let spaced = try Self.file(text.replacing("a,A,F,", with: "a,A, F ,"))
    #expect(spaced.contributions(try Self.cell(spaced, "T", "R")).amounts == [80, 80])
  }

  @Test func whatIsWithheldCannotBeWorkedOut() throws {
    let file = try Self.file(
      Self.fees(["bA": ["525.00", "525.50"], "cB": ["7600.00", "1400.00", "1000.00"], "dB": ["990.00"]]))
    let needs = file.needs([.article38])
    let table = try SuppressedTable(file, rules: [.article38], singleton: true)
    #expect(table.groups.isEmpty)
    for need in needs { #expect(table.suppression.statuses[need.cell] == .primary) }
    func bounds(knowing known: Int?) throws(Refusal) -> [AttackerBounds?] {
      var published: [Int?] = table.values
      for (cell, status) in table.suppression.statuses.enumerated() where status.isWithheld && cell != known {
        published[cell] = nil
      }
      return try attackerBounds(file.cells.additivity, published: published)
    }
    let everybody = try bounds(knowing: nil)
    for need in needs { #expect(everybody[need.cell]?.contain(need.lower, need.upper) == true) }
    // The one who pays in dB alone knows that cell.
    let sole = try Self.cell(file, "d", "B")
    #expect(file.soleCells == [sole])
    let insider = try bounds(knowing: sole)
    for need in needs where need.cell != sole { #expect(insider[need.cell]?.contain(need.lower, need.upper) == true) }
    let text = String(decoding: table.bytes, as: UTF8.self)
    #expect(text.contains("b,A,1050.5,1\r\n"))
  }

  @Test(arguments: [
    ("unit,kind,value\na,A,x\n", "unreadable-number", 2), ("unit,kind,value\na,A,-1\n", "unreadable-number", 2),
    ("unit,kind,value\na,A,1\nT,A,1\n", "contribution-of-total", 3), ("unit,kind,value\ne,A,1\n", "unknown-code", 2),
    ("unit,kind,value\na,A,1234567890123\n", "", 2), ("unit,kind,entity,value\na,A,F,1\na,B, ,1\n", "entity-missing", 3),
  ])
  func mistakesAreSaidWithTheirPlace(text: String, code: String, row: Int) throws {
    let refusal = #expect(throws: Refusal.self) { try Self.file(text) }
    #expect(refusal?.place.row == row)
    #expect(refusal?.findings.first?.code ?? "" == code)
  }

  @Test func rulesAsTheyAreWritten() throws {
    #expect(try DominanceRule("art-38") == .article38)
    #expect(try DominanceRule("p=12.5") == .percent(12.5))
    #expect(try DominanceRule("nk=2,85") == .largest(2, share: 85))
    for text in ["", "p", "p=0", "p=100", "nk=2", "nk=0,85", "nk=1.5,85", "art-38=1", "p=a", "P%"] {
      #expect(throws: Refusal.self) { try DominanceRule(text) }
    }
  }
}
