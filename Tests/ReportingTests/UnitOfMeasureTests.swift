import Findings
import Reporting
import Testing

@Suite struct UnitOfMeasureTests {
  private let polish = Phrasing(.polish)
  private let english = Phrasing(.english)

  @Test(
    "Numbers with their unit",
    arguments: [
      ("%", 8.34, 1, "8,3%"), ("‰", 1.0, 1, "1,0‰"), ("osoba", 1.0, 0, "1\u{A0}osoba"), ("osoba", 1842.0, 0, "1842\u{A0}osoby"),
      ("zł", 6447.09, 2, "6447,09\u{A0}zł"), ("na 10 tys.", 576.0, 0, "576\u{A0}na\u{A0}10\u{A0}tys."), ("", 2.0, 1, "2,0"),
      ("rodzina", 12.5, 1, "12,5\u{A0}rodziny"),
    ])
  func attached(_ code: String, _ value: Double, _ decimals: Int, _ text: String) {
    let quantity = Quantity(value, decimals: decimals, unit: UnitOfMeasure(code))
    #expect(quantity.unit.attached(to: quantity, polish) == text)
  }

  @Test("English wording of units")
  func inEnglish() {
    let quantity = Quantity(1234.5, decimals: 1, unit: UnitOfMeasure("na 10 tys."))
    #expect(quantity.unit.attached(to: quantity, english) == "1,234.5\u{A0}per\u{A0}10,000")
    #expect(UnitOfMeasure("osoba").heading(english) == "persons")
  }

  @Test("Differences of percentages are percentage points; a label that says its unit gets no brackets")
  func differences() {
    #expect(UnitOfMeasure("%").ofDifference == .percentagePoints)
    #expect(UnitOfMeasure("zł").ofDifference == UnitOfMeasure("zł"))
    #expect(UnitOfMeasure("‰").ofDifference == .perMillePoints)
    let distance = Quantity(13.4, decimals: 1, unit: UnitOfMeasure("Polska=100").ofDifference)
    #expect(distance.unit.attached(to: distance, polish) == "13,4\u{A0}pkt")
    let change = Quantity(-4.25, decimals: 1, unit: .perMillePoints, isSigned: true)
    #expect(change.unit.attached(to: change, polish) == "−4,3\u{A0}pkt\u{A0}prom.")
    #expect(change.unit.attached(to: change, english) == "−4.3\u{A0}points\u{A0}per\u{A0}1,000")
    // A label that ends with its unit says it as well, and a greater number is another unit.
    #expect(UnitOfMeasure("‰").isNamed(in: "Assisted because of poverty per 1,000", english))
    #expect(!UnitOfMeasure("‰").isNamed(in: "Cases per 1,000,000 residents", english))
    #expect(UnitOfMeasure("na 10 tys.").isNamed(in: "Bezdomni na 10 tys. ludności", polish))
    #expect(UnitOfMeasure("‰").isNamed(in: "Przyrost na 1000 ludności", polish))
    #expect(!UnitOfMeasure("%").isNamed(in: "Stopa bezrobocia", polish))
  }
}
