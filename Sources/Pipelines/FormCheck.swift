/// One comparison that a form makes of its own numbers, out of the column `check` of a table in `forms/`.
///
/// Written as `2+4+5` (the row is the sum), `<= 4`, `>= max(4,5)`; several are joined by ` and `. ` on 5,6` limits one to
/// columns (in a table of columns: to rows); a leading `?` says that it does not stand on the form but follows from its sense.
package struct FormComparison: Sendable, Hashable {
  package var relation: CheckRelation
  package var right: CheckProgram
  /// Columns (or rows) that it holds in; empty means all.
  package var only: [String]
  /// Not printed on the form: a warning, never an error.
  package var isInferred: Bool

  /// - Returns: nil when the text is no check; an empty list for an empty text.
  package static func list(_ text: String) -> [FormComparison]? {
    if text.isEmpty { return [] }
    var list: [FormComparison] = []
    for part in text.components(joinedBy: " and ") {
      guard let comparison = FormComparison(part) else { return nil }
      list.append(comparison)
    }
    return list
  }

  private init?(_ text: String) {
    var rest = Substring(text).trimmed
    isInferred = rest.hasPrefix("?")
    if isInferred { rest = rest.dropFirst().trimmed }
    only = []
    let parts = String(rest).components(joinedBy: " on ")
    if parts.count > 2 { return nil }
    if parts.count == 2 {
      only = parts[1].split(separator: ",").map { String($0.trimmed) }
      rest = Substring(parts[0]).trimmed
      if only.contains("") || only.isEmpty { return nil }
    }
    relation = .equal
    for candidate in [CheckRelation.atMost, .atLeast, .implies, .equal] where rest.hasPrefix(candidate.rawValue) {
      relation = candidate
      rest = rest.dropFirst(candidate.rawValue.count).trimmed
      break
    }
    guard let right = CheckParser.form(String(rest)) else { return nil }
    self.right = right
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    var text = self.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return text
  }
}

extension String {
  /// The parts between a separator of several characters.
  fileprivate func components(joinedBy separator: String) -> [String] {
    var parts: [String] = []
    var rest = Substring(self)
    while let range = rest.firstRange(of: separator) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    return parts + [String(rest)]
  }
}
