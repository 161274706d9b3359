import Findings
import Testing

@testable import Diagnosing

@Suite struct ExpressionParserTests {
  private let measures = [
    "population", "wages.gross", "unemployment.registered", "assistance.reason.poverty.persons_in_families", "b",
  ]
  private let place = ExpressionPlace(file: "indicators.csv", row: 7, indicator: "C01", column: "numerator")

  private func parsed(_ text: String) throws(Refusal) -> Expression {
    try ExpressionParser.parse(text, at: place, measures: measures)
  }

  @Test(
    arguments: [
      ("1", 1), ("0.5 * 4", 2), ("1 + 2 * 3", 7), ("(1 + 2) * 3", 9), ("10 - 2 - 3", 5), ("-2 * -(3 - 1)", 4), ("2*(3)", 6),
      (" 12.25 ", 12.25), ("((((1))))", 1),
    ] as [(String, Double)])
  func arithmetic(text: String, value: Double) throws {
    #expect(try parsed(text).value([]) == value)
  }

  @Test func references() throws {
    let expression = try parsed("population[sex=K, age=45-64]@-10 - wages.gross@country + population[age=45-64,sex=K]@-10")
    #expect(expression.references.count == 2)
    let first = try #require(expression.references.first)
    #expect(first.measure == "population")
    #expect(first.breakdown.canonical == "age=45-64;sex=K")
    #expect(first.yearsBack == 10)
    #expect(first.whose == .own)
    #expect(expression.references[1].whose == .country)
    #expect(expression.value([100, 30]) == 170)
  }

  @Test func shiftAndPlaceTogether() throws {
    let both = try parsed("b@country@-1")
    #expect(both.references == [MeasureReference(measure: "b", breakdown: .whole, yearsBack: 1, whose: .country)])
    #expect(try parsed("b @-1 @country").references == both.references)
  }

  /// What is wrong, and what the message has to name beside indicator and column.
  @Test(
    arguments: [
      ("", 1, "urywa"), ("population +", 13, "urywa"), ("(population", 12, ")"), ("population)", 11, ")"),
      ("populaton", 1, "populaton"), ("population wages.gross", 12, "„w”"), ("population[age]", 15, "="),
      ("population[age=]", 16, "wartości"), ("population[age=1,age=2]", 18, "dwa razy"), ("population[age=1", 17, "]"),
      ("population@-0", 12, "@-0"), ("population@-201", 12, "@-201"), ("population@-", 12, "@-"),
      ("population@-1@-2", 15, "@-2"), ("population@region", 12, "@region"), ("population@country@country", 20, "@country"),
      ("population / b", 12, "„/”"), ("1e5", 2, "„e”"), ("1.", 2, "„.”"), ("ó", 1, "„ó”"), ("b$", 2, "„$”"),
    ] as [(String, Int, String)])
  func mistakes(text: String, position: Int, named: String) {
    do throws(Refusal) {
      let expression = try parsed(text)
      Issue.record("read as \(expression.steps)")
    } catch {
      #expect(error.kind == .configuration)
      #expect(error.place.file == "indicators.csv" && error.place.row == 7)
      #expect(error.what.polish.contains("C01") && error.what.polish.contains("numerator"))
      #expect(error.what.polish.contains("znak \(position) "), "\(error.what.polish)")
      #expect(error.what.polish.contains(named), "\(error.what.polish)")
      #expect(!error.mend.polish.isEmpty && !error.mend.english.isEmpty)
    }
  }

  @Test func suggestsTheNearestName() {
    #expect(throws: Refusal.self) { try parsed("unemployment.registred") }
    do throws(Refusal) {
      _ = try parsed("1 + unemployment.registred")
    } catch {
      #expect(error.mend.polish.contains("unemployment.registered"))
      #expect(error.mend.english.contains("unemployment.registered"))
    }
    do throws(Refusal) {
      _ = try parsed("b@contry")
    } catch {
      #expect(error.mend.polish.contains("„@country”"))
    }
  }

  @Test func depthIsBoundedAndLengthIsNot() throws {
    let deep = String(repeating: "(", count: 5000) + "1" + String(repeating: ")", count: 5000)
    #expect(throws: Refusal.self) { try parsed(deep) }
    #expect(throws: Refusal.self) { try parsed(String(repeating: "-", count: 100_000) + "1") }
    let long = Array(repeating: "b", count: 20_000).joined(separator: "+")
    #expect(try parsed(long).value([1]) == 20_000)
  }
}
