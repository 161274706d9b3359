/// Runs of text as one text: for sheets, alternatives, titles.
package func plainText(_ inlines: [Inline], _ say: Phrasing) -> String {
  inlines.map { inline in
    switch inline {
    case .text(let text), .strong(let text), .code(let text), .link(_, let text), .traced(let text, _): text
    case .number(let quantity): quantity.unit.attached(to: quantity, say)
    case .reference: ""
    }
  }.joined()
}

/// A cell as text.
package func plainText(_ cell: Cell, _ say: Phrasing) -> String {
  let numbers = say.numbers
  return switch cell {
  case .text(let text), .code(let text), .link(_, let text), .traced(let text, _): text
  case .number(let quantity) where !quantity.mark.isEmpty: "\(numbers.text(quantity))\(NumberStyle.noBreakSpace)\(quantity.mark)"
  case .number(let quantity): numbers.text(quantity)
  case .count(let count, _): numbers.whole(count)
  case .range(let lower, let upper, let decimals, _): numbers.range(lower, upper, decimals: decimals)
  case .span(let from, let to): numbers.text(from) + numbers.joint(from.value, to.value) + numbers.text(to)
  case .rank(let rank, let low, let high, _): rankText(rank, low: low, high: high, numbers)
  case .quintile(let quintile, _): numbers.whole(quintile)
  case .missing(let reason, _): missingMark(reason, say)
  case .notApplicable: "x"
  }
}
