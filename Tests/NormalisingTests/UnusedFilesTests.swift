import Testing

@testable import Contracts
@testable import Findings
@testable import Normalising

struct UnusedFilesTests {
  @Test("A file none of whose series is used is told with the nearest known one; one with a used series is not")
  func wholeFile() throws {
    let edition = try TinyEdition(region: "28", date: "2024-01-01", shipped: "bdl-api")
    let cell = { (series: String, file: String) in
      TinyEdition.Cell(unit: "2801011", period: "2015", series: "bdl-api|" + series, text: "12", file: file)
    }
    _ = try edition.normalise([
      cell("72306", "in/72306.json"), cell("72305", "in/both.json"), cell("99999999", "in/both.json"),
    ])
    let told = edition.outcome.findings.filter { $0.code == "file-not-in-use" }
    #expect(told.map(\.place.file) == ["in/72306.json"])
    #expect(told.allSatisfy { $0.severity == .warning && $0.message.english.contains("72305") })
  }
}
