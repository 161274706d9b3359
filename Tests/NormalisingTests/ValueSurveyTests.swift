import Testing

@testable import Bytes
@testable import Contracts
@testable import Findings
@testable import Normalising
@testable import Pipelines

/// What `check` says of values that a run would reject.
struct ValueSurveyTests {
  private static func findings(_ text: String, unit: String = "2801011") throws -> [Finding] {
    let edition = try TinyEdition(region: "28", date: "2024-01-01")
    let survey = try ValueSurvey(edition.pipeline)
    try survey.begin(try Profile.load("tiny", for: edition.pipeline))
    var writer = CellsWriter(handingTo: { batch, texts in survey.take(batch, texts) })
    try writer.append(
      file: writer.texts.file.code(of: "in/ludnosc.csv"), sheet: 0, row: 2, column: 4,
      CellHeading(
        unitCode: writer.texts.unitCode.code(of: unit), period: writer.texts.period.code(of: "2015"),
        series: writer.texts.series.code(of: "tiny|" + foldedHeading("Ludność"))),
      text: text.utf8.span)
    try writer.finish()
    return try survey.takeFindings()
  }

  @Test(arguments: ["42q9", "15 78?,9", "4E+06"]) func aValueThatIsNoNumberIsTold(text: String) throws {
    let found = try Self.findings(text)
    #expect(found.map(\.code) == ["unreadable-number"])
    #expect(found.first?.severity == .error && found.first?.place == Place(file: "in/ludnosc.csv", row: 2, column: 4))
  }

  /// Numbers by either mark, percentages, signs, nothing at all; and what is of another region and left out.
  @Test(arguments: ["4209", "4 209,5", "4,209.5", "8,3 %", "x", "#", ""]) func aValueThatARunReadsIsNot(text: String) throws {
    #expect(try Self.findings(text) == [])
    #expect(try Self.findings("42q9", unit: "0201011") == [])
  }
}
