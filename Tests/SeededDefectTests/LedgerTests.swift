import Foundation
import Testing

@testable import Contracts
@testable import Findings

/// The account of cells against a count that knows nothing of our readers: pieces of text between tags and separators.
struct LedgerTests {
  /// Cells of a statement by what becomes of them, from the tables of the form read as plain text.
  struct PlainForm {
    private var concepts: [String: String] = [:]
    private var aspects: [String: String] = [:]
    private var measures: Set<String> = []

    init(year: Int) throws {
      func rows(_ name: String) throws -> [[String]] {
        let text = try String(contentsOfFile: "\(SeededRun.root)/pipelines/\(name)", encoding: .utf8)
        return text.split(whereSeparator: \.isNewline).dropFirst().map { line in
          line.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
        }
      }
      func isValid(_ row: [String]) -> Bool { Int(row[1]).map { $0 <= year } ?? false && Int(row[2]).map { $0 >= year } ?? false }
      for row in try rows("forms/MPiPS-03.csv") where isValid(row) { concepts["\(row[3])|\(row[4])"] = row[7] }
      for row in try rows("forms/MPiPS-03-columns.csv") where isValid(row) { aspects["\(row[3])|\(row[4])"] = row[6] }
      for row in try rows("measures.csv") { measures.insert(row[0]) }
    }

    /// Observations of a statement, and cells left out by reason.
    func count(_ statement: String) -> (observations: Int, skipped: [String: Int]) {
      var observations = 0
      var skipped: [String: Int] = [:]
      for section in statement.components(separatedBy: "<dzial nr=\"").dropFirst() {
        let sectionName = section.prefix { $0 != "\"" }
        for row in section.components(separatedBy: "<wiersz nr=\"").dropFirst() {
          let concept = concepts["\(sectionName)|\(row.prefix { $0 != "\"" })"]
          for column in row.components(separatedBy: "<kol nr=\"").dropFirst() {
            let aspect = aspects["\(sectionName)|\(column.prefix { $0 != "\"" })"] ?? ""
            if let concept, !concept.isEmpty, !aspect.isEmpty {
              if measures.contains("\(concept).\(aspect)") {
                observations += 1
              } else {
                skipped["measure-not-in-use", default: 0] += 1
              }
            } else {
              skipped[concept == nil ? "row-not-in-form-table" : "row-without-concept", default: 0] += 1
            }
          }
        }
      }
      return (observations, skipped)
    }
  }

  /// Six statements and a second edition of one of them; one has an unreadable number, one is of another voivodeship.
  @Test func statements() throws {
    let run = try SeededRun("mpips-03", region: "2801")
    let form = try PlainForm(year: 2017)
    var cells = 0
    var observations = 0
    var skipped: [String: Int] = [:]
    for unit in ["2801011", "2801021", "2801032", "2801043", "2801052", "2801063"] {
      let file = "mpips03/2017/\(unit).xml"
      let text = try run.fixture(file)
      cells += text.components(separatedBy: "<kol ").count - 1
      let own = form.count(text)
      skipped.merge(own.skipped, uniquingKeysWith: +)
      switch unit {
      case "2801021":
        try run.add(file) {
          $0.replacingOccurrences(of: "ecznej\"><kol nr=\"1\">9</kol>", with: "ecznej\"><kol nr=\"1\">9?</kol>")
        }
        observations += own.observations - 1
      case "2801032":
        try run.add(file) { $0.replacingOccurrences(of: "kod=\"2801032\"", with: "kod=\"1462011\"") }
        skipped["outside-region"] = own.observations
      case "2801043":
        try run.add(file)
        // The second edition has one number that is not that of the first.
        try run.add(file, as: "mpips03/2017/korekta/\(unit).xml") { text in
          text.replacingOccurrences(
            of: "<kol nr=\"1\">4</kol><kol nr=\"2\">3.00</kol>", with: "<kol nr=\"1\">4</kol><kol nr=\"2\">2.50</kol>")
        }
        #expect(text.components(separatedBy: "<kol nr=\"1\">4</kol><kol nr=\"2\">3.00</kol>").count == 2)
        cells += text.components(separatedBy: "<kol ").count - 1
        skipped.merge(own.skipped, uniquingKeysWith: +)
        skipped["duplicate"] = own.observations
        observations += own.observations
      default:
        try run.add(file)
        observations += own.observations
      }
    }
    let balances = try run.balances()
    // Six headings a statement: form, version, unit and its name, from, to.
    #expect(balances[0].read == cells + 7 * 6)
    #expect(balances[0].used == cells)
    #expect(balances[0].skipped == ["heading": 7 * 6])
    #expect(balances[1].read == cells)
    #expect(balances[1].used == observations)
    #expect(balances[1].rejected == 1)
    var found = balances[1].skipped
    let twice = (found.removeValue(forKey: "duplicate-agreeing") ?? 0, found.removeValue(forKey: "duplicate-overruled") ?? 0)
    #expect(twice.0 + twice.1 == skipped.removeValue(forKey: "duplicate"))
    #expect(twice.1 > 0)
    #expect(found == skipped)
    #expect(try run.observations().count == observations)
    // One line of the rejects for each rejected cell, and its header.
    #expect(try run.rejects().split(whereSeparator: \.isNewline).count == 2)
  }

  /// Tables with a separator: every field is a heading, a value or a line of text around the table.
  @Test(arguments: [
    ("rb28s", "zasoby/rb28s_2005-2023.csv", 5), ("mieszkania", "zasoby/mieszkania_2005-2023.csv", 2),
    ("regon", "zasoby/regon_2005-2023.csv", 1), ("bezdomni", "zasoby/bezdomni_2015-2023.csv", 1),
  ])
  func tables(source: String, file: String, valuesInALine: Int) throws {
    let run = try SeededRun(source)
    let text = try run.fixture(file)
    try run.add(file)
    let lines = text.split(whereSeparator: \.isNewline).map { $0.split(separator: ";", omittingEmptySubsequences: false) }
    let widest = lines.map(\.count).max() ?? 0
    let rows = lines.filter { $0.count == widest }.dropFirst()
    let balances = try run.balances()
    #expect(balances[0].read == lines.map(\.count).reduce(0, +))
    #expect(balances[0].used == rows.count * valuesInALine)
    #expect(balances[1].read == balances[0].used)
    #expect(balances[1].used == balances[1].read)
    #expect(try run.observations().count == balances[1].used)
  }
}
