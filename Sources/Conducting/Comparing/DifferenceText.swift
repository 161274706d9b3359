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
    if factors.isEmpty, ofReport.isEmpty { lines.append(say("Zrobiono je z tego samego.", "They were made from the same.")) }
    func list(_ heading: String, _ reasons: [PlanReason]) {
      lines.append(heading + ":")
      for reason in reasons.prefix(10) { lines.append("  " + reason.wording.text(language)) }
      if reasons.count > 10 { lines.append("  " + say("… i jeszcze \(reasons.count - 10)", "… and \(reasons.count - 10) more")) }
    }
    for factor in factors { list(factor.cause.wording.text(language), factor.reasons) }
    if !ofReport.isEmpty {
      list(say("tylko w raporcie, liczb to nie zmienia", "in the report alone, no number changes by it"), ofReport)
    }
    lines += notes.map { $0.text(language) }
    lines.append(say("Zmienione liczby: \(changes.count)", "Numbers changed: \(changes.count)"))
    for (cause, count) in counts { lines.append("  \(cause.wording.text(language)): \(count)") }
    if !derived.isEmpty {
      lines.append(
        say(
          "Inne liczby, które z nich wynikają albo stoją obok (miejsca, porównania, prognozy, dziedziny): \(derived.count)",
          "Other numbers that follow from them or stand beside them (ranks, comparisons, forecasts, domains): \(derived.count)"))
      for (table, count) in derivedCounts { lines.append("  \(table): \(count)") }
      if changes.isEmpty {
        for change in derived.prefix(limit) {
          lines.append("  \(change.id) \(change.column): \(shown(change.old)) → \(shown(change.new))")
        }
      }
    }
    // What cannot be put down to chance first, and then by size.
    let weighty = changes.sorted {
      (abs($0.z ?? 0), abs($0.difference ?? .infinity), $1.id) > (abs($1.z ?? 0), abs($1.difference ?? .infinity), $0.id)
    }
    for change in weighty.prefix(limit) {
      let mark = change.significance == .significant ? "*" : " "
      lines.append(
        "\(mark) \(change.id)  \(change.unitName): \(number(change.old)) → \(number(change.new)) (\(number(change.difference)); \(change.cause.wording.text(language)))\(statuses(change))"
      )
    }
    if changes.count > limit || !derived.isEmpty {
      let more = max(0, changes.count - limit)
      lines.append(
        say(
          "\(more > 0 ? "… i jeszcze \(more); całość" : "Całość"): --csv, --derived-csv albo --json",
          "\(more > 0 ? "… and \(more) more; all of them" : "All of them"): --csv, --derived-csv or --json"))
    }
    if changes.contains(where: { $0.significance == .significant }) {
      lines.append(
        say(
          "* różnica większa, niż tłumaczą przedziały ufności obu liczb",
          "* a difference greater than the intervals of the two numbers explain"))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// `; ok → secret withheld`, where the status changed.
  private func statuses(_ change: ChangeRow) -> String {
    guard change.oldStatus != change.newStatus else { return "" }
    func shown(_ status: String) -> String { status.isEmpty ? "ok" : status }
    return "; \(shown(change.oldStatus)) → \(shown(change.newStatus))"
  }

  /// How many of each table changed; `indicators` for columns beside the values.
  private var derivedCounts: [(String, Int)] {
    let names = Set(DerivedTable.allCases.map(\.rawValue))
    let tables = Dictionary(grouping: derived) { row in
      let first = row.id.split(separator: "/").first.map(String.init) ?? ""
      return names.contains(first) ? first : "indicators, index"
    }
    return tables.map { ($0.key, $0.value.count) }.sorted { $0.0 < $1.0 }
  }

  private func shown(_ text: String) -> String { text.isEmpty ? "–" : text }

  /// One document: `diagnoza.diff/1`.
  package func json(_ language: Language) -> JSONValue {
    func number(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }
    func list(_ reasons: [PlanReason]) -> JSONValue {
      .array(
        reasons.map {
          .object([
            ("code", .string($0.code)), ("subject", .string($0.subject)), ("old", .string($0.old)), ("new", .string($0.new)),
          ])
        })
    }
    let factors = factors.map { factor in
      JSONValue.object([("cause", .string(factor.cause.rawValue)), ("differences", list(factor.reasons))])
    }
    let changes = changes.map { change in
      var parts: [(String, JSONValue)] = []
      for cause in ChangeCause.allCases {
        if let part = change[cause] { parts.append((cause.rawValue, .number(part))) }
      }
      return JSONValue.object([
        ("id", .string(change.id)), ("indicator", .string(change.indicator)), ("unit", .string(change.unit)),
        ("unit_name", .string(change.unitName)), ("period", .string(change.period)), ("old", number(change.old)),
        ("new", number(change.new)), ("old_status", .string(change.oldStatus)), ("new_status", .string(change.newStatus)),
        ("difference", number(change.difference)), ("z", number(change.z)),
        ("significance", .string(change.significance.rawValue)), ("cause", .string(change.cause.rawValue)),
        ("parts", .object(parts)),
      ])
    }
    return .object([
      ("schema", .string("diagnoza.diff/1")), ("old", .string(old.id)), ("new", .string(new.id)),
      ("factors", .array(factors)), ("report_only", list(ofReport)), ("notes", .array(notes.map { .string($0.text(language)) })),
      ("counts", .object(counts.map { ($0.cause.rawValue, .integer($0.count)) })), ("changes", .array(changes)),
      (
        "derived",
        .array(
          derived.map {
            .object([
              ("id", .string($0.id)), ("column", .string($0.column)), ("old", .string($0.old)), ("new", .string($0.new)),
              ("difference", number($0.difference)), ("cause", .string($0.cause.rawValue)),
            ])
          })
      ),
    ])
  }
}
