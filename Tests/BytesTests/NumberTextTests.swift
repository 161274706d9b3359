import Bytes
import Testing

@Suite struct NumberTextTests {
  private static func number(_ text: String, _ value: Double, _ decimals: Int) -> (String, NumberText) {
    (text, .number(value: value, decimals: decimals))
  }

  private static func marked(_ text: String, _ value: Double, _ decimals: Int, _ mark: Int) -> (String, NumberText) {
    (text, .marked(value: value, decimals: decimals, mark: mark))
  }

  private static func not(_ text: String, _ problem: NumberProblem) -> (String, NumberText) { (text, .not(problem)) }

  private static let polishCases: [(String, NumberText)] = [
    number("12", 12, 0), number("642916271,90", 642_916_271.9, 2), number("-930", -930, 0), number("−930", -930, 0),
    number("–5", -5, 0), number("+5", 5, 0), number("1 234,5", 1234.5, 1), number("1\u{a0}234,5", 1234.5, 1),
    number("1\u{202f}234\u{202f}567", 1_234_567, 0), number("12 345", 12345, 0), number(" 5 ", 5, 0),
    number("\u{a0}7\u{a0}", 7, 0), number(",5", 0.5, 1), number("0,0", 0, 1), number("007", 7, 0), number("-0", 0, 0),
    number("123456789012345678", 123_456_789_012_345_680, 0), number("0,1234567890123456789", 0.1234567890123456789, 19),
    number("9007199254740993", 9_007_199_254_740_992, 0), marked("12,3a)", 12.3, 1, 4), marked("12*", 12, 0, 2),
    marked("12,3 1)", 12.3, 1, 5), marked("12²", 12, 0, 2), not("1 234 b", .notANumber), not("12x", .notANumber),
    marked("1 234 b)", 1234, 0, 6), not("", .empty), not("  ", .empty),
    not("-", .notANumber), not(".", .notANumber), not("x", .notANumber), not("NaN", .notANumber), not("inf", .notANumber),
    not("1_000", .notANumber), not("٣", .notANumber), not("12,", .notANumber), not("1,2,3", .notANumber), not("5%", .notANumber),
    not("12abc", .notANumber), not("--5", .notANumber), not("0x10", .notANumber), not("1 2)3", .brokenGroups),
    not("2,80E+06", .exponent), not("1e309", .exponent), not("12.5", .otherDecimalMark), not("1 23", .brokenGroups),
    not("12 34 567", .brokenGroups), not("1234 567", .brokenGroups), number("1 234\u{a0}567", 1_234_567, 0),
  ]

  @Test(arguments: polishCases)
  func polish(text: String, expected: NumberText) {
    #expect(NumberText(text, .polish) == expected)
  }

  private static let grammarCases: [(String, NumberGrammar, NumberText)] = [
    ("1234.5", NumberGrammar(.dot, grouping: []), .number(value: 1234.5, decimals: 1)),
    ("1,234.5", NumberGrammar(.dot, grouping: .comma), .number(value: 1234.5, decimals: 1)),
    ("1.234,5", NumberGrammar(.comma, grouping: .dot), .number(value: 1234.5, decimals: 1)),
    ("1'234.5", NumberGrammar(.dot, grouping: .apostrophe), .number(value: 1234.5, decimals: 1)),
    ("1,234.5", NumberGrammar(.dot, grouping: []), .not(.otherDecimalMark)),
    ("1 234", NumberGrammar(.dot, grouping: []), .not(.notANumber)),
    ("1.234.5", NumberGrammar(.comma, grouping: .dot), .not(.brokenGroups)),
    ("1.234 567", NumberGrammar(.comma, grouping: [.dot, .blank]), .not(.brokenGroups)),
  ]

  @Test(arguments: grammarCases)
  func grammars(text: String, grammar: NumberGrammar, expected: NumberText) {
    #expect(NumberText(text, grammar) == expected)
  }

  @Test func tooLargeIsRefused() {
    #expect(NumberText(String(repeating: "9", count: 310), .polish) == .not(.outOfRange))
    #expect(NumberText(String(repeating: "9", count: 401), .polish) == .not(.outOfRange))
    #expect(
      NumberText(String(repeating: "0", count: 400), .polish) == .number(value: 0, decimals: 0))
    #expect(NumberText("0," + String(repeating: "0", count: 399) + "1", .polish).value == nil)
  }

  /// The nearest double, as the standard library reads it.
  @Test func nearestDouble() {
    var generator = Seeded(20_260_101)
    for _ in 0..<5000 {
      let whole = UInt64.random(
        in: 0...UInt64.max >> UInt64.random(in: 0..<64, using: &generator), using: &generator)
      let decimals = Int.random(in: 0...24, using: &generator)
      let fraction = (0..<decimals).map { _ in String(Int.random(in: 0...9, using: &generator)) }
        .joined()
      let text = decimals == 0 ? "\(whole)" : "\(whole).\(fraction)"
      #expect(
        NumberText(text, .technical) == .number(value: Double(text) ?? -1, decimals: decimals))
    }
  }

  private static let markCases: [([String], DecimalMarkEvidence.Verdict)] = [
    (["1", "2 000"], .notNeeded), (["1,5", "2"], .comma), (["1.5"], .dot), (["1,234", "2,500"], .ambiguous),
    (["1,234", "2,50"], .comma), (["1.234,5"], .comma), (["1,234.5"], .dot), (["1,5", "2.5"], .contradictory),
    (["0,123"], .comma), (["0.123", "1,234"], .dot), (["-0,500", "12,345"], .comma), (["1.234.567"], .comma),
    (["-", "x", "brak"], .notNeeded),
  ]

  @Test(arguments: markCases)
  func decimalMark(texts: [String], verdict: DecimalMarkEvidence.Verdict) {
    var evidence = DecimalMarkEvidence()
    for text in texts {
      let bytes = Array(text.utf8)
      evidence.add(bytes.span)
    }
    #expect(evidence.verdict == verdict)
  }
}
