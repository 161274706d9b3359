import Testing

@testable import Pipelines

/// The language of checks: on forms numbers are rows, over measures they are numbers.
struct CheckExpressionTests {
  /// The value of a form's expression where every row holds its own number.
  private static func value(_ text: String) -> Double? {
    guard let program = CheckParser.form(text) else { return nil }
    var stack: [Double] = []
    return program.value(program.terms.map { Double($0.name) ?? .nan }, &stack)
  }

  @Test(
    arguments: [
      ("2+4+5+24+(42-43)+44+45+47+48", 218.0), ("4+5", 9), ("max(4,5)", 5), ("40-(3-1)", 38), ("-3+5", 2), ("7", 7),
      ("max(1, 2+3, 4)", 5),
    ])
  func sumsOfRows(text: String, expected: Double) {
    #expect(Self.value(text) == expected)
  }

  @Test(arguments: ["", "2+", "(2+3", "2 3", "population", "2+x", "max()", "sum(powiat,2)"])
  func whatIsNoSum(text: String) {
    #expect(CheckParser.form(text) == nil)
  }

  @Test func termsOfMeasures() throws {
    let program = try #require(CheckParser.measures("*[sex=K,..] + sum(powiat, population[..]@-1)"))
    // A shift stands at the measure, not at the sum over units.
    #expect(program.terms.count == 2)
    #expect(program.terms[0] == CheckTerm(name: "*", breakdown: "sex=K,..", shift: 0, gathering: .own))
    let shifted = try #require(CheckParser.measures("product(births@-1, 1000) / ages(population)"))
    #expect(shifted.terms[0].shift == -1)
    #expect(shifted.terms[1].gathering == .ages)
    var stack: [Double] = []
    #expect(shifted.value([3, 6], &stack) == 500)
    #expect(shifted.value([3, 0], &stack).isNaN)
  }

  @Test func severalComparisons() throws {
    let list = try #require(FormComparison.list("<= 4+5 and >= max(4,5)"))
    #expect(list.map(\.relation) == [.atMost, .atLeast])
    let limited = try #require(FormComparison.list("2+4 and ? = 1.2:71.1 on 5,6"))
    #expect(limited.map(\.relation) == [.equal, .equal])
    #expect(limited.map(\.only) == [[], ["5", "6"]])
    #expect(limited.map(\.isInferred) == [false, true])
    #expect(limited[1].right.terms.map(\.name) == ["1.2:71.1"])
    #expect(FormComparison.list("<= ") == nil)
    #expect(FormComparison.list("") == [])
  }

  @Test(
    arguments: [
      (CheckRelation.equal, 3.0, 3.0, 0.0), (.equal, 3, 5, 2), (.atMost, 5, 3, 2), (.atMost, 3, 5, 0), (.atLeast, 3, 5, 2),
      (.implies, 4, 0, 4), (.implies, 0, 0, 0), (.implies, 4, 1, 0),
    ])
  func excess(relation: CheckRelation, left: Double, right: Double, expected: Double) {
    #expect(relation.excess(left, right) == expected)
  }
}
