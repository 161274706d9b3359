import Bytes
import Contracts
import Findings
import Pipelines

/// What is said of one rule of a form in one period; both sides are the statement's own, and its first code whether there is a
/// left one.
final class BreachPattern: FindingPattern {
  let severity: Severity
  let code: String
  let measure = ""
  private let before: (polish: String, english: String)
  private let sign: String
  private let after: (polish: String, english: String)

  init(_ rule: FormLayout.Rule, _ layout: FormLayout, period: String) {
    severity = rule.severity
    code = rule.kind.rawValue
    let name = "\(layout.form) (\(layout.version))"
    let right = rule.comparison.right.text
    let cell = rule.cell
    sign = " \(rule.comparison.relation.broken) "
    let place: Wording
    let side: Wording
    if rule.kind == .column {
      place = Wording(
        "dział \(cell.section), wiersz \(cell.row)", en: "section \(cell.section), row \(cell.row)")
      side = Wording("kolumna \(cell.column) wobec kolumny \(right)", en: "column \(cell.column) against \(right)")
    } else {
      place = Wording(
        "dział \(cell.section), wiersz \(cell.row), kol. \(cell.column)",
        en: "section \(cell.section), row \(cell.row), column \(cell.column)")
      side = Wording("wiersz \(cell.row) wobec wierszy \(right)", en: "row \(cell.row) against rows \(right)")
    }
    before = (
      "\(name), \(period), \(place.polish): \(side.polish): ", "\(name), \(period), \(place.english): \(side.english): "
    )
    after = (
      ", tolerancja \(NumberPrinting.shortest(rule.tolerance, comma: true)) [\(rule.id)]. Popraw sprawozdanie u źródła.",
      ", tolerance \(NumberPrinting.shortest(rule.tolerance)) [\(rule.id)]. Correct the statement at its source."
    )
  }

  func append(_ language: Language, _ own: FindingNumbers, to text: inout [UInt8]) {
    let isPolish = language == .polish
    text.append(contentsOf: (isPolish ? before.polish : before.english).utf8)
    // What is not there is no zero.
    let isMissing = own.first == Self.leftIsMissing
    if isMissing {
      text.append(contentsOf: (isPolish ? Self.missing.polish : Self.missing.english).utf8)
    } else {
      NumberPrinting.append(shortest: own.left, comma: true, to: &text)
    }
    text.append(contentsOf: sign.utf8)
    NumberPrinting.append(shortest: own.right, comma: true, to: &text)
    text.append(contentsOf: (isPolish ? Self.difference.polish : Self.difference.english).utf8)
    NumberPrinting.append(fixed: abs(own.left - own.right), decimals: 2, comma: true, to: &text)
    text.append(contentsOf: (isPolish ? after.polish : after.english).utf8)
  }

  /// Said by the first code of a breach whose left side is not there.
  static let leftIsMissing: Int32 = 1

  private static let missing = (polish: "puste pole (brak liczby)", english: "an empty field (no number)")
  private static let difference = (polish: ", różnica ", english: ", difference ")
}

/// The patterns of a source's rules, each made once a period.
struct BreachPatterns {
  /// By layout; there by period and rule, -1 before the first.
  private var known: [[Int32]] = []
  private let periods: Int

  /// - Parameter periods: how many the source has.
  init(_ layouts: [FormLayout], periods: Int) {
    known = layouts.map { Array(repeating: -1, count: $0.rules.count * periods) }
    self.periods = periods
  }

  /// Number of the pattern in the list of findings, which has it made when it is new.
  mutating func number(of breach: FormChecker.Breach, _ make: () -> Int32) -> Int32 {
    let place = breach.rule * periods + Int(breach.statement.period)
    let number = known[Int(breach.statement.layout)][place]
    if number >= 0 { return number }
    let made = make()
    known[Int(breach.statement.layout)][place] = made
    return made
  }
}
