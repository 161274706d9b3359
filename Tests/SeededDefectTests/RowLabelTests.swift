import Foundation
import Testing

@testable import Contracts
@testable import Findings

/// Statements whose numbers of rows have slipped against their labels: figures are read by the numbers.
struct RowLabelTests {
  private static func found(
    _ source: String, region: String, _ file: String, _ alter: (String) -> String = { $0 }
  ) throws -> [Finding] {
    let run = try SeededRun(source, region: region)
    try run.add(file) { alter($0) }
    return try run.findings().filter { $0.code == "label-not-of-row" }
  }

  private static func ofXML(_ alter: (String) -> String = { $0 }) throws -> [Finding] {
    try found("mpips-03", region: "2801", "mpips03/2023/2801011.xml", alter)
  }

  private static func ofCSV(_ alter: (String) -> String = { $0 }) throws -> [Finding] {
    try found("mpips-03-powiaty", region: "28", "mpips03-powiaty/mpips03_powiaty_2020.csv", alter)
  }

  @Test func labelsOfTheirRowsSayNothing() throws {
    #expect(try Self.ofXML() == [])
    #expect(try Self.ofCSV() == [])
  }

  @Test func twoRowsThatExchangedTheirNumbers() throws {
    let found = try Self.ofXML { text in
      text.replacingOccurrences(of: "<wiersz nr=\"7\" ", with: "<wiersz nr=\"?\" ")
        .replacingOccurrences(of: "<wiersz nr=\"8\" ", with: "<wiersz nr=\"7\" ")
        .replacingOccurrences(of: "<wiersz nr=\"?\" ", with: "<wiersz nr=\"8\" ")
    }
    let reasons = found.filter { $0.place.sheet == "dział 3" }
    #expect(reasons.map(\.place.row).sorted() == [7, 8])
    #expect(found.allSatisfy { $0.severity == .error && $0.unit == "2801011" && $0.place.file.hasSuffix("2801011.xml") })
    #expect(reasons.contains { $0.message.polish.contains("„Niepełnosprawność”") })
  }

  @Test func aSectionWhoseRowsAllMovedByOne() throws {
    let found = try Self.ofXML { text in
      var parts = text.components(separatedBy: "<dzial nr=")
      for index in parts.indices where parts[index].hasPrefix("\"3\"") {
        for row in (1...19).reversed() {
          parts[index] = parts[index].replacingOccurrences(of: "<wiersz nr=\"\(row)\" ", with: "<wiersz nr=\"\(row + 1)\" ")
        }
      }
      return parts.joined(separator: "<dzial nr=")
    }
    #expect(found.count > 8)
    #expect(found.allSatisfy { $0.place.sheet == "dział 3" })
    #expect(found.contains { $0.place.row == 2 && $0.message.english.contains("as row 1.") })
  }

  @Test func aTableWithTheLabelOfAnotherRow() throws {
    let found = try Self.ofCSV { text in
      text.replacingOccurrences(
        of: "MPiPS-03;2019.1;2801000;PCPR bartoszycki;2020;2C;1;", with: "MPiPS-03;2019.1;2801000;PCPR bartoszycki;2020;2C;2;")
    }
    #expect(found.map(\.unit) == ["2801000"])
    #expect(found.first?.place.row == 3 && found.first?.severity == .error)
  }
}
