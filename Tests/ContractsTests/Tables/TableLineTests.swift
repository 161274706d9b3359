import Testing

@testable import Contracts

@Suite struct TableLineTests {
  private func line(_ make: (inout TableLine) -> Void) -> String {
    var line = TableLine()
    make(&line)
    line.end()
    return String(decoding: line.bytes, as: UTF8.self)
  }

  static let texts: [(String, String)] = [
    ("", ""), ("a", "a"), ("a b", "a b"), ("a,b", "\"a,b\""), ("\"", "\"\"\"\""), ("a\nb", "\"a\nb\""), ("a\r", "\"a\r\""),
    (" a", "\" a\""), ("a ", "\"a \""), ("Ełk", "Ełk"), ("\u{FEFF}a", "a"), ("-1", "-1"), ("=1", "'=1"),
    ("+", "+"), ("-", "-"), ("-1,5", "\"-1,5\""), ("-1+2", "'-1+2"), ("@SUM(1)", "'@SUM(1)"), ("\t1", "'\t1"),
    ("=\"a\"", "\"'=\"\"a\"\"\""),
    // What looks as if it had its apostrophe gets another, so that one can be taken off; other apostrophes stay as they are.
    ("'=1", "''=1"), ("'a", "'a"), ("a\u{202E}b\u{2066}c\u{200B}d", "abcd"), ("\u{202E}=1", "'=1"), ("\u{200B}", ""),
  ]

  @Test(arguments: texts)
  func quotesWhatNeedsIt(text: String, written: String) {
    #expect(line { $0.text(text) } == written + "\r\n")
    #expect(
      line {
        $0.text(text); $0.text(text)
      } == "\(written),\(written)\r\n")
  }

  /// Of what was published not a sign is left out; only a formula gets its apostrophe.
  @Test(arguments: [("a\u{202E}b", "a\u{202E}b"), ("=1", "'=1"), ("\u{FEFF}a", "\"\u{FEFF}a\"")])
  func publishedTextsKeepEverySign(text: String, written: String) {
    #expect(line { $0.published(text) } == written + "\r\n")
  }

  static let numbers: [(Double?, String)] = [
    (nil, ""), (0, "0"), (-0.0, "0"), (3, "3"), (-3, "-3"), (12.5, "12.5"), (0.1, "0.1"), (1e22, "10000000000000000000000"),
    (1e-7, "0.0000001"), (9_007_199_254_740_992, "9007199254740992"), (123_456_789.25, "123456789.25"),
    (-1e15, "-1000000000000000"),
    (1 / 3.0, "0.3333333333333333"), (1e17, "100000000000000000"), (-2.5e-5, "-0.000025"),
  ]

  @Test(arguments: numbers)
  func numbersAreTheShortestTextThatReadsBack(number: Double?, written: String) {
    #expect(line { $0.number(number) } == written + "\r\n")
    if let number { #expect(Double(written) == number) }
  }

  @Test func anyNumberReadsBackTheSame() {
    var random = Seeded(11)
    for _ in 0..<5000 {
      let number = Double(bitPattern: random.next())
      guard number.isFinite else { continue }
      let text = line { $0.number(number) }
      #expect(Double(text.dropLast(1)) == number)
      #expect(!text.contains("e"))
    }
  }

  @Test func integers() {
    #expect(
      line {
        $0.integer(nil); $0.integer(0); $0.integer(.min); $0.integer(.max); $0.integer(-10)
      } == ",0,-9223372036854775808,9223372036854775807,-10\r\n")
  }

  @Test func listsAreJoinedBySpaces() {
    #expect(
      line {
        $0.list(["bdl", "gus"]); $0.list([])
      } == "bdl gus,\r\n")
  }
}
