import Bytes
import Contracts
import Findings

/// `findings.xml`: the findings as JUnit XML, for servers that show tests. A rule is a case; a rule that found an error is a
/// failure, warnings and notes are its output, and a rule that nothing could be held against is skipped.
enum FindingsXML {
  static let name = "findings.xml"
  /// Where the normalise stage counts its rules.
  static let rules = "checks.csv"

  /// - Parameters:
  ///   - checked: how often each rule was made, by the code of its findings.
  static func text(_ findings: [Finding], checked: [String: Int], language: Language) -> String {
    let byCode = Dictionary(grouping: findings, by: \.code)
    let codes = Set(byCode.keys).union(checked.keys).sorted(by: precedesByBytes)
    var cases = ""
    var failures = 0
    var skipped = 0
    for code in codes {
      let found = byCode[code] ?? []
      cases += "    <testcase classname=\"diagnoza\" name=\"\(escaped(code))\">"
      let errors = found.filter { $0.severity == .error }
      if !errors.isEmpty {
        failures += 1
        cases += "\n      <failure type=\"error\" message=\"\(errors.count)\">\(lines(errors, language))</failure>"
      }
      let others = found.filter { $0.severity != .error }
      if !others.isEmpty {
        let isBroken = errors.isEmpty && others.contains { $0.severity == .warning }
        let reason = isBroken ? escaped(noFailure.text(language)) + "\n" : ""
        cases += "\n      <system-out>\(reason)\(lines(others, language))</system-out>"
      }
      if found.isEmpty, checked[code] == 0 {
        skipped += 1
        cases += "\n      <skipped/>"
      }
      cases += "\n    </testcase>\n"
    }
    // The common schema counts what was skipped with the suite alone.
    let counts = "tests=\"\(codes.count)\" failures=\"\(failures)\" errors=\"0\""
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="diagnoza" \(counts)>
        <testsuite name="diagnoza" \(counts) skipped="\(skipped)">
      \(cases)  </testsuite>
      </testsuites>

      """
  }

  /// Why a rule with warnings passes: a server must not stop what the program itself lets through.
  private static let noFailure = Wording(
    "Reguła ma ostrzeżenia, ale nie jest porażką: ostrzeżenia nie wstrzymują wydania, wstrzymują je błędy (kod wyjścia 65).",
    en: "The rule has warnings and is no failure: warnings do not hold an edition back, errors do (exit code 65).")

  /// How often each rule of a stage's `checks.csv` was made; rules of a form (`form-sum/MPiPS-03/...`) count under their kind.
  static func checked(_ path: String) throws(Refusal) -> [String: Int] {
    guard try Files.exists(path) else { return [:] }
    let table = try SeparatedTable(path: path, shownAs: rules)
    let (rule, count) = (try table.column("rule"), try table.column("checked"))
    var checked: [String: Int] = [:]
    for row in table.rows { checked[String(row[rule].prefix { $0 != "/" }), default: 0] += Int(row[count]) ?? 0 }
    return checked
  }

  private static func lines(_ findings: [Finding], _ language: Language) -> String {
    findings.map { finding in
      let place = finding.place.wording.text(language)
      let message = finding.message.text(language)
      return escaped("\(finding.severity.rawValue): \(place.isEmpty ? message : "\(place): \(message)")")
    }.sorted(by: precedesByBytes).joined(separator: "\n")
  }

  /// Without the characters that XML 1.0 cannot hold, and those that turn or hide what stands beside them.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\n", "\t": escaped.unicodeScalars.append(scalar)
      default:
        if !TextSafety.isHarmful(scalar), scalar.value & 0xFFFE != 0xFFFE { escaped.unicodeScalars.append(scalar) }
      }
    }
    return escaped
  }
}
