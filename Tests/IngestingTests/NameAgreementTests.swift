import Findings
import Testing

@testable import Ingesting

@Suite struct NameAgreementTests {
  @Test(
    "A name that promises something else is pointed out",
    arguments: [
      ("dane.xlsx", InputFormat.csv, true), ("dane.XLSX", .xls, true), ("dane.xls", .html, true), ("a/dane.xls", .xls, false),
      ("dane.csv", .csv, false), ("dane", .csv, false), ("dane.2015", .csv, false), ("x.fods", .ods, false),
      ("p.zip!/dane.csv", .xlsx, true),
    ])
  func names(name: String, format: InputFormat, isPointedOut: Bool) {
    let finding = disagreement(ofName: Input(name: name, bytes: []), with: format)
    #expect((finding != nil) == isPointedOut)
    #expect(finding?.code ?? "name-disagrees" == "name-disagrees")
  }
}
