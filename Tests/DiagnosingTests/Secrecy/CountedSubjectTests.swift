import Findings
import Testing

@testable import Diagnosing

@Suite struct CountedSubjectTests {
  static let cases: [(String, String?)] = [
    ("unemployed", "unemployed"), ("unemployed[sex=K]", "unemployed[sex=K]"),
    ("unemployed[sex=K,age=65+]", "unemployed[age=65+;sex=K]"), ("births + migration", "births + migration"),
    ("migration + births", "births + migration"), ("births - migration", nil), ("2 * births", nil), ("births@-10", nil),
    ("births@country", nil), ("1", nil), ("wages", nil), ("births + 1", nil), ("rate", nil),
  ]

  @Test(arguments: cases) func sumsOfCountsOnly(text: String, subject: String?) throws {
    let catalogue = try Sample.catalogue([Sample.indicator("X", text)])
    let units = ["wages": "zł", "rate": "%"]
    #expect(CountedSubject(catalogue.entries[0].numerator) { units[$0] ?? "osoba" }?.text == subject)
  }
}
