import Findings
import Reporting
import Testing

@Suite struct NumberStyleTests {
  private let polish = NumberStyle(.polish)
  private let english = NumberStyle(.english)

  @Test(
    "Polish: comma, groups from five digits on, U+2212",
    arguments: [
      (8.3, 1, "8,3"), (1234.5, 1, "1234,5"), (12_345.6, 1, "12\u{A0}345,6"), (1_357_910, 0, "1\u{A0}357\u{A0}910"),
      (-2203, 0, "\u{2212}2203"), (-0.04, 1, "0,0"), (0, 0, "0"),
    ])
  func polish(_ value: Double, _ decimals: Int, _ text: String) {
    #expect(polish.fixed(value, decimals: decimals) == text)
  }

  @Test(
    "English: point, commas from four digits on",
    arguments: [(1234.5, 1, "1,234.5"), (999, 0, "999"), (-1_000_000, 0, "\u{2212}1,000,000")])
  func english(_ value: Double, _ decimals: Int, _ text: String) {
    #expect(english.fixed(value, decimals: decimals) == text)
  }

  @Test("Changes carry their sign, zero does not")
  func signed() {
    #expect(polish.signed(3.21, decimals: 1) == "+3,2")
    #expect(polish.signed(-3.21, decimals: 1) == "\u{2212}3,2")
    #expect(polish.signed(0.04, decimals: 1) == "0,0")
    #expect(polish.signed(-0.04, decimals: 1) == "0,0")
  }

  @Test("A range has a dash, but a word where a minus would stand beside it")
  func ranges() {
    #expect(polish.range(16.1, 17.2, decimals: 1) == "16,1–17,2")
    #expect(polish.range(-1.2, 0.3, decimals: 1) == "\u{2212}1,2\u{A0}do\u{A0}0,3")
    #expect(english.range(-1.2, 0.3, decimals: 1) == "\u{2212}1.2\u{A0}to\u{A0}0.3")
  }

  @Test(
    "Sizes of files",
    arguments: [(999, "999\u{A0}B"), (1234, "1,2\u{A0}kB"), (2_600_000, "2,6\u{A0}MB"), (3_000_000_000, "3,0\u{A0}GB")])
  func sizes(_ bytes: Int, _ text: String) {
    #expect(polish.size(bytes) == text)
  }
}
