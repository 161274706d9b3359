import Bytes
import Contracts
package import Findings
package import Markup

extension EditionDifference {
  /// A summary, and the changes that weigh most.
  package func text(_ language: Language, limit: Int) -> String {
    func say(_ polish: String, _ english: String) -> String { Wording(polish, en: english).text(language) }
    func number(_ value: Double?) -> String {
      guard let value else { return "–" }
      return NumberPrinting.shortest((value * 1e6).rounded() / 1e6, comma: language == .polish)
    }
    var lines = ["\(old.id) → \(new.id)"]
    if factors.isEmpty { lines.append(say("Zrobiono je z tego samego.", "They were made from the same.")) }
    for factor in factors {
      lines.append(factor.cause.wording.text(language) + ":")
      for reason in factor.reasons.prefix(10) { lines.append("  " + reason.wording.text(language)) }
      if factor.reasons.count > 10 {
        lines.append("  " + say("… i jeszcze \(factor.reasons.count - 10)", "… and \(factor.reasons.count - 10) more"))
      }
    }
    lines += notes.map { $0.text(language) }
    lines.append(say("Zmienione liczby: \(changes.count)", "Numbers changed: \(changes.count)"))
    for (cause, count) in counts { lines.append("  \(cause.wording.text(language)): \(count)") }
    // What cannot be put down to chance first, and then by size.
    let weighty = changes.sorted {
      (abs($0.z ?? 0), abs($0.difference ?? .infinity), $1.id) > (abs($1.z ?? 0), abs($1.difference ?? .infinity), $0.id)
    }
    for change in weighty.prefix(limit) {
      let mark = change.significance == .significant ? "*" : " "
      lines.append(
        "\(mark) \(change.id)  \(change.unitName): \(number(change.old)) → \(number(change.new)) (\(number(change.difference)); \(change.cause.wording.text(language)))"
      )
    }
    if changes.count > limit {
      lines.append(
        say(
          "… i jeszcze \(changes.count - limit); całość: --csv albo --json",
          "… and \(changes.count - limit) more; all of them: --csv or --json"))
    }
    if changes.contains(where: { $0.significance == .significant }) {
      lines.append(
        say(
          "* różnica większa, niż tłumaczą przedziały ufności obu liczb",
          "* a difference greater than the intervals of the two numbers explain"))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// One document: `diagnoza.diff/1`.
  package func json(_ language: Language) -> JSONValue {
    func number(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }
    let factors = factors.map { factor in
      JSONValue.object([
        ("cause", .string(factor.cause.rawValue)),
        (
          "differences",
          .array(
            factor.reasons.map {
              .object([
                ("code", .string($0.code)), ("subject", .string($0.subject)), ("old", .string($0.old)),
                ("new", .string($0.new)),
              ])
            })
        ),
      ])
    }
    let changes = changes.map { change in
      var parts: [(String, JSONValue)] = []
      for cause in ChangeCause.allCases {
        if let part = change[cause] { parts.append((cause.rawValue, .number(part))) }
      }
      return JSONValue.object([
        ("id", .string(change.id)), ("indicator", .string(change.indicator)), ("unit", .string(change.unit)),
        ("unit_name", .string(change.unitName)), ("period", .string(change.period)), ("old", number(change.old)),
        ("new", number(change.new)), ("difference", number(change.difference)), ("z", number(change.z)),
        ("significance", .string(change.significance.rawValue)), ("cause", .string(change.cause.rawValue)),
        ("parts", .object(parts)),
      ])
    }
    return .object([
      ("schema", .string("diagnoza.diff/1")), ("old", .string(old.id)), ("new", .string(new.id)),
      ("factors", .array(factors)), ("notes", .array(notes.map { .string($0.text(language)) })),
      ("counts", .object(counts.map { ($0.cause.rawValue, .integer($0.count)) })), ("changes", .array(changes)),
    ])
  }
}
