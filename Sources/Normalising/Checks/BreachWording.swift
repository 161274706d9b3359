import Bytes
import Findings
import Pipelines

/// What is said of one rule of a form in one period, as far as it is the same for every statement.
final class BreachWording: Sendable {
  let severity: Severity
  let code: String
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

  /// Both sides, the difference and the tolerance.
  func append(_ language: Language, left: Double, right: Double, to text: inout [UInt8]) {
    let isPolish = language == .polish
    text.append(contentsOf: (isPolish ? before.polish : before.english).utf8)
    NumberPrinting.append(shortest: left, comma: true, to: &text)
    text.append(contentsOf: sign.utf8)
    NumberPrinting.append(shortest: right, comma: true, to: &text)
    text.append(contentsOf: (isPolish ? Self.difference.polish : Self.difference.english).utf8)
    NumberPrinting.append(fixed: abs(left - right), decimals: 2, comma: true, to: &text)
    text.append(contentsOf: (isPolish ? after.polish : after.english).utf8)
  }

  private static let difference = (polish: ", różnica ", english: ", difference ")
}

/// The sentence about one statement.
final class BreachSentence: WordingSource {
  private let wording: BreachWording
  private let left: Double
  private let right: Double

  init(_ wording: BreachWording, left: Double, right: Double) {
    self.wording = wording
    self.left = left
    self.right = right
  }

  func append(_ language: Language, to text: inout [UInt8]) {
    wording.append(language, left: left, right: right, to: &text)
  }
}

/// The wordings of a source's rules, each made once a period.
struct BreachWordings {
  private struct Key: Hashable {
    var layout: Int32
    var rule: Int
    var period: Int32
  }
  private var known: [Key: BreachWording] = [:]

  mutating func wording(of breach: FormChecker.Breach, _ make: () -> BreachWording) -> BreachWording {
    let key = Key(layout: breach.statement.layout, rule: breach.rule, period: breach.statement.period)
    if let wording = known[key] { return wording }
    let wording = make()
    known[key] = wording
    return wording
  }
}
