package import Bytes
package import Findings

/// What a figure comes to by another one of the same unit and period, whatever the place: zł per inhabitant, zł per benefit.
/// Written `population 5 100000`; `1 500 50000` is about the figure itself, a wage or a rate.
package struct ScaleBand: Sendable, Hashable {
  /// The other measure; its `*` stands for what that of the rule's left side does. `1` where there is none.
  package var measure: String
  /// Least and greatest that can be, in units of the figure per unit of the other measure; 0 is no least.
  package var range: ClosedRange<Double>

  /// Whether the figure itself lies in the band.
  package var isOfItself: Bool { measure == "1" }

  /// - Returns: nil when the text is no band.
  init?(_ text: String) {
    let parts = text.split(separator: " ").map(String.init)
    guard parts.count == 3, let least = Double(parts[1]), let greatest = Double(parts[2]), least >= 0, least < greatest,
      greatest.isFinite
    else { return nil }
    measure = parts[0]
    range = least...greatest
  }
}

/// One rule of `checks.csv` about observations.
package struct CheckRule: Sendable, Hashable {
  /// What a rule does.
  package enum Test: Sendable, Hashable {
    case comparison(CheckRelation, CheckProgram)
    /// The change from year to year stands out by more than so many robust deviations of its own history and its peers.
    case steady(deviations: Double)
    /// In one year the two sides stand to one another the other way round than in all other years of the unit.
    case inverted(CheckProgram)
    /// The figure is near ten, a hundred or a thousand times (or a tenth ...) of its own other years; with a band, it stands to
    /// another figure of the unit as no such figure can.
    case scale(within: ScaleBand?)
    /// A zero where the neighbouring years are at least this high.
    case zero(neighbours: Double)
    /// Every unit of the level has the measure in each period in which at least half of them have it, and in each other year that
    /// a few of them have it in, where one such year is there.
    case complete
    /// No number has a fraction.
    case whole
    /// A stock at the end of the year is that at the end of December, whoever publishes either.
    case december
    /// No unit has more than the unit above it, by the same source.
    case withinParent
    /// What happened in a part of a year is no more than what happened in all of it, by the same source.
    case withinYear
    /// No two measures of one file stand in one year at each other's level, in most units.
    case exchanged
    /// In no year of a unit are nearly all of the measures about half of what they are in the years beside it.
    case halved
  }

  /// Stable id, also the code of its findings: `women-above-total`.
  package var id: String
  package var severity: Severity
  package var label: Wording
  /// Levels that it holds for; empty means all.
  package var levels: [String]
  /// Measures: patterns that a measure must match, and patterns that leave it out.
  package var only: [String]
  package var except: [String]
  /// Unit of measure that the measure must have, or empty.
  package var unit: String
  /// Units of measure that the measure must not have.
  package var exceptUnits: [String] = []
  /// Years that break the series and so the rule: the census re-basing of 2020.
  package var exceptYears: [Int] = []
  /// Only measures that may be summed over units.
  package var needsAdditive: Bool
  /// Units below are of another source than the whole: two publishers of one thing set against each other.
  package var comparesSources = false
  package var left: CheckProgram
  package var test: Test
  /// Difference that is let pass, in the unit of the measure.
  package var tolerance: Double
  /// Difference that is let pass, as a part of the right side.
  package var relativeTolerance: Double
  /// As written, for messages.
  package var toleranceText: String
}

/// `checks.csv`: id;severity;where;level;left;relation;right;tolerance;label_pl;label_en.
///
/// For `steady` the tolerance is the least change worth a word, above what the peers did: `100%` is a doubling or halving. For
/// `scale` the right side is empty, or a `ScaleBand`; for `exchanged` and `halved` it is empty, and the left side says which measures
/// are looked at together.
package struct CheckTable: Sendable {
  package private(set) var rules: [CheckRule] = []

  package init() {}

  package init(_ table: SeparatedTable) throws(Refusal) {
    var seen: Set<String> = []
    for index in table.rows.indices {
      let rule = try Self.rule(table, index)
      guard seen.insert(rule.id).inserted else {
        throw table.refusal(
          index, "id", Wording("Reguła „\(rule.id)” stoi dwa razy.", en: "The rule “\(rule.id)” stands twice."))
      }
      rules.append(rule)
    }
  }

  private static func rule(_ table: SeparatedTable, _ index: Int) throws(Refusal) -> CheckRule {
    let severityText = try table.text(index, "severity")
    guard let severity = Severity(rawValue: severityText) else {
      throw table.refusal(index, "severity", unknownWord(severityText, among: Severity.allCases.map(\.rawValue)))
    }
    let leftText = try table.text(index, "left")
    guard let left = CheckParser.measures(leftText), !left.terms.isEmpty else {
      throw table.refusal(index, "left", notAnExpression(leftText))
    }
    let toleranceText = try table.text(index, "tolerance")
    let isPercent = toleranceText.hasSuffix("%")
    let number = isPercent ? String(toleranceText.dropLast()) : toleranceText
    guard let tolerance = Double(number.isEmpty ? "0" : number.replacing(",", with: ".")), tolerance >= 0, tolerance.isFinite
    else {
      throw table.refusal(
        index, "tolerance",
        Wording("„\(toleranceText)” nie jest tolerancją (liczba albo liczba z %).", en: "“\(toleranceText)” is no tolerance."))
    }
    var rule = CheckRule(
      id: try table.text(index, "id"), severity: severity,
      label: Wording(try table.text(index, "label_pl"), en: try table.text(index, "label_en")),
      levels: try table.text(index, "level").split(separator: " ").map(String.init), only: [], except: [], unit: "",
      needsAdditive: false, left: left, test: try test(table, index), tolerance: isPercent ? 0 : tolerance,
      relativeTolerance: isPercent ? tolerance / 100 : 0, toleranceText: toleranceText.isEmpty ? "0" : toleranceText)
    for word in try table.text(index, "where").split(separator: " ") {
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      switch (parts.first, parts.count) {
      case ("unit", 2): rule.unit = parts[1]
      case ("unit!", 2): rule.exceptUnits.append(parts[1])
      case ("only", 2): rule.only.append(parts[1])
      case ("except", 2): rule.except.append(parts[1])
      case ("additive", 1): rule.needsAdditive = true
      case ("across", 1): rule.comparesSources = true
      case ("year!", 2):
        guard let year = Int(parts[1]) else { fallthrough }
        rule.exceptYears.append(year)
      default:
        throw table.refusal(
          index, "where",
          unknownWord(String(word), among: ["unit=", "unit!=", "only=", "except=", "year!=", "additive", "across"]))
      }
    }
    return rule
  }

  /// What a rule can say beside comparisons.
  private static let ownRelations = [
    "steady", "inverted", "scale", "not-zero", "complete", "whole", "december", "within-parent", "within-year", "exchanged",
    "halved",
  ]

  private static func test(_ table: SeparatedTable, _ index: Int) throws(Refusal) -> CheckRule.Test {
    let relation = try table.text(index, "relation")
    let right = try table.text(index, "right")
    func threshold() throws(Refusal) -> Double {
      guard let number = Double(right), number > 0, number.isFinite else {
        throw table.refusal(
          index, "right", Wording("„\(right)” nie jest progiem.", en: "“\(right)” is no threshold."))
      }
      return number
    }
    switch relation {
    case "steady": return .steady(deviations: try threshold())
    case "scale":
      if right.isEmpty { return .scale(within: nil) }
      guard let band = ScaleBand(right) else {
        throw table.refusal(
          index, "right",
          Wording("„\(right)” nie jest miarą z przedziałem.", en: "“\(right)” is no measure with a band."))
      }
      return .scale(within: band)
    case "not-zero": return .zero(neighbours: try threshold())
    case "complete": return .complete
    case "whole": return .whole
    case "december": return .december
    case "within-parent": return .withinParent
    case "within-year": return .withinYear
    case "exchanged": return .exchanged
    case "halved": return .halved
    case "inverted":
      guard let program = CheckParser.measures(right) else { throw table.refusal(index, "right", notAnExpression(right)) }
      return .inverted(program)
    default:
      guard let known = CheckRelation(rawValue: relation) else {
        throw table.refusal(
          index, "relation",
          unknownWord(
            relation,
            among: CheckRelation.allCases.map(\.rawValue) + Self.ownRelations))
      }
      guard let program = CheckParser.measures(right) else { throw table.refusal(index, "right", notAnExpression(right)) }
      return .comparison(known, program)
    }
  }

  private static func notAnExpression(_ text: String) -> Wording {
    Wording("„\(text)” nie jest wyrażeniem.", en: "“\(text)” is no expression.")
  }
}
