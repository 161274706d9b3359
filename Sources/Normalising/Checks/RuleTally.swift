import Bytes
import Findings

/// How often a rule was looked at, and what came of it: a line of `checks.csv` in the stage's directory.
struct RuleTally: Sendable {
  var severity: Severity
  /// Places where both sides were there.
  var checked = 0
  var failed = 0
}

/// The account of all rules of a run, whether or not they found anything.
struct RuleTallies: Sendable {
  private var tallies: [String: RuleTally] = [:]

  mutating func add(_ rule: String, _ severity: Severity, checked: Int, failed: Int) {
    tallies[rule, default: RuleTally(severity: severity)].checked += checked
    tallies[rule, default: RuleTally(severity: severity)].failed += failed
  }

  subscript(rule: String) -> RuleTally? { tallies[rule] }

  /// rule, severity, checked, failed; sorted by rule.
  var table: [UInt8] {
    var text = SeparatedText(.exchange)
    text.append(["rule", "severity", "checked", "failed"])
    for (rule, tally) in tallies.sorted(by: { precedesByBytes($0.key, $1.key) }) {
      text.append([rule, tally.severity.rawValue, String(tally.checked), String(tally.failed)])
    }
    return text.bytes
  }
}
