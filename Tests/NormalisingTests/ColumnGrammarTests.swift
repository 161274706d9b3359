import Testing

@testable import Contracts
@testable import Findings
@testable import Normalising

/// How the columns of a file write their numbers, where the profile leaves it to the file.
struct ColumnGrammarTests {
  @Test(
    "A column that can be read both ways is an error and no guess; one number that tells decides for all",
    arguments: [
      (["1.234", "2.345"], nil), (["1,234", "2,345"], nil), (["1,234", "7"], nil), (["1.234", "12.5"], 1.234),
      (["1.234", "1.234.567"], 1234), (["1,234", "12,5"], 1.234), (["1,234", "1,234.5"], 1234), (["1.234", "0.125"], 1.234),
      (["1 234", "2 345"], 1234),
    ] as [([String], Double?)])
  func column(texts: [String], first: Double?) throws {
    let edition = try TinyEdition(region: "08", date: "2024-01-01", numbers: nil)
    let cells = texts.enumerated().map { index, text in
      TinyEdition.Cell(unit: "0862011", period: ["2015", "2024"][index], series: "Wynagrodzenie", text: text)
    }
    let rows = try edition.normalise(cells)
    #expect(rows.first { $0.period == "2015" }?.value == first)
    let ambiguous = first == nil ? texts.filter { $0.utf8.count > 1 }.count : 0
    #expect(edition.outcome.balances[0].rejected == ambiguous)
    #expect(edition.outcome.findings.contains { $0.code == "ambiguous-number" && $0.severity == .error } == (ambiguous > 0))
  }

  @Test("A profile that names its mark has told", arguments: [("point", "1.234"), ("comma", "1,234")])
  func told(numbers: String, text: String) throws {
    let edition = try TinyEdition(region: "08", date: "2024-01-01", numbers: numbers)
    let rows = try edition.normalise([
      TinyEdition.Cell(unit: "0862011", period: "2015", series: "Wynagrodzenie", text: text)
    ])
    #expect(rows.map(\.value) == [1.234])
    #expect(edition.outcome.balances[0].rejected == 0)
  }

  @Test("A percentage is no number of another unit", arguments: ["8,3%", "8.3 %"])
  func percentageOfAnotherUnit(text: String) throws {
    let edition = try TinyEdition(region: "08", date: "2024-01-01")
    let rows = try edition.normalise([
      TinyEdition.Cell(unit: "0862011", period: "2015", series: "Wynagrodzenie", text: text)
    ])
    #expect(rows.isEmpty)
    #expect(edition.outcome.findings.contains { $0.code == "wrong-unit-of-measure" && $0.message.english.contains(text) })
  }

  @Test("A percentage is its number where the measure is one", arguments: [("8,3%", 8.3), ("8,3 %", 8.3), ("12\u{A0}%", 12)])
  func percentage(text: String, value: Double) throws {
    let edition = try TinyEdition(region: "28", date: "2024-01-01", shipped: "gus-bezrobocie-miesiac")
    let rows = try edition.normalise([
      TinyEdition.Cell(unit: "2801", period: "2024-05", series: "Stopa bezrobocia w %", text: text)
    ])
    #expect(rows.first { $0.period == "2024-05" }?.value == value)
  }
}
